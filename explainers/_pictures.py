"""What figures of photographs share: pictures in their panels, five guesses as bars, and where all that stands."""

import plotly.graph_objects as go

from explainers import CLASSES, pixels

RANKS = [1, 2, 3, 4, 5]


def axes(index):
    """The axes of panel number `index`, from 2 on; the first pair spans the figure, for titles."""
    return {"xaxis": f"x{index}", "yaxis": f"y{index}"}


def picture(array, index):
    """A picture in panel number `index`."""
    return go.Image(source=pixels(array), zsmooth="fast", **axes(index))


def bars(classes, probabilities, index, size=14, over=None):
    """Five guesses as bars from 0 to 1, named, in panel number `index`. over: probabilities drawn in ink over them."""
    where, labels = axes(index), [rank - 0.38 for rank in RANKS]
    bar = {"y": RANKS, "orientation": "h", "width": 0.28, **where}
    return [
        go.Bar(x=[1] * 5, marker_color="var(--surface)", **bar),
        go.Bar(x=probabilities, marker_color="var(--output)", **bar),
        *([] if over is None else [go.Bar(x=over, marker_color="var(--ink)", **bar)]),
        go.Scatter(x=[0] * 5, y=labels, mode="text", text=CLASSES.of(classes), textposition="middle right", textfont_size=size, **where),
        go.Scatter(x=[1] * 5, y=labels, mode="text", customdata=probabilities, texttemplate="%{customdata:.1%}", textposition="middle left",
                   textfont={"size": size, "color": "var(--muted)"}, **where),
    ]


def titles(texts, boxes, size=14):
    """A title over each of these panels."""
    return go.Scatter(x=[across[0] for across, _ in boxes], y=[up[1] + 0.004 for _, up in boxes], mode="text", text=texts, textposition="top right",
                      textfont={"size": size, "color": "var(--muted)"})


def frames(count, side):
    """A thin line around each of the first `count` pictures, which may be as white as the page."""
    edge = {"x0": -0.5, "x1": side - 0.5, "y0": -0.5, "y1": side - 0.5, "line": {"color": "var(--line)", "width": 1}}
    return [{"type": "rect", "xref": f"x{index}", "yref": f"y{index}", **edge} for index in range(2, count + 2)]


def guess(classes, probabilities, box, size=14, strong=False):
    """The first of some guesses, under a picture. classes, probabilities: of which only the first is shown."""
    bold = ("<b>", "</b>") if strong else ("", "")
    return go.Scatter(x=[box[0][0]], y=[box[1][0] - 0.005], mode="text", text=CLASSES.of(classes[:1]), customdata=probabilities[:1],
                      texttemplate=f"{bold[0]}%{{text}}{bold[1]}<br>%{{customdata:.0%}}", textposition="bottom right", textfont={"size": size})


def course(outputs, name, index):
    """How a recorded number went so far, and where it stands, in panel number `index`."""
    color = "var(--output)"
    return [
        go.Scatter(x=outputs["step_history"], y=outputs[f"{name}_history"], mode="lines", line={"color": color, "width": 2.5}, **axes(index)),
        go.Scatter(x=outputs["step"].reshape(1), y=outputs[name].reshape(1), mode="markers", marker={"size": 9, "color": color}, **axes(index)),
    ]


def layout(pictures, side, bars=None, **more):
    """The layout of a figure: boxes ([left, right], [bottom, top]) of pictures, then of bars. side: px of a picture, as the model has it."""
    found = {"xaxis": {"range": [0, 1], "visible": False}, "yaxis": {"range": [0, 1], "visible": False}}
    for index, (across, up) in enumerate(pictures, 2):
        found[f"xaxis{index}"] = {"domain": across, "range": [-0.5, side - 0.5], "visible": False, "anchor": f"y{index}", "constrain": "domain", "constraintoward": "left"}
        found[f"yaxis{index}"] = {"domain": up, "range": [side - 0.5, -0.5], "visible": False, "anchor": f"x{index}", "scaleanchor": f"x{index}",
                                  "constrain": "domain", "constraintoward": "top"}
    if bars:
        index = len(pictures) + 2
        found[f"xaxis{index}"] = {"domain": bars[0], "range": [0, 1.001], "visible": False, "anchor": f"y{index}"}
        found[f"yaxis{index}"] = {"domain": bars[1], "range": [5.4, 0.3], "visible": False, "anchor": f"x{index}"}
    return {**found, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "barmode": "overlay", **more}


def chart(box, index, steps, title):
    """The layout of a chart of probabilities over so many steps, in panel number `index`."""
    across, up = box
    return {f"xaxis{index}": {"domain": across, "range": [0, steps * 1.02], "anchor": f"y{index}", "title": "step", "showgrid": False},
            f"yaxis{index}": {"domain": up, "range": [0, 1.05], "anchor": f"x{index}", "tickformat": ".0%", "nticks": 3, "title": title}}

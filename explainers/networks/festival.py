"""Should I go to the festival? One neuron weighs it up.

Slide the weather down to 0 and watch the total fall below the threshold. Each bar is one input times its weight, and starts
where the one before it ended. The neuron says go when the last bar stands above the dashed line. Lines are as thick
as their weights: blue counts for going, orange against.
"""

import plotly.graph_objects as go

from explainers import Explainer, Slider

FACTORS = {"weather": (3, 4), "company": (2, 2), "music": (4, 2), "nearness": (2, 1)}
NAMES = [name.capitalize() for name in FACTORS]
NODES = [3, 2, 1, 0]                                        # how high each input stands; the neuron is at (1, 1.5)
SIGN = {"cmin": -1e-6, "cmax": 1e-6, "colorscale": [[0, "var(--negative)"], [0.5, "var(--negative)"], [0.5, "var(--positive)"], [1, "var(--positive)"]]}


def draw(outputs, narrow=False):
    neuron = {"xaxis": "x2", "yaxis": "y2"}
    figure = go.Figure([
        go.Bar(x=NAMES, y=outputs["products"], base=outputs["running_total"][:4], marker={"color": outputs["products"], **SIGN}),
        go.Bar(x=["Total"], y=outputs["total"].reshape(1), marker_color="var(--output)"),
        go.Scatter(x=["Weather"], y=outputs["threshold"].reshape(1), mode="text", texttemplate="threshold %{y:.0f}",
                   textposition="top center"),
        go.Scatter(x=NAMES, y=[0] * 4, yaxis="y3", mode="text", customdata=list(zip(outputs["inputs"], outputs["weights"], outputs["products"])),
                   texttemplate="%{customdata[0]:.0f} × %{customdata[1]:.0f}<br>= %{customdata[2]:.0f}", textfont_size=13),
        go.Scatter(x=["Total"], y=[0], yaxis="y3", mode="text", customdata=outputs["total"].reshape(1),
                   texttemplate="<br><b>= %{customdata:.0f}</b>", textfont_size=13),
        go.Scatter(x=[0] * 4, y=NODES, mode="markers+text", customdata=outputs["inputs"], texttemplate="%{customdata:.0f}",
                   textfont={"size": 16, "color": "var(--on_input)"}, marker={"size": 34, "color": "var(--input)"}, **neuron),
        go.Scatter(x=[-0.16] * 4, y=NODES, mode="text", text=NAMES, textposition="middle left", **neuron),
        go.Scatter(x=[0.3] * 4, y=[0.7 * node + 0.3 * 1.5 + 0.16 for node in NODES], mode="text", customdata=outputs["weights"],
                   texttemplate="× %{customdata:.0f}", textposition="top center", textfont_size=13, **neuron),
        go.Scatter(x=[1], y=[1.5], mode="markers+text", customdata=outputs["total"].reshape(1), texttemplate="%{customdata:.0f}",
                   textfont={"size": 20, "color": "var(--on_output)"}, marker={"size": 68, "color": "var(--output)"}, **neuron),
        # Both answers stand under the neuron; the model makes one of them opaque.
        *(go.Scatter(x=[1], y=[0.1 if narrow else 0.8], mode="text", text=[f"<b>{answer}</b>"], opacity=shown,
                     textfont={"size": 16, "color": "var(--output_text)"}, **neuron)
          for answer, shown in {"Go!": outputs["fires"], "Stay at home": outputs["rests"]}.items()),
    ])
    edges = [{"type": "line", "xref": "x2", "yref": "y2", "x0": 0, "y0": node, "x1": 1, "y1": 1.5, "layer": "below",
              "line": {"color": f"var(--{sign})", "width": outputs[f"edges_{sign}"][index]}}
             for index, node in enumerate(NODES) for sign in ("positive", "negative")]
    threshold = {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "y0": outputs["threshold"], "y1": outputs["threshold"],
                 "line": {"color": "var(--ink)", "width": 2, "dash": "dash"}}
    figure.update_layout(
        height=540 if narrow else 380, margin={"l": 30, "r": 10, "t": 12, "b": 6}, shapes=[*edges, threshold],
        xaxis={"domain": [0, 1] if narrow else [0.48, 1], "showgrid": False, "tickfont": {"size": 11 if narrow else 13}},
        yaxis={"domain": [0.15, 0.58] if narrow else [0.22, 1], "autorangeoptions": {"include": [0, 50]}, "zeroline": True, "zerolinecolor": "var(--muted)"},
        xaxis2={"domain": [0, 1] if narrow else [0, 0.42], "range": [-0.62, 1.36], "visible": False, "anchor": "y2"},
        yaxis2={"domain": [0.64, 1] if narrow else [0, 1], "range": [-0.5, 3.5], "visible": False, "anchor": "x2"},
        yaxis3={"domain": [0, 0.1] if narrow else [0, 0.14], "range": [-1, 1], "visible": False})
    return figure


festival = Explainer(
    model="neuron",
    draw=draw,
    controls=[
        *(Slider(name, 0, 4, value=value, input=f"inputs[{index}]", group="How good is it?")
          for index, (name, (value, _)) in enumerate(FACTORS.items())),
        *(Slider(f"{name}_weight", -4, 4, value=weight, input=f"weights[{index}]", label=name.capitalize(), group="How much does it matter?")
          for index, (name, (_, weight)) in enumerate(FACTORS.items())),
        Slider("threshold", 0, 50, value=25, group="How hard are you to move?"),
    ],
    constants={"smooth": 0, "totals": range(-40, 41)},
    summary="The total is {total:.0f}, the threshold {threshold:.0f}: {fires|stay at home|go}.",
)

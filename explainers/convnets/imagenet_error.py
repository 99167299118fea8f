"""How often was the best program of the year wrong?

Five guesses, and none of them right: that counts as an error. Set your guess for the next year's winner, which is the diamond, then
press Step. Your guesses stay as dots. The dashed line is a person who had trained for it.
"""

import plotly.graph_objects as go

from explainers import Explainer, Play, Slider

ERRORS = (28.2, 25.8, 16.4, 11.7, 6.7, 3.57, 2.99, 2.25)    # percent, in the contest's test; sources in docs/credits.md
YEARS = list(range(2010, 2018))
PERSON = 5.1
CONVNETS = 2012                                             # the first year that a ConvNet won


def draw(outputs, narrow=False):
    dots = {"mode": "markers", "cliponaxis": True}
    figure = go.Figure([
        go.Bar(x=YEARS, y=outputs["errors_shown"], width=0.62, marker_color="var(--loss)"),
        go.Scatter(x=YEARS, y=outputs["label_height"], mode="text", customdata=outputs["errors"], texttemplate="%{customdata:.1f}", textposition="top center",
                   cliponaxis=True, textfont_size=12 if narrow else 15),
        go.Scatter(x=YEARS, y=outputs["guess_height"], marker={"size": 11, "color": "var(--output)", "line": {"color": "var(--paper)", "width": 1.5}}, **dots),
        go.Scatter(x=YEARS, y=outputs["next_guess_height"], marker={"size": 15, "symbol": "diamond", "color": "var(--output)"}, **dots),
    ])
    shapes = [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": PERSON, "y1": PERSON, "layer": "below", "line": {"color": "var(--ink)", "width": 1.5, "dash": "dash"}},
              {"type": "line", "yref": "paper", "x0": CONVNETS - 0.5, "x1": CONVNETS - 0.5, "y0": 0, "y1": 1, "line": {"color": "var(--line)", "width": 1.5}}]
    notes = [{"x": 2017.5, "y": PERSON, "text": f"a person: {PERSON} %", "xanchor": "right", "yanchor": "bottom", "font": {"color": "var(--ink)"}},
             {"x": CONVNETS - 0.45, "y": 1, "yref": "paper", "text": "ConvNets →", "xanchor": "left", "yanchor": "top"}]
    figure.update_layout(
        height=360 if narrow else 400, margin={"l": 40 if narrow else 64, "r": 4, "t": 8, "b": 28}, shapes=shapes, annotations=notes,
        yaxis_title="" if narrow else "pictures that it got wrong",
        xaxis={"range": [2009.5, 2017.5], "tickvals": YEARS, "ticktext": [f"’{year % 100}" for year in YEARS] if narrow else YEARS, "showgrid": False},
        yaxis={"range": [0, 40], "ticksuffix": " %"})
    return figure


imagenet_error = Explainer(
    model="imagenet",
    draw=draw,
    controls=[
        Slider("prediction", 0, 40, value=24, step=0.5, label="Your guess for the next year, %"),
        Play("play", steps=7, speed=1, speeds=(1,), label="Show all"),
    ],
    constants={"errors": ERRORS},
    carry={"shown": "next_shown", "predictions": "next_predictions"},
    summary="{shown|2010|2011|2012|2013|2014|2015|2016|2017}: the winner was wrong on {error:.1f} of every hundred pictures. Years guessed so far: {guesses:.0f}; off by {mean_miss:.1f} on average.",
)

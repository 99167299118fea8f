"""The mysterious bias is only the threshold, moved to the other side of the comparison.

Move the threshold. In the first picture the total is compared with it. In the second it has become one more term, the bias, and
the sum is compared with 0. Both always give the same answer. In the third, the activation turns that sum into what the neuron
says; choose the smooth one and the answer is no longer only yes or no.
"""

import plotly.graph_objects as go

from explainers import Choice, Explainer, Slider
from explainers.networks.festival import FACTORS, NAMES, SIGN


def draw(outputs, narrow=False):
    terms = [*NAMES, "Bias"]
    short = [name[0] for name in NAMES]
    figure = go.Figure([
        go.Bar(x=NAMES, y=outputs["products"], base=outputs["running_total"][:4], marker={"color": outputs["products"], **SIGN}),
        go.Bar(x=["Total"], y=outputs["total"].reshape(1), marker_color="var(--output)", texttemplate="%{y:.0f}", textposition="outside"),
        go.Scatter(x=["Weather"], y=outputs["threshold"].reshape(1), mode="text", texttemplate="threshold %{y:.0f}",
                   textposition="top right"),
        go.Bar(x=terms, y=outputs["terms"], base=outputs["running_pre_activation"][:5], xaxis="x2", yaxis="y2",
               marker={"color": outputs["terms"], **SIGN}),
        go.Bar(x=["Sum"], y=outputs["pre_activation"].reshape(1), marker_color="var(--output)", xaxis="x2", yaxis="y2",
               texttemplate="%{y:.0f}", textposition="outside"),
        go.Scatter(x=["Bias"], y=outputs["running_pre_activation"][4:5], mode="text", customdata=outputs["bias"].reshape(1), xaxis="x2", yaxis="y2",
                   texttemplate="bias %{customdata:.0f}", textposition="top center"),
        go.Scatter(x=outputs["pre_activations"], y=outputs["curve"], xaxis="x3", yaxis="y3", mode="lines", line={"color": "var(--muted)", "width": 2}),
        go.Scatter(x=outputs["pre_activation"].reshape(1), y=outputs["activation"].reshape(1), xaxis="x3", yaxis="y3", mode="markers+text",
                   marker={"size": 16, "color": "var(--output)"}, texttemplate="<b>%{y:.2f}</b>", textposition="top left",
                   textfont_color="var(--output_text)"),
    ])
    threshold = {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "y0": outputs["threshold"], "y1": outputs["threshold"],
                 "line": {"color": "var(--ink)", "width": 2, "dash": "dash"}}
    zero = {"type": "line", "xref": "x2 domain", "yref": "y2", "x0": 0, "x1": 1, "y0": 0, "y1": 0,
            "line": {"color": "var(--ink)", "width": 2, "dash": "dash"}}
    across = [[0, 0.46], [0.54, 1], [0.1, 0.95]] if narrow else [[0, 0.3], [0.35, 0.68], [0.76, 1]]
    up = [[0.4, 0.94], [0.44, 0.94], [0, 0.24]] if narrow else [[0.12, 0.9]] * 3
    titles = ["Total above threshold?", "Sum above 0?", "Activation"]
    figure.update_layout(
        height=520 if narrow else 360, margin={"l": 30, "r": 14, "t": 10, "b": 34}, shapes=[threshold, zero],
        xaxis={"domain": across[0], "showgrid": False, "tickvals": [*NAMES, "Total"], "ticktext": [*short, "Total"]},
        yaxis={"domain": up[0], "range": [-32, 50]},
        xaxis2={"domain": across[1], "showgrid": False, "anchor": "y2", "tickvals": [*terms, "Sum"], "ticktext": [*short, "Bias", "Sum"],
                "tickangle": 0, "tickfont": {"size": 10 if narrow else 12}},
        yaxis2={"domain": up[1], "range": [-32, 50], "anchor": "x2", "showticklabels": not narrow},
        xaxis3={"domain": across[2], "anchor": "y3", "range": [-32, 50], "title": "sum", "tickvals": [-20, 0, 20]},
        yaxis3={"domain": up[2], "anchor": "x3", "range": [-0.1, 1.25], "tickvals": [0, 1]},
        annotations=[{"xref": "paper", "yref": "paper", "x": sum(x) / 2, "y": y[1] + 0.02, "xanchor": "center", "yanchor": "bottom", "text": title}
                     for x, y, title in zip(across, up, titles, strict=True)])
    return figure


bias = Explainer(
    model="neuron",
    draw=draw,
    controls=[
        *(Slider(name, 0, 4, value=value, input=f"inputs[{index}]", group="How good is it?")
          for index, (name, (value, _)) in enumerate(FACTORS.items())),
        Slider("threshold", -10, 30, value=25, group="The neuron"),
        Choice("activation", {"Step": 0, "Sigmoid": 1}, "Step", input="smooth", group="The neuron"),
    ],
    constants={"weights": [weight for _, weight in FACTORS.values()], "totals": [-45 + 1.6 * step for step in range(81)]},
    summary="Total {total:.0f} against threshold {threshold:.0f}; with the bias {bias:.0f}, the sum is {pre_activation:.0f} "
            "against 0. Both say {fires|stay at home|go}; the activation is {activation:.2f}.",
)

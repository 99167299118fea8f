# Twin: _player/src/page/theme.js
"""One palette, and the one Plotly template that it becomes.

A color stands for one thing everywhere: in figures, text, formulas and code. An explainer never names a color;
it writes a token, `var(--positive)`, which becomes the theme's color when the figure is drawn, in Python as in the
page. The hues are those of Okabe and Ito (2008) and Tol (2021), chosen to survive color blindness.
"""

import re

import plotly.graph_objects as go

from explainers._core.picture import shown

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif'

LIGHT = {
    "ink": "#22252a",
    "paper": "#fffefb",
    "surface": "#f4f1ea",
    "muted": "#63676e",
    "line": "#dcd7cc",
    "accent": "#0b63a5",
    "input": "#56B4E9",
    "positive": "#0072B2",
    "negative": "#D55E00",
    "output": "#CC79A7",
    "loss": "#882255",
    "gradient": "#009E73",
    "third": "#E69F00",
    "input_text": "#1a6b99",
    "positive_text": "#00639b",
    "negative_text": "#a94a00",
    "output_text": "#96406f",
    "loss_text": "#882255",
    "gradient_text": "#00704f",
    "third_text": "#7d5600",
    "on_input": "#0d2433",
    "on_output": "#2e0f20",
    "on_bright": "#16181c",
    "on_dark": "#ffffff",
}
# Dark is designed, not inverted: the same hues, lifted where they would sink into the page (loss most of all).
DARK = {
    "ink": "#e9e6df",
    "paper": "#16181c",
    "surface": "#202329",
    "muted": "#a3a7ae",
    "line": "#3a3f47",
    "accent": "#6db7ee",
    "input": "#56B4E9",
    "positive": "#2b8fd0",
    "negative": "#e8792b",
    "output": "#d68fb5",
    "loss": "#c4477f",
    "gradient": "#17b488",
    "third": "#eab03c",
    "input_text": "#7cc5ef",
    "positive_text": "#62b2ea",
    "negative_text": "#f29a5c",
    "output_text": "#e0a5c5",
    "loss_text": "#e586b0",
    "gradient_text": "#3fcfa5",
    "third_text": "#f2c063",
    "on_input": "#0d2433",
    "on_output": "#2e0f20",
    "on_bright": "#16181c",
    "on_dark": "#ffffff",
}
THEMES = {"light": LIGHT, "dark": DARK}
TOKEN = re.compile(r"var\(--([a-z_]+)\)")


def colors(theme):
    """The palette of a theme, token to color. ValueError unless theme is "light" or "dark"."""
    if theme not in THEMES:
        raise ValueError(f"unknown theme {theme!r}; choose one of: {', '.join(THEMES)}")
    return THEMES[theme]


def paint(node, palette):
    """A copy of nested lists and dicts in which every `var(--token)` is the palette's color."""
    if isinstance(node, dict):
        return {key: paint(value, palette) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [paint(value, palette) for value in node]
    return TOKEN.sub(lambda match: color(match[1], palette), node) if isinstance(node, str) else node


def color(token, palette):
    """The color of one token. ValueError, with the known tokens, for another."""
    if token not in palette:
        raise ValueError(f"unknown color token {token!r}; choose one of: {', '.join(palette)}")
    return palette[token]


def template():
    """The Plotly template in tokens, the same for light and dark."""
    axis = {
        "ticklabeloverflow": "allow",  # to find the labels to hide, Plotly measures all of them at each draw
        "automargin": False,
        "fixedrange": True,
        "gridcolor": "var(--line)",
        "gridwidth": 1,
        "linecolor": "var(--muted)",
        "nticks": 5,
        "showgrid": True,
        "showline": False,
        "tickcolor": "var(--line)",
        "tickangle": 0,  # nor turn them where they would touch, for the same reason
        "tickfont": {"color": "var(--muted)", "size": 12},
        "ticks": "",
        "title": {"font": {"size": 13}, "standoff": 6},
        "zeroline": False,
    }
    ink = [[0, "var(--surface)"], [1, "var(--ink)"]]
    return {
        "layout": {
            "annotationdefaults": {"showarrow": False, "font": {"color": "var(--muted)", "size": 13}},
            "autotypenumbers": "strict",
            "bargap": 0.25,
            "colorscale": {
                "sequential": ink,
                "sequentialminus": [[0, "var(--negative)"], [1, "var(--paper)"]],
                "diverging": [[0, "var(--negative)"], [0.5, "var(--paper)"], [1, "var(--positive)"]],
            },
            "colorway": ["var(--ink)", "var(--output)", "var(--input)", "var(--gradient)", "var(--loss)"],
            "dragmode": False,
            "font": {"family": FONT, "color": "var(--ink)", "size": 14},
            "hoverlabel": {"bgcolor": "var(--surface)", "bordercolor": "var(--line)", "font": {"color": "var(--ink)"}},
            "hovermode": False,
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "separators": ".\u2009",
            "shapedefaults": {"line": {"color": "var(--line)", "width": 1}},
            "showlegend": False,
            "xaxis": axis,
            "yaxis": axis,
        },
        "data": {
            "scatter": [{"type": "scatter", "hoverinfo": "skip", "cliponaxis": False}],
            "bar": [{"type": "bar", "hoverinfo": "skip", "cliponaxis": False, "marker": {"line": {"width": 0}}}],
            "contour": [
                {
                    "type": "contour",
                    "showscale": False,
                    "hoverinfo": "skip",
                    "contours": {"coloring": "heatmap"},
                    "line": {"color": "var(--line)", "width": 1},
                }
            ],
            "surface": [{"type": "surface", "showscale": False, "hoverinfo": "skip", "colorscale": ink}],
        },
    }


def dressed(figure, theme):
    """The figure (a dict in tokens) as a Plotly figure in the colors and template of a theme, on its paper."""
    palette = colors(theme)
    painted = paint(figure, palette)
    for image in painted["layout"].get("images", []):
        if image["source"].startswith(shown.TINTED):
            image["source"] = shown.colored(image["source"])
    painted["layout"]["template"] = paint(template(), palette)
    painted["layout"]["paper_bgcolor"] = palette["paper"]
    return go.Figure(painted)


def css(
    light=':root, [data-md-color-scheme="default"], [data-theme="light"]',
    dark=':root:has(> [data-md-color-scheme="slate"]), [data-md-color-scheme="slate"], [data-theme="dark"]',
):
    """The palette as CSS variables: `--dnn-positive-text`, where these selectors are light and dark; by default the
    site's, following the page's switch. "only": a browser that darkens what is light leaves it as it is.
    """

    def block(selector, palette, scheme):
        lines = "".join(f"  --dnn-{token.replace('_', '-')}: {value};\n" for token, value in palette.items())
        return f"{selector} {{\n  color-scheme: {scheme};\n{lines}}}\n"

    return block(light, LIGHT, "only light") + block(dark, DARK, "dark")


def formulas():
    """What has a meaning in a formula, in its color: CSS for pages with words, beside the variables."""
    return "".join(
        f".math-{token.removesuffix('_text')} {{ color: var(--dnn-{token.replace('_', '-')}) }}\n"
        for token in LIGHT
        if token.endswith("_text")
    )

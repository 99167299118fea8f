"""What the page can draw. Its Plotly is the part that figures here use; to ask it for more must not fail in silence."""

FLAT = ("bar", "contour", "image", "scatter")
SOLID = ("scatter3d", "surface")  # drawn in space; the reader turns them
PLACED = "source", "x", "y", "sizex", "sizey", "xref", "yref"  # of an image
LEFT_OUT = {
    "selections": "Pick takes clicks",
    "sliders": "Slider is a control",
    "updatemenus": "Choice and Toggle are controls",
}


def check(figure):
    """ValueError names what a figure (plain data) asks for that the page leaves out, and says what to do instead."""
    for index, trace in enumerate(figure["data"]):
        kind = trace.get("type", "scatter")
        if kind not in FLAT + SOLID:
            raise ValueError(f"data[{index}] is a {kind} trace; the page draws: {', '.join(sorted(FLAT + SOLID))}")
        if trace.get("showscale") or any(
            trace.get(bars, {}).get("visible") for bars in ("error_x", "error_y", "error_z")
        ):
            raise ValueError(
                f"data[{index}] has a color bar or error bars, which the page leaves out; draw them as a trace"
            )
        if trace.get("stackgroup"):
            raise ValueError(f"data[{index}] is stacked, which the page leaves out; add the numbers up in the model")
    layout = figure["layout"]
    for index, image in enumerate(layout.get("images", [])):
        if missing := [name for name in PLACED if name not in image]:
            raise ValueError(f"layout.images[{index}] does not say {', '.join(missing)}, which the page needs")
    for name, instead in LEFT_OUT.items():
        if layout.get(name):
            raise ValueError(f"the page leaves out layout.{name}: {instead}")
    if layout.get("showlegend"):
        raise ValueError("the page draws no legend; label what is drawn beside it, with a text trace or an annotation")


def ahead(drawing):
    """Whether one form of a figure can be drawn before its numbers are here, and these painted into it: it is flat, and
    they fill but traces, shapes and images. Where they move axes or notes, all would be drawn once more.
    """
    places = [binding["path"] for binding in drawing["bindings"]]
    return not solid(drawing["figure"]) and all(
        part == "data" or name in ("images", "shapes") for part, name, *_ in places
    )


def solid(figure):
    """Whether a figure (plain data) has anything drawn in space."""
    return any(trace.get("type") in SOLID for trace in figure["data"])

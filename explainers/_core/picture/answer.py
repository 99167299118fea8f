"""The panel that answers the reader: the player keeps it in sight while a control is used."""

from explainers._core.picture import theme


def answer(figure, bindings, outputs, height, panels=()):
    """{"panels": [[x, y], ...], "top", "height"} of a traced figure: axes, and px from the figure's upper edge.

    outputs: the names of what the model gives out. panels: those that the explainer names, as for Pick; by default it
    is the largest panel in which an output is drawn. ValueError names a panel that is not there, or shows no output.
    """
    layout = figure["layout"]
    margin = {**theme.template()["layout"]["margin"], **layout.get("margin", {})}
    traces = [(item(figure, path), source) for path, source in drawn(bindings)]
    showing = [trace for trace, source in traces if source in outputs]
    boxes = {axes(trace): box(layout, axes(trace), height - margin["t"] - margin["b"]) for trace in showing}
    # Words alone are a label, as a rule; what they label is drawn elsewhere.
    answering = {axes(trace) for trace in showing if trace.get("mode") != "text"}
    if not answering:
        raise ValueError("no panel of the figure shows an output of the model, so none answers the reader")
    for pair in map(tuple, panels):
        if pair not in boxes:
            known = ", ".join(map("/".join, sorted(boxes)))
            raise ValueError(f"the panel {'/'.join(pair)} shows no output, so it cannot answer; those that do: {known}")
    largest = max(sorted(answering), key=lambda pair: area(layout, pair))
    chosen = [tuple(pair) for pair in panels] or [largest]
    top = min(boxes[pair][0] for pair in chosen)
    bottom = max(boxes[pair][1] for pair in chosen)
    place = {"top": round(margin["t"] + top), "height": round(bottom - top)}
    return {"panels": [list(pair) for pair in chosen], **place}


def drawn(bindings):
    """(path, source) of what is bound in traces and images."""
    pairs = [(each["path"], each["source"]) for each in bindings]
    return [(path, source) for path, source in pairs if path[0] == "data" or path[:2] == ["layout", "images"]]


def item(figure, path):
    """The trace or the image, whose axes are named as a trace's are, at a path."""
    if path[0] == "data":
        return figure["data"][path[1]]
    image = figure["layout"]["images"][path[2]]
    return {"xaxis": image["xref"], "yaxis": image["yref"]}


def axes(trace):
    """The panel of a trace, as its axes; what is drawn in space has its scene instead."""
    if "scene" in trace or trace.get("type") in ("scatter3d", "surface"):
        scene = trace.get("scene", "scene")
        return scene, scene
    return trace.get("xaxis", "x"), trace.get("yaxis", "y")


def domain(layout, id, side):
    """From where to where a panel goes along one side, as shares."""
    if id.startswith("scene"):
        return layout.get(id, {}).get("domain", {}).get(side, [0, 1])
    return layout.get(f"{side}axis{id[1:]}", {}).get("domain", [0, 1])


def box(layout, pair, inner):
    """Top and bottom of a panel in px, from the upper edge of what the margins leave."""
    low, high = domain(layout, pair[1], "y")
    return (1 - high) * inner, (1 - low) * inner


def area(layout, pair):
    (left, right), (low, high) = domain(layout, pair[0], "x"), domain(layout, pair[1], "y")
    return (right - left) * (high - low)

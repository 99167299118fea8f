"""Panels laid out in px, and the figure that they make with the parts in them."""

from dataclasses import dataclass, field

import plotly.graph_objects as go

GAP = 3  # px between a panel and its title
ROOM = 0.02  # of a picture's height, between it and the words under it
SIZES = 14, 13  # px, of words that have no size of their own: wide, narrow
TICKS = 12, 11  # px, of what stands along a panel


@dataclass(frozen=True)
class Axes:
    """What a panel's axes are like, in Plotly's words: range, title. A part brings its own; later ones add to them."""

    x: dict = field(default_factory=dict)
    y: dict = field(default_factory=dict)


def hidden(x, y):
    """Axes of these ranges that are not seen."""
    return Axes({"range": x, "visible": False}, {"range": y, "visible": False})


@dataclass(frozen=True)
class Title:
    """What a panel shows, over its left corner."""

    text: str


@dataclass(frozen=True)
class Under:
    """A trace of words at one place, put under the left corner of the part before it, whose axes have a range."""

    trace: go.Scatter


class Panels:
    """Where a figure's panels stand: NAME=(box, box), in its wide and in its narrow form, `wide` and `narrow` px large.

    A box is (left, top, width, height) in px. Where a page has another width, what lies between the leftmost and the
    rightmost side of all boxes stretches; what is beside them, such as an axis' labels, keeps its place.
    """

    def __init__(self, wide, narrow, **boxes):
        self.sizes, self.boxes = (wide, narrow), boxes

    def axes(self, *names):
        """The axes of these panels, [(x, y), ...], as Pick takes them. The first pair is the sheet's, for titles."""
        for name in names:
            if name not in self.boxes:
                raise ValueError(f"there is no panel {name!r}; there are: {', '.join(self.boxes)}")
        numbers = [list(self.boxes).index(name) + 2 for name in names]
        return [(f"x{number}", f"y{number}") for number in numbers]

    def figure(self, narrow, **panels):
        """The wide or the narrow figure, with these parts in its panels. ValueError for a panel that is not there."""
        width, height = self.sizes[narrow]
        boxes = {name: pair[narrow] for name, pair in self.boxes.items()}
        left, right = min(x for x, *_ in boxes.values()), max(x + across for x, _, across, _ in boxes.values())
        margin = {"l": left, "r": width - right, "t": 0, "b": 0}
        layout = {"width": width, "height": height, "margin": margin, "font": {"size": SIZES[narrow]}}
        traces, shapes, images, titles = [], [], [], []
        for (name, parts), (x, y) in zip(panels.items(), self.axes(*panels), strict=True):
            start, top, across, down = boxes[name]
            edges = [(edge - left) / (right - left) for edge in (start, start + across)]
            x_axis = {"domain": edges, "anchor": y, "tickfont": {"size": TICKS[narrow]}}
            y_axis = {"domain": [1 - edge / height for edge in (top + down, top)], "anchor": x}
            for part in flat(parts):
                if isinstance(part, Axes):
                    x_axis |= part.x
                    y_axis |= part.y
                elif isinstance(part, Title):
                    titles.append((start, top - GAP, part.text))
                elif isinstance(part, Under):
                    low, high = y_axis["range"]
                    y_axis["range"] = [low + ROOM * (low - high), high]
                    corner = {"x": x_axis["range"][:1], "y": y_axis["range"][:1], "xaxis": x, "yaxis": y}
                    traces.append(part.trace.to_plotly_json() | corner)
                elif isinstance(part, dict):
                    (images if "source" in part else shapes).append(part | {"xref": x, "yref": y})
                else:
                    traces.append(part.to_plotly_json() | {"xaxis": x, "yaxis": y})
            if not any(trace["xaxis"] == x for trace in traces):  # for Plotly there is a panel where there is a trace
                traces.append({"type": "scatter", "x": [None], "y": [None], "xaxis": x, "yaxis": y})
            if "scaleanchor" in y_axis:
                y_axis["scaleanchor"] = x
            layout |= {f"xaxis{x[1:]}": x_axis, f"yaxis{y[1:]}": y_axis}
        if titles:  # all in one trace, which is drawn faster than notes are
            x, y, texts = zip(*titles, strict=True)
            looks = {"mode": "text", "textposition": "top right", "textfont": {"color": "var(--muted)"}}
            traces.append({"type": "scatter", "x": x, "y": y, "text": texts, **looks})
            sheet = hidden([left, right], [height, 0])  # in px from the top left corner
            layout |= {"xaxis": sheet.x, "yaxis": sheet.y}
        return go.Figure(traces, {**layout, "shapes": shapes, "images": images, "barmode": "overlay"})


def flat(parts):
    """The parts of nested lists, in their order."""
    if not isinstance(parts, list | tuple):
        return [parts]
    return [one for part in parts for one in flat(part)]

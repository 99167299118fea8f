# Twin: _player/src/picture/bindings.js
"""Which attributes of a figure follow which outputs: found by looking, not by asking.

`draw` is called with made-up arrays in which every number is unique. Wherever its figure holds one of those numbers,
that attribute is bound to that element. A second call with other numbers proves that nothing else followed: whatever
changed and is not bound was computed in Python, which the page could not repeat.
"""

import base64
from collections.abc import Iterable
from functools import partial

import numpy as np

from explainers._core.picture import shown


def decoded(node):
    """A figure's dict with Plotly's base64 arrays, tuples and numpy values as plain lists and numbers."""
    if isinstance(node, dict):
        if "bdata" in node:
            flat = np.frombuffer(base64.b64decode(node["bdata"]), node["dtype"])
            shape = [int(n) for n in str(node.get("shape", flat.size)).split(",")]
            return decoded(flat.reshape(shape))
        return {key: decoded(value) for key, value in node.items() if value is not None}
    if isinstance(node, np.ndarray):
        return decoded(node.tolist()) if node.dtype != np.float32 else shortest(node)
    if isinstance(node, list | tuple):
        return [decoded(value) for value in node]
    if isinstance(node, np.generic):
        return shortest(node) if node.dtype == np.float32 else node.item()
    return node


def shortest(array):
    """float32 as nested lists of the shortest doubles that round back to it: 0.1, not 0.10000000149011612."""
    array = np.asarray(array)
    flat = [float(str(value)) for value in array.ravel()]
    return np.array(flat, object).reshape(array.shape).tolist() if array.ndim else flat[0]


class Named(dict):
    """What `draw` is given: the arrays by name, scalars as numbers.

    ValueError lists the names when it asks for another.
    """

    def __missing__(self, name):
        raise ValueError(f"draw uses {name!r}, which is not there; there are: {', '.join(self)}")


def plain(draw, outputs):
    """The figure that `draw` makes of the outputs, as plain data, without its template."""
    figure = draw(
        Named((name, array if np.ndim(array) else np.float32(array)) for name, array in outputs.items())
    ).to_dict()
    figure.get("layout", {}).pop("template", None)
    return decoded(figure)


class MadeUp:
    """Made-up arrays, {name: float32 array}: numbers between 0 and 1, all different, exact in single precision."""

    def __init__(self, shapes, seed):
        sizes = {name: int(np.prod(shape)) for name, shape in shapes.items()}
        self.names = list(shapes)
        self.starts = np.cumsum([0, *sizes.values()])
        self.scale = 2**20 if self.starts[-1] <= 2**20 else 2**23
        order = shuffled(int(self.starts[-1]), self.scale, seed)
        self.numbers = ((order + 0.5) / self.scale).astype(np.float32)
        self.homes = np.full(self.scale, -1, np.int32)
        self.homes[order] = np.arange(len(order), dtype=np.int32)
        self.arrays = {
            name: self.numbers[start : start + sizes[name]].reshape(shapes[name])
            for name, start in zip(self.names, self.starts, strict=False)
        }

    def homes_of(self, values):
        """Where each of these numbers is among all the numbers made up, -1 where it is none of them."""
        # Rounded back to single precision, a number matches its source whichever way Plotly stored it.
        scaled = np.asarray(values, float).astype(np.float32).astype(float) * self.scale - 0.5
        inside = (scaled >= 0) & (scaled < self.scale) & (scaled == np.floor(scaled))
        return np.where(inside, self.homes[np.where(inside, scaled, 0).astype(int)], -1)


def shuffled(count, scale, seed):
    """The first `count` of the numbers below scale, a power of two, in an order that looks like chance.

    To permute eight million takes most of a second; this works out only those that are asked for. They all differ,
    since each of its steps can be undone.
    """
    bits, order = scale.bit_length() - 1, np.arange(count, dtype=np.uint64)
    for odd in np.random.default_rng(seed).integers(scale // 4, scale // 2, 3, np.uint64) * 2 + 1:
        order = order * odd + odd // 2 & np.uint64(scale - 1)
        order ^= order >> np.uint64(bits // 2)
    return order.astype(np.int32)


def traced(draw, shapes):
    """(figure, bindings) of a draw function whose outputs have these shapes, {name: shape}.

    figure: plain data, None where an output goes. bindings: as in the spec. ValueError names an attribute that is
    computed from outputs in Python.
    """
    first, second = MadeUp(shapes, 1), MadeUp(shapes, 2)
    figures, marked = zip(*(shown.tracing(partial(plain, draw, made.arrays)) for made in (first, second)), strict=True)
    bindings = []

    def bind(path, found, **how):
        bindings.append({"path": path, **found, **how})

    def walk(one, two, path):
        if isinstance(one, dict) and isinstance(two, dict) and one.keys() == two.keys():
            return {key: walk(one[key], two[key], [*path, key]) for key in one}
        if isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
            whole = view(one, two)
            if whole:
                return bind(path, whole)
            return [walk(a, b, [*path, index]) for index, (a, b) in enumerate(zip(one, two, strict=True))]
        if isinstance(one, str) and one.startswith(shown.MARK) and one == two:
            (how, facts, array), (_, others, other) = (marks[int(one[len(shown.MARK) :])] for marks in marked)
            found = view(array, other)
            if "ends" in facts:
                pairs = zip(facts["ends"], others["ends"], strict=True)
                facts = {**facts, "ends": [end if end == twin else view(end, twin) for end, twin in pairs]}
            if how != "words" and path[:2] != ["layout", "images"]:
                raise ValueError(f"{dotted(path)} is a picture of numbers; the page draws these as layout.images")
            if not found or not all(end is not None for end in facts.get("ends", [])):
                raise ValueError(f"{dotted(path)} shows what is computed in Python; make it an output of the model")
            return bind(path, found, shown=how, **facts)
        home = view(one, two) if isinstance(one, float) and isinstance(two, float) else None
        if home:
            return bind(path, home)
        if one != two and not (one != one and two != two):
            raise ValueError(f"{dotted(path)} is computed in Python; make it an output of the model")
        return one

    def view(one, two):
        """The binding of a number or an array that comes from one source throughout, or None."""
        try:
            a, b = np.array(one, float), np.array(two, float)
        except (TypeError, ValueError):
            return None
        if not a.size or a.shape != b.shape:
            return None
        flat = first.homes_of(a)
        if (flat < 0).any() or not np.array_equal(second.numbers[flat], b.astype(np.float32)):
            return None
        sources = np.searchsorted(first.starts, flat, "right") - 1
        if sources.min() != sources.max():
            return None
        return {"source": first.names[sources.min()], **strided(flat - int(first.starts[sources.min()]))}

    one, two = figures
    return walk(one, two, []), bindings


def strided(indices):
    """Flat indices as an offset and strides where they are regular (a slice, a row, a channel), else as they are."""
    if not indices.ndim:
        return {"offset": int(indices), "shape": [], "strides": []}
    corner = (0,) * indices.ndim
    offset = int(indices[corner])
    strides = [int(np.diff(indices, axis=axis)[corner]) if size > 1 else 0 for axis, size in enumerate(indices.shape)]
    regular = offset + sum(stride * along for stride, along in zip(strides, np.indices(indices.shape), strict=True))
    if np.array_equal(regular, indices):
        return {"offset": offset, "shape": list(indices.shape), "strides": strides}
    return {"indices": indices.tolist()}


def dotted(path):
    """["data", 0, "y"] as a person writes it: data[0].y."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def gathered(binding, values):
    """What a binding puts into the figure: a number, nested lists of them, or what they are shown as."""
    numbers = taken(binding, np.asarray(values[binding["source"]], np.float32).ravel())
    if binding.get("shown") == "pixels":
        return shown.encoded(shown.enlarged(shown.image(numbers), binding["crisp"]))
    if binding.get("shown") == "tinted":
        ends = [gathered(end, values) if isinstance(end, dict) else end for end in binding["ends"]]
        return shown.tint(numbers, {"scale": binding["scale"], "ends": ends, "crisp": binding["crisp"]})
    return shown.LISTS[binding["words"]].of(numbers) if "shown" in binding else shortest(numbers)


def taken(binding, flat):
    """The numbers that a binding takes from a flat array, in its own shape."""
    if "indices" in binding:
        return flat[np.array(binding["indices"])]
    along: Iterable = np.indices(binding["shape"]) if binding["shape"] else []
    return flat[
        binding["offset"] + sum(stride * index for stride, index in zip(binding["strides"], along, strict=True))
    ]


def verify(draw, figure, bindings, outputs):
    """ValueError when a traced figure, with real outputs filled in, is not what `draw` makes of them: made-up numbers
    are all alike, so they do not find what `draw` decides by a threshold.
    """
    path = differing(plain(draw, outputs), bound(figure, bindings, outputs), [])
    if path:
        raise ValueError(f"{dotted(path)} is computed in Python; make it an output of the model")


def differing(one, two, path):
    """The path to the first place in which two figures differ, or None.

    Numbers are compared in single precision, like outputs.
    """
    if isinstance(one, dict) and isinstance(two, dict) and one.keys() == two.keys():
        pairs: Iterable = [(key, one[key], two[key]) for key in one]
    elif isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
        pairs = zip(range(len(one)), one, two, strict=True)
    elif isinstance(one, float) and isinstance(two, float):
        return None if np.array_equal(np.float32(one), np.float32(two), equal_nan=True) else path
    else:
        return None if one == two else path
    return next((found for key, a, b in pairs if (found := differing(a, b, [*path, key]))), None)


def bound(figure, bindings, values):
    """A copy of a traced figure with each binding's place filled from values, {name: array}."""

    def copy(node):
        if isinstance(node, dict):
            return {key: copy(value) for key, value in node.items()}
        return [copy(value) for value in node] if isinstance(node, list) else node

    filled = copy(figure)
    for binding in bindings:
        *way, last = binding["path"]
        place = filled
        for part in way:
            place = place[part]
        place[last] = gathered(binding, values)
    return filled

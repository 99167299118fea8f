"""Which attributes of a figure follow which outputs: found by looking, not by asking.

`draw` is called with made-up arrays in which every number is unique. Wherever its figure holds one of those numbers, that
attribute is bound to that element. A second call with other numbers proves that nothing else followed: whatever changed
and is not bound was computed in Python, which the page could not repeat.
"""

import base64

import numpy as np


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
    """What `draw` is given: the arrays by name, scalars as numbers. ValueError lists the names when it asks for another."""

    def __missing__(self, name):
        raise ValueError(f"draw uses {name!r}, which is not there; there are: {', '.join(self)}")


def plain(draw, outputs):
    """The figure that `draw` makes of the outputs, as plain data, without its template."""
    figure = draw(Named((name, array if np.ndim(array) else np.float32(array)) for name, array in outputs.items())).to_dict()
    figure.get("layout", {}).pop("template", None)
    return decoded(figure)


def made_up(shapes, seed):
    """{name: float32 array}: numbers between 0 and 1, all different, exact in single precision."""
    count = sum(int(np.prod(shape)) for shape in shapes.values())
    numbers = (np.random.default_rng(seed).permutation(2**20)[:count] + 0.5) / 2**20
    parts = np.split(numbers.astype(np.float32), np.cumsum([int(np.prod(shape)) for shape in shapes.values()])[:-1])
    return {name: part.reshape(shape) for (name, shape), part in zip(shapes.items(), parts, strict=True)}


def traced(draw, shapes):
    """(figure, bindings) of a draw function whose outputs have these shapes, {name: shape}.

    figure: plain data, None where an output goes. bindings: as in the spec. ValueError names an attribute that is
    computed from outputs in Python.
    """
    first, second = made_up(shapes, 1), made_up(shapes, 2)
    homes = {}
    for name, array in first.items():
        homes.update({float(value): (name, flat) for flat, value in enumerate(array.ravel())})

    # Rounded back to single precision, a number matches its source whichever way Plotly stored it.
    def source(one, two):
        home = homes.get(float(np.float32(one))) if isinstance(one, float) else None
        return home if home and isinstance(two, float) and second[home[0]].ravel()[home[1]] == np.float32(two) else None

    bindings = []

    def walk(one, two, path):
        if isinstance(one, dict) and isinstance(two, dict) and one.keys() == two.keys():
            return {key: walk(one[key], two[key], [*path, key]) for key in one}
        if isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
            whole = view(one, two)
            if whole:
                bindings.append({"path": path, **whole})
                return None
            return [walk(a, b, [*path, index]) for index, (a, b) in enumerate(zip(one, two, strict=True))]
        home = source(one, two)
        if home:
            bindings.append({"path": path, "source": home[0], "offset": home[1], "shape": [], "strides": []})
            return None
        if one != two and not (one != one and two != two):
            raise ValueError(f"{dotted(path)} is computed in Python; make it an output of the model")
        return one

    def view(one, two):
        """The binding of an array that comes from one source throughout, or None."""
        try:
            a, b = np.array(one, float), np.array(two, float)
        except (TypeError, ValueError):
            return None
        if not a.size or a.shape != b.shape:
            return None
        found = [source(x, y) for x, y in zip(a.ravel().tolist(), b.ravel().tolist(), strict=True)]
        if None in found or len({name for name, _ in found}) != 1:
            return None
        indices = np.array([flat for _, flat in found]).reshape(a.shape)
        return {"source": found[0][0], **strided(indices)}

    figure = walk(plain(draw, first), plain(draw, second), [])
    return figure, bindings


def strided(indices):
    """Flat indices as an offset and strides where they are regular (a slice, a row, a channel), else as they are."""
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
    """What a binding puts into the figure: a number, or nested lists of them."""
    flat = np.asarray(values[binding["source"]], np.float32).ravel()
    if "indices" in binding:
        return shortest(flat[np.array(binding["indices"])])
    along = np.indices(binding["shape"]) if binding["shape"] else []
    place = binding["offset"] + sum(stride * index for stride, index in zip(binding["strides"], along, strict=True))
    return shortest(flat[place])


def verify(draw, figure, bindings, outputs):
    """ValueError when a traced figure, with real outputs filled in, is not what `draw` makes of them: made-up numbers are all
    alike, so they do not find what `draw` decides by a threshold."""
    path = differing(plain(draw, outputs), bound(figure, bindings, outputs), [])
    if path:
        raise ValueError(f"{dotted(path)} is computed in Python; make it an output of the model")


def differing(one, two, path):
    """The path to the first place in which two figures differ, or None. Numbers are compared in single precision, like outputs."""
    if isinstance(one, dict) and isinstance(two, dict) and one.keys() == two.keys():
        pairs = [(key, one[key], two[key]) for key in one]
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

"""What is seen of a network in layers: where its neurons stand, its edges, its parameters, and one neuron's sum."""

import math

import torch

INPUTS, UNITS, DEEPEST = 6, 8, 4
HIDDEN = DEEPEST * UNITS
OUTPUT = INPUTS + HIDDEN  # the place of the output neuron, after inputs and hidden neurons
THINGS = OUTPUT + 1
# Weights, (to, from), and biases: of the hidden layers, of the output after them, and of one without any before it.
SHAPES = [(UNITS, INPUTS), *[(UNITS, UNITS)] * (DEEPEST - 1), (1, UNITS), (1, INPUTS)]
PARAMETERS = sum(to * (origin + 1) for to, origin in SHAPES)  # 288
LAST = PARAMETERS - (UNITS + 1) - (INPUTS + 1)  # where those of the output begin
ALONE = PARAMETERS - (INPUTS + 1)  # and of the output that has no hidden layer before it
GAP, NONE = math.nan, -1.0
# Rows: how far apart neurons of a layer stand at most, how high the tallest layer is; and how wide an edge is, for a
# weight of 1, at most, at least, and for a weight of 0.
APART, TALL = 2.0, 7.0
EDGE, WIDEST, THINNEST, HAIR = 0.07, 0.4, 0.05, 0.03
LEAN = 10.0  # rows that are as long as the way from the first layer to the last: a leaning edge looks as wide as others
SIDE = torch.tensor([1.0, 1.0, -1.0, -1.0, GAP])  # an edge's outline: along one side, back along the other, and a gap
WAY = torch.tensor([0.0, 1.0, 1.0, 0.0, GAP])
LABEL = 0.46  # how far along an edge into the neuron that is looked at its product stands
ROWS = 10.0  # how high the rows of one sum are together


def split(parameters):
    """[(weights, biases), ...] as in SHAPES."""
    parts = parameters.split([size for to, origin in SHAPES for size in (to * origin, to)])
    return [(weight.view(shape), bias) for weight, bias, shape in zip(parts[0::2], parts[1::2], SHAPES)]


def table():
    """Of all neurons, and of an output without hidden layers, (40, 8) each: which parameter weighs each of what comes
    in, which thing that is, NONE for nothing; and (40,) which parameter is its bias. What comes into the output is
    counted from the first neuron of the layer before it.
    """
    weights, origins, biases = [], [], []
    for _ in range(INPUTS):
        weights.append([NONE] * UNITS)
        origins.append([NONE] * UNITS)
        biases.append(NONE)
    start = 0
    for layer, (to, origin) in enumerate(SHAPES):
        first = INPUTS + (layer - 1) * UNITS if 1 <= layer < DEEPEST else 0
        for unit in range(to):
            places = range(origin)
            absent = [NONE] * (UNITS - origin)
            weights.append([float(start + unit * origin + place) for place in places] + absent)
            origins.append([float(first + place) for place in places] + absent)
            biases.append(float(start + to * origin + unit))
        start += to * (origin + 1)
    return torch.tensor(weights), torch.tensor(origins), torch.tensor(biases)


WEIGHTS, ORIGINS, BIASES = table()
# The edges into hidden neurons, (240,): from which thing, to which, and which parameter is its weight.
IS_EDGE = WEIGHTS[INPUTS:OUTPUT] >= 0
FROM = ORIGINS[INPUTS:OUTPUT][IS_EDGE].long()
TO = torch.arange(INPUTS, OUTPUT)[:, None].expand(-1, UNITS)[IS_EDGE]
WEIGHT = WEIGHTS[INPUTS:OUTPUT][IS_EDGE]


def layout(input_count, depth, units):
    """Where everything stands, (39,) each: x from 0, for the inputs, to 1, for the output, y in rows; gaps for what is
    not there.
    """
    x, y = [], []
    order = torch.arange(float(UNITS))
    for layer in range(DEEPEST + 1):
        count = units[layer - 1] if layer else input_count
        apart = torch.clamp(TALL / (count - 1).clamp(min=1), max=APART)
        known = (order < count) & (depth > layer - 0.5)
        x.append(torch.where(known, layer / (depth + 1), GAP))
        y.append(torch.where(known, ((count - 1) / 2 - order) * apart, GAP))
    x[0], y[0] = x[0][:INPUTS], y[0][:INPUTS]
    return torch.cat([*x, depth[None] * 0 + 1]), torch.cat([*y, depth[None] * 0])


def before(depth):
    """The place of the first neuron of the layer before the output, where there is a hidden one; else 0."""
    return torch.where(depth > 0.5, INPUTS + (depth - 1) * UNITS, 0 * depth)


def seen(layout, depth, units, parameters):
    """Things where they stand, those that can be looked at, layers' names, and how many parameters there are."""
    x, y = layout
    order = torch.arange(DEEPEST + 2.0)
    inputs = (~x[:INPUTS].isnan()).float().sum()
    counts = torch.cat([inputs[None], units, units[:1] * 0 + 1])  # (6,)
    sizes = torch.where(order < depth + 0.5, counts, torch.where(order < depth + 1.5, 1.0, GAP))  # (6,)
    products = torch.where(sizes[1:].isnan(), 0.0, sizes[1:] * (sizes[:-1] + 1))  # (5,)
    total = products.sum()
    # The first two hidden neurons are a side of the story each while neither listens to the other's inputs.
    weight = split(parameters)[0][0]
    apart = torch.stack([weight[0, 1:3].abs().sum() + weight[0, 4:].abs().sum(),
                         weight[1, 0].abs() + weight[1, 3:].abs().sum()]) < 1e-6  # fmt: skip
    kinds = torch.where(order < depth + 0.5, (order > 0.5).float(), torch.where(order < depth + 1.5, 2.0, GAP))
    named = apart & (depth > 0.5) & (depth < 1.5) & (units[0] < 3.5)
    return {
        "unit_x": x,
        "unit_y": y,
        "look_x": torch.cat([x[:INPUTS] * GAP, x[INPUTS:]]),
        "look_y": torch.cat([y[:INPUTS] * GAP, y[INPUTS:]]),
        "layer_x": torch.where(order < depth + 1.5, (order / (depth + 1)).clamp(max=1), GAP),  # (6,)
        "layer_kinds": kinds,  # 0 input, 1 hidden, 2 output
        "side_x": torch.where(named, x[INPUTS : INPUTS + 2], GAP),
        "side_y": y[INPUTS : INPUTS + 2] + torch.tensor([0.5, -0.5]),
        "layer_sizes": torch.cat([sizes, total[None]]),  # (7,), and after them the number of parameters
        "parameter_count": total,
        "hidden_count": torch.where(order[1:5] < depth + 0.5, units, 0.0).sum(),
        "count_x": torch.where((order[:5] - depth).abs() < 0.5, 0.0, GAP),
    }


def edges(layout, depth, parameters, looked_at):
    """The edges as outlines, (248 * 5,), by the sign of their weights; those into the neuron that is looked at apart
    from the faint others. Which of the parameters each is, and to which thing it leads, counted as for looked_at.
    """
    x, y = layout
    last = torch.arange(float(UNITS))
    origin = torch.cat([FROM, (before(depth) + last).long()])  # (248,)
    to = torch.cat([TO, torch.full((UNITS,), OUTPUT)])
    which = torch.cat([WEIGHT, torch.where(depth > 0.5, LAST + last, (ALONE + last).clamp(max=ALONE + INPUTS - 1.0))])
    weight = parameters[which.long()]
    start_x, start_y, end_x, end_y = x[origin], y[origin], x[to], y[to]
    known = ~(start_x + end_x).isnan()
    lean = (1 + ((end_y - start_y) / (LEAN * (end_x - start_x).clamp(min=0.1))) ** 2).sqrt()
    wide = torch.where(weight == 0, HAIR, (EDGE * weight.abs()).clamp(THINNEST, WIDEST)) * lean / 2
    strong = (looked_at < 0.5) | ((to - looked_at + 1).abs() < 0.5)
    middle = start_y[:, None] + (end_y - start_y)[:, None] * WAY  # (248, 5)

    def outlines(chosen):
        return (middle + torch.where(known & chosen, wide, GAP)[:, None] * SIDE).reshape(-1)

    return {
        "edges_x": (start_x[:, None] + (end_x - start_x)[:, None] * WAY).reshape(-1),
        "edges_positive": outlines(strong & (weight > 0)),
        "edges_negative": outlines(strong & (weight < 0)),
        "edges_zero": outlines(strong & (weight == 0)),
        "faint_positive": outlines(~strong & (weight > 0)),
        "faint_negative": outlines(~strong & (weight < 0)),
        "faint_zero": outlines(~strong & (weight == 0)),
        "edge_parameters": torch.where(known, which, GAP),
        "edge_units": torch.where(known, to + 1.0, GAP),
    }


def looked(layout, values, parameters, depth, looked_at):
    """How the sum of the neuron that is looked at comes about, the output's for the whole network.

    (8,) weights, what they weigh, the products, and from which thing each comes, counted from 0; its bias; (9,) which
    parameters these are; (8,) where on an edge its product is written, while one neuron is looked at, and there is
    room. And the same as rows of bars, (10,): those, the bias, the sum. Gaps where there is nothing.
    """
    x, y = layout
    place = torch.where(looked_at > 0.5, looked_at - 1, float(OUTPUT)).long()[None]  # (1,)
    is_output = place == OUTPUT
    row = torch.where(is_output & (depth < 0.5), OUTPUT + 1, place)
    which, bias_at = WEIGHTS.index_select(0, row)[0], BIASES.index_select(0, row)
    origin = ORIGINS.index_select(0, row)[0] + torch.where(is_output, before(depth), 0 * depth)
    origin = origin.clamp(0, OUTPUT).long()
    there = ~x.index_select(0, place).isnan() & (bias_at >= 0)  # (1,)
    known = there & (which >= 0) & ~x[origin].isnan()  # (8,)
    weight = torch.where(known, parameters[which.clamp(min=0).long()], GAP)
    given = torch.where(known, values[origin], GAP)
    products = weight * given
    bias = torch.where(there, parameters[bias_at.clamp(min=0).long()], GAP)  # (1,)

    terms = torch.cat([torch.where(known, products, 0.0), torch.where(there, bias, 0.0)])  # (9,)
    running = terms.cumsum(0)
    total = running[8:]  # (1,)
    # The bars' axis is as long as they are, and moves on only when they reach its end.
    reach = torch.stack([running.abs().amax(0) > 2.0**power for power in range(15)]).float().sum()
    scale = 2.0**reach
    own = torch.where(looked_at > 0.5, place.float(), GAP)
    along_x, along_y = (
        torch.where(known, places[origin] + LABEL * (places.index_select(0, place) - places[origin]), GAP) + 0 * own
        for places in layout
    )
    count = known.float().sum()
    apart = torch.clamp(ROWS / (count + 2), max=1.7)
    order = torch.cat([torch.where(known, known.float().cumsum(0) - 1, GAP), torch.where(there, count, GAP),
                       torch.where(there, count + 1, GAP)])  # fmt: skip
    return {
        "looked_weights": weight,
        "looked_inputs": given,
        "looked_products": products,
        "looked_origins": torch.where(known, origin.float(), GAP),
        "looked_bias": bias[0],
        "looked_sum": torch.where(there, total, GAP)[0],
        "looked_says": torch.where(there, values.index_select(0, place), GAP)[0],
        "looked_parameters": torch.where(torch.cat([known, there]), torch.cat([which, bias_at]), GAP),
        "looked_x": torch.where(looked_at > 0.5, x.index_select(0, place), GAP)[0],
        "looked_y": torch.where(looked_at > 0.5, y.index_select(0, place), GAP)[0],
        "label_x": torch.where(depth < 2.5, along_x, GAP),
        "narrow_label_x": torch.where(depth < 1.5, along_x, GAP),
        "label_y": along_y,
        "row_y": (order + 0.5) * apart,
        "row_ends": torch.stack([0 * apart, (count + 2) * apart]),
        "row_lengths": torch.cat([terms, total]) / scale,
        "row_starts": torch.cat([running - terms, 0 * total]) / scale,
    }

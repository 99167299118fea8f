"""The cases of each twin: what is given, as JSON can hold it, and what Python makes of it."""

import math
from dataclasses import replace
from functools import partial
from itertools import islice
from types import SimpleNamespace
from urllib.parse import quote

import numpy as np

import explainers
from explainers import Choice, Entries, Normal, Photo, Slider, Text, Uniform, Words
from explainers._core import html
from explainers._core.controls import KINDS, _photographs, _squares, _tables, pad, points
from explainers._core.picture import shown, theme, trace
from explainers._core.run import data, links, model, scan, seeded
from explainers._core.words import differences, mended, names, state, summary, texts
from explainers._core.words import rounded as rounding
from tests.mangled import MANGLINGS

ODD = [math.nan, math.inf, -math.inf]


def case(*given, wanted):
    return {"given": list(given), "wanted": wanted}


def tried(make, error=ValueError):
    """What make() gives, or null where it refuses."""
    try:
        return make()
    except error:
        return None


# Random numbers


def streams():
    """The first numbers of some streams, as multiples of 2^-24."""
    return [
        case(key, wanted=[round(number * 2**24) for number in islice(seeded.stream(key), 8)])
        for key in ("1/weights", "é/x", "", "9999/noise/200", "🎲")
    ]


def arrays():
    kinds = [
        Uniform((5,), -1, 1),
        Uniform((2, 3), 0.3, 0.7, each_step=True),
        Normal((7,), mean=1, std=2),
        Normal((4,), each_step=True),
    ]
    return [
        case(name, kind.spec(), seed, step, wanted=seeded.array(kind, name, seed, step).ravel())
        for kind in kinds
        for name, seed, step in (("weights", 1, 0), ("noise", 9999, 5))
    ]


# A run


def cases():
    """Which case of a model feeds choose."""
    there = {"depth": [0, 1, 4], "room": [12, 32]}
    fed = [(0, 1), (1, 12), (2, 13), (4, 32), (9, 99), (-1, 0), (1.5, 12.5), (math.nan, math.nan)]
    feeds = [dict(zip(there, pair)) for pair in fed]
    return [
        case(there, {name: [number] for name, number in each.items()}, wanted=model.chosen(there, each))
        for each in feeds
    ]


def histories():
    """A run of so many steps that keeps at most so many moments of two numbers: what is to be drawn then."""

    def run(capacity, steps):
        history = scan.History({"x": (2,)}, capacity)
        for step in range(steps + 1):
            history.record(step, moment(step))
        return history.arrays(moment(steps))

    def moment(step):
        return {"step": np.float32(step), "x": np.float32([step / 8, -step])}

    found = [
        (capacity, steps, run(capacity, steps))
        for capacity in (1, 4, 5, 8)
        for steps in (0, 1, 2, 4, 5, 7, 8, 9, 31, 1000)
    ]
    return [
        case(capacity, steps, wanted={name: array.ravel() for name, array in arrays.items()})
        for capacity, steps, arrays in found
    ]


# Words

VALUES = [
    0,
    0.5,
    1.5,
    2.5,
    -0.5,
    -0.001,
    -0.4,
    0.005,
    0.045,
    0.145,
    0.285,
    1 / 3,
    2 / 3,
    0.999,
    9.995,
    99.5,
    999.95,
    1e3,
    12345.678,
    999999.4,
    999999.6,
    1e6,
    1.25e6,
    9.96e6,
    1.05e7,
    -9.96e11,
    3.4e38,
    1e-9,
    5e-324,
    *ODD,
]
FORMATS = ["", "d", ".0f", ".1f", ".2f", ".3f", ".0%", ".1%"]


def rounded():
    uniform = seeded.stream("rounded")
    halves = [
        0,
        0.5,
        1.5,
        2.5,
        4.5,
        0.125,
        0.375,
        2.125,
        9.995,
        0.0625,
        0.99609375,
        0.998046875,
        1e-7,
        1.25e-9,
        1.25e-5,
        1e-6,
        9.96e-7,
        123.5,
        1e4,
    ]
    random = [(next(uniform) - 0.5) * 10 ** (7 * next(uniform) - 3) for _ in range(30)]
    every = [sign * number for number in (*halves, *random) for sign in (1, -1)]
    return [case(each, wanted=[rounding.fixed(each), rounding.fixed(each, 2), rounding.brief(each)]) for each in every]


def numbers():
    uniform = seeded.stream("numbers")
    random = [(next(uniform) - 0.5) * 10 ** (7 * next(uniform) - 2) for _ in range(30)]
    wanted = [case(value, form, wanted=summary.number(value, form)) for value in [*VALUES, *random] for form in FORMATS]
    return [
        *wanted,
        *(
            case(1, form, wanted=tried(lambda form=form: summary.number(1.0, form)))
            for form in ("d", ".2", "2f", ".2g", "x")
        ),
    ]


def sentences():
    Words("animals", ["cat", "dog", "fish"])
    lists = {"animals": ["cat", "dog", "fish"]}
    templates = [
        "{total:.0f} of {odds[1]:.0%}",
        "{fires|stay at home|go}: {total}",
        "{total|none|{odds[0]:.1f}|more than {odds[1]}}",
        "{pet:animals} and {pets[1]:animals}",
        "no field, no number",
    ]
    sources = [
        {"total": [total], "odds": [0.25, 0.75], "fires": [fires], "pet": [pet], "pets": [0, pet]}
        for total, fires, pet in (
            (26, 1, 2),
            (0.4, 0.4, 0.5),
            (-3, 9, 9),
            (1.5, 0.5, -1),
            *((odd, odd, odd) for odd in ODD),
        )
    ]
    return [
        case(
            template,
            source,
            lists,
            wanted=summary.fill(template, {name: np.float32(array) for name, array in source.items()}),
        )
        for template in templates
        for source in sources
    ]


def tints():
    """The colors of arrays through a scale, as [red, green, blue, alpha] of each pixel."""
    scales = [
        [[0, "#D55E00"], [0.5, "#fffefb"], [1, "#0072B2"]],
        [[0, "#000000"], [1, "#ffffff"]],
        [[0, "#d55e00"], [0.333, "#fffefb"], [0.667, "#0072b2"], [0.667, "#fffefb"], [1, "#e69f00"]],
    ]
    arrays = [
        [[-2, -1, -0.5], [0, 1e-9, 0.25], [0.5, 1, 2]],
        [[math.nan, math.inf, -math.inf], [0.125, 0.1, 0.3]],
        [[0, 0]],
    ]
    return [
        case(scale, ends, array, wanted=tinted(scale, ends, array))
        for scale in scales
        for ends in ([], [-1, 1], [0, 0.5], [0.2, 0.2])
        for array in arrays
    ]


def tinted(scale, ends, array):
    array = np.array(array, np.float32)
    colors = shown.palette(scale)[shown.places(array, ends)]
    return np.where(np.isnan(array)[..., None], 0, np.dstack([colors, np.full(array.shape, 255)])).reshape(-1)


def words():
    pets = Words("animals", ["cat", "dog", "fish"])
    return [
        case(list(pets.words), numbers, wanted=pets.of(np.array(numbers)))
        for numbers in (0, 0.49, 0.5, 1.5, 2.5, -0.5, -3, 99, [0, 1.6, 7], [[2, -1], [0.4, 1]], *ODD)
    ]


# A figure


def bindings():
    """Numbers that a binding takes from an array; a gap is null in the page."""
    flat = np.float32([*(np.arange(24) / 8), *ODD])

    def gaps(value):
        return [gaps(each) for each in value] if isinstance(value, list) else value if math.isfinite(value) else None

    cube = np.arange(24).reshape(2, 3, 4)
    indices = [
        np.array(5),
        cube[1],
        cube[:, :, 1],
        cube[0, ::2],
        cube[1, ::-1],
        cube.transpose(2, 0, 1),
        np.array([3, 3, 0]),
        np.array([[0, 5], [7, 1]]),
        np.arange(22, 27),
        np.array([26, 0]),
        np.array(25),
    ]
    found = [trace.strided(each) for each in indices]
    return [
        case({"path": [], "source": "flat", **binding}, flat, wanted=gaps(trace.shortest(trace.taken(binding, flat))))
        for binding in found
    ]


def colors():
    figure = {
        "layout": {
            "title": "var(--ink) is no var(--ink",
            "shapes": [{"line": {"color": "var(--positive)", "width": 2}}, None, True],
        },
        "data": [[[0, "var(--paper)"], [0.5, "a var(--loss) and a var(--gradient)"]], "plain", 3.5, [1, 2.5]],
    }
    return [case(figure, palette, wanted=theme.paint(figure, palette)) for palette in theme.THEMES.values()]


# Controls


def every_kind():
    """A control of every kind, and other forms of some."""
    return [
        *(KINDS[kind].example() for kind in sorted(KINDS) if KINDS[kind].valued),
        Slider("rate", 0.01, 10, value=0.3, step=0.01, scale="log"),
        Choice("pet", {"Cat": 0, "Dog": [1, 2]}, "Cat", search=True),
        Text("name", "Ada", length=5, alphabet="ABCabcdé-"),
        Entries("weights", count=4, start=[4, 2.5, -1, 0], fields=2),
    ]


TEXTS = [
    "",
    " ",
    "no such thing",
    "1e999",
    "-1",
    "1,,2",
    "nan",
    "true",
    "True",
    "1",
    " 1 ",
    "1_0",
    "0x1",
    "１",
    "1.0",
    "−0.5",
    "ON",
    "„Cat“",
    ".5",
    "5.",
    "+1",
    "1e0",
]


def controls():
    """A control; values, and what each is exactly and what the model gets; texts of an address, and the value that each
    names. Null stands for what is refused.
    """
    found = []
    for control in every_kind():
        rng = np.random.default_rng(1)
        good = [control.default, *control.ends, *(control.random_value(rng) for _ in range(4))]
        folded = [value.upper() for value in good if isinstance(value, str)]
        values = [value for value in [*good, *folded, *control.bad_values()] if np.size(value) <= 100]
        exact = [tried(partial(known, control, value)) for value in values]
        texts = [*(written(control.check(value)) for value in good), *TEXTS]
        named = [tried(partial(named_by, control, text)) for text in texts]
        # An array may be a photograph in Python, which a page takes from a file.
        pairs = [
            (value, known)
            for value, known in zip(values, exact, strict=True)
            if not (known and isinstance(known[0], np.ndarray))
        ]
        found.append(
            case(control.spec(), [value for value, _ in pairs], texts, wanted=[[known for _, known in pairs], named])
        )
    return found


def known(control, value):
    exact = control.check(value)
    if control.momentary:
        feeds = {control.target[0]: np.zeros(control.count, np.float32)}
        control.put(exact, feeds)
        return [exact, *feeds.values()]
    fed = [] if control.kind == "photo" else [array.ravel() for array in control.arrays(exact).values()]
    return [exact, np.concatenate(fed) if fed else None]


def named_by(control, text):
    """The value that a text of an address names."""

    def fits(_, each):
        return tried(lambda: [control.check(control.read(each))]) is not None

    [(_, plain)] = mended.mended(control.name, text, True, [control.name], fits, mended.OFTEN)
    return [control.check(control.read(plain))]


def written(value):
    """A value as an address has it."""
    return (
        ",".join(map(written, value))
        if isinstance(value, list)
        else str(value).lower()
        if isinstance(value, bool)
        else ("" if value is None else str(value))
    )


TABLES = [
    "x,y,class\n0.1,0.2,1\n-0.5,0.5,0\n",
    "1.5;2,5;cat\r\n3,25;-1;dog\r\n\r\n,5;0;cat",
    "1\t2\n3\t4",
    "0 1 2\n3 4 5\n6 7 8\n9 10 11",
    '"height","weight","kind"\n"25","4.1","cat"\n60,30,"dog"',
    "1,2\n3",
    "1,2,3,4",
    "1,a,2\n1,2,3",
    "",
    "1,2,1\n" * 9,
    "1e3,-2.5E-1,v\n1,1,w",
    "“x”;“y”\n−0,5;１\n\u200b2;1\u2009000",
]


def tables():
    """The rows of tables as texts, at most eight; null where one is refused."""
    return [case(text, 8, wanted=tried(partial(_tables.rows, text, 8))) for text in TABLES]


SQUARES = [
    "0,-1,0;-1,5,-1;0,-1,0",
    "0 1 0\n1 0 1\n0 1 0\n",
    "0\t0,5\t0\r\n1\t−2\t1\r\n0\t1e-3\t0",
    "0,5;1;0\n1;2,25;1\n0;1;,125",
    "0,5 1 0\n1 2,25 1\n0 1 0",
    "[[0, 1, 0],\n [1., -4, 1.],\n [0, 1, 0]]",
    "{{1,2,3},{4,5,6},{7,8,9}};",
    "1 2 3; 4 5 6; 7 8 9",
    "0.00390625,1e-10,-1e-10;2,0.111111111111,-0;0.0000000005,0.1234567895,1",
    "0,0,0,0,0;0,0,0,0,0;0,0,1,0,0;0,0,0,0,0;0,0,0,0,0",
    "1,2;3,4",
    "1,2,3\n4,5\n6,7,8",
    "1,2,3,4,5,6,7,8,9",
    "0 a 0\n0 0 0\n0 0 0",
    "11,0,0;0,0,0;0,0,0",
    ",1,2\n3,4,5\n6,7,8",
    " \n",
]


def squares():
    """Squares of numbers as text, 3 by 3 or 5 by 5, from -10 to 10; null where one is refused."""
    limits = (3, 5), -10, 10

    def known(text):
        return _squares.written(_squares.checked(_squares.rows(text), *limits))

    return [case(text, *limits, wanted=tried(partial(known, text))) for text in SQUARES]


def clouds():
    """Points as text from rows; null where they are refused."""
    some = [
        [[-1, 0.5, 0], [1, 0, 1]],
        [[0.1, 0.2, "cat"], [0.3, -0.4, "d~og|é!"], [0, 0, "cat"]],
        [[15, 2.5, 1], [3, -100, 2], [7, 0.001, 3]],
        [[0, 0, 0.25], [0.5, 0.5, 0.5], [1, 1, 0.75], [-1, -1, 1]],
        [[1e7, 1e-9, 7], [2e7, 3e-9, 1e9], [1e6, 0, -5], [0, 0, 0.5]],
        [[5, 5, "a"], [5, 5, "b"]],
        [[0, 0, 1], [1, 1, 1]],
        [[0, 0, name] for name in "abcd"],
        [[0, 0]],
    ]
    return [case(rows, wanted=tried(partial(points.coded, rows))) for rows in some]


def arrays_in_specs():
    """An array as a spec holds it, and its numbers."""
    some = [[1, -2.5, 1e-30], [[0.1, 0.2], [3, 4]], 7]
    return [case(data.packed(array), wanted=np.float32(array).ravel()) for array in some]


def steps():
    """Whether a figure has the large network, a text, and the step that it names; null where it names none."""

    def named(large, text):
        plan = SimpleNamespace(model=SimpleNamespace(weights=large))
        stub = SimpleNamespace(carry={"x": "next_x"}, beside=None, defaults={}, plan=plan)
        return texts.where(stub, f"step={quote(text)}")[0]

    return [
        case(large, text, wanted=tried(partial(named, large, text)))
        for large in (False, True)
        for text in ("0", "3", "200", "201", "100000", "100001", "-1", "1.5", "", " 3", "1e2", "٣", "3_0", "007")
    ]


def states():
    """What is carried and how much of it, texts, and the numbers that each stands for; null where it is refused."""
    found = []
    for shapes in ({"x": []}, {"x": [2], "y": []}, {"x": [2, 3], "y": [4]}, {"x": [5000]}):
        carrying = SimpleNamespace(
            name="twins", carry=dict.fromkeys(shapes, ""), plan=SimpleNamespace(model=SimpleNamespace(inputs=shapes))
        )
        arrays = {name: np.arange(np.prod(shape or [1])).reshape(shape) / 3 - 1 for name, shape in shapes.items()}
        text = state.write(carrying, arrays)
        texts = [text, text[:-1], text + "A", text[:-1] + "+", ""] if len(text) < 1000 else ["AAAA"]
        named = [tried(lambda each=each, of=carrying: joined(state.read(of, each))) for each in texts]
        given = [array.ravel().astype(np.float32).tolist() for array in arrays.values()] if len(text) < 1000 else []
        found.append(case(shapes, given, texts, wanted=[text if given else None, named]))
    return found


def joined(arrays):
    return np.concatenate([array.ravel() for array in arrays.values()])


def kept_runs():
    """An address, and what it says of each run that it keeps; null where one cannot be."""
    explainer = replace(explainers.load("descent"), beside=lambda runs: None)
    said = {key: value for key, value in explainer.spec().items() if key in ("name", "controls", "carry", "beside")}
    found = []
    for runs in (
        [""],
        ["learning_rate=0.9&step=7"],
        ["at=20:momentum:0.5&start=1,2&step=40", "at=3:optimizer:Adam&at=3:momentum:0.1&at=2:momentum:0.2"],
        ["", "", ""],
        ["", "", "", ""],
        ["step=-1"],
        ["no_such=1"],
        ["learning_rate=99"],
        ["at=5:start:1,1"],
        ["", "at=0:momentum:0.5"],
        ["kept="],
    ):
        query = "step=5&" + "&".join(f"kept={quote(run)}" for run in runs)
        wanted = tried(partial(texts.kept, explainer, query))
        listed = wanted and [
            {"values": each["values"], "log": logged(each["changes"])}
            for each in (dict(zip(("values", "changes"), pair, strict=True)) for pair in wanted)
        ]
        found.append(case({**said, "model": {}}, query, wanted=listed))
    return found


def addresses():
    """The part of an address from # on, as it was sent, and all that it says; null where a part is not understood."""
    descent = replace(explainers.load("descent"), beside=lambda runs: None)
    fool = explainers.load("fool")
    few = ["ostrich", "kite (bird of prey)", "potter's wheel", "crane bird", "construction crane", "consommé"]
    target = replace(next(each for each in fool.controls if each.name == "target"), options=dict.fromkeys(few, 0))
    fool = replace(fool, controls=[target if each.name == "target" else each for each in fool.controls])
    right = [
        (descent, "learning_rate=0.9&start=1,2&at=20:momentum:0.5&step=40"),
        (descent, "batch_size=All%2016&kept=learning_rate%3D0.9%26batch_size%3DAll%252016&step=7"),
        (descent, f"state={'A' * 27}&step=60000" if state.carried(descent) == 5 else "step=60"),
        (fool, "photo=german_shepherd@0.1,0,0.5&target=kite%20(bird%20of%20prey)&seed=7&step=3"),
        (explainers.load("loss_line"), "points=1,2,3,4"),
        (explainers.load("blindfold"), "seed=7"),
    ]
    wrong = [
        "learning_rate=9",
        "learning_rat=1",
        "step=4…",
        "optimizer=Ad...",
        "step=%3D%3D",
        "kept=kept%3D",
        "at=0:a:1",
    ]
    return [
        case(said(explainer), sent, wanted=[tried(partial(understood, explainer, each)) for each in sent])
        for explainer, sent in [
            *((explainer, [each(explainer.name, query) for each in MANGLINGS.values()]) for explainer, query in right),
            (descent, [f"#descent?{query}" for query in wrong]),
            (
                fool,
                [f"#fool?target={target}" for target in ("crane", "Cranes", "POTTERS-WHEELS", "Consomme", "osprey")],
            ),
        ]
    ]


def understood(explainer, sent):
    query = links.named(explainer, sent)
    step, carried = texts.where(explainer, query)
    kept = texts.kept(explainer, query) if explainer.beside else []
    return {
        "values": texts.parse_address(explainer, query),
        "step": step,
        "state": list(joined(carried)) if carried else None,
        "log": logged(texts.changes(explainer, query)),
        "kept": [{"values": values, "log": logged(changes)} for values, changes in kept],
    }


def said(explainer):
    """Of a spec, what an address is read with."""
    found = {key: value for key, value in explainer.spec().items() if key in ("name", "controls", "carry", "beside")}
    model = explainer.plan.model
    return {**found, "model": {"inputs": model.inputs, **({"weights": {}} if model.weights else {})}}


TYPED = [
    *("", "?!", "crane", "Cranes", "CRANE-BIRD", "potter’s wheel", "Potters  Wheels", "go kart", "gokart", "−0.5"),
    *("consomme", "CONSOMMÉ", "ﬁg", "figs", "Straße", "STRASSE", "foxes", "x₁²", "ostritch", "zero\u200bwidth"),
    *("05", "0.5", "learning-rate", "learning_rat", "the fox"),
]
KNOWN = [
    *("crane bird", "construction crane", "potter's wheel", "go-kart", "-0.5", "0.5", "consommé", "fig", "Straße"),
    *("red fox", "gray fox", "x₁²", "x₁₂", "ostrich", "zero width", "learning_rate", "sunglass", "sunglasses"),
]


def typed():
    """A text, and what it means among some names; those that hold it; and what a refusal says."""
    return [
        case(text, KNOWN, wanted=[names.found(text, KNOWN), names.holding(text, KNOWN), names.hint(text, KNOWN)])
        for text in [*TYPED, *(each.upper() for each in KNOWN), *(f"“{each}s”" for each in KNOWN)]
    ]


def numerals():
    """Numbers as they are typed and pasted."""
    some = ["−0.5", "–1", "＋１．５", "1\u2009000", "1\u202f234\u2009567", "\u200b2", "1 000", "１e−3", "3\u00ad4", "²"]
    return [case(text, wanted=names.number(text)) for text in some]


def logged(changes):
    return [{"step": step, "values": given} for step, given in changes.items()]


def settings():
    """What differs between two runs: of a control of each kind, of all together, and of what is changed on the way."""
    rng = np.random.default_rng(2)
    controls = every_kind()
    specs = [{**control.spec(), "group": "Some group" if place % 2 else None} for place, control in enumerate(controls)]
    usual = [plain_value(control.default) for control in controls]
    others = [plain_value(control.check(control.random_value(rng))) for control in controls]
    pairs = list(zip(specs, usual, others, strict=True))
    found = [([spec], {spec["name"]: other}, {}, {spec["name"]: one}, {}) for spec, one, other in pairs]
    found += [([spec], {spec["name"]: one}, {}, {spec["name"]: other}, {}) for spec, one, other in pairs]

    speed, seed = (next(spec for spec in specs if spec["kind"] == kind) for kind in ("slider", "seed"))
    deep = {**speed, "name": "deep", "label": "URL", "when": [seed["name"], 7, 9]}
    few, start = [speed, seed, deep], {speed["name"]: 0.5, seed["name"]: 1, "deep": 1.0}
    name, also = speed["name"], seed["name"]
    some, more = {3: {name: 0.25, also: 4}, 12: {name: 1.0}}, {3: {name: 0.25}, 12: {name: 2.0}}
    found += [
        (few, start, some, start, {}),
        (few, start, {}, start, some),
        (few, {**start, also: 2}, some, start, more),
    ]
    for changed in ({}, {name: 0.5 + 1e-9}, {"deep": 2.0}, {"deep": 2.0, also: 7}, {name: 2.0, also: 2}, {also: 9}):
        found.append((few, {**start, **changed}, {}, start, {}))
    return [
        case(
            controls, one, logged(changes), two, logged(later),
            wanted=differences.differences(controls, (one, changes), (two, later)),
        )
        for controls, one, changes, two, later in found
    ]  # fmt: skip


def plain_value(value):
    """A photograph in Python may be an array, which a page takes from a file."""
    return "own1" if isinstance(value, np.ndarray) else value


def decimals():
    return [case(step, wanted=html.decimals(step)) for step in (1, 0.1, 0.05, 0.01, 0.001, 0.5, 2, 10, 0.25, 0.3)]


def positions():
    """A slider, and where its knob stands in the page's markup: the value there is the slider's own."""
    sliders = [
        Slider("rate", low, high, value=value, step=step, scale=scale)
        for scale in ("linear", "log")
        for low, high, value, step in ((0.01, 10, 0.3, 0.01), (0.001, 1, 0.02, 0.001), (1, 1000, 30, 1))
    ]
    return [
        case(slider.spec(), between(slider.markup("id", slider.spec(), None), ' value="', '"'), wanted=slider.value)
        for slider in sliders
    ]


def between(text, start, end):
    return text.partition(start)[2].partition(end)[0]


def inks():
    """Shades and their code; texts that are no code for so many."""
    uniform = seeded.stream("ink")
    shades = [np.arange(16), *(np.array([int(next(uniform) * 16) for _ in range(size)]) for size in (2, 8, 30, 784))]
    codes = [case("encode", each, wanted=pad.encode(each)) for each in shades]
    all_texts = [found["wanted"] for found in codes] + [
        "",
        "A",
        "ASNFZ4mrze",
        "ASNF Z4mrze8",
        "ü",
        "A===",
        "AA+/AAAAAAA",
        "ASNFZ4mrze8=",
    ]
    return codes + [
        case("decode", text, size, wanted=tried(lambda text=text, size=size: pad.decode(text, (size,), "").ravel()))
        for text in all_texts
        for size in (16, 784)
    ]


def photos():
    """A square of a picture, and it made small; and names of parts as they are spelled, null where they are none."""
    uniform = seeded.stream("photos")
    found = []
    for width, height, part, size in (
        (4, 4, None, 4),
        (9, 7, None, 4),
        (7, 12, (0.2, 0.3, 0.5), 3),
        (5, 3, (0.9, 0.9, 1), 6),
        (16, 16, (0.01, 0, 0.99), 5),
    ):
        pixels = np.array([int(next(uniform) * 256) for _ in range(width * height * 3)], np.uint8).reshape(
            height, width, 3
        )
        square = _photographs.square(width, height, *(part or ()))
        small = _photographs.resampled(pixels, square, size)
        found.append(
            case(
                {"width": width, "height": height, "pixels": pixels.ravel()},
                part,
                size,
                wanted={"square": square, "pixels": small.transpose(2, 0, 1).ravel()},
            )
        )
    control = Photo("photo")
    parts = [
        "cat",
        "cat@0,0,1",
        "cat@0.0625,0.1234567,0.5",
        "cat@0.00001,0,0.5",
        "cat@1,1,0.1",
        "cat@0.0005,0.0015,0.9995",
        "cat@2,0,1",
        "cat@0,0,0.01",
        "cat@0,0",
        "cat@0,0,0",
        "cat@,,",
        "cow",
        "",
        "own1",
        "cat@0.1,0.1,1.5",
        "CAT",
    ]
    return [
        *found,
        case(control.spec(), parts, wanted=[tried(lambda text=text: control.check(text)) for text in parts]),
    ]

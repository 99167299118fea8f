"""Listings: a program that follows a figure's settings, the same in Python and in the page, and true to the model."""

import os
import subprocess
import sys
from dataclasses import replace
from html import unescape
from itertools import cycle, islice, product
from types import SimpleNamespace

import numpy as np
import pytest

import explainers
from explainers import Listing
from explainers._core.files.markup import markup
from tests.browsing import open_figure
from tests.support import spec
from tests.test_accessibility import complaints

DESCENT, PLAYGROUND = explainers.load("descent"), explainers.load("playground")
RULES = "furry", "tail", "four_legs", "pointy_ears", "whiskers", "never_barks"
STEPS, NEAR = 20, 1e-5  # 1e-4 would not tell one GELU from the other

# A template


def filled(template, **values):
    return replace(DESCENT, listing=Listing(template)).code(**values).removesuffix("\n")


def test_fields_and_conditions():
    template = """
    rate = {{learning_rate}}  #? optimizer = "Plain" and momentum > 0 or optimizer = "Adam"
    #? momentum >= 0.5
    #? seed = 2
    {{seed}}, {{x[:0]}}, {{position[1:2]}}
    #? end
    {{batch_size}}  #? learning_rate < 1
    #? end
    """
    assert filled(template).strip() == ""
    assert filled(template, momentum=0.1).split() == ["rate", "=", "0.3"]
    assert filled(template, optimizer="Adam", momentum=0.5).split() == ["rate", "=", "0.3", '"All', '16"']
    long = filled(template, seed=2, momentum=0.5, learning_rate=1, start=[0, 0.5])
    assert long.split("\n") == ["    rate = 1", "    2, [], [0.5]", ""]


WRONG = {
    "{{rate}}": ["line 2 of the listing of descent, '{{rate}}': 'rate'", "learning_rate, momentum", "step_count"],
    "{{optimizer[0]}}": ["'optimizer' in 'optimizer[0]'", "there are: x, y, position"],
    "{{loss}}": ["'loss'", "learning_rate"],
    "{{x[16]}}": ["cannot take [16] of 'x[16]'; the last is [15]"],
    "{{x[seed]}}": ["cannot take [seed] of 'x[seed]'; the last is [15]"],
    "{{x[3a]}}": ["cannot take [3a]"],
    "{{x[2:6][4]}}": ["cannot take [4]", "the last is [3]"],
    "{{x[seed:3]}}": ["cannot read 'x[seed:3]'"],
    "{{x[0][1]}}": ["cannot take [1]", "one number"],
    "{{x[:optimizer]}}": ["'optimizer' is not one number"],
    "{{x[:many]}}": ["'many'", "there are: learning_rate"],
    "{{x:short}}": ["cannot read 'x:short'", ":packed"],
    "a  #? speed > 1": ["'speed' is no number of descent; did you mean", "there are: learning_rate", "step_count"],
    "b  #? loss < 1": ["'loss' is no number of descent"],
    "c  #? step > 3": ["'step' is no number of descent"],
    "d  #? position > 3": ["position holds 2 numbers; name one, up to position[1]"],
    'e  #? optimizer = "Fast"': ["optimizer takes one of: Plain, Adam; not 'Fast'"],
    "f  #? momentum = 0 for 5 steps": ["follows the settings alone"],
    "g  #?": ["cannot read 'the end'"],
    "h  #? momentum = 0 or": ["cannot read 'or'"],
    "#? end": ["no block begins"],
    "#? momentum = 0": ["has no end", "#? end"],
}


@pytest.mark.parametrize(("line", "said"), WRONG.items())
def test_what_is_wrong_is_said(line, said):
    with pytest.raises(ValueError) as refused:
        replace(DESCENT, listing=Listing(f"first\n{line}")).spec()
    assert [words for words in said if words not in str(refused.value)] == []


def test_without_a_listing_there_is_none():
    assert (
        DESCENT.code() is None and DESCENT.spec()["listing"] is None and "dnn-listing" not in DESCENT.spec()["markup"]
    )


# The playground's

RATES = 0.003, 0.02, 0.05  # large ones are chaotic
OWN = {
    "two classes": [(0.1, 0.2, 0), (-0.5, 0.3, 1), (0.7, -0.2, 1), (-0.3, -0.8, 0), (0.9, 0.9, 0), (-0.9, 0.1, 1)],
    "three classes": [(0.1, 0.2, "a"), (-0.5, 0.3, "b"), (0.7, -0.2, "c"), (-0.3, -0.8, "a"), (0.4, 0.4, "b")],
    "values": [(0.1, 0.2, 0.25), (-0.5, 0.3, 0.5), (0.7, -0.2, -0.75), (-0.3, -0.8, 1), (0.2, 0.9, -0.4)],
}


def tried(control, rng):
    """Values of a control, endlessly: all of them where they are few, else at random."""
    few = {
        "choice": lambda: list(control.options),
        "toggle": lambda: [False, True],
        "points": lambda: [*control.samples, *OWN.values()],
    }
    whole = control.kind == "slider" and control.step == 1 and control.max - control.min < 10
    if control.name == "learning_rate":
        values = list(RATES)
    elif whole:
        values = [control.min + each for each in range(int(control.max - control.min) + 1)]
    elif control.kind in few:
        values = few[control.kind]()
    else:
        values = [control.random_value(rng) for _ in range(8)]
    return cycle([values[place] for place in rng.permutation(len(values))])


def covering(count):
    """Settings, each with a mask of silent units or None: every value of everything that has few, and many pairs."""
    rng = np.random.default_rng(3)
    columns = {control.name: tried(control, rng) for control in PLAYGROUND.controls if control.valued}
    columns["noise"] = cycle([0, 0.1, 0, 0, 0.3])
    rows = [{name: next(column) for name, column in columns.items()} for _ in range(count)]
    masks = [(rng.uniform(size=(4, 8)) > 0.7) * 1.0 if place % 3 == 0 else None for place in range(count)]
    return list(zip(rows, masks, strict=True))


NOTHING = {f"feature_{place}": False for place in range(7)}
EVERY = [({}, None), (NOTHING, None), ({"data": OWN["values"], "train_share": 0.9, **NOTHING}, None), *covering(33)]


def figure(mask):
    """The playground, with units that are silent, unless a control says which."""
    if mask is None or "silenced" not in PLAYGROUND.constants:
        return PLAYGROUND
    return replace(PLAYGROUND, constants={**PLAYGROUND.constants, "silenced": mask})


@pytest.mark.parametrize("place", range(len(EVERY)))
@pytest.mark.filterwarnings("ignore:Initializing zero-element tensors")  # a network that sees nothing
def test_it_has_the_losses_of_the_model(place):
    pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")
    values, mask = EVERY[place]
    explainer = figure(mask)
    program = {"__name__": "listing"}
    exec(explainer.code(**values), program)
    found = explainer.after(STEPS, **values)
    ours = np.stack([found[f"{name}_loss_history"][: STEPS + 1] for name in ("training", "test")], axis=1)
    theirs = np.array(program["train"](STEPS + 1))
    assert ours[0, 0] != ours[-1, 0]
    np.testing.assert_allclose(theirs, ours, atol=NEAR)


def test_every_value_is_among_those_tried():
    covered = [row for row, _ in EVERY]
    for control in PLAYGROUND.controls:
        few = {"choice": list(getattr(control, "options", [])), "toggle": [True, False]}.get(control.kind, [])
        few = [0, 1, 2, 3, 4] if control.name == "depth" else few
        assert [each for each in few if not any(row.get(control.name) == each for row in covered)] == []


@pytest.mark.slow("PyTorch takes seconds to import")
@pytest.mark.parametrize("place", [0, 4])
def test_it_runs_as_it_is(place, tmp_path):
    pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")
    values, mask = EVERY[place]
    file = tmp_path / "network.py"
    file.write_text(figure(mask).code(**values), encoding="utf-8")
    alone = os.environ | {"OMP_NUM_THREADS": "1"}  # on a busy machine several threads wait for each other
    done = subprocess.run([sys.executable, "-W", "error", file], capture_output=True, text=True, check=True, env=alone)
    lines = done.stdout.splitlines()
    loss = float(figure(mask).outputs(**values)["training_loss"])
    assert [line.partition(":")[0] for line in lines] == [f"Step {step}" for step in range(0, 1001, 100)]
    assert f"the loss is {loss:.3f}" in lines[0]


def test_it_is_plain_code():
    for values, mask in EVERY:
        lines = figure(mask).code(**values).split("\n")
        compile("\n".join(lines), "listing", "exec")
        unpacked = [line for line in lines if "numbers(" not in line and not line.startswith("start(")]
        assert max(map(len, unpacked)) <= 110
        assert [line for line in lines if "{{" in line or "#?" in line or line != line.rstrip()] == []


# The rules'


def test_rules_let_in_whom_the_model_lets_in():
    rules = explainers.load("rules")
    *asked, join = [control for control in rules.controls if control.name in ("any_rule", *RULES)]
    names = ["furry", "tail", "four_legs", "pointy_ears", "whiskers", "barks"]
    for values in product([False, True], repeat=len(asked)):
        for way in join.options:
            given = {"any_rule": way, **{each.name: value for each, value in zip(asked, values)}}
            program = {}
            exec(rules.code(**given), program)
            found = rules.outputs(**given, meet=True)
            animals = [SimpleNamespace(**dict(zip(names, row))) for row in found["animals"]]
            assert [program["is_cat"](each) for each in animals] == list(np.isfinite(found["rules_in_rows"]))


# That of training on doodles

LESSONS = [
    {},
    {"doodle": 16, "learning_rate": 0.3, "seed": 3},
    {"source": "all 160 in turn", "doodle": 150, "learning_rate": 0.1},
    {"source": "my own drawing", "drawing": "A train", "label": "not a cat"},
    {"source": "my own drawing", "drawing": "Rainbow", "label": "a cat", "seed": 5},
]


@pytest.mark.parametrize("values", LESSONS)
def test_training_gives_the_shares_of_the_model(values):
    pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")
    training = explainers.load("training")
    program = {"__name__": "listing"}
    exec(training.code(**values), program)
    run = training.run(7 * STEPS, **values)
    ours = [float(run[7 * turn]["share"]) for turn in range(STEPS)]
    np.testing.assert_allclose(program["train"](STEPS), ours, atol=NEAR)
    for name, places in ("learned_share", "in_turn"), ("held_share", "held_out"):
        assert program["right"](program[places]) == pytest.approx(float(run[7 * STEPS][name]))


# In the page


def text(html):
    """The program in a page's HTML."""
    code = html.partition("<pre")[2].partition("<code>")[2].partition("</code>")[0]
    return unescape("".join(part.rpartition(">")[2] for part in code.replace("</span>", "<>").split("<")))


def test_without_javascript_it_is_there_for_the_defaults():
    assert text(markup(spec("playground"))[-40_000:]) == PLAYGROUND.code()


@pytest.mark.about("learning/playground/")
def test_the_page_has_the_same(visit):
    figure = open_figure(visit, "playground")
    figure.element.locator(".dnn-listing summary").click()
    for values, mask in islice(EVERY, 20):
        if mask is None:
            exact = PLAYGROUND.checked(values)
            figure.do("element.set(given)", exact)
            assert figure.element.locator(".dnn-listing code").text_content() == PLAYGROUND.code(**values)


@pytest.mark.about("learning/playground/")
def test_it_is_copied_whole_and_follows_only_while_it_is_open(visit):
    page = visit("learning/playground/", viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    figure = page.figure("playground").live()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code, summary = (figure.element.locator(f".dnn-listing {part}") for part in ("code", "summary"))
    figure.do("element.set({learning_rate: 0.5})")
    assert code.text_content() == PLAYGROUND.code()
    summary.focus()
    page.tab.keyboard.press("Enter")
    page.tab.keyboard.press("Tab")
    page.tab.keyboard.press("Enter")  # Copy
    page.tab.wait_for_function("document.querySelector('.dnn-listing [role=status]').textContent === 'Copied.'")
    assert page.tab.evaluate("navigator.clipboard.readText()") == PLAYGROUND.code(learning_rate=0.5)
    assert complaints(page, {}) == []
    assert page.tab.evaluate("document.documentElement.scrollWidth") <= 390
    figure.do("element.step(3)")
    assert figure.element.locator(".dnn-listing [role=status]").text_content() == "Copied."  # steps change nothing
    figure.do("element.set({depth: 1})")
    assert code.text_content() == PLAYGROUND.code(learning_rate=0.5, depth=1)

"""Goals: what may be written, and that each is open at the start, met at its solution, and not met by chance."""

import json
import re

import numpy as np
import pytest

import explainers
from explainers._core.goals import collected, judge
from explainers._core.goals.goal import read
from explainers._core.words import texts
from tests.sampling import values
from tests.support import ROOT, SITE, fences, homes, large, pages

GOALS = [goal for name in explainers.names() for goal in explainers.load(name).goals()]


def called(goal):
    return f"{goal.explainer}-{goal.number}"


def timed(goal):
    """A parameter of a test that runs a goal's model hundreds of times: slow for the large network."""
    slow = pytest.mark.slow("runs the large network") if large(explainers.load(goal.explainer).model) else ()
    return pytest.param(goal, marks=slow)


EVERY, STEPPED = (
    pytest.mark.parametrize("goal", goals, ids=called)
    for goals in (GOALS, [goal for goal in GOALS if explainers.load(goal.explainer).carry])
)
DRAWS, MOST = 200, 0.02  # random settings, and the share of them that may meet a goal
MOVE = 1e-6  # what two machines may differ by in a number that is carried on


@EVERY
def test_a_goal_is_not_met_as_its_page_opens(goal):
    explainer = explainers.load(goal.explainer)
    presets = dict(fences(pages()[homes()[explainer.name]]))[explainer.name]
    assert not explainer.met(goal, steps=0, **texts.parse(explainer, presets))


@EVERY
def test_a_goal_is_met_at_its_solution(goal):
    assert explainers.load(goal.explainer).met(goal, steps=goal.step, **goal.values)


def moved(explainer, chosen, steps):
    """A run in which each number that is carried on is moved at every step, up or down. Whole numbers are counts, which
    are the same on every machine."""
    rng, state = np.random.default_rng(1), {}
    for step in range(steps + 1):
        outputs = explainer.plan.model.run({**explainer.feeds(chosen, step), **state})
        yield step, chosen, outputs
        for name, output in explainer.carry.items():
            shift = rng.choice([-MOVE, MOVE], outputs[output].shape) * (outputs[output] % 1 != 0)
            state[name] = np.asarray(outputs[output] + shift, np.float32)


@STEPPED
def test_a_goal_is_met_though_every_carried_number_is_moved_a_little(goal):
    explainer = explainers.load(goal.explainer)
    assert judge.met(goal, moved(explainer, explainer.checked(goal.values), goal.step), explainer.judged_every)


@pytest.mark.parametrize("goal", [timed(goal) for goal in GOALS], ids=called)
def test_a_goal_is_seldom_met_by_chance(goal):
    """Anywhere in a run of `judge.usual_steps`, the steps of somebody who presses Play and waits."""
    explainer = explainers.load(goal.explainer)
    met = sum(explainer.met(goal, **values(explainer, "random", seed)) for seed in range(DRAWS))
    assert met <= MOST * DRAWS


def test_the_file_that_the_package_carries_is_current():
    assert collected.FILE.read_text(encoding="utf-8") == collected.text(collected.on_pages()), (
        "python -m explainers build writes it"
    )


def test_every_goal_stands_on_its_page():
    for name in explainers.names():
        page = (SITE / homes()[name] / "index.html").read_text(encoding="utf-8")
        assert re.findall(rf'data-key="({name}-\w+)"', page) == [goal.key for goal in explainers.load(name).goals()]


def test_every_page_of_the_course_sets_goals():
    course = {homes()[name] for name in explainers.names()}
    counts = {address: sum(homes()[goal.explainer] == address for goal in GOALS) for address in course}
    assert all(1 <= count <= 6 for count in counts.values()), counts


# What may be written

FESTIVAL, DESCENT, DIGITS = (explainers.load(name) for name in ("festival", "descent", "digits"))
RIGHT = {
    "when": "step <= 10 and loss < 0.1 for 5 steps",
    "best": "step lowest",
    "hint": "Steps.",
    "solution": "learning_rate=0.6&step=10",
}

TOTAL = {"explainer": FESTIVAL, "when": "total = 30", "best": None, "solution": "weather=4"}


def written(text="Get down.", **lines):
    return "\n".join([text, *(f"{key}: {value}" for key, value in lines.items() if value is not None)])


def refused(*words, explainer=DESCENT, text="Get down.", **changes):
    with pytest.raises(ValueError, match=explainer.name) as error:
        read(explainer, 1, written(text, **{**RIGHT, **changes}))
    assert all(word in str(error.value) for word in words), str(error.value)


def test_a_goal_is_read_as_data():
    goal = read(DESCENT, 2, written(**RIGHT))
    assert (goal.explainer, goal.number, goal.text, goal.hint) == ("descent", 2, "Get down.", "Steps.")
    assert (goal.values, goal.step, goal.lasting) == ({"learning_rate": 0.6}, 10, 5)
    assert json.loads(json.dumps(goal.spec())) == {
        "key": goal.key, "lasting": 5, "best": {"of": "step", "name": "step", "at": None, "better": "lowest"},
        "when": [{"of": "step", "name": "step", "at": None, "is": "<=", "value": 10},
                 {"of": "output", "name": "loss", "at": None, "is": "<", "value": 0.1}]}  # fmt: skip


@pytest.mark.parametrize(
    ("explainer", "when", "of", "at", "value"),
    [
        (DESCENT, "loss>-1e-3", "output", None, -0.001),
        (DESCENT, "loss_surface[40, 2] = 1", "output", 40 * 41 + 2, 1),
        (DESCENT, "start[1] >= 2", "control", 1, 2),
        (DESCENT, 'batch_size = "All 16"', "control", None, "All 16"),
        (explainers.load("xor"), "layer = true", "control", None, True),
        (DIGITS, 'drawing = "5"', "control", None, DIGITS.checked({"drawing": "5"})["drawing"]),
        (explainers.load("bias"), 'activation = "Sigmoid"', "control", None, "Sigmoid"),
        (explainers.load("bias"), "activation < 0.5", "output", None, 0.5),
        (explainers.load("top5"), 'answer = "black AND TAN coonhound"', "control", None, "Black and Tan Coonhound"),
    ],
)
def test_a_name_means_a_control_an_output_or_one_number_of_it(explainer, when, of, at, value):
    [comparison] = read(
        explainer, 1, written(when=when, solution=f"{next(iter(explainer.defaults))}={first(explainer)}")
    ).comparisons
    assert (comparison.subject.of, comparison.subject.at, comparison.value) == (of, at, value)


def first(explainer):
    value = next(iter(explainer.defaults.values()))
    return value if isinstance(value, str) else f"{value:g}"


def test_lines_may_be_broken():
    goal = read(
        DESCENT,
        1,
        "Get\ndown.\nwhen: loss < 1\n  and step > 2\nhint: Short\n steps.\nsolution: learning_rate=0.\n6&step=10",
    )
    assert (goal.text, goal.when, goal.hint, goal.values) == (
        "Get down.",
        "loss < 1 and step > 2",
        "Short steps.",
        {"learning_rate": 0.6},
    )


@pytest.mark.parametrize(("words", "changes"), [
    (["'when'", "missing"], {"when": None}),
    (["'solution'", "missing"], {"solution": None}),
    (["says nothing", "sentence"], {"text": ""}),
    (["'reward'", "when, hint, solution, best"], {"reward": "a star"}),
    (["'lose'", "number", "learning_rate", "loss", "step"], {"when": "lose < 1"}),
    (["'loss'", "word", "optimizer", "batch_size"], {"when": 'loss = "low"'}),
    (["'optimizer'", "number", "learning_rate"], {"when": "optimizer = 1"}),
    (["'optimizer'", "true or false"], {"when": "optimizer = true"}),
    (["batch_size", "All 16", "17"], {"when": 'batch_size = "17"'}),
    (["batch_size", "words", "="], {"when": 'batch_size < "4"'}),
    (["gradient", "2 numbers", "gradient[1]"], {"when": "gradient < 1"}),
    (["gradient[2]", "gradient[1]"], {"when": "gradient[2] < 1"}),
    (["gradient[0, 0]", "gradient[1]"], {"when": "gradient[0, 0] < 1"}),
    (["loss_surface[41, 0]", "loss_surface[40, 40]"], {"when": "loss_surface[41, 0] < 1"}),
    (["loss[0]", "one number"], {"when": "loss[0] < 1"}),
    (["step[0]", "one number"], {"when": "step[0] < 1"}),
    (["start", "start[1]"], {"when": "start = 1"}),
    (["'loss'", "step <= 10"], {"when": "loss"}),
    (["'loss == 1'"], {"when": "loss == 1"}),
    (["'loss < 1e'"], {"when": "loss < 1e"}),
    (["'loss < low'"], {"when": "loss < low"}),
    (["'or step > 2'"], {"when": "loss < 1 or step > 2"}),
    (["the end"], {"when": "loss < 1 and "}),
    (["'for 5'"], {"when": "loss < 1 for 5"}),
    (["'for 0 steps'", "multiple of 1"], {"when": "loss < 1 for 0 steps"}),
    (["__import__"], {"when": "__import__('os').getcwd() = 1"}),
    (["'lose'", "loss"], {"best": "lose lowest"}),
    (["'loss smallest'", "lowest"], {"best": "loss smallest"}),
    (["no control 'rate'", "learning_rate"], {"solution": "rate=0.6"}),
    (["learning_rate", "0.01", "1.2", "9"], {"solution": "learning_rate=9"}),
    (["step", "whole number", "ten"], {"solution": "learning_rate=0.6&step=ten"}),
    (["'for 5 steps'", "no steps"], {**TOTAL, "when": "total = 30 for 5 steps"}),
    (["'step'", "total"], {**TOTAL, "when": "step = 1"}),
    (["no control 'step'"], {**TOTAL, "solution": "weather=4&step=1"}),
])  # fmt: skip
def test_what_cannot_be_meant_is_refused_in_words(words, changes):
    refused(*words, **changes)


def test_a_line_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="two lines 'hint'"):
        read(DESCENT, 1, written(**RIGHT) + "\nhint: Another.")


def test_two_goals_that_ask_the_same_are_refused():
    with pytest.raises(ValueError, match="goals 1 and 2 of descent ask the same"):
        collected.ladder(DESCENT, [written("One.", **RIGHT), written("Two.", **RIGHT)])


def test_steps_that_fall_between_two_judgements_are_refused(monkeypatch):
    monkeypatch.setitem(vars(DESCENT), "judged_every", 10)
    refused("'for 5 steps'", "every 10th step", "multiple of 10")


# Goals in Python


def test_a_goal_is_judged_by_itself_or_by_its_number():
    goal = DESCENT.goals()[1]
    assert (goal.number, goal.when) == (2, "step <= 10 and loss < 0.075 and start[0] = -1.5 and start[1] = 2.4")
    assert DESCENT.met(goal, steps=10, **goal.values) and DESCENT.met(2, 10, **goal.values)
    assert not DESCENT.met(2, steps=5, learning_rate=0.1)


def test_by_default_a_run_is_as_long_as_the_history():
    assert DESCENT.met(4, **DESCENT.goals()[3].values) and not DESCENT.met(4, steps=100, **DESCENT.goals()[3].values)
    assert FESTIVAL.met(1, weather=4)


def test_a_run_is_judged_as_if_every_step_of_it_were_looked_at():
    """Steps that cannot count any more, and settings that never will, are not computed."""
    for name in ("descent", "imagenet_error", "hero", "bias"):
        explainer = explainers.load(name)
        late = (
            [read(explainer, 1, written(**{**RIGHT, "when": "step >= 5 and loss < 0.25"}))] if name == "descent" else []
        )
        for goal in [*explainer.goals(), *late]:
            for seed in range(5):
                given = explainer.checked({**values(explainer, "random", seed), **(goal.values if seed % 2 else {})})
                whole = judge.moments(explainer, given, 30 if explainer.carry else 0)
                assert judge.reached(explainer, goal, given, 30 if explainer.carry else 0) == judge.met(goal, whole, 1)


def test_what_must_last_is_met_once_it_has():
    goal = read(DESCENT, 1, written(**{**RIGHT, "when": "loss < 1 for 5 steps"}))
    run = [(step, {}, {"loss": np.float32(loss)}) for step, loss in enumerate([0, 0, 0, 0, 9, *[0] * 6])]
    assert not judge.met(goal, run[:10], 1) and judge.met(goal, run, 1)
    assert not judge.met(goal, run, 2), "from step 6 to step 10 are four"


@pytest.mark.parametrize("goal", [0, 5, "two", True, None, explainers.load("festival").goals()[0]])
def test_an_unknown_goal_is_refused(goal):
    with pytest.raises(ValueError, match=r"descent has no goal .*; there are: 1, 2, 3, 4"):
        DESCENT.met(goal)


def test_values_and_steps_are_judged_as_for_a_run():
    with pytest.raises(ValueError, match="no control 'rate'"):
        DESCENT.met(1, rate=1)
    with pytest.raises(ValueError, match="whole number"):
        DESCENT.met(1, steps=-1)
    with pytest.raises(ValueError, match="no steps"):
        FESTIVAL.met(1, steps=3)


# Where goals stand


def page(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")


def test_goals_are_found_on_pages_in_their_order_but_not_where_they_are_only_shown(tmp_path):
    shown = "````markdown\n```goal\nhero\nShown.\n```\n````\n"
    first, second = "```goal\ndescent\nOne.\nwhen: loss < 1\n```\n", "```goal\n\ndescent\nTwo.\n```\n"
    page(tmp_path, "a.md", f"{first}\n{shown}\n{second}")
    page(tmp_path, "b.md", "??? predict\n\n    ```goal\n    hero\n    Three.\n    ```\n\n```python\ngoal = 1\n```\n")
    assert collected.on_pages(tmp_path) == {"descent": ["One.\nwhen: loss < 1", "Two."], "hero": ["Three."]}


def test_a_ladder_stands_on_one_page(tmp_path):
    for name in ("a.md", "b.md"):
        page(tmp_path, name, "```goal\ndescent\nOne.\n```\n")
    with pytest.raises(ValueError, match=r"descent stand on a\.md and on b\.md"):
        collected.on_pages(tmp_path)


def converted(text):
    from markdown import Markdown
    from pymdownx import superfences  # noqa: F401  (registers itself)

    from explainers._site import fence, goal

    fences = [
        {"name": "explainer", "class": "explainer", "format": fence.explainer},
        {"name": "goal", "class": "goal", "format": goal.fence},
    ]
    return Markdown(
        extensions=["pymdownx.superfences"], extension_configs={"pymdownx.superfences": {"custom_fences": fences}}
    ).convert(text)


GOAL = f"```goal\ndescent\n{written(**RIGHT)}\n```\n"


def test_a_fence_becomes_a_card():
    html = converted(f"```explainer\ndescent\n```\n\n{GOAL}")
    assert '<dnn-goal class="dnn-goal" id="descent-goal-1" for="descent" data-state="open"' in html
    assert "Get down." in html and 'href="#descent?learning_rate=0.6&amp;step=10"' in html and "<b>10</b> steps" in html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOAL, "not above it on this page"),
        (f"```explainer\nfestival\n```\n\n{GOAL}", "figures above: festival"),
        (f"```explainer\ndescent\n```\n\n{GOAL}\n{GOAL}", "ask the same"),
        (f"```explainer\ndescent\n```\n\n{GOAL.replace('loss', 'lose')}", "'lose' is no number of descent"),
    ],
)
def test_a_fence_that_is_wrong_stops_the_build(text, words):
    with pytest.raises(Exception, match=words):
        converted(text)


def test_the_site_writes_how_a_goal_is_written_as_it_is_read():
    shown = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    [source] = re.findall(r"^ *```goal\n(.*?)^ *```$", shown, re.MULTILINE | re.DOTALL)
    name, rest = collected.named(source)
    assert read(explainers.load(name), 1, rest).comparisons

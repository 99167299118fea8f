"""What every explainer keeps, in Python."""

import base64
import hashlib
import io
import json
import re
from functools import partial

import numpy as np
import PIL.Image
import plotly.graph_objects as go
import pytest

import explainers
from explainers._core.picture import trace
from explainers._core.picture.shown import LISTS, TINTED
from tests.sampling import controls, values
from tests.support import CARRIED, differences, homes

EVERYWHERE = pytest.mark.parametrize("how", ["minimum", "default", "maximum", "random"])


# A NaN is Plotly's way to leave a gap, and these leave some: between tiles, around what is not picked, after the last
# step.
GAPS = re.compile(r".*(_mosaic|_marker_[xy]|_outline_[xy]|_history)|box_[xy]")


def shown(explainer):
    """What a figure shows, but for what has gaps."""
    sources = {binding["source"] for form in explainer.spec()["figures"].values() for binding in form["bindings"]}
    return {name for name in sources if not GAPS.fullmatch(name)}


@EVERYWHERE
def test_computes_finite_numbers(explainer, how):
    outputs = explainer.outputs(**values(explainer, how))
    assert [name for name in explainer.plan.model.outputs if np.isinf(outputs[name]).any()] == []
    whole = [name for name in shown(explainer) if name not in explainer.gaps]
    assert [name for name in whole if np.isnan(outputs[name]).any()] == []


@EVERYWHERE
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_draws_a_valid_figure(explainer, how, theme):
    for narrow in (False, True):
        figure = explainer(**values(explainer, how), theme=theme, narrow=narrow)
        assert isinstance(figure, go.Figure) and figure.data
        assert "var(--" not in figure.to_json(), "a color token was left in the figure"


@CARRIED
def test_stays_finite_while_it_runs_as_it_opens(explainer):
    last = explainer.after(20)
    whole = [name for name in explainer.plan.model.outputs if name not in explainer.gaps]
    assert [name for name in whole if not np.isfinite(last[name]).all()] == []


def fill(figure, bindings, arrays):
    """Put arrays into a figure where its bindings say: what the player does, written a second time."""
    figure = json.loads(json.dumps(figure))
    for binding in bindings:
        flat = np.asarray(arrays[binding["source"]], np.float32).ravel()
        if "indices" in binding:
            value = flat[np.array(binding["indices"], int)]
        else:
            steps = [stride * flat.itemsize for stride in binding["strides"]]
            value = np.lib.stride_tricks.as_strided(flat[binding["offset"] :], binding["shape"], steps)
        *way, last = binding["path"]
        place = figure
        for part in way:
            place = place[part]
        place[last] = value.tolist()
        if binding.get("shown") == "words":
            place[last] = word(binding, float(value))
        elif binding.get("shown") == "pixels":
            place[last] = digest(np.floor(value * 255 + 0.5).astype(np.uint8))
        elif binding.get("shown") == "tinted":
            bound = [end if isinstance(end, float) else arrays[end["source"]].ravel()[0] for end in binding["ends"]]
            place[last] = f"{digest(value)} {np.float32(bound)} {binding['scale']} {binding['crisp']}"
    return figure


def word(binding, number):
    return "" if np.isnan(number) else LISTS[binding["words"]].words[round(number)]


def digest(array):
    return f"{array.shape} {hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()}"


def hashed(figure, traced):
    """A figure whose pictures stand as the hash of their pixels. traced: says which are enlarged."""
    columns = {each["path"][2]: each["shape"][-1] for each in traced["bindings"] if each.get("crisp")}
    for index, each in enumerate(figure["layout"].get("images", [])):
        if each["source"].startswith("data:"):
            content = base64.b64decode(each["source"].partition(",")[2])
            picture = np.asarray(PIL.Image.open(io.BytesIO(content))).transpose(2, 0, 1)
            times = picture.shape[-1] // columns[index] if index in columns else 1
            each["source"] = digest(picture[:, ::times, ::times])
        elif each["source"].startswith(TINTED):
            facts = json.loads(each["source"].removeprefix(TINTED))
            numbers = np.frombuffer(base64.b64decode(facts["numbers"]), np.float32).reshape(facts["shape"])
            each["source"] = f"{digest(numbers)} {np.float32(facts['ends'])} {facts['scale']} {facts['crisp']}"
    return figure


@pytest.mark.parametrize("seed", range(3))
def test_bindings_give_the_figure_that_draw_gives(explainer, seed):
    arrays = explainer.run(3 if explainer.carry else 0, **values(explainer, "random", seed))[-1]
    for form, traced in json.loads(json.dumps(explainer.spec()["figures"])).items():
        drawn = trace.plain(partial(explainer.draw, narrow=True) if form == "narrow" else explainer.draw, arrays)
        filled = fill(traced["figure"], traced["bindings"], arrays)
        assert differences(filled, hashed(without_size(drawn), traced)) == []


def without_size(figure):
    for side in (
        "width",
        "height",
    ):  # the spec holds it beside the figure; a page reserves the place, at the width it has
        figure["layout"].pop(side, None)
    return figure


def test_says_which_values_are_allowed(explainer):
    for control in controls(explainer):
        for value in control.bad_values():
            with pytest.raises(ValueError) as refused:
                explainer(**{control.name: value})
            assert all(word in str(refused.value) for word in [control.name, *control.allowed_words()]), (
                value,
                str(refused.value),
            )


def test_refuses_an_unknown_control(explainer):
    with pytest.raises(ValueError, match="no_such_control") as refused:
        explainer(no_such_control=1)
    assert all(control.name in str(refused.value) for control in controls(explainer))


def test_refuses_steps_that_cannot_be(explainer):
    for steps in (-1, 1.5, "two", True, None) if explainer.carry else (1,):
        with pytest.raises(ValueError, match="step"):
            explainer.run(steps)


def test_draws_the_same_twice(explainer):
    given = values(explainer, "random")
    assert explainer(**given).to_json() == explainer(**given).to_json()


@pytest.mark.where(lambda explainer: explainer.random)
def test_a_seed_changes_the_numbers(explainer):
    for name, random in explainer.random.items():
        one, again, other = (explainer.outputs(**{random.seed: seed}) for seed in (1, 1, 2))
        assert np.array_equal(one[name], again[name]) and not np.array_equal(one[name], other[name])


@CARRIED
def test_a_run_starts_where_it_opens_and_ends_where_it_says(explainer):
    run = explainer.run(3)
    assert [float(moment["step"]) for moment in run] == [0, 1, 2, 3]
    for state, output in explainer.carry.items():
        assert np.array_equal(run[3][state], run[2][output])


def test_has_texts(explainer):
    assert explainer.title and explainer.description and explainer.describe()
    assert explainer.title[-1] in ".?!", "a title is a sentence"


@EVERYWHERE
def test_says_in_words_what_it_shows(explainer, how):
    said = explainer.describe(**values(explainer, how))
    assert said and not re.search(r"[{}]|\bnan\b|not a number|infinity", said), said


def test_types_no_number_into_its_summary(explainer):
    assert not re.search(r"[1-9]", re.sub(r"\{[^}]*\}", "", explainer.summary)), "let the model say it: {name:.0f}"


def test_appears_on_a_page(name):
    assert name in homes(), f"no page below docs/ has a fence that names {name}"


def test_spec_is_plain_and_small(explainer):
    text = json.dumps(explainer.spec(), separators=(",", ":"), allow_nan=False)
    assert len(text) <= 200_000


def test_every_control_has_a_label(explainer):
    assert [control["name"] for control in explainer.spec()["controls"] if not control.get("label")] == []


def test_unknown_explainer_is_named_and_the_known_are_listed():
    with pytest.raises(ValueError, match="no_such_explainer") as refused:
        explainers.load("no_such_explainer")
    assert all(name in str(refused.value) for name in explainers.names())

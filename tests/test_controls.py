"""What every kind of control keeps, those that no explainer uses yet among them.

A new kind brings its own values, and no test.
"""

import json

import numpy as np
import plotly.graph_objects as go
import pytest

from explainers import Explainer
from explainers._core.controls import KINDS
from explainers._core.run import model
from tests.browsing import Page
from tests.support import ROOT

VALUED = sorted(kind for kind, control in KINDS.items() if control.valued)
# Those that do not feed all of an input write into what is carried: test_when.py has them.
FEEDING = sorted(kind for kind in VALUED if KINDS[kind].example().feeds and not KINDS[kind].example().momentary)
PLAYER = ROOT / "explainers" / "_player" / "src" / "controls"


@pytest.fixture(params=VALUED)
def control(request):
    return KINDS[request.param].example()


def tried(control):
    """Its default, its ends, and random values."""
    rng = np.random.default_rng(1)
    return [control.default, *control.ends, *(control.random_value(rng) for _ in range(20))]


def test_a_kind_is_one_file_in_python_and_one_in_the_player():
    files = {path.stem for path in PLAYER.glob("*.js")} - {"index"}
    assert set(KINDS) == files
    assert {kind: control.__module__.rpartition(".")[2] for kind, control in KINDS.items()} == {
        kind: kind for kind in KINDS
    }


def test_a_value_made_canonical_stays_as_it_is(control):
    for value in map(control.check, tried(control)):
        assert np.array_equal(control.check(value), value)


def test_an_address_brings_a_value_back(control):
    for value in map(control.check, tried(control)):
        text = (
            ",".join("" if each is None else str(each) for each in value)
            if isinstance(value, list)
            else str(value).lower()
            if value in (True, False)
            else str(value)
        )
        assert np.array_equal(control.check(control.read(text)), value)


def test_a_bad_value_is_refused_with_what_is_allowed(control):
    for value in control.bad_values():
        with pytest.raises(ValueError) as refused:
            control.check(value)
        assert all(word in str(refused.value) for word in [control.name, *control.allowed_words()]), (
            value,
            str(refused.value),
        )


def test_the_model_gets_finite_numbers_of_one_shape(control):
    fed = [control.arrays(control.check(value)) for value in tried(control)]
    assert {tuple((*target, array.shape) for target, array in each.items()) for each in fed} == {
        tuple((*target, array.shape) for target, array in fed[0].items())
    }
    blank = control.kind == "edits"  # NaN stands for what stays as it was learned
    assert all(array.dtype == np.float32 for each in fed for array in each.values())
    assert all((np.isfinite(array) | (blank & np.isnan(array))).all() for each in fed for array in each.values())


def test_the_page_gets_plain_data_and_native_inputs(control):
    spec = control.spec()
    assert json.loads(json.dumps(spec)) == spec and spec["kind"] == control.kind
    markup = control.markup("id", spec, lambda file: None)
    assert f'name="{control.name}' in markup and f'data-control="{control.name}"' in markup


def told(outputs):
    return go.Figure([go.Scatter(y=outputs[f"told_{kind}"]) for kind in FEEDING])


@pytest.fixture(scope="module")
def echo(tmp_path_factory):
    """An explainer with a control of every kind that feeds a model; its own gives out what each feeds it."""
    pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")
    import torch

    from models._compile import compile
    from models._export import Model, export

    folder = tmp_path_factory.mktemp("models")
    (folder / "onnx").mkdir()
    (folder / "data").symlink_to(model.folder() / "data")
    examples = {kind: KINDS[kind].example() for kind in FEEDING}
    given = {
        name: torch.as_tensor(array).clone()
        for control in examples.values()
        for (name, _), array in control.arrays(control.default).items()
    }

    def heard(**fed):
        return {
            f"told_{kind}": torch.cat([fed[name].reshape(-1) for name in control.feeds]) * 1.0
            for kind, control in examples.items()
        }

    export(Model("echo", heard, lambda _: given), folder / "onnx", checks=1)
    feeds = [{name: value.numpy() for name, value in given.items()}]
    compile("echo", feeds, folder / "onnx", folder / "wasm")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "FOLDERS", [folder])
        controls = list(examples.values())
        yield Explainer(model="echo", draw=told, controls=controls, summary="The first of them: {told_slider[0]:.2f}.")


@pytest.fixture(scope="module")
def echoing(echo, profiles, tmp_path_factory):
    """The same in a page."""
    folder = tmp_path_factory.mktemp("page")
    echo.save(folder / "echo.html")
    page = Page(profiles(), f"{folder.as_uri()}/").go("echo.html")
    yield page.figure(echo.name).live()
    page.tab.close()


# What a reader presses in a native input of each type; the first may find it at its end already.
KEYS = {
    "range": ["ArrowRight", "ArrowLeft"],
    "number": ["ArrowUp", "ArrowDown", "Shift+ArrowUp", "Shift+ArrowDown"],
    "select-one": ["ArrowDown", "ArrowUp", "Shift+ArrowRight"],
    "checkbox": ["Space"],
    "radio": ["ArrowDown", "ArrowUp"],
    "text": ["a", "Backspace"],
}
NATIVE = "input:visible:not([type=file]), select:visible"


@pytest.mark.xdist_group("echo")
@pytest.mark.parametrize("kind", FEEDING)
def test_the_page_feeds_what_python_feeds_and_follows_its_keys(kind, echo, echoing):
    figure, control = echoing, next(control for control in echo.controls if control.kind == kind)
    for value in map(control.check, tried(control)[:6]):
        figure.do("element.set(given)", {control.name: value})
        assert np.array_equal(figure.values[control.name], value)
        wanted = np.concatenate([array.ravel() for array in control.arrays(value).values()])
        assert np.array_equal(figure.outputs[f"told_{kind}"], wanted, equal_nan=True)
    for value in (bad for bad in control.bad_values() if not isinstance(bad, np.ndarray)):
        said = figure.do("element.set(given).then(() => '', error => error.message)", {control.name: value})
        assert control.name in said, value
    figure.do("element.set(given)", {control.name: control.default})
    for field in figure.element.locator(f"[data-control={control.name}]").locator(NATIVE).all():
        before = figure.values
        for key in KEYS[field.evaluate("it => it.type")]:
            if figure.values == before:
                field.press(key)
                figure.answered()
        assert figure.values != before, field.evaluate("it => it.outerHTML")
    assert figure.page.problems == []

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
from tests.support import ROOT

VALUED = sorted(kind for kind, control in KINDS.items() if control.valued)
FEEDING = sorted(kind for kind in VALUED if KINDS[kind].example().target)
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
            ",".join(map(str, value))
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
    arrays = [control.array(control.check(value)) for value in tried(control)]
    assert {array.shape for array in arrays} == {arrays[0].shape}
    assert all(array.dtype == np.float32 and np.isfinite(array).all() for array in arrays)


def test_the_page_gets_plain_data_and_native_inputs(control):
    spec = control.spec()
    assert json.loads(json.dumps(spec)) == spec and spec["kind"] == control.kind
    markup = control.markup("id", spec, lambda file: None)
    assert f'name="{control.name}' in markup and f'data-control="{control.name}"' in markup


def told(outputs):
    return go.Figure(go.Scatter(y=outputs["told"]))


@pytest.fixture(scope="module")
def echoes(tmp_path_factory):
    """echoes(kind) is an explainer whose model gives out what one control of that kind feeds it."""
    pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")
    import torch

    from models._compile import compile
    from models._export import Model, export

    folder = tmp_path_factory.mktemp("models")
    (folder / "onnx").mkdir()
    (folder / "data").symlink_to(model.folder() / "data")
    patch = pytest.MonkeyPatch()
    patch.setattr(model, "FOLDERS", [folder])

    def echo(kind):
        control = KINDS[kind].example()
        given = torch.as_tensor(control.array(control.default))

        def heard(**fed):
            return {"told": next(iter(fed.values())).reshape(-1) * 1.0}

        made = Model(f"echo_{kind}", heard, lambda _: {control.target[0]: given})
        export(made, folder / "onnx", checks=1)
        compile(made.name, [{control.target[0]: given.numpy()}], folder / "onnx", folder / "wasm")
        return Explainer(model=made.name, draw=told, controls=[control], summary="First {told[0]:.2f}.")

    yield echo
    patch.undo()


# What a reader presses in a native input of each type; the first may find it at its end already.
KEYS = {
    "range": ["ArrowRight", "ArrowLeft"],
    "number": ["ArrowUp", "ArrowDown"],
    "select-one": ["ArrowDown", "ArrowUp"],
    "checkbox": ["Space"],
    "radio": ["ArrowDown", "ArrowUp"],
    "text": ["a", "Backspace"],
}
NATIVE = "input:visible:not([type=file]), select:visible"


@pytest.mark.parametrize("kind", FEEDING)
def test_the_page_feeds_what_python_feeds_and_follows_its_keys(kind, echoes, visit, tmp_path):
    explainer = echoes(kind)
    (control,) = explainer.controls
    explainer.save(tmp_path / "echo.html")
    page = visit("404.html", expect_problems=True)
    page.tab.goto((tmp_path / "echo.html").as_uri())
    figure = page.figure(explainer.name).live()
    for value in map(control.check, tried(control)[:6]):
        figure.do("element.set(given)", {control.name: value})
        assert np.array_equal(figure.values[control.name], value)
        assert np.array_equal(figure.outputs["told"], control.array(value).ravel())
    for value in (bad for bad in control.bad_values() if not isinstance(bad, np.ndarray)):
        said = figure.do("element.set(given).then(() => '', error => error.message)", {control.name: value})
        assert control.name in said, value
    figure.do("element.set(given)", {control.name: control.default})
    for field in figure.element.locator(f"[data-control={control.name}]").locator(NATIVE).all():
        before = figure.values
        for key in KEYS[field.evaluate("it => it.type")]:
            if figure.values == before:
                field.press(key)
                figure.do("element.set({})")  # answered after what the key has set going
        assert figure.values != before, field.evaluate("it => it.outerHTML")

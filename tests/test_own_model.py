"""Your own model: what fits is drawn and computed with, what does not is named, and a page runs it either way."""

import subprocess
import sys

import numpy as np
import onnx
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")

import explainers
from explainers._core.run import makers, own
from tests.support import disagreements

DIGITS = explainers.load("digits")


def plain(first=8, side=5, bend=torch.nn.ReLU):
    """A network of the digit figure's layers, in other numbers where that is asked for."""
    nn = torch.nn
    torch.manual_seed(3)
    return nn.Sequential(
        *(nn.Conv2d(1, first, side, padding=side // 2), bend(), nn.MaxPool2d(2)),
        *(nn.Conv2d(first, 16, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(16, 32, 5, padding=2), nn.ReLU(), nn.Flatten(), nn.Dropout(0.3), nn.Linear(1568, 10)),
    )


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    """The path of a network that was exported."""
    return DIGITS.export(plain(), tmp_path_factory.mktemp("own") / "mine.onnx")


def test_a_plain_network_computes_in_the_figure_what_it_computes_by_itself(mine):
    network, figure = plain().eval(), DIGITS.with_model(mine)
    outputs = figure.outputs(drawing="5")
    with torch.no_grad():
        scores = network(torch.from_numpy(outputs["centered"]))
    assert np.allclose(outputs["logits"], scores, atol=1e-5)
    assert outputs["logits"].argmax() != 5, "it has learned nothing: another network was drawn"
    assert len(figure(drawing="5").data) == len(DIGITS().data)
    assert DIGITS.outputs(drawing="5")["digit"] == 5, "the figure itself is as it was"
    assert figure.describe() == figure.spec()["first_summary"] != DIGITS.describe()


def test_a_module_its_weights_and_bytes_give_the_same(mine, tmp_path):
    weights = DIGITS.export(plain().state_dict(), tmp_path / "weights.onnx")
    one, other = DIGITS.with_model(mine), DIGITS.with_model(weights.read_bytes())
    assert not disagreements(one.outputs(), other.outputs(), DIGITS)


WRONG = {
    "layers": (lambda: plain(4), ["layer 1, '0', has the weights (4, 1, 5, 5); a convolution with (8, 1, 5, 5) would"]),
    "more than one": (lambda: plain(8, 3)[:6], ["layer 1, '0', has the weights (8, 1, 3, 3)", "there is no layer 3"]),
    "another sort": (
        lambda: torch.nn.Sequential(torch.nn.BatchNorm2d(8)),
        ["layer 1, '0', has num_batches_tracked, running_mean", "there is no layer 4; it would be a dense layer"],
    ),
    "too many": (lambda: plain().append(torch.nn.Linear(10, 10)), ["layer 5, '11', is one too many; there are 4"]),
    "a bend": (lambda: plain(bend=torch.nn.Tanh), ["the network's layers fit, but what it makes of them differs"]),
    "no network": (lambda: "mine", ["a network is a torch.nn.Module or its state_dict, not a str"]),
}


@pytest.mark.parametrize("network, said", WRONG.values(), ids=WRONG)
def test_a_network_that_does_not_fit_is_told_in_what(network, said, tmp_path):
    with pytest.raises(ValueError) as refused:
        DIGITS.export(network(), tmp_path / "mine.onnx")
    assert [each for each in said if each not in str(refused.value)] == []
    assert not any(tmp_path.iterdir())


def test_a_figure_that_takes_no_network_says_which_do():
    with pytest.raises(ValueError, match="no network of your own can be put into neuron; into these it can: digits"):
        explainers.load("festival").export(plain(), "mine.onnx")


def test_an_onnx_file_that_does_not_fit_is_told_everything(tmp_path):
    def value(name, kind, *shape):
        return onnx.helper.make_tensor_value_info(name, kind, shape)

    number, whole = onnx.TensorProto.FLOAT, onnx.TensorProto.INT64
    inputs = [value("image", number, 1, 1, 32, 32), value("extra", number), value("silenced", whole)]
    nodes = [onnx.helper.make_node("Identity", ["extra"], ["digit"])]
    path = tmp_path / "other.onnx"
    graph = onnx.helper.make_graph(nodes, "other", inputs, [value("digit", number)])
    onnx.save(onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 20)], ir_version=10), path)
    with pytest.raises(ValueError) as refused:
        DIGITS.with_model(path)
    for said in (
        "other.onnx does not fit digits:",
        "its input image is (1, 1, 32, 32); the figure feeds (1, 1, 28, 28)",
        "it has no input of these, which the figure feeds: picked (3,), channel (), edits (648, 5, 5)\n",
        "nothing feeds its input extra ()",
        "its input silenced is a tensor(int64); it takes tensor(float), which is float32",
        "it has no output of these, which the figure draws: centered (1, 1, 28, 28)",
        "probabilities (10,)",
        "explainers.load('digits').export(network, path)",
    ):
        assert said in str(refused.value)


@pytest.mark.parametrize(
    "figure, source, said",
    [
        ("digits", b"no model", "the model is no ONNX file that onnxruntime can open"),
        ("digits", "nowhere.onnx", "with_model cannot read 'nowhere.onnx'"),
        ("digits", 3, "with_model takes the path of an .onnx file, or its bytes, not 3"),
        ("playground", b"", "playground draws a model of several graphs"),
        ("features", b"", "features draws a model of the large network's weights"),
    ],
)
def test_what_is_no_model_is_refused(figure, source, said):
    with pytest.raises(ValueError, match=said):
        explainers.load(figure).with_model(source)


def test_a_model_with_steps_runs_them():
    descent = explainers.load("descent")
    own = descent.with_model(descent.plan.model.path)
    assert not disagreements(own.after(7, learning_rate=0.3), descent.after(7, learning_rate=0.3), descent)


def test_without_its_packages_an_export_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "models._export", None)
    with pytest.raises(RuntimeError, match=r"To export a network needs .* pip install 'explainers\[models\]'"):
        DIGITS.export(plain(), tmp_path / "mine.onnx")


def uncompiled(monkeypatch):
    """Nothing that compiles is installed."""

    def missing(name, *arguments):
        raise ModuleNotFoundError("No module named 'ziglang'", name="ziglang")

    with makers.bringing("A test") as models:
        monkeypatch.setattr(models, "compiled", missing)


@pytest.mark.parametrize("engine", ["wasm", "onnxruntime"])
def test_a_saved_page_runs_it(engine, mine, tmp_path, browser, monkeypatch):
    if engine == "onnxruntime":
        uncompiled(monkeypatch)
    figure, path = DIGITS.with_model(mine), tmp_path / "mine.html"
    said = figure.save(path, drawing="7")
    assert figure.spec()["model"]["engine"] == engine
    assert said.startswith(f"mine.html, {path.stat().st_size / 1e6:.1f} MB; its model runs ")
    assert ("pip install" in said) == (engine == "onnxruntime")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("dnn-explainer[data-state=live]", timeout=60_000)
    found = page.evaluate("document.querySelector('dnn-explainer').outputs.logits.flat()")
    page.close()
    assert np.allclose(found, figure.outputs(drawing="7")["logits"].ravel(), atol=1e-4)


def test_digits_to_learn_from_come_with_the_package():
    digits = explainers.dataset("digits")
    images, labels = digits["images"], digits["labels"]
    assert images.path.stat().st_size < 2e6
    assert images.array.shape == (10_000, 1, 28, 28) and images.array.dtype == np.uint8
    assert images.numbers.max() == 1 and np.bincount(labels.array).min() > 800
    with pytest.raises(ValueError, match="is packed, for Python alone"):
        images.spec()


def test_nothing_is_brought_in_before_it_is_asked_for():
    code = "import sys, explainers; explainers.load('digits'); print({'torch', 'models'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_what_a_figure_needs_of_a_model_can_be_told(explainer):
    needed = own.needed(explainer)
    assert needed and set(needed) <= set(explainer.plan.model.outputs)

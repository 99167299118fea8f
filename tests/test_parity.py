"""PyTorch, onnxruntime and the compiled model agree on every explainer, at values that a reader could give."""

from functools import lru_cache

import pytest

import explainers
from tests.sampling import values
from tests.support import disagreements, expected, made


def feeds_of(explainer):
    """Feeds of the model as the figure opens, at the ends of its controls, all at once and each alone, and at random
    values; and some steps on. Of the large network, which is slow, a step on, and no control alone.
    """
    large = explainer.plan.model.weights
    ends = [values(explainer, how) for how in ("minimum", "maximum")]
    given = [{}, *ends, *(values(explainer, "random", seed) for seed in range(1 if large else 5))]
    if not large:
        given += [{name: value} for end in ends for name, value in end.items()]
    steps = 0 if not explainer.carry else 1 if large else 3
    moments = [moment for one in given for moment in explainer.run(steps, **one)]
    return [{name: moment[name] for name in explainer.plan.model.inputs} for moment in moments]


@lru_cache(maxsize=1)
def references(name):
    """All feeds of an explainer, and what PyTorch makes of them; the tests of one explainer follow one another."""
    explainer = explainers.load(name)
    feeds = feeds_of(explainer)
    return feeds, expected(made(explainer.model), feeds)


@pytest.fixture
def compared(name):
    pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")
    return references(name)


def test_onnxruntime_agrees_with_pytorch(explainer, compared):
    for feeds, torchs in zip(*compared, strict=True):
        assert disagreements(explainer.plan.model.run(feeds), torchs, explainer) == []


def test_the_pages_engine_agrees_with_pytorch(explainer, compared):
    from models._run import run_page

    for outputs, torchs in zip(run_page(explainer.model, compared[0]), compared[1], strict=True):
        assert disagreements(outputs, torchs, explainer) == []


def test_compiled_model_is_of_this_onnx_file(explainer):
    from models._run import stale

    assert not stale(explainer.model), "make models compiles it again"

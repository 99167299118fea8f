"""PyTorch, onnxruntime and the compiled model agree on every explainer, at values that a reader could give."""
from functools import cache

import pytest

from models import module
from tests.sampling import values
from tests.support import disagreements


def feeds_of(explainer):
    """Feeds of the model at the ends of the controls, at random values, and some steps on. Fewer of the large network, which is slow."""
    large = explainer.plan.model.weights
    given = [values(explainer, how) for how in (["default"] if large else ["default", "minimum", "maximum"])]
    given += [values(explainer, "random", seed) for seed in range(2 if large else 5)]
    steps = 0 if not explainer.carry else 1 if large else 3
    moments = [moment for one in given for moment in explainer.run(steps, **one)]
    return [{name: moment[name] for name in explainer.plan.model.inputs} for moment in moments]


@cache
def made(name):
    """PyTorch's model of that name. The large network's takes seconds to trace."""
    return module(name).model()


@pytest.fixture
def reference(explainer):
    """PyTorch's model behind an explainer."""
    pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")
    return made(explainer.model)


def test_onnxruntime_agrees_with_pytorch(explainer, reference):
    for feeds in feeds_of(explainer):
        assert disagreements(explainer.plan.model.run(feeds), reference(feeds), explainer) == []


def test_the_pages_engine_agrees_with_pytorch(explainer, reference):
    from models._run import run_page

    all_feeds = feeds_of(explainer)
    for feeds, outputs in zip(all_feeds, run_page(explainer.model, all_feeds), strict=True):
        assert disagreements(outputs, reference(feeds), explainer) == []


def test_compiled_model_is_of_this_onnx_file(explainer):
    from models._run import stale

    assert not stale(explainer.model), "make models compiles it again"

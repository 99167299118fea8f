"""The losses that models learn by, and their slopes, are PyTorch's."""

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")

from torch.nn import functional as F

from models._losses import cross_entropy


def test_cross_entropy_and_its_slope_are_torchs_at_zero_and_far_out_too():
    sums = torch.tensor([0.0, -0.0, 1e-3, -1.5, 4, 30, -30, 90, -90]).repeat(2)
    truth = torch.tensor([0.0, 1.0]).repeat_interleave(9)
    slopes = []
    for loss in (
        cross_entropy(sums.requires_grad_(), truth),
        F.binary_cross_entropy_with_logits(sums, truth, reduction="none"),
    ):
        slopes.append(torch.autograd.grad(loss.sum(), sums)[0])
        torch.testing.assert_close(loss, F.binary_cross_entropy_with_logits(sums, truth, reduction="none"))
    torch.testing.assert_close(*slopes)

"""Backpropagation's ledger: its slopes are right, a guess is judged fairly, and the listing has the model's numbers."""

import numpy as np
import pytest

import explainers

BACKPROP = explainers.load("backprop")
RISES, FALLS, STAYS, SHOWN = 1, 2, 3, 4
NEAR = 1e-3


def settings(seed):
    """Random values of all that a round depends on."""
    rng = np.random.default_rng(seed)
    fixed = {"guesses": [], "looked_at": "y"}
    return {each.name: each.random_value(rng) for each in BACKPROP.controls if each.valued} | fixed


@pytest.mark.parametrize("seed", range(20))
def test_a_push_measures_the_same_slopes(seed):
    found = BACKPROP.outputs(**settings(seed))
    np.testing.assert_allclose(found["measured"], found["slopes"], atol=NEAR)


@pytest.mark.parametrize("seed", range(20))
def test_each_slope_is_the_product_of_its_factors(seed):
    found = BACKPROP.outputs(**settings(seed))
    left, right = found["factors"].T
    np.testing.assert_allclose(found["slopes"][0], 2 * (left[0] - right[0]), atol=NEAR)
    np.testing.assert_allclose(found["slopes"][1:], left[1:] * right[1:], atol=NEAR)


def row(cell_signs, **values):
    return BACKPROP.outputs(guesses=[each for sign in cell_signs for each in (sign, SHOWN)], **values)["in_row"]


def test_signs_are_counted_in_a_row():
    right = [RISES if slope > 0 else FALLS for slope in BACKPROP.outputs()["slopes"]]
    assert row(right) == 14
    assert row([*right[:6], right[6] % 2 + 1, *right[7:]]) == 7  # a wrong one begins anew
    assert row([*right[:6], SHOWN, *right[7:]]) == 13  # what was only shown does not


@pytest.mark.parametrize("guess", [RISES, FALLS, STAYS])
def test_no_guess_is_wrong_where_a_slope_is_zero(guess):
    silent = {"y_weight_1": 0}
    slopes = BACKPROP.outputs(**silent)["slopes"]
    zero = np.abs(slopes) < 0.005
    assert zero.sum() == 5
    signs = [guess if none else RISES if slope > 0 else FALLS for none, slope in zip(zero, slopes, strict=True)]
    assert row(signs, **silent) == 9
    marks = BACKPROP.outputs(guesses=[each for sign in signs for each in (sign, SHOWN)], **silent)["marks"]
    assert set(marks) == {3}  # right, every one


def test_a_size_is_asked_after_the_sign_and_the_right_one_is_among_three():
    found = BACKPROP.outputs(guesses=[RISES])
    assert found["asked"] == 1 and found["cells"] == 0
    sizes, slope = found["sizes"], found["slopes"][0]
    (place,) = np.flatnonzero(np.isclose(sizes, slope))
    assert BACKPROP.outputs(guesses=[RISES, place + 1])["marks"][0] == 4
    assert BACKPROP.outputs(guesses=[RISES, (place + 1) % 3 + 1])["marks"][0] == 5


def test_a_round_goes_back_moves_all_weights_at_once_and_goes_forward():
    run = BACKPROP.run(18, guesses=[RISES, SHOWN])
    assert [int(moment["cells"]) for moment in run[:14]] == list(range(1, 15))  # the first is guessed already
    before, after = run[13], run[14]
    rate = np.float32(0.1)
    np.testing.assert_allclose(after["parameters"], before["parameters"] - rate * before["gradient"], rtol=1e-6)
    assert before["answers"].any() and not after["answers"].any()
    assert [bool(moment["loss_known"]) for moment in run[13:]] == [True, False, False, False, True, True]
    assert all((moment["parameters"] == after["parameters"]).all() for moment in run[14:])
    assert run[17]["loss"] < before["loss"]


@pytest.mark.parametrize("seed", range(4))
def test_its_listing_has_the_slopes_of_the_model(seed):
    pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")
    values, program = settings(seed), {}
    exec(BACKPROP.code(**values), program)
    hidden, output = program["hidden"], program["output"]
    rows = [np.append(weight, bias) for weight, bias in zip(hidden.weight.grad.numpy(), hidden.bias.grad.numpy())]
    theirs = np.concatenate([*rows, output.weight.grad.numpy()[0], output.bias.grad.numpy()])
    run = BACKPROP.run(18, **values)
    np.testing.assert_allclose(theirs, run[0]["gradient"], rtol=1e-5, atol=1e-5)
    losses = [program["before"].item(), program["loss"]().item()]
    np.testing.assert_allclose(losses, [run[0]["loss"], run[18]["loss"]], rtol=1e-4, atol=1e-6)

"""A landscape drawn by a model: what lies where in its picture, and what hides what."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")
import torch

from models import _relief

LINE = torch.linspace(-1, 1, 41)
Y, X = torch.meshgrid(LINE, LINE, indexing="ij")
HILL = torch.exp(-8 * (X * X + Y * Y))


def view(around, tilt):
    return _relief.seen_from(torch.tensor([float(around), float(tilt)]))


def at(picture, x, y, height, seen):
    """The pixel of the picture in which a place lies."""
    column, row = (int(torch.as_tensor(each).round()) for each in _relief.projected(x, y, height, seen))
    return float(picture[row, column])


def place(x, y):
    return torch.tensor([float(x)]), torch.tensor([float(y)])


def test_from_straight_above_it_is_the_map():
    seen = view(0, 90)
    picture = _relief.relief((X + 1) / 2, seen)
    row = picture[_relief.HEIGHT // 2]
    there = row[row > 0]
    assert len(there) == pytest.approx(2 * float(seen.scale), abs=2)
    inner = there[3:-3]
    assert (inner.diff() > -1e-4).all() and inner[-1] - inner[0] > 0.7 * _relief.RANGE


@pytest.mark.parametrize("around, x, y", [(0, 0, -0.9), (90, -0.9, 0), (180, 0, 0.9), (-90, 0.9, 0)])
def test_it_turns_so_that_what_is_in_front_goes_to_the_right(around, x, y):
    """A quarter turn brings to the front what was on the left."""
    column, row = _relief.projected(*place(x, y), torch.zeros(1), view(around, 40))
    assert float(column) == pytest.approx((_relief.WIDTH - 1) / 2, abs=1e-3)
    assert float(row) > (_relief.HEIGHT - 1) / 2


def test_a_hill_hides_what_is_behind_it():
    low = view(0, 15)
    for (x, y), seen in {(0, -0.7): 1, (0, 0): 1, (0, 0.5): _relief.FAINT, (0.8, 0.5): 1}.items():
        x, y = place(x, y)
        (height,) = _relief.lookup([HILL], x, y)
        assert float(_relief.strength(x, y, height, HILL, low)) == pytest.approx(seen), (x, y)
    x, y = place(0, 0.5)
    assert float(_relief.strength(x, y, _relief.lookup([HILL], x, y)[0], HILL, view(180, 15))) == 1


def test_between_the_numbers_of_a_map_it_goes_in_proportion():
    x, y = torch.tensor([-1.0, 0.013, 1.0]), torch.tensor([0.5, -0.37, 1.0])
    (found,) = _relief.lookup([2 * X - Y], x, y)
    np.testing.assert_allclose(found, 2 * x - y, atol=1e-6)


def test_all_of_it_fits_whatever_the_view():
    heights = torch.ones(9, 9)
    for around in range(-180, 181, 15):
        for tilt in (15, 40, 65, 90):
            seen = view(around, tilt)
            picture = _relief.relief(heights, seen)
            edge = torch.cat([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
            assert float(edge.max()) == 0 and float(picture.max()) <= 1
            assert at(picture, torch.zeros(()), torch.zeros(()), torch.ones(()), seen) > 0.5


def test_it_changes_steadily_as_it_turns():
    """No pixel jumps when the view changes by less than can be seen: so every engine draws the same."""
    before, after = (_relief.relief(HILL, view(30 + add, 25)) for add in (0, 1e-4))
    assert float((after - before).abs().max()) < 0.02

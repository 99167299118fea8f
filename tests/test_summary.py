"""A number in a sentence."""

import math

import numpy as np
import pytest

from explainers._core.words.summary import fill, number

NUMBERS = [
    (0.5, ".0f", "1"),
    (-0.5, ".0f", "\u22121"),
    (2.675, ".2f", "2.67"),
    (-0.001, ".2f", "0.00"),
    (0.285, ".0%", "28%"),
    (12345.6, ".1f", "12\u2009345.6"),
    (1250000, ".0f", "1.3 × 10⁶"),
    (-9.96e11, ".2f", "\u22121.0 × 10¹²"),
    (math.inf, ".2f", "infinity"),
    (-math.inf, "", "minus infinity"),
    (math.nan, ".0f", "not a number"),
]


@pytest.mark.parametrize("value, spec, text", NUMBERS)
def test_a_number_reads_as_a_person_writes_it(value, spec, text):
    assert number(value, spec) == text


def test_an_unknown_format_is_refused():
    with pytest.raises(ValueError, match="unknown number format"):
        number(1.0, "x")


@pytest.mark.parametrize(
    "value, word", [(0, "no"), (0.4, "no"), (0.5, "yes"), (9, "yes"), (-3, "no"), (math.nan, "no")]
)
def test_a_word_is_picked_by_the_rounded_number(value, word):
    assert fill("{x|no|yes}", {"x": np.float32(value).reshape(())}) == word

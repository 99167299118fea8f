"""Losses that several models learn by."""


def cross_entropy(sums, truth):
    """-log(probability given to the truth), of each; the probability of a 1 is the sigmoid of its sum.

    sums, truth (0 or 1): of one shape. Nothing overflows. At a sum of exactly 0, where learning may begin, the slope is
    right too, 1/2 - truth: that of relu would be 0 there, and that of |s| is what makes it so.
    """
    size = sums.abs()
    return (sums + size) / 2 - sums * truth + (1 + (-size).exp()).log()

"""Models that are several graphs with the same inputs and outputs, such as one for each depth of a network.

What can be left out of a graph is faster left out than masked. So a model may have cases, {"depth": range(5),
"batch_size": (12, 32)}: one graph for each depth and each room for a minibatch. What is fed under these names chooses
one: the smallest case that holds it.
"""

from itertools import product


def every(cases):
    """All cases, [{"depth": 0, "batch_size": 12}, ...]: the last name changes first."""
    return [dict(zip(cases, values)) for values in product(*cases.values())]


def chosen(cases, feeds):
    """The case for these feeds: of each name the smallest value that is not below what is fed, else the largest.

    A twin of what `explainers` does, which knows nothing of this package.
    """
    return {
        name: next((value for value in sorted(values) if value >= float(feeds[name])), max(values))
        for name, values in cases.items()
    }


def label(case):
    """What a case's files are called: "0-12"."""
    return "-".join(map(str, case.values()))

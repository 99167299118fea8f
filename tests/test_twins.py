"""What is written twice gives the same: `node --test` asks the player's side for what these files say of Python's."""

import pytest

from tests.support import ROOT
from tests.twins import HERE, TWINS, path, text

PAIRS = sorted({pair for twin in TWINS.values() for pair in twin.pairs})
SOURCES = [
    file
    for folder in ("_core", "_player/src")
    for kind in ("*.py", "*.js")
    for file in (ROOT / "explainers" / folder).rglob(kind)
]


@pytest.mark.parametrize("twin", TWINS)
def test_a_file_of_cases_is_current(twin):
    assert path(twin).read_text(encoding="utf-8") == text(twin), "python -m tests.twins writes it again"


def test_there_is_no_other_file_of_cases():
    assert {file.stem for file in HERE.glob("*.json")} == TWINS.keys()


def first(file):
    with file.open(encoding="utf-8") as lines:
        return next(lines, "")


def test_each_twin_names_the_other_in_its_first_line():
    named = {}
    for one, other in PAIRS:
        named.setdefault(one, []).append(other)
        named.setdefault(other, []).append(one)
    wanted = {
        file: f"{'#' if file.endswith('.py') else '//'} Twin: {', '.join(others)}" for file, others in named.items()
    }
    found = {
        file.relative_to(ROOT / "explainers").as_posix(): first(file).strip()
        for file in SOURCES
        if "Twin:" in first(file)
    }
    assert found == wanted

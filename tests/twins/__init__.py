"""What is written twice, in Python and in the player's JavaScript, and gives the same: the cases that hold both to it.

`python -m tests.twins` writes what the Python side gives to `tests/twins/NAME.json`; `node --test` reads it and asks
the player's side. A test checks that the files are current, and that each of two twins names the other in its first
line.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from explainers._core.controls import KINDS
from tests import judged
from tests.twins import cases, listings

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Twin:
    """pairs: source files in Python and of the player, below explainers/. cases: a function that gives [{"given",
    "wanted"}, ...].
    """

    cases: object
    pairs: Sequence[tuple[str, str]]


def twin(cases, python, player):
    return Twin(cases, [(f"_core/{python}.py", f"_player/src/{player}.js")])


LISTING = "words/listing", "run/listing"
SUMMARY = "words/summary", "run/summary"
TWINS = {
    "addresses": Twin(
        cases.addresses,
        [
            ("_core/words/mended.py", "_player/src/page/mended.js"),
            ("_core/words/texts.py", "_player/src/page/address.js"),
        ],
    ),
    "arrays": twin(cases.arrays, "run/seeded", "run/random"),
    "cases": twin(cases.cases, "run/model", "engines/wasm"),
    "clouds": twin(cases.clouds, "controls/points", "controls/parts/codes"),
    "colors": twin(cases.colors, "picture/theme", "page/theme"),
    # Every kind of control is written twice; so is what they check and read numbers with.
    "controls": Twin(
        cases.controls,
        [
            ("_core/controls/_control.py", "_player/src/controls/parts/checks.js"),
            *(
                (f"_core/controls/{kind}.py", f"_player/src/controls/{kind}.js")
                for kind in sorted(KINDS)
                if KINDS[kind].valued
            ),
        ],
    ),
    "data": twin(cases.arrays_in_specs, "run/data", "run/data"),
    "decimals": twin(cases.decimals, "html", "controls/pick"),
    "gather": twin(cases.bindings, "picture/trace", "picture/bindings"),
    "goals": twin(judged.judgements, "goals/judge", "run/judge"),
    "history": twin(cases.histories, "run/scan", "run/history"),
    "ink": twin(cases.inks, "controls/pad", "controls/parts/ink"),
    "kept": twin(cases.kept_runs, "words/texts", "page/address"),
    "listings": twin(listings.programs, *LISTING),
    "numbers": twin(cases.numbers, *SUMMARY),
    "numerals": twin(cases.numerals, "words/names", "run/names"),
    "photos": twin(cases.photos, "controls/_photographs", "controls/parts/photos"),
    "positions": twin(cases.positions, "controls/slider", "controls/slider"),
    "rounded": twin(cases.rounded, "words/rounded", "controls/parts/grid"),
    "sentences": twin(cases.sentences, *SUMMARY),
    "settings": twin(cases.settings, "words/differences", "run/differences"),
    "squares": twin(cases.squares, "controls/_squares", "controls/parts/squares"),
    "states": twin(cases.states, "words/state", "run/state"),
    "steps": twin(cases.steps, "words/texts", "page/address"),
    "streams": twin(cases.streams, "run/seeded", "run/random"),
    "tables": twin(cases.tables, "controls/_tables", "controls/parts/tables"),
    "tints": twin(cases.tints, "picture/shown", "picture/canvas"),
    "typed": twin(cases.typed, "words/names", "run/names"),
    "values": twin(listings.values, *LISTING),
    "words": twin(cases.words, "picture/shown", "picture/shown"),
}


def plain(value):
    """JSON has no NaN, no infinity and no arrays: the first two become the words by which JavaScript knows them."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(each) for each in value]
    if isinstance(value, float | np.floating) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value.item() if isinstance(value, np.generic) else value


def text(name):
    """What NAME.json holds: one case a line."""
    lines = ",\n".join(
        json.dumps(plain(case), ensure_ascii=False, separators=(",", ":")) for case in TWINS[name].cases()
    )
    return f"[\n{lines}\n]\n"


def path(name):
    return HERE / f"{name}.json"

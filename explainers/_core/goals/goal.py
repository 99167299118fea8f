"""One goal: its words, and what they mean to the figure that judges it."""

import re
from dataclasses import dataclass, field
from hashlib import sha256

from explainers._core.goals import grammar
from explainers._core.words import texts

KEYS = {"when": True, "hint": False, "solution": True, "best": False}  # of a fence, and whether it needs them
KEY = re.compile(r"([a-z]+):(?:\s+(.*))?")


@dataclass(frozen=True)
class Goal:
    """What a page asks of its reader. `explainer.goals()` lists those of a figure, from easy to hard.

    explainer: the figure's name. number: its place among the figure's goals, from 1. text: what is asked. when: the
    condition, as in "step <= 10 and loss < 0.075". hint: words. best: what a record is kept of, as in "step lowest", or
    nothing. solution: as an address has it; values, step: the same to be computed with.
    """

    explainer: str
    number: int
    text: str
    when: str
    hint: str
    solution: str
    best: str
    values: dict = field(repr=False)
    step: int = field(repr=False)
    comparisons: tuple = field(repr=False)
    lasting: int = field(repr=False)  # steps for which all comparisons must hold
    record: tuple | None = field(repr=False)  # what the record is of, and "lowest" or "highest"

    @property
    def key(self):
        """A name that stays the same while the condition does; a reader's device remembers the goal by it."""
        condition = " ".join(self.when.split())
        return f"{self.explainer}-{sha256(condition.encode()).hexdigest()[:8]}"

    def spec(self):
        """All that the page needs to judge it, as plain data (JSON)."""
        record = self.record and {**vars(self.record[0]), "better": self.record[1]}
        return {
            "key": self.key,
            "when": [each.spec() for each in self.comparisons],
            "lasting": self.lasting,
            "best": record,
        }


def read(explainer, number, source):
    """The goal that a fence's text, but for its first line, sets for an explainer. ValueError names what is wrong."""
    text, given = split(source)
    try:
        return understood(explainer, number, text, given)
    except ValueError as error:
        raise ValueError(f"goal {number} of {explainer.name}, {text!r}: {error}") from None


def split(source):
    """The sentence, and {key: text}. A line that begins with no key belongs to what stands before it."""
    key = "text"
    parts: dict[str, list[str]] = {key: []}
    for line in filter(None, map(str.strip, source.splitlines())):
        if found := KEY.fullmatch(line):
            key, line = found[1], found[2] or ""
            if key in parts:
                raise ValueError(f"a goal of {' '.join(parts['text'])!r} has two lines {key!r}; keep one")
            parts[key] = []
        parts[key].append(line)
    # A long address may be broken anywhere.
    joined = {key: ("" if key == "solution" else " ").join(lines) for key, lines in parts.items()}
    return joined.pop("text"), joined


def understood(explainer, number, text, given):
    if not text:
        raise ValueError("it says nothing; write the sentence under the explainer's name")
    if unknown := [key for key in given if key not in KEYS]:
        raise ValueError(f"unknown line {unknown[0]!r}; there are: {', '.join(KEYS)}")
    if missing := [key for key, needed in KEYS.items() if needed and not given.get(key)]:
        raise ValueError(f"the line {missing[0]!r} is missing; a goal needs: when, solution")
    comparisons, lasting = grammar.read_when(explainer, given["when"])
    values = texts.parse_address(explainer, given["solution"])
    return Goal(
        explainer=explainer.name,
        number=number,
        text=text,
        **{key: given.get(key, "") for key in KEYS},
        values=values,
        step=texts.where(explainer, given["solution"])[0] if explainer.carry else 0,
        comparisons=comparisons,
        lasting=lasting,
        record=grammar.read_best(explainer, given["best"]) if given.get("best") else None,
    )

"""A talk's file, cut into slides: where each begins, what its parts are, and what its speaker wants to say.

    ---
    title: What is a neuron?
    ---
    # What is a neuron?

    ---
    ## One that decides

    ```explainer
    festival
    ```

    ???
    Ask who would go in the rain.

`---` alone on a line ends a slide, `???` alone on a line begins its notes; within a fence neither means anything.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

FACTS = ("title", "author", "description", "lang")
FENCE = re.compile(r"(`{3,}|~{3,})\s*([\w-]*)\s*$")
DIVIDER = re.compile(r"-{3,}\s*$")
NOTES = "???"


class TalkError(ValueError):
    """What is wrong with a talk, after the file, the slide and the line where it is."""


@dataclass(frozen=True)
class Line:
    """One line of the file: its number, from 1, and its text."""

    number: int
    text: str


@dataclass(frozen=True)
class Fence:
    """A fence: what it is, the number of its first line, and the lines within."""

    kind: str
    number: int
    lines: tuple[Line, ...]


@dataclass
class Slide:
    """One slide: its number, from 1, and its parts in their order, lines of text and fences; and those of its notes."""

    number: int
    first: int
    parts: list = field(default_factory=list)
    notes: list = field(default_factory=list)


@dataclass(frozen=True)
class Deck:
    """A talk: where it is from, what its head says of it, and its slides."""

    path: Path
    facts: dict[str, str]
    slides: list[Slide]

    def error(self, slide, line, words):
        """What to raise: it names file, slide and line."""
        return TalkError(f"{self.path}, slide {slide.number}, line {line}: {words}")


def read(path):
    """The deck in a file. TalkError says where something is wrong; OSError where there is no such file."""
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise TalkError(f"{path}, line {line}: it is not written in UTF-8; save it so in your editor") from None
    lines = [Line(number, text) for number, text in enumerate(text.splitlines(), 1)]
    facts, lines = head(path, lines)
    deck = Deck(path, facts, [Slide(1, lines[0].number if lines else 1)])
    into, rest = deck.slides[0].parts, iter(lines)
    for line in rest:
        slide = deck.slides[-1]
        if opened := FENCE.match(line.text):
            into.append(fence(deck, line, opened, rest))
        elif DIVIDER.match(line.text):
            deck.slides.append(Slide(slide.number + 1, line.number + 1))
            into = deck.slides[-1].parts
        elif line.text.rstrip() == NOTES:
            if into is slide.notes:
                raise deck.error(slide, line.number, f"a second {NOTES!r}; notes go on to the end of the slide")
            into = slide.notes
        elif line.text.startswith(NOTES):
            raise deck.error(
                slide,
                line.number,
                f"{line.text!r}: {NOTES!r} alone on a line begins the notes, and a slide has no boxes that fold",
            )
        else:
            into.append(line)
    for slide in deck.slides:
        if not any(isinstance(part, Fence) or part.text.strip() for part in slide.parts):
            raise deck.error(slide, slide.first, "it is empty; take out a '---', or write something")
    return deck


def fence(deck, line, opened, rest):
    """The fence that a line opens, whose other lines are taken from the rest."""
    inside = []
    for inner in rest:
        if inner.text.rstrip() == opened[1]:
            return Fence(opened[2], line.number, tuple(inside))
        inside.append(inner)
    raise deck.error(deck.slides[-1], line.number, f"the fence {line.text.strip()!r} is not closed")


def head(path, lines):
    """({fact: text}, the other lines) of a file that may begin with facts between two lines '---'."""
    if not lines or not DIVIDER.match(lines[0].text):
        return {}, lines
    facts = {}
    for place, line in enumerate(lines[1:], 1):
        if DIVIDER.match(line.text):
            return facts, lines[place + 1 :]
        name, colon, text = line.text.partition(":")
        if not line.text.strip():
            continue
        if not colon or name.strip() not in FACTS:
            raise TalkError(
                f"{path}, line {line.number}: {line.text!r} is not a fact of the talk; the head of a file, between "
                f"two lines '---', may say: {', '.join(FACTS)}, each as in 'title: What is a neuron?'"
            )
        facts[name.strip()] = text.strip()
    raise TalkError(f"{path}, line 1: the head of the file is not closed by a line '---'")

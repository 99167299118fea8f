# Twin: _player/src/run/listing.js
"""A program that follows the settings of a figure: a template of code, with fields and conditions.

A line that ends with `#? depth >= 2 and optimizer = "Adam"` is there only while that holds; so are all lines between
one that holds nothing else and `#? end`. The condition is written as a goal's, of controls and of what the model takes
at step 0, and `or` joins several. `{{learning_rate}}` is the value of a control, or of an input, as Python writes it;
`{{units[0]}}`, `{{points[:3]}}` and `{{points[:point_count]}}` are parts of an input, along its first axis, and
`{{points[:point_count]:packed}}` is one as float32 in base64.
"""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

from explainers._core.goals import grammar
from explainers._core.html import button, tag

MARK, END = "#?", "end"  # what stands before a condition; what ends a block
OR = re.compile(r'\s+or\s+(?=(?:[^"]*"[^"]*")*[^"]*$)')  # and not in a quoted word
FIELD = re.compile(r"\{\{(.*?)\}\}")
INSIDE = re.compile(r"(\w+)((?:\[\d*:?\w*\])*)(:packed)?")
CUT = re.compile(r"\[(\d*)(:?)(\w*)\]")
WHOLE = 1e15  # smaller whole numbers are written without a point
WORDS = "as class def else for from if import in is lambda not return super while with"
TOKEN = re.compile(rf'(?P<comment>#.*)|(?P<text>"""[^"]*"""|"[^"]*")|(?P<word>\b(?:{WORDS.replace(" ", "|")})\b)')


@dataclass(frozen=True)
class Listing:
    """A program that follows a figure's settings, which the page shows under it and copies.

    text: the template; see explainers._core.words.listing. title: what opens it. open: whether it is open at first.
    """

    text: str
    title: str = "This network as PyTorch"
    open: bool = False

    def spec(self, explainer):
        """All that the page needs to fill it, as plain data (JSON). ValueError names the line that is wrong."""
        parts = read(explainer, self.text)
        first = fill(parts, explainer.defaults, explainer.feeds(explainer.defaults))
        return {"title": self.title, "open": self.open, "parts": [each.spec() for each in parts], "first": first}

    def filled(self, explainer, values):
        """The program for checked values."""
        found = fill(read(explainer, self.text), values, explainer.feeds(values))
        return "".join(text for text, _ in found)


@dataclass(frozen=True)
class Part:
    """Lines in a row with the same condition. when: lists of comparisons; all those of one list must hold. pieces:
    plain texts, [text, "comment", "text" or "word"], and fields.
    """

    when: list
    pieces: list

    def holds(self, values, feeds):
        return any(all(each.holds(values, feeds, 0) for each in comparisons) for comparisons in self.when)

    def spec(self):
        return {"when": [[each.spec() for each in one] for one in self.when], "pieces": self.pieces}


def read(explainer, template):
    """The parts of a template. ValueError names the line that is wrong."""
    lines = []
    around: list[list] = [[()]]  # what must hold in each block that a line is in; outside of all nothing must
    for number, line in enumerate(template.strip("\n").split("\n"), 1):
        code, mark, condition = line.partition(MARK)
        try:
            if mark and not code.strip() and condition.strip() == END:
                if len(around) == 1:
                    raise ValueError(f"no block begins before this {END!r}")
                around.pop()
                continue
            holding = both(around[-1], when(explainer, condition)) if mark else around[-1]
            if mark and not code.strip():
                around.append(holding)
            else:
                lines.append((holding, list(pieces(explainer, code.rstrip() + "\n"))))
        except ValueError as error:
            raise ValueError(f"line {number} of the listing of {explainer.name}, {line.strip()!r}: {error}") from None
    if len(around) > 1:
        raise ValueError(f"a block of the listing of {explainer.name} has no end; write a line: {MARK} {END}")
    return [
        Part(condition, joined(piece for _, each in members for piece in each))
        for condition, members in groupby(lines, key=lambda line: line[0])
    ]


def both(some, others):
    """The condition that two hold: each is a list of comparisons' lists, of which one must hold."""
    return [(*one, *other) for one in some for other in others]


def when(explainer, condition):
    """A condition as lists of comparisons, of which one must hold."""
    found = [grammar.read_when(explainer, each, grammar.BEGUN) for each in OR.split(condition.strip())]
    if any(lasting for _, lasting in found):
        raise ValueError(f"{condition!r} asks for steps; a listing follows the settings alone")
    return [comparisons for comparisons, _ in found]


def pieces(explainer, line) -> Iterator[Any]:
    """The pieces of a line."""
    place = 0
    for token in TOKEN.finditer(FIELD.sub(lambda found: "\0" * len(found[0]), line)):  # none ends within a field
        yield from fields(explainer, line[place : token.start()])
        yield from fields(explainer, line[token.start() : token.end()], token.lastgroup)
        place = token.end()
    yield from fields(explainer, line[place:])


def fields(explainer, text, kind=None):
    """The pieces of a text of one kind: what stands between fields, and these."""
    for place, part in enumerate(FIELD.split(text)):
        if place % 2:
            yield field(explainer, part)
        elif part:
            yield [part, kind] if kind else part


def joined(every):
    """The pieces, plain texts in a row as one."""
    runs = ((plain, list(run)) for plain, run in groupby(every, key=lambda piece: isinstance(piece, str)))
    return [piece for plain, run in runs for piece in (["".join(run)] if plain else run)]


def field(explainer, text):
    """A field as data. ValueError says what there is."""
    found = INSIDE.fullmatch(text)
    if not found:
        raise ValueError(f"cannot read {text!r}; write a name, or a part of an input, as in points[:3]:packed")
    name, cuts, packed = found.groups()
    controls, inputs = [] if cuts or packed else list(explainer.defaults), explainer.plan.model.inputs
    if name not in [*controls, *inputs]:
        raise ValueError(
            f"{name!r} in {text!r} is not there; there are: {', '.join(dict.fromkeys([*controls, *inputs]))}"
        )
    shape, taken = inputs.get(name, ()), []
    for low, colon, high in CUT.findall(cuts):
        start = int(low or 0)
        if not shape or start >= shape[0] or not (colon or (low and not high)):
            last = f"the last is [{shape[0] - 1}]" if shape else "that is one number"
            raise ValueError(f"cannot take [{low}{colon}{high}] of {text!r}; {last}")
        taken.append([start, end(explainer, high, shape[0])] if colon else start)
        shape = (int(high if high.isdecimal() else shape[0]) - start, *shape[1:]) if colon else shape[1:]
    return {"of": "control" if name in controls else "input", "name": name, "cuts": taken, "packed": bool(packed)}


def end(explainer, text, size):
    """Up to where a part goes: a number, or a field that is one."""
    if not text or text.isdecimal():
        return min(int(text or size), size)
    found, default = field(explainer, text), explainer.defaults.get(text)
    single = isinstance(default, int | float) and not isinstance(default, bool)
    if not (single if found["of"] == "control" else explainer.plan.model.inputs[text] == ()):
        raise ValueError(f"{text!r} is not one number, so that nothing can end there")
    return found


def fill(parts, values, feeds):
    """[[text, "comment", "text", "word", "set", "packed" or ""], ...] for checked values, and what they feed."""
    found = []
    for part in parts:
        for piece in part.pieces if part.holds(values, feeds) else []:
            if isinstance(piece, dict):
                piece = [filled(piece, values, feeds), "packed" if piece["packed"] else "set"]
            found.append([piece, ""] if isinstance(piece, str) else piece)
    runs = ((kind, [text for text, _ in run]) for kind, run in groupby(found, key=lambda piece: piece[1]))
    return [["".join(texts), kind] for kind, texts in runs]


def filled(field, values, feeds):
    """A field as text."""
    if field["of"] == "control":
        return written(values[field["name"]])
    array = feeds[field["name"]]
    for step in field["cuts"]:
        if isinstance(step, list):
            low, high = step
            step = slice(low, int(high if isinstance(high, int) else float(filled(high, values, feeds))))
        array = array[step]
    return base64.b64encode(array.astype("<f4").tobytes()).decode() if field["packed"] else written(array.tolist())


def written(value):
    """A value as Python writes it; a whole number as one."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    return str(int(value)) if float(value).is_integer() and abs(value) < WHOLE else repr(float(value))


def markup(listing):
    """The HTML of a listing with this spec, filled for the defaults."""
    code = "".join(shown(*piece) for piece in listing["first"])
    copying = button("copy", "Copy") + tag("p", cls="dnn-said", role="status")
    program = tag("pre", tag("code", code), tabindex=0, role="region", aria_label=listing["title"])
    inside = (
        tag("summary", escape(listing["title"]))
        + tag("fieldset", copying, cls="dnn-copying dnn-works", role="none", disabled=True)
        + program
    )
    return tag("details", inside, cls="dnn-fold dnn-listing", open=listing["open"])


def shown(text, kind):
    """A piece as it stands in the page; packed numbers are nothing to read out."""
    hidden = "true" if kind == "packed" else None
    return tag("span", escape(text), cls=f"dnn-code-{kind}", aria_hidden=hidden) if kind else escape(text)

# Twin: _player/src/run/summary.js
"""A figure in one sentence, from the model's own numbers: `Total {total:.0f}: {fires|stay at home|go}.`

`{name}`, `{name:.1f}`: a number; `{name:d}`: a whole one without spaces, as a year. `{name[3]}`: one element, counted
flat. `{name|zero|one|two}`: the word that the
number, rounded, picks; words may hold fields in their turn. `{name:LIST}`: its word in a list that `Words` names. The
names are the model's inputs and outputs, and `step`.
"""

import math
import re
from decimal import Decimal

from explainers._core.picture import shown
from explainers._core.words.rounded import quantized

MINUS = "\u2212"
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
FIELD = re.compile(r"\{([a-z_0-9]+)(?:\[(\d+)\])?(?::([^}|]*)|\|((?:[^{}]|\{[^{}]*\})*))?\}")
BETWEEN = re.compile(r"\|(?![^{}]*\})")  # words, and not those of a field within them


def number(value, spec):
    """A number as a reader expects it: halves away from zero, a true minus, words for what is not finite."""
    if math.isnan(value):
        return "not a number"
    if math.isinf(value):
        return "infinity" if value > 0 else "minus infinity"
    if abs(value) >= 1e6:
        exponent = Decimal(value).adjusted()
        mantissa = quantized(abs(Decimal(value)).scaleb(-exponent), 1)
        if mantissa >= 10:  # 9.96 rounds to 10.0
            mantissa, exponent = mantissa / 10, exponent + 1
        return f"{MINUS if value < 0 else ''}{mantissa:.1f} × 10{str(exponent).translate(SUPERSCRIPTS)}"
    if spec == "d":  # as a year is written
        return number(value, ".0f").replace("\u2009", "")
    places = re.fullmatch(r"\.(\d+)([f%])", spec or ".2f")
    if not places:
        raise ValueError(f"unknown number format {spec!r}; use .0f, .2f, .0%, d and the like")
    digits, kind = int(places[1]), places[2]
    rounded = quantized(Decimal(value) * (100 if kind == "%" else 1), digits)
    text = f"{abs(rounded):,f}".replace(",", "\u2009") + ("%" if kind == "%" else "")
    return f"{MINUS}{text}" if rounded < 0 else text


def lists(template):
    """The names of the lists of words that a template takes words from."""
    found = FIELD.findall(template)
    return {spec for _, _, spec, _ in found if spec in shown.LISTS}.union(*(lists(words) for *_, words in found))


def names(template):
    """The names of the arrays that a template takes numbers from."""
    found = FIELD.findall(template)
    return {name for name, *_ in found}.union(*(names(words) for *_, words in found))


def fill(template, values):
    """The template with its fields filled from values, {name: array}. ValueError names an unknown field."""

    def field(match):
        name, index, spec, words = match.groups()
        if name not in values:
            raise ValueError(f"the summary names {name!r}, which is not there; there are: {', '.join(values)}")
        flat = values[name].ravel()
        if index is None and flat.size != 1:
            raise ValueError(f"the summary names all {flat.size} numbers of {name!r}; name one, as in {{{name}[0]}}")
        if int(index or 0) >= flat.size:
            raise ValueError(f"the summary names {name}[{index}]; the last is {name}[{flat.size - 1}]")
        value = float(flat[int(index or 0)])
        if words is None:
            return shown.LISTS[spec][value] if spec in shown.LISTS else number(value, spec)
        choices = BETWEEN.split(words)
        position = (
            0 if math.isnan(value) else min(max(math.floor(min(max(value, -1e9), 1e9) + 0.5), 0), len(choices) - 1)
        )
        return fill(choices[position], values)

    return FIELD.sub(field, template)

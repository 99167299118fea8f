"""When a goal is met, as text and as data: `step <= 10 and loss < 0.075`. Only here is it read; nothing evaluates text.

A condition is comparisons joined by `and`. Each holds a control, an output of the model (or one number of either, as in
`top_probabilities[0]`), or `step` against a number, a quoted word, or true and false. `for 50 steps` at its end asks
that it stays so. The lines of a listing have such conditions, too, of what a run begins with: controls and inputs.
"""

import operator
import re
from dataclasses import dataclass
from math import prod

from explainers._core.words import names

NEAR = 1e-6  # what `=` allows two numbers to differ by
RELATIONS = {
    "<": operator.lt,
    "<=": operator.le,
    "=": lambda one, other: abs(one - other) <= NEAR,
    ">=": operator.ge,
    ">": operator.gt,
}
PLAYED = "control", "output", "step"  # what a goal may look at
BEGUN = "control", "input"  # what is there before anything has run
KINDS = {float: "number", str: "word", bool: "true or false"}

SUBJECT = r"\s*([a-z_]\w*(?:[ -]\w+)*)\s*(?:\[([^\]]*)\])?"
VALUE = r'("[^"]*"|true\b|false\b|-?\d+(?:\.\d+)?(?:e-?\d+)?(?![\w.]))'
COMPARISON = re.compile(rf"{SUBJECT}\s*(<=|>=|<|=|>)\s*{VALUE}", re.IGNORECASE)
JOINT = re.compile(r"\s+and\b", re.IGNORECASE)
LASTING = re.compile(r"\s+for\s+(\d+)\s+steps?\s*", re.IGNORECASE)
BEST = re.compile(rf"{SUBJECT}\s+(lowest|highest)\s*", re.IGNORECASE)
TYPED = str.maketrans({**dict.fromkeys("“”„‟«»＂", '"'), "≤": "<=", "≥": ">=", "＝": "=", "＜": "<", "＞": ">"})
EXAMPLE = 'write it as in: step <= 10 and loss < 0.075, or: batch_size = "1" and loss < 0.08 for 50 steps'


@dataclass(frozen=True)
class Subject:
    """What is looked at. of: one of PLAYED or BEGUN. at: the flat index of one number of it, or None."""

    of: str
    name: str
    at: int | None = None

    def value(self, values, arrays, step):
        """What it is, for checked values of controls and the model's named arrays at a step."""
        if self.of == "step":
            return step
        if self.of != "control":
            return float(arrays[self.name].ravel()[self.at or 0])
        return values[self.name] if self.at is None else values[self.name][self.at]


@dataclass(frozen=True)
class Comparison:
    """relation: one of RELATIONS. value: a number, a word, True or False."""

    subject: Subject
    relation: str
    value: float | str | bool

    def holds(self, values, arrays, step):
        found = self.subject.value(values, arrays, step)
        if isinstance(self.value, str | bool):  # a photograph of the reader's own is neither
            return isinstance(found, str | bool) and found == self.value
        return RELATIONS[self.relation](found, self.value)

    def spec(self):
        return {**vars(self.subject), "is": self.relation, "value": self.value}


def read_when(explainer, text, among=PLAYED):
    """(comparisons, steps that they must last): a condition as data. ValueError: what is wrong, and what is allowed.

    among: what it may look at.
    """
    given, text = text, names.number(text.translate(TYPED))
    comparisons, place = [], 0
    while found := COMPARISON.match(text, place):
        comparisons.append(comparison(explainer, *found.groups(), among=among))
        place = found.end()
        joint = JOINT.match(text, place)
        if not joint:
            break
        place = joint.end()
    lasting = LASTING.fullmatch(text, place)
    if not found or (text[place:].strip() and not lasting):
        raise ValueError(f"cannot read {text[place:].strip() or 'the end'!r} of {given!r}; {EXAMPLE}")
    return tuple(comparisons), steps(explainer, int(lasting[1])) if lasting else 0


def read_best(explainer, text):
    """(what the reader's record is of, "lowest" or "highest")."""
    found = BEST.fullmatch(text)
    if not found:
        raise ValueError(f"cannot read {text!r}; write what the record is of, and which is best, as in: step lowest")
    name, indices, better = found.groups()
    return subject(explainer, name, indices, float), better.lower()


def steps(explainer, count):
    """The steps that a condition must last. ValueError where there are none, or where judging falls between them."""
    each = explainer.judged_every
    if not explainer.carry:
        raise ValueError(f"'for {count} steps': {explainer.name} has no steps; leave that away")
    if not count or count % each:
        allowed = f"{explainer.name} is judged at every {each}th step; write a multiple of {each}"
        raise ValueError(f"'for {count} steps': {allowed}")
    return count


def comparison(explainer, name, indices, relation, text, *, among):
    """One comparison as data. A word is compared as its control writes it."""
    quoted = text[0] == '"'
    value = text[1:-1] if quoted else {"true": True, "false": False}.get(text.lower())
    if value is None:
        value = float(text)
    elif relation != "=":
        raise ValueError(f"{name} {relation} {text}: words, true and false are compared by = alone")
    found = subject(explainer, name, indices, type(value), among)
    if quoted:
        [control] = [each for each in explainer.controls if each.name == found.name]
        value = control.check(value)
    return Comparison(found, relation, value)


def subject(explainer, name, indices, kind, among=PLAYED):
    """What a name means where a value of this kind is compared with it. ValueError says what there is."""
    known = subjects(explainer, kind, among)
    there = list(dict.fromkeys(each for _, each, _ in known))
    meant = names.found(name, there)
    found = [(of, shape) for of, each, shape in known if each == meant]
    if meant is None:
        allowed = names.refusal(name, there, f"there are: {', '.join(there) or 'none'}")
        raise ValueError(f"{name!r} is no {KINDS[kind]} of {explainer.name}; {allowed}")
    if len(found) > 1:
        raise ValueError(f"{name!r} is a control of {explainer.name} and an output of its model; rename one of them")
    [(of, shape)] = found
    return Subject(of, meant, flat(meant, indices, shape))


def subjects(explainer, kind, among):
    """[("control", "input", "output" or "step", name, shape)] of all that is compared with a value of this kind. An
    input has no other name than the one number that a control feeds it with.
    """
    model, defaults = explainer.plan.model, explainer.defaults.items()
    found = [("control", name, shape(value)) for name, value in defaults if kind_of(value) is kind]
    if kind is float and "input" in among:
        found = [each for each in found if not each[2] or each[1] not in model.inputs]
        others = [name for _, name, _ in found]
        found += [("input", name, shape) for name, shape in model.inputs.items() if name not in others]
    if kind is float and "output" in among:
        given = {**model.outputs, **(explainer.tally.shapes if explainer.tally else {})}
        found += [("output", name, shape) for name, shape in given.items() if name != "step"]
        found += [("step", "step", ())] if explainer.carry else []
    return found


def kind_of(value):
    return type(value) if isinstance(value, bool | str) else float


def shape(value):
    return (len(value),) if isinstance(value, list) else ()


def flat(name, indices, shape):
    """The flat index of one number of an array; None for a number. ValueError where it does not name exactly one."""
    given = [] if indices is None else [part.strip() for part in indices.split(",")]
    fits = len(given) == len(shape) and all(
        part.isdecimal() and int(part) < size for part, size in zip(given, shape, strict=True)
    )
    if not fits:
        written = name if indices is None else f"{name}[{indices}]"
        last = f"{name}[{', '.join(str(size - 1) for size in shape)}]"
        many = f"holds {prod(shape)} numbers; name one, up to {last}"
        raise ValueError(f"{written}: {name} {many if shape else 'is one number; write it without an index'}")
    return sum(int(part) * prod(shape[axis + 1 :]) for axis, part in enumerate(given)) if shape else None

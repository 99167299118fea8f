# Twin: _player/src/run/differences.js
"""What differs between the settings of two runs, in words: "Learning rate 0.1, not 0.03; batch size 4, not 10"."""

from collections.abc import Mapping

import numpy as np

from explainers._core.controls import KINDS
from explainers._core.files.markup import applies


def said(explainer, kept, now):
    """See Explainer.differences."""
    controls = [control.spec() for control in explainer.controls if control.valued and not explainer.aside(control)]
    return differences(controls, course(explainer, kept), course(explainer, now))


def course(explainer, run):
    """What a run began with, and what was changed on its way, as a pair."""
    return (explainer.checked(run), {}) if isinstance(run, Mapping) else (run.values, run.changes)


def differences(controls, kept, now):
    """What a kept run has that the run now has not, and in place of what, then what was changed on the way of only one.

    controls: their specs. kept, now: (values, {step: {control: value}}). What applies to neither run is left out.
    """
    (values, changes), (others, later) = kept, now
    seen = [control for control in controls if applies(control, values) or applies(control, others)]
    differing = [control for control in seen if not np.array_equal(values[control["name"]], others[control["name"]])]
    pairs = [told(controls, control, values[control["name"]], others[control["name"]]) for control in differing]
    own, lacking = (on_the_way(controls, *pair) for pair in ((changes, later), (later, changes)))
    parts = [pairs[0], *map(uncapped, pairs[1:])] if pairs else []
    if all(control["kind"] == "seed" for control in differing):  # or none
        same = "The same settings at first" if own or lacking else "The same settings"
        parts = [same + "".join(f", but {uncapped(pair)}" for pair in pairs)]
    parts += [f"changed on the way: {own}"] if own else []
    parts += [f"the run now changed on the way: {lacking}"] if lacking else []
    return "; ".join(parts)


def told(controls, control, value, other):
    """A control's value in a run, and that in the other."""
    words, others = (KINDS[control["kind"]].said(control, each) for each in (value, other))
    return f"{named(controls, control)} {words}, " + (f"not {others}" if words != others else "but not the same")


def on_the_way(controls, changes, others):
    """The changes on the way of a run that the other has not."""
    known = {control["name"]: (uncapped(named(controls, control)), control) for control in controls}
    found = [
        f"{words} {KINDS[control['kind']].said(control, value)} from step {step}"
        for step, given in changes.items()
        for name, value in given.items()
        if not np.array_equal(others.get(step, {}).get(name), value)
        for words, control in [known[name]]
    ]
    return ", ".join(found)


def named(controls, control):
    """What a control is called, with its group where others are called so."""
    others = sum(each["label"] == control["label"] for each in controls) > 1
    return f"{control['label']} ({uncapped(control['group'])})" if control["group"] and others else control["label"]


def uncapped(text):
    """A text within a sentence: its first letter small, unless its first word has other capitals."""
    return text[:1].lower() + text[1:] if text.split(" ")[0][1:].islower() else text

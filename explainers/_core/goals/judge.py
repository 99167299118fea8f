# Twin: _player/src/run/judge.js
"""Whether a goal is met: comparisons, and nothing else."""

from explainers._core.goals.grammar import read_when
from explainers._core.run.scan import scan
from explainers._core.run.tally import Later


def reached(explainer, goal, values, steps):
    """Whether a goal is met on the way from step 0 to `steps`, for checked values."""
    run = moments(explainer, values, last_step(goal, steps))
    return possible(goal, values) and met(goal, run, explainer.judged_every)


def holds(comparisons, values, arrays, step):
    """Whether all comparisons do, for checked values of controls and the model's named arrays at a step."""
    return all(each.holds(values, arrays, step) for each in comparisons)


def met(goal, moments, every):
    """Whether a goal is met anywhere in a run: moments are (step, values, arrays), every: how often one is judged."""
    since = None
    for step, values, arrays in moments:
        if step % every:
            continue
        if not holds(goal.comparisons, values, arrays, step):
            since = None
        elif step - (since := step if since is None else since) >= goal.lasting:
            return True
    return False


def stop(explainer, until, values, changes):
    """A function of a step and its named arrays: whether a condition is met there, if it is a step that is judged.

    values: as the run begins; changes: those on its way. ValueError for a condition that cannot be read, or that must
    last.
    """
    comparisons, lasting = read_when(explainer, until)
    if lasting:
        raise ValueError(f"until={until!r} ends a run at a step; leave out 'for {lasting} steps'")

    def met(step, arrays):
        now = dict(values)
        for _, given in (change for change in changes.items() if change[0] <= step):
            now |= given
        return step % explainer.judged_every == 0 and holds(comparisons, now, arrays, step)

    return met


def last_step(goal, steps):
    """The last of so many steps that can meet it: later ones are not what is asked of the step."""
    asked = [each for each in goal.comparisons if each.subject.of == "step" and each.relation in ("<", "<=", "=")]
    return min([steps, *(int(max(each.value, 0)) for each in asked)])


def possible(goal, values):
    """Whether a run with these values can meet it at all: what is asked of controls is so for a whole run, or never."""
    return holds([each for each in goal.comparisons if each.subject.of == "control"], values, {}, 0)


def usual_steps(explainer):
    """How many steps a reader lets it run who only presses Play: as many as its history shows."""
    return explainer.plan.capacity if explainer.carry else 0


def moments(explainer, values, steps):
    """(step, values, arrays) where a run from step 0 to `steps` is judged, for checked values; without histories."""
    run = scan(explainer, values, steps, looks=lambda step: step % explainer.judged_every == 0)
    return ((int(arrays["step"]), values, Later(explainer, arrays)) for arrays in run)

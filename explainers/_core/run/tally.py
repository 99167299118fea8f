"""A tally: what comes out when a model goes through a whole data set, such as how many pictures a network, as a reader
has changed it, still reads.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from explainers._core.run.data import Stored, packed
from explainers._core.run.model import onnx_model

COUNTING = "counting"  # 1 while a page still counts, and the numbers are those of before; in Python always 0
UNTOUCHED = "_untouched"  # how the names end of what is counted as the page opens
CARRIED = "next_"
ROOM = 300  # counts that are kept: tests ask for the same ones again
TRIES = 3  # random values of a control, to see whether it makes a difference


@dataclass(frozen=True)
class Tally:
    """A count over a data set. A page makes it anew, in a thread of its own, whenever what it depends on has changed;
    it fetches the data for the first of these.

    model: the name of a model that goes through the data batch by batch, carrying `next_NAME` on to NAME, from zeros;
        its other outputs are about what it was given of that. All of its inputs but those and the data are inputs and
        outputs, of the same names, of the figure's model.
    data: {input: array of a data set}, as many batches as there are along its first axis. Missing numbers are no batch.

    The figure, its sentence and its goals have the outputs by name, and as NAME_untouched those with which the page
    opens; `counting` is 1 while they are still those of another setting.
    """

    model: str
    data: Mapping[str, Stored]

    @property
    def plan(self):
        """The model that counts."""
        return onnx_model(self.model)

    @property
    def carry(self):
        """{input: output} of what is carried on from batch to batch."""
        outputs, inputs = self.plan.outputs, self.plan.inputs
        return {name: f"{CARRIED}{name}" for name in inputs if f"{CARRIED}{name}" in outputs}

    @property
    def takes(self):
        """The names of what it takes from the figure."""
        return [name for name in self.plan.inputs if name not in self.data and name not in self.carry]

    @property
    def shapes(self):
        """{name: shape} of all that the figure may use."""
        gives = {name: shape for name, shape in self.plan.outputs.items() if name not in self.carry.values()}
        return {**gives, **{f"{name}{UNTOUCHED}": shape for name, shape in gives.items()}, COUNTING: ()}

    @property
    def batches(self):
        """How many there are."""
        return len(next(iter(self.data.values())).array) // next(iter(self._sizes.values()))

    @property
    def _sizes(self):
        """{input: how many of its array a batch has}."""
        return {name: self.plan.inputs[name][0] for name in self.data}

    def fits(self, explainer, model):
        """ValueError where data or the figure's model do not fit."""
        for name, stored in self.data.items():
            wanted = self.plan.inputs.get(name)
            if wanted is None or stored.shape[1:] != wanted[1:] or stored.shape[0] % wanted[0]:
                takes = ", ".join(f"{each} {shape}" for each, shape in self.plan.inputs.items())
                raise ValueError(
                    f"{explainer.name} counts over {name!r} {stored.shape}, which is not batches of what "
                    f"the model {self.model!r} takes: {takes}"
                )
        if len({stored.shape[0] // self._sizes[name] for name, stored in self.data.items()}) != 1:
            raise ValueError(f"the data over which {explainer.name} counts are not equally many batches")
        own = {**model.inputs, **model.outputs}
        for name in self.takes:
            if own.get(name) != self.plan.inputs[name]:
                raise ValueError(
                    f"the model {self.model!r} takes {name} {self.plan.inputs[name]}, which {explainer.name} does not "
                    f"give; it has: {', '.join(f'{each} {shape}' for each, shape in own.items())}"
                )
        if twice := set(self.shapes) & set(own):
            raise ValueError(f"{explainer.name} and its tally both have {', '.join(sorted(twice))}; rename one")

    def counted(self, arrays):
        """{name: array} of what comes out for the figure's named arrays."""
        taken = {name: np.asarray(arrays[name], np.float32) for name in self.takes}
        key = sha256(self.model.encode())
        for array in taken.values():
            key.update(array.tobytes())
        return kept(key.digest(), lambda: self._count(taken))

    def _count(self, taken):
        carry, model = self.carry, self.plan
        data = {name: stored.numbers for name, stored in self.data.items()}
        state = {name: np.zeros(model.inputs[name], np.float32) for name in carry}
        for batch in range(self.batches):
            parts = {name: data[name][batch * size : (batch + 1) * size] for name, size in self._sizes.items()}
            outputs = model.step({**taken, **parts, **state})
            state = {name: outputs[output] for name, output in carry.items()}
        outputs = model.run({**taken, **parts, **state})
        return {name: outputs[name] for name in outputs if name not in carry.values()}

    def spec(self, explainer):
        """What the player needs; the numbers with which the page opens are in it."""
        return {
            "model": self.plan.spec({}),
            "takes": self.takes,
            "carry": self.carry,
            "batches": self.batches,
            "data": {name: stored.spec() for name, stored in self.data.items()},
            "controls": self.controls(explainer),
            "first": {name: packed(array) for name, array in self.counted(moment(explainer)).items()},
        }

    def controls(self, explainer):
        """The names of the controls on which what it takes depends: found by trying ends, and values at random."""
        rng, first, found = np.random.default_rng(1), moment(explainer), []
        for control in (each for each in explainer.controls if each.valued):
            tried = [*control.ends, *(control.random_value(rng) for _ in range(TRIES))]
            moments = (moment(explainer, **{control.name: value}) for value in tried)
            if any(not np.array_equal(arrays[name], first[name], True) for arrays in moments for name in self.takes):
                found.append(control.name)
        return found

    @property
    def files(self):
        """{name in a page: path} of what a page fetches for it."""
        return {
            **{path.name: path for path in self.plan.files},
            **{stored.file: stored.path for stored in self.data.values()},
        }


KEPT: OrderedDict[bytes, dict] = OrderedDict()


def kept(key, make):
    """What was made for a key before, or make()."""
    if key not in KEPT:
        KEPT[key] = make()
        if len(KEPT) > ROOM:
            KEPT.popitem(last=False)
    KEPT.move_to_end(key)
    return {name: array.copy() for name, array in KEPT[key].items()}


def moment(explainer, **values):
    """The inputs and outputs of the figure's model, by name, for these values over the defaults, at step 0."""
    feeds = explainer.feeds(explainer.checked(values))
    return {**feeds, **explainer.plan.model.run(feeds)}


def counted(explainer, arrays):
    """What an explainer counts, for its named arrays; nothing where it has no tally."""
    if not explainer.tally:
        return {}
    found, first = (explainer.tally.counted(each) for each in (arrays, moment(explainer)))
    return {
        **found,
        **{f"{name}{UNTOUCHED}": array for name, array in first.items()},
        COUNTING: np.zeros((), np.float32),
    }


class Later(dict):
    """Named arrays to which what is counted comes only once it is asked for."""

    def __init__(self, explainer, arrays):
        super().__init__(arrays)
        self.explainer = explainer

    def __missing__(self, name):
        self.update(counted(self.explainer, self))
        if name not in self:
            raise KeyError(name)
        return self[name]

"""Who feeds what: an explainer's parts checked against its model, once, before anything runs."""

from dataclasses import dataclass

import numpy as np

from explainers._core.controls.play import Play
from explainers._core.controls.seed import Seed
from explainers._core.run.data import Stored
from explainers._core.run.model import OnnxModel, onnx_model

CAPACITY = 200


def float32(name, value):
    """value as a float32 array of finite numbers; ValueError names the constant otherwise."""
    if isinstance(value, Stored):
        return value.numbers
    try:
        array = np.asarray(value, np.float32)
    except (TypeError, ValueError):
        raise ValueError(f"constant {name!r} is not an array of numbers: {value!r}") from None
    if not np.isfinite(array).all():
        raise ValueError(f"constant {name!r} holds NaN or infinity; it takes finite numbers")
    return array


@dataclass(frozen=True)
class Plan:
    """The model, the constants as arrays, the shape of all that `draw` may use, and what a run records."""

    model: OnnxModel
    constants: dict
    shapes: dict
    recorded: dict
    capacity: int

    @classmethod
    def of(cls, explainer):
        model = explainer.replaced or onnx_model(explainer.model)
        constants = {name: float32(name, value) for name, value in explainer.constants.items()}
        known(explainer, model)
        fed_once(explainer, model, constants)
        play = next((control for control in explainer.controls if isinstance(control, Play)), None)
        if bool(play) != bool(explainer.carry):
            raise ValueError(
                f"{explainer.name} has {'a Play control but no carry' if play else 'a carry but no Play control'}; "
                "give both or neither"
            )
        capacity = play.steps if play else CAPACITY
        arrays = {**model.inputs, **model.outputs}
        recorded = {name: arrays[name] for name in explainer.record}
        histories = {f"{name}_history": (capacity + 1, *shape) for name, shape in {"step": (), **recorded}.items()}
        tallied = explainer.tally.shapes if explainer.tally else {}
        shapes = {**arrays, "step": (), **(histories if explainer.carry else {}), **tallied}
        return cls(model, constants, shapes, recorded, capacity)


def known(explainer, model):
    """ValueError for a name that the model does not have, or one used twice."""
    names = [control.name for control in explainer.controls]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"two controls of {explainer.name} are named {name!r}; each needs a name of its own")
    known_when(explainer)
    for control in explainer.controls:
        control.fits(explainer, model)
        for other in control.clears:
            if other not in names or other == control.name:
                raise ValueError(f"{control.name} clears {other!r}; the controls are: {', '.join(names)}")
    inputs, outputs = ", ".join(model.inputs), ", ".join(model.outputs)
    targets = [control.target[0] for control in explainer.controls if control.target]
    for name in [*targets, *explainer.constants, *explainer.random, *explainer.carry]:
        if name not in model.inputs:
            raise ValueError(
                f"{explainer.name} feeds {name!r}, which the model {model.name!r} does not take; its inputs are: "
                f"{inputs}"
            )
    for name in explainer.carry.values():
        if name not in model.outputs:
            raise ValueError(
                f"{explainer.name} carries {name!r}, which the model {model.name!r} does not give; its outputs are: "
                f"{outputs}"
            )
    for name in explainer.record:
        if name not in {**model.inputs, **model.outputs}:
            raise ValueError(
                f"{explainer.name} records {name!r}, which the model {model.name!r} does not have; there are: "
                f"{inputs}, {outputs}"
            )
    counted = explainer.tally.shapes if explainer.tally else {}
    for name in (*explainer.gaps, *explainer.loose):
        if name not in {**model.outputs, **counted}:
            given = ", ".join([outputs, *counted])
            raise ValueError(f"{explainer.name} says that {name!r} has gaps, or is loose; the outputs are: {given}")
    check_image(explainer, model)
    if explainer.tally:
        explainer.tally.fits(explainer, model)
    seeds = [control.name for control in explainer.controls if isinstance(control, Seed)]
    for name, random in explainer.random.items():
        if random.seed not in seeds:
            raise ValueError(
                f"the random {name!r} names the seed {random.seed!r}; the Seed controls are: "
                f"{', '.join(seeds) or 'none'}"
            )


def known_when(explainer):
    """ValueError for a control that is seen only with what can never be."""
    valued = {control.name: control for control in explainer.controls if control.valued}
    for control in explainer.controls:
        if not control.when:
            continue
        name, *values = control.when
        if name not in valued or name == control.name or not values:
            others = ", ".join(other for other in valued if other != control.name) or "none"
            raise ValueError(
                f"{control.name} says when={control.when!r}; give another control and its values, of: {others}"
            )
        for value in values:
            valued[name].check(value)


def check_image(explainer, model):
    """ValueError for an image or an original that the model does not have, or that is no image."""
    image, original = explainer.image, explainer.original
    for kind, name, arrays in ("image", image, model.outputs), ("original", original, model.inputs):
        images = [each for each, shape in arrays.items() if len(shape) >= 3 and shape[-3] == 3]
        if name and name not in images:
            raise ValueError(
                f"{explainer.name} says {kind}={name!r}, which is none; these are: {', '.join(images) or 'none'}"
            )
    if original and not image:
        raise ValueError(f"{explainer.name} says original={original!r}, but no image that is made from it")


def fed_once(explainer, model, constants):
    """ValueError for an input element that nothing feeds or two things feed, or for an array of the wrong shape."""
    feeders = {name: np.zeros(int(np.prod(shape)), int) for name, shape in model.inputs.items()}
    for control in explainer.controls:
        if not control.valued:
            continue
        for (name, index), array in control.arrays(control.default).items():
            if name not in feeders:
                continue
            if index is not None and index >= feeders[name].size:
                raise ValueError(f"{control.name} feeds {name}[{index}]; the last is {name}[{feeders[name].size - 1}]")
            wanted = 1 if index is not None else feeders[name].size
            if array.size != wanted:
                raise ValueError(f"{control.name} gives {array.size} numbers to {name!r}, which takes {wanted}")
            feeders[name][slice(None) if index is None else index] += 1
    for name, shape in {
        **{n: a.shape for n, a in constants.items()},
        **{n: tuple(r.shape) for n, r in explainer.random.items()},
    }.items():
        if shape != model.inputs[name]:
            raise ValueError(f"{name!r} has shape {shape}; the model {model.name!r} takes {model.inputs[name]}")
        feeders[name] += 1
    for name, counts in feeders.items():
        if name in explainer.carry and not counts.any():
            continue  # carried state starts from zeros
        if (counts == 0).any():
            raise ValueError(
                f"nothing feeds {element(name, counts, 0)} of the model {model.name!r}; give a control, a constant, a "
                "random array or a carry"
            )
        if (counts > 1).any():
            raise ValueError(f"two things feed {element(name, counts, 2)} of the model {model.name!r}; keep one")


def element(name, counts, count):
    """The input, or its first element that is fed this often, as a person writes it."""
    position = int(np.argmax(counts >= 2 if count else counts == 0))
    return name if counts.size == 1 or len(set(counts)) == 1 else f"{name}[{position}]"

"""A reader's own model in place of a figure's: whether it fits, and what runs it in a page."""

import atexit
import os
import tempfile
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

from explainers._core.files import target
from explainers._core.run import makers
from explainers._core.run.model import OnnxModel, Running, digest
from explainers._core.words import summary

FLOAT = "tensor(float)"  # onnxruntime's word for float32
SPARE = "_history"  # how the names end of what a run records, which no model gives


class OwnModel(OnnxModel):
    """A model in a file of a reader's own. In a page it runs compiled, where what compiles is installed, else in
    onnxruntime-web.

    trials: feeds of every input, on which a compiled model must agree with onnxruntime. loose: outputs that need agree
    less closely.
    """

    def __init__(self, path, trials, loose):
        super().__init__(path)
        self.trials, self.loose = trials, loose

    @cached_property
    def compiled(self):
        """(path of the compiled file, ""), or (None, why there is none)."""
        folders = self.path.parent, self.path.parent.parent / "wasm"
        try:
            with makers.bringing("To compile a model") as models:
                path = models.compiled(self.name, self.trials, *folders, self.loose)
        except (RuntimeError, ValueError) as error:
            return None, str(error)
        return path, ""

    @property
    def uncompiled(self):
        """Why it is not compiled, in a line; "" where it is."""
        return self.compiled[1].partition("\n")[0]

    @property
    def engine(self):
        """ "wasm", compiled, or "onnxruntime", which is heavier. ValueError for a model that runs in neither."""
        defaults = [node.name for node in self.running[self.path].session.get_overridable_initializers()]
        if defaults and not self.compiled[0]:
            raise ValueError(
                f"onnxruntime-web cannot be fed inputs that have defaults, as here {', '.join(defaults)}; export the "
                f"model without defaults, or have it compiled. {self.uncompiled}"
            )
        return "wasm" if self.compiled[0] else "onnxruntime"

    @property
    def modules(self):
        """{path of the file that the page runs: the SHA-256 of the model}."""
        return {self.compiled[0] or self.path: digest(self.path)}


def model(explainer, source):
    """The model at a path, or of these bytes, for the figure of an explainer; see Explainer.with_model."""
    usual = explainer.plan.model
    if usual.cases or usual.weights:
        kind = "several graphs, of which its settings choose one" if usual.cases else "the large network's weights"
        raise ValueError(f"{explainer.name} draws a model of {kind}, so no single file can stand in for it")
    called, content = read(source)
    path = kept(f"{usual.name}-{sha256(content).hexdigest()[:8]}", content)
    try:
        running = Running(path, called)
    except ValueError as error:
        cause = str(error.__cause__).rpartition("failed:")[2].strip()
        apart = "; where its weights lie in a second file, export it with external_data=False"
        hint = apart if "external" in cause.lower() else ""
        raise ValueError(f"{called} is no ONNX file that onnxruntime can open ({cause}){hint}") from error
    if found := differences(explainer, usual, running):
        lines = "".join(f"\n- {each}" for each in found)
        raise ValueError(
            f"{called} does not fit {explainer.name}:{lines}\n"
            f"A plain network in PyTorch is made to fit by explainers.load({explainer.name!r}).export(network, path)."
        )
    moments = [explainer.defaults, *({each.name: each.ends[side] for each in valued(explainer)} for side in (0, 1))]
    return OwnModel(path, [explainer.feeds(explainer.checked(moment)) for moment in moments], explainer.loose)


def valued(explainer):
    return [control for control in explainer.controls if control.valued]


def read(source):
    """(what to call it, its bytes) of a path or of bytes. ValueError for a file that is not there, or anything else."""
    if isinstance(source, bytes | bytearray):
        return "the model", bytes(source)
    try:
        path = os.fspath(source)
    except TypeError:
        raise ValueError(f"with_model takes the path of an .onnx file, or its bytes, not {source!r}") from None
    try:
        path = target.path(path)
        return path.name, path.read_bytes()
    except OSError as error:
        raise ValueError(f"with_model cannot read {str(source)!r}: {error.strerror}") from None


@cache
def room():
    """A folder for models, which goes when the program ends."""
    folder = tempfile.TemporaryDirectory(prefix="explainers-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def kept(name, content):
    """The path of a file with this content, named after it: in a page no two are mixed up."""
    path = room() / "onnx" / f"{name}.onnx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


class Noted(dict):
    """Named arrays that note which of them are asked for."""

    def __init__(self, arrays):
        super().__init__(arrays)
        self.asked = set()

    def __getitem__(self, name):
        self.asked.add(name)
        return super().__getitem__(name)


def needed(explainer):
    """The names of the outputs that a figure, its sentence and its runs use."""
    arrays = {name: array[()] for name, array in explainer.outputs().items()}  # a single number as draw gets it
    drawn = [Noted(arrays) for _ in range(2)]
    for narrow in (False, True)[: len(explainer.forms)]:
        explainer.draw(drawn[0], narrow) if narrow else explainer.draw(drawn[0])
    if explainer.beside:
        explainer.beside(drawn)
    names = drawn[0].asked | drawn[1].asked | summary.names(explainer.summary)
    names = {name.removesuffix(SPARE) for name in names}
    names |= set(explainer.tally.takes) if explainer.tally else set()
    names |= {*explainer.carry.values(), *explainer.record, *explainer.gaps, *explainer.loose, explainer.image}
    return [name for name in explainer.plan.model.outputs if name in names]


def differences(explainer, usual, running):
    """What is different, in sentences, between the model that a figure has and another in onnxruntime."""
    found = []
    session = running.session
    nodes = {"input": [*session.get_inputs(), *session.get_overridable_initializers()], "output": session.get_outputs()}
    wanted = {"input": usual.inputs, "output": {name: usual.outputs[name] for name in needed(explainer)}}
    verbs = {"input": "the figure feeds", "output": "the figure draws"}
    for kind, shapes in wanted.items():
        own = {node.name: node for node in nodes[kind]}
        if missing := [f"{name} {said(shape)}" for name, shape in shapes.items() if name not in own]:
            found.append(f"it has no {kind} of these, which {verbs[kind]}: {', '.join(missing)}")
        for name, node in own.items():
            shape = tuple(node.shape)
            if name not in shapes:
                if kind == "input":
                    fed = ", ".join(f"{each} {said(size)}" for each, size in shapes.items())
                    found.append(f"nothing feeds its input {name} {said(shape)}; the figure feeds: {fed}")
                continue
            if node.type != FLOAT:
                found.append(f"its {kind} {name} is a {node.type}; it takes {FLOAT}, which is float32")
            if shape != shapes[name]:
                found.append(f"its {kind} {name} is {said(shape)}; {verbs[kind]} {said(shapes[name])}")
    return found


def said(shape):
    """A shape as the course writes it; what is left open stands with its name."""
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def export(explainer, network, path):
    """See Explainer.export."""
    path, _ = target.place(path, (".onnx",), "export to")
    with makers.bringing("To export a network") as models:
        target.write(path, models.wrapped(explainer.model, network))
    return path

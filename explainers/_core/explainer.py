"""The one public noun: an explainer, which is a model, a picture of it, and what the reader may touch."""

import sys
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property
from inspect import cleandoc
from pathlib import Path

import numpy as np

from explainers._core.controls import Control, _control
from explainers._core.files import notebook, save, specs
from explainers._core.goals import collected, judge
from explainers._core.picture import beside, trace
from explainers._core.picture import theme as themes
from explainers._core.picture.drawing import formed, forms
from explainers._core.run import frames, links, own, scan, seeded
from explainers._core.run.data import Stored
from explainers._core.run.model import OnnxModel
from explainers._core.run.plan import Plan
from explainers._core.run.seeded import Normal, Uniform
from explainers._core.run.tally import Tally
from explainers._core.words import differences, summary
from explainers._core.words.listing import Listing
from explainers._core.words.sources import Source


@dataclass(frozen=True, repr=False)
class Explainer(notebook.Displayed):
    """A figure that computes: written once, alive in the page, the notebook, the slide and the test.

    Its name and its texts come from the module that defines `draw`: the docstring's first line is the title, the rest
    says what to do and what to see.

    model: the name of an exported model (models/onnx/NAME.onnx).
    draw: a function of the named arrays (the model's inputs and outputs, `step`, and NAME_history for what is recorded)
        that returns a plain Plotly figure. It may place numbers, not compute them. If it takes a second argument,
        `narrow`, it is called a second time with True for the form that fits a phone.
    controls: what the reader may touch; each feeds one model input, or one element of it.
    constants: {input: array} that never change; one of a data set (`dataset`) is fetched as the file that it is in.
    random: {input: Uniform(...) or Normal(...)} drawn from a Seed control.
    carry: {input: output}: at each step the input takes the output's value. It starts from what feeds it, else from
        zeros.
    record: inputs and outputs kept over a run, as NAME_history.
    summary: the figure in a sentence; see explainers._core.words.summary.
    answer: the panel that answers the reader, as Pick takes panels, (("x2", "y2"),); several count as one. On a phone
        it stays in sight while a control is used. By default the largest that shows an output.
    image: an output, (1, 3, height, width) from 0 to 1, that a reader may save as a picture, from the page or from a
        run.
    original: the input that it is made from, which a run can save beside it.
    judged_every: how many steps lie between two at which goals are judged; more than 1 where a whole moment costs far
        more than a step.
    listing: a program that does the same, and follows the settings.
    sources: facts that the figure shows and no page says, each with where it can be checked.
    gaps: outputs in which NaN stands for what is not there, and so is not drawn.
    loose: outputs that are divided by what may be nearly 0, or are small differences of large numbers, so that engines
        agree on them to 1e-3 only.
    beside: a function that draws several runs in one figure, so that a reader may keep some: of a list of two to four
        such named arrays, the run now first, and, as for draw, of `narrow`.
    tally: what is counted over a whole data set, each time that what it depends on has changed.
    replaced: a reader's own model in place of the one of that name; see with_model.
    """

    model: str
    draw: Callable
    summary: str
    controls: Sequence[Control] = ()
    constants: Mapping[str, object] = field(default_factory=dict)
    random: Mapping[str, Uniform | Normal] = field(default_factory=dict)
    carry: Mapping[str, str] = field(default_factory=dict)
    record: Sequence[str] = ()
    answer: Sequence[tuple[str, str]] = ()
    image: str | None = None
    original: str | None = None
    judged_every: int = 1
    listing: Listing | None = None
    sources: Sequence[Source] = ()
    gaps: Sequence[str] = ()
    loose: Sequence[str] = ()
    beside: Callable | None = None
    tally: Tally | None = None
    replaced: OnnxModel | None = None

    @property
    def name(self):
        """The module's name: `festival` for explainers/networks/festival.py."""
        return self.draw.__module__.rpartition(".")[2]

    @property
    def file(self):
        """The path of the module: explainers/ROOM/NAME.py."""
        return Path(str(sys.modules[self.draw.__module__].__file__))

    @property
    def title(self):
        """The first line of the module's docstring."""
        return self._texts[0]

    @property
    def description(self):
        """What to do and what to see: the rest of the module's docstring, one paragraph a line."""
        return self._texts[1]

    @property
    def _texts(self):
        lines = cleandoc(sys.modules[self.draw.__module__].__doc__ or "").split("\n")
        paragraphs = "\n".join(lines[1:]).strip().split("\n\n")
        return lines[0].strip(), "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)

    @cached_property
    def plan(self):
        """The parts checked against the model; ValueError names what does not fit."""
        return Plan.of(self)

    @property
    def defaults(self):
        """{control: value} as the page opens."""
        return {control.name: control.default for control in self.controls if control.valued}

    def checked(self, values):
        """values over the defaults. ValueError names an unknown control, or a value that is not allowed."""
        return {**self.defaults, **self.given(values)}

    def given(self, values):
        """values checked, by the names of their controls. ValueError as for `checked`, and for what is set twice."""
        return _control.given(self.name, self.controls, values)

    def begins(self, control):
        """Whether another value of a control begins another run."""
        if control.restarts is not None:
            return control.restarts
        return control.begins or any(name in self.carry for name in control.feeds)

    def aside(self, control):
        """Whether what a control feeds is only looked at: no step depends on it."""
        stepped = self.plan.model.stepped
        return bool(self.carry and control.feeds) and not any(name in stepped for name in control.feeds)

    def feeds(self, values, step=0):
        """{input: float32 array} for checked values at a step, before any state is carried."""
        feeds = {name: np.zeros(shape, np.float32) for name, shape in self.plan.model.inputs.items()}
        feeds.update(self.plan.constants)
        feeds.update({
            name: seeded.array(random, name, values[random.seed], step) for name, random in self.random.items()
        })
        for control in self.controls:
            if control.valued:
                control.put(values[control.name], feeds)
        return feeds

    def changed(self, feeds, given):
        """The feeds with the values of some controls put into copies of what they feed."""
        controls = [control for control in self.controls if control.name in given]
        fed = {name for control in controls for name in control.feeds if name in feeds}
        feeds = {**feeds, **{name: feeds[name].copy() for name in fed}}
        for control in controls:
            control.put(given[control.name], feeds)
        return feeds

    def drawn_anew(self, values, step):
        """{input: float32 array} of the random inputs that have other numbers at each step."""
        anew = {name: random for name, random in self.random.items() if random.each_step}
        return {name: seeded.array(random, name, values[random.seed], step) for name, random in anew.items()}

    def run(self, steps, *, changes=None, until=None, theme="light", **values):
        """`steps` steps from the start, as the page's Play would make them: a Run, whose item t is what step t gave.

        changes: {step: {control: value}} of what is changed on the way: a step gets what is set when it is reached.
        until: a condition as a goal has it, such as "test_loss < 0.05": the run ends at the first step that meets it of
        those at which goals are judged, every `judged_every`th.
        ValueError for an unknown control, a value that is not allowed, a number of steps that is not 0 or more, a
        change of what begins another run, or a condition that cannot be read.
        """
        given = self.checked(values)
        changes = self.changes(changes)
        stop = judge.stop(self, until, given, changes) if until else None
        return scan.Run(self, given, self._counted(steps), changes, theme, stop)

    def after(self, steps, *, changes=None, **values):
        """The named arrays after so many steps, without keeping those on the way. ValueError as for `run`."""
        return scan.after(self, self.checked(values), self._counted(steps), self.changes(changes))

    def changes(self, changes):
        """What is changed on the way of a run, {step: {control: value}}, checked, in the order of its steps."""
        return scan.on_the_way(self, {self._counted(step): given for step, given in (changes or {}).items()})

    def _counted(self, steps):
        """A number of steps, if there can be so many."""
        if isinstance(steps, bool) or not isinstance(steps, int | np.integer) or steps < 0:
            raise ValueError(f"steps takes a whole number from 0, not {steps!r}")
        if steps and not self.carry:
            raise ValueError(f"{self.name} carries no state, so it has no steps; call it with values instead")
        return int(steps)

    def follow(self, link, *, theme="light"):
        """The run that a link from the figure's page leads to: a Run up to its step; of a long one, whose link carries
        its state, that step alone. ValueError for what a page leaves out, and for a link to another figure.
        """
        return links.follow(self, link, theme)

    def kept(self, link, *, theme="light"):
        """The runs that a link keeps beside the one that it leads to: Runs up to the same step. ValueError as there."""
        return links.kept(self, link, theme)

    def compare(self, *runs, theme="light", narrow=False):
        """A Plotly figure of two to four runs beside each other, the run now first: each a Run, of which the last step
        is drawn, named arrays, such as `run[120]`, or {control: value}. theme, narrow: as for a call.
        """
        return beside.figure(self, runs, theme, narrow)

    def differences(self, kept, now):
        """What differs between the settings of a run, a Run or {control: value}, and those of the run now, in words."""
        return differences.said(self, kept, now)

    def outputs(self, **values):
        """{name: float32 array} for these control values, at step 0: the model's inputs and outputs, histories."""
        return self.after(0, **values)

    def frames(self, **values):
        """The named arrays of each frame of a film, as `outputs` gives those of one picture: an iterator, which takes a
        frame only when it is asked for the next, as from a camera.

        values: as for `outputs`, but a Photo that is live takes a list of photos, or whatever gives one after another.
        ValueError as for `outputs`, without a live camera, and, with its number, for a frame that is no photo.
        """
        return frames.frames(self, values)

    def goals(self):
        """The goals that the figure's page sets, from easy to hard: see Goal."""
        return collected.goals(self)

    def met(self, goal, steps=None, **values):
        """Whether a goal is met on the way from step 0 to `steps`, with these control values, as the page would judge
        it.

        goal: one of `goals()`, its number, or its words. steps: by default, where there are any, as many as the history
            shows.
        ValueError for an unknown goal, and as for `run`.
        """
        chosen = collected.chosen(self, goal)
        steps = judge.usual_steps(self) if steps is None else self._counted(steps)
        return judge.reached(self, chosen, self.checked(values), steps)

    def __call__(self, *, theme="light", narrow=False, **values):
        """A Plotly figure for these control values. theme: "light" or "dark". narrow: the form that fits a phone."""
        return self.drawn(self.outputs(**values), theme=theme, narrow=narrow)

    def drawn(self, outputs, *, theme="light", narrow=False):
        """The Plotly figure of named arrays, such as `run` gives. theme, narrow: as for a call."""
        return themes.dressed(trace.plain(formed(self.draw, narrow), outputs), theme)

    def describe(self, **values):
        """The figure in a sentence, for these control values."""
        return summary.fill(self.summary, self.outputs(**values))

    def code(self, **values):
        """The program that does the same with these control values, as the page copies it; None where there is none."""
        return self.listing and self.listing.filled(self, self.checked(values))

    def with_model(self, source):
        """This explainer with another model, such as a network that you have trained: it computes and draws with that,
        in Python, in a notebook and as a file.

        source: the path of an .onnx file, or its bytes. `export` makes one of a plain network in PyTorch. ValueError
        names everything in which it does not fit, its names, shapes and types, and what would fit.

        A live page runs it compiled to WebAssembly, which takes the packages of `explainers[models]` and Node, else in
        onnxruntime-web, which is heavier; `save` says which.
        """
        return replace(self, replaced=own.model(self, source))

    def export(self, network, path):
        """Write a plain network as the ONNX file of all that this figure draws, for `with_model`; returns its path.

        network: a torch.nn.Module, or its state_dict, with the layers of the figure. Needs the packages of
            `explainers[models]`; RuntimeError says what is missing. ValueError names every layer that does not fit, and
            what would, or the figures that a network can be put into.
        """
        return own.export(self, network, path)

    def spec(self):
        """All that the player needs, as plain data (JSON); a copy of its own for each caller."""
        return deepcopy(self._spec)

    @cached_property
    def beside_spec(self):
        """How runs are drawn side by side, as plain data for the player."""
        return beside.spec(self)

    @cached_property
    def _spec(self):
        return specs.of(self)

    def save(self, path, *, steps=0, theme="light", narrow=False, width=None, scale=1, size=None, **values):
        """Write the figure to path: .png, .svg, .pdf (a still picture after `steps` steps), .gif, .mp4 (a film of
        `steps` steps) or .html (one file, live).

        width: in px, by default as in the page. scale: pixels for each px, 0.25 to 8; 2 for fine screens.
        size: instead, the pixels of the whole picture or film, (1920, 1080) for a 16:9 slide; the figure is as large as
            fits, on its paper.
        ValueError for another ending, an unknown control or a value that is not allowed; OSError says why nothing can
        be written there, and what was there stays; RuntimeError what to install for a picture, or for a film as .mp4,
        or what is wrong with the browser. Of a live page it returns a sentence: how heavy it is, and what its model
        runs on.
        """
        looks = {"theme": theme, "narrow": narrow, "width": width, "scale": scale, "size": size}
        return save.save(self, path, steps=steps, **looks, values=self.checked(values))

    @property
    def files(self):
        """{name in a page: path} of the data sets that its constants are from, and of what its tally needs."""
        sets = {each.file: each.path for each in self.constants.values() if isinstance(each, Stored)}
        return {**sets, **(self.tally.files if self.tally else {})}

    @property
    def forms(self):
        """ "wide", and "narrow" where draw knows it."""
        return forms(self.draw)

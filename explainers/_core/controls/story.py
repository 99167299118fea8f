# Twin: _player/src/controls/story.js
"""A story told under the figure: moments, each of which the figure shows as it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, NamedTuple

from explainers._core.controls._control import frame
from explainers._core.controls.look import Look
from explainers._core.html import label, tag

__all__ = ["Moment", "Story"]


class Moment(NamedTuple):
    """What is told: a title, sentences, and whence it is known.

    sources: ((address, what is found there), ...). when: ("thread", "All", "Data"): it is told only while that control
    has one of these values. sets: {control: value} that the page sets with it.
    """

    title: str
    text: str
    sources: Sequence[tuple[str, str]] = ()
    when: Sequence[Any] = ()
    sets: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Story(Look):
    """Which moment of a story is looked at: chosen from a list, tapped in the figure, or the one that is being read.

    options: as for Look, the first for none; moments: what is told of the others, in their order. They stand under the
    figure with their sources, all of them, where there is no JavaScript too.
    """

    moments: Sequence[Moment] = field(default_factory=tuple)

    kind = "story"

    def fits(self, explainer, model):
        if len(self.moments) != len(self.options) - 1:
            options = len(self.options) - 1
            raise ValueError(
                f"{self.name} tells {len(self.moments)} moments, and has {options} options after the first"
            )

    def spec(self):
        told = [
            {
                **moment._asdict(),
                "sources": [list(source) for source in moment.sources],
                "when": list(moment.when) or None,
                "sets": dict(moment.sets),
            }
            for moment in self.moments
        ]
        return {**super().spec(), "moments": told}

    @staticmethod
    def markup(id, spec, address):
        labels = [option["label"] for option in spec["options"]]
        options = "".join(tag("option", escape(each), value=each, selected=each == spec["value"]) for each in labels)
        choice = label(id, spec["label"]) + tag("select", options, id=id, name=spec["name"], autocomplete="off")
        told = "".join(map(moment, spec["moments"]))
        listed = tag("ol", told, cls="dnn-moments dnn-told", role="list", aria_label=spec["label"])
        return frame(spec, tag("div", choice, cls="dnn-story-choice") + listed)

    @classmethod
    def example(cls):
        return cls("moment", {"All": 0, "First": 1}, "All", moments=[Moment("First", "It begins.")])


def moment(told):
    """One moment as an item of the list. Where there is JavaScript, its title becomes a button."""
    title = tag("strong", escape(told["title"]))
    whence = "; ".join(tag("a", escape(cited), href=address) for address, cited in told["sources"])
    return tag("li", title + tag("p", f"{escape(told['text'])} {whence}"))

"""What a fence becomes on a slide. A talk has some of the course's fences; others are refused."""

import json
from html import escape

import explainers
from explainers._core.files.markup import markup
from explainers._core.files.resting import opened
from explainers._core.goals import collected
from explainers._core.html import tag
from explainers._core.words import names, texts
from explainers._site import code, goal, maths, presets

FENCES = ("explainer", "goal", "math", "presets")
ONLY = "controls"  # in a fence: the names of those that the slide shows
PAGES = ("api", "gallery", "program", "quiz", "sort")  # what only a page of the site has


class Figures:
    """The figures of one talk: which there are, how often, and their goals."""

    def __init__(self, stills=None):
        """stills: {(name, values as JSON): {"wide-light": address, ...}} of the pictures that stand in for figures."""
        self.shown: list[tuple[str, dict]] = []
        self.goals: dict[str, list[str]] = {}
        self.stills = stills or {}

    @property
    def names(self):
        """Each explainer that is shown, once."""
        return list(dict.fromkeys(name for name, _ in self.shown))

    @property
    def pictured(self):
        """(explainer, values) of each picture that stands in for figures, once."""
        return [
            (explainers.load(name), values) for name, values in {opened([n, v]): (n, v) for n, v in self.shown}.values()
        ]

    def made(self, fence, slide_figures, md):
        """The HTML of a fence. ValueError says what is wrong; it has a `line` where it knows better than the fence."""
        source = "\n".join(line.text for line in fence.lines)
        if fence.kind == "explainer":
            return self.explainer(fence, slide_figures)
        if fence.kind == "goal":
            return self.goal(source, slide_figures, md)
        if fence.kind == "math":
            inside = maths.mathml(source, "block")
            return tag("div", inside, cls="math-block", tabindex=0, role="group", aria_label="Formula")
        if fence.kind == "presets":
            return self.presets(source, slide_figures, md)
        if fence.kind in PAGES:
            raise ValueError(
                f"a slide has no {fence.kind!r}; its fences are: {', '.join(FENCES)}, or a language's name"
            )
        return code.box(source, fence.kind or "text", "Code")

    def explainer(self, fence, slide_figures):
        """A figure, with the values that it opens with."""
        lines = [line for line in fence.lines if line.text.strip()]
        if not lines:
            raise ValueError(f"it names no explainer; there are: {', '.join(explainers.names())}")
        name = lines[0].text.strip()
        chosen = explainers.load(name)
        name = chosen.name
        if name in slide_figures:
            raise ValueError(f"{name} is already on this slide; another slide may show it again")
        values, only = {}, None
        for line in lines[1:]:
            control, colon, text = line.text.partition(":")
            try:
                if not colon:
                    raise ValueError(f"{line.text.strip()!r} is not 'control: value'")
                if control.strip() == ONLY:
                    only = listed(chosen, text)
                else:
                    values |= texts.parse(chosen, {control.strip(): text.strip()})
            except ValueError as error:
                error.line = line.number  # type: ignore[attr-defined]
                raise
        before = sum(name == other for other, _ in self.shown)
        self.shown.append((name, values))
        spec = chosen.spec()
        # An id stands once in a page, and so does a name that ids are made of.
        own = {**spec, "name": f"{name}-{before + 1}" if before else name}
        stills = self.stills.get((name, opened(values)))
        inside = markup(own, stills, values, chosen.describe(**values), only=only, inside=True)
        element = tag(
            "dnn-explainer", inside, name=name, data_state="still", data_values=json.dumps(values) if values else None
        )
        figure = tag("figure", element, cls="explainer", aria_label=chosen.title, data_prevent_swipe=True)
        return tag("div", figure, cls="talk-room", role="group", aria_label=chosen.title)

    def goal(self, source, slide_figures, md):
        """A goal for the class: one of the page's, by its number, or one that the talk sets itself."""
        first, rest = collected.named(source)
        typed, _, number = first.partition(" ")
        explainer = explainers.load(typed)
        self._on_slide(explainer.name, slide_figures, "a goal is")
        if number:
            if rest.strip():
                raise ValueError(f"{first!r} is goal {number} of the page; it takes no other lines")
            chosen = collected.chosen(explainer, int(number) if number.isdigit() else number)
            return goal.card(md, explainer, chosen)
        sources = self.goals.setdefault(explainer.name, [])
        sources.append(rest)
        return goal.card(md, explainer, collected.ladder(explainer, sources)[-1])

    def presets(self, source, slide_figures, md):
        """Ways to set the figure of the slide, each a step of it."""
        typed, rest = collected.named(source)
        explainer = explainers.load(typed)
        name = explainer.name
        self._on_slide(name, slide_figures, "presets are")
        items = []
        for title, why, query in presets.read(rest):
            texts.parse_address(explainer, query)
            link = presets.link(name, title, query, "setter fragment custom")
            items.append(tag("li", tag("p", f"{link} {escape(why)}")))
        return tag("ul", "".join(items), cls="presets")

    @staticmethod
    def _on_slide(name, slide_figures, what):
        if name not in slide_figures:
            there = ", ".join(slide_figures) or "none"
            raise ValueError(f"{what} for {name!r}, which is not above it on this slide; figures above: {there}")


def listed(explainer, text):
    """The names of controls in a text such as "play, learning_rate". ValueError for one that the explainer has not."""
    there = [control["name"] for control in explainer.spec()["controls"]]
    typed = [name.strip() for name in text.split(",") if name.strip()]
    meant = {name: names.found(name, there) for name in typed}
    for name in (name for name, found in meant.items() if found is None):
        known = names.refusal(name, there, f"it has: {', '.join(there)}")
        raise ValueError(f"{explainer.name} has no control {name!r} to show; {known}")
    if not typed:
        raise ValueError(f"'{ONLY}:' names none of: {', '.join(there)}; without that line the slide shows them all")
    return list(meant.values())

"""The goal fence: what a page asks of its reader, and the figure above judges.

    ```goal
    descent
    Get down in ten steps.
    when: step <= 10 and loss < 0.075
    hint: Which steps are too short, and which overshoot?
    solution: learning_rate=0.8&momentum=0.5&step=10
    ```

The goals of one figure are a ladder, from easy to hard. `explainers/_core/goals` says what `when` may hold.
"""

import json
import re
from html import escape
from urllib.parse import quote

from markdown import Markdown

import explainers
from explainers._core.controls import KINDS
from explainers._core.goals import collected
from explainers._core.html import tag
from explainers._core.words.summary import number

from . import fence as figures
from .loud import loud

SHORT = re.compile(r"[^.?!:,]+\??")  # of a title: up to where it begins to explain


@loud
def fence(source, language, css_class, options, md, **_):
    """A goal: its number in the ladder, the sentence, and, folded, a hint and a solution. The player does the rest."""
    name, rest = collected.named(source)
    figures.above(md, name, "a goal is")
    explainer = explainers.load(name)
    sources = md.__dict__.setdefault("goals_on_page", {}).setdefault(name, [])
    sources.append(rest)
    if "dnn-goal" not in md.block_level_elements:  # or Markdown would put it into a paragraph
        md.block_level_elements.append("dnn-goal")
    return card(md, explainer, collected.ladder(explainer, sources)[-1])


def card(md, explainer, goal):
    """The goal as its readers see it; the player judges it."""
    inner = Markdown(extensions=["smarty", "explainers._site.terms", "explainers._site.maths"])
    inner.quiz_number = f"{explainer.name}-{goal.number}"  # ids of terms' tooltips differ on a page
    specs = {control.name: control.spec() for control in explainer.controls}
    figure = tag("a", escape(SHORT.match(explainer.title)[0]), href=f"#{explainer.name}")
    folds = _fold("hint", "Hint", inner.convert(goal.hint)) + _fold("solution", "Solution", _solution(goal, specs))
    parts = [
        tag("span", goal.number, cls="dnn-goal-number", aria_hidden="true"),
        tag("p", "".join([
            f"Goal {goal.number}",
            tag("span", cls="dnn-goal-said", hidden=True),
            tag("span", f" · {figure}", cls="dnn-goal-figure"),
        ]), cls="dnn-goal-label"),
        tag("div", inner.convert(goal.text), cls="dnn-goal-text"),
        tag("p", cls="dnn-goal-record", hidden=True),
        tag("p", cls="dnn-goal-note", hidden=True),
        tag("div", folds, cls="dnn-goal-folds"),
    ]  # fmt: skip
    record = goal.record and _words(goal.record[0].name, specs)
    return tag(
        "dnn-goal",
        "".join(parts),
        cls="dnn-goal",
        id=f"{explainer.name}-goal-{goal.number}",
        for_=explainer.name,
        data_state="open",
        data_key=goal.key,
        data_goal=json.dumps(goal.spec(), separators=(",", ":")),
        data_label=record and f"Your record ({record[0].lower()}{record[1:]})",
        data_search_exclude=True,
    )


def _fold(name, word, inside):
    return tag("details", tag("summary", word) + tag("div", inside), cls=f"dnn-goal-{name}") if inside else ""


def _solution(goal, specs):
    """What to set, in words, and words that set it. Exact: what it leaves out goes back to how the page opened."""
    values = goal.values.items()
    parts = [f"{escape(_words(name, specs))}: {tag('b', escape(_shown(value, specs[name])))}" for name, value in values]
    if goal.step:
        parts.append(f"then {tag('b', goal.step)} step{'s' if goal.step > 1 else ''}")
    address = f"#{goal.explainer}?{quote(goal.solution, safe='=&%,:+')}"
    link = tag("a", "Set the figure so", cls="setter", href=address, data_exact=True, aria_disabled="true")
    return tag("ul", "".join(tag("li", part) for part in parts)) + tag("p", link, cls="dnn-goal-set")


def _words(name, specs):
    """What the page calls a control, with its group where another has the same label; or an output."""
    if name not in specs:
        return name.replace("_", " ")
    label, group = specs[name]["label"], specs[name]["group"]
    alone = sum(spec["label"] == label for spec in specs.values()) == 1
    return label if alone or not group else f"{group}: {label[0].lower()}{label[1:]}"


def _shown(value, spec):
    """A control's value as its page shows it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if spec["kind"] == "entries":
        return f"{', '.join(f'{written:g}' for written in value[1::2])}, in the field that then shows it".replace(
            "-", "−"
        )
    if spec["kind"] == "switches":
        return ", ".join(f"number {place + 1:g}" for place in value) or "none"  # counted from 1, as pages do
    if isinstance(value, list) and len(value) != len(spec.get("fields", ())):
        return KINDS[spec["kind"]].said(spec, value)
    if isinstance(value, list):
        fields = zip(spec["fields"], value, strict=True)
        return ", ".join(f"{field['label'].lower()} {part:g}" for field, part in fields)
    if isinstance(value, str):
        samples = {sample.get("name", sample.get("value")): sample["label"] for sample in spec.get("samples", [])}
        return samples.get(value, value if len(value) < 100 else "as the figure then shows it")
    return number(value, spec["format"]) if "format" in spec else f"{value:g}"

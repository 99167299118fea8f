"""A game of sorting: each thing belongs to one of a few groups. Native radio buttons; the style sheet shows what was
right and counts it, so it needs no script, and nothing is kept.

    ```sort
    Write a rule | Learn from examples
    + Work out the tax on an income.
    = Write a rule
      The law is a list of rules already.
    + Recognize a face.
    = Learn from examples
      Nobody can say what makes a face.
    ```

The first line names the groups. After `+` stands a thing, after `=` its group, and then why.
"""

from markdown import Markdown

from explainers._core.html import label, tag

from .loud import loud


@loud
def fence(source, language, css_class, options, md, **_):
    """The things, each with a button for each group, and how many were put right."""
    groups, things = read(source)
    md.sort_number = number = md.__dict__.get("sort_number", 0) + 1
    inner = Markdown(extensions=["smarty", "explainers._site.terms", "explainers._site.maths"])
    inner.quiz_number = f"sort-{number}"  # ids of terms' tooltips differ on a page
    rows = "".join(row(inner, f"sort-{number}-{place}", groups, *thing) for place, thing in enumerate(things, 1))
    score = tag("p", f" of {len(things)} sorted", cls="sort-score")
    return tag("div", rows + score, cls="sort")


def row(inner, id, groups, thing, group, why):
    """One thing: what it is, a button a group, and, once one is chosen, whether it was right, and why."""
    buttons = "".join(
        tag("input", type="radio", id=f"{id}-{place}", name=id, autocomplete="off", cls=right(each == group))
        + label(f"{id}-{place}", each)
        for place, each in enumerate(groups)
    )
    verdicts = "".join(
        tag("div", inner.convert(f"{word} {why}"), cls=f"sort-why {right(good)}")
        for good, word in ((True, "**Yes.**"), (False, f"**Rather: {group[0].lower()}{group[1:]}.**"))
    )
    legend = tag("legend", inner.convert(thing).removeprefix("<p>").removesuffix("</p>"))
    return tag("fieldset", legend + buttons + tag("div", verdicts, cls="sort-said", role="status"), cls="sort-thing")


def right(good):
    return "right" if good else "wrong"


def read(source):
    """(groups, [(thing, group, why), ...]) of a fence's text. ValueError names what is missing."""
    head, *lines = filter(None, map(str.strip, source.splitlines()))
    groups, things = [group.strip() for group in head.split("|")], []
    for line in lines:
        if line.startswith("+ "):
            things.append([line[2:], "", ""])
        elif not things:
            raise ValueError(f"{line!r} belongs to nothing that is sorted; each such thing begins with '+'")
        elif line.startswith("= "):
            things[-1][1] = line[2:]
        else:
            place = 2 if things[-1][1] else 0
            things[-1][place] = f"{things[-1][place]} {line}".strip()
    if len(groups) < 2 or not things:
        raise ValueError("a sort fence needs two or more groups in its first line, A | B, and things, each after a '+'")
    for thing, group, why in things:
        if group not in groups or not why:
            lacks = "a sentence that says why" if group in groups else f"'= ' and one of: {', '.join(groups)}"
            raise ValueError(f"{thing!r} needs {lacks}")
    return groups, things

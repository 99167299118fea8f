"""The presets fence: ways to set a figure, each with a sentence on what happens then, and why.

    ```presets
    descent
    + Too long a step
      It leaps over the valley, and lands higher than before.
      set: learning_rate=1.1&optimizer=Plain
    ```

What a preset leaves out goes back to how the page opened. An address may be broken anywhere.
"""

from html import escape
from urllib.parse import quote

from markdown import Markdown

import explainers
from explainers._core.goals import collected
from explainers._core.html import tag
from explainers._core.words import texts

from . import fence as figures
from .loud import loud

SET = "set:"


@loud
def fence(source, language, css_class, options, md, **_):
    """A list of presets, each a link that sets the figure above, and its sentences."""
    name, rest = collected.named(source)
    figures.above(md, name, "presets are")
    inner = Markdown(extensions=["smarty", "explainers._site.terms", "explainers._site.maths"])
    inner.quiz_number = f"{name}-presets"  # ids of terms' tooltips differ on a page
    explainer, items = explainers.load(name), []
    for title, why, query in read(rest):
        texts.parse_address(explainer, query)
        items.append(tag("li", tag("p", link(name, title, query), cls="preset-title") + inner.convert(why)))
    return tag("ul", "".join(items), cls="presets")


def link(name, title, query, cls="setter"):
    """Words that set a figure so; what they leave out goes back to how the page opened. They are off until the player
    is there to answer.
    """
    address = f"#{name}?{quote(query, safe='=&%,:+')}"
    return tag("a", escape(title), cls=cls, href=address, data_exact=True, aria_disabled="true")


def read(source):
    """[(title, sentences, address), ...] of a fence's text but for its first line. ValueError names what is missing."""
    found = []
    for line in filter(None, map(str.strip, source.splitlines())):
        if line.startswith("+ "):
            found.append((line[2:].strip(), [], []))
        elif not found:
            raise ValueError(f"{line!r} belongs to no preset; each begins with '+' and its title")
        elif line.startswith(SET) or found[-1][2]:
            found[-1][2].append(line.removeprefix(SET).strip())
        else:
            found[-1][1].append(line)
    for title, why, query in found:
        if not why or not query:
            raise ValueError(f"the preset {title!r} lacks {'its sentence' if query else repr(SET)}")
    return [(title, " ".join(why), "".join(query)) for title, why, query in found]

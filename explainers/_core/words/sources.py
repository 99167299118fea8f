"""Where the numbers in a figure come from: a list that unfolds under it."""

from html import escape
from typing import NamedTuple

from explainers._core.html import tag


class Source(NamedTuple):
    """A fact that a figure shows, in words; and where it can be checked: an address, and what is found there."""

    fact: str
    address: str
    cited: str


def markup(sources):
    """The HTML of [[fact, address, cited], ...]."""
    items = (tag("li", f"{escape(fact)}. {tag('a', escape(cited), href=address)}") for fact, address, cited in sources)
    inside = tag("summary", "Where the numbers come from") + tag("ul", "".join(items), role="list")
    return tag("details", inside, cls="dnn-fold dnn-sources")

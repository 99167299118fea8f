"""Terms: `[gradient](term:gradient)` shows its definition on hover and on focus.

All definitions are in `docs/terms.yml`. An unknown term stops the build.
"""

import xml.etree.ElementTree as etree
from functools import cache
from urllib.parse import unquote

import yaml
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from explainers._core.files import places
from explainers._core.words import names

SCHEME = "term:"


@cache
def definitions():
    """Definitions by term."""
    return yaml.safe_load((places.DOCS / "terms.yml").read_text("utf-8"))


class Terms(Treeprocessor):
    """Turns term links into focusable words with a tooltip."""

    def run(self, root):
        links = [a for a in root.iter("a") if a.get("href", "").startswith(SCHEME)]
        for number, element in enumerate(links, 1):
            self._define(element, element.get("href").removeprefix(SCHEME), number)

    def _define(self, element, term, number):
        known = definitions()
        meant = names.found(unquote(term), list(known))
        if meant is None:
            there = names.refusal(term, known, f"docs/terms.yml has {', '.join(known)}")
            raise ValueError(f"unknown term {term!r} in a term: link; {there}")
        tip = f"tip-{self.md.__dict__.get('quiz_number', 0)}-{number}"
        element.tag = "span"
        del element.attrib["href"]
        element.attrib.update({"class": "term", "tabindex": "0", "aria-describedby": tip})
        tooltip = etree.SubElement(
            element, "span", {"class": "term-tip", "role": "tooltip", "id": tip, "data-search-exclude": ""}
        )
        tooltip.text = known[meant]


class TermsExtension(Extension):
    """For `markdown_extensions` in mkdocs.yml."""

    def extendMarkdown(self, md):
        # After inline patterns made the links (20), before MkDocs judges their addresses (0).
        md.treeprocessors.register(Terms(md), "terms", 10)


def makeExtension(**options):
    return TermsExtension(**options)

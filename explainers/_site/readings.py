"""Folded maths, read aloud: at the end of a fold `??? maths` stands how each of its symbols is read, and what it means.

All readings are in `docs/symbols.yml`. A symbol without one stops the build.
"""

import re
from functools import cache

import yaml
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from explainers._core.files import places
from explainers._site.maths import INLINE

OPENS = re.compile(r'^\?\?\? maths\b.*"$')
TEX = re.compile(rf"^ *```math\n(.*?)^ *```$|{INLINE}", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"\\(?:operatorname|begin)\{\w+\}|\\[A-Za-z]+")
# What lays a formula out, and says nothing.
SILENT = {r"\textcolor", r"\text", r"\left", r"\right", r"\big", r"\Big", r"\quad", r"\qquad", r"\frac", r"\end"}
SILENT |= {r"\rfloor"}  # what opens it is read for both
INDENT = " " * 4


@cache
def known():
    """{symbol: how it is read}, in the order in which a fold lists them."""
    return yaml.safe_load((places.DOCS / "symbols.yml").read_text("utf-8"))


def symbols(text):
    """The symbols that the formulas in a text use, in the order of `known`. ValueError names one without a reading."""
    formulas = "\n".join(block or inline for block, inline in TEX.findall(text)).replace(r"\tfrac", r"\frac")
    formulas = re.sub(r"\\textcolor\{\w+\}", "", formulas)
    unread = set(COMMAND.findall(formulas)) - SILENT - set(known())
    if unread:
        raise ValueError(f"no reading in docs/symbols.yml for {', '.join(sorted(unread))}, used in folded maths")
    used = {*COMMAND.findall(formulas), *(symbol for symbol in known() if not COMMAND.fullmatch(symbol))}
    return [symbol for symbol in known() if symbol in used and symbol in formulas]


def readings(text):
    """The lines, in Markdown, that read the symbols of a text aloud."""
    return ["**Read aloud**", "", *(f"- {known()[symbol].strip()}" for symbol in symbols(text))]


class Readings(Preprocessor):
    """Ends each fold of maths with its readings."""

    def run(self, lines):
        out, fold = [], None
        for line in [*lines, "end"]:  # the last fold ends, too
            if fold is not None and line and not line.startswith(INDENT):
                said = readings("\n".join(fold))
                while not out[-1]:
                    out.pop()
                out += ["", *(INDENT + each if each else "" for each in said), ""] if len(said) > 2 else [""]
                fold = None
            if OPENS.match(line):
                fold = []
            elif fold is not None:
                fold.append(line)
            out.append(line)
        return out[:-1]


class ReadingsExtension(Extension):
    """For `markdown_extensions` in mkdocs.yml."""

    def extendMarkdown(self, md):
        # After snippets (32) have come in, before fences (25) are taken out.
        md.preprocessors.register(Readings(md), "readings", 28)


def makeExtension(**options):
    return ReadingsExtension(**options)

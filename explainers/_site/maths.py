r"""Maths, set when the site is built: `$w x$` in a line, a `math` fence for a block. No script, no web font.

`\textcolor{positive}{w}` colors by meaning: the name is one of the palette's, never a color.
"""

import re
from xml.etree import ElementTree

from latex2mathml.converter import convert
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from .loud import loud

MEANINGS = ("input", "positive", "negative", "output", "loss", "gradient")
ARGUMENTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
LONG = 16  # symbols
INLINE = r"(?<![\\$])\$(?!\s)([^$\n]+?)(?<!\s)\$(?!\d)"


def mathml(tex, display="inline"):
    """TeX -> MathML. ValueError where the TeX is not understood."""
    try:
        out = convert(tex.strip(), display=display)
    except Exception as error:  # the converter has a dozen kinds, without a common one
        raise ValueError(f"invalid TeX {tex.strip()!r}: {type(error).__name__} {error}") from error
    unknown = re.search(r"\\[A-Za-z]+", out)  # an unknown command comes through as it stands
    if unknown:
        raise ValueError(f"invalid TeX {tex.strip()!r}: unknown command {unknown[0]}")
    for element in ElementTree.fromstring(out).iter():
        tag = element.tag.rpartition("}")[2]
        if len(element) != ARGUMENTS.get(tag, len(element)):  # \frac with one argument, say
            raise ValueError(f"invalid TeX {tex.strip()!r}: {tag} takes {ARGUMENTS[tag]} arguments, not {len(element)}")
    return re.sub(r'mathcolor="([^"]*)"', _meaning, out)


def _meaning(match):
    if match[1] not in MEANINGS:
        raise ValueError(f"unknown color {match[1]!r} in maths; allowed: {', '.join(MEANINGS)}")
    return f'class="math-{match[1]}"'


@loud
def fence(source, language, css_class, options, md, **_):
    """A block, in a box that scrolls by itself when it is wider than the screen."""
    return f'<div class="math-block" tabindex="0" role="group" aria-label="Formula">{mathml(source, "block")}</div>'


class InlineMaths(InlineProcessor):
    """Dollars around TeX. What may be wider than a phone stands in a box that scrolls by itself, as it cannot wrap."""

    def handleMatch(self, match, data):
        made = mathml(match[1])
        if len(re.sub("<[^>]+>", "", made)) > LONG:
            made = f'<span class="math-long">{made}</span>'
        return self.md.htmlStash.store(made), match.start(0), match.end(0)


class MathsExtension(Extension):
    """For `markdown_extensions` in mkdocs.yml."""

    def extendMarkdown(self, md):
        # After code (190), so that a dollar in code stays one; before escapes (180), so that TeX keeps its backslashes.
        md.inlinePatterns.register(InlineMaths(INLINE, md), "maths", 185)


def makeExtension(**options):
    return MathsExtension(**options)

"""Code in pages: the files behind a figure, included as they ran, and ordinary code fences."""

import html

from pygments import highlight
from pygments.filter import simplefilter
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, Text

import explainers
from explainers._core.files import places

from .loud import loud

ROOT = places.DOCS.parent
# What text.css colors. All else would be a mark for each word and comma, of which a page has thousands.
COLORED = {
    *("k", "kn", "kc", "kd", "ow"),  # words of the language
    *("s1", "s2", "sd", "sa", "si"),  # texts
    *("nf", "nc", "fm", "nd"),  # names that are given
    *("mi", "mf", "mh"),  # numbers
    *("o", "c1", "ch"),  # signs and comments
}


def details(spec, alone):
    """What is seen and what is computed, folded, and a link to the figure by itself."""
    found = [(explainers.load(spec["name"]).file, "What you see and touch")]
    found += [(path, "What is computed") for path in (ROOT / "models").glob(f"*/{spec['model']['name']}.py")]
    parts = "".join(_listing(path, what) for path, what in found)
    return (
        '<details class="explainer-code" data-search-exclude><summary>The Python behind this figure</summary>'
        f"{parts}</details>"
        f'<p class="explainer-alone"><a href="{html.escape(alone)}">Open this figure alone</a></p>'
    )


@loud
def fence(source, language, css_class, options, md, **_):
    """Any other fence: plain code."""
    return box(source, language or "text", "Code")


def _listing(path, what):
    label = path.relative_to(ROOT).as_posix()
    return f'<p class="explainer-file">{what}: <code>{label}</code></p>{box(path.read_text("utf-8"), "python", label)}'


def box(text, language, label):
    """Highlighted code in a box that scrolls by itself, so it takes the keyboard too."""
    lexer = get_lexer_by_name(language)
    lexer.add_filter(colored())
    body = highlight(text, lexer, HtmlFormatter(nowrap=True))
    return (
        f'<div class="highlight"><pre tabindex="0" role="group" aria-label="{html.escape(label)}">'
        f"<code>{body}</code></pre></div>"
    )


@simplefilter
def colored(self, lexer, stream, options):
    """The tokens, those without a color as plain text."""
    for kind, value in stream:
        yield (kind if STANDARD_TYPES.get(kind) in COLORED else Text), value

"""The code behind a figure, taken from the files that ran."""

import html
from pathlib import Path

import explainers
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from . import place

PACKAGE = Path(explainers.__file__).parent


def details(spec, alone):
    """What is seen and what is computed, folded, and a link to the figure by itself."""
    files = [PACKAGE / f"{spec['name']}.py", place.ROOT / "models" / f"{spec['model']['name']}.py"]
    parts = "".join(_listing(path) for path in files if path.exists())
    return (
        f'<details class="explainer-code"><summary>The Python behind this figure</summary>{parts}</details>'
        f'<p class="explainer-alone"><a href="{html.escape(alone)}">Open this figure alone</a></p>'
    )


def _listing(path):
    what = "What you see and touch" if path.parent == PACKAGE else "What is computed"
    label = f"{path.parent.name}/{path.name}"
    return f'<p class="explainer-file">{what}: <code>{label}</code></p>{python(path.read_text("utf-8"), label)}'


def python(text, label):
    """Highlighted Python in a box that scrolls by itself, so it takes the keyboard too."""
    body = highlight(text, PythonLexer(), HtmlFormatter(nowrap=True))
    return (
        f'<div class="highlight"><pre tabindex="0" role="group" aria-label="{html.escape(label)}">'
        f"<code>{body}</code></pre></div>"
    )

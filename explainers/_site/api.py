"""The API page: public names, their signatures and docstrings, read from the code itself."""

import html
import inspect
import textwrap

import explainers
from markdown import Markdown


def fence(source, language, css_class, options, md, **_):
    """What `explainers` offers, in the order of its `__all__`."""
    return "".join(_entry(f"explainers.{name}", getattr(explainers, name), 2) for name in explainers.__all__)


def _entry(name, thing, level):
    members = "".join(
        _entry(f"{name.removeprefix('explainers.')}.{key}", member, level + 1) for key, member in _methods(thing)
    )
    return (
        f'<section class="api"><h{level} id="{name}"><code>{html.escape(name)}</code></h{level}>'
        f"{_signature(thing)}{_prose(thing)}{members}</section>"
    )


def _methods(thing):
    """Public methods with a docstring, as written in the class."""
    if not inspect.isclass(thing):
        return []
    named = ((key, getattr(thing, key)) for key in vars(thing) if not key.startswith("_") or key == "__call__")
    return [(key, member) for key, member in named if inspect.isfunction(member) and member.__doc__]


def _signature(thing):
    try:
        text = str(inspect.signature(thing))
    except (TypeError, ValueError):
        return ""
    return f'<pre tabindex="0" role="group" aria-label="Signature"><code>{html.escape(text)}</code></pre>'


def _prose(thing):
    text = inspect.getdoc(thing) or ""
    return Markdown(extensions=["fenced_code"]).convert(textwrap.dedent(text))

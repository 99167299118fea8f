"""The API page: public names, their signatures and docstrings, read from the code itself."""

import html
import inspect
import re

from markdown import Markdown

import explainers

from .loud import loud

WIDE = 60  # characters; a longer signature gets a line for each parameter
PARAMETER = re.compile(r"^(\w+): ", re.MULTILINE)


@loud
def fence(source, language, css_class, options, md, **_):
    """What `explainers` offers: functions, then what they work on, then what that is made of."""
    public = {name: getattr(explainers, name) for name in explainers.__all__}
    order = sorted(public, key=lambda name: (inspect.isclass(public[name]), not _methods(public[name])))
    return "".join(_entry(f"explainers.{name}", public[name], 2) for name in order)


def _entry(name, thing, level):
    owner = name.removeprefix("explainers.")
    members = "".join(_entry(f"{owner}.{key}", member, level + 1) for key, member in _methods(thing))
    return (
        f'<section class="api"><h{level} id="{name}"><code>{html.escape(name)}</code></h{level}>'
        f"{_signature(thing, is_method=level > 2)}{_prose(thing)}{members}</section>"
    )


def _methods(thing):
    """Public methods with a docstring, as written in the class."""
    if not inspect.isclass(thing):
        return []
    named = ((key, member) for key, member in vars(thing).items() if not key.startswith("_") or key == "__call__")
    return [(key, member) for key, member in named if inspect.isfunction(member) and member.__doc__]


def _signature(thing, is_method):
    signature = inspect.signature(thing).replace(return_annotation=inspect.Signature.empty)
    if is_method:
        signature = signature.replace(parameters=list(signature.parameters.values())[1:])
    text = re.sub(r"\b(?:collections\.abc|explainers\._core\.\w+)\.", "", str(signature))  # not where a name is from
    if len(text) > WIDE:
        text = "(\n" + "".join(f"    {part},\n" for part in _parts(text[1:-1])) + ")"
    return f'<pre tabindex="0" role="group" aria-label="Signature"><code>{html.escape(text)}</code></pre>'


def _parts(text):
    """Parameters as text, split at the commas that are not inside brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in "[(") - (character in "])")
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def _prose(thing):
    """The docstring; its lines `name: meaning` become a list."""
    paragraphs = inspect.getdoc(thing).split("\n\n") if thing.__doc__ else []
    listed = (
        PARAMETER.sub(r"- `\1`: ", paragraph) if PARAMETER.match(paragraph) else paragraph for paragraph in paragraphs
    )
    return Markdown(extensions=["fenced_code"]).convert("\n\n".join(listed))

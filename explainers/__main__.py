"""`python -m explainers`: list the explainers, build what the site needs, save one as a file, make a talk."""

import argparse
import contextlib
import sys
from pathlib import Path

import explainers
from explainers import _terminal as terminal
from explainers._core.files import target
from explainers._core.words import texts


def main(arguments=None):
    """The command line; the exit code: 0 done, 1 could not, 2 called wrongly."""
    terminal.plain()
    try:
        try:
            return run(arguments)
        finally:
            terminal.closing()
    except (ValueError, RuntimeError, OSError) as error:
        return terminal.fail(error)


def run(arguments):
    parser = argparse.ArgumentParser(prog=terminal.PROGRAM, description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="the names and titles of all explainers")
    commands.add_parser("build", help="specs, models, player and still pictures, into docs/assets/explainers")
    saving = commands.add_parser("save", help="one explainer as a picture, a film or a live .html file")
    saving.add_argument("name", help="an explainer, as `list` names them")
    saving.add_argument("path", help="the file to write")
    saving.add_argument("values", nargs="*", metavar="CONTROL=VALUE", help="values of its controls, as in weather=0")
    saving.add_argument("--steps", type=int, default=0, help="how many steps to run first, or a film shows")
    saving.add_argument("--theme", choices=["light", "dark"], default="light")
    saving.add_argument("--width", type=int, help="of a picture, in px (default: as in the page)")
    saving.add_argument("--scale", type=float, default=1, help="pixels for each px; 2 for fine screens")
    saving.add_argument("--size", metavar="WxH", help="instead, the pixels of it all, as in 1920x1080 for a slide")
    talking = commands.add_parser("talk", help="a Markdown file as slides, in one .html file that needs no network")
    talking.add_argument("source", help="the talk, slides divided by lines '---'")
    talking.add_argument(
        "-o", "--output", metavar="FILE", help="the .html file (default: beside the talk, unless --pdf)"
    )
    talking.add_argument("--pdf", metavar="FILE", help="print it, with still pictures; needs Chromium")
    talking.add_argument("--theme", choices=["light", "dark", "auto"], default="light", help="auto: as the system has")
    talking.add_argument("--watch", action="store_true", help="write it again whenever the talk changes")
    given = parser.parse_args(arguments)
    return {"list": show, "build": build, "save": save, "talk": talk}[given.command](given)


def show(_):
    names = explainers.names()
    for name in names:
        terminal.say(f"{name:{max(map(len, names))}}  {explainers.load(name).title}")
    return 0


def build(_):
    from explainers._core.files.build import build as write  # here, because only a build needs what it brings in

    write(terminal.say)
    talks()
    return 0


def talks():
    """Write the talks of the site, each as a page and as the text that it is made from."""
    from explainers._core.files import places
    from explainers._talk.command import write

    for source in sorted(places.DOCS.rglob(f"*{places.TALK}")):
        name = source.name.removesuffix(places.TALK)
        write(source, source.with_name(f"{name}.html"), say=terminal.say)
        target.write(source.with_name(f"{name}.txt"), source.read_bytes())


def talk(given):
    try:
        from explainers._talk import command
    except ImportError as error:
        raise RuntimeError(f"a talk needs {error.name}: pip install 'explainers[talk]'") from error
    source = target.path(given.source)
    source.open().close()  # what is not there is said before where it would go
    html = source.with_suffix(".html") if given.output is None and given.pdf is None else given.output
    if html is not None and Path(html).suffix.lower() != ".html":
        raise ValueError(f"a talk is written as .html, not {Path(html).name!r}; for paper, give --pdf")
    if given.pdf is not None and Path(given.pdf).suffix.lower() != ".pdf":
        raise ValueError(f"--pdf takes a file that ends in .pdf, not {given.pdf!r}")
    html = html if html is None else target.place(html, (".html",), "write")[0]
    pdf = given.pdf if given.pdf is None else target.place(given.pdf, (".pdf",), "print to")[0]
    if not given.watch:
        command.write(source, html, pdf, given.theme, terminal.say)
        return 0
    terminal.say(f"watching {source}; Ctrl+C ends it")
    with contextlib.suppress(KeyboardInterrupt):
        command.watch(source, html, pdf, given.theme, terminal.say)
    return 0


def size(text):
    """(width, height) of a text such as 1920x1080, or None of none."""
    if text is None:
        return None
    sides = text.lower().split("x")
    if len(sides) != 2 or not all(side.isdigit() for side in sides):
        raise ValueError(f"--size takes WIDTHxHEIGHT, as in 1920x1080, not {text!r}")
    return int(sides[0]), int(sides[1])


def save(given):
    values = {}
    for text in given.values:
        name, equals, value = text.partition("=")
        if not equals:
            raise ValueError(f"{text!r} is not CONTROL=VALUE, as in weather=0")
        values[name] = value
    explainer = explainers.load(given.name)
    values = texts.parse(explainer, values)
    looks = {"theme": given.theme, "width": given.width, "scale": given.scale, "size": size(given.size)}
    explainer.save(given.path, steps=given.steps, **looks, **values)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m explainers`: list the explainers, build what the site needs, save one as a file."""

import argparse
import sys

import explainers
from explainers._core.words import texts


def main(arguments=None):
    """The command line; the exit code: 0 done, 1 could not, 2 called wrongly."""
    parser = argparse.ArgumentParser(prog="python -m explainers", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="the names and titles of all explainers")
    commands.add_parser("build", help="specs, models, player and still pictures, into docs/assets/explainers")
    saving = commands.add_parser("save", help="one explainer as a .png, .svg, .pdf or a live .html file")
    saving.add_argument("name", help="an explainer, as `list` names them")
    saving.add_argument("path", help="the file to write")
    saving.add_argument("values", nargs="*", metavar="CONTROL=VALUE", help="values of its controls, as in weather=0")
    saving.add_argument("--steps", type=int, default=0, help="how many steps to run first (pictures only)")
    saving.add_argument("--theme", choices=["light", "dark"], default="light")
    saving.add_argument("--width", type=int, help="of a picture, in px (default: as in the page)")
    given = parser.parse_args(arguments)
    try:
        return {"list": show, "build": build, "save": save}[given.command](given)
    except (ValueError, RuntimeError, OSError) as error:
        print(f"python -m explainers: {error}", file=sys.stderr)
        return 1


def show(_):
    names = explainers.names()
    for name in names:
        print(f"{name:{max(map(len, names))}}  {explainers.load(name).title}")
    return 0


def build(_):
    from explainers._core.files.build import build as write  # here, because only a build needs what it brings in

    write(lambda line: print(line, flush=True))
    return 0


def save(given):
    values = {}
    for text in given.values:
        name, equals, value = text.partition("=")
        if not equals:
            raise ValueError(f"{text!r} is not CONTROL=VALUE, as in weather=0")
        values[name] = value
    explainer = explainers.load(given.name)
    values = texts.parse(explainer, values)
    explainer.save(given.path, steps=given.steps, theme=given.theme, width=given.width, **values)
    return 0


if __name__ == "__main__":
    sys.exit(main())

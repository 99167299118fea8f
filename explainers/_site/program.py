"""A program to read and to take away, and what it printed when the site was tested.

    ```program
    learning/programs/circle_torch.py
    prints: learning/programs/circle_torch.txt
    change: nn.Tanh() -> nn.Identity()
    ```

The first line is a file in `docs/`. With `prints`, tests run it, and what it prints is that file. With `change`,
another program is meant: the same with these words instead of those, and only the lines that differ are shown. A
program that no test runs says so: `note: Not run here.`
"""

from explainers._core.files import places
from explainers._core.html import tag

from . import code, place
from .loud import loud

KEYS = ("prints", "change", "note")


@loud
def fence(source, language, css_class, options, md, **_):
    """The program, or its changed lines, with a link to the file; and what it prints."""
    path, known = read(source)
    text = program(path, known.get("change"))
    if "change" in known:
        before = program(path).splitlines()
        lines = [line for line in text.splitlines() if line not in before]
        return code.box("\n".join(lines), "python", "The line that differs") + printed(known)
    name = path.rpartition("/")[2]
    link = tag("a", f"Download {name}", href=place.link(md, path), download=name)
    note = tag("span", known["note"], cls="program-note") if "note" in known else ""
    return code.box(text, "python", name) + tag("p", note + link, cls="program-file") + printed(known)


def printed(known):
    if "prints" not in known:
        return ""
    return tag("p", "It prints", cls="program-prints") + code.box(text_of(known["prints"]), "text", "What it prints")


def program(path, change=None):
    """The text of a program in `docs/`, with `change`, "these words -> those", made. ValueError where it cannot be."""
    text = text_of(path)
    if change is None:
        return text
    old, arrow, new = change.partition(" -> ")
    if not arrow or text.count(old) != 1:
        found = f"{old!r} is there {text.count(old)} times" if arrow else f"{change!r} has no ' -> '"
        raise ValueError(f"{path}: a change is 'these words -> those', of words that are there once; {found}")
    return text.replace(old, new)


def text_of(path):
    file = places.DOCS / path
    if not file.is_file():
        there = ", ".join(sorted(each.relative_to(places.DOCS).as_posix() for each in places.DOCS.rglob("programs/*")))
        raise ValueError(f"there is no file {path!r} in docs/; programs and what they print: {there}")
    return file.read_text(encoding="utf-8")


def read(source):
    """(path, {key: text}) of a fence's text. ValueError names what is not known, or missing."""
    path, *lines = [line.strip() for line in source.strip().splitlines()] or [""]
    known = {}
    for line in filter(None, lines):
        key, colon, text = line.partition(": ")
        if key not in KEYS or not colon:
            raise ValueError(f"{path}: {line!r} is not 'key: text'; keys are {', '.join(KEYS)}")
        known[key] = text.strip()
    if ("prints" in known) == ("note" in known):
        raise ValueError(f"{path}: a program that tests run has 'prints: FILE'; any other says so in 'note: ...'")
    return path, known

"""Markdown on a slide: text, links, pictures, formulas. What a page on its own cannot have is refused."""

import base64
import os
import re
from pathlib import Path
from urllib.parse import unquote

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

import explainers
from explainers._core.words import texts

TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)")  # where a line of text leads, or what picture it shows
SITE = "site:"  # before an address within the course: site:learning/descent/
CODE = re.compile(r"`[^`]*`")


class Addresses(Treeprocessor):
    """Puts pictures into the page, and makes words that set a figure the steps of their slide."""

    def __init__(self, md, folder, site):
        super().__init__(md)
        self.folder, self.site = folder, site

    def run(self, root):
        for image in root.iter("img"):
            image.set("src", inlined(self.folder, image.get("src", "")))
        for link in root.iter("a"):
            address = link.get("href", "")
            if address.startswith("#"):
                link.set("class", "setter fragment custom")
                link.set("aria-disabled", "true")  # until the player is there to answer
            elif address.startswith(SITE) and not self.site:
                link.tag = "span"  # nobody has said where the site is: the words stay
                link.attrib.clear()
            else:
                address = f"{self.site.rstrip('/')}/{address[len(SITE) :]}" if address.startswith(SITE) else address
                link.attrib.update({"href": address, "target": "_blank", "rel": "noopener"})  # the talk stays open


class Words(Extension):
    """The extension for one talk, whose pictures are found from a folder. site: the address of the course, or ""."""

    def __init__(self, folder, site):
        super().__init__()
        self.given = folder, site

    def extendMarkdown(self, md):
        # After inline patterns (20) have made the links.
        md.treeprocessors.register(Addresses(md, *self.given), "talk", 9)


def converter(folder):
    """The Markdown of a talk whose pictures are found from a folder."""
    site = os.environ.get("SITE_URL", "")
    return Markdown(
        extensions=["attr_list", "sane_lists", "smarty", "tables", "explainers._site.maths", Words(folder, site)]
    )


def path(folder, address):
    """The file that a picture's address names. ValueError where there is none, or of a kind that is not known."""
    if re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE):
        raise ValueError(f"the picture {address!r} is not a file; a talk takes its pictures with it, so save it first")
    found = folder / unquote(address)
    if found.suffix.lower() not in TYPES:
        raise ValueError(f"the picture {address!r} is of no known kind; the endings are: {', '.join(TYPES)}")
    if not found.is_file():
        raise ValueError(f"there is no picture {address!r}; looked for {found}")
    return found


def inlined(folder, address):
    """A picture as an address that holds it."""
    if address.startswith("data:"):
        return address
    file = path(folder, address)
    return f"data:{TYPES[file.suffix.lower()]};base64,{base64.b64encode(file.read_bytes()).decode()}"


def check(line, folder, figures):
    """ValueError for an address in a line of text that leads nowhere. figures: the names of those on the slide."""
    for found in LINK.finditer(CODE.sub("", line)):
        address = found[1]
        if found[0].startswith("!"):
            path(folder, address)
        elif address.startswith("term:"):
            raise ValueError(f"{address!r}: a slide explains its words itself; terms are for pages")
        elif address.startswith("#"):
            name, question, query = address[1:].partition("?")
            if not question:
                raise ValueError(
                    f"{address!r} leads nowhere in a talk; words that set a figure are '#NAME?CONTROL=VALUE'"
                )
            texts.parse_address(explainers.load(name), query)
            if name not in figures:
                there = ", ".join(figures) or "none"
                raise ValueError(f"{name!r} is not on this slide, so words cannot set it; its figures: {there}")
        elif not re.match(rf"https?://|mailto:|{SITE}", address):
            raise ValueError(
                f"{address!r} is no whole address, 'https://...', and a talk stands alone; a page of the course is "
                f"'{SITE}learning/descent/', say"
            )


def pictures(deck):
    """The paths of all picture files that a talk shows, or would show."""
    lines = [part.text for slide in deck.slides for part in [*slide.parts, *slide.notes] if hasattr(part, "text")]
    found = [link for line in lines for link in LINK.finditer(CODE.sub("", line))]
    return [Path(deck.path.parent, unquote(link[1])) for link in found if link[0].startswith("!")]

"""A talk on paper: one page a slide, with still pictures of its figures as they open."""

import base64
import tempfile
from pathlib import Path

import explainers
from explainers._core.files import browser, pictures, target
from explainers._core.picture.drawing import WIDTHS
from explainers._talk.fences import Figures, key
from explainers._talk.page import page, slides


def pdf(deck, path, theme="light"):
    """Write a talk as a PDF. TalkError says where in the talk something is wrong, RuntimeError what to install, or what
    is wrong with the browser.
    """
    chosen = "light" if theme == "auto" else theme
    figures = Figures()
    slides(deck, figures, paper=True)  # what is wrong in it is said before a browser starts
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "talk.html")
        source.write_text(page(deck, chosen, stills(figures, chosen)), encoding="utf-8")
        target.write(path, browser.printed(source))


def stills(figures, theme):
    """{(name, values as JSON): {"wide-light": address}} of the figures that a talk shows, drawn in one browser."""
    wanted = {(name, key(values)): (name, values) for name, values in figures.shown}
    work = []
    for name, values in wanted.values():
        figure = explainers.load(name)(theme=theme, **values)
        work.append((figure, ".svg", figure.layout.width or WIDTHS["wide"]))
    drawn = [f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}" for svg in pictures.drawn(work)]
    return {each: {f"wide-{theme}": address} for each, address in zip(wanted, drawn, strict=True)}

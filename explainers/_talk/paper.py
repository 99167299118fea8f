"""A talk on paper: one page a slide, with still pictures of its figures as they open."""

import tempfile
from pathlib import Path

from explainers._core.files import browser, target
from explainers._core.files.resting import resting
from explainers._talk.fences import Figures
from explainers._talk.page import page, slides


def pdf(deck, path, theme="light"):
    """Write a talk as a PDF. TalkError says where in the talk something is wrong, RuntimeError what to install, or what
    is wrong with the browser.
    """
    chosen = "light" if theme == "auto" else theme
    figures = Figures()
    slides(deck, figures, paper=True)  # what is wrong in it is said before a browser starts
    with tempfile.TemporaryDirectory() as folder:
        said: list[str] = []
        drawn = resting(figures.pictured, chosen, ("wide",), said.append)
        if figures.shown and not drawn:
            raise RuntimeError(said[-1])
        source = Path(folder, "talk.html")
        source.write_text(page(deck, chosen, drawn), encoding="utf-8")
        target.write(path, browser.printed(source))

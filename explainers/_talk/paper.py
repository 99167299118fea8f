"""A talk on paper: one page a slide, with still pictures of its figures as they open."""

import subprocess
import tempfile
from pathlib import Path

from explainers._core.files.resting import resting
from explainers._talk.fences import Figures
from explainers._talk.page import page, slides

PATIENCE = 120  # seconds for the browser to print
# As kaleido, which draws the pictures, starts it: without a graphics card, and without the sandbox, which root and many
# containers lack; what it opens is this file alone.
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer")
MISSING = (
    "a PDF needs Chromium or Chrome, and kaleido, which finds it: install it, or set BROWSER_PATH to it, and "
    "`pip install 'explainers[stills]'`"
)


def pdf(deck, path, theme="light"):
    """Write a talk as a PDF. TalkError says where in the talk something is wrong, RuntimeError what to install."""
    chosen = "light" if theme == "auto" else theme
    figures = Figures()
    slides(deck, figures, paper=True)  # what is wrong in it is said before a browser starts
    browser = found()
    path = Path(path).resolve()
    with tempfile.TemporaryDirectory() as folder:
        drawn = resting(figures.pictured, chosen, ("wide",))
        if figures.shown and not drawn:
            raise RuntimeError(MISSING)
        source = Path(folder, "talk.html")
        source.write_text(page(deck, chosen, drawn), encoding="utf-8")
        command = [browser, *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={path}", source.as_uri()]
        before = path.stat().st_mtime_ns if path.is_file() else None
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if not path.is_file() or path.stat().st_mtime_ns == before:
        last = done.stderr.strip().splitlines()[-1:] or [f"it ended with {done.returncode}"]
        raise RuntimeError(f"the browser {browser} wrote no {path.name}: {last[0]}")


def found():
    """The path of the browser. RuntimeError says what to install where there is none."""
    try:
        from choreographer.browsers.chromium import Chromium  # here: it comes with kaleido, which is an extra
    except ImportError as error:
        raise RuntimeError(MISSING) from error
    browser = Chromium.find_browser(skip_local=False)
    if not browser or not Path(browser).is_file():
        raise RuntimeError(MISSING)
    return str(browser)

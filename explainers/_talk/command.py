"""`python -m explainers talk`: write a talk, again whenever its file changes, and on paper."""

import time
from pathlib import Path

from explainers._core.files import target
from explainers._core.files.save import lacks
from explainers._talk import deck, words
from explainers._talk.page import page
from explainers._talk.paper import pdf

OFTEN = 0.5  # seconds between two looks at whether a file has changed
LARGE = 4_000_000  # bytes: what is heavier is slow to open from a stick, and to send


def write(path, html=None, paper=None, theme="light", say=print):
    """Write a talk's file as a page, as a PDF, or both, and say what was written.

    TalkError says where in the talk something is wrong; RuntimeError what to install.
    """
    talk = deck.read(path)
    if html:
        text = page(talk, theme)
        content = text.encode()
        target.write(html, content)
        size = len(content)
        heavy = ": a photo figure brings its network along, which is heavy" if size > LARGE else ""
        say(f"{html}: {len(talk.slides)} slides, {size / 1e6:.1f} MB{heavy}{lacks(text)}")
    if paper:
        pdf(talk, paper, theme)
        say(f"{paper}: {len(talk.slides)} pages")


def watch(path, html, paper=None, theme="light", say=print, rounds=None):
    """Write a talk now and whenever its file, or a picture in it, changes. What is wrong is said, and waited out.

    rounds: how many times to look; by default until it is interrupted.
    """
    seen = None
    while rounds is None or rounds > 0:
        now = dates(path)
        if now != seen:
            try:
                write(path, html, paper, theme, say)
            except (ValueError, RuntimeError, OSError) as error:
                say(f"not written: {error}")
            seen = now
        rounds = rounds and rounds - 1
        if rounds != 0:
            time.sleep(OFTEN)


def dates(path):
    """{file: when it changed last} of a talk and its pictures; None for one that is not there."""
    try:
        files = [Path(path), *words.pictures(deck.read(path))]
    except (ValueError, OSError):
        files = [Path(path)]
    return {file: file.stat().st_mtime_ns if file.is_file() else None for file in files}

"""`make site`: from nothing, and after one edit."""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from tests.support import ROOT

# What is edited: a page; and of an explainer, one value.
PAGE = "docs/networks/neuron.md"
EXPLAINER = ("explainers/networks/festival.py", "value=25", "value=24")


def made(folder):
    """Seconds that make site takes in a folder."""
    start = time.perf_counter()
    subprocess.run(["make", "--silent", "site"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def edited(text, old, new):
    if old not in text:
        raise ValueError(f"nothing to edit: {old!r} is not there any more")
    return text.replace(old, new, 1)


def measure():
    with tempfile.TemporaryDirectory() as folder:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
        for name in filter(None, listed.split("\0")):
            Path(folder, name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, Path(folder, name))
        yield "make site, from nothing", made(folder), "s", 240
        yield "make site, nothing to do", made(folder), "s", None
        page = Path(folder, PAGE)
        page.write_text(page.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
        yield "make site, after an edit of a page", made(folder), "s", 10
        path, *change = EXPLAINER
        code = Path(folder, path)
        code.write_text(edited(code.read_text(encoding="utf-8"), *change), encoding="utf-8")
        yield "make site, after an edit of an explainer", made(folder), "s", 10

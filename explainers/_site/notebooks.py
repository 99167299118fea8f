"""Runs the notebooks of the site from top to bottom, and keeps what they gave: `python -m explainers._site.notebooks`.

What is kept is text and still pictures: no state of widgets, no script, no date, no warning of a library. It needs
PyTorch, and a browser for the pictures.
"""

import base64
import io
import os
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import PIL.Image
from nbclient import NotebookClient

from explainers._core.files import places

LONGEST = 1200  # s of a cell, on a machine that is busy
LARGEST = 400_000  # bytes of a notebook
SHADES = 96  # colors of a picture: as many as are seen
SHARP = 2  # pixels of a picture to one of the page
SHARPER = f"import plotly.io; plotly.io.renderers['png'].scale = {SHARP}"
KEPT = "image/png", "text/plain"


def executed(path):
    """The notebook at a path as it is after a run in an empty folder, slim; CellExecutionError where a cell fails."""
    notebook = nbformat.read(path, 4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(SHARPER))
    # One thread: several would add up in another order each time, and on a busy machine wait for one another.
    here = {"PLOTLY_RENDERER": "png", "PYTHONPATH": str(places.DOCS.parent), "OMP_NUM_THREADS": "1"}
    before = {name: os.environ.get(name) for name in here}
    os.environ.update(here)  # the kernel gets what this program has
    try:
        with tempfile.TemporaryDirectory() as folder:
            client = NotebookClient(notebook, timeout=LONGEST, kernel_name="python3", record_timing=False)
            client.execute(cwd=folder)
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    notebook.cells.pop(0)
    return slim(notebook)


def slim(notebook):
    """The same notebook with stills and texts alone."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata.language_info = {"name": "python"}  # and not the version of this machine's
    for number, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), 1):
        cell.execution_count = number
        cell.outputs = [output for output in cell.outputs if not aside(output)]
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number
            if "data" not in output:
                continue
            still = output.data.get(KEPT[0])
            output.metadata = {KEPT[0]: size(still)} if still else {}
            output.data = {KEPT[0]: repainted(still)} if still else {KEPT[1]: output.data[KEPT[1]]}
    return notebook


def aside(output):
    """Whether an output is a library's remark: it depends on the machine, so it is said here and not kept."""
    if output.get("name") != "stderr":
        return False
    print(output.text, file=sys.stderr, end="", flush=True)
    return True


def opened(still):
    """A PNG in base64 as a PIL image."""
    return PIL.Image.open(io.BytesIO(base64.b64decode(still)))


def size(still):
    """How large a picture is to be seen, in px."""
    width, height = opened(still).size
    return {"width": width // SHARP, "height": height // SHARP}


def repainted(still):
    """A PNG in base64, with as few colors as do."""
    picture = opened(still).convert("RGB")
    small = io.BytesIO()
    picture.quantize(SHADES, dither=PIL.Image.Dither.NONE).save(small, "PNG", optimize=True)
    return base64.b64encode(small.getvalue()).decode()


def main():
    """The exit code: 1 where a notebook has become too large."""
    for path in sorted(places.DOCS.rglob("*.ipynb")):
        start = time.monotonic()
        nbformat.write(executed(path), path)
        size = Path(path).stat().st_size
        print(f"{path.relative_to(places.DOCS)}: {time.monotonic() - start:.0f} s, {size / 1e3:.0f} kB", flush=True)
        if size > LARGEST:
            print(f"{path.name} may have {LARGEST / 1e3:.0f} kB", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The notebook's page, as a hook of MkDocs.

mkdocs-jupyter makes a notebook a page and puts the file beside it. What it would write into the page does not fit here:
576 kB of styles, a script in the page, and a Mermaid block that asks another host. So the cells are given to our own
Markdown instead, which also checks their links; code and what it gave look as everywhere on the site.
"""

import base64
import html
import json
import re
from functools import cache

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from explainers._core.html import tag
from explainers._site import code

ENDING = ".ipynb"
STILL = "image/png"
COLORS = re.compile(r"\x1b\[[0-9;]*m")  # how a terminal is told of them
BRANCH = "main"
COLAB = "https://colab.research.google.com/github"


def on_files(files, config):
    """The pictures that cells gave, as files: they load as they are about to be seen."""
    for file in [file for file in files if file.src_uri.endswith(ENDING)]:
        for name, content in pictures(file.src_uri, read(file.abs_src_path)):
            files.append(File.generated(config, name, content=content))
    return files


def on_pre_page(page, config, files):
    """mkdocs-jupyter would render the page by itself: let MkDocs do it."""
    if page.file.src_uri.endswith(ENDING):
        del page.render
    return page


def on_page_read_source(page, config):
    """A notebook as Markdown; None for any other page, which MkDocs reads itself."""
    if page.file.src_uri.endswith(ENDING):
        return markdown(page.file.src_uri, read(page.file.abs_src_path), config.repo_url)
    return None


@cache
def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def pictures(uri, notebook):
    """[(name, content), ...] of the pictures in a notebook's outputs, in their order."""
    found = [
        base64.b64decode("".join(output["data"][STILL]))
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if STILL in output.get("data", {})
    ]
    return [(f"{uri.removesuffix(ENDING)}-{number}.png", content) for number, content in enumerate(found, 1)]


def markdown(uri, notebook, repository=None):
    """The text of a page: every cell and what it gave. PluginError for a cell that has failed, or gave what no page
    can show.

    A cell's metadata under "page" says what only the page has: "class" of its paragraph, "embed", an explainer that
    stands alive below it, "alt", what its picture shows.
    """
    files = iter(pictures(uri, notebook))
    parts = [f"---\ndescription: {json.dumps(notebook['metadata']['page']['description'])}\n---"]
    for number, cell in enumerate(notebook["cells"]):
        text, facts = "".join(cell["source"]), cell["metadata"].get("page", {})
        if cell["cell_type"] == "markdown":
            parts.append(text + (f"\n{{ .{facts['class']} }}" if "class" in facts else ""))
            if facts.get("class") == "question":
                parts.append(links(uri, repository))
        else:
            parts.append(code.box(text, "python", "Code"))
            parts += [shown(f"{uri}, cell {number}", output, files, facts) for output in cell["outputs"]]
        if "embed" in facts:
            parts.append(frame(facts["embed"]))
    return "\n\n".join(parts)


def links(uri, repository):
    """Where the notebook itself is to be had."""
    name = uri.rpartition("/")[2]
    found = [tag("a", f"Download {name}", href=name, download=name)]
    if repository and repository.startswith("https://github.com/"):
        there = repository.removeprefix("https://github.com").rstrip("/")
        found.insert(0, tag("a", "Open in Colab", href=f"{COLAB}{there}/blob/{BRANCH}/docs/{uri}"))
    return tag("p", "".join(found), cls="program-file notebook-links")


def shown(place, output, files, facts):
    """What a cell gave: a picture, or text."""
    data = output.get("data", {})
    if output["output_type"] == "error":
        raise PluginError(f"{place} has failed: {output['ename']}: {output['evalue']}; run `make notebooks`")
    if STILL in data:
        if not facts.get("alt"):
            raise PluginError(f'{place} gave a picture; say in its metadata what it shows: "page": {{"alt": ...}}')
        name, _ = next(files)
        size = " ".join(f'{side}="{number}"' for side, number in output["metadata"][STILL].items())
        attributes = f'.notebook-still {size} loading="lazy"'
        return f"![{html.escape(facts['alt'])}]({name.rpartition('/')[2]}){{ {attributes} }}\n{{ .notebook-wide }}"
    text = COLORS.sub("", "".join(output.get("text") or data.get("text/plain") or "")).rstrip()
    if not text:
        raise PluginError(f"{place} gave {', '.join(data) or 'nothing'}; a page shows {STILL} and text/plain")
    said = "It prints" if output["output_type"] == "stream" else "It gives"
    return tag("p", said, cls="program-prints") + "\n\n" + code.box(text, "text", "What it gives")


def frame(name):
    """A live figure in a frame of its own."""
    title = f"The figure {name}, live"
    inside = tag("iframe", src=f"../../embed/{name}/", title=title, loading="lazy", cls="notebook-frame")
    return tag("div", inside, cls="notebook-wide")

"""The pages: every explainer has one, every fence, link, anchor and snippet works, nothing comes from elsewhere."""

import html
import re
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

import explainers
from explainers._core.files import places
from explainers._core.words import texts
from explainers._site import code
from tests.support import DOCS, ROOT, SITE, fences, homes, pages

TEXTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


class Reader(HTMLParser):
    """The ids, links, and what a browser would load of one built page."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.loaded = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids |= {given[key] for key in ("id", "name") if given.get(key)}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "link" and {"canonical", "next", "prev", "edit"}.isdisjoint((given.get("rel") or "").split()):
            self.loaded.append(given.get("href"))
        elif "src" in given:
            self.loaded.append(given["src"])
        sources = given.get("srcset") or ""  # of a picture that is in the page itself, there is nothing to be fetched
        self.loaded += [part.split()[0] for part in sources.split(",") if part.strip() and "data:" not in sources]


@cache
def built(address):
    file = SITE / address / "index.html" if address == "" or address.endswith("/") else SITE / address
    return Reader(file.read_text(encoding="utf-8")) if file.suffix == ".html" else None


def target(address, link):
    """(address in the site, anchor) of an internal link, or None for one that leads elsewhere."""
    parts = urlsplit(urljoin(f"https://site/{address}", link))
    return (unquote(parts.path).lstrip("/"), unquote(parts.fragment)) if parts.netloc == "site" else None


def exists(place):
    return (SITE / place / "index.html").is_file() if place == "" or place.endswith("/") else (SITE / place).is_file()


def test_fences_name_explainers_and_their_presets_are_allowed(address):
    for name, presets in fences(pages()[address]):
        known = {control.name for control in explainers.load(name).controls}
        assert set(presets) <= known


def test_links_lead_somewhere(address):
    internal = [target(address, link) for link in built(address).links + built(address).loaded if link]
    broken = [place for place, _ in filter(None, internal) if not exists(place)]
    assert broken == []


def test_anchors_are_there(address):
    internal = filter(None, (target(address, link) for link in built(address).links))
    for place, anchor in internal:
        if anchor and exists(place) and built(place):
            assert anchor.partition("?")[0] in built(place).ids, (place, anchor)


def test_words_that_set_a_figure_give_it_what_it_takes(address):
    for place, anchor in filter(None, (target(address, link) for link in built(address).links)):
        name, _, query = anchor.partition("?")
        if query:
            explainer = explainers.load(name)
            explainer.outputs(**texts.parse_address(explainer, query))
            assert name in built(place).ids


def test_pages_load_nothing_from_elsewhere(address):
    assert [
        link
        for link in built(address).loaded
        if link and not link.startswith("data:") and target(address, link) is None
    ] == []


class Nav(yaml.SafeLoader):
    """mkdocs.yml names Python functions, which only MkDocs needs."""


Nav.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
Nav.add_constructor("!ENV", lambda *_: None)


def leaves(node):
    if isinstance(node, dict | list):
        return [leaf for each in (node.values() if isinstance(node, dict) else node) for leaf in leaves(each)]
    return [node]


def test_navigation_lists_every_page_and_no_other():
    listed = leaves(yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Nav)["nav"])
    there = [*places.pages(), *DOCS.rglob("*.ipynb")]
    assert sorted(listed) == sorted(path.relative_to(DOCS).as_posix() for path in there)


def test_every_explainer_has_a_page_and_an_embed(name):
    assert name in built(homes()[name]).ids
    assert exists(f"embed/{name}/")


def test_a_missing_page_is_said_to_be_missing():
    assert (SITE / "404.html").is_file()


PYTHON_BLOCK = re.compile(r"^```(?:python|py)\b[^\n]*\n(.+?)^```$", re.MULTILINE | re.DOTALL)


def test_code_marks_what_has_a_color_and_nothing_else():
    styles = (ROOT / "explainers" / "_site" / "theme" / "assets" / "css" / "text.css").read_text(encoding="utf-8")
    rules = re.findall(r"\.highlight :is\(([^)]*)\) \{ color", styles)
    assert {kind for rule in rules for kind in re.findall(r"\w+", rule)} == code.COLORED
    shown = code.box("def weigh(rain):\n    return rain * 2.5  # half\n", "python", "Code")
    assert re.findall(r'<span class="(\w+)">', shown) == ["k", "nf", "k", "o", "mf", "c1"]
    assert html.unescape(re.sub("<[^>]+>", "", shown)) == "def weigh(rain):\n    return rain * 2.5  # half\n"


NUMBERED = re.compile(r"( *)(\d+)\. ")


def test_no_sentence_ends_in_a_number_that_begins_a_line(address):
    """Markdown would take it for the number of a list's item, and leave it out."""
    above: dict[str, int] = {}  # the last number of a list, by how far in it stands
    for line in pages()[address].splitlines():
        if found := NUMBERED.match(line):
            inset, number = found[1], int(found[2])
            assert number == 1 or above.get(inset) == number - 1, line
            above[inset] = number


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_snippets_run(path, tmp_path, monkeypatch):
    blocks = PYTHON_BLOCK.findall(path.read_text(encoding="utf-8"))
    if not blocks:
        pytest.skip("shows no Python")
    monkeypatch.chdir(tmp_path)  # a snippet may save a file
    for block in blocks:
        exec(compile(block, str(path), "exec"), {"__name__": "snippet"})


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_that_are_named_exist(path):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    text = path.read_text(encoding="utf-8")
    commands = "\n".join(
        re.findall(r"^```.*?^```|`[^`\n]+`", text, re.MULTILINE | re.DOTALL)
    )  # prose may begin a line with "make"
    assert set(re.findall(r"^`?make ([a-z]+)", commands, re.MULTILINE)) <= targets

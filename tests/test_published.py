"""What pages say of themselves to those who link to them: where they are at home, and what stands for them."""

import html
import json
import logging
import os
import re
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree

import PIL.Image
import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from explainers._core.files import cards, places
from tests.support import ROOT, SITE, fences, pages

HOME = "https://course.example/networks/"  # below a path, as a project's pages are
SIZE, HEAVY = (1200, 630), 100_000
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
SOURCES = dict(zip(pages(), cards.sources(), strict=True))


class Told(HTMLParser):
    """What the head of a page says, {name or property: content}, and its links, {rel: [address, ...]}."""

    def __init__(self, text):
        super().__init__()
        self.meta, self.links, self.title = {}, {}, ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "meta" and (key := given.get("name") or given.get("property")):
            key = f"{key} {given['media']}" if "media" in given else key
            assert key not in self.meta, f"{key} is said twice"
            self.meta[key] = given["content"]
        elif tag == "link":
            self.links.setdefault(given["rel"], []).append(given["href"])


@cache
def told(site, address):
    return Told((site / address / "index.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """The site's pages, built as for an address of their own."""
    folder = tmp_path_factory.mktemp("published")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "SITE_URL": HOME.rstrip("/")}, check=True)
    return folder


SLOW = pytest.mark.slow("builds all pages once more")


def test_every_page_describes_itself_in_words_of_its_own(address):
    said = told(SITE, address).meta["description"]
    assert 20 <= len(said) <= 160, "longer ones are cut where they are shown"
    assert [other for other in pages() if told(SITE, other).meta["description"] == said] == [address]


def test_without_an_address_pages_name_none(address):
    found = told(SITE, address)
    assert "canonical" not in found.links and not any(key.startswith(("og:", "twitter:")) for key in found.meta)


def test_without_an_address_there_is_nothing_for_crawlers():
    assert not [name for name in ("robots.txt", "sitemap.xml", "sitemap.xml.gz") if (SITE / name).exists()]


@SLOW
def test_with_an_address_every_page_says_where_it_is_at_home_and_what_stands_for_it(published):
    for address in pages():
        found = told(published, address)
        own = HOME + address
        assert found.links["canonical"] == [own] == [found.meta["og:url"]]
        assert found.meta["og:description"] == found.meta["description"]
        assert found.meta["og:title"] and found.meta["og:image:alt"]
        assert found.meta["og:image"] == HOME + cards.file(SOURCES[address])
        assert (published / cards.file(SOURCES[address])).is_file()
        size = tuple(int(found.meta[f"og:image:{side}"]) for side in ("width", "height"))
        assert (size, found.meta["twitter:card"]) == (SIZE, "summary_large_image")


@SLOW
def test_with_an_address_all_else_stays_as_it_was(published):
    """Its files are found below any path, so that a copy of the site works, too."""
    for address in pages():
        text = (published / address / "index.html").read_text(encoding="utf-8")
        named = re.findall(r'(?:href|src|content)="(https://course\.example[^"]*)"', text)
        assert len(named) == 3, "canonical, og:url and og:image"


@SLOW
def test_the_sitemap_lists_every_page_and_robots_are_told_of_it(published):
    root = ElementTree.parse(published / "sitemap.xml").getroot()
    assert sorted(place.text for place in root.iter(LOCATION)) == sorted(HOME + address for address in pages())
    assert f"Sitemap: {HOME}sitemap.xml" in (published / "robots.txt").read_text().splitlines()


@SLOW
def test_a_missing_page_leads_home_at_any_depth(published):
    assert 'href="/networks/"' in (published / "404.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("wrong", ["course.example", "ftp/course"])
def test_what_is_no_address_is_refused(wrong, monkeypatch, caplog):
    monkeypatch.setenv("SITE_URL", wrong)
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        load_config(str(ROOT / "mkdocs.yml"))
    assert "site_url" in caplog.text and "http://" in caplog.text


def test_a_frame_is_not_searched_for_but_a_page_is(name):
    assert told(SITE, f"embed/{name}").meta["robots"] == "noindex"
    assert "robots" not in told(SITE, "").meta


def test_the_picture_of_a_page_is_as_large_and_as_light_as_it_should_be(address):
    path = SITE / cards.file(SOURCES[address])
    with PIL.Image.open(path) as image:
        assert (image.format, image.size) == ("PNG", SIZE)
    assert path.stat().st_size <= HEAVY


def test_a_picture_is_of_the_page_and_of_its_first_figure(address):
    title, description, name = cards.sources()[SOURCES[address]]
    assert [found for found, _ in fences(pages()[address])][:1] == ([name] if name else [])
    assert description == told(SITE, address).meta["description"]
    assert title in re.sub(r"\s+", " ", (SITE / address / "index.html").read_text(encoding="utf-8"))


PAGE = (
    "---\ndescription: >-\n  Of one,\n  and two.\n---\n\n# Waves { #top }\n\n```explainer\nfestival\nweather: 0\n```\n"
)


def test_a_page_is_read_as_it_is_written(tmp_path):
    cells = [
        {"cell_type": "code", "source": ["# no title\n"]},
        {"cell_type": "markdown", "source": ["# Build one\n", "Text."]},
    ]
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "waves.md").write_text(PAGE)
    says = {"page": {"description": "In: forty lines."}}
    (tmp_path / "build.ipynb").write_text(json.dumps({"cells": cells, "metadata": says}))
    assert cards.sources(tmp_path) == {
        "room/waves.md": ("Waves", "Of one, and two.", "festival"),
        "build.ipynb": ("Build one", "In: forty lines.", None),
    }
    (tmp_path / "none.md").write_text("Text.\n")
    with pytest.raises(ValueError, match="none.md has no title; begin it with"):
        cards.sources(tmp_path)


def test_two_pages_have_two_pictures():
    found = [cards.file(page) for page in cards.sources()]
    assert len(set(found)) == len(found)
    assert cards.file("learning/descent.md") == "assets/cards/learning-descent.png"


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine without a browser, on which no card was ever drawn."""

    def none(*_, **__):
        raise RuntimeError("pictures need Chromium")

    monkeypatch.setattr(cards.pictures, "drawn", none)
    monkeypatch.setattr(cards, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(places, "DOCS", tmp_path / "docs")
    return tmp_path


def test_without_a_browser_a_picture_has_the_words_and_is_drawn_again_later(bare):
    said = []
    pages = {"one.md": ("One", "Of one.", "festival"), "two.md": ("Two", "Of two.", None)}
    made = cards.make(said.append, pages)
    assert "pictures need Chromium" in said[-1]
    assert [path.name for path in made] == ["one.png", "two.png"] and all(path.is_file() for path in made)
    assert len(list((bare / "cache").iterdir())) == 1, "that without a figure"
    assert made[0].read_bytes() != made[1].read_bytes()


def test_a_picture_is_drawn_once_anew_when_its_words_change_and_goes_with_its_page(bare):
    def content():
        return cards.make(print, {"two.md": (title, "Of two.", None)})[0].read_bytes()

    title = "Two"
    first = content()
    (kept,) = (bare / "cache").iterdir()
    date = kept.stat().st_mtime_ns
    assert content() == first and kept.stat().st_mtime_ns == date
    title = "Three"
    assert content() != first
    cards.make(print, {"three.md": ("Three", "", None)})
    assert [path.name for path in (places.DOCS / cards.FOLDER).iterdir()] == ["three.png"]


def test_a_long_title_becomes_smaller_and_stays_in_its_card():
    paper = cards.theme.colors("light")["paper"]
    for title in ("A word", "Many words " * 20):
        image = cards.card(title, "A long description. " * 30)
        edge = image.crop((cards.WIDTH - cards.MARGIN + 4, 0, cards.WIDTH, cards.HEIGHT))
        assert edge.getcolors() == [(edge.width * edge.height, PIL.ImageColor.getrgb(paper))]


def test_a_guide_that_is_a_page_is_the_guide():
    """The page is made of CONTRIBUTING.md, whose links must lead to the same places from both."""
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    prose = re.sub(r"^(`{3,}).*?^\1", "", guide, flags=re.MULTILINE | re.DOTALL)
    page = html.unescape((SITE / "add" / "index.html").read_text(encoding="utf-8")).replace("’", "'")
    headings = re.findall(r"^## (.+)$", prose, re.MULTILINE)
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page)[: len(headings)] == headings
    assert "git blame --ignore-revs-file" in page, "its end"
    assert [link for link in re.findall(r"\]\(([^)]+)\)", prose) if not link.startswith(("https://", "#"))] == []

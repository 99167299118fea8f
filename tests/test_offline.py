"""What is written for readers without a network: the list of what each page asks for, and what an installed site is."""

import json
import re
from hashlib import sha256

import PIL.Image
import pytest
import yaml

import explainers
from explainers._core.files import needs, save
from explainers._core.picture import theme
from explainers._site import offline
from tests.support import ROOT, SITE
from tests.test_docs import Nav

THEME = ROOT / "explainers" / "_site" / "theme"


@pytest.fixture(scope="module")
def listed():
    return json.loads((SITE / "build.json").read_text(encoding="utf-8"))


def paths(listed, numbers):
    return {listed["files"][number][0] for number in numbers}


def test_the_list_has_every_page_and_the_hashes_of_all_files(listed):
    found = {path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html")} - {"404.html"}
    assert listed["pages"].keys() == found
    for path, hashed, size in listed["files"]:
        content = (SITE / path).read_bytes()
        assert (sha256(content).hexdigest()[:32], len(content)) == (hashed, size), path
    assert listed["build"] == (SITE / "build.txt").read_text(encoding="utf-8")
    assert (SITE / "worker.js").read_bytes() == (save.PLAYER / "worker.js").read_bytes()


def test_whatever_a_page_asks_for_is_in_the_list(address, at, site, listed):
    """As a browser asks, with all figures awake."""
    asked = {url.split("?")[0].removeprefix(site) for url in at(address).opening["asked"] if url.startswith(site)}
    asked = {path + "index.html" if path == "" or path.endswith("/") else path for path in asked}
    page = listed["pages"][offline_page(address)]
    known = paths(listed, [*page["files"], *listed["always"], *listed["large"]]) | listed["packed"].keys()
    assert asked - known == set()


def offline_page(address):
    return f"{address}index.html"


def test_what_the_large_network_needs_is_apart(name, listed):
    explainer = explainers.load(name)
    large, page = paths(listed, listed["large"]), paths(listed, listed["pages"][f"embed/{name}/index.html"]["files"])
    weights = explainer.plan.model.weights
    own = {f"assets/explainers/{file}" for file in needs.needs(explainer)[0]}
    assert own <= page
    assert bool(weights) == (needs.needs(explainer)[1] != set())
    assert not weights or f"assets/explainers/{weights.name}" in large - page
    assert len({*paths(listed, listed["large"])} & {f"assets/explainers/{needs.PACKED}"}) == 1


def test_the_course_takes_up_little(listed):
    """What a page that is opened brings, and the whole course, in bytes on the device."""
    size = [bytes for *_, bytes in listed["files"]]
    always = set(listed["always"])
    pages = {path: sum(size[number] for number in {*page["files"], *always}) for path, page in listed["pages"].items()}
    assert max(pages.values()) < 5e6, max(pages, key=pages.get)
    assert sum(size) - sum(size[number] for number in listed["large"]) < 25e6


@pytest.fixture
def small(tmp_path):
    """A site of one page, in a folder."""
    (tmp_path / "search").mkdir()
    (tmp_path / "assets" / "explainers").mkdir(parents=True)
    (tmp_path / "assets" / "explainers" / "offline.js").write_text("")
    (tmp_path / "assets" / "explainers" / "words.js").write_text("")
    (tmp_path / "search" / "search_index.json").write_text("{}")
    (tmp_path / "404.html").write_text('<link rel="icon" href="/some/where/icon.svg"><title>Not here</title>')
    (tmp_path / "icon.svg").write_text("<svg/>")
    (tmp_path / "style.css").write_text("@font-face { src: url('font.woff2') }")
    (tmp_path / "font.woff2").write_text("")
    (tmp_path / "one.js").write_text('import { two } from "./two.js"; say("from", "./three.js")')
    (tmp_path / "two.js").write_text("")
    (tmp_path / "program.py").write_text("")
    (tmp_path / "index.html").write_text(
        '<title>Home &amp; more</title><link rel="stylesheet" href="style.css?v=1"><script src="one.js"></script>'
        '<img src="data:image/gif;base64,AA" srcset="icon.svg 2x"><a href="program.py#here">a program</a>'
        '<link rel="canonical" href="https://site.test/"><a href="https://elsewhere.test/x">elsewhere</a>'
    )
    return tmp_path


def test_what_a_page_loads_is_followed(small):
    found = offline.write(small)
    page = found["pages"]["index.html"]
    assert page["title"] == "Home & more"
    assert paths(found, page["files"]) == {
        "font.woff2", "icon.svg", "index.html", "one.js", "style.css", "two.js",
    }  # fmt: skip
    assert paths(found, found["linked"]) == {"program.py"}
    assert "404.html" not in found["pages"] and {"404.html", "icon.svg"} <= paths(found, found["always"])


def test_a_frame_brings_what_its_page_asks_for(small):
    (small / "embed").mkdir()
    (small / "embed" / "index.html").write_text('<script src="../two.js"></script><iframe src=".."></iframe>')
    (small / "framed.html").write_text('<iframe src="embed/?theme=dark"></iframe>')
    found = offline.write(small)
    assert {"embed/index.html", "two.js", "framed.html"} <= paths(found, found["pages"]["framed.html"]["files"])


def test_a_build_is_known_by_its_content(small):
    first = offline.write(small) and (small / "build.txt").read_text()
    assert offline.write(small) and (small / "build.txt").read_text() == first
    (small / "two.js").write_text("// another")
    assert offline.write(small) and (small / "build.txt").read_text() != first


def test_what_is_missing_is_named(small, monkeypatch, capsys):
    (small / "style.css").unlink()
    with pytest.raises(ValueError, match=re.escape("index.html asks for style.css, which is not in")):
        offline.write(small)
    with pytest.raises(ValueError, match="holds no index.html: make site"):
        offline.write(small / "search")
    monkeypatch.setattr("sys.argv", ["offline", str(small)])
    assert offline.main() == 1 and "style.css" in capsys.readouterr().err
    monkeypatch.setattr(save, "PLAYER", small)
    with pytest.raises(RuntimeError, match="the player is not built"):
        offline.write(small)


def test_the_site_can_be_an_app():
    """Its name and colors are those of the site, and its icons are what they say."""
    found = json.loads((SITE / "manifest.webmanifest").read_text(encoding="utf-8"))
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Nav)
    paper = [palette["paper"] for palette in theme.THEMES.values()]
    assert (found["name"], found["description"]) == (config["site_name"], config["site_description"])
    assert found["background_color"] == found["theme_color"] == paper[0]
    bars = re.findall(r'<meta name="theme-color" content="(.*?)"', (SITE / "index.html").read_text(encoding="utf-8"))
    assert bars == paper
    for icon in found["icons"]:
        assert (SITE / icon["src"]).is_file()
        if icon["type"] == "image/png":
            with PIL.Image.open(SITE / icon["src"]) as image:
                assert f"{image.width}x{image.height}" == icon["sizes"]
                corner = image.convert("RGBA").getpixel((0, 0))
                maskable = icon.get("purpose") == "maskable"
                assert (corner[3] == 255) == maskable, "a mask cuts paper, and nothing of the drawing"


def test_one_who_serves_the_site_says_what_has_not_changed(site):
    import urllib.error
    import urllib.request

    with urllib.request.urlopen(site + "build.txt") as response:
        mark = response.headers["ETag"]
    asked = urllib.request.Request(site + "build.txt", headers={"If-None-Match": mark})
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(asked)
    assert error.value.code == 304
    error.value.close()

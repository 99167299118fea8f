"""What a reader's browser needs to know to show the site without a network. Written into the built site, as its last
step, because only then is it known what each page asks for:

- build.json: every file that a page asks for, with its hash, and which page asks for which;
- build.txt: the hash of that list, which is the build's name: short, since each page that is opened asks for it;
- worker.js: the service worker, at the site's root, because it answers only for what lies beside and below it.

python -m explainers._site.offline site
"""

import argparse
import json
import pathlib
import posixpath
import re
import shutil
import sys
from hashlib import sha256
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import explainers
from explainers._core.files import needs, places, save

LOADED = {"apple-touch-icon", "icon", "manifest", "modulepreload", "preload", "stylesheet"}
# In styles, what they show; in scripts, what they import at once: of what they import later, explainers know which.
MENTIONED = {
    ".css": re.compile(r"url\(\s*[\"']?([^\"')]+)"),
    ".js": re.compile(r"\b(?:from|import)\s*[\"'](\.{1,2}/[^\"']+)[\"']"),
}
SEARCH = "search/search_index.json"
WORDS = f"{places.ASSETS}/words.js"  # which comes with it
KEEPING = f"{places.ASSETS}/offline.js"  # which pages import once they have come
MISSING = "404.html"
ELSEWHERE = "offline/index.html"  # the page that is shown in place of one that is not on the device


class Page(HTMLParser):
    """The addresses that a page loads, those of files that it links to, its explainers, but for those that it carries
    inside, as a talk does, and its title.
    """

    def __init__(self, text):
        super().__init__()
        self.loaded, self.linked, self.frames, self.explainers, self.title = [], [], [], set(), ""
        self._titled = False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag == "a" and given.get("href"):
            self.linked.append(given["href"])
        elif tag == "iframe" and given.get("src"):
            self.frames.append(given["src"])
        elif tag == "link" and LOADED & set(given.get("rel", "").split()):
            self.loaded.append(given.get("href", ""))
        elif tag == "dnn-explainer":
            self.explainers.add(given["name"])
        elif tag == "script" and "data-explainer" in given:  # they stand after all figures
            self.explainers.discard(given["data-explainer"])
        elif tag == "title":
            self._titled = not self.title
        elif given.get("src"):
            self.loaded.append(given["src"])
        if given.get("srcset") and "data:" not in given["srcset"]:
            self.loaded += [part.split()[0] for part in given["srcset"].split(",") if part.strip()]

    def handle_endtag(self, tag):
        self._titled = self._titled and tag != "title"

    def handle_data(self, text):
        if self._titled:
            self.title += text


class Site:
    """A built site in a folder. ValueError, with the file that asks, for what it asks for and is not there."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        if not (self.folder / "index.html").is_file():
            raise ValueError(f"{folder} holds no index.html: make site builds it")
        found = sorted(self.folder.rglob("*.html"))
        self.pages = {
            path.relative_to(self.folder).as_posix(): Page(path.read_text(encoding="utf-8")) for path in found
        }

    def file(self, address, place):
        """The file, by its path in the site, that an address in the file at `place` means; None for another host's."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return None
        if parts.path.startswith("/"):
            # As the page of what is missing has them, which may lie at any depth: the site's own path comes first.
            steps = unquote(parts.path).strip("/").split("/")
            tails = ["/".join(steps[start:]) for start in range(len(steps))]
            return next((tail for tail in tails if (self.folder / tail).is_file()), None)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(parts.path)))
        path = "" if path == "." else path
        return posixpath.join(path, "index.html") if (self.folder / path).is_dir() else path

    def there(self, path, place):
        if not (self.folder / path).is_file():
            raise ValueError(f"{place} asks for {path}, which is not in {self.folder}")
        return path

    def mentioned(self, place):
        """The files that a style or script brings with it, and what these bring."""
        pattern, found = MENTIONED.get(posixpath.splitext(place)[1]), set()
        for address in pattern.findall((self.folder / place).read_text(encoding="utf-8")) if pattern else ():
            path = self.file(address, place)
            # A text in a script may look like an import: what is not there was none.
            if path and (self.folder / path).is_file():
                found |= {path} | self.mentioned(path)
        return found

    def asked(self, place, seen=()):
        """(files, files) that a page asks for: by itself, itself among them, and for the large network."""
        page, files, large = self.pages[place], {place}, set()
        for path in filter(None, (self.file(address, place) for address in page.loaded)):
            files |= {self.there(path, place)} | self.mentioned(path)
        for name in page.explainers:
            own, more = needs.needs(explainers.load(name))
            files |= {self.there(f"{places.ASSETS}/{file}", place) for file in own}
            large |= {self.there(f"{places.ASSETS}/{file}", place) for file in more}
        for path in filter(None, (self.file(address, place) for address in page.frames)):
            if path in self.pages and path not in (*seen, place):
                inner = self.asked(path, (*seen, place))
                files, large = files | inner[0], large | inner[1]
        return files, large

    def linked(self, place):
        """The files, no pages, that a page offers: a program, say."""
        found = {self.file(address, place) for address in self.pages[place].linked} - {None} - self.pages.keys()
        return {path for path in found if (self.folder / path).is_file()}


def listed(site):
    """What build.json says:

    - files: [[path, SHA-256 of its content, the first 32 letters, bytes], ...], which the rest counts from 0;
    - pages: {path: {"title", "files": [numbers]}}; always: numbers of what any page may ask for;
    - linked: numbers of what pages offer as a file; large: of what the large network needs;
    - packed: {path: path}: the first is not among the files, for the second is it, packed with gzip.
    """
    asked = {place: site.asked(place) for place in site.pages}
    linked = set().union(*map(site.linked, site.pages))
    large = set().union(*(more for _, more in asked.values()))
    general = {site.there(path, "every page") for path in (SEARCH, WORDS, KEEPING, MISSING)} | asked.get(
        ELSEWHERE, [set()]
    )[0]
    general |= asked[MISSING][0]
    whole = set().union(general, linked, large, *(files for files, _ in asked.values()))
    content = {path: (site.folder / path).read_bytes() for path in sorted(whole)}
    number = {path: count for count, path in enumerate(content)}

    def numbers(paths):
        return sorted(number[path] for path in paths)

    thread = {f"{places.ASSETS}/{needs.UNPACKED}": f"{places.ASSETS}/{needs.PACKED}"}
    return {
        "files": [[path, sha256(each).hexdigest()[:32], len(each)] for path, each in content.items()],
        "pages": {
            place: {"title": " ".join(site.pages[place].title.split()), "files": numbers(files)}
            for place, (files, _) in asked.items()
            if place != MISSING
        },
        "always": numbers(general),
        "linked": numbers(linked),
        "large": numbers(large),
        "packed": {path: packed for path, packed in thread.items() if packed in number},
    }


def write(folder):
    """Write the three files; what build.json says. RuntimeError when the player, which has the worker, is not built."""
    worker = save.PLAYER / "worker.js"
    if not worker.is_file():
        raise RuntimeError("the player is not built: run `npm ci && npm run build` in explainers/_player")
    site = Site(folder)
    found = listed(site)
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    name = sha256(text.encode()).hexdigest()[:16]
    (site.folder / "build.json").write_text(json.dumps({"build": name} | found, ensure_ascii=False), encoding="utf-8")
    (site.folder / "build.txt").write_text(name, encoding="utf-8")
    shutil.copyfile(worker, site.folder / "worker.js")
    return found


def main():
    parser = argparse.ArgumentParser(description="Write what a built site needs to be read without a network.")
    parser.add_argument("directory", type=pathlib.Path)
    try:
        found = write(parser.parse_args().directory)
    except (ValueError, RuntimeError, OSError) as error:
        print(f"python -m explainers._site.offline: {error}", file=sys.stderr)
        return 1
    sizes = [sum(found["files"][number][2] for number in found["large"]), sum(size for *_, size in found["files"])]
    print(
        f"Without a network: {len(found['pages'])} pages, {(sizes[1] - sizes[0]) / 1e6:.1f} MB, "
        f"and {sizes[0] / 1e6:.1f} MB of the large network"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

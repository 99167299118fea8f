"""The picture that stands for a page where a link to it is shared: its title and first figure, on the site's paper.

A page without a figure has its description there. So has every page where there is no browser to draw figures.
"""

import io
import json
import re
from hashlib import sha256
from pathlib import Path

import PIL
import PIL.Image
import PIL.ImageChops
import PIL.ImageDraw
import PIL.ImageFont
import plotly
import yaml

import explainers
from explainers._core.files import kept, pictures, places, target
from explainers._core.goals.collected import FENCE
from explainers._core.picture import theme
from explainers._core.picture.drawing import WIDTHS

FOLDER = "assets/cards"
CACHE = places.DOCS.parent / ".cache" / "cards"
SIZE = WIDTH, HEIGHT = 1200, 630  # px: what those who show it ask for
MARGIN = 64
SHARP = 2  # a figure is drawn so many times as large, and made smaller
HEAVY = 100_000  # bytes: above this a card gets fewer colors
COLORS = 256, 128, 96, 64, 48, 32
HOME = places.DOCS / "index.md"  # its title is the name of the site
FONTS = Path(__file__).resolve().parents[2] / "_site" / "theme" / "assets" / "fonts"
FACES = {weight: FONTS / f"source-serif-4-latin-{weight}-normal.woff2" for weight in (400, 600)}
FRONT = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^# (.+?)(?: *\{[^}]*\})? *$", re.MULTILINE)
# What draws them: a picture of other code is another one.
CODE = sha256(
    b"".join(Path(file).read_bytes() for file in map(str, (__file__, *pictures.SOURCES, *FACES.values())))
).hexdigest()


def file(page):
    """Where a page's card lies below docs/, and in the site; page: its source, as in "learning/descent.md"."""
    return f"{FOLDER}/{page.rpartition('.')[0].replace('/', '-')}.png"


def sources(folder=places.DOCS):
    """{page: (title, description, name of its first explainer or None)} of every page below a folder."""
    return {
        path.relative_to(folder).as_posix(): read(text_of(path), path)
        for path in sorted([*places.pages(folder), *folder.rglob("*.ipynb")])
    }


def site():
    """The name of the site."""
    return read(text_of(HOME), HOME)[0]


def text_of(path):
    """The Markdown of a page; of a notebook, what it says of itself and its cells of text."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return text
    notebook = json.loads(text)
    said = json.dumps(notebook["metadata"].get("page", {}))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] in ("markdown", "raw")]
    return f"---\n{said}\n---\n" + "\n\n".join("".join(cell["source"]) for cell in cells)


def read(text, path):
    """(title, description, first explainer or None) of a page's Markdown. ValueError where it has no title."""
    front = FRONT.match(text)
    given = yaml.safe_load(front[1]) if front else {}
    body = text[front.end() :] if front else text
    heading = HEADING.search(body)
    if not heading:
        raise ValueError(f"{path} has no title; begin it with a line such as `# Gradient descent`")
    figures = (source.split() for _, _, kind, source in FENCE.findall(body) if kind == "explainer")
    return heading[1], given.get("description", ""), next((words[0] for words in figures if words), None)


def make(say, pages=None):
    """Write the cards of all pages into docs/, those that are there already from the cache; their paths."""
    CACHE.mkdir(parents=True, exist_ok=True)
    pages = sources() if pages is None else pages
    keys = {page: key(*facts) for page, facts in pages.items()}
    missing = {page: facts for page, facts in pages.items() if not (CACHE / f"{keys[page]}.png").is_file()}
    figures = drawn({facts[2] for facts in missing.values() if facts[2]}, say)
    wanted = {}
    for page, (title, description, name) in pages.items():
        path = places.DOCS / file(page)
        if page in missing:
            content = packed(card(title, description, figures.get(name)))
            if name is None or name in figures:  # without a browser, the figure is missing: the next build tries again
                put(CACHE / f"{keys[page]}.png", content)
        else:
            content = (CACHE / f"{keys[page]}.png").read_bytes()
        wanted[path] = content
    for path, content in wanted.items():
        put(path, content)
    for path in (places.DOCS / FOLDER).glob("*"):
        if path not in wanted:
            path.unlink()
    return list(wanted)


def put(path, content):
    """Write a file, but only when it differs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_bytes() != content:
        target.write(path, content)


def key(title, description, name):
    """A hash of all that a card depends on."""
    spec = {**kept.spec(explainers.load(name)), "markup": None} if name else None
    facts = json.dumps([CODE, plotly.__version__, PIL.__version__, site(), title, description, spec])
    return sha256(facts.encode()).hexdigest()[:24]


def drawn(names, say):
    """{name: picture} of explainers as their pages open; none, and it says so, where there is no browser."""
    if not names:
        return {}
    say(f"pictures that stand for pages: {len(names)}")
    figures = {name: explainers.load(name)() for name in sorted(names)}
    work = [(figure, ".png", figure.layout.width or WIDTHS["wide"]) for figure in figures.values()]
    try:
        contents = pictures.drawn(work, scale=SHARP)
    except RuntimeError as error:
        say(f"no figures on the pictures that stand for pages: {error}")
        return {}
    return {name: pictures.laid(content) for name, content in zip(figures, contents, strict=True)}


def card(title, description, figure=None):
    """The card as a PIL image: a title, and below it a figure, or without one the description."""
    palette = theme.colors("light")
    image = PIL.Image.new("RGB", SIZE, palette["paper"])
    draw = PIL.ImageDraw.Draw(image)
    low = HEIGHT - MARGIN // 2 - 40  # where the line with the site's name begins
    bottom = written(draw, title, 600, 72 if figure else 92, palette["ink"], 48 if figure else 120, lines=2)
    if figure:
        room = PIL.Image.new("RGB", figure.size, palette["paper"])
        edges = PIL.ImageChops.difference(figure, room).getbbox() or (0, 0, *figure.size)
        seen = figure.crop(edges)
        box = WIDTH - 2 * MARGIN, low - 24 - (bottom + 32)
        ratio = min(box[0] / seen.width, box[1] / seen.height)
        seen = seen.resize((round(seen.width * ratio), round(seen.height * ratio)), PIL.Image.Resampling.LANCZOS)
        image.paste(seen, ((WIDTH - seen.width) // 2, bottom + 32 + (box[1] - seen.height) // 2))
    else:
        written(draw, description, 400, 44, palette["muted"], bottom + 32, lines=4)
    draw.line([(MARGIN, low), (WIDTH - MARGIN, low)], fill=palette["line"], width=2)
    image.paste(mark(palette), (MARGIN, low + 10))
    draw.text((MARGIN + 52, low + 14), site(), fill=palette["muted"], font=face(400, 28))
    return image


def face(weight, size):
    return PIL.ImageFont.truetype(str(FACES[weight]), size)


def written(draw, text, weight, size, color, top, lines):
    """Write text in as many lines, as large as they fit; where the last ends, in px from the top."""
    while len(rows := broken(text, face(weight, size))) > lines:
        size -= 4
    for row in rows:
        draw.text((MARGIN, top), row, fill=color, font=face(weight, size))
        top += round(size * 1.2)
    return top


def broken(text, font):
    """Text in lines that are no wider than a card has room for."""
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and font.getlength(longer) > WIDTH - 2 * MARGIN:
            rows.append(word)
        else:
            rows[-1] = longer
    return rows


def mark(palette, size=36):
    """The site's mark, as in favicon.svg: two neurons into one."""
    sharp = 4 * size
    scale = sharp / 32
    image = PIL.Image.new("RGB", (sharp, sharp), palette["paper"])
    draw = PIL.ImageDraw.Draw(image)
    for top in (8, 24):
        draw.line([7 * scale, top * scale, 25 * scale, 16 * scale], fill=palette["positive"], width=round(3.5 * scale))
    for x, y, radius, token in ((7, 8, 5, "input"), (7, 24, 5, "input"), (24, 16, 6.5, "output")):
        draw.circle((x * scale, y * scale), radius * scale, fill=palette[token])
    return image.resize((size, size), PIL.Image.Resampling.LANCZOS)


def packed(image):
    """The card as PNG, with as many colors as keep it light."""
    for colors in (None, *COLORS):
        content = io.BytesIO()
        drawn = image.quantize(colors, dither=PIL.Image.Dither.FLOYDSTEINBERG) if colors else image
        drawn.save(content, "png", optimize=True)
        if content.tell() <= HEAVY:
            break
    return content.getvalue()

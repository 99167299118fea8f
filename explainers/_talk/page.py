"""A talk as one file: slides, figures, what runs them, and nothing to be fetched."""

import base64
from html import escape
from pathlib import Path

import explainers
from explainers._core.files import policy, save
from explainers._core.files.resting import resting
from explainers._core.html import tag
from explainers._core.picture import theme as themes
from explainers._talk import words
from explainers._talk.deck import Fence
from explainers._talk.fences import Figures

THEMES = ("light", "dark", "auto")
TYPE = Path(__file__).resolve().parents[1] / "_site" / "theme" / "assets" / "fonts"
FACES = {"normal 400": "text-400-normal", "normal 600": "text-600-normal", "italic 400": "text-400-italic"}
SIZE = (1280, 720)  # px of a slide, as in talk.js
PAPER = f"@page {{ size: {SIZE[0]}px {SIZE[1]}px; margin: 0 }}"


def page(deck, theme="light", stills=None):
    """The whole page. theme: "light", "dark", or "auto" as the reader's system has it.

    stills: for paper: the pictures that stand in for figures, as `Figures` takes them; then nothing in it is alive.
    TalkError says where in the talk something is wrong; RuntimeError when the player is not built.
    """
    if theme not in THEMES:
        raise ValueError(f"unknown theme {theme!r}; choose one of: {', '.join(THEMES)}")
    figures = Figures(stills)
    paper = stills is not None
    inside = slides(deck, figures, paper)
    if not paper:  # what they show is known now
        figures = Figures(resting(figures.pictured, "light" if theme == "auto" else theme, ("wide",)))
        inside = slides(deck, figures)
    title = deck.facts.get("title") or first_heading(deck)
    facts = "".join(
        f'<meta name="{name}" content="{escape(deck.facts[name])}">\n'
        for name in ("author", "description")
        if deck.facts.get(name)
    )
    style = (
        f"{type_faces()}{themes.css()}{themes.formulas()}{text('player.css')}{text('talk.css')}{PAPER if paper else ''}"
    )
    scripts = "" if paper else alive(figures)
    marks = tag("main", tag("div", f"\n{inside}\n"), cls="talk")
    none = tag(
        "noscript",
        tag("p", "The figures of this talk live where scripts run; here their pictures stand.", cls="talk-notice"),
    )
    lang = escape(deck.facts.get("lang", "en"))
    return f"""<!doctype html>
<html lang="{lang}" data-theme="{theme}"{" data-slides data-paper" if paper else ""}>
<head>
<meta charset="utf-8">
{policy.alone(*policy.inline(scripts))}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
{facts}<style>{style}{PAPER if paper else ""}</style>
</head>
<body>
{marks}
{scripts and none + scripts}
</body>
</html>
"""


def slides(deck, figures, paper=False):
    """The HTML of all slides. figures: gets to know what they show. TalkError says where something is wrong."""
    return "\n".join(slide(deck, each, figures, paper) for each in deck.slides)


def slide(deck, slide, figures, paper):
    """The HTML of one slide and its notes."""
    md = words.converter(deck.path.parent)
    shown: list[str] = []
    inside = ""
    for block in blocks(slide.parts):
        inside += part(deck, slide, block, figures, shown, md)
    if "<h1" not in inside and "<h2" not in inside:
        raise deck.error(slide, slide.first, "it has no heading; begin it with '## ' and what it says")
    notes = "".join(part(deck, slide, block, None, [], md) for block in blocks(slide.notes))
    if "setter" in notes:
        raise deck.error(slide, slide.notes[0].number, "words in the notes set no figure; write them on the slide")
    kind = "talk-figured" if shown else "talk-title" if "<h1" in inside else "talk-words"
    number = tag("p", f"{slide.number}", cls="talk-number") if paper else ""
    return tag(
        "section",
        tag("div", inside + number, cls=f"talk-slide {kind}")
        + (tag("aside", notes, cls="notes", hidden=True) if notes and not paper else ""),
    )


def blocks(parts):
    """Parts of a slide, with neighboring lines of text as one list."""
    found: list = []
    for each in parts:
        if isinstance(each, Fence):
            found.append(each)
        elif found and isinstance(found[-1], list):
            found[-1].append(each)
        else:
            found.append([each])
    return found


def part(deck, slide, block, figures, shown, md):
    """The HTML of a fence or of lines of text. figures: None within notes, which have none. shown: the names of those
    that the slide shows, to which this may add one.
    """
    if isinstance(block, Fence):
        try:
            if figures is None:
                raise ValueError(f"notes are words; the fence {block.kind!r} belongs on the slide")
            made = figures.made(block, shown, md)
        except (ValueError, TypeError) as error:
            raise deck.error(slide, getattr(error, "line", block.number), str(error)) from error
        if block.kind == "explainer":
            shown.append(figures.shown[-1][0])
        return made
    on_slide = [figure(each) for each in slide.parts if isinstance(each, Fence) and each.kind == "explainer"]
    for line in block:
        try:
            words.check(line.text, deck.path.parent, on_slide)
        except ValueError as error:
            raise deck.error(slide, line.number, str(error)) from error
    try:
        return md.reset().convert("\n".join(line.text for line in block))
    except ValueError as error:  # a formula, say
        raise deck.error(slide, block[0].number, str(error)) from error


def figure(fence):
    """The name that an explainer's fence begins with."""
    return next((line.text.strip() for line in fence.lines if line.text.strip()), "")


def first_heading(deck):
    """What a talk is called that has no title: its first heading."""
    lines = (each.text for slide in deck.slides for each in slide.parts if not isinstance(each, Fence))
    return next((line.lstrip("# ").split("{")[0].strip() for line in lines if line.startswith("#")), deck.path.stem)


def type_faces():
    """The site's type, within the page."""
    return "".join(
        '@font-face {{ font-family: "Source Serif 4"; font-style: {}; font-weight: {}; '
        'src: url(data:font/woff2;base64,{}) format("woff2") }}\n'.format(
            *kind.split(), base64.b64encode((TYPE / f"source-serif-4-{file}.woff2").read_bytes()).decode()
        )
        for kind, file in FACES.items()
    )


def alive(figures):
    """What the figures run on, each thing once: specs, models, data, the player, and the slides' own script."""
    scripts = ["talk.js", *(["standalone.js"] if figures.names else [])]  # slides first: others stay asleep
    code = "".join(f'<script type="module">{save.closed(text(file))}</script>\n' for file in scripts)
    watch = f"<script>{save.closed(text('watch.js'))}</script>\n" if figures.names else ""
    return watch + save.carried(map(explainers.load, figures.names)) + code


def text(file):
    """The text of a file that the player's build has made."""
    return save.built(file).read_text(encoding="utf-8")

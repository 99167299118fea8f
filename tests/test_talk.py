"""Talks: how a file is cut into slides, what becomes of each part, and what is said of one that is wrong."""

import json
import os
import re

import pytest

import explainers
from explainers.__main__ import main
from explainers._core.files import places, save
from explainers._talk import command, deck, page
from explainers._talk.fences import Figures
from tests.support import DOCS

HEAD = "---\ntitle: Shall we go?\nauthor: Ada\n---\n"
TALK = (
    HEAD
    + """# Shall we *go*?

A question, with $w x$ and a picture: ![a dot](dot.svg).

---
## It weighs things up

Let it [pour](#festival?weather=0), then [bring all](#festival?weather=0&company=4).

```explainer
festival
music_weight: 4
```

???
Ask **who** would go.

- in the rain?

---
## Code

```python
---
total = 4 * 3  # ???
```

---
## The same again

```explainer
festival
```

```goal
festival 2
```
"""
)
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4" cx="4" cy="4"/></svg>'


@pytest.fixture
def talk(tmp_path):
    """talk(text) is the path of a file with that text, beside a picture."""
    (tmp_path / "dot.svg").write_text(DOT)

    def talk(text=TALK):
        path = tmp_path / "talk.md"
        path.write_text(text, encoding="utf-8")
        return path

    return talk


def test_it_is_cut_into_slides_and_notes(talk):
    read = deck.read(talk())
    assert read.facts == {"title": "Shall we go?", "author": "Ada"}
    assert [slide.number for slide in read.slides] == [1, 2, 3, 4]
    kinds = [[part.kind for part in slide.parts if isinstance(part, deck.Fence)] for slide in read.slides]
    assert kinds == [[], ["explainer"], ["python"], ["explainer", "goal"]]
    assert [bool(slide.notes) for slide in read.slides] == [False, True, False, False]
    assert read.slides[1].parts[-2].number == 14 or read.slides[1].parts[-1].number == 14


def test_a_page_holds_each_thing_once(talk):
    text = page.page(deck.read(talk()))
    assert "<title>Shall we go?</title>" in text and text.count("<section>") == 4
    assert text.count('data-explainer="festival"') == 1
    assert len(re.findall(r"<dnn-explainer ", text)) == 2
    for file in explainers.load("festival").plan.model.files:
        assert text.count(f'data-file="{file.name}"') == 1
    assert text.count('<script type="module">') == 2
    ids = re.findall(r' id="([^"]+)"', text.partition("<script")[0])
    assert sorted(ids) == sorted(set(ids)), "an id stands once in a page"


def test_what_is_written_is_there(talk):
    text = page.page(deck.read(talk())).partition("<script")[0]
    assert "<h1>Shall we <em>go</em>?</h1>" in text and "<math" in text
    assert 'src="data:image/svg+xml,%3Csvg' in text
    assert re.search(r'<a [^>]*class="setter fragment custom" href="#festival\?weather=0"[^>]*>pour</a>', text)
    assert json.loads(re.search(r'data-values="([^"]+)"', text)[1].replace("&quot;", '"')) == {"music_weight": 4}
    assert "<strong>who</strong>" in re.search(r'<aside class="notes" hidden>(.+?)</aside>', text, re.DOTALL)[1]
    assert 'class="dnn-goal"' in text and explainers.load("festival").goals()[1].when.split()[0] in text
    assert "total" in text and "???" in text, "in code, a divider is no divider"
    assert not re.search(r"""\son\w+=["']""", text), "no script within the elements, which a policy may forbid"


def test_it_asks_for_nothing(talk):
    text = page.page(deck.read(talk())).partition("<script")[0]
    assert re.findall(r"""(?:src|href)=["']?(?!#|data:)[^"'\s>]+""", text) == []
    assert "url(http" not in text and "@import" not in text


@pytest.mark.parametrize("theme", page.THEMES)
def test_a_theme_is_the_page_s(talk, theme):
    assert f'<html lang="en" data-theme="{theme}"' in page.page(deck.read(talk()), theme)


WRONG = {
    "## A\n```explainer\nfestivl\n```": (2, "unknown explainer 'festivl'"),
    "## A\n```explainer\n```": (2, "it names no explainer"),
    "## A\n\n```explainer\nfestival\nweather: 9\n```": (5, "weather takes"),
    "## A\n\n```explainer\nfestival\nsnow: 1\n```": (5, "no control 'snow'"),
    "## A\n\n```explainer\nfestival\ncontrols: rain\n```": (
        5,
        "festival has no control 'rain' to show; it has: weather",
    ),
    "## A\n\n```explainer\nfestival\ncontrols:\n```": (5, "'controls:' names none of: weather"),
    "## A\n\n```explainer\nfestival\nsnow\n```": (5, "'snow' is not 'control: value'"),
    "## A\n\n```explainer\nfestival\n```\n\n```explainer\nfestival\n```": (7, "already on this slide"),
    "## A\nSet [it](#festival?snow=1).\n```explainer\nfestival\n```": (2, "no control 'snow'"),
    "## A\n\nSet [it](#festival?weather=1).": (3, "not on this slide"),
    "## A\n\nSee [it](#festival).": (3, "leads nowhere"),
    "## A\n\nSee [it](other.md).": (3, "is no whole address"),
    "## A\n\nA [word](term:weight).": (3, "terms are for pages"),
    "## A\n\n![a cat](cat.png)": (3, "there is no picture 'cat.png'"),
    "## A\n\n![a cat](cat.bmp)": (3, "of no known kind"),
    "## A\n\n![a cat](https://example.org/cat.png)": (3, "is not a file"),
    "## A\n\n```quiz\nWho?\n```": (3, "a slide has no 'quiz'"),
    "## A\n\n```goal\nfestival 1\n```": (3, "not above it on this slide"),
    "## A\n```explainer\nfestival\n```\n```goal\nfestival 9\n```": (5, "no goal 9"),
    "## A\n```explainer\nfestival\n```\n```presets\nfestival\n+ Rain\n  Wet.\n  set: snow=1\n```": (5, "'snow'"),
    "## A\n\n```python\nx": (3, "is not closed"),
    "## A\n\n```math\n\\frac{1}\n```": (3, "invalid TeX"),
    "## A\n\nHalf of $\\frac{1}$.": (1, "invalid TeX"),
    "## A\n\n??? predict\n\n    Later.": (3, "has no boxes that fold"),
    "## A\n\n???\nOne\n\n???\nTwo": (6, "a second '???'"),
    "## A\n\n???\n```explainer\nfestival\n```": (4, "belongs on the slide"),
    "No heading.": (1, "no heading"),
    "": (1, "it is empty"),
}


@pytest.mark.parametrize("wrong", WRONG, ids=lambda text: re.sub(r"\W+", " ", text)[:40])
def test_what_is_wrong_is_said_with_slide_and_line(talk, wrong):
    line, words = WRONG[wrong]
    path = talk(f"## First\n\nFine.\n\n---\n{wrong}\n")
    with pytest.raises(deck.TalkError) as caught:
        page.page(deck.read(path))
    assert str(caught.value).startswith(f"{path}, slide 2, line {line + 5}: ")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "head, words", [("---\nmood: good\n---\n", "line 2: 'mood: good'"), ("---\ntitle: x\n# A", "is not a fact")]
)
def test_a_head_that_is_wrong_is_refused(talk, head, words):
    with pytest.raises(deck.TalkError, match=re.escape(words)):
        deck.read(talk(f"{head}# A\n"))


def test_an_address_of_the_course_is_one_where_the_course_has_an_address(talk, monkeypatch):
    path = talk("# A\n\nGo [on](site:learning/descent/).\n")
    monkeypatch.delenv("SITE_URL", raising=False)
    assert "<span>on</span>" in page.page(deck.read(path))
    monkeypatch.setenv("SITE_URL", "https://example.org/course/")
    assert 'href="https://example.org/course/learning/descent/"' in page.page(deck.read(path))


def test_the_command_writes_it_and_says_how_large(talk, tmp_path, capsys):
    out = tmp_path / "out.html"
    assert main(["talk", str(talk()), "-o", str(out), "--theme", "dark"]) == 0
    assert 'data-theme="dark"' in out.read_text(encoding="utf-8")
    assert f"{out}: 4 slides, {out.stat().st_size / 1e6:.1f} MB" in capsys.readouterr().out
    assert main(["talk", str(talk())]) == 0 and (tmp_path / "talk.html").is_file()


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["no-such-talk.md"], "no-such-talk.md"),
        (["talk.md", "-o", "talk.pptx"], "written as .html"),
        (["talk.md", "--pdf", "talk.ps"], "ends in .pdf"),
    ],
)
def test_the_command_ends_with_1_where_it_cannot(talk, tmp_path, monkeypatch, capsys, arguments, words):
    talk()
    monkeypatch.chdir(tmp_path)
    assert main(["talk", *arguments]) == 1
    assert words in capsys.readouterr().err


def test_watching_writes_again_and_outlives_an_error(talk, tmp_path, monkeypatch):
    texts = iter([TALK.replace("festival", "festivl"), None, TALK + "\nMore.\n"])
    path, out, said = talk(), tmp_path / "out.html", []

    def change(_):
        text = next(texts)
        if text is not None:
            dated = path.stat().st_mtime_ns + 1_000_000_000
            path.write_text(text, encoding="utf-8")
            os.utime(path, ns=(dated, dated))

    monkeypatch.setattr(command.time, "sleep", change)
    command.watch(path, out, say=said.append, rounds=4)
    assert [line.split(":")[0] for line in said] == [str(out), "not written", str(out)]
    assert "slide 2" in said[1] and "More." in out.read_text(encoding="utf-8")


def test_a_player_that_is_not_built_is_said(talk, tmp_path, monkeypatch):
    monkeypatch.setattr(save, "PLAYER", tmp_path / "none")
    with pytest.raises(RuntimeError, match="the player is not built"):
        page.page(deck.read(talk()))


DECKS = sorted(DOCS.rglob(f"*{places.TALK}"))


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.name)
def test_the_course_s_talk_fits_a_lesson(path):
    read = deck.read(path)
    assert 12 <= len(read.slides) <= 15 and all(slide.notes for slide in read.slides)
    assert len(page.page(read).encode()) <= command.LARGE
    figures = Figures()
    page.slides(read, figures)
    assert not [name for name in figures.names if explainers.load(name).plan.model.weights]


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.name)
def test_the_course_s_talk_is_in_the_site(path):
    built = path.with_name(path.name.removesuffix(places.TALK) + ".html")
    assert built.is_file(), "make site"
    assert built.read_text(encoding="utf-8") == page.page(deck.read(path))


# What the notes of the course's talk say of its figures: a link, an output, a number, and how exactly it is meant.
SAID = [
    ("festival", "weather=0", "total", 14, 0),
    ("festival", "weather=0&music_weight=4", "total", 22, 0),
    ("festival", "weather=0&company=4&music=4&company_weight=4", "total", 26, 0),
    ("festival", "weather=0&company=4&music=4&nearness=4", "total", 20, 0),
    ("network", "weather=1", "fires", 0, 0),
    ("network", "weather=1&company=3", "fires", 1, 0),
    ("loss_line", "tilt=0.4", "loss", 2.24, 0.005),
    ("loss_line", "tilt=0.4&height=2", "loss", 0.84, 0.005),
    ("descent", "learning_rate=0.01&step=20", "loss", 1.73, 0.005),
    ("descent", "learning_rate=0.9&step=20", "loss", 0.08, 0.005),
    ("training", "step=7", "share", 0.42, 0.005),
    ("fool", "step=12", "target_probability", 0.91, 0.005),
    ("training", "step=141", "share", 0.77, 0.005),
    ("training", "source=all 160 in turn&learning_rate=0.1&step=1120", "learned_right", 0.85 * 160, 0.8),
    ("training", "source=all 160 in turn&learning_rate=0.1&step=1120", "held_right", 0.81 * 80, 0.4),
    ("training", "source=all 160 in turn&learning_rate=0.1&step=5600", "learned_right", 0.98 * 160, 0.8),
    ("training", "source=all 160 in turn&learning_rate=0.1&step=5600", "held_right", 0.85 * 80, 0.4),
]


@pytest.mark.parametrize("shown, query, output, number, exact", SAID)
def test_what_the_notes_say_the_figures_say(shown, query, output, number, exact):
    explainer = explainers.load(shown)
    if explainer.carry:
        found = explainer.follow(f"#{shown}?{query}")[-1][output]
    else:
        found = explainer.outputs(**{key: float(text) for key, text in (pair.split("=") for pair in query.split("&"))})[
            output
        ]
    assert float(found) == pytest.approx(number, abs=exact + 1e-6)

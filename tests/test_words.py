"""The words of the course: each is explained before it is used, and formulas are read aloud."""

import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser

import pytest
import yaml
from markdown import Markdown

import explainers
from explainers._core.files import kept
from explainers._site import quiz, readings
from explainers._site.terms import definitions
from tests.support import DOCS, ROOT, SITE, fences, pages

COURSE = re.findall(
    r"^      - [^:]+: ((?!talks)\w+/[\w-]+\.md)$|^  - Home: (index\.md)$", (ROOT / "mkdocs.yml").read_text(), re.M
)
COURSE = [part or home for part, home in COURSE if (DOCS / (part or home)).is_file()]
TEXTS = [*sorted(DOCS.rglob("*.md")), *sorted(DOCS.glob("*.yml")), ROOT / "README.md"]
SOURCES = sorted((ROOT / "explainers" / "_player" / "src").rglob("*.js"))


def said(name):
    """All that a figure says in words, before anybody has touched it."""
    spec = kept.spec(explainers.load(name))
    labels = [control["label"] for control in spec["controls"]]
    return "\n".join([spec["title"], spec["description"], spec["summary"], spec["first_summary"], *labels])


# Percentages.

APART = re.compile(r"[\d}][\s\u00a0\u2009]+(?:%(?![\w(])|per ?cent\b)|\d-percent\b")


@pytest.mark.parametrize(
    "text", ["5.1 %", "over 90 percent sure", "9 per cent", "12\u00a0%", "`${share} %`", "a 5-percent slice"]
)
def test_other_ways_to_write_a_percentage_are_seen(text):
    assert APART.search(text)


@pytest.mark.parametrize(
    "text", ["12.9%", "9.4 percentage points", "{share:.0%}", "percent", "7 %(name)s", "100% of it"]
)
def test_the_one_way_to_write_a_percentage_is_not(text):
    assert not APART.search(text)


@pytest.mark.parametrize("path", TEXTS + SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_percentages_are_written_in_one_way(path):
    text = re.sub(r"^ *```(?!quiz|goal|predict).*?^ *```$", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    if path.suffix == ".js":
        text = "\n".join(re.findall(r"`[^`\n]*`|\"[^\"\n]*\"", text))
    assert [text[found.start() - 20 : found.end()] for found in APART.finditer(text)] == []


def test_figures_write_percentages_in_that_way(name):
    spec = kept.spec(explainers.load(name))
    texts = [said(name), *re.findall(r'"(?:text|title|texttemplate|label)": "([^"]*)"', yaml.safe_dump(spec))]
    assert [text for text in texts if APART.search(text)] == []


def test_a_figure_does_not_speak_of_itself(name):
    spec = kept.spec(explainers.load(name))
    assert not re.search(
        r"\b(?:this|the|every) (?:figure|explainer|page)\b|\ba network answers\b", spec["summary"], re.I
    )


# Words.


@cache
def prose(page):
    """What a page says in words, with what its figures say; without addresses and code."""
    text = re.sub(r"^---\n.*?^---\n", "", (DOCS / page).read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"^ *```(?!quiz|goal|predict).*?^ *```$", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"^(?:when|solution|best):.*(?:\n  .*)*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\[[^\]]*\]\(https?:[^)]*\)|\]\([^)]*\)|`[^`\n]*`|\$[^$\n]+\$", "", text)  # names of sources, too
    return "\n".join([text, *(said(name) for name, _ in fences((DOCS / page).read_text("utf-8")))])


def explains(page, term):
    """Whether a page defines a term: by its tooltip, or in italics."""
    text = (DOCS / page).read_text("utf-8")
    return f"(term:{term})" in text or re.search(rf"\*{re.escape(term)}s?\*", text, re.IGNORECASE)


def early(term, course):
    """The pages that use a term before any page of the course explains it."""
    before = []
    for page in course:
        if explains(page, term):
            return before
        if re.search(rf"\b{re.escape(term)}s?\b(?! function)", prose(page), re.IGNORECASE):
            before.append(page)
    return before


def test_the_course_is_read_in_its_order():
    assert COURSE[0] == "index.md" and COURSE[-1] == "wonders/dream.md" and len(COURSE) > 16


@pytest.mark.parametrize("term", [term for term in definitions() if len(term) > 1])
def test_a_word_is_explained_before_it_is_used(term):
    assert early(term, COURSE) == []


def test_a_word_that_comes_too_early_is_seen():
    assert early("kernel", ["convnets/imagenet.md", "convnets/inside.md"]) == []  # both explain it
    assert early("momentum", ["learning/playground.md", "networks/neuron.md"]) == ["learning/playground.md"]
    assert early("pooling", ["networks/neuron.md"]) == []
    assert early("slope", ["learning/descent.md", "networks/activation.md"]) == ["learning/descent.md"]


# Predictions and questions.


@pytest.mark.parametrize("page", [page for page in COURSE if "??? predict" in (DOCS / page).read_text("utf-8")])
def test_a_prediction_has_its_answer(page):
    text = (DOCS / page).read_text("utf-8")
    folds = re.findall(r'^\?\?\? predict ".*"\n\n((?:    .*\n|\n)+)', text, re.MULTILINE)
    assert len(folds) == text.count("??? predict")
    for fold in folds:
        stated = [each for each in re.split(r"(?<=[.?!:])\s+", " ".join(fold.split())) if not each.endswith("?")]
        assert len(" ".join(stated).split()) >= 12, fold


class Answers(HTMLParser):
    """The explanations of wrong answers, as a page shows them."""

    def __init__(self, text):
        super().__init__()
        self.found, self.inside = [], 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "details":
            self.inside = 1 if "quiz-answer wrong" in (dict(attributes).get("class") or "") else 0
        elif self.inside and tag == "p":
            self.inside = 2
            self.found.append("")

    def handle_endtag(self, tag):
        if tag == "p" and self.inside == 2:
            self.inside = 1

    def handle_data(self, data):
        if self.inside == 2:
            self.found[-1] += data


def test_wrong_answers_do_not_all_open_alike():
    texts = [text for address in pages() for text in Answers(built(address)).found]
    openings = Counter(" ".join(re.findall(r"[\w’']+", text)[:2]) for text in texts)
    assert len(texts) > 60 and openings.most_common(1)[0][1] < 0.1 * len(texts), openings.most_common(3)


@pytest.mark.parametrize(("mark", "word"), [("+", "Right."), ("-", "Wrong.")])
def test_an_explanation_stands_as_it_was_written_behind_a_mark_that_is_read_aloud(mark, word):
    source = "Is it?\n+ Yes\n  Rain falls.\n- No\n  Sun shines."
    text = quiz.fence(source, "quiz", "quiz", {}, Markdown())
    why = {"+": "Rain falls.", "-": "Sun shines."}[mark]
    assert re.search(rf'<p><span[^>]*role="img"[^>]*aria-label="{word}"[^>]*>.</span> {re.escape(why)}</p>', text)


# Symbols.


@cache
def built(address):
    file = SITE / address / "index.html" if address == "" or address.endswith("/") else SITE / address
    return file.read_text("utf-8")


@pytest.mark.parametrize(
    ("tex", "symbols"),
    [
        (r"$\nabla L$", [r"\nabla"]),
        (r"$\frac{\partial L}{\partial w}$", [r"\partial"]),
        (r"$\frac{dy}{dx} = f'(z)$", [r"\frac{d", "f'"]),
        (r"$\tfrac12 (\hat y - y)^2$", ["^2", r"\hat"]),
        (r"$\operatorname{clip}_{\pm a}(\delta)$", ["_", r"\operatorname{clip}", r"\delta", r"\pm"]),
        (r"$e^{-z} \approx 10^{-3}$", ["10^", "e^", r"\approx"]),
        (r"$w\,x + b$, and a price of $5", []),
        ("```math\n\\sum_i |w_i|\n```", ["_", r"\sum", "|"]),
        (r"$\textcolor{gradient}{g}$ and \nabla outside", []),
    ],
)
def test_the_symbols_of_a_formula_are_found(tex, symbols):
    assert readings.symbols(tex) == symbols


@pytest.mark.parametrize(
    "tex", [r"$\oint x$", r"$\operatorname{tr} A$", r"$\begin{pmatrix} 1 \end{pmatrix}$", r"$\forall x$"]
)
def test_a_symbol_without_a_reading_is_refused(tex):
    with pytest.raises(
        ValueError, match=r"no reading in docs/symbols\.yml for \\(oint|operatorname\{tr\}|begin|forall)"
    ):
        readings.symbols(f"Let {tex} be.")


def test_a_fold_of_maths_ends_with_its_readings_and_other_folds_do_not():
    text = '??? maths "A"\n\n    Let $\\nabla L$ be.\n\n??? simplified "B"\n\n    $\\nabla L$\n\nAfter.'
    lines = readings.Readings(None).run(text.split("\n"))
    assert sum(line == "    **Read aloud**" for line in lines) == 1
    assert lines.index("    **Read aloud**") < lines.index('??? simplified "B"') and lines[-1] == "After."
    assert readings.Readings(None).run(['??? maths "A"', "", "    No formula.", "", "After."])[2:] == [
        "    No formula.",
        "",
        "After.",
    ]


def test_every_fold_with_symbols_is_read_aloud_on_its_page(address):
    text = pages()[address]
    folds = [
        each
        for each in re.findall(r'^\?\?\? maths ".*"\n((?:    .*\n|\n)+)', text, re.MULTILINE)
        if readings.symbols(each)
    ]
    assert built(address).count("<strong>Read aloud</strong>") == len(folds)


def test_readings_say_how_a_symbol_is_pronounced():
    assert all('"' in said or "letter by letter" in said for said in readings.known().values())


# The guesses of the contest.


@pytest.mark.parametrize(
    ("guesses", "counted", "miss"), [([40, 40], 0, 0), ([24, 40], 1, 1.8), ([40, 20], 1, 3.6), ([24, 20], 2, 2.7)]
)
def test_only_guesses_that_were_made_are_counted(guesses, counted, miss):
    explainer = explainers.load("imagenet_error")
    run = explainer.follow(f"#imagenet_error?prediction={guesses[0]}&at=1:prediction:{guesses[1]}&step=2")[-1]
    assert float(run["guesses"]) == counted and float(run["mean_miss"]) == pytest.approx(miss, abs=1e-4)


def test_before_any_guess_nothing_is_said_about_how_good_it_was():
    explainer = explainers.load("imagenet_error")
    assert "off by" not in explainer.describe() and "not guessed" in explainer.describe()

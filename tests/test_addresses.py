"""Addresses that chats, mails and documents have changed: they mean what they did, or say what was not understood."""

from urllib.parse import quote

import numpy as np
import pytest

import explainers
from explainers._core.run import links
from explainers._core.words import texts
from tests.mangled import MANGLINGS, OF_LINKS, right

PAGE = "https://example.org/course/learning/"


def meant(explainer, link):
    """All that a link says, as text, for arrays to be compared, too."""
    query = links.named(explainer, link)
    where = texts.where(explainer, query) if explainer.carry else None
    kept = texts.kept(explainer, query) if explainer.beside else None
    changes = texts.changes(explainer, query) if explainer.carry else None
    return repr((texts.parse_address(explainer, query), where, changes, kept))


def test_an_address_means_the_same_however_it_was_sent(name):
    explainer = explainers.load(name)
    for query in right(name):
        wanted = meant(explainer, f"{PAGE}#{name}?{query}")
        for mangling, mangled in {**MANGLINGS, **OF_LINKS}.items():
            link = mangled(name, query)
            assert meant(explainer, PAGE + link) == wanted, (mangling, link)


def test_the_addresses_that_are_tried_say_much():
    """Lists, photographs, drawings, points, seeds, runs that are kept, changes on the way, and states."""
    together = "&".join(query for name in explainers.names() for query in right(name))
    for part in ("start=", "photo=", "seed=", "kept=", "at=", "state=", "step=", "@", "%20", "true", "data="):
        assert part in together, part


def test_it_is_said_what_was_not_understood():
    descent = explainers.load("descent")
    for link, said in {
        "#descent?step=40…": 'cut short at "40…"',
        "#descent?learning_rate=0.9&st...": 'cut short at "st..."',
        "#descent%3Flearning_rate%3D0.9%26mom%E2%80%A6": 'cut short at "mom…"',
        "#descent?learning_rate=9%29": "learning_rate takes a number",
        "#descent?learning_rat=0.9": 'did you mean "learning_rate"',
        "#descent%3Fstep%3Dmany": "step takes a whole number",
        "#descend?step=3": "leads to 'descend'",
        "%23festival%3Fweather%3D0": "leads to 'festival'",
    }.items():
        with pytest.raises(ValueError) as refused:
            descent.follow(PAGE + link)
        assert said in str(refused.value), link


def test_no_right_address_ends_as_one_that_was_cut_short():
    for name in explainers.names():
        for control in explainers.load(name).controls:
            labels = [*getattr(control, "options", ()), *(getattr(control, "samples", None) or ())]
            assert not [label for label in labels if label.endswith(("…", "..."))]


def test_a_mangled_link_leads_to_the_same_run():
    descent = explainers.load("descent")
    query = "learning_rate=0.9&at=2:momentum:0.5&step=4"
    wanted = descent.follow(f"{PAGE}#descent?{query}")
    for link in (f"<{PAGE}%23descent%3F{quote(query, safe='')}>", f"({PAGE}#descent?{query.replace('&', '&amp;')})."):
        run = descent.follow(link)
        assert (run.values, run.changes) == (wanted.values, wanted.changes)
        np.testing.assert_array_equal(run[4]["loss"], wanted[4]["loss"])


# In the page

DESCENT = {"learning_rate": 0.9, "batch_size": "All 16"}
SENT = [
    "#descent%3Flearning_rate%3D0.9%26batch_size%3DAll%252016%26step%3D4",
    "#descent%253Flearning_rate%253D0.9%2526step%253D4",
    "#descent?learning_rate=0.9&amp;step=4).",
    "#descent?learning_rate=0.9&step=4%E2%80%9D",
    "?fbclid=IwAR0#descent?learning_rate=0.9&step=4&utm_source=chat",
    "#Descent?Learning-Rate=0.9&Step=4%E2%80%8B",
]


@pytest.mark.about("learning/descent/")
def test_a_page_opens_where_a_mangled_address_leads(visit):
    page = visit("learning/descent/", reduced_motion="reduce")
    for sent in SENT:
        page.tab.goto("about:blank")
        figure = page.go(f"learning/descent/{sent}").figure("descent").live()
        assert {name: figure.values[name] for name in DESCENT} == DESCENT, sent
        assert figure.summary.startswith("Step 4:")
        assert "Left out" not in figure.element.inner_text(), sent


@pytest.mark.about("learning/descent/")
def test_a_page_follows_a_mangled_address_later_and_says_what_it_left_out(visit):
    figure = visit("learning/descent/", reduced_motion="reduce").figure("descent").live()
    for sent, step, said in [
        (SENT[0], 4, ""),
        ("#descent?learning_rate=0.9&step=7)", 7, ""),
        ("#descent?learning_rate=0.9&step=4…", 0, 'cut short at "4…"'),
        ("#descent?learning_rat=0.9&step=5", 5, 'did you mean "learning_rate"?'),
    ]:
        figure.page.tab.evaluate("hash => { location.hash = hash; }", sent)
        figure.page.tab.wait_for_function(
            "([step, said]) => { const text = document.querySelector('dnn-explainer[name=descent]').innerText;"
            " return text.includes(`Step ${step}:`) && text.includes(said); }",
            [step, said],
        )


@pytest.mark.about("learning/descent/")
def test_a_figure_that_is_not_on_the_page_is_said(visit):
    page = visit("learning/descent/#decsent?step=5", reduced_motion="reduce")
    notice = page.tab.locator("dnn-explainer[name=descent] .dnn-notice")
    notice.filter(has_text='tells of "decsent", which is not here; did you mean "descent"?').wait_for()
    figure = page.figure("descent").live()
    assert notice.is_visible(), "it stays as the figure comes to life"
    for hash, said in {
        "#festival?weather=0": 'tells of "festival"',
        "#descent?step=3&also=hero%3Fseed%3D2": '"hero"',
    }.items():
        page.tab.evaluate("hash => { location.hash = hash; }", hash)
        notice.filter(has_text=said).wait_for()
    assert figure.summary.startswith("Step 3:")


@pytest.mark.about("learning/descent/")
@pytest.mark.parametrize(
    "sent",
    [
        "learning/descent/%23descent%3Flearning_rate%3D0.9%26step%3D4",
        "learning/descent/%2523descent%253Fstep%253D4",
        "learning/descent/)",
        "learning/descent/%E2%80%9D",
        "learning/descent/).",
    ],
)
def test_an_address_that_lost_its_way_finds_the_page(visit, sent):
    page = visit(sent, expect_problems=True, reduced_motion="reduce")  # the first answer is that it is not there
    page.tab.wait_for_selector("dnn-explainer[name=descent]", state="attached")
    assert page.figure("descent").live().summary.startswith("Step 4:" if "23" in sent else "Step 0:")

"""Controls that are seen only while another has some value; and speeds."""

from dataclasses import replace

import pytest

import explainers
from explainers import Play

DESCENT = explainers.load("descent")


def changed(**fields):
    """Descent, with other fields of its momentum slider."""
    controls = [replace(each, **fields) if each.name == "momentum" else each for each in DESCENT.controls]
    return replace(DESCENT, controls=controls)


def test_a_control_is_seen_only_while_it_applies(visit, tmp_path):
    explainer = changed(when=("optimizer", "Plain"))
    assert 'data-control="momentum" hidden' not in explainer.spec()["markup"]
    explainer.save(tmp_path / "when.html")
    page = visit("404.html", expect_problems=True)
    page.tab.goto((tmp_path / "when.html").as_uri())
    figure = page.figure("descent").live()
    slider = figure.element.locator("[name=momentum]")
    for optimizer, seen in (("Adam", False), ("Plain", True)):
        figure.element.locator("[name=optimizer]").select_option(optimizer)
        figure.answered()
        assert slider.is_visible() == seen
    explainer.save(tmp_path / "adam.html", optimizer="Adam")
    assert 'data-control="momentum" hidden' in (tmp_path / "adam.html").read_text()


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (("no_such", 1), "momentum says when=.* of: learning_rate, optimizer"),
        (("momentum", 0), "give another control"),
        (("optimizer",), "and its values"),
        (("optimizer", "Fast"), "optimizer takes one of: Plain, Adam; not 'Fast'"),
    ],
)
def test_what_can_never_be_is_refused(when, said):
    with pytest.raises(ValueError, match=said):
        changed(when=when).spec()


def test_the_last_speed_may_be_as_fast_as_it_can():
    spec = Play(speed=None, speeds=(10, None)).spec()
    markup = Play.markup("id", spec, lambda file: None)
    assert '<option value="fastest" selected>as fast as it can</option>' in markup and "10 a second" in markup

"""The game of sorting: read from a page, and played without a script."""

import pytest

from explainers._site import sort
from tests.support import pages

FENCE = """
A rule | Examples
+ Work out
  a tax.
= A rule
  The law says how.
+ Recognize a face.
= Examples
  Nobody can say how.
"""
HOME = next(address for address, text in pages().items() if "```sort" in text)


def test_it_is_read():
    tax, face = (
        ["Work out a tax.", "A rule", "The law says how."],
        ["Recognize a face.", "Examples", "Nobody can say how."],
    )
    assert sort.read(FENCE) == (["A rule", "Examples"], [tax, face])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A rule\n+ A tax.\n= A rule\nWhy.", "two or more groups"),
        ("A rule | Examples", "two or more groups"),
        ("A rule | Examples\nA tax.", "belongs to nothing"),
        ("A rule | Examples\n+ A tax.\n= Luck\nWhy.", "A rule, Examples"),
        ("A rule | Examples\n+ A tax.\n= A rule", "says why"),
    ],
)
def test_what_is_wrong_is_said(text, said):
    with pytest.raises(ValueError, match=said):
        sort.read(text)


def counted(thing):
    """How many of its buttons count as right."""
    count = "inputs => inputs.filter(each => getComputedStyle(each).counterIncrement === 'sorted 1').length"
    return thing.locator("input").evaluate_all(count)


@pytest.mark.about(HOME)
@pytest.mark.parametrize("scripts", [True, False])
def test_it_is_played_by_keys_and_without_scripts(visit, scripts):
    page = visit(HOME, java_script_enabled=scripts)
    thing = page.tab.locator(".sort-thing").first
    good = [each.get_attribute("class") for each in thing.locator("input").all()].index("right")
    other = 0 if good else 1
    thing.locator("input").nth(other).focus()
    page.tab.keyboard.press("Space")
    assert thing.locator(".sort-why:visible").inner_text().startswith("Rather: ")
    assert counted(thing) == 0
    page.tab.keyboard.press("ArrowRight" if good else "ArrowLeft")
    assert thing.locator(".sort-why:visible").inner_text().startswith("Yes. ")
    assert counted(thing) == 1

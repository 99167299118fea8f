"""Words that set a figure: a button brings back what the reader had, one link after the other."""

import pytest

from tests.support import homes


def follow(page, address):
    """Click a link to this, as words in the text have it; it is put at the end of the page."""
    page.tab.evaluate(
        """address => {
          const link = Object.assign(document.createElement("a"), { href: address, textContent: "so" });
          document.querySelector("article, main").append(link);
          link.click();
          link.remove();
        }""",
        address,
    )


def own(figure, values, steps=0):
    """Set a figure, and take steps, before any link."""
    figure.do("element.set(given)", values)
    if steps:
        figure.do("element.step(given)", steps)


@pytest.mark.parametrize(
    ("which", "values", "steps", "links"),
    [
        ("festival", {"weather": 1, "threshold": 12}, 0, ["weather=0", "weather=0&music_weight=4"]),
        (
            "descent",
            {"learning_rate": 0.45, "momentum": 0.2},
            7,
            ["learning_rate=1.1", "start=4.5,-1&momentum=0&step=3"],
        ),
        ("digits", {"drawing": "7", "silenced": [2]}, 0, ["silenced=&drawing=5"]),
        ("hero", {"seed": 3}, 20, ["seed=7&learning_rate=1"]),
        ("imagenet_error", {"prediction": 21.5}, 2, ["prediction=6.5&step=7", "prediction=40"]),
    ],
)
def test_each_link_can_be_undone(visit, which, values, steps, links):
    page = visit(homes()[which], reduced_motion="reduce")
    figure = page.figure(which).live()
    undo = figure.element.get_by_role("button", name="Undo the link")
    assert not undo.is_visible()
    own(figure, values, steps)
    states = []
    for link in links:
        states.append((figure.values, figure.summary))
        follow(page, f"#{which}?{link}")
        figure.answered()
        assert undo.is_visible() and figure.values != states[-1][0]
    for wanted in reversed(states):
        undo.click()
        figure.answered()
        page.tab.wait_for_function(
            "([name, text]) => document.querySelector(`dnn-explainer[name=${name}] .dnn-summary`).textContent === text",
            arg=[which, wanted[1]],
        )
        assert figure.values == wanted[0]
    assert not undo.is_visible()
    assert page.problems == []


@pytest.mark.about(homes()["festival"])
def test_start_over_leaves_nothing_to_undo_and_focus_stays_in_the_figure(visit):
    page = visit(homes()["festival"])
    figure = page.figure("festival").live()
    undo = figure.element.get_by_role("button", name="Undo the link")
    for end in ("Start over", "Undo the link"):
        follow(page, "#festival?weather=0")
        figure.answered()
        figure.element.get_by_role("button", name=end).press("Enter")
        figure.answered()
        assert not undo.is_visible() and figure.values["weather"] == 3
        focused = page.tab.evaluate("document.activeElement.textContent")
        assert focused == "Start over"


@pytest.mark.about(homes()["descent"])
def test_the_address_follows_what_is_brought_back(visit):
    page = visit(homes()["descent"], reduced_motion="reduce")
    figure = page.figure("descent").live()
    own(figure, {"learning_rate": 0.45})
    follow(page, "#descent?learning_rate=1.1")
    figure.answered()
    figure.element.get_by_role("button", name="Undo the link").click()
    page.tab.wait_for_function("location.hash === '#descent?learning_rate=0.45'")


@pytest.mark.about(homes()["bias"])
def test_links_to_two_figures_of_a_page_are_undone_apart(visit):
    page = visit(homes()["bias"])
    festival, bias = page.figure("festival").live(), page.figure("bias").live()
    follow(page, "#festival?weather=0")
    follow(page, "#bias?threshold=10")
    festival.answered(), bias.answered()
    festival.element.get_by_role("button", name="Undo the link").click()
    festival.answered()
    assert festival.values["weather"] == 3 and bias.values["threshold"] == 10
    assert bias.element.get_by_role("button", name="Undo the link").is_visible()

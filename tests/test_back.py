"""The address is the whole page: back, forward, a reload and a bookmark agree with what its figures show."""

import pytest

import explainers

PAGE = "networks/neuron/"
NAMES = ("festival", "bias")
pytestmark = pytest.mark.about(PAGE)
# A word that sets a figure, or leads to a place on the page, is clicked.
CLICK = """hash => {
  const link = Object.assign(document.createElement('a'), { href: hash, textContent: 'set' });
  document.querySelector('article p').append(link);
  link.click();
  link.remove();
}"""
# The reader's own hand, on a slider.
HAND = """(([name, value]) => {
  const input = element.querySelector(`input[name=${name}]`);
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
})(given)"""
AS_OPENED = {name: dict(explainers.load(name).defaults) for name in NAMES}


@pytest.fixture
def page(visit):
    return visit(PAGE, reduced_motion="reduce").live()


def click(page, hash):
    page.tab.evaluate(CLICK, hash)


def hand(page, name, **given):
    for each in given.items():
        page.figure(name).do(HAND, list(each))


def told(page, text):
    """Wait until the address has a text in it."""
    page.tab.wait_for_function(f"location.hash.includes({text!r})")


def shows(page, **changed):
    """Wait until the figures stand so, and the others as the page opens; and the address says the same to whoever
    reloads the page, or opens it elsewhere.
    """
    wanted = {name: AS_OPENED[name] | changed.get(name, {}) for name in NAMES}
    stand = "Promise.all(NAMES.map(name => document.querySelector(`dnn-explainer[name=${name}]`).set({}))).then(() => "
    stand += "NAMES.every(name => Object.entries(given[name]).every(([control, value]) => "
    stand += "String(document.querySelector(`dnn-explainer[name=${name}]`).values[control]) === String(value))))"
    condition = f"given => {stand.replace('NAMES', str(list(NAMES)))}"
    page.tab.wait_for_function(condition, arg=wanted)
    page.frames(30)  # what was still due would change the address now
    address = page.tab.evaluate("location.href")
    other = page.context.new_page()
    other.emulate_media(reduced_motion="reduce")
    other.goto(address)
    for name in NAMES:
        found = other.locator(f"dnn-explainer[name={name}]").evaluate(
            "element => element.ready.then(() => element.values)"
        )
        assert found == wanted[name], (name, address)
    other.close()
    for name in NAMES:
        assert page.figure(name).values == wanted[name], (name, address)


def test_back_and_forward_lead_through_words_of_two_figures(page):
    click(page, "#festival?weather=0&music_weight=4")
    shows(page, festival={"weather": 0, "music_weight": 4})
    click(page, "#bias?threshold=30")
    both = {"festival": {"weather": 0, "music_weight": 4}, "bias": {"threshold": 30}}
    shows(page, **both)
    click(page, "#festival?company=4")
    shows(page, festival={"weather": 0, "music_weight": 4, "company": 4}, bias={"threshold": 30})
    page.tab.go_back()
    shows(page, **both)
    page.tab.go_back()
    shows(page, festival=both["festival"])
    page.tab.go_back()
    shows(page)
    assert page.tab.evaluate("location.hash") == ""
    page.tab.go_forward()
    shows(page, festival=both["festival"])
    page.tab.go_forward()
    shows(page, **both)
    page.tab.reload()
    shows(page.live(), **both)
    page.tab.go_back()
    shows(page.live(), festival=both["festival"])


def test_words_take_nothing_that_cannot_be_gone_back_to(page):
    hand(page, "festival", weather=1)
    told(page, "weather=1")
    hand(page, "bias", company=4, threshold=12)
    click(page, "#bias?threshold=30")  # at once: the address has not followed yet
    shows(page, festival={"weather": 1}, bias={"company": 4, "threshold": 30})
    page.tab.go_back()
    shows(page, festival={"weather": 1}, bias={"company": 4, "threshold": 12})


def test_who_goes_back_at_once_is_not_followed_by_what_was_due(page):
    click(page, "#festival?weather=0")
    page.tab.go_back()
    shows(page)
    assert page.tab.evaluate("location.hash") == ""


def test_what_is_due_of_another_figure_stays_and_is_told(page):
    click(page, "#bias?threshold=30")
    shows(page, bias={"threshold": 30})
    hand(page, "festival", weather=1)
    page.tab.evaluate("history.back()")  # at once: the address tells nothing of it yet
    told(page, "festival?weather=1")
    shows(page, festival={"weather": 1})


def test_an_address_typed_in_is_the_page(page):
    hand(page, "bias", threshold=3)
    told(page, "bias?threshold=3")
    page.tab.evaluate("location.hash = '#festival?weather=2'")
    shows(page, festival={"weather": 2})
    page.tab.go_back()
    shows(page, bias={"threshold": 3})
    page.tab.evaluate("location.hash = '#festival'")
    shows(page)


def test_a_link_to_a_place_on_the_page_leaves_the_figures_as_they_are(page):
    place = page.tab.evaluate("'#' + document.querySelector('h2[id]').id")
    click(page, "#festival?weather=0")
    told(page, "weather=0")
    click(page, place)
    shows(page, festival={"weather": 0})
    page.tab.go_back()
    shows(page, festival={"weather": 0})
    page.tab.go_back()
    shows(page)
    click(page, place)
    shows(page)
    assert page.tab.evaluate("location.hash") == place, "where no figure is changed, the address is the place's"
    click(page, place)  # where the page is already
    click(page, "#festival?weather=0")
    shows(page, festival={"weather": 0})
    page.tab.go_back()
    shows(page)
    assert page.tab.evaluate("location.hash") == place


def test_another_page_and_back_again(page):
    click(page, "#festival?weather=0")
    hand(page, "bias", threshold=7)
    click(page, "../activation/")  # at once
    page.tab.wait_for_url("**/activation/")
    page.tab.go_back()
    page.tab.wait_for_url("**/neuron/**")
    shows(page.live(), festival={"weather": 0}, bias={"threshold": 7})


@pytest.mark.about("wonders/fooling/")
def test_going_back_wakes_no_network_that_sleeps(visit):
    page = visit("wonders/fooling/", reduced_motion="reduce")
    page.tab.evaluate("history.pushState(null, '', '#noise?seed=3&also=fool%3Fseed%3D2')")
    page.tab.go_back()
    page.tab.go_forward()
    page.tab.go_back()
    page.frames(30)
    states = page.tab.locator("dnn-explainer").evaluate_all("all => all.map(each => each.dataset.state)")
    assert set(states) == {"still"}
    assert not [url for url in page.asked if "onnxruntime" in url or "efficientnet" in url]

"""A story under the figure: what is read is what the figure shows."""

import pytest

import explainers
from explainers.ideas._sizes import SETS, SYSTEMS
from tests.browsing import Figure
from tests.support import homes

TIMELINE = explainers.load("timeline")
STORY = next(control for control in TIMELINE.controls if control.kind == "story")
FIRST, *LABELS = STORY.options
CURRENT = "element.querySelector('li[aria-current] button')?.value"
IN_SIGHT = """(() => {
  const [item, list] = ['li[aria-current]', '.dnn-moments'].map(name =>
    element.querySelector(name).getBoundingClientRect());
  return item.top >= list.top - 1 && item.bottom <= list.bottom + 1;
})()"""
SCROLL = """new Promise(done => {
  const list = element.querySelector('.dnn-moments');
  const item = list.children[given];
  element.addEventListener('explainer-update', done, {once: true});
  if (getComputedStyle(list).overflowY === 'auto') list.scrollTop = item.offsetTop - list.offsetTop - 40;
  else scrollBy({top: item.getBoundingClientRect().top - innerHeight * 0.65, behavior: 'instant'});
}).then(() => element.set({}))"""

# Set where every scroll is noticed late, as on a busy machine.
BUSY = """(async () => {
  const late = () => {
    const until = performance.now() + 700;
    while (performance.now() < until);
  };
  addEventListener('scroll', late, {capture: true});
  await element.set(given);
  for (let i = 0; i < 4; i++) await new Promise(requestAnimationFrame);
  removeEventListener('scroll', late, {capture: true});
  await element.set({});
})()"""


@pytest.fixture(params=["desktop", "phone"])
def timeline(request, at) -> Figure:
    return at(homes()["timeline"], request.param).figure("timeline").live()


def test_what_is_read_is_what_is_shown(timeline):
    for place in (12, 3):
        timeline.do(SCROLL, place)
        shown = timeline.values["event"]
        assert abs(LABELS.index(shown) - place) <= 1
        assert timeline.do(CURRENT) == shown
        assert timeline.values["year"] == STORY.moments[LABELS.index(shown)].sets["year"]
        assert timeline.outputs["told"] == LABELS.index(shown) + 1


def test_what_is_chosen_is_brought_into_sight(at):
    timeline = at(homes()["timeline"], "desktop").figure("timeline").live()
    timeline.element.locator("[name=event]").select_option(LABELS[-1])
    timeline.answered()
    assert timeline.do(CURRENT) == LABELS[-1] == timeline.values["event"]
    assert timeline.do(IN_SIGHT)
    timeline.element.get_by_role("button", name=LABELS[-2]).click()
    timeline.answered()
    assert timeline.values["event"] == LABELS[-2]


def test_what_is_chosen_stays_where_the_list_moves_by_itself(timeline):
    for thread in ("Winters", "Data", "All"):
        timeline.do(BUSY, {"thread": thread, "event": LABELS[-1], "year": 2024})
        assert timeline.values["event"] == LABELS[-1]
        timeline.do(BUSY, {"thread": "All", "event": LABELS[20]})
        assert timeline.values["event"] == LABELS[20]


def test_the_year_tells_of_the_latest_again(timeline):
    timeline.element.locator("[name=event]").select_option(LABELS[4])
    timeline.answered()
    slider = timeline.element.locator("[name=year]")
    assert slider.input_value() == str(STORY.moments[4].sets["year"])
    slider.press("ArrowRight")
    timeline.answered()
    assert timeline.values["event"] == FIRST
    assert timeline.do(CURRENT) is None


def test_a_thread_leaves_out_what_is_not_of_it(timeline):
    timeline.element.locator("[name=thread]").select_option("Data")
    timeline.answered()
    seen = timeline.do("[...element.querySelectorAll('.dnn-moments li:not([hidden]) button')].map(({value}) => value)")
    assert seen == [label for label, moment in zip(LABELS, STORY.moments, strict=True) if "Data" in moment.when]


def test_every_moment_has_a_source_that_can_be_followed():
    for moment in STORY.moments:
        assert moment.sources and all(address.startswith("https://") and cited for address, cited in moment.sources)


def test_every_number_of_the_charts_has_a_source_in_the_page(visit):
    page = visit(homes()["timeline"], java_script_enabled=False)
    page.tab.locator("dnn-explainer[name=timeline] > .dnn-sources summary").click()
    listed = page.tab.locator("dnn-explainer[name=timeline] > .dnn-sources li").all_inner_texts()
    for each in [*SYSTEMS, *SETS]:
        [said] = [text for text in listed if text.startswith(f"{each.name}, {int(each.year)}: ")]
        assert said.endswith(each.cited) and ("an estimate" in said) == getattr(each, "estimated", False)
    assert all(link.get_attribute("href").startswith("https://") for link in page.tab.locator(".dnn-sources a").all())


def test_without_javascript_the_whole_story_is_there_to_be_read(visit):
    page = visit(homes()["timeline"], java_script_enabled=False)
    told = page.tab.locator("dnn-explainer[name=timeline] .dnn-moments li")
    assert told.count() == len(LABELS)
    assert all(item.is_visible() and item.locator("a").first.is_visible() for item in told.all())
    assert page.tab.locator("dnn-explainer[name=timeline] :is(select, button, input):visible").count() == 0

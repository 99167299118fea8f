"""Goals in the page: who reaches one, what is said, and what is remembered."""

import json

import pytest

import explainers
from tests.browsing import open_figure
from tests.touching import by_hand

FEW = 20  # steps that are made one by one; for more, Play
TOLD = "window.told = []; addEventListener('explainer-goal', event => told.push(event.detail))"
REFUSED = """for (const kind of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, kind, {get() { throw new DOMException("blocked", "SecurityError") }});"""


class Card:
    """A goal on a page."""

    def __init__(self, figure, goal):
        self.figure, self.goal = figure, goal
        self.element = figure.page.tab.locator(f"#{goal.explainer}-goal-{goal.number}")

    @property
    def state(self):
        return self.element.get_attribute("data-state")

    def says(self, part):
        return self.element.locator(f".dnn-goal-{part}").inner_text()

    def told(self):
        return [each["state"] for each in self.figure.page.tab.evaluate("told") if each["key"] == self.goal.key]

    def kept(self):
        stored = self.figure.page.tab.evaluate(
            "Object.entries(localStorage).filter(([key]) => key.startsWith('dnn-goals:'))"
        )
        return {key: each for _, text in stored for key, each in json.loads(text).items()}.get(self.goal.key)

    def shown(self):
        """The reader opens the solution and follows it, by keys."""
        self.element.locator("summary").last.press("Enter")
        self.element.locator("a.setter").press("Enter")

    def reach(self):
        """As a reader does: from the beginning, by hand."""
        explainer = explainers.load(self.goal.explainer)
        self.figure.element.locator("button[name=defaults]").press("Enter")
        self.figure.answered()
        by_hand(self.figure, explainer, self.goal.values)
        if self.goal.step > FEW:
            speeds = self.figure.element.locator("select[name=speed]")
            speeds.select_option(speeds.locator("option").last.get_attribute("value"))
            self.figure.element.locator("button[name=play]").press("Enter")
        for _ in range(self.goal.step if self.goal.step <= FEW else 0):
            self.figure.element.locator("button[name=step]").press("Enter")
            self.figure.answered()
        selector = f"#{self.goal.explainer}-goal-{self.goal.number}[data-state=reached]"
        self.figure.page.tab.wait_for_selector(selector, timeout=90_000)


def opened(visit, goal, query="", script="", **options):
    options.setdefault("reduced_motion", "no-preference")
    figure = open_figure(visit, goal.explainer, query, script=script + TOLD, **options)
    figure.answered()  # and so judged
    return Card(figure, goal)


def address(goal):
    return f"#{goal.explainer}?{goal.solution}"


@pytest.mark.where(lambda explainer: explainer.goals())
def test_a_link_to_a_solution_reaches_nothing_and_the_readers_own_hand_does(explainer, visit):
    """The first by a link that opens the page, each by the one below its solution."""
    first = opened(visit, explainer.goals()[0], address(explainer.goals()[0]))
    for goal in explainer.goals():
        card = Card(first.figure, goal)
        assert (card.state, card.told()) == ("open", [])
        card.shown()
        card.figure.answered()
        assert (card.state, card.told(), card.says("said")) == ("shown", ["shown"], "solution shown")
        card.reach()
        assert (card.told(), card.says("said"), card.kept()["state"]) == (["shown", "reached"], "reached", "reached"), (
            goal.text
        )
        said = card.figure.page.tab.locator(".dnn-reached")
        assert said.get_attribute("role") == "status" and "Goal reached" in said.inner_text()


FESTIVAL, DESCENT = (explainers.load(name).goals() for name in ("festival", "descent"))


def slide(card, name, value):
    card.figure.element.locator(f'input[name="{name}"]').fill(str(value))
    card.figure.answered()


def test_what_a_link_has_met_is_said_to_be_the_links(visit):
    card = opened(visit, FESTIVAL[0])
    card.figure.page.tab.evaluate("address => location.hash = address", address(FESTIVAL[0]))
    card.element.locator(".dnn-goal-note:has-text('not by you')").wait_for()
    slide(card, "threshold", 24)
    assert (card.state, card.told()) == ("open", []), "what the link has met is met still"
    slide(card, "music", 3)
    slide(card, "music", 4)
    assert (card.state, card.told(), card.element.locator(".dnn-goal-note").is_visible()) == (
        "reached",
        ["reached"],
        False,
    )


def test_a_script_and_start_over_reach_nothing(visit):
    card = opened(visit, FESTIVAL[0])
    card.figure.do("element.set({weather: 4})")
    assert (card.state, card.told()) == ("open", [])
    card.figure.element.locator("button[name=defaults]").click()
    slide(card, "weather", 4)
    assert card.told() == ["reached"]


def test_a_solution_sets_the_whole_figure_and_back_brings_the_readers_own_back(visit):
    card = opened(visit, FESTIVAL[1])
    slide(card, "threshold", 10)
    card.figure.page.tab.wait_for_function("location.hash.includes('threshold=10')")
    card.shown()
    card.figure.answered()
    assert (card.figure.values["threshold"], card.figure.values["music"]) == (25, 4)
    card.figure.page.tab.go_back()
    card.figure.page.tab.wait_for_function("document.querySelector('#festival [name=threshold]').value === '10'")


def test_a_link_that_only_takes_steps_reaches_nothing(visit):
    card = opened(visit, DESCENT[2])
    slide(card, "learning_rate", 0.96)
    card.figure.do("element.follow(new URLSearchParams('step=100'), false)")
    assert (card.told(), "not by you" in card.says("note")) == ([], True)


def entered(name, value):
    """A script by which a reader has moved a slider before the player came."""
    return f"""document.addEventListener('readystatechange', () => {{
      document.querySelector('input[name={name}]').value = '{value}';
    }}, {{once: true}});"""


def test_a_touch_before_the_figure_lives_may_reach_a_goal(visit):
    card = opened(visit, FESTIVAL[0], script=entered("weather", 4))
    assert (card.state, card.told()) == ("reached", ["reached"])


def test_a_touch_does_not_make_a_links_doing_the_readers(visit):
    card = opened(visit, FESTIVAL[0], "#festival?weather=4", script=entered("threshold", 24))
    assert (card.figure.values["threshold"], card.state, card.told()) == (24, "open", [])


def test_what_plays_by_itself_reaches_nothing(visit):
    count = "addEventListener('explainer-update', event => window.step = event.detail.step);"
    figure = open_figure(visit, "hero", script=count, reduced_motion="no-preference")
    goal = {
        "key": "any",
        "when": [{"of": "step", "name": "step", "at": None, "is": ">=", "value": 5}],
        "lasting": 0,
        "best": None,
    }
    figure.element.evaluate("(element, goal) => window.watched = element.judge.watch(goal)", goal)
    figure.page.tab.wait_for_function("watched.met && window.step > 10")
    assert figure.page.tab.evaluate("[watched.open, watched.reached]") == [False, False]


def test_a_goal_is_judged_on_steps_that_nobody_sees(visit):
    card = opened(visit, DESCENT[2])
    slide(card, "learning_rate", 0.96)
    card.figure.do("element.step(1000)")  # painted long after the hundredth
    assert card.told() == ["reached"]


def test_a_record_is_kept_and_only_beaten(visit):
    def walked(card, learning_rate, momentum):
        slide(card, "learning_rate", learning_rate)
        slide(card, "momentum", momentum)
        card.figure.do("element.reset()")
        card.figure.do("element.step(10)")
        return card.kept()["record"], card.says("record")

    card = opened(visit, DESCENT[1])
    assert walked(card, 0.8, 0.5) == ("8", "Your record (step): 8")
    again = opened(visit, DESCENT[1])
    assert (again.state, again.says("record")) == ("reached", "Your record (step): 8")
    assert walked(again, 1, 0.3) == ("8", "Your record (step): 8")  # reached at step 9
    assert walked(again, 0.85, 0.55) == ("6", "Your record (step): 6")
    assert again.told() == ["reached"]


def test_a_reached_goal_is_remembered_here_and_on_the_path(visit):
    card = opened(visit, FESTIVAL[0])
    card.reach()
    home = visit("")
    assert home.tab.locator('a[data-page="networks/neuron/"] + .path-goals').inner_text() == "1 of 4 goals reached"
    assert opened(visit, FESTIVAL[0]).state == "reached"


def test_progress_can_be_forgotten_and_taken_back(visit):
    hero = explainers.load("hero").goals()[0]
    done = {"dnn-goals:/": {hero.key: {"state": "reached", "record": None}}, "dnn-read:/": ["networks/neuron/"]}
    stored = (f"localStorage.setItem({json.dumps(key)}, {json.dumps(json.dumps(each))});" for key, each in done.items())
    page = visit("", script="".join(stored))
    card, button = Card(page.figure("hero"), hero), page.tab.locator(".path-forget button")
    read = page.tab.locator('.path a[data-page="networks/neuron/"] .read')
    kept = "Object.keys(localStorage).filter(key => /dnn-(read|goals)/.test(key)).sort()"
    assert (card.state, read.count()) == ("reached", 1)
    button.click()
    assert (card.state, read.count(), page.tab.evaluate(kept)) == ("open", 0, [])
    assert "forgotten" in page.tab.locator(".path-forget [role=status]").inner_text()
    button.click()
    assert (card.state, read.count(), page.tab.evaluate(kept)) == ("reached", 1, ["dnn-goals:/", "dnn-read:/"])


def test_what_is_forgotten_is_to_be_reached_anew(visit):
    card = opened(visit, explainers.load("hero").goals()[0], reduced_motion="reduce")
    by_hand(card.figure, explainers.load("hero"), card.goal.values)
    card.figure.do("element.step(60)")
    assert card.state == "reached"
    card.figure.page.tab.locator(".path-forget button").click()
    by_hand(card.figure, explainers.load("hero"), {"learning_rate": 2})
    assert (card.state, card.told()) == ("open", ["reached"]), "it is met still"
    card.figure.do("element.reset()")
    card.figure.do("element.step(60)")
    assert card.told() == ["reached"], "two is too slow"
    by_hand(card.figure, explainers.load("hero"), card.goal.values)
    card.figure.do("element.reset()")
    card.figure.do("element.step(60)")
    assert card.told() == ["reached", "reached"]


def test_where_nothing_was_done_there_is_nothing_to_forget(visit):
    page = visit("")
    assert page.tab.locator(".path-goals").all_inner_texts()[0] == "4 goals"
    assert not page.tab.locator(".path-forget").is_visible()


def test_storage_refused_is_said_when_a_goal_is_reached(visit):
    card = opened(visit, FESTIVAL[0], script=REFUSED, expect_problems=True)
    card.reach()
    said = card.figure.page.tab.locator(".dnn-reached").inner_text()
    assert "Nothing is kept on this device" in said and "Nothing is kept" in card.says("note")


ALONE = """([name, data, record]) => {
  const goal = document.createElement('dnn-goal');
  Object.assign(goal, {id: `${name}-goal-1`, innerHTML: '<p class="dnn-goal-note" hidden></p>'});
  goal.setAttribute('for', name);
  const state = record ? 'reached' : 'open';
  Object.assign(goal.dataset, {goal: data, key: 'one', state, ...(record ? {record} : {})});
  document.querySelector('main').append(goal);
}"""


def alone(visit, name, goal, record=None):
    """The card of a goal in a page that has no memory."""
    page = visit(f"embed/{name}/", script=TOLD, reduced_motion="reduce")
    page.tab.evaluate(ALONE, [name, json.dumps(goal.spec()), record])
    return Card(page.figure(name).live(), explainers.load(name).goals()[0])


def test_a_goal_works_where_there_is_no_site(visit):
    card = alone(visit, "festival", FESTIVAL[0])
    slide(card, "weather", 4)
    assert card.state == "reached" and "Nothing is kept" in card.says("note")
    assert "Nothing is kept" in card.figure.page.tab.locator(".dnn-reached").inner_text()


def test_a_record_that_was_there_is_beaten_by_a_better_one_alone(visit):
    for record, kept in (("7", "7"), ("9", "8")):
        card = alone(visit, "descent", DESCENT[1], record)
        slide(card, "learning_rate", 0.8)
        slide(card, "momentum", 0.5)
        card.figure.do("element.step(10)")
        assert card.element.get_attribute("data-record") == kept


def test_goals_are_read_without_scripts(visit):
    page = visit("learning/descent/", java_script_enabled=False)
    card = page.tab.locator("#descent-goal-2")
    card.locator("summary").last.click()
    assert "in ten steps" in card.inner_text() and "Learning rate: 0.80" in card.inner_text()
    assert not card.locator("a.setter").is_visible()


def test_the_name_of_a_goals_figure_leads_to_it(visit):
    card = opened(visit, DESCENT[3])
    card.element.scroll_into_view_if_needed()
    card.figure.page.tab.locator("#descent-goal-1 .dnn-goal-label a").click()
    card.figure.page.tab.wait_for_function(
        "document.querySelector('#descent').getBoundingClientRect().top < innerHeight / 2"
    )

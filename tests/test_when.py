"""What happens at a time: controls that are seen only while another has some value, speeds, stops, and numbers that are
written over on the way.
"""

import math
from dataclasses import replace

import pytest

import explainers
from explainers import Play
from tests.browsing import open_figure

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


def test_a_run_ends_where_it_is_to_stop():
    run = DESCENT.run(200, until="loss < 0.1")
    assert run[-1]["loss"] < 0.1 <= run[-2]["loss"]
    rarely = replace(DESCENT, judged_every=10).run(200, until="loss < 0.1")
    assert len(rarely) == 10 * -(-(len(run) - 1) // 10) + 1 and rarely[-1]["loss"] < 0.1
    assert len(DESCENT.run(20, until="loss < -1")) == 21
    rates = DESCENT.run(50, until="learning_rate > 0.5", changes={7: {"learning_rate": 0.6}})
    assert len(rates) == 8


@pytest.mark.parametrize(
    ("until", "said"), [("loss", "cannot read"), ("lose < 1", "no number of"), ("loss < 1 for 10 steps", "leave out")]
)
def test_a_stop_that_cannot_be_read_is_refused(until, said):
    with pytest.raises(ValueError, match=said):
        DESCENT.run(5, until=until)


def test_play_stops_at_outputs_of_one_number():
    for fields, does in (({"stops": ["weights"]}, "stops"), ({"pauses": "weights"}, "pauses")):
        with pytest.raises(ValueError, match=f"Play of descent {does} at 'weights'; .*loss"):
            replace(DESCENT, controls=[Play(**fields), *DESCENT.controls[1:]]).spec()


def test_play_pauses_by_itself_and_goes_on_when_pressed_again(visit):
    """Where there is a network to train, and only there."""
    figure = open_figure(visit, "boundary", reduced_motion="no-preference")
    train, tab = figure.element.locator("button[name=play]"), figure.page.tab
    assert not train.is_visible()
    figure.element.locator("[name=who]").select_option("a network")
    figure.answered()
    figure.element.locator("[name=speed]").select_option("240")
    over = "element => element.textContent == 'Train'"
    for steps in (400, 800):
        train.click()
        tab.wait_for_function(over, arg=train.element_handle())
        assert figure.outputs["steps"] == steps
    figure.do("await element.set({ units: 5 })")
    train.click()
    tab.wait_for_function(over, arg=train.element_handle())
    assert figure.outputs["steps"] == 400
    assert figure.element.locator(".dnn-scrub output").inner_text() == "Step 1200"
    tried = [units for units, mistakes in enumerate(figure.outputs["learned_by_units"]) if not math.isnan(mistakes)]
    assert tried == [2, 5]

"""What is counted over a whole data set: the numbers are the network's, in Python as in the page, thread or none."""

from dataclasses import replace

import numpy as np
import pytest

import explainers
from explainers._core.run import tally
from explainers._core.run.tally import Tally
from tests.support import homes

DIGITS = explainers.load("digits")
TOUCHED = {"silenced": [2, 9], "edits": [(1, 1, 1, [[0.5] * 5] * 5)]}
NO_THREADS = "delete window.Worker"
BROKEN = "window.Worker = class extends Worker { postMessage() { this.dispatchEvent(new Event('error')) } }"
CHANGE = "element.set({silenced: [2, 9], edits: [1, 1, 1, ...Array(25).fill(0.5)]})"


def test_pytorch_reads_as_many():
    torch = pytest.importorskip("torch", reason="PyTorch is not installed: make test installs it")
    from models import module

    network, data = module("digits").model().compute, explainers.dataset("digits_tally")
    with torch.no_grad():
        network.conv1.weight[0] = 0.5
        keeps = [torch.ones(maps, 1, 1) for maps in (8, 16, 32)]
        keeps[0][2] = keeps[1][1] = 0
        images = torch.from_numpy(data["images"].numbers)[:, None]
        read = network.classify(images, keeps=keeps)[0].argmax(1)
    wanted = np.zeros((10, 10))
    np.add.at(wanted, (data["labels"].numbers.astype(int), read.numpy()), 1)
    found = DIGITS.outputs(**TOUCHED)
    assert np.array_equal(found["confusion"], wanted) and found["counted"] == 500
    assert found["correct"] == np.trace(wanted) < found["correct_untouched"] == 498
    assert np.array_equal(found["accuracy"], np.float32(np.diag(wanted) / 50))


def test_the_data_are_fifty_of_each_digit():
    data = explainers.dataset("digits_tally")
    assert np.bincount(data["labels"].array.astype(int)).tolist() == [50] * 10
    assert data["images"].array.shape == (500, 28, 28) and data["images"].array.max() == 15
    assert data["images"].numbers.max() == 1 and data["images"].path.stat().st_size < 200_000


def test_goals_count_only_what_they_ask_for(monkeypatch):
    asked = []
    monkeypatch.setattr(tally, "counted", lambda explainer, arrays: asked.append(1) or {"correct": np.float32(1)})
    later = tally.Later(DIGITS, {"digit": np.float32(3)})
    assert later["digit"] == 3 and not asked
    assert later["correct"] == 1 and asked
    with pytest.raises(KeyError):
        later["nothing"]


@pytest.mark.parametrize(
    "data, said",
    [
        ({"images": explainers.dataset("digits")["images"]}, "counts over 'images'.*no|not batches"),
        ({"pictures": explainers.dataset("digits_tally")["images"]}, "counts over 'pictures'"),
        ({"labels": explainers.dataset("digits_tally")["labels"]}, "takes images .*does not give"),
    ],
)
def test_what_does_not_fit_is_refused(data, said):
    with pytest.raises(ValueError, match=said):
        replace(DIGITS, tally=Tally("digits_tally", data)).outputs()


def test_a_figure_that_does_not_give_what_is_counted_with_is_refused():
    with pytest.raises(ValueError, match="takes .*, which cat_or_not does not give"):
        replace(explainers.load("cat_or_not"), tally=DIGITS.tally).outputs()


def test_it_follows_the_controls_that_matter():
    assert DIGITS.tally.controls(DIGITS) == ["silenced", "edits"]


def test_what_the_page_says_of_the_network():
    assert max(DIGITS.outputs(silenced=[place])["mistakes"] for place in range(56)) == 6
    assert DIGITS.outputs(silenced=[1])["mistakes"] == 6
    assert explainers.data("digits_misread")["misread"] == 52
    for sample in explainers.data("digits_misread")["samples"]:
        outputs = DIGITS.plan.model.run(DIGITS.feeds(DIGITS.checked({"drawing": sample["label"]})))
        assert f"{sample['label'][0]} read as {outputs['digit']:.0f}" == sample["label"]


@pytest.mark.player
@pytest.mark.parametrize(
    "script", [None, NO_THREADS, BROKEN], ids=["in a thread", "without threads", "a thread that fails"]
)
def test_the_page_counts_the_same(script, visit):
    page = visit(
        homes()["digits"], script=script, fresh=True, expect_problems=bool(script)
    )  # the other figure has some
    figure = page.figure("digits").live()
    assert not [address for address in page.asked if "tally" in address], "it is fetched before anything has changed"
    figure.do(CHANGE)
    found, wanted = figure.outputs, DIGITS.outputs(**TOUCHED)
    for name in DIGITS.tally.shapes:
        if name in found:
            np.testing.assert_allclose(found[name], wanted[name], rtol=1e-6)
    assert figure.summary == DIGITS.describe(**TOUCHED)
    assert any("tally-worker" in address for address in page.asked) == (script != NO_THREADS)
    figure.do("element.set({silenced: [], edits: []})")
    assert figure.outputs["correct"] == 498


@pytest.mark.player
def test_a_goal_is_judged_once_it_is_counted(visit):
    """Else it would be met by the numbers of before, or missed."""
    page = visit(homes()["digits"])
    figure = page.figure("digits").live()
    figure.do("element.set({silenced: [1, 2, 3, 4]})")
    goal = page.tab.locator("dnn-goal").filter(has_text="break as few")
    figure.element.locator("[name=silenced]").check()  # the first map, as the page opens
    figure.answered()
    assert figure.values["silenced"] == [0, 1, 2, 3, 4] and figure.outputs["mistakes"] > 40
    assert goal.get_attribute("data-state") == "open"


@pytest.mark.player
def test_data_that_do_not_come_are_named(visit):
    page = visit(homes()["digits"], block=(r"digits_tally-\w+\.bin", lambda route: route.abort()), expect_problems=True)
    figure = page.figure("digits").live()
    figure.do(CHANGE)
    assert "could not be loaded" in figure.element.locator(".dnn-notice").inner_text()
    assert np.isnan(figure.outputs["correct"]) and figure.outputs["probabilities"].max() > 0


@pytest.mark.player
def test_a_live_file_counts_without_a_network(browser, tmp_path):
    path = tmp_path / "digits.html"
    DIGITS.save(path)
    page = browser.new_page(offline=True)
    page.goto(path.as_uri())
    page.wait_for_selector("dnn-explainer[data-state=live]", timeout=60_000)
    run = f"async element => {{ await {CHANGE}; await element.counted; return element.outputs.correct }}"
    found = page.locator("dnn-explainer").evaluate(run)
    page.close()
    assert found == DIGITS.outputs(**TOUCHED)["correct"]


@pytest.mark.player
def test_a_kernel_is_edited_undone_and_restored(visit):
    page = visit(homes()["digits"])
    figure = page.figure("digits").live()
    cells, values = figure.element.locator(".dnn-edits .dnn-cells input"), lambda: figure.values["edits"]
    buttons = {name: figure.element.locator(f".dnn-edits button[name={name}]") for name in ("undo", "one", "all")}
    assert all(button.is_disabled() for button in buttons.values())
    learned = DIGITS.outputs()["picked_kernel"]
    np.testing.assert_allclose([float(each.input_value()) for each in cells.all()], learned.ravel(), atol=0.006)

    cells.nth(12).fill("2")
    figure.answered()
    assert values() == [1, 1, 1, *[None] * 12, 2, *[None] * 12] and figure.values["channel"] == "1"
    assert figure.outputs["picked_kernel"][2, 2] == 2
    figure.do("element.set({picked: [2, 20, 5], channel: '3'})")
    assert "Layer 2, map 2, channel 3" in figure.element.locator(".dnn-which").inner_text()
    cells.nth(0).focus()
    page.tab.keyboard.press("Shift+ArrowUp")
    figure.answered()
    assert len(values()) == 56 and figure.outputs["edited_count"] == 2
    buttons["one"].click()
    figure.answered()
    assert values()[:3] == [1, 1, 1] and len(values()) == 28
    buttons["undo"].click()
    figure.answered()
    assert len(values()) == 56
    buttons["all"].click()
    figure.answered()
    assert values() == [] and np.array_equal(figure.outputs["conv2_kernel"], DIGITS.outputs()["conv2_kernel"])

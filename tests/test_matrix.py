"""A square of numbers: written cell by cell, dragged, pasted, normalized, flipped, and all that undone."""

import numpy as np
import plotly.graph_objects as go
import pytest

from explainers import Explainer, Matrix
from explainers._core.run.model import onnx_model
from tests.browsing import Page

SAMPLES = {"Sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]], "Blur": np.full((3, 3), 1 / 9), "Wide": np.eye(5)}
CLEAN = "0,0,0;0,1,0;0,0,0"


def control(**given):
    return Matrix("kernel", (3, 5), SAMPLES, "Sharpen", **given)


@pytest.fixture(scope="module")
def square():
    """An explainer that draws the numbers of its kernel."""
    numbers = {name: np.zeros(shape) for name, shape in onnx_model("convolution").inputs.items()}
    return Explainer(
        model="convolution",
        draw=lambda outputs: go.Figure(go.Scatter(y=outputs["tile_numbers"][12])),
        controls=[control(size="kernel_size")],
        constants={name: array for name, array in numbers.items() if not name.startswith("kernel")},
        gaps=tuple(onnx_model("convolution").outputs),
        summary="They add up to {kernel_sum:.2f}.",
    )


@pytest.fixture(scope="module")
def page(square, profiles, tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    square.save(folder / "square.html")
    page = Page(profiles(), f"{folder.as_uri()}/").go("square.html")
    yield page
    assert page.problems == []
    page.tab.close()


@pytest.fixture
def figure(page, square):
    page.go("square.html")
    return page.figure(square.name).live()


class Hand:
    """What a reader does with a figure's grid."""

    def __init__(self, figure):
        self.figure, self.box = figure, figure.element.locator("[data-control=kernel]")

    def cell(self, row, column):
        return self.box.get_by_label(f"row {row}, column {column}", exact=True)

    def press(self, name):
        self.box.get_by_role("button", name=name).click()

    def set(self, value):
        self.figure.do("element.set(given)", {"kernel": value})

    def paste(self, text, cell=None):
        code = """(it, text) => { const clipboardData = new DataTransfer(); clipboardData.setData("text", text);
          it.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true})); }"""
        (cell or self.cell(1, 1)).evaluate(code, text)

    @property
    def value(self):
        self.figure.answered()
        return self.figure.values["kernel"]

    @property
    def fed(self):
        """The numbers that the model has got."""
        self.figure.answered()
        return self.figure.outputs["tile_numbers"][:, 1].reshape(5, 5)

    @property
    def said(self):
        return self.box.get_by_role("status").inner_text()

    @property
    def focused(self):
        return self.figure.do("document.activeElement.ariaLabel")


@pytest.fixture
def hand(figure):
    return Hand(figure)


def test_what_is_typed_is_kept_and_undone_cell_by_cell(hand):
    for row, column, text in ((1, 1, "-0.25"), (2, 2, "3"), (3, 3, "1e-1")):
        hand.cell(row, column).click()
        hand.figure.page.tab.keyboard.type(text)
    assert hand.value == "-0.25,-1,0;-1,3,-1;0,-1,0.1"
    np.testing.assert_allclose(hand.fed[1:4, 1:4], [[-0.25, -1, 0], [-1, 3, -1], [0, -1, 0.1]])
    assert hand.box.locator("select").first.input_value() == ""
    for wanted in ("-0.25,-1,0;-1,3,-1;0,-1,0", "-0.25,-1,0;-1,5,-1;0,-1,0", "Sharpen"):
        hand.press("Undo")
        assert hand.value == wanted
    hand.press("Undo")
    assert hand.value == "Sharpen" and hand.said == "There is nothing to undo."


def test_a_number_that_is_too_large_becomes_the_largest_and_that_is_said(hand):
    hand.cell(1, 3).click()
    hand.figure.page.tab.keyboard.type("47")
    hand.cell(2, 2).focus()
    assert hand.value == "0,-1,10;-1,5,-1;0,-1,0"  # it was 4 on its way, as one thing to undo
    assert "from -10 to 10" in hand.said
    hand.cell(1, 3).fill("")
    hand.cell(2, 2).focus()
    assert hand.cell(1, 3).input_value() == "10" and hand.value == "0,-1,10;-1,5,-1;0,-1,0"
    hand.press("Undo")
    assert hand.value == "Sharpen"


def test_arrows_go_from_cell_to_cell_and_change_one_with_shift(hand):
    keys = hand.figure.page.tab.keyboard
    hand.cell(1, 1).focus()
    for key, there in (
        ("ArrowRight", "row 1, column 2"),
        ("ArrowDown", "row 2, column 2"),
        ("ArrowLeft", "row 2, column 1"),
        ("ArrowLeft", "row 2, column 1"),
        ("ArrowUp", "row 1, column 1"),
        ("ArrowUp", "row 1, column 1"),
        ("Control+ArrowRight", "row 1, column 1"),
    ):
        keys.press(key)
        assert hand.focused == there, key
    assert hand.value == "Sharpen"
    for key in ("Shift+ArrowUp", "Shift+ArrowUp", "Shift+ArrowDown"):
        keys.press(key)
    assert hand.value == "0.5,-1,0;-1,5,-1;0,-1,0"
    hand.press("Undo")
    assert hand.value == "Sharpen"
    hand.cell(2, 3).focus()
    keys.press("Tab")
    assert hand.focused is None, "the grid is one stop"
    keys.press("Shift+Tab")
    assert hand.focused == "row 2, column 3"


def drag(hand, row, column, pixels):
    hand.cell(row, column).scroll_into_view_if_needed()
    box, mouse = hand.cell(row, column).bounding_box(), hand.figure.page.tab.mouse
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y - pixels, steps=4)


def test_a_drag_up_and_down_changes_a_cell_as_one_thing_to_undo(hand):
    for pixels, wanted in ((48, "0,-1,0;-1,8,-1;0,-1,0"), (-160, "0,-1,0;-1,-5,-1;0,-1,0"), (3, "Sharpen")):
        drag(hand, 2, 2, pixels)
        hand.figure.page.tab.mouse.up()
        assert hand.value == wanted, pixels
        if wanted != "Sharpen":
            hand.press("Undo")
            assert hand.value == "Sharpen"


def test_a_drag_that_the_browser_takes_back_has_done_nothing(hand):
    drag(hand, 2, 2, 40)
    assert hand.value != "Sharpen"
    cancel = "new PointerEvent('pointercancel', {pointerId: 1, bubbles: true})"
    hand.cell(2, 2).evaluate(f"it => it.dispatchEvent({cancel})")
    hand.figure.page.tab.mouse.up()
    hand.press("Undo")
    assert hand.value == "Sharpen" and hand.said == "There is nothing to undo."


PASTED = {
    "0,-1,0\n-1,4,-1\n0,-1,0\n": "0,-1,0;-1,4,-1;0,-1,0",
    "0\t0,5\t0\r\n1\t−2\t1\r\n0\t1\t0": "0,0.5,0;1,-2,1;0,1,0",
    "0,5;1;0\n1;2,25;1\n0;1;0": "0.5,1,0;1,2.25,1;0,1,0",
    "0 1 0\n1 0 1\n0 1 0": "0,1,0;1,0,1;0,1,0",
    "[[0, 0, 0], [0, 1, 0], [0, 0, 0]]": CLEAN,
    "\n".join(["1 0 0 0 1"] * 5): ";".join(["1,0,0,0,1"] * 5),
}
REFUSED = {
    "1 2\n3 4": "there are 2 rows of 2 numbers",
    "1 2 3\n4 5\n6 7 8": "row 2 has 2 numbers, but the first has 3",
    "1 2 3 4 5 6 7 8 9": "there are 1 row of 9 numbers",
    "0 1 0\n1 x 1\n0 1 0": 'row 2, column 2: "x" is no number',
    "0 1 0\n1 11 1\n0 1 0": "row 2, column 2: 11 is not from -10 to 10",
}


@pytest.mark.parametrize("text", PASTED)
def test_rows_are_pasted_into_the_grid_or_from_their_own_field(text, hand):
    hand.paste(text)
    assert hand.value == PASTED[text]
    hand.press("Undo")
    assert hand.value == "Sharpen"
    hand.box.get_by_text("Paste rows of numbers").click()
    hand.box.locator("textarea").fill(text)
    hand.press("Take these numbers")
    assert hand.value == PASTED[text]


@pytest.mark.parametrize("text", REFUSED)
def test_rows_that_do_not_fit_change_nothing_and_it_is_said_what_would(text, hand):
    hand.paste(text)
    assert hand.value == "Sharpen"
    assert REFUSED[text] in hand.said and "3 by 3 or 5 by 5 numbers from -10 to 10" in hand.said


def test_one_number_is_pasted_into_its_cell(hand):
    hand.paste(" 2,5 ", hand.cell(2, 2))
    assert hand.value == "0,-1,0;-1,2.5,-1;0,-1,0" and hand.cell(2, 2).input_value() == "2.5"


def test_normalized_numbers_add_up_to_one_unless_their_sum_is_zero(hand):
    hand.set([[1, 1, 1], [1, 1, 1], [1, 1, 1]])
    hand.press("Normalize")
    assert hand.value == "Blur"
    assert hand.figure.outputs["kernel_sum"] == pytest.approx(1, abs=1e-6)
    for numbers, said in (("-1,0,1;-1,0,1;-1,0,1", "Their sum is 0"), ("9,0,0;0,-8.9,0;0,0,0", "not be from -10")):
        hand.set(numbers)
        hand.press("Normalize")
        assert said in hand.said and hand.value == numbers


def test_flip_turns_by_half_a_circle_and_twice_brings_it_back(hand):
    hand.set([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    hand.press("Flip")
    assert hand.value == "9,8,7;6,5,4;3,2,1"
    hand.press("Flip")
    assert hand.value == "1,2,3;4,5,6;7,8,9"


def test_the_model_gets_a_smaller_square_in_the_middle_and_its_size(hand):
    for value, size in (("Sharpen", 3), ("Wide", 5)):
        hand.set(value)
        np.testing.assert_array_equal(hand.fed, control().array(value))
        assert hand.figure.outputs["products_count"] == size**2
    assert not control().array("Sharpen")[0].any() and control().array("Sharpen")[2, 2] == 5


def test_another_size_keeps_the_middle_and_names_its_cells(hand):
    hand.box.get_by_label("Size").select_option("5")
    assert hand.value == "0,0,0,0,0;0,0,-1,0,0;0,-1,5,-1,0;0,0,-1,0,0;0,0,0,0,0"
    assert hand.cell(3, 3).input_value() == "5" and hand.cell(5, 5).is_visible()
    hand.cell(1, 1).fill("7")
    hand.box.get_by_label("Size").select_option("3")
    assert hand.value == "Sharpen" and not hand.box.get_by_label("row 5").first.is_visible()


def test_a_sample_of_the_same_numbers_has_its_name_again(hand):
    hand.cell(2, 2).fill("4")
    hand.cell(2, 2).fill("5")
    assert hand.value == "Sharpen" and hand.box.locator("select").first.input_value() == "Sharpen"


def test_python_takes_names_lists_arrays_and_texts():
    given = control()
    assert given.check("blúr") == given.check([[1 / 9] * 3] * 3) == "Blur"
    assert given.check(np.float32([[0, 0, 0], [0, 1, 0], [0, 0, 0]])) == given.check("0 0 0\n0 1 0\n0 0 0") == CLEAN
    assert given.array("0,0,0;0,2,0;0,0,0").shape == (5, 5) and given.array(CLEAN)[2, 2] == 1
    with pytest.raises(ValueError, match='did you mean "Sharpen"'):
        given.check("sharpn")
    with pytest.raises(ValueError, match="not of one length"):
        given.check([[1, 2], [3]])
    with pytest.raises(ValueError, match="all odd or all even"):
        Matrix("kernel", (3, 4), value=np.eye(3))
    with pytest.raises(ValueError, match="the same numbers"):
        Matrix("kernel", (3,), {"One": np.eye(3), "Other": np.eye(3)}, "One")

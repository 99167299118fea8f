"""A picture is zoomed and moved as a map is: by buttons, keys, two fingers, two taps, the wheel with Ctrl; a pixel
of it is picked, and its numbers written over. Nothing of that keeps a reader from scrolling the page.
"""

from dataclasses import replace

import numpy as np
import pytest

import explainers
from explainers import View
from explainers._core.picture import shown
from tests.browsing import Figure, until
from tests.support import homes

PIXELS = explainers.load("pixels")
PANE = ".dnn-view-pane:not([hidden])"
PLACE = f"(({{left, top, width, height}}) => [left, top, width, height])(element.querySelector('{PANE}')" + (
    ".getBoundingClientRect())"
)
SIDE = 224


@pytest.fixture(params=["desktop", "phone"])
def figure(at, request) -> Figure:
    figure = at(homes()["pixels"], request.param).figure("pixels").live()
    figure.do("element.scrollIntoView({behavior: 'instant'})")
    return figure


@pytest.fixture
def wide(at) -> Figure:
    figure = at(homes()["pixels"]).figure("pixels").live()
    figure.do("element.scrollIntoView({behavior: 'instant'})")
    return figure


def spot(figure, x=0.5, y=0.5):
    left, top, width, height = figure.do(PLACE)
    return left + x * width, top + y * height


def view(figure):
    figure.answered()
    return figure.values["photo_view"]


def press(figure, name):
    figure.element.locator(f"[data-control=photo_view] button[name={name}]").click()
    return view(figure)


def drag(figure, start, end):
    mouse = figure.page.tab.mouse
    mouse.move(*spot(figure, *start))
    mouse.down()
    for share in (0.5, 1):
        mouse.move(*spot(figure, *(a + share * (b - a) for a, b in zip(start, end, strict=True))))
        figure.answered()
    mouse.up()
    return view(figure)


def test_buttons_double_and_halve_what_is_seen(figure):
    assert [press(figure, "zoom_in")[0] for _ in range(5)] == [112, 56, 28, 14, 7]
    assert figure.outputs["readable"] == 1
    assert press(figure, "zoom_out")[0] == 14
    assert press(figure, "zoom_all") == [SIDE, SIDE / 2, SIDE / 2]
    buttons = figure.element.locator("[data-control=photo_view] button")
    assert [buttons.nth(i).is_disabled() for i in range(2)] == [False, True]


def test_a_drag_takes_the_picture_along_and_picks_no_pixel(wide):
    wide.do("element.set({photo_view: [56, 112, 112]})")
    assert drag(wide, (0.5, 0.5), (0.25, 0.75)) == pytest.approx([56, 126, 98], abs=0.3)
    assert wide.values["photo_pixel"] == PIXELS.defaults["photo_pixel"]
    wide.do("element.set({photo_view: [224, 112, 112]})")
    assert drag(wide, (0.5, 0.5), (0.25, 0.75)) == [SIDE, 112, 112], "all of it is seen: there is nowhere to go"


def test_a_click_picks_the_pixel_that_is_seen_there(figure):
    figure.do("element.set({photo_view: [7, 60.5, 30.5]})")
    figure.page.tab.mouse.click(*spot(figure, 5.5 / 7, 1.5 / 7))
    figure.answered()
    assert figure.values["photo_pixel"] == [62, 28]
    assert (figure.outputs["column"], figure.outputs["row"]) == (62, 28)
    figure.do("element.set({picture: 'My own drawing', drawing_view: [7, 10.5, 10.5]})")
    figure.page.tab.mouse.click(*spot(figure, 0.5 / 7, 0.5 / 7))
    figure.answered()
    assert figure.values["drawing_pixel"] == [7, 7]
    assert figure.values["photo_pixel"] == [62, 28], "what is not seen keeps its pixel"


def test_two_clicks_zoom_in_where_they_are(wide):
    wide.page.tab.mouse.dblclick(*spot(wide, 0.75, 0.25))
    across, x, y = view(wide)
    assert (across, x, y) == pytest.approx((112, 140, 84), abs=1)


def test_keys_move_and_zoom_and_leave_the_browser_its_own(wide):
    wide.do("element.set({photo_view: [56, 112, 112]})")
    wide.do(f"element.querySelector('{PANE}').focus()")
    keys = wide.page.tab.keyboard
    for key, wanted in {
        "ArrowRight": [56, 119, 112],
        "ArrowUp": [56, 119, 105],
        "+": [28, 119, 105],
        "-": [56, 119, 105],
        "ArrowLeft": [56, 112, 105],
        "ArrowDown": [56, 112, 112],
    }.items():
        keys.press(key)
        assert view(wide) == wanted, key
    keydown = """(([key, held]) => element.querySelector('PANE').dispatchEvent(
      new KeyboardEvent('keydown', {key, [held]: true, bubbles: true, cancelable: true})))(given)"""
    for held in ("ctrlKey", "altKey", "metaKey"):
        for key in ("+", "-", "ArrowLeft"):
            assert wide.do(keydown.replace("PANE", PANE), [key, held]), f"{held} {key} is the browser's"
    assert view(wide) == [56, 112, 112]


def test_the_wheel_scrolls_the_page_unless_ctrl_is_held(wide):
    tab = wide.page.tab
    wide.do("element.set({photo_view: [56, 112, 112]})")
    tab.mouse.move(*spot(wide))
    before = tab.evaluate("scrollY")
    tab.mouse.wheel(0, 120)
    until(tab, "before => scrollY > before", before)
    wide.page.frames(4)
    assert view(wide) == [56, 112, 112]
    tab.mouse.move(*spot(wide))
    before = tab.evaluate("scrollY")
    tab.keyboard.down("Control")
    tab.mouse.wheel(0, -50)
    tab.keyboard.up("Control")
    wide.page.frames(4)
    assert view(wide) == pytest.approx([56 * np.exp(-0.5), 112, 112], abs=0.1)
    assert tab.evaluate("scrollY") == before


def test_two_fingers_zoom_and_one_scrolls_while_all_is_seen(at):
    figure = at(homes()["pixels"], "phone").figure("pixels").live()
    figure.do("element.scrollIntoView({behavior: 'instant'})")
    tab = figure.page.tab
    session = tab.context.new_cdp_session(tab)
    x, y = spot(figure)

    def touch(kind, *places):
        points = [{"x": left, "y": top, "id": number} for number, (left, top) in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        figure.answered()

    touch("touchStart", (x - 20, y), (x + 20, y))
    for far in (40, 60, 80):
        touch("touchMove", (x - far, y), (x + far, y))
    touch("touchEnd")
    assert view(figure) == pytest.approx([SIDE / 4, 112, 112], abs=0.5)
    assert tab.evaluate("visualViewport.scale") == 1
    before, top = view(figure), tab.evaluate("scrollY")
    touch("touchStart", (x, y))
    for far in (20, 40):
        touch("touchMove", (x, y - far))
    touch("touchEnd")
    assert view(figure)[2] > before[2] + 3 and tab.evaluate("scrollY") == top, "one finger moves the part"
    figure.do("element.set({photo_view: [224, 112, 112]})")
    assert figure.do(f"getComputedStyle(element.querySelector('{PANE}')).touchAction") == "pan-x pan-y"


def test_a_pixel_is_written_over_and_undo_takes_it_back(wide):
    sliders = wide.element.locator("[data-control=edits] input")
    undo = wide.element.locator("[data-control=edits] button[name=undo]")
    before = wide.outputs["levels"][:3].round().tolist()
    assert [float(sliders.nth(i).input_value()) for i in range(3)] == before and undo.is_disabled()
    for index, number in enumerate((255, 0, 10)):
        sliders.nth(index).fill(str(number))
        wide.answered()
    assert wide.values["edits"] == [112, 112, 255, 0, 10]
    assert wide.outputs["levels"][:3].round().tolist() == [255, 0, 10]
    for wanted in ([255, 0, before[2]], [255, *before[1:]], before):
        undo.click()
        wide.answered()
        assert wide.outputs["levels"][:3].round().tolist() == wanted
    assert undo.is_disabled() and wide.values["edits"] == []


def test_pixels_are_written_over_until_there_is_no_room(wide):
    full = [each for column in range(24) for each in (column, 0, 1, 2, 3)]
    wide.do("element.set({edits: given})", full)
    wide.element.locator("[data-control=edits] input").first.fill("0")
    wide.answered()
    assert wide.values["edits"] == full
    assert "room for 24" in wide.element.locator("[data-control=edits] .dnn-said").inner_text()


def test_the_middle_is_moved_until_all_of_the_part_lies_within():
    part = View("part", 100, (20, 3, 99))
    assert part.default == [20, 10, 90] and View("part", 100).default == [100, 50, 50]


def test_a_pick_names_a_view_that_is_there():
    controls = [replace(each, view="elsewhere") if each.kind == "pick" else each for each in PIXELS.controls]
    with pytest.raises(ValueError, match="the view 'elsewhere', which is not there; there are: photo_view"):
        _ = replace(PIXELS, controls=controls).plan


def test_a_fourth_number_lets_the_background_through():
    seen = shown.image(np.array([[[1.0]], [[0.5]], [[0.0]], [[0.4]]], np.float32))
    assert seen.mode == "RGBA" and seen.getpixel((0, 0)) == (255, 128, 0, 102)
    with pytest.raises(ValueError, match=r"\(3, height, width\), or \(4, height, width\)"):
        shown.pixels(np.zeros((2, 4, 4)))

"""The live camera: one frame in flight, and off as soon as nobody sees what it sees; and a film in Python."""

import numpy as np
import pytest

import explainers
from explainers import Photo
from tests.camera import CAMERA, ON
from tests.support import homes

HOME = homes()["filters"]
ASIDE = "since the figure was out of sight. Its last picture stays."
HIDE = """(Object.defineProperty(document, "hidden", {value: true, configurable: true}),
  document.dispatchEvent(new Event("visibilitychange")), delete document.hidden)"""
LEAVE = "dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))"
SCROLL = """(document.body.style.paddingBottom = "300vh",
  scrollTo({top: document.body.scrollHeight, behavior: "instant"}))"""
UNPLUG = (
    """camera.streams.at(-1).getTracks().forEach(track => (track.stop(), track.dispatchEvent(new Event("ended"))))"""
)

# In which ways the camera goes off, and what is said then.
WAYS = {
    "out of sight": (SCROLL, ASIDE),
    "hidden": (HIDE, ASIDE),
    "the reader leaves": (LEAVE, ASIDE),
    "its slide has gone": ("element.closest('figure').style.display = 'none'", ASIDE),
    "unplugged": (UNPLUG, "it was unplugged, or something else took it. Its last picture stays."),
    "Stop": ("element.querySelector('button[name=leave]').click()", ""),
    "Freeze": ("element.querySelector('button[name=shoot]').click()", ""),
    "another photo": ("element.querySelector('input[type=radio][value=cat]').click()", ""),
    "a link": ("element.set({photo: 'cat'})", ""),
    "from the beginning": ("element.querySelector('button[name=defaults]').click()", ""),
    "unmounted": ("element.remove()", None),
}


@pytest.fixture
def figure(visit):
    figure = visit(HOME).figure("filters").live()
    figure.page.tab.evaluate(CAMERA)
    return figure


def filmed(figure):
    """Start the camera, and wait until a frame of it is in the figure."""
    before = figure.values["photo"]
    figure.element.locator("button[name=camera]").click()
    figure.page.tab.wait_for_function(
        "before => document.querySelector('dnn-explainer[name=filters]').values.photo !== before", arg=before
    )
    figure.answered()


def on(figure):
    return figure.page.tab.evaluate(ON)


def sees(figure, color):
    """Wait until the figure's photograph is of this color, to a shade or two."""
    figure.page.tab.wait_for_function(
        """color => {
          const {before} = document.querySelector('dnn-explainer[name=filters]').outputs;
          return color.every((shade, i) => Math.abs(before[0][i][0][0] * 255 - shade) < 6);
        }""",
        arg=color,
    )


def said(figure):
    return figure.element.locator(".dnn-photo .dnn-said").inner_text()


def test_the_picture_follows_the_stream(figure):
    filmed(figure)
    sees(figure, [200, 100, 50])
    figure.page.tab.evaluate("camera.color = [20, 60, 220]")
    sees(figure, [20, 60, 220])
    assert figure.values["photo"].startswith("own") and "own" not in figure.shared()
    assert on(figure) == 1 and figure.element.locator("video").bounding_box()["width"] <= 130


@pytest.mark.parametrize("way", WAYS)
def test_the_camera_is_off_once_nobody_sees_what_it_sees(way, figure):
    code, words = WAYS[way]
    filmed(figure)
    assert on(figure) == 1
    tab = figure.page.tab
    figure.do(f"void ({code})")
    tab.wait_for_function(f"{ON} === 0")
    if words is None:
        return
    tab.wait_for_function("document.querySelector('dnn-explainer[name=filters] .dnn-camera').hidden")
    figure.do("void (element.closest('figure').style.display = '')")
    figure.answered()
    stayed = figure.values["photo"]
    figure.page.frames(8)
    assert figure.values["photo"] == stayed and words in said(figure)
    started = tab.evaluate("camera.streams.length")
    tab.evaluate("scrollTo(0, 0)")
    assert tab.evaluate("camera.streams.length") == started  # nobody has asked for it again


def test_asked_twice_there_is_one_camera(figure):
    filmed(figure)
    filmed(figure)
    assert figure.page.tab.evaluate("camera.streams.length") == 2 and on(figure) == 1


def test_one_frame_is_in_flight(figure):
    """With pictures that take six frames of the camera, all frames that come meanwhile are dropped."""
    filmed(figure)
    flights = figure.do("""(async () => {
      const draw = requestAnimationFrame;
      window.requestAnimationFrame = (call) => setTimeout(() => draw(call), 200);
      let [flying, most, taken] = [0, 0, 0];
      element.addEventListener("explainer-set", () => (taken++, most = Math.max(most, ++flying)));
      element.addEventListener("explainer-update", () => (flying = 0));
      const begun = camera.frames;
      await new Promise(done => setTimeout(done, 2000));
      window.requestAnimationFrame = draw;
      return {most, taken, came: camera.frames - begun};
    })()""")
    assert flights["most"] == 1 and 2 <= flights["taken"] < flights["came"] / 2, flights


def test_a_frozen_frame_is_a_photo_of_the_readers_own(figure):
    filmed(figure)
    figure.element.get_by_role("button", name="Freeze").click()
    figure.page.tab.wait_for_function(f"{ON} === 0")
    figure.answered()
    frozen = figure.values["photo"]
    own = figure.element.locator(".dnn-own input")
    assert frozen.startswith("own") and own.is_checked()
    figure.element.locator("input[type=radio][value=cat]").evaluate("radio => radio.click()")
    figure.answered()
    own.evaluate("radio => radio.click()")
    figure.answered()
    assert figure.values["photo"] == frozen
    sees(figure, [200, 100, 50])


def test_the_other_camera_looks_the_other_way(figure):
    tab = figure.page.tab
    tab.evaluate("Object.assign(camera, {count: 2, facing: ({facingMode}) => facingMode})")
    filmed(figure)
    other = figure.element.get_by_role("button", name="Other camera")
    other.click()
    tab.wait_for_function("camera.streams.length === 2")
    assert (
        tab.evaluate("camera.wishes.map(({facingMode}) => facingMode)") == ["environment", "user"] and on(figure) == 1
    )
    tab.evaluate("camera.facing = undefined")  # as of those that stand on a table
    other.click()
    tab.wait_for_function("camera.streams.length === 3")
    assert tab.evaluate("camera.wishes.at(-1).deviceId") == {"exact": "1"} and on(figure) == 1


def test_where_there_is_one_camera_no_other_is_offered(figure):
    filmed(figure)
    figure.page.frames(3)
    assert figure.element.get_by_role("button", name="Other camera").count() == 0


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("NotAllowedError", "The camera was refused. Allow it in the browser's settings"),
        ("NotFoundError", "No camera was found."),
        ("NotReadableError", "The camera does not answer; another program may be using it."),
    ],
)
def test_why_there_is_no_camera_is_said(error, words, figure):
    figure.page.tab.evaluate("error => (camera.refuse = error)", error)
    figure.element.locator("button[name=camera]").click()
    figure.page.tab.wait_for_function(
        "words => document.querySelector('[name=filters] .dnn-photo .dnn-said').textContent.includes(words)", arg=words
    )
    assert figure.element.locator(".dnn-camera").is_hidden() and figure.values["photo"] == "macaw"


def test_a_frame_that_forbids_the_camera_is_named(visit, site):
    page = visit("404.html")
    page.tab.set_content(
        f"""<iframe allow="camera 'none'" src="{site}embed/filters/" width="900" height="900"></iframe>"""
    )
    frame = page.tab.frame_locator("iframe")
    frame.locator("dnn-explainer[data-state=live]").wait_for()
    frame.locator("button[name=camera]").click()
    frame.get_by_text("the frame around it, or its host, does not allow that").wait_for()


# In Python

RNG = np.random.default_rng(3)
FILM = [RNG.integers(256, size=(240, 240, 3), dtype=np.uint8) for _ in range(3)]


def test_a_film_goes_through_the_model_frame_by_frame():
    filters = explainers.load("filters")
    found = [outputs["after"] for outputs in filters.frames(photo=FILM, kernel="Blur")]
    wanted = [filters.outputs(photo=frame, kernel="Blur")["after"] for frame in FILM]
    np.testing.assert_array_equal(found, wanted)


def test_a_frame_is_taken_when_it_is_asked_for():
    taken = []
    film = explainers.load("filters").frames(Photo=(taken.append(frame) or "cat" for frame in range(3)))
    assert taken == []
    next(film)
    assert taken == [0]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"photo": "cat"}, "photo takes a film here: a list of photos, or what gives one after another; not 'cat'"),
        ({}, "photo takes a film here: .* not nothing"),
        ({"photo": FILM, "kernel": "Blurr"}, "kernel takes"),
        ({"photo": FILM, "lens": 1}, "filters has no control 'lens'"),
    ],
)
def test_what_is_no_film_is_said_at_once(given, words):
    with pytest.raises(ValueError, match=words):
        explainers.load("filters").frames(**given)


def test_a_frame_that_is_no_photo_is_said_with_its_number():
    film = explainers.load("filters").frames(photo=[FILM[0], FILM[1][0]])
    next(film)
    with pytest.raises(ValueError, match="frame 1: photo takes a sample"):
        next(film)


def test_a_figure_without_a_live_camera_takes_no_film():
    with pytest.raises(ValueError, match="top5 takes no film: it has no live camera"):
        explainers.load("top5").frames(photo=FILM)
    assert not Photo("photo").live

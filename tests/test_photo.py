"""Photographs: what the control takes and refuses, and what the large network makes of them."""

import base64
import hashlib
import io
import re

import numpy as np
import PIL.Image
import pytest

import explainers
from explainers._core.controls import _photographs as photo
from explainers._core.controls import _pictures as pictures
from tests.support import ROOT, SITE, disagreements

CONTROL = explainers.Photo("photo")
CLASSES = explainers.data("imagenet")["names"]
KNOWN = [name for name, sample in photo.samples().items() if sample["class"] is not None]


# The control


def picture(width, height):
    """A PIL image with a red left half."""
    image = PIL.Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height))
    return image


def test_a_path_an_image_and_an_array_are_the_same_photo(tmp_path):
    image = picture(300, 200)
    image.save(tmp_path / "photo.png")
    wanted = CONTROL.check(image)
    assert wanted.shape == (224, 224, 3)
    for given in (tmp_path / "photo.png", str(tmp_path / "photo.png"), np.asarray(image), np.asarray(image) / 255):
        np.testing.assert_array_equal(CONTROL.check(given), wanted)


def test_orientation_is_the_cameras(tmp_path):
    turned = PIL.Image.Exif()
    turned[0x0112] = 6  # taken with the camera on its side
    picture(300, 300).save(tmp_path / "turned.jpg", exif=turned, quality=95)
    found = CONTROL.check(tmp_path / "turned.jpg")
    assert (
        found[20, 112].tolist() != found[200, 112].tolist() and abs(int(found[20, 20, 1]) - int(found[20, 200, 1])) < 20
    )


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("photo.heic", b"\0\0\0\x18ftypheic", "is a HEIC photo, which is not read here; save it as JPEG"),
        ("photo.png", b"\x89PNG cut", "is not a picture that can be read, or is damaged"),
        ("photo.jpg", b"", "is empty; get the file again"),
    ],
)
def test_what_is_no_picture_is_said(file, content, words, tmp_path):
    (tmp_path / file).write_bytes(content)
    with pytest.raises(ValueError, match=words):
        CONTROL.check(tmp_path / file)


def test_too_small_too_large_and_missing_are_said(tmp_path, monkeypatch):
    with pytest.raises(ValueError, match="only 1 × 1 pixels; it needs at least 32 × 32"):
        CONTROL.check(picture(1, 1))
    with pytest.raises(ValueError, match="there is no file"):
        CONTROL.check(tmp_path / "none.png")
    monkeypatch.setattr(pictures, "LARGEST", 10_000)
    with pytest.raises(ValueError, match="megapixels; at most"):
        CONTROL.check(picture(200, 200))


def test_a_moving_picture_gives_its_first_frame(tmp_path):
    frames = [PIL.Image.new("RGB", (64, 64), color) for color in ("red", "blue")]
    frames[0].save(tmp_path / "two.gif", save_all=True, append_images=frames[1:])
    red, _, blue = CONTROL.check(tmp_path / "two.gif")[112, 112]
    assert red > 200 and blue < 50


def test_a_picture_of_the_right_size_stays_as_it_is():
    noise = np.random.default_rng(1).integers(256, size=(224, 224, 3), dtype=np.uint8)
    np.testing.assert_array_equal(photo.resampled(noise, (0, 0, 224), 224), noise)


@pytest.mark.parametrize(
    ("given", "canonical"), [("cat@0.00001,0,0.5", "cat@0,0,0.5"), ("cat@0.0625,0.1234567,0.5", "cat@0.063,0.123,0.5")]
)
def test_a_part_is_spelled_as_in_the_page(given, canonical):
    assert CONTROL.check(given) == canonical
    assert CONTROL.array(CONTROL.check(given)).shape == (1, 3, 224, 224)


def test_far_too_many_pixels_are_said(tmp_path):
    PIL.Image.new("1", (20_000, 20_000)).save(tmp_path / "huge.png")
    with pytest.raises(ValueError, match="at most 120 megapixels"):
        CONTROL.check(tmp_path / "huge.png")


def test_every_sample_is_credited():
    credits = (ROOT / "docs" / "credits.md").read_text(encoding="utf-8")
    for name, sample in photo.samples().items():
        assert photo.place(name).is_file()
        assert re.search(
            rf"\| {sample['label']} \|.*{re.escape(sample['credit'])}.*\|.*{re.escape(sample['license'])}", credits
        ), name


# What the network makes of them


@pytest.mark.parametrize("sample", KNOWN)
def test_the_right_class_is_among_the_five(sample):
    five = explainers.load("top5").outputs(photo=sample)["top_classes"]
    assert photo.samples()[sample]["class"] in five, [CLASSES[int(one)] for one in five]


def test_a_garbage_truck_becomes_an_ostrich_and_noise_fools_nobody():
    fool = explainers.load("fool")
    truck = CLASSES.index("garbage truck")
    for limit, steps, share in ((2, 20, 0.1), (8, 25, 0.9)):
        last = fool.after(steps, photo="garbage_truck", target="ostrich", largest_change=limit)
        assert last["fooled"] == 1 and last["target_probability"] >= share
        assert np.abs(last["picture"] - last["photo"]).max() <= limit / 255 + 1e-6
        assert last["noisy_classes"][0] == truck


@pytest.mark.parametrize("layer", explainers.load("features").controls[1].options)
def test_a_unit_responds_fully_on_the_photograph_that_it_likes_best(layer):
    features = explainers.load("features")
    for unit in (1, 5, 8):
        assert max(
            features.outputs(photo=sample, layer=layer, unit=unit)["response"] for sample in photo.samples()
        ) == pytest.approx(1, abs=0.02)


def test_noise_becomes_a_goldfish():
    assert explainers.load("noise").after(30)["target_probability"] >= 0.99


def test_a_dream_stirs_its_layer_more_and_more():
    dream = explainers.load("dream")
    for octaves in dream.controls[-1].options:
        run = dream.run(4, layer="Eyes", octaves=octaves)
        assert run[4]["excitement"] > 1.2 * run[0]["excitement"]


def test_a_run_is_saved_as_a_picture_as_both_and_as_a_film(tmp_path):
    run = explainers.load("fool").run(2, photo=picture(300, 200), target="teapot")
    run.save(tmp_path / "after.png")
    run.save(tmp_path / "both.png", both=True)
    run.save(tmp_path / "film.gif")
    with PIL.Image.open(tmp_path / "after.png") as image:
        after = np.asarray(image)
    np.testing.assert_array_equal(after, np.round(run[2]["picture"][0].transpose(1, 2, 0) * 255))
    with PIL.Image.open(tmp_path / "both.png") as both, PIL.Image.open(tmp_path / "film.gif") as film:
        assert both.size == (448, 224) and film.n_frames == 3
    with pytest.raises(ValueError, match=r"the endings of a run are: .png, .gif, .mp4"):
        run.save(tmp_path / "film.avi")
    with pytest.raises(ValueError, match="descent makes no image"):
        explainers.load("descent").run(1).save(tmp_path / "x.png")


def test_an_unknown_target_is_answered_with_near_ones():
    with pytest.raises(ValueError, match="one of 1000 names, such as ostrich"):
        explainers.load("fool")(target="ostritch")
    assert explainers.load("fool").checked({"target": "OSTRICH"})["target"] == "ostrich"


# In the page


def encoded(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


GOLDFISH = PIL.Image.open(photo.place("goldfish")).convert("RGB")
IMAGENET = pytest.mark.about("convnets/imagenet/")
FOOLING = pytest.mark.about("wonders/fooling/")


@pytest.fixture
def top5(at):
    return at("convnets/imagenet/").figure("top5")


def taken(figure):
    """Wait until an own photo is in the figure, and the network has answered."""
    figure.page.tab.wait_for_function(
        "name => document.querySelector(`dnn-explainer[name=${name}]`).values.photo.startsWith('own')", arg=figure.name
    )
    figure.answered()


@IMAGENET
def test_an_own_photo_is_guessed_and_nothing_leaves_the_page(top5):
    top5.page.asked.clear()
    choose(top5, "goldfish.png", "image/png", encoded(GOLDFISH, "PNG"))
    taken(top5)
    assert top5.outputs["top_classes"][0] == CLASSES.index("goldfish")
    assert [url for url in top5.page.asked if not url.startswith(("blob:", "data:"))] == []
    assert "own" not in top5.shared()


@IMAGENET
def test_in_the_page_too_the_right_class_is_among_the_five(top5):
    for sample in KNOWN:
        top5.do("element.set({photo: given})", sample)
        found, wanted = top5.outputs, explainers.load("top5").outputs(photo=sample)
        assert photo.samples()[sample]["class"] in found["top_classes"]
        assert disagreements(found, {name: wanted[name] for name in found}, explainers.load("top5")) == []


# A file, as the browser hands it over when it is dropped or pasted.
HANDED = """({ kind, given }) => {
  const bytes = Uint8Array.from(atob(given), letter => letter.charCodeAt(0));
  const handed = new DataTransfer();
  handed.items.add(new File([bytes], "photo.png", { type: "image/png" }));
  const event = kind === "drop" ? new DragEvent("drop", { dataTransfer: handed, bubbles: true, cancelable: true })
    : new ClipboardEvent("paste", { clipboardData: handed, bubbles: true, cancelable: true });
  document.querySelector("dnn-explainer .dnn-summary").dispatchEvent(event);
}"""


@IMAGENET
@pytest.mark.parametrize("kind", ["drop", "paste"])
def test_a_photo_that_is_dropped_or_pasted_is_taken(kind, top5):
    top5.page.tab.evaluate(HANDED, {"kind": kind, "given": base64.b64encode(encoded(GOLDFISH, "PNG")).decode()})
    taken(top5)
    assert top5.outputs["top_classes"][0] == CLASSES.index("goldfish")


@IMAGENET
def test_keys_and_a_drag_move_the_square(top5):
    figure = top5
    figure.do("element.set({photo: 'astronaut@0.2,0.2,0.5'})")
    figure.element.locator(".dnn-part summary").click()
    square = figure.element.locator(".dnn-part canvas")
    square.press("ArrowRight")
    figure.answered()
    assert figure.values["photo"] == "astronaut@0.22,0.2,0.5"
    box = square.bounding_box()
    mouse = figure.page.tab.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.6)
    mouse.up()
    figure.answered()
    _, across, down, side = re.split("[@,]", figure.values["photo"])
    assert (across, side) == ("0.22", "0.5") and 0.28 < float(down) < 0.32


@IMAGENET
def test_a_name_is_searched_for_by_keys(top5):
    figure = top5
    field = figure.element.locator("input[name=answer]")
    field.fill("teapo")
    field.press("Enter")
    figure.answered()
    assert figure.values["answer"] == "teapot"
    field.fill("no such thing")
    field.press("Enter")
    assert 'no name "no such thing"' in figure.element.locator("#top5-answer-said").inner_text()
    assert figure.values["answer"] == "teapot"
    figure.do("element.set({answer: 'OSTRICH'})")
    assert figure.values["answer"] == "ostrich"


def test_the_camera_is_off_after_a_cancel_and_after_a_picture(visit):
    script = """navigator.mediaDevices.getUserMedia = async () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 240 });
      canvas.getContext("2d").fillRect(0, 0, 320, 240);
      const stream = canvas.captureStream(10);
      (window.streams ??= []).push(stream);
      return stream;
    }"""
    figure = visit("convnets/imagenet/", script=script).figure("top5").live()
    on = "window.streams.flatMap(stream => stream.getTracks()).filter(track => track.readyState === 'live').length"

    def press(name):
        figure.element.locator(f"button[name={name}]").click()

    press("camera"), press("camera")  # twice: the first stream is not forgotten
    figure.page.tab.wait_for_function("document.querySelector('video').videoWidth")
    assert figure.page.tab.evaluate(on) == 1
    press("leave")
    assert figure.page.tab.evaluate(on) == 0
    press("camera")
    figure.page.tab.wait_for_function("document.querySelector('video').videoWidth")
    press("shoot")
    taken(figure)
    assert figure.page.tab.evaluate(on) == 0


def test_a_photo_that_is_dropped_before_the_network_starts_is_taken(visit):
    page = visit("convnets/imagenet/")
    page.tab.wait_for_function("Boolean(customElements.get('dnn-explainer'))")
    page.tab.evaluate(HANDED, {"kind": "drop", "given": base64.b64encode(encoded(GOLDFISH, "PNG")).decode()})
    page.figure("top5").wait("live")
    taken(page.figure("top5"))


@IMAGENET
def test_a_network_that_was_put_away_comes_back(top5):
    step = top5.do("""(() => {
      const pass = (type) => dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
      const done = element.set({ photo: "goldfish" });
      const frame = () => new Promise(requestAnimationFrame);
      frame().then(frame).then(() => pass("pagehide")).then(frame).then(frame).then(() => pass("pageshow"));
      return done;
    })()""")
    assert step is None and top5.state == "live"
    assert top5.outputs["top_classes"][0] == CLASSES.index("goldfish")


@pytest.mark.parametrize("end", ["Pause", "Reset", "a new target"])
def test_a_long_way_to_the_step_of_an_address_is_shown_and_can_be_ended(end, visit):
    page = visit("wonders/fooling/#fool?target=goldfish&step=200")
    figure = page.figure("fool")
    figure.do("void element.ready")
    figure.wait("live")
    page.tab.wait_for_function(
        "() => /Step [2-9]/.test(document.querySelector('dnn-explainer[name=fool] .dnn-summary').textContent)"
    )
    if end == "a new target":
        field = figure.element.locator("input[name=target]")
        field.fill("teapot")
        field.press("Enter")
    else:
        figure.element.get_by_role("button", name=end).click()
    figure.answered()
    assert figure.element.get_by_role("button", name="Play").count() == 1
    assert int(re.match(r"Step (\d+)\.", figure.summary)[1]) < 150
    assert ("teapot" in figure.summary) == (end == "a new target")
    assert ("Step 0" in figure.summary) == (end == "Reset")


def test_a_figure_that_goes_gives_its_memory_back(visit):
    page = visit("wonders/fooling/").live()
    assert len(page.tab.workers) == 1
    page.figure("noise").element.evaluate("element => element.remove()")
    page.figure("fool").do("element.step(1)")  # the other still has its network
    with page.tab.workers[0].expect_event("close"):
        page.figure("fool").element.evaluate("element => element.remove()")
    assert page.tab.workers == []


@IMAGENET
@pytest.mark.parametrize(
    ("file", "kind", "content", "words"),
    [
        ("photo.heic", "image/heic", b"\0\0\0\x18ftypheic" + bytes(100), "HEIC"),
        ("cut.png", "image/png", encoded(picture(300, 300), "PNG")[:60], "damaged"),
        ("one.png", "image/png", encoded(picture(1, 1), "PNG"), "only 1 × 1"),
        ("notes.txt", "text/plain", b"no picture", "not a picture"),
        ("none.png", "image/png", b"", "empty"),
    ],
)
def test_a_bad_file_is_said_and_the_last_photo_stays(file, kind, content, words, top5):
    before = top5.values
    choose(top5, file, kind, content)
    said(top5, words)
    assert top5.values == before and top5.state == "live"


@IMAGENET
@pytest.mark.parametrize(
    ("file", "kind", "content", "words"),
    [
        (
            "moves.gif",
            "image/gif",
            encoded(
                picture(64, 64),
                "GIF",
                save_all=True,
                duration=100,
                append_images=[PIL.Image.new("RGB", (64, 64), "blue")],
            ),
            "first frame",
        ),
        ("large.png", "image/png", encoded(PIL.Image.new("L", (8000, 6300), 120), "PNG"), "50 megapixels"),
    ],
)
def test_a_remarkable_file_is_taken_and_said(file, kind, content, words, top5):
    choose(top5, file, kind, content)
    said(top5, words)
    taken(top5)


def test_a_refused_camera_is_said(visit):
    script = "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no', 'NotAllowedError') }"
    figure = visit("convnets/imagenet/", script=script).figure("top5").live()
    figure.element.locator("button[name=camera]").click()
    said(figure, "refused")


def test_two_figures_share_one_download_and_one_session(visit):
    script = (
        "window.asked = 0; const { Worker: Real } = window; window.Worker = class extends Real { postMessage(message, "
        "...rest) "
        "{ window.asked += message.task === 'open'; super.postMessage(message, ...rest) } }"
    )
    page = visit("404.html", expect_problems=True, script=script)
    urls = []
    page.tab.on("request", lambda request: urls.append(request.url))
    page.go("wonders/fooling/").live()
    assert len([url for url in urls if "efficientnet" in url]) == 1 and page.tab.evaluate("window.asked") == 1


# What the worker is given to run on: "string" for the address where the browser keeps it, "object" for bytes.
STARTED = (
    "window.started = []; const { Worker: Real } = window; window.Worker = class extends Real { postMessage(message, "
    "...rest) "
    "{ if (message.task === 'start') window.started.push(typeof message.given.runtime); super.postMessage(message, "
    "...rest) } }"
)


@pytest.mark.parametrize("lost", [False, True], ids=["", "and again where it is lost"])
def test_the_runtime_is_downloaded_once(lost, visit):
    """Then it is taken from where the browser keeps it."""
    plain = (SITE / "assets/explainers/onnxruntime.wasm").read_bytes()
    script = STARTED + (
        f"; localStorage.setItem('dnn-onnxruntime', '{hashlib.sha256(plain).hexdigest()}')" if lost else ""
    )
    page = visit("404.html", expect_problems=True, script=script)
    tools, downloads = page.context.new_cdp_session(page.tab), []
    tools.send("Network.enable")
    tools.on(
        "Network.responseReceived",
        lambda event: (
            "onnxruntime" in event["response"]["url"] and downloads.append(event["response"]["fromDiskCache"])
        ),
    )
    for expected in ([False, True], [True]):
        downloads.clear()
        page.go("convnets/imagenet/").figure("top5").live()
        assert page.tab.evaluate("window.started") == ["string"]
        assert downloads == expected


def test_a_host_that_sends_files_as_they_are_is_asked_for_the_packed_runtime(visit):
    plain = (SITE / "assets/explainers/onnxruntime.wasm").read_bytes()
    page = visit(
        "404.html",
        expect_problems=True,
        script=STARTED,
        block=(r"onnxruntime\.wasm", lambda route: route.fulfill(body=plain, content_type="application/wasm")),
    )
    asked = []
    page.tab.on(
        "request",
        lambda request: "onnxruntime" in request.url and asked.append(request.url.rpartition("/")[2].partition("?")[0]),
    )
    page.go("convnets/imagenet/").figure("top5").live()
    assert asked == ["onnxruntime.wasm", "onnxruntime.bin"]
    assert page.tab.evaluate("window.started") == ["object"]


def choose(figure, name, kind, content):
    figure.element.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})


def said(figure, words):
    figure.page.tab.wait_for_function(
        "words => document.querySelector('.dnn-photo .dnn-said').textContent.includes(words)", arg=words
    )

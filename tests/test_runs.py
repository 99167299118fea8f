"""A run of any length: every moment is there, to the last bit, and only few of them are in memory."""

import tracemalloc
import weakref
from dataclasses import replace
from functools import partialmethod

import numpy as np
import PIL.Image
import pytest

import explainers
from explainers import Play
from explainers._core.run.model import OnnxModel
from explainers._core.run.scan import History, scan
from explainers._core.words import state

HERO, DESCENT, FOOL, NOISE = map(explainers.load, ("hero", "descent", "fool", "noise"))
MINIBATCHES = {"batch_size": "4", "optimizer": "Adam", "seed": 5}  # random numbers at each step


def short(capacity):
    """Descent with a history that is thinned after so few steps."""
    return replace(DESCENT, controls=[Play(steps=capacity), *DESCENT.controls[1:]])


def kept_whole(explainer, steps, **values):
    """Every moment of a run, each kept as it came."""
    history = History.of(explainer)
    moments = scan(explainer, explainer.checked(values), steps, history=history)
    return [{**arrays, **history.arrays(arrays)} for arrays in moments]


def same(one, other):
    assert one.keys() == other.keys()
    assert [name for name in one if one[name].tobytes() != other[name].tobytes()] == []


@pytest.mark.parametrize("capacity", [1, 4, 5, 8])
def test_every_moment_of_a_run_is_there_to_the_bit(capacity):
    whole = kept_whole(short(capacity), 70, **MINIBATCHES)
    run = short(capacity).run(70, **MINIBATCHES)
    assert len(run) == 71
    for step in range(71):
        same(run[step], whole[step])
    for one, other in zip(run, whole, strict=True):
        same(one, other)


def test_a_run_of_the_large_network_is_the_same_to_the_bit():
    for one, other in zip(FOOL.run(2), kept_whole(FOOL, 2), strict=True):
        same(one, other)


@pytest.mark.parametrize(
    "part", [slice(None), slice(3, 60, 7), slice(-5, None), slice(None, None, -9), slice(9, 2), slice(40, 10, -1)]
)
def test_a_run_is_a_sequence(part):
    run, whole = short(5).run(60, **MINIBATCHES), kept_whole(short(5), 60, **MINIBATCHES)
    for one, other in zip(run[part], whole[part], strict=True):
        same(one, other)
    same(run[-1], whole[-1])
    same(run[np.int64(-61)], whole[0])
    for one, other in zip(reversed(run), reversed(whole), strict=True):
        same(one, other)
    for outside in (61, -62):
        with pytest.raises(IndexError, match=f"this run has the steps 0 to 60, not {outside}"):
            run[outside]


def test_after_is_the_last_moment_of_a_run():
    same(short(5).after(33, **MINIBATCHES), kept_whole(short(5), 33, **MINIBATCHES)[-1])


def test_a_long_run_fits_into_memory(monkeypatch):
    given, most = [], []

    def watched(model, feeds, run):
        outputs = run(model, feeds)
        given.extend(map(weakref.ref, outputs.values()))
        if len(given) > 5_000:  # onnxruntime's arrays, which tracemalloc does not see
            given[:] = [reference for reference in given if reference() is not None]
            most.append(sum(reference().nbytes for reference in given))
        return outputs

    for name in ("run", "step"):
        monkeypatch.setattr(OnnxModel, name, partialmethod(watched, run=getattr(OnnxModel, name)))
    tracemalloc.start()
    run = replace(HERO, record=("loss",)).run(5000)  # kept whole, 27 MB of outputs, 16 MB of history
    rest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(run) == 5001 and len(most) >= 4 and max(most) < 1e6 and rest < 5e6, (most, rest)


def test_a_moment_is_worked_out_from_the_nearest_that_is_kept(monkeypatch):
    steps = []

    def counted(model, feeds, run=OnnxModel.run):
        steps.append(1)
        return run(model, feeds)

    run = short(8).run(1000)
    monkeypatch.setattr(OnnxModel, "run", counted)
    for step in (3, 500, 999):
        steps.clear()
        run[step]
        assert 0 < len(steps) <= 128  # from one kept step to the next
    steps.clear()
    list(run)
    assert len(steps) == 1001


def test_nothing_is_drawn_while_it_runs():
    def draw(outputs):
        raise AssertionError("drawn")

    replace(DESCENT, draw=draw).run(3)[2]


CHANGES = {3: {"learning_rate": 0.05}, 40: {"momentum": 0.5, "optimizer": "Adam"}, 41: {"batch_size": "4"}}


@pytest.mark.parametrize("capacity", [7, 200])
def test_a_run_may_be_changed_on_its_way(capacity):
    explainer, state, seen = short(capacity), {}, []
    for values, begin, end in (
        ({}, 0, 3),
        (CHANGES[3], 3, 40),
        (CHANGES[3] | CHANGES[40], 40, 41),
        (CHANGES[3] | CHANGES[40] | CHANGES[41], 41, 60),
    ):
        part = list(scan(explainer, explainer.checked(values), end, start=begin, state=state))
        seen += part[: end - begin]
        state = {name: part[-1][name] for name in explainer.carry}
    run = explainer.run(59, changes=CHANGES)
    for step in (0, 2, 3, 39, 40, 41, 59, 4):
        for name in ("loss", "learning_rate", "momentum", "position", "velocity"):
            np.testing.assert_array_equal(run[step][name], seen[step][name], err_msg=f"{name} at {step}")
    np.testing.assert_array_equal(explainer.after(59, changes=CHANGES)["loss"], seen[59]["loss"])


def test_a_link_is_followed_in_python():
    link = "https://example.org/learning/#descent?learning_rate=0.2&at=3:momentum:0.5&at=3:batch_size:1&step=20"
    run = DESCENT.follow(link)
    wanted = DESCENT.run(20, learning_rate=0.2, changes={3: {"momentum": 0.5, "batch_size": "1"}})
    assert len(run) == 21
    np.testing.assert_array_equal(run[-1]["loss"], wanted[-1]["loss"])
    for other in ("#hero?step=20", "descent?step=20"):
        with pytest.raises(ValueError, match="not to 'descent'"):
            DESCENT.follow(other)
    with pytest.raises(ValueError, match="leads to 'hero'"):
        DESCENT.follow("#hero?step=20&also=festival%3Fweather%3D0")
    for wrong, said in {"at=3": "120:momentum", "at=0:momentum:1": "from 1", "at=3:start:1,1": "another run"}.items():
        with pytest.raises(ValueError, match=said):
            DESCENT.follow(f"#descent?{wrong}&step=20")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"image": "top_classes"}, "image='top_classes', which is none; these are: gradient, next_change, picture"),
        ({"image": "no_such_output"}, "image='no_such_output', which is none"),
        ({"original": "target"}, "original='target', which is none; these are: photo"),
        ({"image": None}, "original='photo', but no image that is made from it"),
    ],
)
def test_an_image_that_is_none_is_refused(wrong, words):
    with pytest.raises(ValueError, match=f"says {words}"):
        replace(FOOL, **wrong).spec()


def test_a_run_saves_the_image_that_its_explainer_names(tmp_path):
    with pytest.raises(ValueError, match="descent makes no image"):
        DESCENT.run(1).save(tmp_path / "x.png")
    alone = replace(FOOL, original=None)
    with pytest.raises(ValueError, match="fool makes its image from no other; leave out both=True"):
        alone.run(0).save(tmp_path / "x.png", both=True)
    noisy = replace(alone, image="noisy_picture").run(0)
    noisy.save(tmp_path / "x.png")
    np.testing.assert_array_equal(shades(tmp_path / "x.png"), numbers(noisy[0]["noisy_picture"]))


def test_the_page_offers_the_image_that_an_explainer_names(explainer):
    assert ('name="save"' in explainer.spec()["markup"]) == bool(explainer.image)


def test_the_page_saves_the_image_that_an_explainer_names(visit):
    figure = visit("wonders/fooling/").figure("noise").live()
    figure.do("element.step(1)")
    with figure.page.tab.expect_download() as saved:
        figure.element.locator("button[name=save]").click()
    assert saved.value.suggested_filename == "noise-1.png"
    gap = shades(saved.value.path()).astype(int) - numbers(figure.outputs[NOISE.image])
    assert np.abs(gap).max() <= 1, "a shade of 256, where rounding decides"


def shades(path):
    """The pixels of a picture file."""
    with PIL.Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def numbers(image):
    """What a model's image is as a picture file: (height, width, 3), whole numbers to 255."""
    return np.floor(image[0].transpose(1, 2, 0) * 255 + 0.5).astype(np.uint8)


def test_a_link_to_a_far_step_carries_its_state():
    whole = DESCENT.run(40, learning_rate=0.3)
    text = state.write(DESCENT, {name: whole[40][name] for name in DESCENT.carry})
    there = DESCENT.follow(f"https://example.org/#descent?learning_rate=0.3&state={text}&step=40")
    assert list(there.steps) == [40] and len(there) == 1
    for name in DESCENT.plan.model.outputs:
        assert there[0][name].tobytes() == whole[40][name].tobytes()
    assert there[0]["step_history"][0] == 40
    far = DESCENT.follow(f"#descent?state={text}&step=2000000")
    assert far[-1]["step"] == 2_000_000


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("state=AAAA", "a step beside it"),
        ("state=AAAA&step=60000", "descent carries, in [0-9]+ letters"),
        ("step=60000", "from 0 to 50000"),
    ],
)
def test_a_link_to_a_far_step_without_its_state_is_refused(query, said):
    with pytest.raises(ValueError, match=said):
        DESCENT.follow(f"#descent?{query}")


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/#festival?weather=0&also=descent%3Flearning_rate%3D0.9%26step%3D3",
        "#descent?learning_rate=0.9&step=3&also=festival%3Fweather%3D0",
        "#descent?learning_rate=0.9&amp;step=3&amp;also=festival%3Fweather%3D0",
    ],
)
def test_a_link_that_tells_of_two_figures_leads_to_each(link):
    run, wanted = DESCENT.follow(link), DESCENT.run(3, learning_rate=0.9)
    assert len(run) == 4
    np.testing.assert_array_equal(run[-1]["loss"], wanted[-1]["loss"])
    festival = explainers.load("festival")
    np.testing.assert_array_equal(festival.follow(link)[0]["total"], festival.run(0, weather=0)[0]["total"])

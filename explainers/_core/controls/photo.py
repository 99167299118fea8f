# Twin: _player/src/controls/photo.js
"""A photograph that the reader chooses: one of the samples, a file of their own, or the camera.

Nothing leaves the device.
"""

import io
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from html import escape
from pathlib import Path

import numpy as np

from explainers._core.controls import _photographs as photographs
from explainers._core.controls import _pictures as pictures
from explainers._core.controls._control import Control, frame
from explainers._core.html import button, label, numeral, output, tag
from explainers._core.words import names

__all__ = ["Photo"]

SMALLEST = 32  # px: a picture smaller than this shows nothing
LEAST = 0.1  # of the shorter side: the smallest square that can be cut out
THUMBNAIL = 112  # px, twice what it is shown with


@dataclass(frozen=True)
class Photo(Control):
    """A photograph, cut to a square of `size` px: (1, 3, size, size), red, green and blue from 0 to 1.

    value: a sample's name, with "@across,down,side" for a part of it ("cat@0.1,0,0.5": left edge and top edge as shares
    of the width and the height, side as a share of the shorter side; without it the largest square in the middle), the
    path of a picture file, a PIL image, or an array: (height, width, 3), numbers from 0 to 1 or whole numbers from 0 to
    255. A file has the pixels that a page sees: its first frame, upright, in sRGB, on white. Grays of 16 bits keep
    their whole range; of 32 bits, and floats, the top is the first of 1 (floats alone), 255, 65535 and 4294967295 that
    none exceeds. ValueError names a file that cannot be read, with the cause and what to do.

    beside: whether it stands beside the figure where there is room, or under it, as other controls do.

    live: whether the camera gives a film, which goes through the model frame by frame; in Python `frames` of the
    explainer takes one. A page lets the browser scale its frames, as that is quick: each number may differ by a few of
    255 from what Python makes of a larger picture. What is frozen is scaled as all photos are.
    """

    size: int = 224
    value: object = "cat"
    beside: bool = True
    live: bool = False

    kind = "photo"
    begins = True  # another photo begins another run
    stands = "beside"

    @property
    def ends(self):
        names = list(photographs.samples())
        return names[0], f"{names[-1]}@0.5,0,0.5"

    def check(self, value):
        samples = photographs.samples()
        allowed = (
            f"{self.name} takes a sample ({', '.join(samples)}), the path of a picture, a PIL image, "
            "or a (height, width, 3) array of numbers from 0 to 1 or whole numbers to 255"
        )
        name = value.partition("@")[0] if isinstance(value, str) else ""
        if isinstance(value, Path) or (isinstance(value, str) and ("/" in value or "\\" in value or "." in name)):
            return self._cut(pictures.opened(value, self.name))
        if isinstance(value, str):
            sample = names.found(name, list(samples))
            found = sample and photographs.WHERE.fullmatch(f"{sample}{value[len(name) :].strip()}")
            if not found:
                raise ValueError(f"{allowed}; not {value[:60]!r}")
            return sample if found[2] is None else self._part(found)
        if hasattr(value, "convert"):
            return self._cut(pictures.upright(value, self.name))
        return self._cut(photographs.shades(value, allowed))

    def _part(self, found):
        """A sample's name with a square that lies within it."""
        # To thousandths, halves up, as the page has them.
        across, down, side = (
            float(Decimal(float(text)).quantize(Decimal("0.001"), ROUND_HALF_UP)) for text in found.groups()[1:]
        )
        if not LEAST <= side <= 1 or across > 1 or down > 1:
            raise ValueError(
                f"{self.name} takes a part @across,down,side with across and down from 0 to 1 and side "
                f"from {LEAST:g} to 1; not {found[0]!r}"
            )
        return f"{found[1]}@{across:g},{down:g},{side:g}"

    def _cut(self, picture):
        """A picture that is no sample, cut and made small: (size, size, 3), whole numbers from 0 to 255."""
        height, width = picture.shape[:2]
        if min(height, width) < SMALLEST:
            raise ValueError(
                f"{self.name}: the picture is only {width} × {height} pixels; it needs at least {SMALLEST} × {SMALLEST}"
            )
        if picture.shape[:2] == (self.size, self.size):
            return picture
        return photographs.resampled(picture, photographs.square(width, height), self.size)

    def array(self, value):
        picture = photographs.sampled(value, self.size) if isinstance(value, str) else value
        return (np.asarray(picture, np.float32) / np.float32(255)).transpose(2, 0, 1)[None]

    def files(self):
        """The samples, each also small enough to choose from."""
        found: dict[str, object] = {}
        for name in photographs.samples():
            whole = photographs.place(name)
            found |= {f"photo-{name}.webp": whole, small(name): lambda whole=whole: thumbnail(whole)}
        return found

    @staticmethod
    def early(spec):
        return [f"photo-{spec['value'].partition('@')[0]}.webp"]

    def spec(self):
        samples = photographs.samples().items()
        shown = [{"name": name, "label": sample["label"], "alt": sample["alt"]} for name, sample in samples]
        limits = {"smallest": SMALLEST, "largest": pictures.LARGEST, "least": LEAST}
        size = {"size": self.size, "live": self.live, "beside": self.beside}
        return {**super().spec(), **size, "samples": shown, **limits}

    @staticmethod
    def markup(id, spec, address):
        chosen = spec["value"].partition("@")[0]
        samples = "".join(sample(spec["name"], each, each["name"] == chosen, address) for each in spec["samples"])
        file = tag("input", type="file", name=f"{spec['name']}_file", accept="image/*")
        choose = tag("label", "Your photo…" + file, cls="dnn-button")
        return frame(spec, "".join([
            tag("legend", escape(spec["label"])),
            # A form of their own: without it the samples of two figures of a page would be one group. This method sends
            # nothing.
            tag("form", own(spec["name"]) + samples, cls="dnn-photos", method="dialog"),
            tag("div", choose + button("camera", "Live camera" if spec["live"] else "Camera"), cls="dnn-buttons"),
            tag("div", film(spec["live"]), cls=f"dnn-camera{' dnn-film' if spec['live'] else ''}", hidden=True),
            tag("p", "You can drop or paste a photo here, too. Nothing leaves your device.", cls="dnn-hint"),
            tag("details", tag("summary", "Look at a part of it") + part(id, spec), cls="dnn-part"),
            tag("p", cls="dnn-said", role="status"),
        ]), "fieldset")  # fmt: skip

    @staticmethod
    def said(spec, value):
        name = value.partition("@")[0] if isinstance(value, str) else ""
        return {each["name"]: each["label"] for each in spec["samples"]}.get(name, "your own photo")

    @classmethod
    def example(cls):
        return cls("photo", size=32)

    def random_value(self, rng):
        names = list(photographs.samples())
        across, down, side = rng.uniform([0, 0, LEAST], 1).round(3)
        return f"{names[rng.integers(len(names))]}@{across},{down},{side}"

    def bad_values(self):
        arrays = [np.zeros((40, 40)), *(np.full((40, 40, 3), number) for number in (np.nan, 2.0, 256))]
        return [*arrays, "no such sample", None, 3]

    def allowed_words(self):
        return ["cat", "path", "PIL", "array"]


def small(name):
    """The file of a sample made small."""
    return f"photo-{name}-small.webp"


def thumbnail(whole):
    """The content of a sample's file, made small."""
    from PIL import Image, ImageOps  # here, because only a build needs it

    with Image.open(whole) as picture:
        content = io.BytesIO()
        ImageOps.fit(picture.convert("RGB"), (THUMBNAIL, THUMBNAIL)).save(content, "webp", quality=70, method=6)
    return content.getvalue()


def sample(name, given, checked, address):
    """One photograph to choose. Without an address the player gives it one."""
    radio = tag("input", type="radio", name=name, value=given["name"], checked=checked, autocomplete="off")
    picture = tag(
        "img", src=address(small(given["name"])), alt=f"{given['label']}: {given['alt']}", title=given["label"],
        width=THUMBNAIL // 2, height=THUMBNAIL // 2, loading="lazy", decoding="async",
    )  # fmt: skip
    return tag("label", radio + picture)


def own(name):
    """The reader's own photo, once there is one."""
    radio = tag("input", type="radio", name=name, value="own", autocomplete="off")
    picture = tag("canvas", aria_label="Your own photo", role="img", width=THUMBNAIL, height=THUMBNAIL)
    return tag("label", radio + picture, cls="dnn-own", hidden=True)


def film(live):
    """What the camera sees, and what can be done with it."""
    if live:
        buttons = button("shoot", "Freeze") + button("turn", "Other camera") + button("leave", "Stop")
    else:
        buttons = button("shoot", "Take the picture") + button("leave", "Cancel")
    return tag("video", playsinline=True, muted=True) + tag("div", buttons, cls="dnn-buttons")


def part(id, spec):
    """The square of it that counts."""
    canvas = tag(
        "canvas", id=id, tabindex=0, role="application", aria_label="Which part of the photo",
        aria_describedby=f"{id}-hint", inert=True, width=1, height=1,
    )  # fmt: skip
    slider = tag(
        "input", type="range", id=f"{id}-zoom", name=f"{spec['name']}_zoom", min=1, max=numeral(1 / spec["least"]),
        step="any", value=1, autocomplete="off",
    )  # fmt: skip
    zoom = tag("div", label(f"{id}-zoom", "Zoom in") + output(f"{id}-zoom", "1×") + slider, cls="dnn-field")
    return canvas + zoom + tag("p", "Drag the square, or move it with the arrow keys.", cls="dnn-hint", id=f"{id}-hint")

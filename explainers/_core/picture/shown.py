# Twin: _player/src/picture/canvas.js, _player/src/picture/shown.js
"""Numbers shown as something else: as a word of a list, or, many at once, as the pixels of a picture.

`draw` writes `CLASSES.of(outputs["top_classes"])` where a figure takes texts, and `pixels(outputs["picture"])` or
`tinted(outputs["map"], ...)` where it takes a picture's source. While a figure is traced, a mark stands there instead,
so that the player can put another word or picture in its place.
"""

import base64
import io
import json
from contextvars import ContextVar

import numpy as np
import PIL.Image

HALF = 0.5 + 1e-9  # what is halfway but for rounding goes up, in the page as here
MARK = "\0"  # how the text that stands for a word or a picture begins
MARKED: ContextVar[list | None] = ContextVar("marked", default=None)  # while tracing: [(how, facts, array), ...]
TINTED = "tinted:"  # how the source of a picture begins whose colors a theme is still to give
CRISP = 240  # px: what a picture whose pixels are to be seen is enlarged to at least
LISTS: dict[str, "Words"] = {}  # {name: Words}: for the player, which looks words up by number


class Words:
    """A list of words that numbers stand for: 0 for the first. ValueError where two lists share a name.

    In a summary, `{top_classes[0]:NAME}` is a word of it.
    """

    def __init__(self, name, words):
        self.name, self.words = name, tuple(words)
        if LISTS.setdefault(name, self).words != self.words:
            raise ValueError(f"two lists of words are named {name!r}; give each a name of its own")

    def of(self, numbers):
        """The word of each number, rounded, in nested lists; one word for one number."""
        if np.ndim(numbers):
            return [self.of(number) for number in numbers]
        return mark("words", {"words": self.name}, numbers) or self[numbers]

    def __getitem__(self, number):
        if not np.isfinite(number):
            return ""
        return self.words[min(max(int(np.floor(number + 0.5)), 0), len(self.words) - 1)]


def pixels(array, crisp=False):
    """An array as a picture, for the source of a Plotly image: a PNG in a data address.

    array: (3, height, width) or (1, 3, height, width), from 0 to 1: red, green, blue; or four, and the last is alpha,
    how much they cover of what lies behind. crisp: its pixels are seen as squares. ValueError for another shape.
    """
    array = np.asarray(array, np.float32)
    if array.ndim not in (3, 4) or array.shape[-3] not in (3, 4) or array.size != np.prod(array.shape[-3:]):
        raise ValueError(f"a picture has the shape (3, height, width), or (4, height, width), not {array.shape}")
    array = array.reshape(array.shape[-3:])
    return mark("pixels", {"crisp": crisp}, array) or encoded(enlarged(image(array), crisp))


def tinted(array, scale, ends=None, crisp=False):
    """An array, (height, width), as a picture in the colors of a scale, for the source of a Plotly image.

    scale: [[place, color], ...] from 0 to 1; ends: the numbers at its two ends, by default so far apart, around 0, that
    all fit. A NaN is transparent. crisp: its pixels are seen as squares. ValueError for another shape.
    """
    array = np.asarray(array, np.float32)
    if array.ndim != 2 or not array.size:
        raise ValueError(f"what is tinted has the shape (height, width), not {array.shape}")
    numbers = [float(str(np.float32(end))) for end in ends or ()]  # the shortest that are these in single precision
    facts = {"scale": [list(pair) for pair in scale], "ends": numbers, "crisp": crisp}
    return mark("tinted", facts, array) or tint(array, facts)


def tint(array, facts):
    """The source of such a picture, in which the scale's colors may be a theme's tokens."""
    numbers = base64.b64encode(np.ascontiguousarray(array, "<f4").tobytes()).decode()
    return TINTED + json.dumps({**facts, "shape": array.shape, "numbers": numbers})


def colored(source):
    """The source as a data address, once its colors are known; "" where there is no number to be seen."""
    facts = json.loads(source.removeprefix(TINTED))
    array = np.frombuffer(base64.b64decode(facts["numbers"]), "<f4").reshape(facts["shape"])
    if not np.isfinite(array).any():
        return ""
    shades = palette(facts["scale"])[places(array, facts["ends"])]  # (height, width, 3)
    alpha = np.where(np.isnan(array), 0, 255).astype(np.uint8)
    seen = PIL.Image.fromarray(np.dstack([shades, alpha]))
    return encoded(enlarged(seen, facts["crisp"]))


def enlarged(picture, crisp):
    """A PIL image whose pixels are seen as squares, however it is drawn, where they are to be crisp."""
    times = -(-CRISP // max(picture.size)) if crisp else 1
    return picture.resize((picture.width * times, picture.height * times), PIL.Image.Resampling.NEAREST)


def palette(scale):
    """256 colors along a scale of hexadecimal ones, (256, 3)."""
    stops = [place for place, _ in scale]
    channels = np.array([[int(color[i : i + 2], 16) for i in (1, 3, 5)] for _, color in scale], float)
    along = np.arange(256) / 255
    mixed = np.stack([np.interp(along, stops, channel) for channel in channels.T], axis=-1)
    return np.floor(mixed + HALF).astype(np.uint8)


def places(array, ends):
    """Where on a scale of 256 colors each number is."""
    seen = np.where(np.isfinite(array), array, np.sign(np.nan_to_num(array)) * 3e38).astype(np.float64)
    largest = np.abs(array[np.isfinite(array)]).max(initial=0)
    low, high = ends or (-float(largest), float(largest))
    share = (seen - low) / (high - low) if high > low else np.full(array.shape, 0.5)
    return np.floor(np.clip(share, 0, 1) * 255 + HALF).astype(np.uint8)


def image(array):
    """(3 or 4, height, width), or (1, 3 or 4, height, width), as a PIL image."""
    shades = np.floor(np.clip(np.nan_to_num(array), 0, 1) * 255 + 0.5).astype(np.uint8)
    return PIL.Image.fromarray(shades.reshape(shades.shape[-3:]).transpose(1, 2, 0))


def encoded(picture):
    """A PIL image as a data address."""
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=1)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def mark(how, facts, array):
    """While a figure is traced, the text that stands for this; otherwise nothing."""
    marked = MARKED.get()
    if marked is None:
        return None
    marked.append((how, facts, np.asarray(array, np.float32)))
    return f"{MARK}{len(marked) - 1}"


def tracing(draw):
    """What draw() gives with marks in place of words and pictures, and the list of what they stand for."""
    marked: list[tuple] = []
    token = MARKED.set(marked)
    try:
        return draw(), marked
    finally:
        MARKED.reset(token)

# Twin: _player/src/picture/shown.js
"""Numbers shown as something else: as a word of a list, or, many at once, as the pixels of a picture.

`draw` writes `CLASSES.of(outputs["top_classes"])` or `pixels(outputs["picture"])` where a figure takes texts or a
picture's source. While a figure is traced, a mark stands there instead, so that the player can put another word or
picture in its place.
"""

import base64
import io
from contextvars import ContextVar

import numpy as np

MARK = "\0"  # how the text that stands for a word or a picture begins
MARKED: ContextVar[list | None] = ContextVar(
    "marked", default=None
)  # while tracing: [(how, words or None, array), ...]
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
        return mark("words", self, numbers) or self[numbers]

    def __getitem__(self, number):
        if not np.isfinite(number):
            return ""
        return self.words[min(max(int(np.floor(number + 0.5)), 0), len(self.words) - 1)]


def pixels(array):
    """An array as a picture, for the source of a Plotly image: a PNG in a data address.

    array: (3, height, width) or (1, 3, height, width), from 0 to 1: red, green, blue. ValueError for another shape.
    """
    array = np.asarray(array, np.float32)
    if array.ndim not in (3, 4) or array.shape[-3] != 3 or array.size != np.prod(array.shape[-3:]):
        raise ValueError(f"a picture has the shape (3, height, width), not {array.shape}")
    array = array.reshape(array.shape[-3:])
    return mark("pixels", None, array) or encoded(array)


def image(array):
    """(3, height, width), or (1, 3, height, width), as a PIL image."""
    import PIL.Image  # here, because most figures have no pictures

    shades = np.floor(np.clip(np.nan_to_num(array), 0, 1) * 255 + 0.5).astype(np.uint8)
    return PIL.Image.fromarray(shades.reshape(shades.shape[-3:]).transpose(1, 2, 0))


def encoded(array):
    """(3, height, width) as a data address."""
    file = io.BytesIO()
    image(array).save(file, "PNG", compress_level=1)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def mark(how, words, array):
    """While a figure is traced, the text that stands for this; otherwise nothing."""
    marked = MARKED.get()
    if marked is None:
        return None
    marked.append((how, words, np.asarray(array, np.float32)))
    return f"{MARK}{len(marked) - 1}"


def tracing(draw):
    """What draw() gives with marks in place of words and pictures, and the list of what they stand for."""
    marked: list[tuple] = []
    token = MARKED.set(marked)
    try:
        return draw(), marked
    finally:
        MARKED.reset(token)

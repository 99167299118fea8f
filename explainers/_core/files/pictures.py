"""Figures as still pictures: what a browser draws, and what is done to it so that a build can be repeated."""

import io
import re

import PIL.Image

from explainers._core.files import browser
from explainers._core.picture.drawing import HEIGHT

TAG = re.compile(r'(<[\w:-]+)((?: [\w:-]+="[^"]*")+)')
ATTRIBUTE = re.compile(r' [\w:-]+="[^"]*"')
RANDOM = re.compile(r' (?:id|class)="[^"]*?(?:defs-|clip|trace)([0-9a-f]{6})')
NAMED = re.compile(r"(defs-|clip|trace)([0-9a-f]{6})")
SOURCES = __file__, browser.__file__  # what a picture depends on, beside its figure


def drawn(work, scale=1):
    """The contents of pictures, of [(figure, ending, width in px)], all drawn in one browser, with so many pixels for
    each px. RuntimeError says what to install when there is none, or what is wrong with the one that there is.
    """
    sized = [(figure, ending[1:], width, figure.layout.height or HEIGHT) for figure, ending, width in work]
    contents = browser.drawn(sized, scale) if sized else []
    return [
        settled(content.decode()).encode() if ending == ".svg" else content
        for content, (_, ending, _) in zip(contents, work, strict=True)
    ]


def laid(content, size=None, paper=None):
    """The picture in a file's content, in the middle of paper of a size in pixels where one is given, such as 16:9."""
    with PIL.Image.open(io.BytesIO(content)) as image:
        picture = image.convert("RGB")
    if size is None:
        return picture
    whole = PIL.Image.new("RGB", tuple(size), paper)
    whole.paste(picture, tuple((room - side) // 2 for room, side in zip(size, picture.size, strict=True)))
    return whole


def settled(svg):
    """The same svg with what falls by chance settled, so that a build can be repeated: Plotly's random ids (the
    figure's and each trace's) are counted instead, and attributes stand in the order of the alphabet, since Chromium
    writes down an element's style at a moment of its own, before or after another attribute.

    Its paths are rounded to a tenth of a pixel: nobody sees more, and contours weigh a third less.
    """
    svg = re.sub(
        r' d="[^"]+"',
        lambda path: re.sub(r"-?\d+\.\d\d+", lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), path[0]),
        svg,
    )
    svg = TAG.sub(lambda tag: tag[1] + "".join(sorted(ATTRIBUTE.findall(tag[2]))), svg)
    places = {uid: f"u{count}" for count, uid in enumerate(dict.fromkeys(RANDOM.findall(svg)))}
    # Only as a part of a name: a number, or a photograph in letters and digits, may hold the same six.
    return NAMED.sub(lambda found: found[1] + places.get(found[2], found[2]), svg)

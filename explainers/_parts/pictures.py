"""Arrays as pictures, row by row from the top: photographs in color, arrays in ink, arrays by their sign."""

import numpy as np
import plotly.graph_objects as go

from explainers import pixels, tinted
from explainers._parts.marks import token
from explainers._parts.panels import Axes, hidden

INK = [[0, "var(--surface)"], [1, "var(--ink)"]]
HAIR = 1e-6  # by which pictures over each other differ in width: of those that are alike Plotly draws the first
ABOVE = [[0, "var(--surface)"], [0.5, "var(--surface)"], [1, "var(--ink)"]]  # of numbers from 0, around 0
GRAYS = [[0, "#000000"], [1, "#ffffff"]]  # of how bright a photograph is, whatever the theme
# A map as a photograph has it, whatever the theme: 0 is black, large is bright. What is below 0 is none of both.
BRIGHT = [[0, "var(--negative)"], [0.5, "#000000"], [1, "#ffffff"]]
DIVERGING = [[0, "var(--negative)"], [0.5, "var(--paper)"], [1, "var(--positive)"]]


def cells(shape):
    """Hidden axes for an array of this shape, with the center of each cell at a whole number."""
    rows, columns = shape
    return hidden([-0.5, columns - 0.5], [rows - 0.5, -0.5])


def picture(array, framed=False, smooth=True, toward="left"):
    """A picture, (3, height, width) from 0 to 1. framed: with a thin line around it, for one as white as the page."""
    source, shape = pixels(array, crisp=not smooth), np.shape(array)[-2:]
    return [cells(shape), square(toward), placed(source, shape), frame(shape) if framed else []]


def view(*layers, framed=True, smooth=False):
    """Arrays as pictures over each other, pixel by pixel, each over all of a panel whose places are shares of it, from
    0 to 1, rows from the top. An array is a picture, (3 or 4, rows, columns), or ink, (rows, columns), NaN where
    there is none. smooth: no pixel of a picture is seen.
    """
    frame = {"type": "rect", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "line": {"color": token("line"), "width": 1}}
    shown = [
        placed(
            pixels(each, crisp=not smooth) if np.ndim(each) > 2 else tinted(each, INK, (0, 1), crisp=True),
            np.shape(each)[-2:],
            *(0.5, 0.5, (1 + HAIR * place, 1)),
        )
        for place, each in enumerate(layers)
    ]
    return [hidden([0, 1], [1, 0]), square(), shown, frame if framed else []]


def square(toward="left"):
    """Axes with square cells."""
    bounds = {"constrain": "domain", "constraintoward": toward}
    return Axes(bounds, {**bounds, "constraintoward": "top", "scaleanchor": "x"})


def placed(source, shape, x=None, y=None, size=None, strength=None):
    """A picture over the whole of axes for an array of this shape; or around a place, so large in their units."""
    rows, columns = shape
    width, height = size or shape[::-1]
    place = ((columns - 1) / 2, (rows - 1) / 2) if x is None else (x, y)
    return {
        "source": source, "x": place[0], "y": place[1], "sizex": width, "sizey": height, "xanchor": "center",
        "yanchor": "middle", "sizing": "stretch", "layer": "below", "opacity": strength,
    }  # fmt: skip


def image(source, shape, pixel):
    """A word's picture, on axes for an array of this shape, with square cells; a pixel is `pixel` cells large."""
    scale = {"x0": (pixel - 1) / 2, "y0": (pixel - 1) / 2, "dx": pixel, "dy": pixel}
    return [cells(shape), square(), go.Image(source=source, zsmooth="fast", **scale)]


def frame(shape):
    """A thin line around an array of this shape."""
    rows, columns = shape
    corners = {"x0": -0.5, "x1": columns - 0.5, "y0": -0.5, "y1": rows - 0.5}
    return {"type": "rect", **corners, "line": {"color": token("line"), "width": 1}}


def ink(array, top=1, smooth=False, middle=None):
    """An array in ink, from 0, as paper, up to `top`, or to its own largest number where top is None. smooth: no pixel
    is seen, as in a drawing. middle: (x, y) of its middle, on axes that other parts bring.
    """
    scale, ends = (ABOVE, None) if top is None else (INK, (0, top))
    return amid(tinted(array, scale, ends, crisp=not smooth), np.shape(array), middle)


def kernel(array, ends=None, middle=None, strength=None):
    """An array by the sign of its numbers. ends: those with the full colors, by default as far from 0 as the furthest.
    middle: (x, y) of its middle, on axes that other parts bring. strength: of its colors, up to 1.
    """
    return amid(tinted(array, DIVERGING, ends, crisp=True), np.shape(array), middle, strength)


def amid(source, shape, middle, strength=None):
    """A picture on axes of its own, or around a place."""
    if middle is None:
        return [cells(shape), placed(source, shape, strength=strength)]
    return placed(source, shape, *middle, strength=strength)


def bright(array, ends):
    """A map, bright where its numbers are large, black at 0, in color below. ends: two numbers, as far from 0."""
    return [cells(np.shape(array)), square(), placed(tinted(array, BRIGHT, ends, crisp=True), np.shape(array))]

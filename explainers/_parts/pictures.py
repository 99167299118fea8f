"""Arrays as pictures, row by row from the top: photographs in color, arrays in ink, arrays by their sign."""

import numpy as np
import plotly.graph_objects as go

from explainers import pixels
from explainers._parts.data import DIVERGING
from explainers._parts.marks import token
from explainers._parts.panels import Axes, hidden


def cells(shape):
    """Hidden axes for an array of this shape, with the center of each cell at a whole number."""
    rows, columns = shape
    return hidden([-0.5, columns - 0.5], [rows - 0.5, -0.5])


def picture(array, framed=False, smooth=True, toward="left"):
    """A picture, (3, height, width) from 0 to 1. framed: with a thin line around it, for one as white as the page."""
    return image(pixels(array), np.shape(array)[-2:], framed=framed, smooth=smooth, toward=toward)


def image(source, shape, pixel=None, framed=False, smooth=True, toward="left"):
    """A picture's address, on axes for an array of this shape, with square cells; a pixel is `pixel` cells large."""
    bounds = {"constrain": "domain", "constraintoward": toward}
    square = Axes(bounds, {**bounds, "constraintoward": "top", "scaleanchor": "x"})
    scale = {"x0": (pixel - 1) / 2, "y0": (pixel - 1) / 2, "dx": pixel, "dy": pixel} if pixel else {}
    shown = go.Image(source=source, zsmooth="fast" if smooth else None, **scale)
    return [cells(shape), square, shown, frame(shape) if framed else []]


def frame(shape):
    """A thin line around an array of this shape."""
    rows, columns = shape
    corners = {"x0": -0.5, "x1": columns - 0.5, "y0": -0.5, "y1": rows - 0.5}
    return {"type": "rect", **corners, "line": {"color": token("line"), "width": 1}}


def ink(array, top=1):
    """An array in ink, from 0, as paper, up to `top`, or to its own largest number where top is None."""
    return [cells(np.shape(array)), go.Heatmap(z=array, zmin=0, zmax=top)]


def kernel(array):
    """An array by the sign of its numbers."""
    return [cells(np.shape(array)), go.Heatmap(z=array, zmid=0, colorscale=DIVERGING)]

"""What figures are made of: panels, and the parts that stand in them, each named after what is seen.

    PANELS = Panels((1000, 400), (358, 420), map=((60, 10, 500, 350), (40, 10, 310, 230)), loss=(...))

    def draw(outputs, narrow=False):
        return PANELS.figure(
            narrow,
            map=[Title("Where it stands"), dot(outputs["tilt"], outputs["height"], "output")],
            loss=course(outputs, "loss", "loss"),
        )

A part places what it is given, and computes nothing. It is a trace, a shape (a dict), a `Title`, what a panel's `Axes`
are like, or a list of parts; those that come later lie on top, or have the last word. Colors are words of the palette,
by what they mean. To find a part, look for what is seen:

panels     Panels, Axes, hidden, Title, Under: where things stand
marks      line, outline, squares, area, specks, dot, words, course, PERCENT: what stands in any panel; how a number
           went
data       points, plane, loss_map, shaded, relief: points of two classes; a network's opinion about every place; a loss
           on a grid; at some places; in space
network    layered, edges, units: layers of units, and the weights between them; general_neuron: one, part by part
bars       columns, bars, stretch, terms, rows, level: bars with names; a time; the terms of a sum; how much of a whole
           there is; shares, guesses, guess: named probabilities
patches    patch_neuron: a neuron that looks at a patch, as grids of numbers, one for each channel
pictures   picture, view, image, bright, ink, kernel, square: photographs; several over each other, by shares of what is
           seen; maps, bright where large; arrays in ink; arrays by their sign; axes of which a unit is as long along as
           up
runs       beside, courses: several runs side by side, and how each went, in one chart
stages     stages: what is done one after the other, of which one is lit; taken: what is taken for what, in words;
           confusion: the same of many kinds
"""

# ruff: noqa: F401  (all parts, from one place)
from explainers._parts.bars import bars, columns, guess, guesses, level, rows, shares, stretch, terms
from explainers._parts.data import loss_map, plane, points, reach, relief, shaded, table, valued
from explainers._parts.marks import PERCENT, area, course, curves, dot, line, outline, specks, squares, words
from explainers._parts.network import edges, general_neuron, layered, ribbons, unit_pictures, units
from explainers._parts.panels import Axes, Panels, Title, Under, hidden
from explainers._parts.patches import patch_neuron
from explainers._parts.pictures import bright, image, ink, kernel, picture, square, view
from explainers._parts.runs import beside, courses
from explainers._parts.stages import confusion, stages, taken

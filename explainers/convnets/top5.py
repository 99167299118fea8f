"""What is in the picture? A network's five best guesses, out of a thousand.

Choose a photograph, or take one of your own. Say what it shows, in one of the network's thousand names, before you
show its guesses. Is your name among its five? Then its bar is dark.
"""

import plotly.graph_objects as go

from explainers import NUMBERS, Choice, Explainer, Photo, Toggle
from explainers._pictures import bars, layout, picture

WIDE = {"size": (730, 320), "picture": ([0, 0.43], [0, 1]), "bars": ([0.48, 1], [0, 1])}
NARROW = {"size": (358, 600), "picture": ([0.06, 0.94], [0.46, 1]), "bars": ([0, 1], [0, 0.43])}


def draw(outputs, narrow=False):
    place = NARROW if narrow else WIDE
    figure = go.Figure([
        picture(outputs["photo"], 2),
        *bars(outputs["shown_classes"], outputs["shown_probabilities"], 3, 13 if narrow else 15, over=outputs["hit_probabilities"]),
    ])
    width, height = place["size"]
    figure.update_layout(layout([place["picture"]], 224, place["bars"]), width=width, height=height)
    return figure


top5 = Explainer(
    model="photo",
    draw=draw,
    controls=[
        Photo("photo", value="coffee", label="Photograph"),
        Choice("answer", NUMBERS, "coffee mug", search=True, label="You say it is"),
        Toggle("reveal", value=True, label="Show its guesses"),
    ],
    summary="{reveal|Its guesses are hidden. Say what the photograph shows, then show them.|Its first guess is {top_classes[0]:classes}, with "
            "{top_probabilities[0]:.0%}. Yours is number {answer_rank:.0f} of its thousand names: {among_five|not among the five|one of the five}.}",
)

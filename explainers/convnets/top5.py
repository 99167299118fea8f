"""What is in the picture? A network's five best guesses, out of a thousand.

Each bar is how sure the network is. Choose a photograph, or take one of your own, and hide the guesses. Say what it
shows, in one of the network's thousand names, and show them again. Is the name that you chose among the five? Then its
bar is dark, however short, and the sentence below says so.
"""

from explainers import NUMBERS, Choice, Explainer, Photo, Toggle
from explainers._parts import Panels, guesses, picture

PANELS = Panels(
    (730, 320),
    (358, 600),
    photo=((0, 0, 314, 320), (21, 0, 315, 324)),
    guesses=((350, 0, 380, 320), (0, 342, 358, 258)),
)


def draw(outputs, narrow=False):
    return PANELS.figure(
        narrow,
        photo=picture(outputs["photo"]),
        guesses=guesses(outputs["shown_classes"], outputs["shown_probabilities"], over=outputs["hit_probabilities"]),
    )


top5 = Explainer(
    model="photo",
    draw=draw,
    controls=[
        Photo("photo", value="coffee", label="Photograph"),
        Choice("answer", NUMBERS, "coffee mug", search=True, label="You say it is"),
        Toggle("reveal", value=True, label="Show its guesses"),
    ],
    summary="{reveal|Its guesses are hidden. Say what the photograph shows, then show them.|"
    "Its first guess is {top_classes[0]:classes}, with {top_probabilities[0]:.0%}. "
    "By its probabilities, the name in the box is number {answer_rank:.0f} of the thousand: "
    "{among_five|not among the five|one of the five}.}",
)

"""A picture is numbers. Zoom in until you can read them.

Press + a few times. Squares appear, the pixels, and then in each of them three numbers from 0 to 255: how much red,
green and blue light it gives. Click a pixel, and slide its numbers. The three small pictures are its red, its green and
its blue alone. Below them stand the numbers of the pixel in the pink frame; alpha says how much it covers of what lies
behind. Each small dot is a pixel, too: how far right it lies says how bright its left neighbor is, and how far up how
bright it is itself. The pink one is that in the frame. The percentage says how well left neighbors foretell their
pixels, here and in noise, where chance chose every number.
"""

from explainers import Choice, Explainer, Field, Pad, Photo, Pick, Retouch, Seed, Slider, Uniform, View, Words, data
from explainers._parts import Axes, Panels, Title, bars, dot, hidden, line, outline, specks, view, words

SAMPLES = {sample["label"]: sample["value"] for sample in data("digits_samples")["samples"]}  # from MNIST's test set
RGB = "Red", "Green", "Blue"
PHOTO, DRAWING = 224, 28  # pixels each way, as in the model
SHOWN = {"In color": 0, "In gray": 1, "Its red": 2, "Its green": 3, "Its blue": 4}
PICTURES = {"A photograph": 1, "My own drawing": 0, "Noise": 2}
COLORED, DRAWN = ("picture", "A photograph", "Noise"), ("picture", "My own drawing")
PARTS = [Words(f"part_{place}", pair) for place, pair in enumerate([("Red", "All of it"), ("Green", ""), ("Blue", "")])]
NAMES = [("Red", "Ink"), ("Green", ""), ("Blue", ""), ("Alpha", "")]
NUMBERS = [Words(f"number_{place}", pair) for place, pair in enumerate(NAMES)]
EXTENT = "%{customdata[0]:.0f} of %{customdata[1]:.0f} pixels each way"
GAPS = "grid_x grid_y cell_x cell_y neighbor_x neighbor_y drawn_picture drawn_whole part_window_x number_places numbers"
GAPS += " levels before guess three_on_bright_x three_on_dark_x one_on_bright_x one_on_dark_x on_paper_x on_ink_x"
GAPS += " pairs_x pairs_y noise_pairs_x noise_pairs_y"
TALL = 1.2  # of a small picture with its name over it
PANELS = Panels(
    (730, 492),
    (358, 900),
    seen=((0, 24, 400, 400), (0, 22, 358, 358)),
    extent=((0, 428, 400, 24), (0, 382, 358, 24)),
    red=((424, 5, 94, 113), (0, 412, 112, 134)),
    green=((530, 5, 94, 113), (123, 412, 112, 134)),
    blue=((636, 5, 94, 113), (246, 412, 112, 134)),
    numbers=((424, 148, 306, 116), (0, 576, 358, 116)),
    pairs=((446, 300, 124, 124), (26, 726, 130, 130)),
    noise=((606, 300, 124, 124), (214, 726, 130, 130)),
)
[SEEN] = PANELS.axes("seen")


def pixel(side):
    """The column and the row of a pixel, as Pick takes them."""
    return [Field(name, 0, side - 1) for name in ("Column", "Row")]


def draw(outputs, narrow=False):
    return PANELS.figure(
        narrow,
        seen=[
            Title("The picture"),
            view(outputs["checkers"], outputs["picture"], outputs["drawn_picture"]),
            outline(outputs["grid_x"], outputs["grid_y"], "on_dark", 1).update(opacity=0.3),
            written(outputs, 10 if narrow else 12),
            outline(outputs["neighbor_x"], outputs["neighbor_y"], "input", 3),
            outline(outputs["pixel_x"], outputs["pixel_y"], "on_dark", 6),
            outline(outputs["pixel_x"], outputs["pixel_y"], "output", 3),
        ],
        extent=[hidden([0, 1], [0, 1]), words(0, 0.5, EXTENT, [outputs["extent"]], "middle right", "muted")],
        red=[small(outputs, 0, "red_part"), outline(outputs["window_x"], outputs["window_y"])],
        green=[small(outputs, 1, "green_part"), outline(outputs["part_window_x"], outputs["window_y"])],
        blue=[small(outputs, 2, "blue_part"), outline(outputs["part_window_x"], outputs["window_y"])],
        numbers=[
            Title("The pixel in the frame"),
            hidden([-0.5, 3.5], [-0.75, 1.4]),
            bars(outputs["numbers"], "input", width=0.5),
            words(outputs["number_places"], outputs["numbers"], "%{customdata:.0f}", outputs["levels"], "top center"),
            words([0, 1, 2, 3], [-0.2] * 4, [names.of(outputs["drawn"]) for names in NUMBERS]),
            words(outputs["number_places"], [-0.55] * 4, "%{customdata:.2f}", outputs["numbers"], color="muted"),
        ],
        pairs=[Title("In this picture"), neighbors(outputs, "")],
        noise=[Title("In noise"), neighbors(outputs, "noise_")],
    )


def written(outputs, size):
    """The numbers of the pixels in them, three or one, dark on bright and bright on dark ones."""
    three = "<br>".join(f"%{{customdata[{place}]:.0f}}" for place in range(3))
    kinds = {
        "three_on_bright": (three, "cell_numbers", "on_bright"),
        "three_on_dark": (three, "cell_numbers", "on_dark"),
        "one_on_bright": ("%{customdata:.0f}", "cell_number", "on_bright"),
        "one_on_dark": ("%{customdata:.0f}", "cell_number", "on_dark"),
        "on_paper": ("%{customdata:.2~f}", "cell_ink", "ink"),
        "on_ink": ("%{customdata:.2~f}", "cell_ink", "paper"),
    }
    return [
        words(outputs[f"{where}_x"], outputs["cell_y"], says, outputs[name], color=color, size=size, clip=True).update(
            textfont_shadow="none"
        )
        for where, (says, name, color) in kinds.items()
    ]


def small(outputs, place, name):
    """One of the three small pictures, or in the first of them the whole drawing, and its name over it."""
    over = [outputs["drawn_whole"]] if place == 0 else []
    title = words(0, -0.01, [PARTS[place].of(outputs["drawn"])], None, "top right", "muted")
    return [view(outputs[name], *over, framed=False, smooth=True), hidden([0, 1], [1, 1 - TALL]), title]


def neighbors(outputs, which):
    """Pixels by their left neighbor, the best line, the one in the frame; and what share of it all is foretold."""
    ticks = {"range": [-0.04, 1.04], "tickvals": [0, 1], "showgrid": False}
    framed = dot(outputs["before"], outputs["here"], "output", 11, rim=("ink", 1.5)) if not which else []
    return [
        Axes({**ticks, "title": "left neighbor"}, {**ticks, "title": "" if which else "pixel"}),
        specks(outputs[f"{which}pairs_x"], outputs[f"{which}pairs_y"], "input"),
        line([0, 1], outputs[f"{which}line"], "ink", 1.5),
        framed,
        words(1.04, 0.02, "<b>%{customdata:.0%}</b>", outputs[f"{which}share"], "top left", size=16),
    ]


pixels = Explainer(
    model="pixels",
    draw=draw,
    answer=[SEEN],
    controls=[
        Choice("picture", PICTURES, "A photograph", input="source"),
        Photo("photo", value="cat", label="Photograph", when=("picture", "A photograph")),
        Pad("drawing", (DRAWING, DRAWING), SAMPLES, "3", label="Draw", when=DRAWN),
        View("photo_view", PHOTO, panel=SEEN, label="Zoom", when=COLORED),
        View("drawing_view", DRAWING, panel=SEEN, label="Zoom", when=DRAWN),
        Pick("photo_pixel", pixel(PHOTO), (112, 112), [SEEN], view="photo_view", label="The frame", when=COLORED),
        Pick("drawing_pixel", pixel(DRAWING), (14, 14), [SEEN], view="drawing_view", label="The frame", when=DRAWN),
        Retouch("edits", (PHOTO, PHOTO), RGB, ("column", "row"), "color_levels", label="Its numbers", when=COLORED),
        Choice("shown", SHOWN, "In color", label="Show it", when=COLORED),
        Slider("see_through", 0, 100, value=0, label="See through what is around, %", when=COLORED),
        Seed("seed", label="Noise, number", when=("picture", "Noise")),
    ],
    random={"noise": Uniform((PHOTO, PHOTO), 0, 1)},
    gaps=GAPS.split(),
    summary="The pixel in column {column:.0f} and row {row:.0f}: {drawn|red {levels[0]:.0f}, green {levels[1]:.0f}, "
    "blue {levels[2]:.0f}|ink {here:.2f}}. In this picture the left neighbor foretells {share:.0%} of how the pixels "
    "vary, in noise {noise_share:.0%}.",
)

"""Small pictures, ten by ten, of which every number can be read: ink 1 on paper 0."""

import numpy as np

SIZE = 10
SHADES = {".": 0.0, "#": 1.0, **{str(tenths): tenths / 10 for tenths in range(1, 10)}}
DRAWN = {
    "Seven": """
        ..........
        ..........
        ..######..
        ..5555##..
        .....5#5..
        .....##...
        ....5#5...
        ....##....
        ....##....
        ..........
    """,
    "House": """
        ..........
        ....55....
        ...5##5...
        ..5####5..
        .5######5.
        ..######..
        ..##..##..
        ..##..##..
        ..##..##..
        ..........
    """,
    "Edge": "....######" * SIZE,
    "Dot": "." * 44 + "#" + "." * 55,
}


def array(drawn):
    """(10, 10) of a drawing in signs."""
    return np.array([SHADES[sign] for sign in drawn if sign in SHADES]).reshape(SIZE, SIZE)


PICTURES = {name: array(drawn) for name, drawn in DRAWN.items()}

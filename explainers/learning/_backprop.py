"""What the ledger of backpropagation says: its rows, its questions, and what a reader may touch."""

from explainers import Guesses, Listing, Look, Play, Slider, Words

ROWS = {
    "prediction y": "2 × (y − target)",
    "weight h₁ → y": "(slope of y) × h₁",
    "weight h₂ → y": "(slope of y) × h₂",
    "bias of y": "(slope of y) × 1",
    "h₁": "(slope of y) × weight h₁ → y",
    "h₂": "(slope of y) × weight h₂ → y",
    "sum of h₁": "(slope of h₁) × (1 − h₁ × h₁)",
    "sum of h₂": "(slope of h₂) × (1 − h₂ × h₂)",
    "weight x₁ → h₁": "(slope of sum of h₁) × x₁",
    "weight x₂ → h₁": "(slope of sum of h₁) × x₂",
    "bias of h₁": "(slope of sum of h₁) × 1",
    "weight x₁ → h₂": "(slope of sum of h₂) × x₁",
    "weight x₂ → h₂": "(slope of sum of h₂) × x₂",
    "bias of h₂": "(slope of sum of h₂) × 1",
}
NAMES, RULES = list(ROWS), list(ROWS.values())
# A sign that is right, wrong or not guessed, and beside it a size.
MARKS = Words("backprop_marks", [f"{sign}{size}" for sign in ("", "✓", "✗") for size in ("", " ✓", " ✗")])
THEN = [
    "All 14 slopes are known. Press Step once more, and all nine weights and biases move at once.",
    "The weights and biases have moved, and the old numbers hold no longer. Step forward again: first the hidden "
    "neurons.",
    "The hidden neurons have their new answers. Next, the prediction.",
    "Here is the new prediction. Next, the loss.",
]
START = [0.9, -0.4, 0.1, -1.1, 1.3, 0.2, 1.4, -0.6, 0.3]  # of each hidden neuron two weights, a bias; of the output
START_GROUP = "Weights and biases, at the start"
NEURONS = "y", "h₁", "h₂"
LABELS = ["x₁ → h₁", "x₂ → h₁", "bias of h₁", "x₁ → h₂", "x₂ → h₂", "bias of h₂", "h₁ → y", "h₂ → y", "bias of y"]


def questions():
    """Of each row, the one about its sign, and then the one about its size; and what is said between two rounds."""
    found = []
    for row, (name, rule) in enumerate(ROWS.items()):
        called = name if name in ("h₁", "h₂") else f"the {name}"
        live = f"{{factors[{2 * row}]:.2f}} × {{factors[{2 * row + 1}]:.2f}}"
        if row == 0:
            live = "2 × ({factors[0]:.2f} − ({factors[1]:.2f}))"
        before = f"{{last_size||Right. |No, it is {{slopes[{row - 1}]:.2f}}. }}" if row else ""
        found.append(f"{before}If {called} grew a little, what would the loss do?")
        found.append(
            "{asked_right|Not this time|Right}: the loss {asked_rises|falls|rises}. "
            f"How steeply? It is {rule}, here {live}."
        )
    return found + THEN


def controls(panel):
    """All of them. panel: the axes of the network."""
    example, neuron = {"group": "The example", "restarts": True}, {"group": START_GROUP}
    return [
        Guesses(
            "guesses", input="answers", count=28, asked="asked", questions=questions(), numbers="sizes",
            answers=("Rises", "Falls", "Stays", "Show me"), label="Guess, then see",
        ),
        Play("play", steps=200, speed=2, speeds=(1, 2, 10, 60)),
        Slider("learning_rate", 0.01, 0.3, value=0.1, step=0.01, group="How the weights move"),
        Slider("x_1", -1, 1, value=0.8, step=0.1, input="inputs[0]", label="Input x₁", **example),
        Slider("x_2", -1, 1, value=-0.5, step=0.1, input="inputs[1]", label="Input x₂", **example),
        Slider("target", -1, 1, value=-0.7, step=0.1, **example),
        Look(
            "looked_at", {name: place for place, name in enumerate(NEURONS)}, NEURONS[0], label="Neuron",
            at=("hidden_x", "hidden_y"), panel=panel, **neuron,
        ),
        *(weight(place) for place in range(9)),
    ]  # fmt: skip


def weight(place):
    """The weight or bias of this place, seen while its neuron is looked at."""
    number = (1, 2, 0)[place // 3]
    name = f"{('h1', 'h2', 'y')[place // 3]}_{('weight_1', 'weight_2', 'bias')[place % 3]}"
    looks = {"when": ("looked_at", NEURONS[number]), "group": START_GROUP}
    return Slider(name, -2, 2, value=START[place], step=0.1, input=f"parameters[{place}]", label=LABELS[place], **looks)


PROGRAM = Listing('''
"""One round of backpropagation, and one step of gradient descent, with the numbers of the figure."""

import torch
from torch import nn

x, target, learning_rate = torch.tensor([{{x_1}}, {{x_2}}]), {{target}}, {{learning_rate}}

hidden, output = nn.Linear(2, 2), nn.Linear(2, 1)
with torch.no_grad():  # a row for each neuron
    hidden.weight.copy_(torch.tensor([[{{h1_weight_1}}, {{h1_weight_2}}], [{{h2_weight_1}}, {{h2_weight_2}}]]))
    hidden.bias.copy_(torch.tensor([{{h1_bias}}, {{h2_bias}}]))
    output.weight.copy_(torch.tensor([[{{y_weight_1}}, {{y_weight_2}}]]))
    output.bias.copy_(torch.tensor([{{y_bias}}]))
network = nn.Sequential(hidden, nn.Tanh(), output)


def loss():
    return (network(x)[0] - target) ** 2


before = loss()  # forward: PyTorch takes down every sum and product on the way
before.backward()  # back: each weight and bias gets its slope, and nothing moves
for name, weights in network.named_parameters():
    print(f"The slopes of {name} are {weights.grad.tolist()}.")

torch.optim.SGD(network.parameters(), lr=learning_rate).step()  # only now they move, all at once
print(f"The loss was {before.item():.3f}, and is {loss().item():.3f} now.")
''')

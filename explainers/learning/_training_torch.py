"""The training of a network for doodles as a program of PyTorch."""

from explainers import Listing

PROGRAM = '''
"""A small network that learns to tell doodles of cats from others. Doodles and start are those of the figure."""

import base64  #? source = "my own drawing"

import explainers
import torch
from torch import nn

learning_rate = {{learning_rate}}  # how large a nudge is

# 120 cats, 60 trains and 60 rainbows, 28 rows of 28 pixels each. Two thirds of them are there to learn from.
doodles = torch.tensor(explainers.dataset("cat_or_not")["examples"].numbers).view(240, 784)
labels = torch.tensor(120 * [0] + 120 * [1])  # 0: a cat, 1: not a cat
held_out = [*range(80, 120), *range(160, 180), *range(220, 240)]
cats = [*range(34, 80), *range(34)]
others = [place for pair in zip(range(120, 160), range(180, 220)) for place in pair]
in_turn = [place for pair in zip(cats, others) for place in pair]  # a cat, a train, a cat, a rainbow, ...
first = {{doodle}} - 1  #? source = "one doodle" or source = "all 160 in turn"
#? source = "my own drawing"
own = torch.frombuffer(bytearray(base64.b64decode("{{drawing:packed}}")), dtype=torch.float32)
own_label = torch.tensor(0)  # a cat #? label = "a cat"
own_label = torch.tensor(1)  # not a cat #? label = "not a cat"
#? end

network = nn.Sequential(nn.Linear(784, 6), nn.Sigmoid(), nn.Linear(6, 2))

# The figure's own random start. Leave these lines away, and PyTorch draws another.
start = torch.tensor(explainers.load("training").outputs(seed={{seed}})["start"])
with torch.no_grad():
    network[0].weight.copy_(0.05 * start[:4704].view(6, 784))
    network[2].weight.copy_(start[4710:4722].view(2, 6))
    network[0].bias.zero_()
    network[2].bias.zero_()

optimizer = torch.optim.SGD(network.parameters(), lr=learning_rate)


def right(places):
    """The share of these doodles that the network is right about."""
    with torch.no_grad():
        return (network(doodles[places]).argmax(1) == labels[places]).float().mean().item()


def train(rounds):
    """Make so many rounds. The share that each doodle's label got, just before its nudge."""
    shares = []
    for turn in range(rounds):
        # 1 Take a doodle, and its label.
        place = in_turn[first]  #? source = "one doodle"
        place = in_turn[(first + turn) % 160]  #? source = "all 160 in turn"
        doodle, label = doodles[place], labels[place]  #? source = "one doodle" or source = "all 160 in turn"
        doodle, label = own, own_label  #? source = "my own drawing"
        scores = network(doodle)  # 2 Guess
        shares.append(scores.softmax(0)[label].item())  # 3 Compare
        loss = nn.functional.cross_entropy(scores, label)  # 4 Measure
        optimizer.zero_grad()
        loss.backward()  # 5 Aim
        optimizer.step()  # 6 Nudge
    return shares  # 7 Repeat, which is what the loop does


if __name__ == "__main__":
    for epoch in range(5):
        print(f"After {160 * epoch} rounds: {right(in_turn):.1%} right, {right(held_out):.1%} of those held out.")
        train(160)
'''
LISTING = Listing(PROGRAM)

"""The playground's network as a program of PyTorch."""

from explainers import Listing

NUMBERS = range(1, 5)  # of hidden layers
STEP = " or ".join(f'depth >= {number} and activation_{number} = "step"' for number in NUMBERS)
SILENT = [" or ".join(f"silenced[{number - 1}, {unit}] = 1" for unit in range(8)) for number in NUMBERS]
ON = ", ".join(f"{{{{feature_{place}}}}}" for place in range(7))

LAYER = """
#? depth >= NUMBER
    nn.Linear(BELOW, {{units_NUMBER}}),
    nn.Tanh(),  #? activation_NUMBER = "tanh"
    nn.ReLU(),  #? activation_NUMBER = "ReLU"
    nn.Sigmoid(),  #? activation_NUMBER = "sigmoid"
    nn.Identity(),  #? activation_NUMBER = "linear"
    nn.LeakyReLU(0.01),  #? activation_NUMBER = "leaky ReLU"
    nn.GELU("tanh"),  #? activation_NUMBER = "GELU"
    Step(),  #? activation_NUMBER = "step"
    Silence({{silenced[PLACE][:units_NUMBER]}}),  #? SILENT
#? end
"""
PROGRAM = '''
"""A small network that learns from points in a plane, set as in the playground."""

import base64
import math  #? feature_5 = true or feature_6 = true

import torch
from torch import nn

learning_rate = {{learning_rate}}
batch_size = {{batch_size}}
regularization_rate = {{regularization_rate}}  #? regularization = "L1" or regularization = "L2"


def numbers(text):
    """The numbers in a text: 32 bits each, as base64."""
    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=torch.float32)


# Where each point lies, x and y from -1 to 1, and what the network is to say of it.
points = numbers("{{points[:point_count]:packed}}").view(-1, 2)
#? noise > 0
noise = numbers("{{offsets[:point_count]:packed}}").view(-1, 2)
points = points + {{noise}} * noise
#? end
targets = numbers("{{targets[:point_count]:packed}}")  # two classes: -1 and 1 #? classes = 1 and regression = 0
targets = numbers("{{targets[:point_count]:packed}}")  # any number #? regression = 1
targets = numbers("{{targets[:point_count]:packed}}").long()  # three classes: 0, 1 and 2 #? classes = 3

# The network learns from the first of them, a share of all. The others are kept from it, as a test.
count = max(1, min(int({{train_share}} * len(points) + 0.501), len(points) - 1))  # rounded


def features(points):
    """What the network sees of each point: a row of numbers."""
    x, y = points.T
    columns = [
        x,  #? feature_0 = true
        y,  #? feature_1 = true
        x * x,  #? feature_2 = true
        y * y,  #? feature_3 = true
        x * y,  #? feature_4 = true
        torch.sin(math.pi * x),  #? feature_5 = true
        torch.sin(math.pi * y),  #? feature_6 = true
    ]
    return torch.stack(columns, dim=1)  #? ANY_FEATURE
    return torch.empty(len(points), 0)  # nothing #? NO_FEATURE


#? ANY_STEP
class Step(nn.Module):
    """1 above 0, else 0. It has no slope anywhere, so the layers below it do not learn."""

    def forward(self, z):
        return (z > 0).float()


#? end
#? ANY_SILENT
class Silence(nn.Module):
    """Some units of a layer, where there is a 1, say 0 whatever comes in."""

    def __init__(self, silent):
        super().__init__()
        self.heard = 1 - torch.tensor(silent)

    def forward(self, layer):
        return layer * self.heard


#? end
inputs = features(points)
seen = inputs.shape[1]
network = nn.Sequential(
HIDDEN
    nn.Linear(seen, {{classes}}),  #? depth = 0
    nn.Linear({{units_1}}, {{classes}}),  #? depth = 1
    nn.Linear({{units_2}}, {{classes}}),  #? depth = 2
    nn.Linear({{units_3}}, {{classes}}),  #? depth = 3
    nn.Linear({{units_4}}, {{classes}}),  #? depth = 4
    nn.Tanh(),  # stays between the two classes #? classes = 1 and regression = 0
)
layers = [part for part in network if isinstance(part, nn.Linear)]


def start(layer, weights, biases, on=8 * [True]):
    """Begin with a layer's weights and biases in the figure, which keeps 8 units, on or off."""
    biases = numbers(biases)
    weights = numbers(weights).view(len(biases), -1)[:, torch.tensor(on)]
    units, inputs = layer.weight.shape
    with torch.no_grad():
        layer.weight.copy_(weights[:units, :inputs])
        layer.bias.copy_(biases[:units])


# The figure's own random start. Leave these lines away, and PyTorch draws another.
#? depth >= 1
start(layers[0], "{{parameters[:56]:packed}}", "{{parameters[56:64]:packed}}", on=[ON])
start(layers[1], "{{parameters[64:128]:packed}}", "{{parameters[128:136]:packed}}")  #? depth >= 2
start(layers[2], "{{parameters[136:200]:packed}}", "{{parameters[200:208]:packed}}")  #? depth >= 3
start(layers[3], "{{parameters[208:272]:packed}}", "{{parameters[272:280]:packed}}")  #? depth = 4
start(layers[-1], "{{parameters[280:304]:packed}}", "{{parameters[304:307]:packed}}")
#? end
start(layers[0], "{{parameters[280:304]:packed}}", "{{parameters[304:307]:packed}}", on=[ON, False])  #? depth = 0

optimizer = torch.optim.SGD(network.parameters(), lr=learning_rate)  #? optimizer = "Plain"
#? optimizer = "Momentum"
optimizer = torch.optim.SGD(network.parameters(), lr=learning_rate, momentum={{momentum}})
#? end
optimizer = torch.optim.Adam(network.parameters(), lr=learning_rate)  #? optimizer = "Adam"


def loss(chosen):
#? classes = 1
    """How wrong the network is about the chosen points: half the squared error, on average."""
    return nn.functional.mse_loss(network(inputs[chosen])[:, 0], targets[chosen]) / 2
#? end
#? classes = 3
    """How wrong the network is about the chosen points: the cross-entropy, on average."""
    return nn.functional.cross_entropy(network(inputs[chosen]), targets[chosen])
#? end


#? regularization = "L1"
def penalty():
    """What the weights themselves cost: the size of each, times the rate."""
    return regularization_rate * sum(layer.weight.abs().sum() for layer in layers)


#? end
#? regularization = "L2"
def penalty():
    """What the weights themselves cost: half the square of each, times the rate."""
    return regularization_rate * sum(layer.weight.square().sum() for layer in layers) / 2


#? end
def train(steps):
    """Take so many steps. The losses before each of them: of the points to learn from, and of the test."""
    losses = []
    for step in range(steps):
        with torch.no_grad():
            losses.append((loss(slice(count)).item(), loss(slice(count, None)).item()))
        # A minibatch: the next points in their order, and around again.
        batch = torch.arange(step * batch_size, (step + 1) * batch_size) % count
        optimizer.zero_grad()
        loss(batch).backward()  #? regularization = "none"
        (loss(batch) + penalty()).backward()  #? regularization = "L1" or regularization = "L2"
        optimizer.step()
    return losses


if __name__ == "__main__":
    for step, (training_loss, test_loss) in enumerate(train(1001)):
        if step % 100 == 0:
            print(f"Step {step}: the loss is {training_loss:.3f}, on the test points {test_loss:.3f}.")
'''


def written(text, **words):
    """The text with its words in capitals replaced."""
    for word, given in words.items():
        text = text.replace(word, str(given))
    return text


def layer(number):
    below = "seen" if number == 1 else f"{{{{units_{number - 1}}}}}"
    return written(LAYER.strip("\n"), NUMBER=number, BELOW=below, PLACE=number - 1, SILENT=SILENT[number - 1])


LISTING = Listing(
    written(
        PROGRAM,
        HIDDEN="\n".join(map(layer, NUMBERS)),
        ANY_FEATURE=" or ".join(f"feature_{place} = true" for place in range(7)),
        NO_FEATURE=" and ".join(f"feature_{place} = false" for place in range(7)),
        ANY_STEP=STEP,
        ANY_SILENT=" or ".join(
            f"depth >= {number} and {one}" for number in NUMBERS for one in SILENT[number - 1].split(" or ")
        ),
        ON=ON,
    )
)

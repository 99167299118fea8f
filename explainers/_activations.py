"""The names of activation functions, in the order in which models know them."""

from explainers import Words

ACTIVATIONS = ["tanh", "ReLU", "sigmoid", "linear", "leaky ReLU", "GELU", "step"]
NAMED = Words("activations", ACTIVATIONS)

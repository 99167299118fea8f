"""A plain network of somebody else's in place of the layers that a figure draws."""

from itertools import zip_longest

import torch

FACTS = dict.fromkeys(("maker", "license", "data", "seed"), "not said")  # of a network of somebody else's
KINDS = {torch.nn.Conv2d: "a convolution", torch.nn.Linear: "a dense layer"}
CLOSE = 1e-3  # of the largest: how far the scores of two networks that compute the same may lie apart


def fill(layers, network):
    """Puts a network's weights into layers, convolutions and dense ones, in their order; a missing bias is 0.

    network: a module, or its state_dict. ValueError names every layer that is different, and what would fit.
    """
    state = network.state_dict() if isinstance(network, torch.nn.Module) else network
    if not hasattr(state, "items") or not all(torch.is_tensor(value) for _, value in state.items()):
        raise ValueError(f"a network is a torch.nn.Module or its state_dict, not a {type(network).__name__}")
    given = {}
    for name, tensor in state.items():
        layer, _, leaf = name.rpartition(".")
        given.setdefault(layer, {})[leaf] = tensor.detach().float()
    pairs = list(zip_longest(layers, given.items(), fillvalue=(None, {})))  # as an item: neither layer nor name
    wrong = [difference(number, *pair, len(layers)) for number, pair in enumerate(pairs, 1)]
    if any(wrong):
        raise ValueError("the network does not fit:" + "".join(f"\n- {each}" for each in wrong if each))
    with torch.no_grad():
        for layer, (_, parts) in pairs:
            layer.weight.copy_(parts["weight"])
            layer.bias.copy_(parts.get("bias", torch.zeros_like(layer.bias)))


def difference(number, layer, given, count):
    """What is different in a layer, in a sentence, or None. given: its name and {"weight", "bias"}, as it should be."""
    name, parts = given
    if not isinstance(layer, torch.nn.Module):
        return f"layer {number}, {name!r}, is one too many; there are {count}"
    kind, shape = KINDS[type(layer)], tuple(layer.weight.shape)
    if name is None:
        return f"there is no layer {number}; it would be {kind} with the weights {shape}"
    if odd := set(parts) - {"weight", "bias"}:
        return f"layer {number}, {name!r}, has {', '.join(sorted(odd))}; {kind} has a weight and a bias"
    if (found := tuple(parts["weight"].shape) if "weight" in parts else None) != shape:
        return f"layer {number}, {name!r}, has the weights {found}; {kind} with {shape} would fit"
    if "bias" in parts and tuple(parts["bias"].shape) != shape[:1]:
        return f"layer {number}, {name!r}, has the biases {tuple(parts['bias'].shape)}; {shape[:1]} would fit"
    return None


def agree(network, pictures, expected, said):
    """ValueError where a network makes something else of pictures than the scores, (n, k), that are expected of it.

    said: what it should compute, in words. A constant added to all scores makes no difference, so that logarithms of
    probabilities fit, too. Nothing is known of what a state_dict alone is for.
    """
    if not isinstance(network, torch.nn.Module):
        return
    training = network.training
    try:
        with torch.no_grad():
            found = network.eval()(pictures)
    except Exception as error:  # it is anybody's code
        raise ValueError(f"the network's layers fit, but it cannot take pictures {tuple(pictures.shape)}") from error
    finally:
        network.train(training)
    if not torch.is_tensor(found) or found.shape != expected.shape:
        shape = tuple(found.shape) if torch.is_tensor(found) else type(found).__name__
        raise ValueError(f"the network gives {shape} for {len(pictures)} pictures; {tuple(expected.shape)} would fit")
    found, expected = (scores - scores.mean(1, keepdim=True) for scores in (found, expected))
    apart = ((found - expected).abs().max() / expected.abs().max()).item()
    if not apart < CLOSE:
        raise ValueError(
            f"the network's layers fit, but what it makes of them differs, by {apart:.1%} of its scores; it would fit "
            f"as {said}"
        )

"""How a network learns from labeled pictures, and how its weights are rounded to be shipped."""

import copy

import torch

BITS = 6  # significant bits of a weight, as shipped


def averages(network, loss, images, labels, generator, epochs, batch, learning_rate):
    """Trains a network, and gives a moving average of its weights, rounded, after each epoch.

    loss: a function of pictures and labels. generator: chooses the batches.
    """
    average = copy.deepcopy(network).eval()
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=0.01)
    steps = epochs * len(images) // batch
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, learning_rate, total_steps=steps, pct_start=0.15)
    for _ in range(epochs):
        network.train()
        for chosen in torch.randperm(len(images), generator=generator).split(batch):
            optimizer.zero_grad()
            loss(images[chosen], labels[chosen]).backward()
            optimizer.step()
            schedule.step()
            with torch.no_grad():
                for kept, new in zip(average.parameters(), network.parameters()):
                    kept.lerp_(new, max(0.002, 50 / (schedule.last_epoch + 50)))
        yield rounded(copy.deepcopy(average))


def rounded(network):
    """The network with few bits to a weight: the rest of each number is zeros, which compression takes away."""
    for weights in network.parameters():
        mantissa, exponent = torch.frexp(weights.data)
        weights.data = torch.ldexp((mantissa * 2**BITS).round() / 2**BITS, exponent)
    return network

"""Adam (Kingma and Ba, 2015), with its own defaults for all but the learning rate."""

import math

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8


def adam(gradient, velocity, gradient_size, count, epsilon=EPSILON):
    """How far to move against each gradient, for a learning rate of 1, and the averages to carry on.

    gradient, and of the same shape velocity, the rolling mean of gradients, and gradient_size, the root of the rolling
    mean of their squares. count: (), steps made with these, this one among them. epsilon: what keeps it from dividing
    by 0; engines agree the better the larger it is, where gradients are sums of very many terms.
    """
    velocity = BETA1 * velocity + (1 - BETA1) * gradient
    gradient_size = (BETA2 * gradient_size * gradient_size + (1 - BETA2) * gradient * gradient).sqrt()
    root = gradient_size / (1 - (count * math.log(BETA2)).exp()).sqrt() + epsilon
    return velocity / (1 - (count * math.log(BETA1)).exp()) / root, velocity, gradient_size

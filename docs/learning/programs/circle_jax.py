"""A network learns what lies inside a circle."""

import jax
import jax.numpy as jnp

# 1. The data
first, second, third = jax.random.split(jax.random.key(0), 3)
points = jax.random.uniform(first, (200, 2), minval=-1, maxval=1)
labels = (jnp.linalg.norm(points, axis=1) < 0.7).astype(int)

# 2. The network and the loss, as functions of the weights
weights = {
    "w1": jax.random.normal(second, (2, 4)),
    "b1": jnp.zeros(4),
    "w2": jax.random.normal(third, (4, 2)) / 2,
    "b2": jnp.zeros(2),
}


def network(weights, points):
    hidden = jnp.tanh(points @ weights["w1"] + weights["b1"])
    return hidden @ weights["w2"] + weights["b2"]


def loss_function(weights, points, labels):
    log_shares = jax.nn.log_softmax(network(weights, points))
    return -jnp.mean(log_shares[jnp.arange(len(labels)), labels])


# 3. Training: plain steps, written by hand
gradient_of = jax.jit(jax.grad(loss_function))  # jit makes it fast
for _ in range(500):
    gradient = gradient_of(weights, points[:150], labels[:150])
    weights = {
        name: weights[name] - 0.5 * gradient[name] for name in weights
    }

# 4. The test
guesses = network(weights, points[150:]).argmax(axis=1)
right = (guesses == labels[150:]).sum()
print(f"{right} of the 50 held out are right")

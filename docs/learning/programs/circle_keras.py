"""A network learns what lies inside a circle."""

import keras
import numpy as np

# 1. The data
keras.utils.set_random_seed(0)
points = np.random.uniform(-1, 1, (200, 2))
labels = (np.hypot(points[:, 0], points[:, 1]) < 0.7).astype(int)

# 2. The network, the loss, and the rule that takes the steps
network = keras.Sequential(
    [keras.layers.Dense(4, activation="tanh"), keras.layers.Dense(2)]
)
network.compile(
    optimizer=keras.optimizers.Adam(learning_rate=0.1),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)

# 3. Training: the loop is inside of fit
network.fit(points[:150], labels[:150], batch_size=150, epochs=200, verbose=0)

# 4. The test
loss, accuracy = network.evaluate(points[150:], labels[150:], verbose=0)
print(f"{accuracy:.0%} of the 50 held out are right")

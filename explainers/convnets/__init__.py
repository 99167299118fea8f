"""Part 4 · Convolutional networks."""

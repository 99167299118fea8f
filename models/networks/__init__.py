"""Part 2 · Neurons and networks."""

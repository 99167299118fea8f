"""Part 3 · Learning."""

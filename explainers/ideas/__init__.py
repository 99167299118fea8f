"""Part 1 · Ideas."""

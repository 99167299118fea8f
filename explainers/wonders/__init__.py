"""Part 5 · Art, illusions, and harm."""

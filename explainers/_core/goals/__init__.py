"""Goals: what a page asks of its reader, and a figure judges by itself."""

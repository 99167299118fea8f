"""Talks: a Markdown file with the course's fences becomes one page of slides that needs no network.

It knows Markdown, as the site does, and nothing of MkDocs.
"""

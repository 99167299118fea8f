"""Words that set a figure: `[a huge step](#descent?learning_rate=1.1)` is checked when the site is built."""

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

import explainers
from explainers._core.words import texts


class Setters(Treeprocessor):
    """Marks the links, and stops the build at a name, control or value that does not exist."""

    def run(self, root):
        for element in root.iter("a"):
            address = element.get("href", "")
            page, _, anchor = address.partition("#")
            name, question, query = anchor.partition("?")
            if not question:
                continue
            texts.parse_address(explainers.load(name), query)
            if not page:
                element.set("class", "setter")
                element.set("aria-disabled", "true")  # until the player is there to answer
            if "mkdocs_raw_html" in self.md.preprocessors:  # MkDocs would take the query for a missing anchor
                self.md.preprocessors["mkdocs_raw_html"].present_anchor_ids.add(anchor)


class SettersExtension(Extension):
    """For `markdown_extensions` in mkdocs.yml."""

    def extendMarkdown(self, md):
        md.treeprocessors.register(Setters(md), "setters", 11)


def makeExtension(**options):
    return SettersExtension(**options)

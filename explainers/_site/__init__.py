"""The site: what turns an explainer into a page. The only place that knows Markdown.

Everything here is an ordinary Markdown extension or a `pymdownx.superfences` fence, not an MkDocs
plugin or hook: those would not survive a change of site builder.
"""

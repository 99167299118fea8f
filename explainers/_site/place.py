"""Addresses relative to the page that is being written."""


def here(md):
    """The address of the page that `md` is converting, or None outside MkDocs."""
    if "relpath" in md.treeprocessors:
        return md.treeprocessors["relpath"].file.url
    return None


def link(md, target):
    """The address of `target` (from the site's root) as seen from the page: works under any base path."""
    page = here(md)
    if page is None:
        return f"/{target}"
    from mkdocs.utils import get_relative_url  # here, since a talk is written without MkDocs

    return get_relative_url(target, page)

"""What the benchmark opens and edits is there: it is run seldom, and would notice late."""

import re

import explainers
from tests.bench import site
from tests.support import ROOT, pages

CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "bench").glob("*.py")))


def test_it_opens_pages_that_there_are():
    named = set(re.findall(r'"(?:\{site\})?([a-z]+/[a-z]+/)"', CODE))
    assert len(named) >= 5 and named <= set(pages())


def test_it_measures_explainers_that_there_are():
    named = set(re.findall(r'name == "(\w+)"|site, "(\w+)"|/", "(\w+)"\)', CODE))
    names = {name for found in named for name in found if name}
    assert len(names) >= 4 and names <= set(explainers.names())


def test_it_edits_what_can_be_edited():
    assert (ROOT / site.PAGE).is_file()
    path, old, new = site.EXPLAINER
    text = (ROOT / path).read_text(encoding="utf-8")
    assert site.edited(text, old, new) != text

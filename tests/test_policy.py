"""What pages may do: their own scripts and no other, their own host and no other. In Firefox: test_firefox.py."""

import re
from html.parser import HTMLParser

import pytest

from explainers._core.files import policy
from tests.support import SITE

PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
# What a page is told of, besides by the console.
LISTEN = """window.violations = [];
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
  window.violations.push(`${effectiveDirective}: ${blockedURI}`));"""
STRANGER = """async () => {
  document.body.append(Object.assign(document.createElement("script"), { textContent: "window.stranger = true" }));
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.setAttribute("onclick", "window.stranger = true");
  document.body.append(button);
  button.click();
  button.remove();
  await new Promise(requestAnimationFrame); // until then it is the test that evaluates, and may
  const made = (() => { try { return Function("return 1")() } catch (error) { return error.name } })();
  const asked = await fetch("https://other.invalid/").then(() => "answered", error => error.name);
  return [window.stranger ?? "not run", made, asked];
}"""


class Head(HTMLParser):
    """The policies of a page, each with what stood before it, and the attributes that would be scripts."""

    def __init__(self, text):
        super().__init__()
        self.before, self.policies, self.handlers = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.handlers += [f"{tag} {name}" for name in given if name.startswith("on")]
        self.handlers += [f"{tag} {value}" for value in given.values() if (value or "").startswith("javascript:")]
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policies.append((given["content"], list(self.before)))
        self.before.append(tag)


def sources(text):
    """{directive: [source, ...]} of a policy."""
    return {directive: given for directive, *given in (rule.split() for rule in text.split(";"))}


def test_pages_are_there():
    assert {"404.html", "index.html"} < set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_first_what_it_may_do(page):
    text = (SITE / page).read_text(encoding="utf-8")
    head = Head(text)
    assert head.handlers == []
    assert len(head.policies) == 1
    given, before = head.policies[0]
    assert before == ["html", "head", "meta"], "only the charset stands before it"
    rules = sources(given)
    hashes = {policy.hashed(script) for script in policy.inline(text)}
    if rules["default-src"] == ["'none'"]:  # a file for readers to take away, which has all inside
        assert "'self'" not in given and "connect-src" not in rules
        assert set(rules["script-src"]) == {"'wasm-unsafe-eval'", *hashes}
    else:
        assert rules["default-src"] == rules["connect-src"] == ["'self'"] and rules["object-src"] == ["'none'"]
        assert set(rules["script-src"]) == {"'self'", "'wasm-unsafe-eval'", *hashes}, "its files, and what stands in it"
    assert not re.search(r"https?:|\*", given), "no other host"


def test_a_script_in_a_page_is_one_that_a_browser_runs():
    page = """<script>one</script><SCRIPT type=module>two
</SCRIPT ><script src="x.js"></script><script type="application/json">{}</script>
<script async type="text/javascript">three</script><script type="application/octet-stream+base64" data-file="a.js">AA
</script>"""
    assert policy.inline(page) == ["one", "two\n", "three"]


def test_a_hash_is_that_of_the_text():
    """As the specification's own example has it."""
    assert policy.hashed("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def alive(page, script=STRANGER):
    """Wake all figures of a page; then see that what is not its own does not run."""
    page.live()
    assert page.problems == [] and page.tab.evaluate("window.violations") == []
    assert page.tab.evaluate(script) == ["not run", "EvalError", "TypeError"]
    told = {violation.partition(":")[0] for violation in page.tab.evaluate("window.violations")}
    assert told >= {"script-src-elem", "script-src-attr", "script-src", "connect-src"}


@pytest.mark.player("engine", "space")
def test_a_page_runs_nothing_but_its_own(name, visit):
    alive(visit(f"embed/{name}/", script=LISTEN, expect_problems=True))


def test_the_first_page_runs_nothing_but_its_own(visit):
    alive(visit("", script=LISTEN, expect_problems=True))


@pytest.mark.player("engine", "space")
def test_a_live_file_runs_nothing_but_its_own(name, explainer, visit, tmp_path):
    explainer.save(tmp_path / "alone.html")
    given, before = Head((tmp_path / "alone.html").read_text(encoding="utf-8")).policies[0]
    assert before == ["html", "meta"] and "'self'" not in given and "connect-src" not in given
    page = visit("404.html", script=LISTEN, expect_problems=True)
    page.problems.clear()
    page.site = "file:"
    page.tab.goto((tmp_path / "alone.html").as_uri())
    alive(page)

"""A page of the built site, and an explainer on it, as a reader's browser has them."""

import base64
import json
import re
from functools import partial

import numpy as np
from playwright.sync_api import Error

from tests.support import homes

# As one text, in which typed arrays are lists and what is no number is null.
PLAIN = "value => JSON.stringify(value, (_, each) => ArrayBuffer.isView(each) ? Array.from(each) : each)"

# Playwright takes its time over each number of a picture; as one text they come at once.
PACKED = """outputs => Object.fromEntries(Object.entries(outputs).map(([name, nested]) => {
  const shape = [];
  for (let inner = nested; Array.isArray(inner); inner = inner[0]) shape.push(inner.length);
  const flat = new Float32Array(shape.reduce((product, length) => product * length, 1));
  let at = 0;
  const fill = each => {
    if (Array.isArray(each[0])) return each.forEach(fill);
    flat.set(each, at);
    at += each.length;
  };
  fill(shape.length ? nested : [nested]);
  return [name, [shape, new Uint8Array(flat.buffer).toBase64()]];
}))"""


DRAWN = """drawn => drawn.map(({image, pixels, rows}) => {
  const bytes = pixels();
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return [{...image, source: ''}, rows, btoa(text)];
})"""


PATIENCE = 20_000  # ms
UNTIL = """async ([given]) => {
  const end = performance.now() + PATIENCE;
  for (;;) {
    let found = CONDITION;
    if (typeof found === "function") found = found(given);
    if (await found) return;
    if (performance.now() > end) throw new Error("it did not come to pass in PATIENCE ms");
    await new Promise(requestAnimationFrame);
  }
}""".replace("PATIENCE", str(PATIENCE))


def until(tab, condition, arg=None):
    """Wait until a condition holds in a tab: JavaScript, an expression or a function of arg.

    Playwright's own `wait_for_function` makes a script of the condition's text at each look, which a page's policy
    forbids to everyone once the page runs by itself.
    """
    while True:
        try:
            return tab.evaluate(UNTIL.replace("CONDITION", f"({condition})"), [arg])
        except Error as error:
            if "context was destroyed" not in error.message:  # by another page, which is asked instead
                raise


class Page:
    """An open page. problems: what went wrong in it, in words: errors, failed loads, requests that leave the site.
    asked: all that it has asked for, the last being [-1].
    """

    def __init__(self, context, site, block=None, script=None):
        self.context, self.site, self.problems, self.asked = context, site, [], []
        self.tab = context.new_page()
        self.tab.wait_for_function = partial(until, self.tab)
        self.tab.on(
            "console", lambda message: message.type == "error" and self.problems.append(f"console: {message.text}")
        )
        self.tab.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        self.tab.on("request", self._watch)
        self.tab.on(
            "response",
            lambda response: response.status >= 400 and self.problems.append(f"{response.status}: {response.url}"),
        )
        if block:
            pattern, answer = block
            context.route(re.compile(pattern), answer)
        if script:
            self.tab.add_init_script(script)

    def _watch(self, request):
        self.asked.append(request.url)
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.problems.append(f"leaves the site: {request.url}")

    def go(self, address):
        self.tab.goto(self.site + address, wait_until="load")
        return self

    def frames(self, count):
        """Let so many frames go by: where the promise is that something does not happen."""
        self.tab.evaluate("async count => { while (count--) await new Promise(requestAnimationFrame) }", count)

    def figure(self, name):
        return Figure(self, name)

    def figures(self):
        names = self.tab.locator("dnn-explainer").evaluate_all(
            "all => all.map(element => element.getAttribute('name'))"
        )
        return [Figure(self, name) for name in names]

    def live(self):
        """Wake every figure of the page, as scrolling to it does."""
        for figure in self.figures():
            figure.live()
        self.tab.evaluate("window.scrollTo(0, 0)")
        return self

    def dark(self):
        """Switch to the dark theme with the page's own switch."""
        self.tab.get_by_role("button", name="dark").click()


class Figure:
    """An explainer on a page, through what its element promises: state, values, set, outputs, step, reset."""

    def __init__(self, page, name):
        self.page, self.name = page, name
        self.element = page.tab.locator(f'dnn-explainer[name="{name}"]')

    def approach(self):
        """Scroll to it; one with the large network waits for its button as well."""
        self.element.scroll_into_view_if_needed()
        wake = self.element.locator("button[name=wake]")
        if wake.count():
            wake.or_(self.element.locator(".dnn-error")).locator("visible=true").first.wait_for()
            if wake.is_visible():
                wake.click()

    def live(self):
        """Scroll to it, and wait until it is awake."""
        scroll = "element.scrollIntoView({block: 'center', behavior: 'instant'})"
        assert self.do(f"({scroll}, element.ready.then(() => element.dataset.state))") == "live"
        return self

    def do(self, code, given=None):
        """Evaluate JavaScript about `element` and `given`; the answer, awaited, and what is counted after it."""
        counted = f"async (element, given) => {{ const found = await ({code}); await element.counted; return found; }}"
        return self.element.evaluate(counted, given)

    def answered(self):
        """Wait until all is painted that has been set going: a request is answered after those before it."""
        self.do("element.set({})")

    @property
    def state(self):
        return self.element.get_attribute("data-state")

    def wait(self, state):
        self.page.tab.wait_for_selector(f'dnn-explainer[name="{self.name}"][data-state="{state}"]', state="attached")

    @property
    def values(self):
        return self.do("element.values")

    @property
    def outputs(self):
        return {
            name: np.frombuffer(base64.b64decode(packed), np.float32).reshape(shape)
            for name, (shape, packed) in self.do(f"({PACKED})(element.outputs)").items()
        }

    @property
    def summary(self):
        return self.element.locator("[aria-live=polite]").inner_text()

    def shared(self):
        """The hash of the address that the share button copies."""
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.element.locator("button[name=share]").click()
        self.page.tab.wait_for_function("navigator.clipboard.readText().then(text => text.includes('#'))")
        return "#" + self.page.tab.evaluate("navigator.clipboard.readText()").partition("#")[2]

    def painted(self):
        """{data, layout} that Plotly holds, as plain data; NaN and infinity are None."""
        figure = "(({data, layout}) => ({data, layout}))(element.querySelector('.js-plotly-plot'))"
        return json.loads(self.do(f"({PLAIN})({figure})"))

    def outlines(self):
        """{index of a trace: {"x", "y"}} of the areas that lie under the figure, as plain data."""
        lists = "outlines.map(({index, x, y}) => [index, {x: [...x], y: [...y]}])"
        found = f"(({{outlines}}) => {lists})(element.querySelector('.dnn-areas') ?? {{outlines: []}})"
        return dict(json.loads(self.do(f"({PLAIN})({found})")))

    def pictures(self):
        """[(what the figure says of it, its pixels as (rows, columns, 4)), ...] of what lies on the figure's canvas."""
        drawn = self.do(f"({DRAWN})(element.querySelector('.dnn-pictures')?.drawn ?? [])")
        return [
            (image, np.frombuffer(base64.b64decode(packed), np.uint8).reshape(rows, -1, 4))
            for image, rows, packed in drawn
        ]


def open_figure(visit, name, query="", **options):
    """The page that shows an explainer, opened with values in the address, and the explainer awake.

    Nothing plays by itself.
    """
    options.setdefault("reduced_motion", "reduce")
    page = visit(homes()[name] + query, **options)
    return page.figure(name).live()

"""What a host, a frame or a browser forbids is said in the figure's place, and nothing pretends to answer."""

import re
from contextlib import contextmanager

import pytest

import explainers
from explainers._core.files.save import PLAYER as PLAYER_FILES
from tests.browsing import until
from tests.firefox import started
from tests.strict import ERROR_PAGE, NO_SPACE, host
from tests.support import SITE, homes
from tests.test_accessibility import COLORS, complaints
from tests.test_waking import BUSY, PHONE

POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
}


def policy(**changed):
    """The headers of a host with this policy: worker_src="'none'"."""
    rules = POLICY | {name.replace("_", "-"): sources for name, sources in changed.items()}
    return {"Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in rules.items())}


STRICT = policy(script_src="'self' 'wasm-unsafe-eval'")  # nothing that stands in a page may run
SNIFF = {"X-Content-Type-Options": "nosniff"}
ANY = {"Access-Control-Allow-Origin": "*"}
SCRIPT, PLAYER, DRAWING, THREAD = r"\.js$", r"/player\.js$", r"/plotly-[^/]*\.js$", r"/onnx-worker\.js$"

# By what is wrong: (a compiled figure, or one with the large network; the host; what is said).
HOSTS = {
    "scripts as text": ("descent", {"files": {SCRIPT: "text/plain"}}, r"sent as text/plain.*text/javascript"),
    "scripts as octets": (
        "descent",
        {"files": {SCRIPT: "application/octet-stream"}},
        "sent as application/octet-stream",
    ),
    "scripts without a type": ("descent", {"files": {SCRIPT: ""}}, "sent as a file without a type"),
    "scripts as text, nothing guessed": (
        "descent",
        {"files": {SCRIPT: "text/plain"}, "headers": SNIFF},
        "no script of this page has run.*text/plain",
    ),
    "no script may run": (
        "descent",
        {"headers": policy(script_src="'none'")},
        "no script of this page has run.*policy",
    ),
    "the player is missing": ("descent", {"files": {PLAYER: None}}, "program .* is not on this site"),
    "the player is missing, and the policy strict": (
        "fool",
        {"files": {PLAYER: None}, "headers": STRICT},
        "program .* is not on this site",
    ),
    "the player is cut short": ("descent", {"files": {PLAYER: 0.5}}, "program .* damaged or cut short"),
    "a page instead of the player": ("descent", {"files": {PLAYER: ERROR_PAGE}}, "program .* a web page in its place"),
    "the drawing code is missing": ("descent", {"files": {DRAWING: None}}, "code that draws is not on this site"),
    "the drawing code is cut short": ("descent", {"files": {DRAWING: 0.7}}, "code that draws is damaged or cut short"),
    "the drawing code as text": (
        "digits",
        {"files": {DRAWING: "text/plain"}},
        "code that draws was sent as text/plain",
    ),
    "a page instead of the drawing code": (
        "digits",
        {"files": {DRAWING: ERROR_PAGE}},
        "code that draws .* a web page in its place",
    ),
    "the model is cut short": ("descent", {"files": {r"\.wasm$": 0.9}}, "model is damaged or cut short"),
    "a page instead of the model": ("descent", {"files": {r"\.wasm$": ERROR_PAGE}}, "model .* a web page in its place"),
    "the description is cut short": ("descent", {"files": {r"/descent\.json$": 0.9}}, "description .* cut short"),
    "the description is another version's": (
        "descent",
        {"files": {r"/descent\.json$": b'{"format": 2}'}},
        "different versions",
    ),
    "a page instead of the description": (
        "descent",
        {"files": {r"/descent\.json$": ERROR_PAGE}},
        "description .* a web page in its place",
    ),
    "the data is cut short": ("cat_or_not", {"files": {r"/cat_or_not-\w+\.bin$": 0.5}}, "data .* cut short"),
    "the thread is missing": ("fool", {"files": {THREAD: None}}, "runs the network is not on this site"),
    "the thread is cut short": ("fool", {"files": {THREAD: 0.5}}, "runs the network is damaged or cut short"),
    "the thread as text": (
        "fool",
        {"files": {THREAD: "text/plain"}, "headers": SNIFF},
        "runs the network was sent as text/plain",
    ),
    "a page instead of the weights": (
        "fool",
        {"files": {r"/efficientnet\w*\.bin$": ERROR_PAGE}},
        "network .* a web page in its place",
    ),
    "the runtime is cut short": (
        "fool",
        {"files": {r"/onnxruntime\.(bin|wasm)$": 0.5}},
        "network (is|are) damaged|files of the network are damaged",
    ),
    "no inline styles": (
        "descent",
        {"headers": policy(style_src="'self'")},
        r"inline styles.*style-src 'unsafe-inline'",
    ),
    "no inline styles, large": ("fool", {"headers": policy(style_src="'self'")}, "inline styles"),
    "no data: pictures": ("features", {"headers": policy(img_src="'self'")}, r"pictures .*data:.*img-src data:"),
    "no WebAssembly": (
        "descent",
        {"headers": policy(script_src="'self' 'unsafe-inline'")},
        "policy .* WebAssembly.*'wasm-unsafe-eval'",
    ),
    "no WebAssembly, large": (
        "fool",
        {"headers": policy(script_src="'self' 'unsafe-inline'")},
        "policy .* WebAssembly.*'wasm-unsafe-eval'",
    ),
    "threads are forbidden": ("fool", {"headers": policy(worker_src="'none'")}, r"refused by a policy .*worker-src"),
    "nothing may be asked for": (
        "descent",
        {"headers": policy(connect_src="'none'")},
        r"refused by a policy .*connect-src",
    ),
}
KNOWN = ("no inline styles, large", "no WebAssembly, large")

SAID = """element => [...element.querySelectorAll(".dnn-error, .dnn-waits")]
  .filter(it => it.checkVisibility({visibilityProperty: true})).map(it => it.innerText.trim()).join(" ")"""
SEEN = "document.querySelector(`dnn-explainer[name=${name}]`)"
LIT = """element => [...element.querySelectorAll(
    ":is(button, select, input, textarea):not([name=retry]), canvas[tabindex]")]
  .filter(it => it.checkVisibility() && !it.matches(":disabled, [inert]"))
  .map(it => it.name || it.outerHTML.slice(0, 80))"""
WORDS = """() => [...document.querySelectorAll('a.setter')]
  .filter(it => it.getAttribute("aria-disabled") !== "true").length"""


def forbidden(tab, name, words, slow=False, at_once=False):
    """
    See that a figure says these words, and does not pretend. slow: only the style sheet knows, after seconds; at_once:
    before the reader asks for the large network.
    """
    element = tab.locator(f'dnn-explainer[name="{name}"]').first
    element.scroll_into_view_if_needed()
    wake = element.locator("button[name=wake]")
    if wake.count() and not at_once:
        until(tab, f"name => ({SAID})({SEEN}) || {SEEN}.querySelector('[name=wake]:enabled')", name)
        if wake.is_visible() and wake.is_enabled():
            wake.click()
    until(tab, f"name => ({SAID})({SEEN})", name)
    said = " ".join(element.evaluate(SAID).split())
    assert re.search(words, said), said
    assert "undefined" not in said and "Error" not in said and len(said) < 500
    assert element.get_attribute("data-state") in (("still",) if slow else ("error",))
    assert element.evaluate(LIT) == [], "controls are off"
    assert tab.evaluate(WORDS) == 0, "and words that set the figure"
    assert element.locator(".dnn-still img:visible").first.bounding_box()["height"] > 150, "the still picture stays"
    assert not element.locator(".dnn-loading").is_visible() if wake.count() else True


@pytest.fixture
def tab(browser):
    """tab(script, **context) is a page in a profile of its own."""
    contexts = []

    def tab(script=None, **context):
        contexts.append(browser.new_context(service_workers="block", **context))
        contexts[-1].set_default_timeout(20_000)
        page = contexts[-1].new_page()
        if script:
            page.add_init_script(script)
        return page

    yield tab
    for context in contexts:
        context.close()


@pytest.mark.parametrize("case", HOSTS)
def test_what_a_host_breaks_or_forbids_is_said(case, tab):
    name, given, words = HOSTS[case]
    with host(**given) as site:
        page = tab()
        page.goto(f"{site}embed/{name}/")
        forbidden(page, name, words, words.startswith("no script"), at_once=case in KNOWN)


def test_a_page_says_it_of_all_its_figures_and_words(tab):
    with host(files={PLAYER: None}, headers=STRICT) as site:
        page = tab()
        page.goto(site + homes()["descent"])
        for name in page.locator("dnn-explainer").evaluate_all("all => all.map(it => it.getAttribute('name'))"):
            forbidden(page, name, "is not on this site")
        assert page.locator("a.setter").count() > 0


BROWSERS = {
    "no threads": ("fool", "delete globalThis.Worker", r"thread of its own \(Worker\)"),
    "threads are refused": (
        "fool",
        "globalThis.Worker = class { constructor() { throw new Error() } }",
        "may not be started.*forbids threads",
    ),
    "no WebAssembly": ("descent", "delete globalThis.WebAssembly", "does not run WebAssembly"),
    "no WebAssembly, large": ("fool", "delete globalThis.WebAssembly", "does not run WebAssembly"),
    "no custom elements": ("descent", "delete globalThis.customElements", "program .* this browser is too old"),
}
NOISE = """const read = CanvasRenderingContext2D.prototype.getImageData;
CanvasRenderingContext2D.prototype.getImageData = function (...given) {
  const found = read.apply(this, given);
  for (let i = 0; i < found.data.length; i++) found.data[i] = CHANGED;
  return found;
}"""
BROWSERS |= {
    f"canvases give back {what}": ("top5", NOISE.replace("CHANGED", changed), "made-up pixels.*noise.*Allow")
    for what, changed in {"white": "255", "noise": "(found.data[i] + 97 * i) % 256", "nothing": "0"}.items()
}


@pytest.mark.parametrize("case", BROWSERS)
def test_what_a_browser_keeps_from_a_page_is_said(case, tab, site):
    name, script, words = BROWSERS[case]
    page = tab(script)
    page.goto(f"{site}embed/{name}/")
    forbidden(page, name, words, words.startswith("no script"), at_once=case != "threads are refused")


def test_a_browser_that_changes_pixels_a_little_may_show_photographs(tab, site):
    page = tab(NOISE.replace("CHANGED", "found.data[i] ^ 1"))
    page.goto(f"{site}embed/top5/")
    page.locator("button[name=wake]").click()
    until(page, "document.querySelector('dnn-explainer').dataset.state === 'live'")


@pytest.mark.parametrize("file", ["index.html", "embed/descent/index.html", "learning/descent/index.html"])
def test_a_page_opened_as_a_file_says_so(file, tab):
    page = tab()
    page.goto((SITE / file).as_uri())
    name = page.locator("dnn-explainer").first.get_attribute("name")
    forbidden(page, name, "opened as a file.*http.server")


FRAMES = {
    "kept from its site": ("descent", "allow-scripts", {}, "keeps it from its own site.*allow-same-origin"),
    "kept from its site, large": ("fool", "allow-scripts", ANY, "network.*keeps it from its own site"),
    "without scripts": ("descent", "allow-same-origin", {}, "scripts are off here.*frame"),
    "without anything": ("fool", "", {}, "scripts are off here.*frame"),
}


@pytest.mark.parametrize("case", FRAMES)
def test_what_a_frame_forbids_is_said(case, tab):
    name, allowed, headers, words = FRAMES[case]
    with host(headers=headers) as site:
        page = tab()
        page.goto(f"{site}404.html")
        page.set_content(f'<iframe sandbox="{allowed}" src="{site}embed/{name}/" width="900" height="900"></iframe>')
        frame = page.frames[1]
        frame.wait_for_load_state()
        forbidden(frame, name, words, slow="scripts are off" in words)


def test_a_frame_of_another_site_lives_where_its_host_allows_it(tab):
    with host(headers=ANY) as site:
        page = tab()
        page.goto(f"{site}404.html")
        page.set_content(
            f'<iframe sandbox="allow-scripts" src="{site}embed/descent/" width="900" height="900"></iframe>'
        )
        until(page.frames[1], "document.querySelector('dnn-explainer').dataset.state === 'live'")


@contextmanager
def saved(folder, name, headers):
    """A live file on a host that sends such headers."""
    explainers.load(name).save(folder / "alone.html")
    with host(folder, headers) as site:
        yield f"{site}alone.html"


def words(page):
    return " ".join(page.locator("dnn-explainer").first.evaluate(SAID).split())


def test_a_live_file_says_that_no_script_may_run(tab, tmp_path):
    with saved(tmp_path, "festival", policy(script_src="'none'")) as address:
        page = tab()
        page.goto(address)
        until(page, f"({SAID})(document.querySelector('dnn-explainer'))")
        assert "no script of this page has run" in words(page)
        assert page.locator("dnn-explainer").evaluate(LIT) == []


def test_a_live_file_that_was_cut_short_says_so(tab, tmp_path):
    path = tmp_path / "alone.html"
    explainers.load("festival").save(path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: len(text) * 2 // 3], encoding="utf-8")
    page = tab()
    page.goto(path.as_uri())
    until(page, "document.querySelector('dnn-explainer').dataset.state === 'error'")
    assert "cut short" in words(page) and page.locator("dnn-explainer").evaluate(LIT) == []


def test_a_talk_says_that_no_script_may_run(tab):
    with host(headers=policy(script_src="'none'")) as site:
        page = tab()
        page.goto(f"{site}talks/how-a-network-learns.html")
        until(page, f"({SAID})(document.querySelector('dnn-explainer'))")
        assert "no script of this page has run" in words(page)
        assert page.locator("dnn-explainer").first.evaluate(LIT) == [] and page.evaluate(WORDS) == 0


RENDERED = """async bytes => {
  const { default: { render } } = await import("/widget.js");
  let told;
  const model = {
    on: (_, answer) => { told = answer },
    off() {},
    send: ({ id, at }) => {
      const part = new TextEncoder().encode(bytes).slice(at);
      setTimeout(() => told({ id, size: bytes.length }, [new DataView(part.buffer)]));
    },
  };
  const el = document.body.appendChild(document.createElement("div"));
  await render({ model, el });
  while (!el.textContent) await new Promise(requestAnimationFrame);
  return el.textContent;
}"""


@pytest.mark.parametrize(
    ("allowed", "player", "words"),
    [("", "export const mount = () => {}", "does not let it load .*blob:"), ("blob:", "export const", "cut short")],
)
def test_a_notebook_says_why_its_figure_has_no_program(allowed, player, words, tab, tmp_path):
    (tmp_path / "widget.js").write_bytes((PLAYER_FILES / "widget.js").read_bytes())
    (tmp_path / "index.html").write_text("<!doctype html><title>A notebook</title>", encoding="utf-8")
    with host(tmp_path, policy(script_src=f"'self' 'unsafe-eval' {allowed}")) as site:
        page = tab()
        page.goto(site)
        assert re.search(words, page.evaluate(RENDERED, player))


def test_it_comes_alive_once_its_host_is_mended(tab):
    """From the reader's Try again, with no page loaded anew."""
    rules = {r"\.wasm$": 0.9}
    with host(files=rules) as site:
        page = tab()
        page.goto(f"{site}embed/descent/")
        forbidden(page, "descent", "cut short")
        rules.clear()
        page.locator("button[name=retry]").click()
        until(page, "document.querySelector('dnn-explainer').dataset.state === 'live'")
        assert page.locator("dnn-explainer").evaluate(LIT) != []


SIZES = """element => [...element.querySelectorAll("*")]
  .filter(it => it.checkVisibility() && !it.closest(".dnn-waits, noscript"))
  .map(it => [it.tagName, it.className, it.getBoundingClientRect().top + scrollY, it.offsetHeight].join(" "))"""


class Tab:
    """As `complaints` takes a page."""

    def __init__(self, tab):
        self.tab = tab


def before_and_after(page, address):
    """See that all is off until the player is there, on then, and that nothing has moved."""
    held = []
    page.route(re.compile(r"/player\.js"), lambda route: held.append(route))
    page.goto(address, wait_until="commit")
    element = page.locator("dnn-explainer").first
    until(page, "document.readyState === 'interactive' && document.querySelector('dnn-explainer .dnn-toolbar')")
    page.evaluate("document.fonts.ready.then(() => {})")
    assert element.evaluate(LIT) == [] and page.evaluate(WORDS) == 0
    before = element.evaluate(SIZES)
    yield
    for route in held:
        route.continue_()
    until(page, "document.querySelector('dnn-explainer:defined')")
    assert element.get_attribute("data-state") == "still"
    assert element.evaluate(LIT) != []
    assert page.evaluate(WORDS) == page.locator("a.setter").count()
    assert element.evaluate(SIZES) == before
    yield


@pytest.mark.player
def test_controls_are_off_until_the_player_is_there_and_nothing_moves(name, tab, site):
    for _ in before_and_after(tab(BUSY, **PHONE), f"{site}embed/{name}/"):
        pass


@pytest.mark.player("engine", "space")
def test_what_is_off_can_be_read(name, tab, site):
    page = tab(BUSY, viewport={"width": 1280, "height": 800})
    steps = before_and_after(page, site + homes()[name])
    next(steps)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert complaints(Tab(page), COLORS) == []
    next(steps)


@pytest.mark.parametrize("scenic", ["landscape", "real_landscape"])
def test_landscapes_need_no_graphics_card(scenic, tab, site):
    page = tab(NO_SPACE)
    page.goto(f"{site}embed/{scenic}/")
    until(page, "document.querySelector('dnn-explainer').dataset.state === 'live'")


FOXES = {
    "no inline styles": ("descent", {"headers": policy(style_src="'self'")}, "inline styles"),
    "no data: pictures": ("features", {"headers": policy(img_src="'self'")}, "data: addresses"),
    "no threads": ("fool", {"headers": policy(worker_src="'none'")}, "worker-src"),
    "no WebAssembly": ("fool", {"headers": policy(script_src="'self' 'unsafe-inline'")}, "policy .* WebAssembly"),
    "scripts as text": ("descent", {"files": {SCRIPT: "text/plain"}}, "sent as text/plain"),
    "the player is cut short": ("descent", {"files": {PLAYER: 0.5}}, "cut short"),
}


@pytest.mark.parametrize("case", FOXES)
def test_firefox_says_it_too(case, seen):
    name, given, words = FOXES[case]
    with host(**given) as site:
        found = seen(f"{site}embed/{name}/", None, None)
    assert re.search(words, found["said"][name]), found
    assert found["states"] == {name: "error"}


def test_firefox_makes_pixels_up_and_photographs_say_so(firefox, site):
    """What is drawn on a pad needs no canvas to be read."""
    with started(firefox, {"privacy.resistFingerprinting": True}) as seen:
        photo, pad = (seen(f"{site}embed/{name}/", None, None) for name in ("top5", "digits"))
    assert photo["states"] == {"top5": "error"} and "made-up pixels" in photo["said"]["top5"]
    assert pad["states"] == {"digits": "live"}

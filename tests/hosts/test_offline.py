"""The site without a network: the server is stopped, so that neither page nor worker has one."""

import json
import re
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest

import explainers
from explainers._site import offline
from tests.conftest import FLAGS
from tests.support import ROOT, SITE, homes, pages
from tests.test_accessibility import AXE, COMPLAINTS

LARGE = {name for name in explainers.names() if explainers.load(name).plan.model.weights}
WITHIN = 120_000  # ms for a figure with the large network

# Wait until what the page needs is kept.
SETTLED = """async () => {
  const base = document.querySelector('.site-header')?.dataset.base ?? '../..';
  const {ready} = await import(new URL(`${base}/assets/explainers/offline.js`, location.href));
  await ready;
}"""
# Wake every figure, one after the other; {name: its state}.
WOKEN = """async () => {
  const states = {};
  for (const element of document.querySelectorAll('dnn-explainer')) {
    element.scrollIntoView({block: 'center', behavior: 'instant'});
    element.querySelector('button[name=wake]')?.click();
    await Promise.race([element.ready, new Promise(done => setTimeout(done, 90000))]);
    states[element.getAttribute('name')] = element.dataset.state;
  }
  return states;
}"""
# {name of a build: how many files of it are kept}
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys())
    if (name.startsWith('dnn-build:')) found[name] = (await (await caches.open(name)).keys()).length;
  return found;
}"""


class Host:
    """A server of a folder, in a process of its own: once it is stopped, no connection is left."""

    def __init__(self, folder):
        self.folder, self.process = folder, None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/"

    def start(self):
        command = [sys.executable, "-m", "explainers._site.serve", self.folder, "--port", str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert "Serving" in self.process.stdout.readline()

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.communicate()
        self.process = None


@contextmanager
def hosted(folder):
    host = Host(folder)
    host.start()
    try:
        yield host
    finally:
        host.stop()


@pytest.fixture
def host():
    if not (SITE / "worker.js").is_file():
        pytest.fail("the site is not built: make site")
    with hosted(SITE) as found:
        yield found


@pytest.fixture
def tabs(browser):
    """tabs(**options) opens tabs of a new profile, in which there may be workers."""
    contexts = []

    def tabs(script=None, **options):
        context = browser.new_context(service_workers="allow", **options)
        context.set_default_timeout(WITHIN)
        if script:
            context.add_init_script(script)
        contexts.append(context)
        return context.new_page

    yield tabs
    for context in contexts:
        context.close()


@pytest.fixture
def tab(tabs):
    return tabs()()


FILES = """async () => {
  const builds = (await caches.keys()).filter((name) => name.startsWith("dnn-build:"));
  const kept = await Promise.all(builds.map(async (name) => (await caches.open(name)).keys()));
  return kept.flat().map(({ url }) => url.split("/").at(-1));
}"""


def visited(tab, address):
    """A page that was opened, and was left alone until what it needs is kept."""
    tab.goto(address)
    tab.evaluate(SETTLED)
    return tab


def until(tab, code, given):
    """Wait until what this function gives in the page, awaited, is true."""
    wait = f"async given => {{ while (!await ({code})(given)) await new Promise(done => setTimeout(done, 200)) }}"
    tab.evaluate(wait, given)


def addresses():
    """Every page of the site, and each figure alone."""
    return [*pages(), *(f"embed/{name}/" for name in explainers.names())]


def alive(tab, address):
    """{name: state} of the figures of a page, which must be that page."""
    tab.goto(address)
    assert tab.url == address
    return tab.evaluate(WOKEN)


def figures(found):
    return [f"{place} {name}: {state}" for place, states in found.items() for name, state in states.items()]


def test_what_was_visited_lives_without_a_network(host, tab):
    """But for figures with the large network, which nobody has started."""
    for address in addresses():
        visited(tab, host.address + address)
    host.stop()
    small = {address: True for address in addresses() if not shows(address) & LARGE}
    found = {address: alive(tab, host.address + address) for address in small}
    lines = figures(found)
    print(f"after one visit: {len(found)} pages and {len(lines)} figures of them")
    assert [line for line in lines if not line.endswith(": live")] == []
    assert len(lines) >= len(explainers.names()) - len(LARGE)
    for address in addresses():  # the others read, at least, and have their pictures
        if address not in small:
            assert tab.goto(host.address + address).status == 200 and tab.url == host.address + address


def shows(address):
    """The names of the explainers that a page shows."""
    text = (SITE / address / "index.html").read_text(encoding="utf-8")
    return set(re.findall(r'<dnn-explainer name="(\w+)"', text))


def keep(tab, part="course"):
    """Press the button that keeps a part, and wait until all of it is here."""
    root = tab.locator(f'[data-part="{part}"]')
    root.locator("[name=keep]").click()
    root.get_by_role("status").filter(has_text="on this device.").wait_for()
    return root


def test_all_that_is_kept_lives_without_a_network(host, tab):
    visited(tab, host.address)
    keep(tab)
    root = keep(tab, "large")
    assert re.fullmatch(r"\d+\.\d MB", root.locator(".keep-count").inner_text())
    host.stop()
    found = {address: alive(tab, host.address + address) for address in addresses()}
    lines = figures(found)
    print(f"after keep: {len(found)} pages and {len(lines)} figures of them")
    assert [line for line in lines if not line.endswith(": live")] == []
    assert set().union(*found.values()) == set(explainers.names())


def test_a_figure_with_the_large_network_that_was_started_lives_again(host, tab):
    name = min(LARGE)
    visited(tab, host.address + homes()[name])
    assert set(tab.evaluate(WOKEN).values()) == {"live"}
    wanted = json.loads((SITE / "build.json").read_text(encoding="utf-8"))
    missing = [wanted["files"][number][0] for number in wanted["large"]]
    until(
        tab,
        "async paths => (await Promise.all(paths.map(path => caches.match(path)))).every(Boolean)",
        [host.address + path for path in missing],
    )
    host.stop()
    assert set(alive(tab, host.address + homes()[name]).values()) == {"live"}


def test_a_figure_that_slept_when_the_network_went_wakes(host, tab):
    visited(tab, host.address + homes()["playground"])
    host.stop()
    assert set(tab.evaluate(WOKEN).values()) == {"live"}
    tab.locator("[name=depth]").fill("4")  # a model of its own
    tab.wait_for_function("document.querySelector('dnn-explainer').values.depth === 4")


def test_what_is_not_here_is_said_and_what_is(host, tab):
    visited(tab, host.address + homes()["bias"])
    host.stop()
    tab.goto(host.address + "learning/loss/")
    tab.get_by_text("“How wrong?” is not on this device").wait_for()
    assert tab.locator(".keep-pages a").all_inner_texts() == ["Inside a neuron", "Without a connection"]
    tab.locator(".keep-pages a").first.click()
    tab.wait_for_url(host.address + homes()["bias"])
    assert tab.goto(host.address + "no/such/page/").status == 404
    assert "not here" in tab.locator("h1").inner_text()
    tab.goto(host.address + homes()["bias"].rstrip("/"))
    assert tab.url == host.address + homes()["bias"]
    assert tab.goto(host.address + homes()["bias"] + "?from=a-link").status == 200


def test_search_works_without_a_network(host, tab):
    visited(tab, host.address)
    host.stop()
    tab.goto(host.address)
    tab.get_by_role("button", name="Search").click()
    tab.locator("#search-query").fill("gradient")
    tab.locator(".search-results a").first.wait_for()


ASKED = """async ([path, init]) => {
  const response = await fetch(new URL(path, location.href), init);
  return [response.status, response.headers.get('content-range'), (await response.arrayBuffer()).byteLength];
}"""


def test_ranges_heads_and_queries_are_answered(host, tab):
    visited(tab, host.address)
    host.stop()
    size = (SITE / "index.html").stat().st_size
    for init, wanted in (
        ({"headers": {"range": "bytes=10-19"}}, [206, f"bytes 10-19/{size}", 10]),
        ({"headers": {"range": f"bytes={size - 5}-"}}, [206, f"bytes {size - 5}-{size - 1}/{size}", 5]),
        ({"headers": {"range": f"bytes={size}-"}}, [416, f"bytes */{size}", 0]),
        ({"method": "HEAD"}, [200, None, 0]),
        ({}, [200, None, size]),
    ):
        assert tab.evaluate(ASKED, ["?some=query", init]) == wanted


def test_it_lies_under_any_path(tmp_path, tab):
    (tmp_path / "index.html").write_text("<title>Another site</title>")
    (tmp_path / "ddnn").symlink_to(SITE)
    with hosted(tmp_path) as host:
        visited(tab, host.address + "ddnn/" + homes()["bias"])
        host.stop()
        assert set(alive(tab, host.address + "ddnn/" + homes()["bias"]).values()) == {"live"}
        assert tab.goto(host.address + "ddnn/no/such/").status == 404
        with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
            tab.goto(host.address)  # is not the worker's


@pytest.fixture
def changing(tmp_path):
    """A copy of the site, and a function that makes another build of it: every page says so, and so do all specs."""
    folder = tmp_path / "site"
    shutil.copytree(SITE, folder)

    def change(word):
        for path in [*folder.glob("**/index.html"), folder / "404.html"]:
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("</body>", f"<!-- {word} --></body>"), encoding="utf-8")
        for path in (folder / "assets" / "explainers").glob("*.json"):
            found = json.loads(path.read_text(encoding="utf-8"))
            path.write_text(json.dumps(found | {"word": word}), encoding="utf-8")
        offline.write(folder)

    offline.write(folder)
    return folder, change


WORD = """async name => {
  const response = await fetch(new URL(`assets/explainers/${name}.json`, document.querySelector('.site-name').href));
  return response.ok ? (await response.json()).word ?? 'first' : response.status;
}"""


def of_page(tab):
    """Which build a page is of, as its own last words say."""
    found = re.findall(r"<!-- (\w+) -->", tab.content())
    return found[-1] if found and found[-1] in ("second", "third") else "first"


def test_a_page_is_of_one_build_and_an_update_comes_between_pages(changing, tabs):
    folder, change = changing
    new = tabs()
    with hosted(folder) as host:
        one = visited(new(), host.address + homes()["bias"])
        visited(one, host.address + homes()["bias"])  # a page that the worker has given
        old = one.evaluate(KEPT)
        change("second")
        assert one.evaluate(WORD, "bias") == "first" == of_page(one), "what it has stays"
        assert one.evaluate(WORD, "descent") == 410, "what it has not is not taken from another build"
        assert set(one.evaluate(WOKEN).values()) == {"live"}

        two = visited(new(), host.address + homes()["bias"])
        assert two.evaluate(WORD, "bias") == "second" == of_page(two)
        assert two.evaluate(WORD, "descent") == "second"
        assert one.evaluate(WORD, "bias") == "first", "the other page is of the first build still"
        assert old.keys() < two.evaluate(KEPT).keys()

        visited(one, host.address + homes()["bias"])
        assert one.evaluate(WORD, "bias") == "second" == of_page(one)
        until(one, f"async old => !(old in await ({KEPT})())", next(iter(old)))
        host.stop()
        assert set(alive(one, host.address + homes()["bias"]).values()) == {"live"}
        assert one.evaluate(WORD, "bias") == "second" == of_page(one)


def test_what_was_visited_comes_along_into_the_next_build(changing, tab):
    """Also that which is not opened again."""
    folder, change = changing
    with hosted(folder) as host:
        visited(tab, host.address + homes()["descent"])
        change("second")
        visited(tab, host.address)
        host.stop()
        assert set(alive(tab, host.address + homes()["descent"]).values()) == {"live"}
        assert tab.evaluate(WORD, "descent") == "second" == of_page(tab)


def test_an_update_that_is_cut_short_leaves_the_build_before(changing, tab):
    folder, change = changing
    with hosted(folder) as host:
        visited(tab, host.address + homes()["descent"])
        change("second")
        tab.goto(host.address)  # and no time to keep anything
        host.stop()
        assert set(alive(tab, host.address + homes()["descent"]).values()) == {"live"}
        assert tab.evaluate(WORD, "descent") == "first" == of_page(tab)


def test_a_change_that_no_page_shows_comes_at_the_next_page_too(changing, tab):
    """As when a player is built again, while somebody serves the site and looks at it."""
    folder, _ = changing
    style = folder / "assets" / "explainers" / "player.css"
    with hosted(folder) as host:
        visited(tab, host.address)
        style.write_text(style.read_text(encoding="utf-8") + "h1 { opacity: .5 }", encoding="utf-8")
        offline.write(folder)
        tab.goto(host.address)
        assert tab.locator("h1").evaluate("h1 => getComputedStyle(h1).opacity") == "0.5"


# A click at once after another does nothing.
AGAIN = """async () => {
  const [bar, button] = ['progress', '[name=keep]'].map(each => document.querySelector(`[data-part=course] ${each}`));
  if (bar.hidden) button.click();
  return !bar.hidden || button.hidden;
}"""


def test_the_course_is_kept_stopped_and_removed(host, tab):
    visited(tab, host.address)
    root = tab.locator('[data-part="course"]')
    tab.route(re.compile("playground-4"), lambda route: None)  # one that does not come
    root.locator("[name=keep]").click()
    root.locator("progress").wait_for()
    assert root.locator("[name=keep]").inner_text() == "Stop"
    root.get_by_role("status").filter(has_text="% is here").wait_for()
    root.locator("[name=keep]").click()
    root.get_by_role("status").filter(has_text="Stopped").wait_for()
    assert "of which" in root.locator(".keep-count").inner_text()
    tab.unroute_all(behavior="ignoreErrors")
    until(tab, AGAIN, None)
    root.get_by_role("status").filter(has_text="on this device.").wait_for()
    visited(tab, host.address)
    root.get_by_role("status").filter(has_text="All of the course").wait_for()
    root.locator("[name=remove]").focus()
    root.locator("[name=remove]").press("Enter")
    root.get_by_role("status").filter(has_text="removed").wait_for()
    assert tab.evaluate("document.activeElement.name") == "keep", "the focus stays"
    assert list(tab.evaluate(KEPT).values()) == [1], "nothing but the list"


def test_what_was_asked_for_goes_on_with_the_next_page(host, tab):
    visited(tab, host.address)
    tab.route(re.compile("playground-4"), lambda route: None)
    tab.locator('[data-part="course"] [name=keep]').click()
    tab.locator('[data-part="course"] progress').wait_for()
    tab.unroute_all(behavior="ignoreErrors")
    visited(tab, host.address + "credits/")
    host.stop()
    assert set(alive(tab, host.address + homes()["descent"]).values()) == {"live"}


def test_who_saves_data_keeps_only_what_they_ask_for(host, tabs):
    script = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    tab = tabs(script)()
    visited(tab, host.address + "credits/")
    assert tab.evaluate(f"({FILES})()") == ["build.json"]
    tab.goto(host.address)
    keep(tab)
    host.stop()
    assert set(alive(tab, host.address + homes()["descent"]).values()) == {"live"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["", "offline/"])
def test_axe_finds_nothing_in_what_is_offered(place, scheme, host, tabs):
    tab = tabs(color_scheme=scheme, viewport={"width": 320, "height": 640})()
    visited(tab, host.address + place)
    tab.route(re.compile("playground-4"), lambda route: None)  # so that it goes on
    for state in ("before", "meanwhile"):
        if state == "meanwhile":
            tab.locator("[data-part=course] [name=keep]").click()
            tab.locator("[data-part=course] progress").wait_for()
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        assert tab.evaluate(COMPLAINTS, {}) == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320


FULL = """if ('Cache' in globalThis) {
  const put = Cache.prototype.put;
  Cache.prototype.put = function (request, response) {
    const full = String(request.url ?? request).includes('playground');
    return full ? Promise.reject(new DOMException('', 'QuotaExceededError')) : put.call(this, request, response);
  };
}"""
REFUSED = """if ('CacheStorage' in globalThis)
  for (const name of ['open', 'keys', 'has', 'match'])
    CacheStorage.prototype[name] = () => Promise.reject(new DOMException('', 'SecurityError'));"""


@pytest.mark.parametrize(("script", "words"), [(FULL, "no room"), (REFUSED, "does not let the site keep anything")])
def test_storage_that_is_full_or_refused_is_said(script, words, host, tabs):
    tab = tabs(script)()
    visited(tab, host.address)
    tab.locator('[data-part="course"] [name=keep]').click()
    tab.locator('[data-part="course"]').get_by_role("status").filter(has_text=words).wait_for()
    assert tab.locator('[data-part="course"] [name=keep]').inner_text() == "Keep the course on this device"


def quiet(tab):
    """Nothing went wrong, nothing is offered, and there is no worker."""
    assert not tab.locator(".keep").is_visible()
    registered = "navigator.serviceWorker?.getRegistrations().then(all => all.length) ?? 0"
    return tab.evaluate(registered) if tab.evaluate("isSecureContext") else 0


def test_where_no_worker_may_be_there_is_none(host, chromium, playwright_of):
    problems = []
    with playwright_of(f"--host-resolver-rules=MAP plain.test 127.0.0.1:{host.port}") as browser:
        tab = browser.new_page()
        tab.on("pageerror", lambda error: problems.append(str(error)))
        visited(tab, "http://plain.test/")
        assert quiet(tab) == 0
        tab.goto((SITE / "index.html").as_uri())
        assert not tab.locator(".keep").is_visible()
        # In a frame of another origin, on a page that may show one, as this site's own may not.
        tab = browser.new_page(bypass_csp=True)
        tab.goto(host.address.replace("127.0.0.1", "localhost") + "404.html")
        tab.evaluate(
            "src => document.body.append(Object.assign(document.createElement('iframe'), {src}))", host.address
        )
        frame = next(frame for frame in tab.frames if frame.parent_frame)
        frame.wait_for_load_state()
        frame.evaluate(SETTLED)
        assert not frame.locator(".keep").is_visible()
        assert frame.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert problems == []


@pytest.fixture
def playwright_of(browser, chromium):
    """playwright_of(*flags) is another browser, started with these."""

    @contextmanager
    def started(*flags):
        other = browser.browser_type.launch(executable_path=chromium, args=[*FLAGS, *flags])
        try:
            yield other
        finally:
            other.close()

    return started


def test_it_can_be_installed(host, tab):
    visited(tab, host.address + homes()["bias"])
    tools = tab.context.new_cdp_session(tab)
    found = tools.send("Page.getAppManifest")
    assert found["errors"] == [] and found["url"] == host.address + "manifest.webmanifest"


@pytest.fixture(scope="session")
def told(firefox):
    """told(go=address) and told(run=code) of a tab of Firefox; the answer."""
    command = ["node", ROOT / "tests" / "hosts" / "offline.mjs", firefox]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as driver:

        def told(**line):
            print(json.dumps(line), file=driver.stdin, flush=True)
            found = json.loads(driver.stdout.readline())
            assert "error" not in found, found
            return found["found"]

        yield told
        driver.stdin.close()


def test_firefox_keeps_what_was_visited_and_the_course(host, told):
    told(go=host.address + homes()["bias"], run=SETTLED)
    told(go=host.address, run=SETTLED)
    told(run="() => document.querySelector('[data-part=large] [name=keep]').click()")
    told(
        run="""async () => {
          const status = document.querySelector('[data-part=large] [role=status]');
          while (!status.textContent.includes('on this device.')) await new Promise(done => setTimeout(done, 200));
        }"""
    )
    host.stop()
    assert set(told(go=host.address + homes()["bias"], run=WOKEN).values()) == {"live"}
    host.start()
    told(run="() => document.querySelector('.site-name').click()")
    told(go=host.address, run=SETTLED)
    told(run="() => document.querySelector('[data-part=course] [name=keep]').click()")
    told(
        run="""async () => {
          const status = document.querySelector('[data-part=course] [role=status]');
          while (!status.textContent.includes('on this device.')) await new Promise(done => setTimeout(done, 200));
        }"""
    )
    host.stop()
    found = {address: told(go=host.address + address, run=WOKEN) for address in pages()}
    lines = figures(found)
    print(f"Firefox, after keep: {len(found)} pages and {len(lines)} figures of them")
    assert [line for line in lines if not line.endswith(": live")] == []

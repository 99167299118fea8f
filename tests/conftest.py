"""Every test that asks for `explainer` or `name` runs once for each of them: a new explainer needs no test."""
import os
import shutil
import threading

import pytest

import explainers
from explainers._site import serve
from tests.browsing import Page
from tests.support import SITE, pages

# Tests run on all cores already; more threads for each would only wait for one another.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
# Root has no sandbox; the rest keeps Chromium from asking its maker's hosts for this and that.
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def pytest_generate_tests(metafunc):
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", explainers.names(), scope="session")
    if "address" in metafunc.fixturenames:
        metafunc.parametrize("address", pages(), ids=lambda address: address or "home", scope="session")


@pytest.fixture
def explainer(name):
    return explainers.load(name)


def program(purpose, *names):
    """The first of these programs that the machine has. Without one the test is skipped, but on CI it fails."""
    found = next(filter(None, map(shutil.which, filter(None, names))), None)
    if not found:
        words = f"{purpose}: install one of {', '.join(filter(None, names))} (as root on Debian: bash .ci/run)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(words)
    return found


@pytest.fixture(scope="session")
def chromium():
    return program("needs a browser", os.environ.get("CHROMIUM"), os.environ.get("BROWSER_PATH"), "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def site():
    """The address of the built site, served on loopback."""
    if not (SITE / "index.html").is_file():
        pytest.fail("the site is not built: make site")
    server = serve.server(SITE)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser(chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def profiles(browser, chromium, tmp_path_factory):
    """profiles(**device) gives a profile that tests share: as on a reader's later visits, what is cached, compiled code too,
    opens a page in half the time."""
    open_ones = {}

    def profiles(**device):
        key = repr(sorted(device.items()))
        if key not in open_ones:
            folder = tmp_path_factory.mktemp("profile")
            open_ones[key] = browser.browser_type.launch_persistent_context(folder, executable_path=chromium, args=FLAGS, **device)
        return open_ones[key]

    yield profiles
    for context in open_ones.values():
        context.close()


# What may differ from page to page of one profile, and how it is by default.
MEDIA = {"color_scheme": "light", "reduced_motion": "no-preference"}
VIEWPORT = {"width": 1280, "height": 720}
# What a page has stored, but for the note of what is in the cache.
FORGET = "Object.keys(localStorage).filter(key => key !== 'dnn-onnxruntime').forEach(key => localStorage.removeItem(key))"


@pytest.fixture
def visit(browser, profiles, site):
    """visit(address, **context) opens a page. At the end nothing may have gone wrong in it, unless it was opened with
    expect_problems=True. fresh: in a new, empty profile; so is a page that is blocked or expected to fail. Others share a
    profile for each kind of device, in which only caches outlive a test."""
    opened = []

    def visit(address="", *, expect_problems=False, block=None, script=None, fresh=False, **options):
        shared = not (expect_problems or block or fresh)
        look = {name: options.get(name, default) for name, default in MEDIA.items()}
        device = {name: given for name, given in options.items() if name not in MEDIA and name != "viewport"}
        context = profiles(**device) if shared else browser.new_context(**options)
        context.set_default_timeout(20_000)
        page = Page(context, site, block, script)
        opened.append((page, expect_problems, shared))
        if shared:
            page.tab.emulate_media(**look)
            page.tab.set_viewport_size(options.get("viewport", VIEWPORT))
        page.go(address)
        return page

    yield visit
    for page, _, shared in opened:
        if shared:
            page.tab.evaluate(FORGET)
            page.tab.close()
            page.context.clear_permissions()
        else:
            page.context.unroute_all(behavior="ignoreErrors")    # an answer that a test no longer waits for is not the next one's failure
            page.context.close()
    assert [problem for page, expected, _ in opened if not expected for problem in page.problems] == []

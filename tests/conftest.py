"""Every test that asks for `explainer` or `name` runs once for each of them: a new explainer needs no test.

Promises are in two rings. Those of numbers hold for every explainer. Those of the player (marked `player`) are tested
on the covering set: few explainers that have, together, every kind of control with every engine; see covering.py.
"""

import os
import shutil
import threading
from collections import Counter
from functools import cache

import pytest

import explainers
from explainers._site import serve
from tests.browsing import Page
from tests.covering import covering, described
from tests.firefox import started
from tests.pool import COUNTS, Pool
from tests.support import SITE, homes, large, pages

# Tests run on all cores already; more threads for each would only wait for one another.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
# Root has no sandbox; the rest keeps Chromium from asking its maker's hosts for this and that.
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_report_header():
    return f"the player is tested on: {described()}"


def pytest_generate_tests(metafunc):
    if "name" in metafunc.fixturenames:
        player = metafunc.definition.get_closest_marker("player")
        tests = [mark.args[0] for mark in metafunc.definition.iter_markers("where")]
        names = tuple(name for name in explainers.names() if all(test(explainers.load(name)) for test in tests))
        ring = covering(*player.args, among=names) if player else names
        metafunc.parametrize("name", ring, scope="session")
    if "address" in metafunc.fixturenames:
        metafunc.parametrize("address", pages(), ids=lambda address: address or "home", scope="session")


def place(item):
    """The address whose page, or an explainer or model on it, a test is about; None for other tests."""
    given = item.callspec.params if hasattr(item, "callspec") else {}
    about = item.get_closest_marker("about")
    name = given.get("name") or showing().get(given.get("model"))
    return about.args[0] if about else given.get("address", homes().get(name))


@cache
def showing():
    """{model: an explainer that has it}."""
    return {explainers.load(name).model: name for name in explainers.names()}


def heavy(item, given):
    """Whether a test has PyTorch trace or run the large network."""
    model = given.get("model") or ("compared" in item.fixturenames and explainers.load(given["name"]).model)
    return bool(model) and large(model)


def pytest_itemcollected(item):
    """Say of a test what it is about, what it shares a page with, and whether it needs a browser or is slow."""
    given = item.callspec.params if hasattr(item, "callspec") else {}
    about = next(
        ([kind, given[key]] for key, kind in (("name", "explainer"), ("address", "page")) if key in given), None
    )
    item.user_properties += [("about", about)] if about else []
    if {"chromium", "firefox"} & set(item.fixturenames):
        item.add_marker(pytest.mark.browser)
    if heavy(item, given):
        item.add_marker(pytest.mark.slow("PyTorch takes its time over the large network"))
    if place(item) is not None:
        item.add_marker(pytest.mark.xdist_group(place(item) or "home"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """First what takes long, so that no processor is idle at the end. Then page by page, the largest groups first:
    tests of one page share it, and what has been worked out of its explainers, so they follow one another, on one
    processor.
    """
    places = {item: place(item) for item in items}
    sizes = Counter(places.values())
    items.sort(
        key=lambda item: (
            not item.get_closest_marker("slow"),
            places[item] is None,
            -sizes[places[item]],
            places[item] or "",
        )
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    item.failed = getattr(item, "failed", False) or report.failed
    return report


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["pages"] = dict(COUNTS)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    COUNTS.update(getattr(node, "workeroutput", {}).get("pages", {}))


def pytest_terminal_summary(terminalreporter):
    """What this run spent its time on: what another explainer will cost."""
    spent = {"explainer": Counter(), "page": Counter(), "": Counter()}
    for report in [
        report for reports in terminalreporter.stats.values() for report in reports if hasattr(report, "duration")
    ]:
        about = dict(report.user_properties).get("about", ["", ""])
        spent[about[0]][about[1]] += report.duration
    for kind, seconds in spent.items() if sum(map(Counter.total, spent.values())) > 10 else []:
        most = ", ".join(f"{name or 'home'} {each:.0f}" for name, each in seconds.most_common(5))
        what = f"for {len(seconds)} {kind}s, most for: {most}" if kind else "for the rest"
        terminalreporter.write_line(f"{seconds.total():.0f} s {what}")
    if COUNTS:
        terminalreporter.write_line(
            "pages: " + ", ".join(f"{count} times {what}" for what, count in COUNTS.most_common())
        )


@pytest.fixture
def explainer(name):
    return explainers.load(name)


def program(purpose, *names):
    """The first of these programs that the machine has. Without one the test is skipped, but on CI it fails."""
    found = next(filter(None, map(shutil.which, filter(None, names))), None)
    if not found:
        words = f"{purpose}: install one of {', '.join(filter(None, names))} (on Debian and Ubuntu: make browsers)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(words)
    return found


@pytest.fixture(scope="session")
def chromium():
    return program(
        "needs a browser",
        os.environ.get("CHROMIUM"),
        os.environ.get("BROWSER_PATH"),
        "chromium-headless-shell",  # the same browser without its windows, a sixth faster
        "chromium",
        "chromium-browser",
        "google-chrome",
    )


@pytest.fixture(scope="session")
def firefox():
    return program("needs Firefox", "firefox-esr", "firefox")


@pytest.fixture(scope="session")
def seen(firefox):
    """seen(address, name, values): see `firefox.started`."""
    with started(firefox) as seen:
        yield seen


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
    """profiles(**device) gives a profile that tests share: as on a reader's later visits, what is cached, compiled code
    too, opens a page in half the time. No service worker comes between a test and the site (tests/hosts has those).
    """
    open_ones = {}

    def profiles(**device):
        key = repr(sorted(device.items()))
        if key not in open_ones:
            folder = tmp_path_factory.mktemp("profile")
            open_ones[key] = browser.browser_type.launch_persistent_context(
                folder, executable_path=chromium, args=FLAGS, service_workers="block", **device
            )
        return open_ones[key]

    yield profiles
    for context in open_ones.values():
        context.close()


# What may differ from page to page of one profile, and how it is by default.
MEDIA = {"color_scheme": "light", "reduced_motion": "no-preference"}
VIEWPORT = {"width": 1280, "height": 720}
# What a page has stored, but for the note of what is in the cache.
FORGET = (
    "Object.keys(localStorage).filter(key => key !== 'dnn-onnxruntime').forEach(key => localStorage.removeItem(key))"
)


@pytest.fixture(scope="session")
def pool(profiles, site):
    """The pages that stay open from test to test."""
    return Pool(profiles, site)


@pytest.fixture
def at(pool, request):
    """at(address, device="desktop", **seen) is the page there, awake and as it opened: it stays open from test to test.
    device: "desktop" or "phone"; seen: scheme, motion, viewport. A test that needs a page that nobody has touched, or
    that loads otherwise, visits one.
    """
    given = []

    def at(address, device="desktop", **seen):
        given.append(pool.page(address, device, **seen))
        return given[-1]

    yield at
    problems = [problem for page in given for problem in page.problems]
    for page in pool.pages.values():
        page.left()
    if getattr(request.node, "failed", False) or problems:
        pool.clear()
    assert problems == []


@pytest.fixture
def figure(name, at):
    """The explainer's figure on its page, awake and as it opened."""
    return at(homes()[name]).figure(name)


@pytest.fixture
def visit(browser, profiles, site):
    """visit(address, **context) opens a page. At the end nothing may have gone wrong in it, unless it was opened with
    expect_problems=True. fresh: in a new, empty profile; so is a page that is blocked or expected to fail. Others share
    a profile for each kind of device, in which only caches outlive a test.
    """
    opened = []

    def visit(address="", *, expect_problems=False, block=None, script=None, fresh=False, **options):
        shared = not (expect_problems or block or fresh)
        look = {name: options.get(name, default) for name, default in MEDIA.items()}
        device = {name: given for name, given in options.items() if name not in MEDIA and name != "viewport"}
        context = profiles(**device) if shared else browser.new_context(service_workers="block", **options)
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
            page.context.unroute_all(
                behavior="ignoreErrors"
            )  # an answer that a test no longer waits for is not the next one's failure
            page.context.close()
    assert [problem for page, expected, _ in opened if not expected for problem in page.problems] == []

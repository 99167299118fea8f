"""A Chromium to measure in: a desktop, or a phone as slow as many are."""

import os
import shutil
import tempfile
import threading
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

from explainers._site import serve
from tests.bench import machine
from tests.conftest import FLAGS
from tests.support import SITE

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}  # ms, bytes/s


def path():
    return next(
        filter(
            None,
            map(
                shutil.which,
                filter(None, [os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]),
            ),
        )
    )


@contextmanager
def chromium(*flags):
    """(browser, address of the site)."""
    server = serve.server(SITE)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path(), args=[*FLAGS, *flags])
        yield browser, f"http://127.0.0.1:{server.server_port}/"
        browser.close()
    server.shutdown()


@contextmanager
def tab(browser, *, phone=False, slow=False, rate=None, script=None):
    """A tab with an empty cache, and its DevTools session. phone: its screen, processor and line; slow: its processor
    alone; rate: how many times slower than this machine's. What pages keep for later, once they rest, is not measured.
    """
    rate = rate or (slower(browser) if phone or slow else 1)
    context = browser.new_context(service_workers="block", **(PHONE if phone else DESKTOP))
    page = context.new_page()
    page.set_default_timeout(60_000)
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    if phone:
        tools.send("Network.emulateNetworkConditions", LINE)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    if script:
        page.add_init_script(script)
    yield page, tools
    context.close()


def score(browser):
    """How fast this machine is just now."""
    with tab(browser) as (page, _):
        return machine.score(page)


def slower(browser):
    """How many times slower the phone's processor is than this machine is just now."""
    return max(1, score(browser) / machine.PHONE)


@contextmanager
def profile(browser, script):
    """A desktop's tab in a profile on the disk, where a browser keeps large files and compiled code as it does for a
    reader.
    """
    with tempfile.TemporaryDirectory() as folder:
        context = browser.browser_type.launch_persistent_context(folder, executable_path=path(), args=FLAGS, **DESKTOP)
        page = context.new_page()
        page.add_init_script(script)
        yield page
        context.close()

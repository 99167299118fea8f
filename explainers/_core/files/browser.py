"""The browser that draws figures and prints talks: Chromium, which kaleido starts. It reaches no other machine.

One that does not start, or does not answer, is named, with the last that it said.
"""

import asyncio
import base64
import contextlib
import logging
import os
import re
import shutil
import signal
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from explainers._core.files import target

VARIABLE = "BROWSER_PATH"
MISSING = (
    f"pictures need Chromium or Chrome, and kaleido, which drives it: install it, or set {VARIABLE} to it, and "
    "`pip install 'explainers[stills]'`"
)
START = 20  # seconds in which it must answer; it takes one to five
PATIENCE, EACH = 60, 30  # seconds for what it is asked, and for each picture of it
LAST = 5  # seconds to end
# Nothing is found by name or by number, nor through a proxy; and it should not try: browsers ask their makers for news.
ALONE = ("--disable-background-networking", "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND")
# A shell hands over what kaleido talks through, as Chromium wants it, and puts all that a program says into a file.
SHELL = ("/bin/sh", "-c", 'exec "$@" 3<&0 4>&1 </dev/null >"$0" 2>&1')
LOGGED = re.compile(r"^\[[\d:/.]+:(?:ERROR|FATAL|WARNING|INFO)\S*\] ")  # how Chromium begins a line of its own
PRINTED = {"printBackground": True, "preferCSSPageSize": True}
for _name in ("choreographer", "kaleido", "browser_proc"):  # what fails is said in one line, by us
    logging.getLogger(_name).addHandler(logging.NullHandler())


def drawn(work, scale=1):
    """The contents of the files of [(figure, ending, width, height)], in px, drawn in one browser with so many pixels
    for each px. RuntimeError says what to install, or what is wrong with the browser that there is.
    """

    async def draw(browser):
        tasks = [
            browser.calc_fig(figure, {"format": ending, "width": width, "height": height, "scale": scale})
            for figure, ending, width, height in work
        ]
        return await asyncio.gather(*tasks)

    def started(**given):
        from kaleido import Kaleido  # here, as below: it is an extra, and takes a second

        return Kaleido(**given, mathjax=False, timeout=None)  # MathJax would come from another machine

    return used(started, draw, PATIENCE + EACH * len(work))


def printed(page):
    """A page, the path of an html file, as the bytes of a PDF, in the size that it says. RuntimeError as above."""

    async def paper(browser):
        tab = browser.get_tab() or await browser.create_tab()
        loaded = tab.subscribe_once("Page.loadEventFired")
        await asked(tab, "Page.enable")
        await asked(tab, "Page.navigate", url=page.as_uri())
        await loaded
        await asked(tab, "Runtime.evaluate", expression="document.fonts.ready", awaitPromise=True)
        return base64.b64decode((await asked(tab, "Page.printToPDF", **PRINTED))["data"])

    def started(**given):
        from choreographer import Browser

        return Browser(**given)

    return used(started, paper, PATIENCE + EACH)


async def asked(tab, command, **params):
    """What a tab answers to a command."""
    answer = await tab.send_command(command, params)
    if "error" in answer:
        raise RuntimeError(answer["error"].get("message", command))
    return answer["result"]


def found():
    """The path of the browser. RuntimeError says what to install, or what is wrong with the path that is set."""
    try:
        from choreographer.browsers.chromium import Chromium
    except ImportError as error:
        raise RuntimeError(MISSING) from error
    given = os.environ.get(VARIABLE)
    if not given:
        usual = Chromium.find_browser(skip_local=False)
        if not usual or not Path(usual).is_file():
            raise RuntimeError(MISSING)
        return usual
    try:
        path = target.path(given)
    except ValueError as error:
        raise RuntimeError(f"{VARIABLE} names no browser: {error}") from error
    path = Path(shutil.which(given) or path)
    wrong = (
        "is a folder"
        if path.is_dir()
        else "is not there"
        if not path.is_file()
        else "is no program"
        if not os.access(path, os.X_OK)
        else None
    )
    if wrong:
        raise RuntimeError(f"{VARIABLE} names a browser that {wrong}: {given}")
    return str(path)


def used(started, task, seconds):
    """What a task, of a browser, gives within so many seconds. The browser is started for it, and ended.

    It runs beside the caller's own loop of events, which a notebook has.
    """
    path = found()
    with tempfile.TemporaryDirectory(prefix="explainers-") as folder, ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, using(started, task, seconds, path, Path(folder, "said.txt"))).result()


async def using(started, task, seconds, path, said):
    """The same, in a loop of its own. said: a file for what the browser says."""
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)  # nobody waits for them; what counts is raised
    browser, until, does = None, time.monotonic() + START, "did not start"
    try:
        browser = started(path=path, browser_cls=partial(chromium(), said))
        await asyncio.wait_for(browser.open(), START)
        until, does = time.monotonic() + seconds, "did not draw"
        given = await asyncio.wait_for(task(browser), seconds)
    except (Exception, asyncio.CancelledError) as error:
        code = ended(browser)
        if code is None and time.monotonic() >= until:
            does += f" within {START if does == 'did not start' else seconds} seconds"
        elif code is not None:
            does += f": it ended with {code}" if code >= 0 else f": it was ended by signal {-code}"
        await end(browser, kill=True)
        named = f" ({VARIABLE})" if os.environ.get(VARIABLE) else ""
        raise RuntimeError(f"the browser {path}{named} {does}, {words(said) or why(error)}") from error
    await end(browser)
    return given


def ended(browser):
    """How a browser's process ended; None where it has not, or never began."""
    process = getattr(browser, "subprocess", None)
    return process.poll() if process else None


async def end(browser, kill=False):
    """End a browser; kill: at once, with all that it has started."""
    process = getattr(browser, "subprocess", None)
    if process and process.poll() is None and kill:
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
        process.wait(LAST)
    if browser:
        with contextlib.suppress(Exception, asyncio.CancelledError):
            await asyncio.wait_for(browser.close(), LAST)
    if process and process.poll() is None and not kill:
        await end(browser, kill=True)


def words(said):
    """The last line that a program said, in words for the end of a sentence; None where it said nothing."""
    text = said.read_text(encoding="utf-8", errors="replace") if said.is_file() else ""
    lines = [LOGGED.sub("", line.strip()) for line in text.splitlines() if line.strip()]
    return f"and said: {lines[-1][:300]}" if lines else None


def why(error):
    """What there is to say of a browser that said nothing."""
    known = isinstance(error, OSError) or type(error) is RuntimeError
    return f"since: {' '.join(str(error).split())}" if known and str(error) else "and said nothing"


def chromium():
    """The class of a browser that reaches nobody, and whose words go to a file, its first argument."""
    from choreographer.browsers.chromium import Chromium

    class Alone(Chromium):
        def __init__(self, said, channel, path=None, **given):
            super().__init__(channel, path, **given)
            self.said = said

        def get_cli(self):
            command = [*super().get_cli(), *ALONE]
            if not Path(SHELL[0]).is_file():  # on Windows, whose programs are handed things in another way
                return command
            return [*SHELL, str(self.said), *command[command.index(str(self.path)) :]]

    return Alone

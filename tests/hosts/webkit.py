"""WebKit, the engine of every browser on an iPhone: as Debian has it, driven by the W3C's WebDriver protocol.

`webkit2gtk-driver` brings the driver and a small browser, which needs a screen: Xvfb is one that nobody sees.
"""

import json
import os
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from time import monotonic

BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser", "/usr/libexec/webkit2gtk-4.*/MiniBrowser"
PATIENCE = 60_000  # ms
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key of the protocol for one
KEYS = {"right": "\ue014", "left": "\ue012", "enter": "\ue007", "back": "\ue003"}

# In each page before its own scripts: what went wrong, in words.
RECORDER = """window.problems = [];
addEventListener("error", ({message, target}) =>
  problems.push(message ?? `not loaded: ${target.src ?? target.href}`), true);
addEventListener("unhandledrejection", ({reason}) => problems.push(`not caught: ${reason}`));
addEventListener("securitypolicyviolation", event =>
  problems.push(`against the policy: ${event.violatedDirective} ${event.blockedURI}`));
const said = console.error;
console.error = (...words) => (problems.push(words.map(String).join(" ")), said(...words));
"""
ASYNC = """const done = arguments[arguments.length - 1], given = arguments[0];
(async () => { CODE })().then(value => done({value}), error => done({error: String(error)}));"""
# A finger: this WebKit answers the protocol's touches as those of a mouse, so events are made as a finger makes them.
FINGER = """const [[x, y], ...way] = given, target = document.elementFromPoint(x, y);
const event = (type, x, y) => target.dispatchEvent(new PointerEvent(type, {
  bubbles: true, cancelable: true, composed: true, pointerId: 7, pointerType: "touch", isPrimary: true,
  clientX: x, clientY: y, screenX: x, screenY: y, button: type === "pointermove" ? -1 : 0,
  buttons: type === "pointerup" ? 0 : 1, pressure: type === "pointerup" ? 0 : 0.5}));
event("pointerdown", x, y);
for (const [x, y] of way) { event("pointermove", x, y); await new Promise(requestAnimationFrame); }
const [endX, endY] = way.at(-1) ?? [x, y];
event("pointerup", endX, endY);
const click = {bubbles: true, cancelable: true, clientX: x, clientY: y};
if (!way.length) target.dispatchEvent(new MouseEvent("click", click));
return target.tagName;"""


def missing():
    """What is needed and not there, in words; "" where all is there."""
    lacking = [name for name in ("WebKitWebDriver", "Xvfb") if not shutil.which(name)]
    return ", ".join(lacking + ([] if browser() else ["MiniBrowser"]))


def browser():
    found = [path for pattern in BROWSERS for path in sorted(Path("/").glob(pattern.lstrip("/")))]
    return str(found[-1]) if found else None


def recorded(site, folder):
    """A copy of a built site whose pages keep what goes wrong in them, as `window.problems`."""
    from explainers._site import offline

    shutil.copytree(site, folder)
    (folder / "recorder.js").write_text(RECORDER, encoding="utf-8")
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if re.search("script-src[^;]*'self'", text):  # a talk runs what is within it, and nothing else
            path.write_text(text.replace("<title>", '<script src="/recorder.js"></script><title>', 1), encoding="utf-8")
    offline.write(folder)
    return folder


@contextmanager
def running(command, ready, **options):
    """A program while it is needed, and what ready(process) gives once it is."""
    with subprocess.Popen(command, start_new_session=True, **options) as process:
        try:
            yield ready(process)
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()


@contextmanager
def opened(port):
    """A Tab of a browser with a new profile, which the driver serves at a port."""

    def answers(process):
        end = monotonic() + PATIENCE / 1000
        while process.poll() is None and monotonic() < end:
            with suppress(OSError):
                return urllib.request.urlopen(f"http://127.0.0.1:{port}/status", timeout=5).close()
            Event().wait(0.05)
        raise RuntimeError("WebKitWebDriver does not answer")

    screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    quiet = {"stderr": subprocess.DEVNULL}
    with running(screen, lambda process: process.stdout.readline().strip(), stdout=-1, text=True, **quiet) as number:
        surroundings = {**os.environ, "DISPLAY": f":{number}", "GDK_BACKEND": "x11", "LC_ALL": "C.UTF-8"}
        command = ["WebKitWebDriver", f"--port={port}", "--host=127.0.0.1"]
        with running(command, answers, env=surroundings, stdout=subprocess.DEVNULL, **quiet):
            options = {"binary": browser(), "args": ["--automation"]}
            wanted = {"webkitgtk:browserOptions": options, "timeouts": {"script": PATIENCE, "pageLoad": PATIENCE}}
            tab = Tab(f"http://127.0.0.1:{port}/session")
            tab.address += "/" + tab.ask("", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
            try:
                yield tab
            finally:
                tab.ask("", method="DELETE")


class Tab:
    """The one tab of the browser."""

    def __init__(self, address):
        self.address = address

    def ask(self, path, body=None, method=None):
        """A command of the protocol; RuntimeError says what the driver answered instead."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=2 * PATIENCE / 1000) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            said = json.load(error)["value"]
            raise RuntimeError(f"{path}: {said['error']}: {said['message']}") from None

    def go(self, address):
        self.ask("/url", {"url": "about:blank"})  # another hash alone would be no other page
        self.ask("/url", {"url": address})

    def do(self, code, given=None):
        """What JavaScript returns, awaited; `given` is there."""
        answer = self.ask("/execute/async", {"script": ASYNC.replace("CODE", code), "args": [given]})
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer.get("value")

    def element(self, code, given=None):
        """The path of an element that JavaScript returns."""
        found = self.do(f"const it = await (async () => {{ {code} }})(); "
                        "it?.scrollIntoView({block: 'end', behavior: 'instant'}); return it", given)  # fmt: skip
        assert found, f"there is none: {code}"
        return f"/element/{found[ELEMENT]}"

    def click(self, code, given=None):
        self.ask(self.element(code, given) + "/click", {})

    def type(self, text, code, given=None):
        self.ask(self.element(code, given) + "/value", {"text": text})

    def finger(self, *way):
        """A touch that goes from place to place, in px of the window; at one place alone a tap."""
        return self.do(FINGER, way)

    @property
    def problems(self):
        return self.do("return window.problems ?? []")

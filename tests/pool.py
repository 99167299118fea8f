"""Pages that stay open: each is opened once for every device, and put back between tests to how it opened.

To open a page takes seconds, to put it back a twentieth of one. Nothing is taken on trust: a page that does not look as
it did (`look` in pool.js lists the parts) is closed and opened anew, and the run says at its end how often that was.
"""

from collections import Counter
from pathlib import Path

import explainers
from tests.browsing import Page

COUNTS = Counter()  # what has been opened and put back, for the run's last words
DEVICES = {
    "desktop": ({}, {"width": 1280, "height": 720}),
    "phone": ({"has_touch": True, "is_mobile": True}, {"width": 390, "height": 844}),
    "lying phone": ({"has_touch": True, "is_mobile": True}, {"width": 844, "height": 390}),
}
SCRIPT = (Path(__file__).parent / "pool.js").read_text(encoding="utf-8")
LATE = 30  # frames after the last figure has come: what still moves then, moves by itself
MOVING = """document.getAnimations().filter(it =>
  it.playState === 'running' && it.effect.getComputedTiming().duration > 100).length"""


class Kept(Page):
    """A page that stays open. opening: what can be seen at an opening only: files asked for, shifts of the layout,
    motion, words. parts: all that a test could leave, by name.
    """

    def __init__(self, context, site, address, viewport):
        super().__init__(context, site, script=SCRIPT)
        self.viewport, self.look = viewport, None
        self.seen()
        self.go(address)
        moving = self.tab.evaluate(MOVING)
        self.live()
        self.tab.evaluate("document.fonts.ready.then(() => {})")
        self.frames(LATE)
        self.opening = {
            "asked": list(self.asked),
            "moving": moving,
            "shift": self.tab.evaluate("tests.shift"),
            "said": {figure.name: figure.summary for figure in self.figures()},
        }
        self.compiled = [name for name in self.opening["said"] if not explainers.load(name).plan.model.weights]
        self.tab.mouse.move(0, 0)
        self.parts = self.tab.evaluate("names => tests.opened(names)", self.compiled)

    def seen(self, scheme="light", motion="reduce", viewport=None):
        """Show it as another reader has it. Whether that is another look."""
        look = scheme, motion, viewport or self.viewport
        if look == self.look:
            return False
        self.tab.emulate_media(color_scheme=scheme, reduced_motion=motion)
        self.tab.set_viewport_size(look[2])
        self.look = look
        return True

    def drawn(self):
        """Wait until the figures have followed what has changed about the page."""
        self.frames(2)
        for figure in self.figures():
            figure.answered()

    def back(self):
        """Make it as it opened; the parts that are not."""
        width, height = self.viewport.values()
        wanted = {"width": width, "height": height, "scheme": "light", "motion": "reduce"}
        if not self.tab.evaluate("wanted => tests.shown(wanted)", wanted):
            self.tab.bring_to_front()
            self.tab.mouse.move(0, 0)
            self.look = None  # a test may have changed it by itself
            self.seen()
            self.drawn()
        self.look = "light", "reduce", self.viewport
        return self.tab.evaluate("names => tests.back(names)", self.compiled)

    def unlike(self):
        """The parts of it that do not look as when it opened."""
        return self.tab.evaluate("names => tests.unlike(names)", self.compiled)

    def left(self):
        """A test has left it: what other pages of the same profile would see goes."""
        self.problems.clear()
        self.tab.evaluate("tests.forget()")
        self.context.clear_permissions()


class Pool:
    """The open pages of the address that tests are about, one a device.

    Groups of tests (see conftest.py) follow one another.
    """

    def __init__(self, profiles, site):
        self.profiles, self.site, self.pages = profiles, site, {}

    def page(self, address, device, **seen):
        """The page at an address, all its figures awake and as they opened. seen: scheme, motion, viewport."""
        for key in [key for key in self.pages if key[0] != address]:
            self.close(*key)
        kept = self.pages.get((address, device))
        if kept and (unlike := kept.back()):
            COUNTS[f"not put back: {', '.join(unlike)}"] += 1
            self.close(address, device)
        elif kept:
            COUNTS["put back"] += 1
        if (address, device) not in self.pages:
            options, viewport = DEVICES[device]
            COUNTS["opened"] += 1
            self.pages[address, device] = Kept(self.profiles(**options), self.site, address, viewport)
        page = self.pages[address, device]
        if seen and page.seen(**seen):
            page.drawn()
        return page

    def close(self, address, device):
        self.pages.pop((address, device)).tab.close()

    def clear(self):
        """Keep no page: something has gone wrong in one."""
        for key in list(self.pages):
            self.close(*key)

"""The Firefox of this machine, which Playwright does not drive: firefox.mjs does."""

import json
import subprocess
from contextlib import contextmanager
from threading import Timer

from tests.support import ROOT

PATIENCE = 120  # seconds for one page


@contextmanager
def started(firefox, settings=None):
    """seen(address, name, values) is what Firefox, started once with such settings, shows of an explainer there;
    without a name, what becomes of all of them, and what the page's policy forbids.
    """
    command = ["node", ROOT / "tests" / "firefox.mjs", firefox, json.dumps(settings or {})]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as driver:

        def seen(address, name, values):
            print(json.dumps({"address": address, "name": name, "values": values}), file=driver.stdin, flush=True)
            timer = Timer(PATIENCE, driver.kill)
            timer.start()
            line = driver.stdout.readline()
            timer.cancel()
            assert line, f"Firefox gave no answer in {PATIENCE} s, or did not start"
            return json.loads(line)

        yield seen
        driver.stdin.close()

"""The main path in another browser."""

import json
import subprocess
from threading import Timer

import pytest

from tests.sampling import values
from tests.support import ROOT, disagreements, homes

pytestmark = pytest.mark.player
PATIENCE = 120  # seconds for one page


@pytest.fixture(scope="session")
def seen(firefox):
    """seen(address, name, values) is what Firefox, started once, shows of an explainer there."""
    command = ["node", ROOT / "tests" / "firefox.mjs", firefox]
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


def test_works_in_firefox(name, explainer, site, seen):
    given = explainer.checked(values(explainer, "random", 7))
    found = seen(site + homes()[name], name, given)
    assert "error" not in found, found
    assert found["state"] == "live" and found["painted"] and found["problems"] == []
    expected = explainer.outputs(**given)
    wanted = {output: expected[output] for output in explainer.plan.model.outputs}
    assert disagreements(found["outputs"], wanted, explainer) == []
    assert found["summary"] == explainer.describe(**given)

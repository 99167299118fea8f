"""The main path in another browser."""

import json
import subprocess

import pytest

from tests.sampling import values
from tests.support import ROOT, disagreements, homes

pytestmark = pytest.mark.player


def test_works_in_firefox(name, explainer, site, firefox):
    given = explainer.checked(values(explainer, "random", 7))
    command = ["node", ROOT / "tests" / "firefox.mjs", firefox, site + homes()[name], name, json.dumps(given)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["state"] == "live" and found["painted"] and found["problems"] == []
    expected = explainer.outputs(**given)
    assert (
        disagreements(
            found["outputs"], {output: expected[output] for output in explainer.plan.model.outputs}, explainer
        )
        == []
    )
    assert found["summary"] == explainer.describe(**given)

"""The main path in another browser."""

import json

import pytest

import explainers
from tests.support import disagreements, fences, homes, pages
from tests.test_player import for_page


@pytest.mark.player
def test_works_in_firefox(name, explainer, site, seen):
    given = for_page(explainer, "random", 7)
    found = seen(site + homes()[name], name, given)
    assert "error" not in found, found
    assert found["state"] == "live" and found["painted"] and found["problems"] == []
    expected = explainer.outputs(**given)
    wanted = {output: expected[output] for output in explainer.plan.model.outputs}
    assert disagreements(found["outputs"], wanted, explainer) == []
    assert found["summary"] == explainer.describe(**given)


CHANGES = {20: {"learning_rate": 0.05}, 50: {"units_1": 4, "activation_2": "ReLU"}, 80: {"weights": [0, 1.5]}}
WAY = "&".join(
    f"at={step}:{name}:{','.join(map(str, value)) if isinstance(value, list) else value}"
    for step, given in CHANGES.items()
    for name, value in given.items()
)


@pytest.mark.about(homes()["playground"])
def test_a_link_to_a_run_with_changes_leads_to_the_same_in_both_browsers(site, seen, visit):
    hash = f"#playground?{WAY}&step=120"
    address = homes()["playground"] + hash
    here = visit(address, reduced_motion="reduce").figure("playground").live()
    there = seen(site + address, "playground", None)
    assert here.element.locator("output", has_text="Step 120").count() == 1
    nested = here.do("JSON.stringify(element.outputs)")
    assert json.loads(nested) == there["outputs"]
    wanted = explainers.load("playground").follow(hash)[-1]
    assert abs(there["outputs"]["training_loss"] - float(wanted["training_loss"])) < 0.01
    assert here.values["units_1"] == 4 and here.values["weights"] == [0, 1.5]


def lives_under_its_policy(found, names):
    """Whether all figures of a page woke, with nothing forbidden, and a script that is not the page's own is."""
    assert "error" not in found, found
    assert found["states"] == dict.fromkeys(names, "live")
    assert found["violations"] == found["problems"] == []
    assert found["refused"] == "script-src-elem: inline"


def test_every_page_lives_under_its_policy(address, site, seen):
    names = [name for name, _ in fences(pages()[address])]
    lives_under_its_policy(seen(site + address, None, None), names)


@pytest.mark.player("engine", "space")
def test_a_frame_and_a_file_live_under_theirs(name, explainer, site, seen, tmp_path):
    lives_under_its_policy(seen(f"{site}embed/{name}/", None, None), [name])
    explainer.save(tmp_path / "alone.html")
    lives_under_its_policy(seen((tmp_path / "alone.html").as_uri(), None, None), [name])

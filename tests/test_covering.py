"""The set of explainers on which the player is tested."""

import explainers
from tests.covering import cover, covering, described, traits


def test_it_has_every_trait_of_all_and_no_member_too_many():
    have = {name: traits(explainers.load(name)) for name in explainers.names()}
    assert set().union(*map(have.get, covering())) == set().union(*have.values())
    for name in covering():
        others = set().union(*(have[other] for other in covering() if other != name))
        assert have[name] - others, f"{name} has nothing that the others have not"


def test_few_are_chosen_and_always_the_same():
    have = {"c": {1, 2}, "a": {1, 2}, "b": {3}, "d": {2, 3, 4}, "e": {5}, "f": set()}
    assert cover(have) == ["c", "d", "e"]
    assert cover(dict(sorted(have.items()))) == ["a", "d", "e"]
    assert cover({"most": {1, 2, 3}, "one": {1, 2, 4}, "other": {3, 5}}) == ["one", "other"]


def test_every_kind_of_control_is_among_the_traits():
    kinds = {control.kind for name in explainers.names() for control in explainers.load(name).controls}
    assert kinds <= {trait[0] for name in covering() for trait in traits(explainers.load(name))}


def test_fewer_stand_for_all_where_fewer_aspects_count():
    engines = {explainers.load(name).plan.model.engine for name in explainers.names()}
    assert {explainers.load(name).plan.model.engine for name in covering("engine")} == engines
    assert len(covering("engine")) == len(engines) < len(covering("engine", "state")) <= len(covering())


def test_among_those_of_whom_a_test_asks_are_all_aspects_too():
    carried = tuple(name for name in explainers.names() if explainers.load(name).carry)
    assert set(covering("engine", among=carried)) <= set(carried)


def test_the_run_says_which_they_are(pytestconfig):
    header = pytestconfig.hook.pytest_report_header(config=pytestconfig, start_path=pytestconfig.rootpath)
    assert any(described() in str(line) for line in header)

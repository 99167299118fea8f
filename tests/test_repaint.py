"""What the player repaints by itself is what Plotly draws from the start."""
import pytest

from tests.test_player import for_page

pytestmark = [pytest.mark.browser, pytest.mark.player]

PICTURE = "tests.picture(element)"

# A change of theme makes Plotly draw the whole figure.
SWITCH = """new Promise(done => {
  element.addEventListener('explainer-update', done, {once: true});
  document.body.dataset.mdColorScheme = given;
}).then(() => element.step(0))"""


def drawn_whole(figure):
    before = figure.do("document.body.dataset.mdColorScheme")
    figure.do(SWITCH, "slate")
    figure.do(SWITCH, before)
    return figure.do(PICTURE)


def test_a_repainted_picture_is_the_one_that_plotly_draws(explainer, figure):
    for seed, how in enumerate(["random", "minimum", "random", "maximum", "random"]):
        figure.do("element.set(given)", for_page(explainer, how, seed))
        if explainer.carry:
            figure.do("element.step(given)", seed)
        repainted = figure.do(PICTURE)
        whole = drawn_whole(figure)
        assert [node for node in repainted if node not in whole] == []
        assert len(repainted) == len(whole)

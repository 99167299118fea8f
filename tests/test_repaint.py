"""What the player draws, and what it repaints by itself, is what Plotly draws from the start."""

import re

import pytest
from plotly.offline import get_plotlyjs

from tests.browsing import open_figure
from tests.pool import SCRIPT
from tests.test_player import for_page

pytestmark = pytest.mark.player

PICTURE = "tests.picture(element)"

# The same figure once more, in a box behind the player's, by the Plotly that its makers publish.
PUBLISHED = """(() => {
  const ours = element.querySelector('.js-plotly-plot');
  const box = ours.cloneNode(false);
  ours.after(box);
  const [data, layout] = [ours.data, ours.layout].map(each => structuredClone(each));
  return Plotly.newPlot(box, data, layout, {staticPlot: true}).then(() => true);
})()"""

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


def rounded(nodes):
    """To 0.001 px: Plotly writes the ranges that it finds into the layout, so that whoever draws it next starts from
    rounded ones.
    """
    return [re.sub(r"-?\d+\.\d+", lambda number: f"{round(float(number[0]), 3):.9g}", node) for node in nodes]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_first_picture_is_the_one_that_plotly_draws(name, visit, width):
    figure = open_figure(visit, name, script=SCRIPT, viewport={"width": width, "height": 844})
    ours = rounded(figure.do(PICTURE))
    figure.page.tab.add_script_tag(content=get_plotlyjs())
    figure.do(PUBLISHED)
    published = rounded(figure.do(PICTURE))
    assert [node for node in ours if node not in published] == []
    assert len(ours) == len(published) > 1


def test_a_repainted_picture_is_the_one_that_plotly_draws(explainer, figure):
    for seed, how in enumerate(["random", "minimum", "random", "maximum", "random"]):
        figure.do("element.set(given)", for_page(explainer, how, seed))
        if explainer.carry:
            figure.do("element.step(given)", seed)
        repainted = figure.do(PICTURE)
        whole = drawn_whole(figure)
        assert [node for node in repainted if node not in whole] == []
        assert len(repainted) == len(whole)

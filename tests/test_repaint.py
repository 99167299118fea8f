"""What the player repaints by itself is what Plotly draws from the start."""
import pytest

from tests.browsing import open_figure
from tests.test_player import for_page

pytestmark = pytest.mark.browser

# Every drawn node of the figure: what it is, where, and how it looks. Those of traces and shapes lie one over the other, in
# an order that counts; the lines of a grid do not.
PICTURE = """(() => {
  const layered = '.trace, .shapelayer, .heatmaplayer, .contourlayer';
  let order = 0;
  return Array.from(element.querySelectorAll('.js-plotly-plot svg :is(path, text, image, rect)'), node => [
    node.closest(layered) ? String(++order).padStart(5) : '', node.tagName,
    ...['d', 'transform', 'x', 'y', 'width', 'height', 'href'].map(name => node.getAttribute(name) ?? ''),
    ...['stroke', 'stroke-width', 'stroke-dasharray', 'fill', 'opacity'].map(name => getComputedStyle(node)[name]), node.textContent,
  ].join(' ')).sort();
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


def test_a_repainted_picture_is_the_one_that_plotly_draws(name, explainer, visit):
    figure = open_figure(visit, name)
    for seed, how in enumerate(["random", "minimum", "random", "maximum", "random"]):
        figure.do("element.set(given)", for_page(explainer, how, seed))
        if explainer.carry:
            figure.do("element.step(given)", seed)
        repainted = figure.do(PICTURE)
        whole = drawn_whole(figure)
        assert [node for node in repainted if node not in whole] == []
        assert len(repainted) == len(whole)

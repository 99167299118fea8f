"""What the player draws, and what it repaints by itself, is what Plotly draws from the start."""

import re

import numpy as np
import pytest
from plotly.offline import get_plotlyjs

from tests.browsing import Page
from tests.pool import SCRIPT
from tests.support import homes
from tests.test_player import for_page

PICTURE = "tests.picture(element)"

# The same figure once more, in a page where it does not come alive, by the Plotly that its makers publish; and where it
# puts the images, which in our page lie on a canvas, and the outlines of areas, which there are in an SVG of their own.
# How an area looks, and its corners in px of the figure.
AREA = """node => {
  const {fill, fillOpacity} = getComputedStyle(node);
  const {opacity} = getComputedStyle(node.closest('.trace') ?? node);
  const [scene, {left, top}] = [node.getScreenCTM(), node.closest('.js-plotly-plot').getBoundingClientRect()];
  const corners = node.getAttribute('d').match(/-?[\\d.]+[ ,]-?[\\d.]+/g).map(corner => {
    const {x, y} = new DOMPoint(...corner.split(/[ ,]/).map(Number)).matrixTransform(scene);
    return [x - left, y - top];
  });
  return [fill, fillOpacity, opacity, corners];
}"""
AREAS = f"[...element.querySelectorAll('.dnn-areas path:not([d=\"\"])')].map({AREA})"
PUBLISHED = """async ([markup, width, data, layout, images, given]) => {
  const place = document.querySelector("main");
  place.innerHTML = markup;
  const element = place.querySelector("dnn-explainer");
  element.style.width = `${width}px`;
  const box = element.querySelector(".js-plotly-plot");
  box.replaceChildren();
  await Plotly.newPlot(box, data, {...layout, images}, {staticPlot: true});
  const nodes = [...box.querySelectorAll("image")].filter(node => !node.closest(".im")); // which traces have
  const places = nodes.map(node => ["x", "y", "width", "height"].map(name => Number(node.getAttribute(name))));
  nodes.forEach(node => node.remove());
  const areas = given.map(index => box._fullData[index].uid).map(uid => box.querySelector(`.trace${uid} .js-fill`));
  const outlines = areas.map(AREA);
  areas.forEach(node => (node.setAttribute('d', 'M0,0Z'), node.setAttribute('style', 'stroke-width: 0px')));
  return [tests.picture(element), places, outlines];
}""".replace("AREA", AREA)

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
PLACES = "(element.querySelector('.dnn-pictures')?.drawn ?? []).map(({place}) => place)"


@pytest.fixture(scope="session")
def published(browser, site):
    """published(figure) is the picture that the published Plotly draws of what a figure in a page holds."""
    page = Page(browser.new_context(bypass_csp=True), site, script=SCRIPT)  # a page's policy lets no other Plotly in
    page.go("404.html")
    assert not page.tab.evaluate("customElements.get('dnn-explainer')")
    page.tab.add_script_tag(content=get_plotlyjs())

    def published(figure):
        drawn = figure.painted()
        width = figure.do("element.getBoundingClientRect().width")
        images = [{**image, "source": PIXEL} for image, _ in figure.pictures()]
        for index, area in figure.outlines().items():
            drawn["data"][index] |= {**area, "line": {"simplify": False}}
        markup = figure.do("element.outerHTML")
        outlined = [index for index, area in figure.outlines().items() if any(y is not None for y in area["y"])]
        return page.tab.evaluate(PUBLISHED, [markup, width, drawn["data"], drawn["layout"], images, outlined])

    yield published
    page.context.close()


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


@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_a_first_picture_is_the_one_that_plotly_draws(name, at, device, published):
    figure = at(homes()[name], device).figure(name)  # which looks as it did when it opened
    drawn, places, areas = published(figure)
    np.testing.assert_allclose(figure.do(PLACES), places, atol=0.01)
    for (*look, ours), (*wanted, theirs) in zip(figure.do(AREAS), areas, strict=True):
        assert look == wanted
        np.testing.assert_allclose(ours, theirs, atol=0.1)
    ours, theirs = (
        rounded(node for node in figure.do(PICTURE) if not re.match(" *[0-9]+ picture |area ", node)),
        rounded(drawn),
    )
    assert [node for node in ours if node not in theirs] == []
    assert len(ours) == len(theirs) > 1


# Holds the model back until it is let go.
HELD = """const real = window.fetch;
const held = new Promise(done => { window.letGo = done; });
window.fetch = async (what, ...more) => (/[.]wasm/.test(what.url ?? what) && await held, real(what, ...more));
"""
AHEAD = """new Promise((done, fail) => {
  element.ready.catch(() => {});
  setTimeout(() => fail(new Error("nothing is drawn ahead")), 20000);
  const look = () => element.querySelector('.dnn-live .trace') ? done() : setTimeout(look, 20);
  look();
})"""


def test_a_picture_begun_ahead_of_its_numbers_is_the_one_that_plotly_draws(explainer, visit):
    if not explainer.spec()["ahead"] or explainer.plan.model.weights:
        pytest.skip("it is drawn once its numbers are here")
    figure = visit(f"embed/{explainer.name}/", script=SCRIPT + HELD, fresh=True).figure(explainer.name)
    figure.do(AHEAD)
    assert figure.do("getComputedStyle(element.querySelector('.dnn-live')).visibility") == "hidden"
    assert figure.do("(letGo(), element.ready.then(() => element.dataset.state))") == "live"
    figure.answered()
    begun = figure.do(PICTURE)
    whole = drawn_whole(figure)
    assert [node for node in begun if node not in whole] == []
    assert len(begun) == len(whole)


@pytest.mark.player
def test_a_repainted_picture_is_the_one_that_plotly_draws(explainer, figure):
    for seed, how in enumerate(["random", "minimum", "random", "maximum", "random"]):
        figure.do("element.set(given)", for_page(explainer, how, seed))
        if explainer.carry:
            figure.do("element.step(given)", seed)
        repainted = figure.do(PICTURE)
        whole = drawn_whole(figure)
        assert [node for node in repainted if node not in whole] == []
        assert len(repainted) == len(whole)

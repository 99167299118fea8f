"""What fails is said where the figure would be, in words, and the still picture stays."""

import re

import numpy as np
import pytest

from tests.support import homes

# Before there is a control, the player fails alike for all explainers of one engine.
pytestmark = pytest.mark.player("engine")


def gone(route):
    route.fulfill(status=404, body="")


def cut_short(route):
    body = route.fetch().body()
    route.fulfill(status=200, body=body[: len(body) // 2], headers={"content-type": "application/wasm"})


def not_json(route):
    route.fulfill(status=200, body="{", headers={"content-type": "application/json"})


def of_another_version(route):
    route.fulfill(status=200, body=b"\0asm\1\0\0\0", headers={"content-type": "application/wasm"})


def offline(route):
    route.abort()


MODEL = r"\.(wasm|onnx|bin)(\?.*)?$"
BREAKAGES = {
    "the model is not there": {"block": (MODEL, gone)},
    "the model is cut short": {"block": (MODEL, cut_short)},
    "the model is of another version": {"block": (MODEL, of_another_version)},
    "the connection is lost": {"block": (rf"{MODEL}|\.json$|plotly", offline)},
    "the spec is not there": {"block": (r"explainers/[a-z_0-9]+\.json$", gone)},
    "the spec is cut short": {"block": (r"explainers/[a-z_0-9]+\.json$", not_json)},
    "Plotly is blocked": {"block": (r"plotly[^/]*\.js$", offline)},
    "WebAssembly is blocked": {"script": "delete globalThis.WebAssembly"},
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_failure_is_said_in_words(name, visit, breakage):
    page = visit(homes()[name], expect_problems=True, **BREAKAGES[breakage])
    figure = page.figure(name)
    figure.approach()
    figure.wait("error")
    said = figure.element.locator("[role=alert]").inner_text()
    assert len(said.split()) >= 6 and "undefined" not in said and "Error:" not in said, said
    assert figure.element.locator("img:visible").count() >= 1, "the still picture stays"


def test_a_page_without_storage_works(name, visit):
    script = """for (const kind of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, kind, {get() { throw new DOMException("blocked", "SecurityError") }})"""
    figure = visit(homes()[name], script=script, expect_problems=True).figure(name)
    assert figure.live().state == "live"


@pytest.mark.player
def test_it_comes_alive_when_the_connection_is_back(name, visit):
    page = visit(homes()[name], expect_problems=True, block=(MODEL, offline))
    figure = page.figure(name)
    figure.approach()
    figure.wait("error")
    page.context.unroute_all()
    figure.element.locator("button[name=retry]").click()
    figure.wait("live")


def test_a_choice_whose_file_cannot_be_had_stays_as_it_was(visit):
    page = visit(homes()["playground"], expect_problems=True)
    figure = page.figure("playground").live()
    page.context.route(re.compile(r"playground-4\.wasm"), offline)
    slider = figure.element.locator("[name=depth]")
    figure.do("element.step(30)")
    before = figure.outputs
    slider.fill("4")
    figure.answered()
    assert (figure.state, figure.values["depth"], slider.input_value()) == ("live", 2, "2")
    assert "could not be loaded" in figure.element.locator(".dnn-notice").inner_text()
    assert np.array_equal(figure.outputs["next_parameters"], before["next_parameters"])
    page.context.unroute_all()
    slider.fill("4")
    figure.answered()
    assert figure.values["depth"] == 4 and not np.isnan(figure.outputs["unit_x"][7 + 24])

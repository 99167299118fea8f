"""Still pictures without what nobody sees."""

import io

import numpy as np
import PIL.Image
import pytest

import explainers
from explainers._core.files import pictures, shorter

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9">{}</svg>'


def within(inside):
    text = shorter.shorter(SVG.format(inside))
    return text[text.index(">") + 1 : text.rindex("<")].replace(" />", "/>")


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ('<g class="a"/><g><g/></g><defs/><path d="M0,0"/>', ""),
        ('<path d="M1,2L3,2L3,4L1,4L1,2ZM5,5L6,6L6,6Z"/>', '<path d="M1,2H3V4H1V2ZM5,5L6,6L6,6Z"/>'),
        ('<path class="a" d="M1.23456,2e3L-0.0001,50.00000001"/>', '<path d="M1.23,2e3L0,50"/>'),
        (
            '<g transform="translate(1.2345,2)scale(0.0123)"><a/></g>',
            '<g transform="translate(1.23,2)scale(0.0123)"><a/></g>',
        ),
        ("<text>3.14159 &lt; 4</text>", "<text>3.14159 &lt; 4</text>"),
        ('<rect style="fill: rgb(255, 0, 16); fill-opacity: 1; opacity: 1;"/>', '<rect style="fill: #ff0010"/>'),
        (
            '<g style="fill-opacity: 0.5"><a style="fill-opacity: 1"/></g>',
            '<g style="fill-opacity: 0.5"><a style="fill-opacity: 1"/></g>',
        ),
        ('<clipPath id="a"><b/></clipPath><g id="c"><d/></g>', "<g><d/></g>"),
        (
            '<clipPath id="a"><b/></clipPath><g clip-path="url(#a)"><d/></g>',
            '<clipPath id="a"><b/></clipPath><g clip-path="url(#a)"><d/></g>',
        ),
    ],
)
def test_what_nobody_sees_is_left_out(given, left):
    assert within(given) == left


def test_what_all_texts_have_stands_once():
    text = "<text style=\"font-family: 'One', two; white-space: pre;{}\">a</text>"
    short = shorter.shorter(SVG.format(text.format("") + text.format(" font-size: 9px")))
    assert short.count("font-family: 'One', two; white-space: pre") == 1
    assert short.count("font-size") == 1
    assert "font-family" not in within(text.format("") + "<text style=\"font-family: 'One'\">b</text>")[:9]
    assert within(text.format("") + "<text>b</text>").startswith("<text style="), "another text has it not"


def test_stills_are_drawn_alike(chromium, browser, monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", chromium)
    names = explainers.names()
    drawn = pictures.drawn([(explainers.load(name)(), ".svg", 740) for name in names], 1)
    tab = browser.new_page(viewport={"width": 760, "height": 900})
    for name, whole in zip(names, drawn, strict=True):
        short = shorter.shorter(whole.decode()).encode()
        assert len(short) < len(whole), name
        first, second = (seen(tab, content) for content in (whole, short))
        assert np.ptp(first) > 100 and np.abs(first - second).mean() < 0.02, name
    tab.close()


def seen(tab, content):
    """The pixels of an SVG."""
    tab.unroute_all()
    tab.route("**/still.svg", lambda route: route.fulfill(body=content, content_type="image/svg+xml"))
    tab.goto("http://127.0.0.1/still.svg")
    return np.asarray(PIL.Image.open(io.BytesIO(tab.screenshot())).convert("RGB")).astype(int)

"""Figures in marimo, which limits what a cell may show to 8 MB."""

LIVE = '[data-state="live"]'


def test_a_figure_lives_and_other_cells_follow_it(tab, marimo):
    address = marimo(
        "import explainers\nimport marimo as mo",
        'explainers.load("festival")',
        'w = mo.ui.anywidget(explainers.load("festival").widget(weather=1))\nw',
        "mo.md(f\"weather {w.values['weather']:.0f}, total {w.outputs['total']:.0f}\")",
    )
    tab.goto(address)
    figures = tab.locator("dnn-explainer")
    tab.locator(f"dnn-explainer{LIVE}").first.wait_for()
    tab.get_by_text("weather 1, total 18").wait_for()
    slider = figures.nth(1).locator("input[name=weather]")
    slider.press("ArrowRight")
    tab.get_by_text("weather 2, total 22").wait_for()
    assert figures.first.locator("input[name=weather]").input_value() == "3", "the other is another figure"
    assert tab.locator('.dnn-home[data-theme="light"]').count() == 2


def test_a_photo_figure_lives(tab, marimo):
    tab.goto(marimo("import explainers", 'explainers.load("fool")'))
    figure = tab.locator("dnn-explainer")
    figure.locator(".dnn-still img").first.wait_for()
    figure.locator("button[name=wake]").click()
    tab.locator(f"dnn-explainer{LIVE}").wait_for()
    assert "13" not in figure.locator(".dnn-error").inner_text() and figure.evaluate("each => each.values.photo")

"""Points in a plane: samples from a data set, and the reader's own, with a finger, with keys, and from a table."""

import numpy as np
import pytest

from explainers import Explainer, Points, dataset
from explainers._core.run.model import onnx_model
from explainers._parts import Panels, dot, hidden, plane
from tests.support import TOLERANCE, difference

LINE = np.linspace(-1, 1, 40)
PANELS = Panels((700, 420), (358, 420), plane=((20, 20, 380, 380), (20, 20, 318, 380)))
SETS = dataset("playground")
KINDS = {"spiral": "2", "three_arms": "3", "hills": "v"}
OUTPUTS = ("decision_boundary", "training_loss", "test_loss", "confusion", "class_x")


def draw(outputs, narrow=False):
    return PANELS.figure(
        narrow,
        plane=[
            hidden([-1, 1], [-1, 1]),
            plane(LINE, LINE, outputs["decision_boundary"], (-1, 1)),
            [dot(outputs["class_x"][each], outputs["class_y"][each], "ink") for each in range(3)],
        ],
    )


@pytest.fixture(scope="module")
def cloud():
    """An explainer of a network that does not learn, on points that a reader sets."""
    numbers = {name: np.zeros(shape) for name, shape in onnx_model("playground").inputs.items()}
    given = {"depth": 1, "feature_on": np.ones(7), "units": np.full(4, 3), "batch_size": 10, "train_share": 0.5}
    weights = {"parameters": np.random.default_rng(1).uniform(-1, 1, 308)}
    control = Points("cloud", {name: SETS[name] for name in KINDS}, KINDS, "spiral", panel=PANELS.axes("plane")[0])
    constants = {name: array for name, array in (numbers | given | weights).items() if name not in control.feeds}
    return Explainer(
        model="playground", draw=draw, constants=constants, controls=[control], summary="Loss {training_loss:.2f}."
    )


@pytest.fixture
def figure(cloud, visit, tmp_path):
    cloud.save(tmp_path / "cloud.html")
    page = visit("404.html", expect_problems=True)
    page.tab.goto((tmp_path / "cloud.html").as_uri())
    return page.figure(cloud.name).live()


def agrees(figure, cloud):
    """Whether the page gives for its own value what Python gives."""
    wanted = cloud.outputs(cloud=figure.values["cloud"])
    return all(difference(figure.outputs[name], wanted[name]) <= TOLERANCE for name in OUTPUTS)


def points(figure):
    """The points that the reader has, as (x, y, class or value), in the plane."""
    outputs = figure.outputs["class_x"], figure.outputs["class_y"]
    return sorted(
        (round(float(x), 2), round(float(y), 2), which)
        for which in range(3)
        for x, y in zip(outputs[0][which], outputs[1][which])
        if np.isfinite(x)
    )


def test_a_sample_is_a_part_of_a_data_set(figure, cloud):
    for name in ("three_arms", "hills", "spiral"):
        figure.element.locator("[name=cloud]").select_option(name)
        figure.answered()
        assert figure.values == {"cloud": name} and agrees(figure, cloud)


def place(figure, x, y):
    """Where in the window, once the figure is there, a place in the plane is."""
    figure.do("element.scrollIntoView({behavior: 'instant'})")
    box = figure.element.locator(".dnn-live").bounding_box()
    left, top = figure.do("element.querySelector('.js-plotly-plot')._fullLayout._plots.x2y2.xaxis._offset"), 20
    width, height = figure.do(
        "(({xaxis, yaxis}) => [xaxis._length, yaxis._length])"
        "(element.querySelector('.js-plotly-plot')._fullLayout._plots.x2y2)"
    )
    return box["x"] + left + (x + 1) / 2 * width, box["y"] + top + (1 - y) / 2 * height


def test_points_are_added_moved_taken_away_and_all_that_is_undone(figure, cloud):
    mouse, button = figure.page.tab.mouse, figure.element.get_by_role("button", name="Undo")
    figure.element.locator("[name=cloud]").select_option("your own")
    figure.element.get_by_role("button", name="Clear").click()
    figure.answered()
    assert points(figure) == []
    mouse.click(*place(figure, -0.5, 0.5))
    figure.element.get_by_label("B", exact=True).check()
    figure.answered()
    mouse.click(*place(figure, 0.6, 0))
    figure.answered()
    seen = [points(figure)]
    np.testing.assert_allclose(seen[0], [(-0.5, 0.5, 1), (0.6, 0, 1)], atol=0.01)
    mouse.move(*place(figure, 0.6, 0))
    mouse.down()
    mouse.move(*place(figure, 0, -0.4), steps=5)
    mouse.up()
    figure.answered()
    np.testing.assert_allclose(points(figure), [(-0.5, 0.5, 1), (0, -0.4, 1)], atol=0.01)
    assert agrees(figure, cloud)
    figure.element.locator(".dnn-point-list").press("Delete")
    figure.answered()
    np.testing.assert_allclose(points(figure), [(-0.5, 0.5, 1)], atol=0.01)
    for count, again in ((2, None), (2, seen[0])):
        button.click()
        figure.answered()
        assert len(points(figure)) == count and (again is None or points(figure) == again)
    for _ in range(4):
        button.click()
    figure.answered()
    assert len(points(figure)) == 500


def test_keys_choose_a_point_from_the_list_and_move_it(figure):
    figure.do("element.set(given)", {"cloud": [[0, 0, 0], [0.5, 0.5, 1]]})
    figure.element.get_by_text("Change the points").click()
    chosen = figure.element.locator(".dnn-point-list")
    chosen.press("ArrowDown")
    before = points(figure)
    for key in ("Shift+ArrowRight", "Shift+ArrowUp", "Shift+ArrowUp"):
        chosen.press(key)
    figure.answered()
    (x, y, _), (was_x, was_y, _) = points(figure)[0], before[0]
    assert x > was_x and y > was_y and points(figure)[1] == before[1]
    assert figure.element.locator(".dnn-points .dnn-said").inner_text().startswith("x 0.0")


TABLES = {
    "x,y,kind\n1,10,cat\n2,20,dog\n3,15,cat": (3, "3 points"),
    "1,5;2\n2,5;3\n0;1": (503, "3 points"),
    "1\t1\t0,5\n2\t2\t7\n3\t3\t-4,5\n4\t1\t2": (0, "4 points"),
    "1,1,a\n2,b,a": (500, 'row 2: y is "b", which is no number'),
    "1,1,a\n2,2,a": (500, "one class only, a"),
    "x,y\n" + "1,2\n" * 501: (500, "at most 500: row 502 is too many"),
}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_pasted_or_said_to_be_wrong_where_it_is(table, figure, cloud):
    count, said = TABLES[table]
    figure.element.get_by_text("Change the points").click()
    figure.element.get_by_text("Paste a table").click()
    figure.element.locator("textarea").fill(table)
    if count == 503:
        count, said = 500, "room for 500"
    figure.element.get_by_role("button", name="Take these points").click()
    figure.answered()
    assert said in figure.element.locator(".dnn-points .dnn-said").inner_text()
    assert len(points(figure)) == count and agrees(figure, cloud)


def test_a_readers_numbers_stay_theirs(cloud):
    rows = [(150, 40.5, "cat"), (170, 71, "dog"), (190, 60, "dog")]
    control = cloud.controls[0]
    arrays = control.arrays(control.check(rows))
    low, high = arrays[("ends", None)][0]
    assert low < 150 < 190 < high
    shares = np.sort(arrays[("points", None)][:3, 0])
    np.testing.assert_allclose(low + (shares + 1) / 2 * (high - low), [150, 170, 190], atol=0.2)


class Frame:
    """What a DataFrame is to us."""

    def __init__(self, rows):
        self.rows = rows

    def to_numpy(self):
        return np.array(self.rows, object)


def test_python_takes_lists_arrays_and_tables(cloud):
    rows = [(-0.5, 0.25, 0), (0.75, 1, 1), (0, 0, 1)]
    values = [cloud.checked({"cloud": given})["cloud"] for given in (rows, np.array(rows), Frame(rows))]
    assert values[0] == values[1] == values[2]
    assert cloud.outputs(cloud=rows)["point_count"] == 3
    with pytest.raises(ValueError, match="row 2: y is"):
        cloud.outputs(cloud=[(1, 2, 3), (1, None, 3)])

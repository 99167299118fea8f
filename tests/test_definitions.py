"""A mistake in an explainer's definition is refused, in words that name it and say what would do."""

import dataclasses

import plotly.graph_objects as go
import pytest

import explainers
from explainers import Explainer, Play, Slider
from explainers._core.run.model import OnnxModel, folder


def bars(outputs):
    return go.Figure(go.Bar(y=outputs["products"]))


# A whole and right definition, from which each test takes one wrong turn.
RIGHT = Explainer(
    model="neuron",
    draw=bars,
    summary="Total {total:.0f}",
    controls=[
        *(Slider(f"input{i}", 0, 4, value=1, input=f"inputs[{i}]") for i in range(4)),
        Slider("threshold", 0, 50, value=25),
    ],
    constants={"weights": [4, 2, 2, 1], "smooth": 0, "sums": range(-41, 41)},
)


def refused(*words, explainer=RIGHT, **changes):
    """Check that the definition with these changes is refused, and that the message holds the words."""
    with pytest.raises(ValueError) as error:
        dataclasses.replace(explainer, **changes).spec()
    assert all(word in str(error.value) for word in words), str(error.value)


def test_the_right_one_is_accepted():
    assert RIGHT.spec()["figures"]["wide"]["bindings"]


def test_an_attribute_computed_in_python():
    refused("data[0].y", "computed in Python", draw=lambda outputs: go.Figure(go.Bar(y=outputs["products"] * 2)))


def test_a_number_written_into_text():
    refused(
        "data[0].text",
        "computed in Python",
        draw=lambda outputs: go.Figure(go.Bar(y=[1], text=f"{outputs['total']:.2f}")),
    )


def test_one_computed_attribute_among_traced_ones():
    refused("layout.title.text", draw=lambda outputs: bars(outputs).update_layout(title=f"{outputs['total']}"))


def test_an_attribute_decided_in_python():
    refused(
        "data[0].marker.color",
        "computed in Python",
        draw=lambda outputs: bars(outputs).update_traces(
            marker_color="var(--positive)" if outputs["total"] > 5 else "var(--negative)"
        ),
    )


def test_a_figure_that_uses_an_output_that_is_not_there():
    refused("no_such_output", "products", draw=lambda outputs: go.Figure(go.Bar(y=outputs["no_such_output"])))


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        (["data[0]", "pie", "scatter", "surface"], go.Figure(go.Pie(values=[1, 2]))),
        (["data[0]", "color bar"], go.Figure(go.Contour(z=[[1]], showscale=True))),
        (
            ["data[1]", "error bars"],
            go.Figure([go.Bar(y=[1]), go.Scatter(y=[1], error_y={"array": [1], "visible": True})]),
        ),
        (["data[0]", "stacked"], go.Figure(go.Scatter(y=[1], stackgroup="one"))),
        (["legend", "text trace"], go.Figure(go.Bar(y=[1]), {"showlegend": True})),
        (["layout.sliders", "Slider"], go.Figure(go.Bar(y=[1]), {"sliders": [{}]})),
        (["layout.images[0]", "sizex"], go.Figure(go.Bar(y=[1]), {"images": [{"source": "a.png"}]})),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_a_figure_that_the_page_would_not_draw(words, figure):
    refused(*words, draw=lambda outputs: figure)


def test_an_input_that_nothing_feeds():
    refused("nothing feeds", "threshold", controls=RIGHT.controls[:-1])


def test_an_element_that_nothing_feeds():
    refused("nothing feeds", "inputs[0]", controls=RIGHT.controls[1:])


def test_an_input_that_two_things_feed():
    refused("two things feed", "threshold", constants={**RIGHT.constants, "threshold": 1})


def test_an_input_that_the_model_does_not_take():
    refused("no_such_input", "threshold", controls=[*RIGHT.controls, Slider("no_such_input", 0, 1, value=0)])


def test_an_element_that_the_model_does_not_have():
    refused("inputs[4]", "inputs[3]", controls=[*RIGHT.controls, Slider("fifth", 0, 1, value=0, input="inputs[4]")])


def test_two_controls_of_one_name():
    refused("two controls", "threshold", controls=[*RIGHT.controls, Slider("threshold", 0, 1, value=0)])


def test_a_constant_of_the_wrong_shape():
    refused("weights", "(3,)", "(4,)", constants={**RIGHT.constants, "weights": [1, 2, 3]})


@pytest.mark.parametrize("wrong", [[1, 2, 3, float("nan")], ["a", "b", "c", "d"]])
def test_a_constant_that_is_not_numbers(wrong):
    refused("weights", constants={**RIGHT.constants, "weights": wrong})


def test_a_carry_of_an_output_that_is_not_there():
    refused("no_such_output", "total", carry={"threshold": "no_such_output"}, controls=[*RIGHT.controls, Play()])


def test_a_carry_without_play():
    refused("Play", carry={"threshold": "total"})


def test_a_summary_of_an_output_that_is_not_there():
    refused("no_such_output", summary="{no_such_output}")


def test_a_default_out_of_range():
    refused("threshold", "0", "50", controls=[*RIGHT.controls[:-1], Slider("threshold", 0, 50, value=51)])


def test_a_model_that_is_not_there():
    refused("no_such_model", "neuron", model="no_such_model")


@pytest.mark.parametrize("size", [0, 100, -20])
def test_a_model_that_is_cut_short(tmp_path, size):
    whole = (folder() / "onnx" / "neuron.onnx").read_bytes()
    (tmp_path / "neuron.onnx").write_bytes(whole[:size])
    with pytest.raises(ValueError, match="neuron.*make models"):
        OnnxModel(tmp_path / "neuron.onnx")


@pytest.mark.parametrize("path", ["figure.jpg", "figure"])
def test_a_file_of_a_kind_that_it_cannot_save(tmp_path, path):
    with pytest.raises(ValueError, match=r"\.svg"):
        explainers.load(explainers.names()[0]).save(tmp_path / path)


def test_a_theme_that_is_not_there():
    with pytest.raises(ValueError, match="dark"):
        RIGHT(theme="sepia")

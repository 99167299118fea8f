"""Words typed and pasted: what typing decides never decides whether something is found."""

import re
import unicodedata

import pytest
from markdown import Markdown

import explainers
from explainers._core.controls import KINDS
from explainers._core.words import names

TYPED = {
    "as it is": lambda name: name,
    "capitals": str.upper,
    "small letters": str.lower,
    "curly": lambda name: name.replace("'", "’"),
    "primes": lambda name: name.replace("'", "′"),
    "no apostrophes": lambda name: name.replace("'", ""),
    "hyphens as blanks": lambda name: name.replace("-", " "),
    "blanks as hyphens": lambda name: re.sub("(?<=[a-z]) (?=[a-z])", "-", name),
    "blanks as dashes": lambda name: re.sub("(?<=[a-z]) (?=[a-z])", "\u2011", name),
    "blanks as underscores": lambda name: name.replace(" ", "_"),
    "no blanks": lambda name: re.sub("(?<=[a-z]) (?=[a-z])", "", name),
    "more blanks": lambda name: f"  {name} ".replace(" ", "\u00a0 "),
    "no accents": lambda name: "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)),
    "accents apart": lambda name: unicodedata.normalize("NFD", name),
    "quoted": lambda name: f"“{name}”",
    "in guillemets": lambda name: f"« {name} »",
    "a question": lambda name: f"{name}?",
    "a sentence's end": lambda name: f"{name}.",
    "soft hyphens": lambda name: "\u00ad".join(name),
    "joiners": lambda name: f"\u200b{name}\ufeff",
}


def choices():
    """Every Choice of every explainer; those among the same options once."""
    every = [control for name in explainers.names() for control in explainers.load(name).controls]
    return {tuple(each.options): each for each in every if isinstance(each, explainers.Choice)}.values()


@pytest.mark.parametrize("typing", TYPED)
def test_every_option_is_found_however_it_is_typed(typing):
    for control in choices():
        for label in control.options:
            assert control.check(TYPED[typing](label)) == label


@pytest.mark.parametrize("typing", TYPED)
def test_explainers_and_their_controls_are_found_however_they_are_typed(typing):
    for name in explainers.names():
        explainer = explainers.load(TYPED[typing](name))
        assert explainer.name == name
        assert explainer.given({TYPED[typing](each): value for each, value in explainer.defaults.items()}) == (
            explainer.defaults
        )


@pytest.mark.parametrize("kind", ["pad", "photo", "points"])
def test_samples_are_found_however_they_are_typed(kind):
    every = [control for name in explainers.names() for control in explainers.load(name).controls]
    control = next(each for each in every if isinstance(each, KINDS[kind]))
    labels = getattr(control, "samples", None) or ("cat", "garbage_truck", "german_shepherd")
    typings = {name: typed for name, typed in TYPED.items() if kind != "photo" or name != "a sentence's end"}  # a path
    for label in labels:
        assert {control.check(typed(label)) for typed in typings.values()} == {control.check(label)}


PLURALS = [
    ("geese", "goose"), ("ostriches", "ostrich"), ("teapots", "teapot"), ("strawberries", "strawberry"),
    ("daisies", "daisy"), ("fire trucks", "fire truck"), ("school buses", "school bus"), ("red foxes", "red fox"),
    ("gray wolves", "gray wolf"), ("computer mice", "computer mouse"), ("sunglasses", "sunglasses"),
    ("Sunglass", "sunglass"), ("ear of grains", "ear of grain"), ("mashed potato", "mashed potatoes"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), PLURALS)
def test_one_and_many_are_the_same(typed, meant):
    assert explainers.load("fool").checked({"target": typed})["target"] == meant


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("crane", ["crane bird", "construction crane"]),
        ("Cranes", ["crane bird", "construction crane"]),
        ("“CRANE”", ["crane bird", "construction crane"]),
        ("wolf", ["gray wolf", "Alaskan tundra wolf", "red wolf or maned wolf", "wolf spider"]),
        ("nail", ["metal nail"]),
        ("kite", ["kite (bird of prey)"]),
        ("ostritch", ["ostrich"]),
        ("potters weel", ["potter's wheel"]),
        ("nothing like it", ["tench", "goldfish"]),
    ],
)
def test_a_name_that_is_none_or_several_is_refused_with_those_that_it_may_mean(typed, named):
    for name, control in (("fool", "target"), ("noise", "target"), ("top5", "answer")):
        with pytest.raises(ValueError, match=f"^{control} takes one of 1000 names, not ") as refused:
            explainers.load(name).checked({control: typed})
        assert [each for each in named if each not in str(refused.value)] == []
        assert len(named) < 2 or "write the one you mean" in str(refused.value) or typed == "nothing like it"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("festivl", "festival"), ("loss", "loss_line"), ("decent", "descent"), ("imagenet", "imagenet_error")],
)
def test_near_names_of_explainers_are_told(typed, meant):
    with pytest.raises(ValueError, match=f'did you mean "{meant}"'):
        explainers.load(typed)


def test_near_names_of_controls_are_told():
    with pytest.raises(ValueError, match='did you mean "learning_rate"'):
        explainers.load("descent")(learnin_rate=1)
    with pytest.raises(ValueError, match="momentum is set twice"):
        explainers.load("descent")(momentum=0.1, Momentum=0.2)
    with pytest.raises(ValueError, match="unknown explainer 3"):
        explainers.load(3)


@pytest.mark.parametrize(
    "until",
    ["Loss ≤ 0.5 and Learning-Rate > 0", "loss <= 0.5 AND learning rate ＞ −1", "LOSS < 0.5 and batch_size = “all 16”",
     'loss < 0.5 and Batch-Size = "ALL-16"', "loss < 0.5 and optimizer = „plain“"],
)  # fmt: skip
def test_a_condition_is_read_however_it_is_typed(until):
    descent = explainers.load("descent")
    assert len(descent.run(50, until=until)) == len(descent.run(50, until="loss < 0.5")) < 50


def test_a_goal_is_found_by_its_words():
    goal = explainers.load("descent").goals()[0]
    typed = f"“{goal.text.upper()}”".replace("'", "’")
    assert explainers.load("descent").met(typed, steps=1) == explainers.load("descent").met(goal, steps=1)


def test_a_term_is_found_however_it_is_written():
    page = Markdown(extensions=["explainers._site.terms"])
    wanted = page.convert("[x](term:learning rate)")
    for term in ("Learning-Rate", "learning%20rates", "LEARNING RATE?"):
        assert page.convert(f"[x](term:{term})") == wanted
    with pytest.raises(ValueError, match='did you mean "gradient descent"'):
        page.convert("[x](term:gradient decent)")


def test_numbers_are_read_as_this_site_writes_them():
    descent = explainers.load("descent")
    for typed, number in (("−0.5", -0.5), ("–1", -1), ("\u200b1.5", 1.5), ("＋1", 1)):
        assert names.number(typed) != "" and descent.checked({"start": [number, 0]})["start"][0] == number
        assert next(each for each in descent.controls if each.name == "start").read(f"{typed},0")[0] == number


# In the page


@pytest.mark.about("convnets/imagenet/")
def test_a_field_finds_a_name_however_it_is_typed(visit):
    figure = visit("convnets/imagenet/", reduced_motion="reduce").figure("top5").live()
    field, said = figure.element.locator("input[name=answer]"), figure.element.locator("#top5-answer-said")
    for typed, meant in (("Potter’s Wheels", "potter's wheel"), ("go kart?", "go-kart"), ("“CONSOMME”", "consommé")):
        field.fill(typed)
        field.press("Enter")
        figure.answered()
        assert figure.values["answer"] == meant and said.inner_text() == ""
    field.fill("cranes")
    field.press("Enter")
    assert "There are 2: crane bird, construction crane. Type one of them." in said.inner_text()
    assert figure.values["answer"] == "consommé"


def test_the_search_finds_what_is_meant(visit):
    tab = visit().tab
    tab.get_by_role("button", name="Search").click()

    def found(query):
        for text, said in (("", ""), (query, "result")):
            tab.locator("#search-query").fill(text)
            count = "document.querySelector('.search-count').textContent"
            tab.wait_for_function(f"([said]) => said ? {count}.includes(said) : !{count}", [said])
        return tab.locator(".search-results a").all_inner_texts()

    for typed, plain in {
        "network's": "network", "Network’s": "network", "learning rate?": "learning rate",
        "“overfitting”": "overfitting",
        "gradient-descent": "gradient descent", "l’overfitting": "overfitting", "LEARNING\u2011RATES": "learning rate",
    }.items():  # fmt: skip
        assert found(typed) == found(plain) != [], typed
    assert found("“?”") == []

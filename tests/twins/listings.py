"""Listings, filled for some settings; and values as Python writes them."""

import math

import numpy as np

import explainers
from explainers._core.run import data
from explainers._core.words import listing

DESCENT = """
# {{batch_size}}, not # one  #? optimizer = "Adam" or momentum >= 0.5 and learning_rate < 1
rate, start = {{learning_rate}}, {{start}}
#? step_count = 0 and position[0] < 0
text = "{{x[:3]:packed}} and {{draw[2:5]:packed}}"
"\\" # no comment"  #? batch_size = "All 16"
#? position[1] > 0
for each in {{position}}: import_me = is_it({{draw[1]}}, {{seed}})
#? end
#? end
last = {{y[14:]}}
"""
HERO = """
def seeded({{weight2[3][:2]}}):
    return "{{weight2[6:8]:packed}}", {{bias3}}, {{weight2[2:4][1][7]}}  #? bias1[0] > 0 or bias1[1] > 0
rows = {{weight1[:seed]}}, "{{weight1[:seed]:packed}}"
"""
FESTIVAL = """
weights, seen = {{weights}}, {{inputs[1:3]}}  #? inputs[0] > 1
"""
XOR = """
layer = {{layer}}  #? layer = true or layer = 0
"""
DIGITS = """
picked = {{picked[0]}}  # é
"""
SETTINGS = {
    "descent": [
        {},
        {"optimizer": "Adam", "learning_rate": 1, "start": [2, -0.25]},
        {"momentum": 0.75, "learning_rate": 0.0625, "batch_size": "1", "seed": 7},
        {"momentum": 0.5, "start": [-0.125, -1], "seed": 9},
    ],
    "hero": [{}, {"seed": 2}, {"seed": 4}, {"seed": 30, "learning_rate": 0.7}],
    "festival": [{}, {"weather": 0}, {"company": 4, "music_weight": 1}],
    "xor": [{}, {"layer": True}],
    "digits": [{}, {"picked": [2, 3, 4]}],
}
NUMBERS = [
    *(0, -0.0, 1, -3.0, 0.1, 1 / 3, 123456.789, 1e-4, 9.99e-5, 1e-5, 1.25e-7, 1e-10, 1e-100, -2.5e-9),
    *(999999999999999.0, 1e15, 1.5e15, 2**53 + 0.0, 1e16, 1.2345e17, 1e21, 1e22, 3.4e38, float(np.float32(0.1))),
    *(math.nan, math.inf, -math.inf),
]


def programs():
    """A spec, a template as data, the values of controls; the pieces of the program."""
    found = []
    for name, template in zip(SETTINGS, (DESCENT, HERO, FESTIVAL, XOR, DIGITS), strict=True):
        explainer = explainers.load(name)
        parts = listing.read(explainer, template)
        named = [each for each in explainer.plan.constants if each in template]
        spec = {
            "name": name,
            "model": {"inputs": explainer.plan.model.inputs},
            "constants": {each: data.packed(explainer.plan.constants[each]) for each in named},
            "random": {each: random.spec() for each, random in explainer.random.items()},
            "controls": [control.spec() for control in explainer.controls if control.valued],
        }
        for given in SETTINGS[name]:
            values = explainer.checked(given)
            wanted = listing.fill(parts, values, explainer.feeds(values))
            found.append({"given": [spec, {"parts": [each.spec() for each in parts]}, values], "wanted": wanted})
    return found


def values():
    """A value, and how Python writes it."""
    every = [*NUMBERS, True, False, "two words", 'a "quote" \\ é\n', [], [1, [2.5, 3]], [True, "a"]]
    return [{"given": [value], "wanted": listing.written(value)} for value in every]

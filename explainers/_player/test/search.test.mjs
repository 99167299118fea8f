import assert from "node:assert/strict";
import test from "node:test";
import { found } from "../../_site/theme/assets/search.js";
import * as names from "../src/run/names.js";

const entries = [
  { location: "a/", title: "A network’s weights", text: "What neural networks learn: weights and biases." },
  {
    location: "b/",
    title: "Learning rate",
    text: "How far gradient descent goes at each step. A mini-batch is a part.",
  },
  { location: "c/", title: "Overfitting", text: "Learning by heart. A library’s dropout and cross-entropy; consommé." },
  {
    location: "d/",
    title: "The chain rule",
    text: "Backpropagation multiplies slopes, −0.5 among them; state-of-the-art.",
  },
];
const places = (query) => found(entries, query, names).map(({ location }) => location);

test("what typing decides does not decide what is found", () => {
  for (const [query, wanted] of Object.entries({
    "network's": "a/",
    "network’s": "a/",
    networks: "a/",
    "neural-network": "a/",
    bias: "a/",
    "learning rate?": "b/",
    learning_rate: "b/",
    "LEARNING RATES": "b/",
    "gradient-descent": "b/",
    "gradient—descent": "b/",
    "gradient descent!": "b/",
    minibatch: "b/",
    "mini batch": "b/",
    minibatches: "b/",
    "“overfitting”": "c/",
    "(overfitting)": "c/",
    "over-fitting": "c/",
    "+overfitting": "c/",
    "overfitting*": "c/",
    "l’overfitting": "c/",
    libraries: "c/",
    "cross entropy": "c/",
    crossentropy: "c/",
    consomme: "c/",
    "back-propagation": "d/",
    "back propagation": "d/",
    "state of the art": "d/",
    "-0.5": "d/",
    "chain-rule ~": "d/",
    "- chain": "d/",
    "over\u00adfitting": "c/",
  }))
    assert.equal(places(query)[0], wanted, query);
});

test("signs alone ask for nothing, and every word must be there", () => {
  for (const query of ["", " ", "?", "“”", "- *", "'"]) assert.deepEqual(places(query), [], query);
  assert.deepEqual(places("overfitting gradient"), []);
});

test("a word in a title counts most", () => assert.equal(places("learn")[0], "b/"));

"""The machinery behind an explainer. Its public nouns are re-exported by `explainers`."""

"""Write what the Python side of each twin gives: `python -m tests.twins`."""

from tests import twins

for name in twins.TWINS:
    twins.path(name).write_text(twins.text(name), encoding="utf-8")

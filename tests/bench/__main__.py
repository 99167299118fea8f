"""Measure, print a table, write it to build/bench.json.

python -m tests.bench [python] [training] [playground] [landscape] [page] [figure] [photo] [camera] [site]

Without a name, all of them.
"""

import json
import os
import sys

from tests.bench import camera, figure, landscape, page, photo, playground, python, site, training
from tests.support import ROOT

PARTS = {
    "python": python.measure,
    "training": training.measure,
    "playground": playground.measure,
    "landscape": landscape.measure,
    "page": page.measure,
    "figure": figure.measure,
    "photo": photo.measure,
    "camera": camera.measure,
    "site": site.measure,
}


def main(wanted):
    if unknown := set(wanted) - PARTS.keys():
        sys.exit(f"unknown part {', '.join(unknown)}; there are: {', '.join(PARTS)}")
    rows = []
    if (load := os.getloadavg()[0]) > 0.5:
        print(f"This machine is busy (load {load:.1f}): times will be too long, and rates too low.")
    print(f"{'what':72} {'measured':>12} {'at most':>9}", flush=True)
    for part in wanted or PARTS:
        for what, value, unit, limit in PARTS[part]():
            rows.append({"what": what, "value": value, "unit": unit, "limit": limit})
            least = limit is not None and limit < 0  # a rate is the better the higher; its limit is given negative
            bound = "" if limit is None else f"{'≥' if least else '≤'} {abs(limit):,g}"
            missed = limit is not None and (value < -limit if least else value > limit)
            print(f"{what:72} {number(value)} {unit:5} {bound:>9}{'  MISSED' if missed else ''}", flush=True)
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench.json").write_text(json.dumps(rows, indent=1))


def number(value):
    return f"{value:12.1e}" if 0 < value < 0.01 else f"{value:12,.2f}" if value < 100 else f"{value:12,.0f}"


if __name__ == "__main__":
    main(sys.argv[1:])

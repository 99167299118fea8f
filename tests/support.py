"""What several tests share: comparing numbers and figures, and reading the pages' sources."""
import math
import re
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SITE = ROOT / "site"
TOLERANCE = 1e-5  # the largest relative difference between two engines
FLOOR = 1e-3  # smaller arrays are compared as if they were this large: float32 sums cancel no better


def difference(actual, expected):
    """The largest difference relative to the array's largest number; infinite where shapes, NaNs or infinities differ."""
    actual, expected = np.asarray(actual, np.float64), np.asarray(expected, np.float64)
    finite = np.isfinite(expected)
    if actual.shape != expected.shape or not np.array_equal(actual[~finite], expected[~finite], equal_nan=True):
        return math.inf
    if not finite.any():
        return 0.0
    return float(np.abs(actual[finite] - expected[finite]).max() / max(np.abs(expected[finite]).max(), FLOOR))


def disagreements(actual, expected, tolerance=TOLERANCE):
    """["loss: 3.1e-04", ...]: the arrays, of those expected, that differ by more than is allowed."""
    gaps = {name: difference(actual[name], expected[name]) for name in expected}
    return [f"{name}: {gap:.1e}" for name, gap in gaps.items() if not gap <= tolerance]


def differences(one, other, path=""):
    """Where two figures, as plain data, differ. Numbers are compared in single precision, as models compute them."""
    if isinstance(one, dict) and isinstance(other, dict):
        return [found for key in one.keys() | other.keys()
                for found in differences(one.get(key), other.get(key), f"{path}.{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [found for index, pair in enumerate(zip(one, other)) for found in differences(*pair, f"{path}[{index}]")]
    numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in (one, other))
    same = np.array_equal(np.float32(one), np.float32(other), equal_nan=True) if numbers else one == other
    return [] if same else [f"{path}: {one!r} is not {other!r}"]


def pages():
    """Every page's source below docs/, as {address in the site: text}."""
    sources = {}
    for source in sorted(DOCS.rglob("*.md")):
        place = source.relative_to(DOCS).with_suffix("")
        folder = place.parent if place.name == "index" else place
        sources["" if str(folder) == "." else f"{folder.as_posix()}/"] = source.read_text(encoding="utf-8")
    return sources


FENCE = re.compile(r"^```explainer\n(.+?)^```$", re.MULTILINE | re.DOTALL)


def fences(text):
    """[(explainer, {preset: text})] of a page's source."""
    found = []
    for body in FENCE.findall(text):
        name, *presets = body.strip().splitlines()
        found.append((name.strip(), dict(re.split(r":\s*", line, maxsplit=1) for line in presets)))
    return found


def homes():
    """{explainer: address of the first page that shows it}."""
    return {name: address for address, text in reversed(pages().items()) for name, _ in reversed(fences(text))}

"""The pictures within a live file: what stands in a figure's place until it lives, and where no script runs."""

import json
import tempfile
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import PIL
import plotly

from explainers._core.files import places, stills

PLAIN = " /:;=,.()+*-_!?'@$"  # what an address may hold as it is, beside letters: base64 would take a sixth more


def resting(shown, theme, forms=("wide", "narrow"), say=lambda line: None):
    """{(name, values as JSON): {"wide-light": address, ...}} of the (explainer, values) that a file opens with; fewer
    without a browser, and `say` is told that. In a checkout what was drawn before is not drawn again.
    """
    wanted, places_of = {}, {}
    for explainer, values in shown:
        spec = explainer.spec()
        facts = json.dumps([stills.CODE, plotly.__version__, PIL.__version__, {**spec, "markup": None}, values])
        for form in [form for form in forms if form in spec["figures"]]:
            key = sha256(f"{facts} {form} {theme}".encode()).hexdigest()[:24]
            figure = partial(explainer, theme=theme, narrow=form == "narrow", **values)
            wanted[f"{key}.svg"] = key, spec["figures"][form]["width"], figure
            places_of[f"{key}.svg"] = (explainer.name, opened(values)), f"{form}-{theme}"
    found: dict[tuple[str, str], dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        cache = stills.CACHE if (places.DOCS / places.ASSETS).is_dir() else Path(folder, "cache")
        try:
            drawn = stills.make(wanted, Path(folder), say, cache=cache)
        except OSError as error:  # such as a full disk: the file itself may still find room
            say(f"no still pictures: {error}")
            return {}
        for path in drawn:
            which, key = places_of[path.name]
            content = quote(path.read_text(encoding="utf-8"), safe=PLAIN)
            found.setdefault(which, {})[key] = f"data:image/svg+xml,{content}"
    return found


def opened(values):
    """Values as a text that is the same for the same values."""
    return json.dumps(values, sort_keys=True)

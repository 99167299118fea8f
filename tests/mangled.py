"""Addresses of figures, and what chats, mails and documents make of them."""

from urllib.parse import quote

import numpy as np

import explainers
from explainers._core.words import state

RIGHT_BY_HAND = {  # besides those that are made of random values
    "descent": ["learning_rate=0.9&start=1,2&at=20:momentum:0.5&step=40", "optimizer=Adam&batch_size=All%2016&step=7"],
    "fool": [
        "target=kite%20(bird%20of%20prey)&seed=7&step=3",
        "photo=cat@0.1,0,0.5&target=potter's%20wheel",
        "target=consomm%C3%A9&photo=german_shepherd",
    ],
    "noise": ["target=crane+bird&step=2"],
    "top5": ["photo=husky@0.25,0.5,0.5&answer=Gila%20monster&reveal=false"],
    "playground": [
        "depth=2&kept=learning_rate%3D0.1%26data%3DExclusive%2520or%26step%3D9&"
        "kept=at%3D3%3Alearning_rate%3A0.3%26units_1%3D2&step=9"
    ],
}


def spelled(value):
    """A value as a figure's address has it."""
    if isinstance(value, list):
        return ",".join(map(spelled, value))
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return quote(text, safe="!'()*~,")


def right(name):
    """What addresses of an explainer say, after their ?: of random values, of a run, and of what is set by hand."""
    explainer, rng = explainers.load(name), np.random.default_rng(3)
    valued = [control for control in explainer.controls if control.valued]
    found = []
    large = any(getattr(control, "search", False) for control in valued)  # a thousand names take their time
    for _ in range(0 if large else 2):
        values = {control.name: control.check(control.random_value(rng)) for control in valued}
        parts = [f"{key}={spelled(each)}" for key, each in values.items() if not isinstance(each, np.ndarray)]
        far = state.carried(explainer) and len(found)
        parts += [f"state={carried(explainer)}&step=60000"] if far and state.carried(explainer) < 60 else []
        found.append("&".join(parts + (["step=3"] if explainer.carry and "state" not in parts[-1] else [])))
    return [*filter(None, found), *RIGHT_BY_HAND.get(name, [])]


def carried(explainer):
    shapes = {name: explainer.plan.model.inputs[name] for name in explainer.carry}
    return state.write(explainer, {name: np.full(shape, 0.5) for name, shape in shapes.items()})


def whole(text):
    return quote(text, safe="")


ENDS = [
    ")", ".", ",", ">", "”", "’", "*", "**", ").", '"', "'", "]", ";", "!", "_", "?", "\\", "|", "`",
    " ", "\n", "\u200b", "\u00a0", "%20", "%0A", "%29", "%E2%80%9D", "&gt;", "&quot;", "&#39;", "&",
    "&fbclid=IwAR0", "&utm_source=chat&utm_medium=social", "?fbclid=IwAR0", "?utm_source=chatgpt.com", "?gclid=x",
]  # fmt: skip
MANGLINGS = {
    "as it is": lambda name, query: f"#{name}?{query}",
    "question mark encoded": lambda name, query: f"#{name}%3F{query}",
    "question mark in small letters": lambda name, query: f"#{name}%3f{query}",
    "question mark encoded twice": lambda name, query: f"#{name}%253F{query}",
    "all encoded": lambda name, query: f"#{name}%3F{whole(query)}",
    "all but the question mark": lambda name, query: f"#{name}?{whole(query)}",
    "all but its joints": lambda name, query: f"#{name}?{quote(query, safe='=&')}",
    "all twice": lambda name, query: f"#{name}%253F{whole(whole(query))}",
    "all three times": lambda name, query: f"#{name}%25253F{whole(whole(whole(query)))}",
    "equals signs": lambda name, query: f"#{name}?{query.replace('=', '%3D')}",
    # In a run that is kept they are encoded already, and nobody could tell which were not.
    "ampersands": lambda name, query: f"#{name}?{query if '%26' in query else query.replace('&', '%26')}",
    "ampersands as HTML": lambda name, query: f"#{name}?{query.replace('&', '&amp;')}",
    "ampersands as HTML twice": lambda name, query: f"#{name}?{query.replace('&', '&amp;amp;')}",
    "ampersands as HTML, encoded": lambda name, query: f"#{name}?{query.replace('&', '&amp%3B')}",
    "equals signs as mails write them": lambda name, query: f"#{name}?{query.replace('=', '=3D')}",
    "commas encoded": lambda name, query: f"#{name}?{query.replace(',', '%2C')}",
    "blanks as plus": lambda name, query: f"#{name}?{query.replace('%20', '+')}",
    "capitals": lambda name, query: f"#{name.upper()}?{query}",
    "hyphens": lambda name, query: f"#{name.replace('_', '-')}?{query}",
    "escaped for Markdown": lambda name, query: f"#{name}?{query}".replace("_", "\\_"),
    "joiners": lambda name, query: f"#\u2060{name}?{query[:3]}\u200b{query[3:]}",
    "joiners, encoded": lambda name, query: f"#{name}%E2%80%8B?{query.replace('&', '%E2%80%8B&')}",
    "a tracker at its beginning": lambda name, query: f"?fbclid=IwAR0#{name}?utm_source=mail&{query}",
    **{f"with {end!r} at its end": lambda name, query, end=end: f"#{name}?{query}{end}" for end in ENDS},
}
# What a browser never hands over so: the # itself, and lines.
OF_LINKS = {
    "the # too": lambda name, query: f"%23{name}%3F{whole(query)}",
    "the # too, twice": lambda name, query: whole(whole(f"#{name}?{query}")),
    "broken over lines": lambda name, query: f"#{name}?{query[:4]}\r\n{query[4:]}",
    "broken and set in": lambda name, query: f"#{name}?\n    {query}\n",
    "with a place to find in the page": lambda name, query: f"#{name}?{query}:~:text=word",
}

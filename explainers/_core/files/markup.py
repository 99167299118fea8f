"""The HTML inside `<dnn-explainer>`: native inputs, the picture's place, and what the figure says in words.

Made once, from the spec alone, for the page, the embed and the stand-alone file. The player brings it to life and adds
nothing to it, so what a reader sees before the script is what stays, at the size that it keeps.
"""

from html import escape
from itertools import groupby

from explainers._core.controls import KINDS
from explainers._core.html import button, tag
from explainers._core.picture.beside import LETTERS
from explainers._core.words import listing, sources

RUNTIME = 3_720_000  # bytes of what runs the large network, compressed
# What a figure says until its player comes; the first where no script may run.
DEAD = (
    "This is a picture: scripts are off here, in this browser or in the frame that shows this page. Allow them, or "
    "open the page by itself, and the figure comes alive."
)
SILENT = (
    "This is still a picture: no script of this page has run yet. They may be slow to come, or refused: by this "
    "browser, by a policy of the site, or because the site sends them as something other than JavaScript, such as "
    "text/plain. Reload the page; if that does not help, its makers can look at what the browser's console says."
)
NOTHING = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=="  # one clear pixel


def markup(spec, stills=None, values=None, summary=None, address=None, only=None, inside=False):
    """The inner HTML of an explainer.

    stills: {"wide-light": url, ...} for wide and narrow, light and dark. values: {control: value} that a page opens
    with instead of the defaults. summary: the sentence for those values. address: a function of a file's name that
    gives where the page finds what a control needs, such as a small photograph; without it the player finds it. only:
    the names of the controls that are seen; the others are there all the same, and answer to links. By default all.
    inside: whether the pictures are in the page itself, and nothing is saved by leaving some away.
    """
    controls = [
        {
            **control,
            "value": (values or {}).get(control["name"], control.get("value")),
            "away": only is not None and control["name"] not in only,
        }
        for control in spec["controls"]
    ]
    known = {control["name"]: control["value"] for control in controls}
    controls = [{**control, "hidden": not applies(control, known)} for control in controls]
    words = summary or spec["first_summary"]
    sides = placed(controls)
    find = address or (lambda file: None)
    return (
        tag(
            "div",
            "".join([
                start(spec) if "weights" in spec["model"] else "",
                plot(spec, stills or {}, f"{spec['title']} {spec['description']}", words, inside),
                tag("p", escape(words), cls="dnn-summary", id=f"{spec['name']}-summary", aria_live="polite"),
                tag("div", tag("p") + button("retry", "Try again"), cls="dnn-error", role="alert", hidden=True),
                *(works("".join(grouped(spec["name"], members, find)), cls) for cls, members in sides),
                works(
                    button("defaults", "Start over")
                    + button("before", "Undo the link", hidden=True)
                    + button("share", "Copy link")
                    + (button("keep", "Keep this run") if spec["beside"] else "")
                    + (button("save", "Save the picture") if spec["image"] else "")
                    + tag("p", cls="dnn-notice", role="status", hidden=True)
                    + tag("input", cls="dnn-address", readonly=True, hidden=True, aria_label="Link to this state"),
                    "dnn-toolbar",
                ),
            ]),
            cls="dnn-frame dnn-beside" if any("dnn-side" in cls for cls, _ in sides) else "dnn-frame",
            style=answer(spec),
        )
        + (listing.markup(spec["listing"]) if spec["listing"] else "")
        + (sources.markup(spec["sources"]) if spec["sources"] else "")
        + (kept(spec) if spec["beside"] else "")
    )


def works(inside, cls, **attributes):
    """What works only while a figure lives or is about to: off, until the player is there to answer."""
    return tag("fieldset", inside, cls=f"{cls} dnn-works", role="none", disabled=True, **attributes)


def kept(spec):
    """Where runs that a reader keeps stand, once there are any: their picture, and what there is to say of each."""
    box = tag("div", cls="dnn-live", role="img", aria_label=f"Runs side by side. {spec['title']}")
    runs = "".join(
        tag(
            "li",
            "".join([
                tag("p", tag("strong", f"Run {letter}") + " " + tag("span", cls="dnn-differences")),
                tag("p", cls="dnn-hint"),
                works(
                    button("back", "Back to this run", aria_label=f"Back to this run: {letter}")
                    + button("forget", "Remove", aria_label=f"Remove: run {letter}"),
                    "dnn-buttons",
                ),
            ]),
            hidden=True,
        )
        for letter in LETTERS
    )
    inside = tag("div", tag("div", box, cls="dnn-plot"), cls="dnn-compared") + tag("ul", runs, role="list")
    return tag("section", inside, cls="dnn-frame dnn-kept", aria_label="Runs that are kept", hidden=True)


def applies(control, values):
    """Whether a control is seen while the controls have these values."""
    name, *wanted = control.get("when") or [None, None]
    return values.get(name) in wanted


def answer(spec):
    """Where the panel that answers lies in the narrow form, for the style sheet, which keeps it in sight."""
    narrow = spec["figures"].get("narrow", spec["figures"]["wide"])
    sizes = {
        "answer-top": narrow["answer"]["top"],
        "answer-height": narrow["answer"]["height"],
        "height": narrow["height"],
    }
    return "; ".join(f"--dnn-{name}: {size}px" for name, size in sizes.items())


def placed(controls):
    """[(class, controls), ...]: what stands under the figure, and what beside it."""
    stands = {
        control["name"]: KINDS[control["kind"]].stands if control.get("beside", True) else "under"
        for control in controls
    }
    # A pad that is seen at times only draws no other control to its side.
    every = any(stands[control["name"]] == "with all" and not control["when"] for control in controls)
    beside = {"beside", "with all", "under"} if every else {"beside", "with all"}
    side = [control for control in controls if stands[control["name"]] in beside]
    under = [control for control in controls if control not in side]
    sets = [("dnn-controls", under), ("dnn-controls dnn-side", side)]
    # On a phone they follow one another: what is picked beside the figure comes before what is done with it.
    return [(cls, members) for cls, members in (sets[::-1] if every else sets) if members]


def plot(spec, stills, text, words, inside):
    """The picture's place, with its heights reserved; player.css chooses by the width that there is.

    A still picture stays as it is, so that its text holds the summary; the live one is described by the summary that
    changes.
    """
    sizes = {form: spec["figures"].get(form, spec["figures"]["wide"]) for form in ("wide", "narrow")}
    amid = len(placed(spec["controls"])) > 1  # controls stand beside it, so that it is narrow in a wide window, too
    pictures = "".join(
        still(form, theme, stills[f"{form}-{theme}"], size, f"{text} {words}", amid, inside)
        for form, size in sizes.items()
        for theme in ("light", "dark")
        if f"{form}-{theme}" in stills
    )
    live = tag(
        "div", cls="dnn-live", role="img", aria_label=text, aria_describedby=f"{spec['name']}-summary", hidden=True
    )
    box = tag(
        "div",
        tag("div", pictures, cls="dnn-still") + live,
        cls=" ".join([
            "dnn-plot",
            *(["dnn-pictured"] if "light" in " ".join(stills) else []),  # what stands in on paper
            *(["dnn-single"] if pictures and "narrow" not in " ".join(stills) else []),  # for every width
        ]),
        style="; ".join(f"--dnn-{form}-height: {size['height']}px" for form, size in sizes.items()),
    )
    # The line where the player cuts the picture off, when that sticks to the edge of the screen.
    edge = tag("div", cls="dnn-edge", hidden=True)
    return tag("div", box + waits() + edge, cls="dnn-stage")


def waits():
    """What is said without the player. The style sheet shows the second once it has been waited for in vain."""
    dead = tag("noscript", tag("div", tag("p", DEAD), cls="dnn-waits"))
    return dead + tag("div", tag("p", SILENT), cls="dnn-waits dnn-silent")


def still(form, theme, url, size, alt, amid, inside):
    """One of a figure's four still pictures, with its size, in which a color stands until it comes. Without scripts,
    what cannot be seen in this window, or is for the dark, which scripts turn on, is not fetched.
    """
    narrow = None if amid else "(min-width: 700px) and (min-height: 31rem)"  # a phone that lies is wide, too
    window = {"wide": "(max-width: 599px)", "narrow": narrow}[form] if theme == "light" else ""
    looks = {"width": size["width"], "height": size["height"], "decoding": "async"}
    image = lazy(url, cls=f"dnn-{form} dnn-{theme}", alt=alt, **looks)
    return image if inside or window is None else unless(image, window)


def lazy(url, **attributes):
    """A picture that is fetched once it is about to be seen."""
    return tag("img", src=url, loading="lazy", **attributes)


def unless(image, window=""):
    """A lazy picture, and nothing without scripts, where it would be fetched at once: in such a window, or in any."""
    media = f"(scripting: none){f' and {window}' if window else ''}"
    return tag("picture", tag("source", media=media, srcset=NOTHING) + image)


def start(spec):
    """What a figure with the large network has instead of coming to life by itself: a button that loads it, then its
    progress, then that it runs. It stands over the figure, all three as high as each other, so that nothing is covered
    and nothing moves.
    """
    loads = f"Loads {megabytes(spec):.0f} MB, once for all pages. Everything happens on your device."
    size = tag("p", loads, cls="dnn-hint")
    # Not live: each percent is too much to be said.
    bar = tag("progress", max=1, value=0, aria_label="Loading the network") + tag("p", cls="dnn-hint")
    return tag(
        "div",
        "".join([
            works(button("wake", "Start the network") + size, "dnn-wake"),
            tag("div", bar, cls="dnn-loading", tabindex=-1, hidden=True),
            tag("p", "The network runs on your device. What you show it stays here.", cls="dnn-running dnn-hint"),
        ]),
        cls="dnn-start",
    )


def megabytes(spec):
    """What the page loads for the large network, at most."""
    return (spec["model"]["weights"]["bytes"] + RUNTIME) / 1e6


def grouped(explainer, controls, address):
    """Controls in their order; neighbors of one group stand together under its name, those that are away last."""
    for group, neighbors in groupby(controls, key=lambda control: control["group"]):
        members = sorted(neighbors, key=lambda control: control["away"])
        inside = "".join(each(explainer, control, address) for control in members)
        hidden = all(control["away"] for control in members)
        legend = tag("legend", escape(group or ""))
        yield tag("fieldset", legend + inside, cls="dnn-group", hidden=hidden) if group else inside


def each(explainer, control, address):
    """One control. One that is away is so whatever shows and hides it in the figure, so it has a box around it."""
    inside = KINDS[control["kind"]].markup(f"{explainer}-{control['name']}", control, address)
    return tag("div", inside, hidden=True) if control["away"] else inside

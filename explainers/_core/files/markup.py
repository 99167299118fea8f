"""The HTML inside `<dnn-explainer>`: native inputs, the picture's place, and what the figure says in words.

Made once, from the spec alone, for the page, the embed and the stand-alone file. The player brings it to life and adds
nothing to it, so what a reader sees before the script is what stays, at the size that it keeps.
"""

import math
from html import escape
from itertools import groupby

from explainers._core.words.summary import number

RUNTIME = 3_720_000                                         # bytes of what runs the large network, compressed


def markup(spec, stills=None, values=None, summary=None, photos=None):
    """The inner HTML of an explainer.

    stills: {"wide-light": url, ...} for wide and narrow, light and dark. values: {control: value} that a page opens with
    instead of the defaults. summary: the sentence for those values. photos: a function of a file name that gives the address
    of a small photograph; without it the player gives it.
    """
    controls = [{**control, "value": (values or {}).get(control["name"], control.get("value"))} for control in spec["controls"]]
    for control in controls:
        if control["kind"] == "photo":
            control["samples"] = [{**sample, "address": photos(small(sample["name"])) if photos else None} for sample in control["samples"]]
    words = summary or spec["first_summary"]
    beside = any(control["kind"] in ("pad", "photo") for control in controls)
    return tag("div", "".join([
        plot(spec, stills or {}, f"{spec['title']} {spec['description']}", words),
        tag("p", escape(words), cls="dnn-summary", id=f"{spec['name']}-summary", aria_live="polite"),
        tag("div", tag("p") + button("retry", "Try again"), cls="dnn-error", role="alert", hidden=True),
        *(tag("div", "".join(grouped(spec["name"], members)), cls=cls) for cls, members in places(controls)),
        tag("div", button("defaults", "Start over") + button("share", "Copy link")
            + (button("save", "Save the picture") if spec["image"] else "")
            + tag("p", cls="dnn-notice", role="status", hidden=True)
            + tag("input", cls="dnn-address", readonly=True, hidden=True, aria_label="Link to this state"), cls="dnn-toolbar"),
    ]), cls="dnn-frame dnn-beside" if beside else "dnn-frame")


def places(controls):
    """[(class, controls), ...]: what stands under the figure, and what beside it. With a pad all stand there, in reach while one draws."""
    kinds = {control["kind"] for control in controls}
    side = controls if "pad" in kinds else [control for control in controls if control["kind"] == "photo"]
    under = [control for control in controls if control not in side]
    return [(cls, members) for cls, members in (("dnn-controls", under), ("dnn-controls dnn-side", side)) if members]


def tag(element, inside=None, /, cls=None, **attributes):
    """One element. An attribute that is True has no value; None and False leave it out; `aria_label` is aria-label."""
    pairs = {"class": cls, **{key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}}
    written = "".join(f" {key}" if value is True else f' {key}="{escape(str(value))}"'
                      for key, value in pairs.items() if value is not None and value is not False)
    return f"<{element}{written}>" + ("" if element in ("input", "img") else f"{inside or ''}</{element}>")


def button(name, label, /, **attributes):
    return tag("button", escape(label), type="button", name=name, **attributes)


def plot(spec, stills, text, words):
    """The picture's place, with its heights reserved; player.css chooses by the width that there is.

    A still picture stays as it is, so that its text holds the summary; the live one is described by the summary that changes.
    """
    wide = spec["figures"]["wide"]["height"]
    narrow = spec["figures"].get("narrow", spec["figures"]["wide"])["height"]
    # Lazy, so that of the four only the one that shows is fetched.
    pictures = "".join(tag("img", cls=f"dnn-{form} dnn-{theme}", src=stills[f"{form}-{theme}"], alt=f"{text} {words}", loading="lazy", decoding="async")
                       for form in ("wide", "narrow") for theme in ("light", "dark") if f"{form}-{theme}" in stills)
    live = tag("div", cls="dnn-live", role="img", aria_label=text, aria_describedby=f"{spec['name']}-summary", hidden=True)
    box = tag("div", tag("div", pictures, cls="dnn-still") + live, cls="dnn-plot dnn-pictured" if pictures else "dnn-plot", style=f"--dnn-wide-height: {wide}px; --dnn-narrow-height: {narrow}px")
    return tag("div", box + (wake(spec) if "weights" in spec["model"] else ""), cls="dnn-stage")


def wake(spec):
    """What a figure with the large network has instead of coming to life by itself: a button that loads it, and its progress."""
    size = tag("p", f"Loads {megabytes(spec):.0f} MB, once for all pages. Then everything happens on your device.", cls="dnn-hint")
    bar = tag("progress", max=1, value=0, aria_label="Loading the network") + tag("p", cls="dnn-hint")    # each percent is too much to be said
    return tag("div", button("wake", "Start the network") + size, cls="dnn-wake") + tag("div", bar, cls="dnn-loading", tabindex=-1, hidden=True)


def megabytes(spec):
    """What the page loads for the large network, at most."""
    return (spec["model"]["weights"]["bytes"] + RUNTIME) / 1e6


def small(name):
    """The file of a sample photograph's small picture, among the things that a build makes."""
    return f"photo-{name}-small.webp"


def grouped(explainer, controls):
    """Controls in their order; neighbors of one group stand together under its name."""
    for group, members in groupby(controls, key=lambda control: control["group"]):
        inside = "".join(KINDS[control["kind"]](f"{explainer}-{control['name']}", control) for control in members)
        yield tag("fieldset", tag("legend", escape(group)) + inside, cls="dnn-group") if group else inside


def box(control, inside, element="div", **attributes):
    return tag(element, inside, cls=f"dnn-control dnn-{control['kind']}", data_control=control["name"], **attributes)


def label(id, text):
    return tag("label", escape(text), for_=id)


def output(id, text):
    return tag("output", escape(text), for_=id)


def plain(value):
    """A number as an attribute: 3, not 3.0."""
    return f"{value:.12g}"


def slider(id, control):
    low, high, step, value = (control[key] for key in ("min", "max", "step", "value"))
    if control["scale"] == "log":
        low, high, value = (math.log10(each) for each in (low, high, value))
        step = "any"
    limits = {"min": plain(low), "max": plain(high), "step": step if step == "any" else plain(step)}
    text = number(control["value"], control["format"])
    spoken = {"aria_valuetext": text} if control["scale"] == "log" else {}
    return box(control, label(id, control["label"]) + output(id, text) + tag(
        "input", type="range", id=id, name=control["name"], **limits, value=plain(value), autocomplete="off", **spoken))


def choice(id, control):
    if control["search"]:
        # Its thousand options are in the spec; the player puts them into the list.
        return box(control, label(id, control["label"]) + tag("input", type="text", id=id, name=control["name"], value=control["value"],
            list=f"{id}-list", autocomplete="off", autocapitalize="off", spellcheck="false", aria_describedby=f"{id}-said") + tag("datalist", id=f"{id}-list")
            + tag("p", cls="dnn-said", id=f"{id}-said", role="status"), "div", data_search=True)
    options = "".join(tag("option", escape(option["label"]), value=option["label"], selected=option["label"] == control["value"])
                      for option in control["options"])
    return box(control, label(id, control["label"]) + tag("select", options, id=id, name=control["name"], autocomplete="off"))


def toggle(id, control):
    switch = tag("input", type="checkbox", role="switch", id=id, name=control["name"], checked=control["value"], autocomplete="off")
    return box(control, switch + label(id, control["label"]))


def seed(id, control):
    field = tag("input", type="number", id=id, name=control["name"], min=control["min"], max=control["max"], step=1,
                value=control["value"], inputmode="numeric", autocomplete="off")
    return box(control, label(id, control["label"]) + field + button(
        f"next_{control['name']}", "Another", aria_label=f"Another: {control['label']}"))


def pick(id, control):
    rows = []
    for index, (field, value) in enumerate(zip(control["fields"], control["value"], strict=True)):
        each = f"{id}-{index}"
        places = max(0, -math.floor(math.log10(field["step"]) + 1e-9))
        rows.append(tag("div", label(each, field["label"]) + output(each, number(value, f".{places}f")) + tag(
            "input", type="range", id=each, name=control["name"], data_field=index, min=plain(field["min"]),
            max=plain(field["max"]), step=plain(field["step"]), value=plain(value), autocomplete="off"), cls="dnn-field"))
    hint = tag("p", "Click in the figure, or slide.", cls="dnn-hint")
    return box(control, tag("legend", escape(control["label"])) + hint + "".join(rows), "fieldset")


def pad(id, control):
    canvas = tag("canvas", id=id, tabindex=0, role="application", aria_label=control["label"], aria_describedby=f"{id}-hint",
                 width=control["shape"][1], height=control["shape"][0])
    samples = "".join(button(f"sample_{index}", sample["label"], data_sample=index) for index, sample in enumerate(control["samples"]))
    hint = "Draw with a finger or a mouse. With keys: arrows move, space puts the pen down or up, shift with an arrow erases."
    return box(control, "".join([
        tag("p", escape(control["label"]), cls="dnn-label"),
        canvas,
        tag("input", type="hidden", name=control["name"], value=control["value"]),
        tag("div", button("clear", "Clear") + button("undo", "Undo"), cls="dnn-buttons"),
        tag("div", samples, cls="dnn-buttons dnn-samples", role="group", aria_label="Samples"),
        tag("p", hint, cls="dnn-hint", id=f"{id}-hint"),
        tag("p", cls="dnn-said", role="status"),
    ]))


def photo(id, control):
    name = control["name"]
    chosen = control["value"].partition("@")[0]
    samples = "".join(tag("label", tag("input", type="radio", name=name, value=sample["name"], checked=sample["name"] == chosen, autocomplete="off")
                          + tag("img", src=sample["address"], alt=f"{sample['label']}: {sample['alt']}", title=sample["label"], width=56, height=56,
                                loading="lazy", decoding="async")) for sample in control["samples"])
    own = tag("label", tag("input", type="radio", name=name, value="own", autocomplete="off") + tag("canvas", aria_label="Your own photo", role="img", width=112, height=112),
              cls="dnn-own", hidden=True)
    file = tag("label", "Your photo…" + tag("input", type="file", name=f"{name}_file", accept="image/*"), cls="dnn-button")
    part = tag("canvas", id=id, tabindex=0, role="application", aria_label="Which part of the photo", aria_describedby=f"{id}-hint", width=1, height=1)
    zoom = label(f"{id}-zoom", "Zoom in") + output(f"{id}-zoom", "1×") + tag(
        "input", type="range", id=f"{id}-zoom", name=f"{name}_zoom", min=1, max=plain(1 / control["least"]), step="any", value=1, autocomplete="off")
    film = tag("video", playsinline=True, muted=True) + tag("div", button("shoot", "Take the picture") + button("leave", "Cancel"), cls="dnn-buttons")
    cut = tag("p", "Drag the square, or move it with the arrow keys.", cls="dnn-hint", id=f"{id}-hint")
    hint = "You can drop or paste a photo here, too. Nothing leaves your device."
    return box(control, "".join([
        tag("legend", escape(control["label"])),
        # A form of their own: without it the samples of two figures of a page would be one group. This method sends nothing.
        tag("form", own + samples, cls="dnn-photos", method="dialog"),
        tag("div", file + button("camera", "Camera"), cls="dnn-buttons"),
        tag("div", film, cls="dnn-camera", hidden=True),
        tag("p", hint, cls="dnn-hint"),
        tag("details", tag("summary", "Look at a part of it") + part + tag("div", zoom, cls="dnn-field") + cut, cls="dnn-part"),
        tag("p", cls="dnn-said", role="status"),
    ]), "fieldset")


def play(id, control):
    speeds = "".join(tag("option", f"{speed} a second", value=speed, selected=speed == control["speed"]) for speed in control["speeds"])
    return box(control, "".join([
        tag("div", button("play", control["label"]) + button("step", "Step") + button("reset", "Reset"), cls="dnn-buttons"),
        tag("div", label(f"{id}-speed", "Steps") + tag("select", speeds, id=f"{id}-speed", name="speed", autocomplete="off"), cls="dnn-field dnn-speed", hidden=len(control["speeds"]) == 1),
        tag("div", label(f"{id}-scrub", "Go back to") + output(f"{id}-scrub", "Step 0") + tag(
            "input", type="range", id=f"{id}-scrub", name="scrub", min=0, max=0, step=1, value=0, disabled=True, autocomplete="off"),
            cls="dnn-field dnn-scrub"),
    ]), role="group", aria_label=control["label"])


KINDS = {"slider": slider, "choice": choice, "toggle": toggle, "seed": seed, "pick": pick, "pad": pad, "photo": photo, "play": play}

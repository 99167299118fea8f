"""A film through a figure's model, frame by frame, as the page's live camera goes."""

from explainers._core.words import names


def frames(explainer, values):
    """An iterator over the named arrays of each frame. ValueError as for `Explainer.frames`."""
    controls = {control.name: control for control in explainer.controls if getattr(control, "live", False)}
    if not controls:
        raise ValueError(f"{explainer.name} takes no film: it has no live camera; call `outputs` for one picture")
    typed = next((each for each in values if names.found(each, list(controls))), None)
    name = names.found(typed, list(controls)) if typed else next(iter(controls))
    film = values.get(typed)
    if typed is None or isinstance(film, str) or not hasattr(film, "__iter__"):
        kind = "nothing" if typed is None else repr(film) if isinstance(film, str) else type(film).__name__
        raise ValueError(f"{name} takes a film here: a list of photos, or what gives one after another; not {kind}")
    others = explainer.given({each: value for each, value in values.items() if each != typed})
    return through(explainer, controls[name], film, others)


def through(explainer, control, film, others):
    for number, frame in enumerate(film):
        try:
            photo = control.check(frame)
        except ValueError as error:
            raise ValueError(f"frame {number}: {error}") from None
        yield explainer.outputs(**others, **{control.name: photo})

"""What a page asks for to show an explainer, by the names of files in the assets: what a reader without a network must
have.
"""

from explainers._core.files import kept, places, save
from explainers._core.picture import beside

# What the large network runs on. A page asks for PACKED only where the host sends the first as it is.
THREAD, UNPACKED, PACKED = "onnx-worker.js", "onnxruntime.wasm", "onnxruntime.bin"


def needs(explainer):
    """(files, files): those that a page with the explainer asks for by itself, sooner or later, and those that it asks
    for once a reader starts the large network, none for an explainer without it.
    """
    spec, model = kept.spec(explainer), explainer.plan.model
    stills = places.stills(explainer.name, lambda path: path.rpartition("/")[2])
    own = {
        f"{explainer.name}.json",
        *places.controls(spec),
        *places.plotly(spec),
        *(path.name for path in model.modules),
    }
    own |= {file for form, file in stills.items() if not form.startswith("small")}
    own |= {beside.file(explainer.name)} if explainer.beside else set()
    own |= {save.COUNTER} if explainer.tally else set()
    given = {*explainer.files, *(file for control in explainer.controls for file in control.files())}
    return (own, {model.weights.name, THREAD, PACKED} | given) if model.weights else (own | given, set())

"""ONNX to C, by emx-onnx-cgen, within this process: to start it and to read its many templates takes ten times as long
as a small graph.
"""

import jinja2
import onnx
from emx_onnx_cgen.codegen import c_emitter
from emx_onnx_cgen.compiler import Compiler, CompilerOptions

READ: list[jinja2.Environment] = []


def templates(**settings):
    """What has read the templates: once, for all graphs."""
    if not READ:
        READ.append(jinja2.Environment(**settings))
    return READ[0]


c_emitter.Environment = templates


def generated(part, proto):
    """C with a function `compute_PART` of all inputs, then all outputs. RuntimeError with the generator's complaint."""
    options = CompilerOptions(
        model_name=f"compute_{part}",
        restrict_arrays=False,
        large_temp_threshold_bytes=0,  # nothing on a heap
        large_weight_threshold=0,  # nor in another file
    )
    own = onnx.ModelProto.FromString(proto.SerializeToString())  # it may change what it is given
    try:
        return Compiler(options).compile_with_weight_data(own)[0]
    except Exception as error:  # of its own kinds, and others
        raise RuntimeError(f"emx_onnx_cgen failed: {error}") from error

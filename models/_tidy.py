"""Makes an exported graph smaller, and changes no bit of what it computes.

PyTorch's exporter would do that too, but takes a constant near 0 or 1 for 0 or 1 and drops it: the 1e-8 that keeps Adam
from dividing by 0 is gone then. So it is told not to, and here only rules are applied that look for no number.
"""

from onnxscript import ir
from onnxscript.optimizer import fold_constants_ir
from onnxscript.rewriter import rewrite
from onnxscript.rewriter.rules import common as rules

passes = ir.passes.common
RULES = [
    rules.no_op_transpose_rule,
    rules.transpose_transpose_rule,
    rules.unsqueeze_unsqueeze_rule,
    rules.fuse_pad_into_conv_rule,
    rules.max_min_rule,
]
# Of constants only these are computed beforehand: moves, and what every machine rounds alike; no sum, no exponential.
EXACT = {
    "Abs",
    "Add",
    "Cast",
    "Ceil",
    "Clip",
    "Concat",
    "ConstantOfShape",
    "Div",
    "Expand",
    "Flatten",
    "Floor",
    "Gather",
    "Identity",
    "Max",
    "Min",
    "Mul",
    "Neg",
    "Pad",
    "Range",
    "Reshape",
    "Round",
    "Sign",
    "Slice",
    "Split",
    "Sqrt",
    "Squeeze",
    "Sub",
    "Tile",
    "Transpose",
    "Trilu",
    "Unsqueeze",
    "Where",
}
ROUNDS = 2  # what one round has folded, the next may fold further


def _fold(node):
    """Whether to fold a node of constants: None where the folder may decide by their sizes."""
    numbers = any(value.dtype is None or value.dtype.is_floating_point() for value in node.outputs)
    return False if numbers and node.op_type not in EXACT else None


def tidy(model, inputs, outputs):
    """Makes a model of onnxscript smaller in place, and names its inputs and outputs."""
    passes.InlinePass()(model)
    for _ in range(ROUNDS):
        fold_constants_ir(model, onnx_shape_inference=True, should_fold=_fold)
        rewrite(model, RULES)
    for each in (
        passes.RemoveUnusedNodesPass(),
        passes.LiftConstantsToInitializersPass(lift_all_constants=True, size_limit=0),
        passes.LiftSubgraphInitializersToMainGraphPass(),
        passes.DeduplicateInitializersPass(),
        passes.CommonSubexpressionEliminationPass(),
        passes.OutputFixPass(),
    ):
        each(model)
    # Only now: OutputFixPass itself names the second of two equal outputs, and NameFixPass makes way for these names.
    for values, names in (model.graph.inputs, inputs), (model.graph.outputs, outputs):
        for value, name in zip(values, names, strict=True):
            value.name = name
    passes.NameFixPass()(model)

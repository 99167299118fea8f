"""ONNX to C, by emx-onnx-cgen, within this process: to start it and to read its many templates takes ten times as long
as a small graph.
"""

import jinja2
import onnx
from emx_onnx_cgen.codegen import c_emitter
from emx_onnx_cgen.compiler import Compiler, CompilerOptions

READ: list[jinja2.Environment] = []
# The generator's own makes a sum of products for each number that comes out, one after the other. These are the same
# sums in the same order, and so the same numbers; but a row of them at once, four products at a time, which clang
# computes side by side. Long rows of large matrices are several times as fast so. `_compile.WAYS` asks for it.
ROWS = """\
{% set rows = output_loop_vars and acc_type == c_type %}
{% if rows %}
{% set across, count = output_loop_vars[-1], output_loop_bounds[-1] %}
{% set along = "for (idx_t " ~ across ~ " = 0; " ~ across ~ " < " ~ count ~ "; ++" ~ across ~ ")" %}
#ifdef ROWS
EMX_NODE_FN void {{ op_name }}({{ dim_args }}{{ params | join(', ') }}) {
{% for var in output_loop_vars[:-1] %}
    for (idx_t {{ var }} = 0; {{ var }} < {{ output_loop_bounds[loop.index0] }}; ++{{ var }}) {
{% endfor %}
    {{ along }} {{ output_index_expr }} = {{ zero_literal }};
    idx_t k = 0;
    for (; k + 3 < {{ k }}; k += 4) {
{% for step in range(4) %}
        const {{ c_type }} by{{ step }} = {{ input0_index_expr | replace("[k]", "[k + " ~ step ~ "]") }};
{% endfor %}
        {{ along }} {
            {{ c_type }} acc = {{ output_index_expr }};
{% for step in range(4) %}
            acc += by{{ step }} * {{ input1_index_expr | replace("[k]", "[k + " ~ step ~ "]") }};
{% endfor %}
            {{ output_index_expr }} = acc;
        }
    }
    for (; k < {{ k }}; ++k) {
        const {{ c_type }} by = {{ input0_index_expr }};
        {{ along }} {{ output_index_expr }} += by * {{ input1_index_expr }};
    }
{% for var in output_loop_vars[:-1] %}
    }
{% endfor %}
}
#else
{% endif %}
{% include "usual/matmul_op.c.j2" %}

{% if rows %}
#endif
{% endif %}
"""

# A convolution whose last axis is only carried along, such as a batch: its innermost loop is over that, so that clang
# makes it SIMD. The sums have the same order as the generator's own.
CARRIED = """
{%- if spatial_rank == 3 and not pads_begin[2] and kernel_shape[2] == strides[2] == 1 -%}
EMX_NODE_FN void {{ op_name }}({{ dim_args }}{{ params | join(', ') }}) {
    for (idx_t n = 0; n < {{ batch }}; ++n)
        for (idx_t g = 0; g < {{ group }}; ++g)
            for (idx_t oc = g * {{ group_out_channels }}; oc < (g + 1) * {{ group_out_channels }}; ++oc)
                for (idx_t oh = 0; oh < {{ out_spatial[0] }}; ++oh)
                    for (idx_t ow = 0; ow < {{ out_spatial[1] }}; ++ow) {
                        {{ acc_type }} acc[{{ out_spatial[2] }}];
                        for (idx_t b = 0; b < {{ out_spatial[2] }}; ++b)
                            acc[b] = {% if bias %}{{ bias }}[oc]{% else %}{{ acc_zero_literal }}{% endif %};
                        for (idx_t ic = 0; ic < {{ group_in_channels }}; ++ic)
                            for (idx_t kh = 0; kh < {{ kernel_shape[0] }}; ++kh) {
                                const idx_t ih = oh * {{ strides[0] }} + kh * {{ dilations[0] }} - {{ pads_begin[0] }};
                                if (ih < 0 || ih >= {{ in_spatial[0] }}) continue;
                                for (idx_t kw = 0; kw < {{ kernel_shape[1] }}; ++kw) {
                                    const idx_t iw = ow * {{ strides[1] }} + kw * {{ dilations[1] }}
                                        - {{ pads_begin[1] }};
                                    if (iw < 0 || iw >= {{ in_spatial[1] }}) continue;
                                    const {{ acc_type }} w = {{ weights }}[oc][ic][kh][kw][0];
                                    for (idx_t b = 0; b < {{ out_spatial[2] }}; ++b)
                                        acc[b] += {{ input0 }}[n][g * {{ group_in_channels }} + ic][ih][iw][b] * w;
                                }
                            }
                        for (idx_t b = 0; b < {{ out_spatial[2] }}; ++b)
                            {{ output }}[n][oc][oh][ow][b] = acc[b];
                    }
}
{%- else -%}
{% include "usual/conv_op.c.j2" %}
{%- endif -%}
"""


def templates(loader, **settings):
    """What has read the templates: once, for all graphs."""
    if not READ:
        own = jinja2.DictLoader({"conv_op.c.j2": CARRIED, "matmul_op.c.j2": ROWS})
        usual = jinja2.PrefixLoader({"usual": loader})
        READ.append(jinja2.Environment(loader=jinja2.ChoiceLoader([own, usual, loader]), **settings))
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

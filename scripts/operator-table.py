#!/usr/bin/env python3
"""Writes the operator tables that org.onnxnet.schema.OperatorTable reads: that of the ONNX standard from the schemas of the
installed onnx package, that of the contributed operators from those that ONNX Runtime registers.

    pip install onnx==1.23.1 onnxruntime==1.30.0
    folder=onnxnet-core/src/main/resources/org/onnxnet/schema
    python scripts/operator-table.py standard > $folder/operators.txt
    python scripts/operator-table.py contributed > $folder/contributed-operators.txt
"""
import sys

import numpy
import onnx
from onnx import defs

# What the schemas do not say. Two runs with equal inputs may differ:
RANDOM = {
    "": {"RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli"},
    "com.microsoft": {"BiasDropout", "BitmaskBiasDropout", "BitmaskDropout", "Sampling"},
}
# They differ, or outputs are statistics of the inputs, where the node is in training mode:
TRAINING = {"": {"BatchNormalization", "Dropout"}}
# Inputs are changed in place:
STATEFUL = {"com.microsoft": {"PagedAttention"}}
# Programs and graphs of one device, of which nothing can be said.
OPAQUE = {"EPContext", "Snpe", "SampleOp", "MemcpyFromHost", "MemcpyToHost"}
CONTRIBUTED = {"com.microsoft", "com.microsoft.nchwc"}

OPTION = {"Single": "", "Optional": "?", "Variadic": "*"}


def short_type(text):
    return text[len("tensor(") : -1] if text.startswith("tensor(") else text.replace(" ", "")


def parameter(p):
    mark = OPTION[p.option.name]
    if mark == "*" and not (p.isHomogeneous if hasattr(p, "isHomogeneous") else p.is_homogeneous):
        mark = "~"
    type_name = p.typeStr if hasattr(p, "typeStr") else p.type_str
    return f"{p.name.replace(' ', '_')}:{type_name.replace(' ', '')}{mark}"


def default_of(attribute):
    value = onnx.helper.get_attribute_value(attribute)
    if attribute.type == onnx.AttributeProto.FLOAT:
        return str(numpy.float32(value))
    if attribute.type == onnx.AttributeProto.INT:
        return str(value)
    if attribute.type == onnx.AttributeProto.STRING:
        return value.decode()
    return ",".join(v.decode() if isinstance(v, bytes) else str(v) for v in value)


def default_value(a):
    """The default as an AttributeProto, of type 0 where there is none; ONNX Runtime hands it out serialized."""
    return onnx.AttributeProto.FromString(a._default_value) if hasattr(a, "_default_value") else a.default_value


def attribute(a):
    text = f"{a.name}:{a.type.name}"
    if a.required:
        return text + "!"
    default = default_value(a)
    return text if default.type == 0 else f"{text}={default_of(default)}"


def arity(low, high):
    return f"{low}..{'' if high >= 2**31 - 1 else high}"


def has_function(s):
    """ONNX Runtime does not tell; whoever inlines functions may not need to know of its own."""
    return isinstance(s, defs.OpSchema) and (s.has_function or s.has_context_dependent_function)


def flags(s):
    found = "d" if s.deprecated else ""
    found += "r" if s.name in RANDOM.get(s.domain, ()) else ""
    found += "t" if s.name in TRAINING.get(s.domain, ()) else ""
    found += "s" if s.name in STATEFUL.get(s.domain, ()) else ""
    found += "f" if has_function(s) else ""
    return found or "-"


def contributed():
    """The operators that ONNX Runtime adds, in domains of its own and, from before there were any, in that of ONNX."""
    from onnxruntime.capi import onnxruntime_pybind11_state as runtime

    standard = {s.name for s in defs.get_all_schemas_with_history() if s.domain == ""}
    return [
        s
        for s in runtime.get_all_operator_schema()
        if (s.domain in CONTRIBUTED or (s.domain == "" and s.name not in standard))
        and s.name not in OPAQUE
        and not s.name.endswith("_TRT")
    ]


def source(table):
    if table == "standard":
        return defs.get_all_schemas_with_history(), f"onnx {onnx.__version__}"
    import onnxruntime

    return contributed(), f"onnxruntime {onnxruntime.__version__}"


def main(table):
    schemas, origin = source(table)
    sets, rows = {}, []
    for s in sorted(schemas, key=lambda s: (s.domain, s.name, s.since_version)):
        constraints = []
        for c in s.type_constraints:
            types = " ".join(sorted(map(short_type, c.allowed_type_strs)))
            constraints.append(f"{c.type_param_str.replace(' ', '')}=@{sets.setdefault(types, len(sets))}")
        rows.append(
            "\t".join([
                s.domain or "ai.onnx",
                s.name,
                str(s.since_version),
                flags(s),
                arity(s.min_input, s.max_input),
                arity(s.min_output, s.max_output),
                " ".join(map(parameter, s.inputs)),
                " ".join(map(parameter, s.outputs)),
                " ".join(attribute(s.attributes[a]) for a in sorted(s.attributes)),
                " ".join(constraints),
            ])
        )
    print("# Facts of the", table, "operator schemas, written by scripts/operator-table.py from", origin)
    for types, number in sets.items():
        print(f"@{number}\t{types}")
    print("\n".join(rows))


if len(sys.argv) != 2 or sys.argv[1] not in ("standard", "contributed"):
    sys.exit(__doc__)
main(sys.argv[1])

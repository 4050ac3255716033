#!/usr/bin/env python3
"""Writes the operator table that org.onnxnet.schema.OperatorTable reads, from the schemas of the installed onnx package.

    pip install onnx==1.23.1
    python scripts/operator-table.py > onnxnet-core/src/main/resources/org/onnxnet/schema/operators.txt
"""
import sys

import numpy
import onnx
from onnx import defs

RANDOM = {"RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli"}
OPTION = {"Single": "", "Optional": "?", "Variadic": "*"}


def short_type(text):
    return text[len("tensor(") : -1] if text.startswith("tensor(") else text.replace(" ", "")


def parameter(p):
    mark = OPTION[p.option.name]
    if mark == "*" and not p.is_homogeneous:
        mark = "~"
    return f"{p.name.replace(' ', '_')}:{p.type_str.replace(' ', '')}{mark}"


def default_of(attribute):
    value = onnx.helper.get_attribute_value(attribute)
    if attribute.type == onnx.AttributeProto.FLOAT:
        return str(numpy.float32(value))
    if attribute.type == onnx.AttributeProto.INT:
        return str(value)
    if attribute.type == onnx.AttributeProto.STRING:
        return value.decode()
    return ",".join(v.decode() if isinstance(v, bytes) else str(v) for v in value)


def attribute(a):
    text = f"{a.name}:{a.type.name}"
    if a.required:
        return text + "!"
    return text if a.default_value.type == 0 else f"{text}={default_of(a.default_value)}"


def arity(low, high):
    return f"{low}..{'' if high >= 2**31 - 1 else high}"


def flags(s):
    found = "d" if s.deprecated else ""
    found += "r" if s.domain == "" and s.name in RANDOM else ""
    found += "f" if s.has_function or s.has_context_dependent_function else ""
    return found or "-"


sets, rows = {}, []
for s in sorted(defs.get_all_schemas_with_history(), key=lambda s: (s.domain, s.name, s.since_version)):
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
print("# Facts of the ONNX operator schemas, written by scripts/operator-table.py from onnx", onnx.__version__)
for types, number in sets.items():
    print(f"@{number}\t{types}")
print("\n".join(rows))

"""onnxscript as a peer of the scoreboard: reads lines "IN<tab>OUT", prints "answer ok" or "answer ERROR".

    pip install onnxscript onnx && python peer-onnxscript.py
"""

import sys

import onnx
import onnxscript.optimizer
import onnxscript.rewriter

for line in sys.stdin:
    source, target = line.rstrip("\n").split("\t")
    answer = "ok"
    try:
        model = onnx.load(source)
        model = onnxscript.optimizer.optimize(model)
        model = onnxscript.rewriter.rewrite(model)
        onnx.save(model, target)
    except Exception as error:
        answer = " ".join(f"{type(error).__name__}: {error}".split())[:500]
    print("answer " + answer, flush=True)

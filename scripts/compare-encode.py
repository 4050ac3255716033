#!/usr/bin/env python3
"""Files of NAS-Bench-201 to texts with onnxnet, beside onnx.load, onnxsim and infer_shapes, one after the other; prints a table.

Build first: ./mvnw -q -Pbenchmarks package -DskipTests
Then run with a Python that has onnx, after `npm install onnxsim` in a folder:
    python scripts/compare-encode.py FOLDER-WITH-NODE_MODULES [--files 200] [--peer-files 60]

onnxsim is its WebAssembly build for Node, in a process that is up and warm; its time includes reading and writing a file. The
peers write no text: what remains of a Python encoder's work is not counted.
"""

import argparse
import pathlib
import subprocess
import tempfile
import time

import onnx

ROOT = pathlib.Path(__file__).resolve().parent.parent
JAR = ROOT / "onnxnet-benchmarks" / "target" / "benchmarks.jar"
WARM_UP = 5


def ours(folder, count):
    output = subprocess.run(
        ["java", "-cp", str(JAR), "org.onnxnet.throughput.FilesToTexts", str(folder), str(count)],
        check=True, capture_output=True, text=True).stdout.split()
    return int(output[0]), float(output[1]), float(output[2])


def onnxsim(node_modules, files, target):
    with subprocess.Popen(["node", str(ROOT / "scripts" / "peer-onnxsim.mjs")], cwd=node_modules, text=True,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as peer:
        seconds = []
        for file in files:
            start = time.perf_counter()
            peer.stdin.write(f"{file}\t{target / file.name}\n")
            peer.stdin.flush()
            line = peer.stdout.readline()
            while line and not line.startswith("answer "):
                line = peer.stdout.readline()
            if line.strip() != "answer ok":
                raise SystemExit(f"onnxsim on {file}: {line}")
            seconds.append(time.perf_counter() - start)
        peer.stdin.close()
    return sum(seconds[WARM_UP:]) / len(seconds[WARM_UP:])


def python(files, simplified):
    loading = inferring = 0.0
    for number, file in enumerate(files):
        start = time.perf_counter()
        onnx.load(file)
        middle = time.perf_counter()
        model = onnx.load(simplified / file.name)
        begin = time.perf_counter()
        onnx.shape_inference.infer_shapes(model)
        if number >= WARM_UP:
            loading += middle - start
            inferring += time.perf_counter() - begin
    return loading / (len(files) - WARM_UP), inferring / (len(files) - WARM_UP)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("node", help="folder with node_modules/onnxsim")
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--peer-files", type=int, default=60)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "networks")
        target = pathlib.Path(folder, "simplified")
        target.mkdir()
        count, first, warm = ours(source, arguments.files)
        files = sorted(source.glob("*.onnx"))[:: max(1, arguments.files // arguments.peer_files)]
        simplify = onnxsim(arguments.node, files, target)
        load, infer = python(files, target)
    mine = warm / count
    print("| | ms a graph | graphs a second and core | ratio |\n|---|---:|---:|---:|")
    rows = [("onnxnet, warm", mine), ("onnxnet, first pass of a JVM", first / count), ("onnx.load", load), ("onnxsim", simplify),
            ("onnx.shape_inference.infer_shapes", infer), ("the three together", load + simplify + infer)]
    for name, seconds in rows:
        print(f"| {name} | {seconds * 1e3:,.2f} | {1 / seconds:,.0f} | {seconds / mine:,.1f} |")


if __name__ == "__main__":
    main()

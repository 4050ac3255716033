#!/usr/bin/env python3
"""Loads one 300 MB model with onnxnet-core and with Python's onnx, one after the other, and prints a table.

Build first: ./mvnw -q -Pbenchmarks package -DskipTests
Then run with a Python that has onnx: python scripts/compare-load.py [--runs 5]
"""

import argparse
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
JAR = ROOT / "onnxnet-benchmarks" / "target" / "benchmarks.jar"

# A process of its own for each load: so the peak memory is that of one load.
LOAD = """
import resource, sys, time
import onnx
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
model = onnx.load(sys.argv[1])
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(seconds, peak - before, onnx.__version__, len(model.graph.initializer))
"""


def java(model):
    with tempfile.NamedTemporaryFile(suffix=".json") as result:
        command = ["java", "-jar", str(JAR), "LoadBenchmark", "-p", f"file={model}", "-prof", "gc",
                   "-rf", "json", "-rff", result.name]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        results = json.load(open(result.name))
    touched = re.search(r"bytes touched: (\d+) of (\d+)", output)
    rows = {}
    for entry in results:
        name = entry["benchmark"].rsplit(".", 1)[1]
        raw = [value for fork in entry["primaryMetric"]["rawData"] for value in fork]
        rows[name] = statistics.median(raw) / 1000
        allocated = entry["secondaryMetrics"].get("gc.alloc.rate.norm") or entry["secondaryMetrics"].get("·gc.alloc.rate.norm")
        if name == "warm" and allocated:
            rows["allocated"] = allocated["score"]
    return rows, int(touched.group(1)), int(touched.group(2)), results[0]["jdkVersion"]


def python(model, runs):
    seconds, peaks = [], []
    version = ""
    for _ in range(runs):
        line = subprocess.run([sys.executable, "-c", LOAD, str(model)], check=True, capture_output=True, text=True).stdout
        second, peak, version, _ = line.split()
        seconds.append(float(second))
        peaks.append(int(peak) * 1024)
    return statistics.median(seconds) * 1000, statistics.median(peaks), version


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="loads by Python; the median counts")
    parser.add_argument("--model", type=pathlib.Path, default=ROOT / "onnxnet-benchmarks" / "target" / "load-300MB.onnx")
    arguments = parser.parse_args()
    rows, touched, size, jdk = java(arguments.model)
    milliseconds, peak, version = python(arguments.model, arguments.runs)
    print(f"{size:,} bytes, JDK {jdk}, onnx {version}, Python {sys.version.split()[0]}\n")
    print("| | time (median) | bytes looked at | memory |")
    print("|---|---|---|---|")
    print(f"| onnxnet, first load of a JVM | {rows['first']:.1f} ms | {touched:,} | |")
    print(f"| onnxnet, warm | {rows['warm']:.2f} ms | {touched:,} | {rows.get('allocated', 0) / 1024:,.0f} KiB allocated |")
    print(f"| `onnx.load`, module already imported | {milliseconds:,.0f} ms | {size:,} | {peak / 2**20:,.0f} MiB more resident |")


if __name__ == "__main__":
    main()

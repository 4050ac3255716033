#!/usr/bin/env python3
"""Trains a network with onnxnet and with transformers on torch, one after the other, and prints a table of their speed.

Run with a Python that has torch and transformers:
    python scripts/training-speed.py [--tokens 512] [--steps 12] [--threads 2] [--rounds 2]

Both have the same network, texts, batches of 16, loss, AdamW, clipping and environment; OPENBLAS_* of the caller reaches neither. Speed is the median over the steps; that of
a processor is from processor time, and means something on a busy machine too.
"""

import argparse
import json
import os
import pathlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BATCH = 16
WARM_UP = 2
ENVIRONMENT = {
    "OMP_WAIT_POLICY": "PASSIVE",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "1073741824",
    "MALLOC_TRIM_THRESHOLD_": "4294967296",
    "MALLOC_TOP_PAD_": "268435456",
}


def environment(**more):
    return {name: value for name, value in os.environ.items() if not name.startswith("OPENBLAS_")} | more


def write_texts(path, count, tokens):
    chooser = random.Random(42)
    with open(path, "w") as out:
        for i in range(count):
            text = ""
            while len(text) < 4 * tokens:
                text += chooser.choice(["Conv(prev, 16x16x3x3) --> ", "Relu(prev) --> ", "Add(prev, Value1) --> "])
            out.write(json.dumps({"key": str(i), "text": text, "label": chooser.random()}) + "\n")


def train_ours(folder, precision, arguments, steps):
    write_texts(folder / "texts.jsonl", BATCH * steps, arguments.tokens)
    output = folder / f"ours-{precision}-{steps}"
    (folder / "recipe.yaml").write_text(
        f"output: {output}\n"
        "data: {train: {texts: texts.jsonl}}\n"
        f"model: {{layers: {arguments.layers}, hidden: {arguments.hidden}, heads: {arguments.heads}, "
        f"intermediate: {arguments.intermediate}, max-tokens: {arguments.tokens}}}\n"
        f"optimizer: {{epochs: 1, batch-size: {BATCH}}}\n"
        f"execution: {{device: 'cpu:{arguments.threads}', precision: {precision}}}\n")
    before = processor_seconds()
    subprocess.run([ROOT / "onnxnet", "train", folder / "recipe.yaml"], check=True, stdout=subprocess.DEVNULL,
                   env=environment())
    lines = [json.loads(line) for line in open(output / "metrics.jsonl")]
    return output / "last", [line for line in lines if "tokens" in line], processor_seconds() - before


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ours(folder, precision, arguments):
    """Two trainings: what the longer one needs more is not the start of a JVM."""
    _, few, cpu_of_few = train_ours(folder, precision, arguments, 4)
    model, many, cpu_of_many = train_ours(folder, precision, arguments, 4 + arguments.steps)
    wall = [step["tokens"] / step["seconds"] for step in many[WARM_UP:]]
    tokens = sum(step["tokens"] for step in many) - sum(step["tokens"] for step in few)
    return model, wall, tokens / (cpu_of_many - cpu_of_few)


def theirs(folder, model, precision, attention, arguments):
    command = [sys.executable, __file__, "--peer", str(model), str(folder / "texts.jsonl"), precision, attention,
               "--threads", str(arguments.threads), "--tokens", str(arguments.tokens)]
    output = subprocess.run(command, check=True, capture_output=True, text=True, env=environment(**ENVIRONMENT))
    steps = json.loads(output.stdout)[WARM_UP:]
    return [tokens / wall for tokens, wall, _ in steps], statistics.median(tokens / cpu for tokens, _, cpu in steps)


def peer(model_folder, texts, precision, attention, arguments):
    import torch
    from transformers import AutoModelForSequenceClassification, PreTrainedTokenizerFast

    torch.set_num_threads(arguments.threads)
    model = AutoModelForSequenceClassification.from_pretrained(model_folder, attn_implementation=attention)
    model.train()
    tokenizer = PreTrainedTokenizerFast.from_pretrained(model_folder)
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-5, weight_decay=0.1)
    rows = [json.loads(line) for line in open(texts)]
    measured = []
    for first in range(0, len(rows), BATCH):
        batch = rows[first:first + BATCH]
        encoded = tokenizer([row["text"] for row in batch], truncation=True, max_length=arguments.tokens,
                            padding=True, return_tensors="pt", return_token_type_ids=False)
        labels = torch.tensor([row["label"] for row in batch])
        begin, cpu = time.perf_counter(), time.process_time()
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=precision == "bf16"):
            logits = model(**encoded).logits.squeeze(-1)
        logits = logits.float()
        i, j = torch.triu_indices(len(batch), len(batch), 1)
        loss = torch.nn.functional.margin_ranking_loss(
            logits[i], logits[j], torch.sign(labels[i] - labels[j]), margin=0.1)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        measured.append((int(encoded["attention_mask"].sum()), time.perf_counter() - begin,
                         time.process_time() - cpu))
    print(json.dumps(measured))


def main():
    parser = argparse.ArgumentParser()
    for name, value in (("tokens", 512), ("steps", 12), ("threads", 2), ("rounds", 2), ("layers", 4), ("hidden", 192),
                        ("heads", 4), ("intermediate", 512)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--peer", nargs=4, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peer:
        peer(*arguments.peer, arguments)
        return
    subprocess.run([ROOT / "onnxnet", "--version"], check=True, stdout=subprocess.DEVNULL)  # builds it if it must
    walls, cpus = {}, {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for round_ in range(arguments.rounds):
            for precision in ("fp32", "bf16"):
                (folder / str(round_)).mkdir(exist_ok=True)
                model, wall, cpu = ours(folder / str(round_), precision, arguments)
                walls.setdefault((precision, "onnxnet"), []).extend(wall)
                cpus.setdefault((precision, "onnxnet"), []).append(cpu)
                for attention in ("eager", "sdpa"):
                    wall, cpu = theirs(folder / str(round_), model, precision, attention, arguments)
                    walls.setdefault((precision, f"transformers, {attention}"), []).extend(wall)
                    cpus.setdefault((precision, f"transformers, {attention}"), []).append(cpu)
    print(f"{arguments.layers} layers of {arguments.hidden}, {BATCH} texts of {arguments.tokens} tokens, "
          f"{arguments.threads} threads, load {os.getloadavg()[0]:.1f}\n")
    print("| precision | | tokens a second | tokens a second of a processor |\n|---|---|---:|---:|")
    for precision, name in sorted(walls):
        key = (precision, name)
        print(f"| {precision} | {name} | {statistics.median(walls[key]):,.0f} | {statistics.median(cpus[key]):,.0f} |")


if __name__ == "__main__":
    main()

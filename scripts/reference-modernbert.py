"""A random ModernBERT checkpoint made by transformers, texts of mixed length, their scores and the time they take.

    python -m venv venv && venv/bin/pip install torch transformers
    venv/bin/python reference-modernbert.py FOLDER [--hidden 256 --layers 6 --heads 4 --texts 24 --threads 2]

Writes FOLDER/config.json, model.safetensors and reference.json: token ids, scores and seconds. Texts run in one batch each
(no padding), and in batches of eight sorted by length, with scaled dot product attention in 32-bit floats; the better of
both counts.
"""

import argparse
import json
import resource
import time
from pathlib import Path

import torch
from transformers import ModernBertConfig, ModernBertForSequenceClassification

parser = argparse.ArgumentParser()
parser.add_argument("folder", type=Path)
parser.add_argument("--hidden", type=int, default=256)
parser.add_argument("--layers", type=int, default=6)
parser.add_argument("--heads", type=int, default=4)
parser.add_argument("--intermediate", type=int, default=384)
parser.add_argument("--vocabulary", type=int, default=2048)
parser.add_argument("--texts", type=int, default=24)
parser.add_argument("--shortest", type=int, default=200)
parser.add_argument("--longest", type=int, default=4000)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--seed", type=int, default=42)
args = parser.parse_args()

torch.manual_seed(args.seed)
torch.set_num_threads(args.threads)
config = ModernBertConfig(
    vocab_size=args.vocabulary, hidden_size=args.hidden, num_hidden_layers=args.layers, num_attention_heads=args.heads,
    intermediate_size=args.intermediate, num_labels=1, classifier_pooling="mean", pad_token_id=0, cls_token_id=1,
    sep_token_id=2, bos_token_id=1, eos_token_id=2, initializer_range=0.1)
config._attn_implementation = "sdpa"
model = ModernBertForSequenceClassification(config).eval()
model.save_pretrained(args.folder)

lengths = torch.linspace(args.shortest, args.longest, args.texts).round().int().tolist()
texts = [torch.randint(3, args.vocabulary, (length,)).tolist() for length in lengths]


def score(batch):
    longest = max(len(text) for text in batch)
    ids = torch.tensor([text + [0] * (longest - len(text)) for text in batch])
    mask = torch.tensor([[1] * len(text) + [0] * (longest - len(text)) for text in batch])
    return model(input_ids=ids, attention_mask=mask).logits[:, 0].tolist()


def run(size):
    start = time.perf_counter()
    scores = [value for i in range(0, len(texts), size) for value in score(texts[i:i + size])]
    return scores, time.perf_counter() - start


with torch.inference_mode():
    run(1)
    scores, alone = run(1)
    _, together = run(8)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
(args.folder / "reference.json").write_text(json.dumps({
    "texts": texts, "scores": scores, "seconds": min(alone, together), "peak_mb": peak // 1024}))
print(f"{len(texts)} texts, {sum(lengths)} tokens: one by one {alone:.2f} s, eight by eight {together:.2f} s, "
      f"peak {peak // 1024} MB")

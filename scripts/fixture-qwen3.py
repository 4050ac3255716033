"""The tiny random Qwen3 of the tests, made by transformers, with its scores, derivatives and training steps.

    python -m venv venv && venv/bin/pip install torch transformers
    venv/bin/python fixture-qwen3.py FOLDER [--variants]

Writes FOLDER/config.json, model.safetensors, tokenizer.json (byte-level BPE without special tokens around a text, as Qwen3 has
it) and expected.json: token ids of texts filled up at the right, scores, losses, the length of the derivative of each weight,
four steps of AdamW with clipping, and texts with their tokens and scores. Heads share keys and values, and their width is not
hidden / heads; with `--variants` all heads share one, the attention adds biases, and another function activates. With `--check IDS...` it
prints what transformers makes of the classifier in FOLDER instead.
"""

import argparse
import json
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import AutoModelForSequenceClassification, Qwen3Config, Qwen3ForSequenceClassification

PAD = 319
LENGTHS = [150, 97, 64, 5, 1]
LABELS = [93.2, 71.5, 93.2, 10.0, 55.0]
MARGIN = 0.1
TEXTS = ["Conv(prev, 16x16x3x3) --> Relu(prev) --> Value1", "Relu(prev)", "\u00e9\u4e2d \n x"]

parser = argparse.ArgumentParser()
parser.add_argument("folder", type=Path)
parser.add_argument("--check", type=int, nargs="+", help="token ids to score with the classifier in FOLDER")
parser.add_argument("--variants", action="store_true")
args = parser.parse_args()


def tokenizer():
    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.post_processor = processors.ByteLevel(trim_offsets=False)
    bpe.decoder = decoders.ByteLevel()
    bpe.train_from_iterator(TEXTS * 4, trainers.BpeTrainer(
        vocab_size=PAD, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    vocabulary = bpe.get_vocab_size()
    bpe.add_special_tokens(["<|endoftext|>"])
    saved = json.loads(bpe.to_str())
    saved["added_tokens"][0]["id"] = PAD
    assert vocabulary <= PAD
    return saved


def pairwise(scores, labels):
    pairs = [(i, j) for i in range(len(labels)) for j in range(i + 1, len(labels)) if labels[i] != labels[j]]
    lead = torch.stack([(scores[i] - scores[j]) * (1 if labels[i] > labels[j] else -1) for i, j in pairs])
    return torch.relu(MARGIN - lead).mean()


def run(model, loss):
    model.zero_grad()
    scores = model(input_ids=ids, attention_mask=mask).logits[:, 0]
    value = loss(scores)
    value.backward()
    return scores.tolist(), value.item()


LOSSES = {"mse": lambda scores: ((scores - torch.tensor(LABELS)) ** 2).mean(), "pwr": lambda scores: pairwise(scores, LABELS)}

if args.check:
    with torch.inference_mode():
        model = AutoModelForSequenceClassification.from_pretrained(args.folder, attn_implementation="eager").eval()
        print(type(model).__name__, model(input_ids=torch.tensor([args.check])).logits[0].tolist())
    raise SystemExit

torch.manual_seed(42)
config = Qwen3Config(
    vocab_size=PAD + 1, hidden_size=32, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2, head_dim=12,
    intermediate_size=48, num_labels=1, pad_token_id=PAD, max_position_embeddings=512, tie_word_embeddings=True,
    initializer_range=0.3, rope_parameters={"rope_type": "default", "rope_theta": 1e6})
if args.variants:
    config.attention_bias, config.num_key_value_heads, config.hidden_act, config.rms_norm_eps = True, 1, "gelu", 0.01
    config.tie_word_embeddings, config.rope_parameters = False, {"rope_type": "default", "rope_theta": 99.0}
config._attn_implementation = "eager"
model = Qwen3ForSequenceClassification(config)
with torch.no_grad():
    for name, weight in model.named_parameters():
        if "norm" in name or "bias" in name:
            weight.add_(0.3 * torch.randn_like(weight))
model.eval()
model.save_pretrained(args.folder)
(args.folder / "tokenizer.json").write_text(json.dumps(tokenizer(), ensure_ascii=False))

rows = [torch.randint(0, PAD, (length,)).tolist() for length in LENGTHS]
ids = torch.tensor([row + [PAD] * (max(LENGTHS) - len(row)) for row in rows])
mask = (torch.arange(max(LENGTHS)) < torch.tensor(LENGTHS)[:, None]).long()

expected = {"about": "tiny random Qwen3, transformers eager fp32", "lengths": LENGTHS, "input_ids": ids.tolist(),
            "labels": LABELS}
bpe = Tokenizer.from_file(str(args.folder / "tokenizer.json"))
with torch.inference_mode():
    expected["logits"] = model(input_ids=ids, attention_mask=mask).logits[:, 0].tolist()
    alone = [model(input_ids=torch.tensor([row])).logits[0, 0].item() for row in rows]
    assert max(abs(a - b) for a, b in zip(alone, expected["logits"])) < 1e-4, (alone, expected["logits"])
    expected["texts"] = []
    for text in [*TEXTS, ""]:
        tokens = bpe.encode(text).ids
        score = model(input_ids=torch.tensor([tokens or [PAD]])).logits[0, 0].item()
        expected["texts"].append({"text": text, "ids": tokens, "logit": score})

expected["backward"] = {}
for name, loss in LOSSES.items():
    _, value = run(model, loss)
    expected["backward"][name] = {
        "loss": value,
        "grad_norms": {name: weight.grad.norm().item() for name, weight in model.named_parameters()},
        "grad_classifier": model.score.weight.grad.flatten().tolist()}

other = [weight for name, weight in model.named_parameters() if "norm" in name or "bias" in name]
decayed = [weight for name, weight in model.named_parameters() if "norm" not in name and "bias" not in name]
peak, end, warmup, total = 5e-3, 5e-4, 1, 4
optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.1}, {"params": other, "weight_decay": 0.0}], lr=peak)
trace = []
for step in range(total):
    rate = peak * step / warmup if step < warmup else (peak - end) * (1 - (step - warmup) / (total - warmup)) + end
    _, value = run(model, LOSSES["pwr"])
    norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0).item()
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.step()
    trace.append({"step": step, "lr": rate, "loss": value, "grad_norm_before_clip": norm})
with torch.inference_mode():
    after = model(input_ids=ids, attention_mask=mask).logits[:, 0].tolist()
expected["train"] = {
    "lr": peak, "lr_end": end, "warmup_steps": warmup, "total_steps": total, "weight_decay": 0.1, "loss": "pwr margin 0.1",
    "trace": trace, "logits_after": after, "classifier_weight_after": model.score.weight.flatten().tolist()}
(args.folder / "expected.json").write_text(json.dumps(expected))
print(expected["logits"], trace)

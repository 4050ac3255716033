"""Writes what the transformers library makes of the domain tokenizer, which the tests of onnxnet-predictor hold DJL to.

Run from the root, after the tokenizer changed, with transformers installed: python scripts/domain-tokenizer-ids.py
It reads the texts of domain-ids.jsonl and writes the file again with the ids.
"""

import json
import pathlib

from transformers import AutoTokenizer

PREDICTOR = pathlib.Path("onnxnet-predictor/src")
TOKENIZER = PREDICTOR / "main/resources/org/onnxnet/predictor/text/domain"
IDS = PREDICTOR / "test/resources/org/onnxnet/predictor/text/domain-ids.jsonl"


def main() -> None:
    tokenizer = AutoTokenizer.from_pretrained(TOKENIZER)
    lines = []
    for line in IDS.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        ids = tokenizer(text)["input_ids"]
        assert tokenizer.decode(ids[1:-1]) == text, text
        lines.append(json.dumps({"text": text, "ids": ids}))
    IDS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Fine-tuning of a small encoder as a cross-encoder, and its export for onnxruntime."""

from __future__ import annotations

import json
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.entailment.pairs import LABELS, Made

__all__ = ["train"]

_BATCH = 32
_TOKENS = 128
_RATE, _HEAD_RATE = 1e-4, 5e-4
_SMOOTHING = 0.03
_COOLDOWN = 0.15
_OPSET = 17


def train(pairs: Sequence[Made], base: Path, out: Path, *, minutes: float, threads: int) -> None:
    """Write ``model.onnx`` (int8), ``tokenizer.json`` and ``config.json`` into ``out``.

    One pass over the pairs in a drawn order, batches of like length, the rate constant and
    then falling to nothing; cut short, with the fall, where ``minutes`` are over.
    """
    import torch
    from tokenizers import Tokenizer

    torch.manual_seed(3)
    torch.set_num_threads(threads)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.enable_truncation(_TOKENS, strategy="longest_first")
    tokenizer.no_padding()
    model = _model(base)
    head = [one for name, one in model.named_parameters() if name.startswith("head")]
    body = [one for name, one in model.named_parameters() if name.startswith("encoder")]
    optimizer = torch.optim.AdamW(
        [{"params": [one for one in body if one.requires_grad], "lr": _RATE},
         {"params": head, "lr": _HEAD_RATE}], weight_decay=0.01,
    )  # fmt: skip
    rates = [group["lr"] for group in optimizer.param_groups]
    batches = list(_batches(pairs, tokenizer))
    began, seen, loss_sum = time.monotonic(), 0, 0.0
    model.train()
    for number, (fed, labels) in enumerate(batches):
        share = max((time.monotonic() - began) / (60 * minutes), number / len(batches))
        if share >= 1:
            break
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * min(1.0, (1 - share) / _COOLDOWN, (number + 1) / 30)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(**fed)
        loss = torch.nn.functional.cross_entropy(logits.float(), labels, label_smoothing=_SMOOTHING)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        seen, loss_sum = seen + len(labels), loss_sum + float(loss.detach())
        if number % 50 == 49:
            took = time.monotonic() - began
            print(f"{seen:7,} pairs  {seen / took:5.1f}/s  loss {loss_sum / 50:.3f}", flush=True)
            loss_sum = 0.0
    _export(model.eval(), base, out)
    print(f"{seen:,} pairs in {(time.monotonic() - began) / 60:.1f} min: {out}")


def _model(base: Path) -> Any:
    import torch
    from transformers import AutoModel

    class CrossEncoder(torch.nn.Module):  # type: ignore[misc]
        """Three classes from the first token and the mean of all."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder = AutoModel.from_pretrained(
                base, add_pooling_layer=False, attn_implementation="eager"
            )
            for one in self.encoder.embeddings.parameters():
                one.requires_grad = False
            self.head = torch.nn.Linear(2 * self.encoder.config.hidden_size, len(LABELS))

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            states = self.encoder(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            ).last_hidden_state
            weight = attention_mask.unsqueeze(-1).to(states.dtype)
            mean = (states * weight).sum(1) / weight.sum(1)
            return self.head(torch.cat([states[:, 0], mean], dim=1))

    return CrossEncoder()


def _batches(pairs: Sequence[Made], tokenizer: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    import torch

    chance = random.Random(5)
    order = list(pairs)
    chance.shuffle(order)
    encoded = tokenizer.encode_batch([(pair.passage, pair.claim) for pair in order])
    rows = [(one, LABELS.index(pair.label)) for one, pair in zip(encoded, order, strict=True)]
    groups = []
    for start in range(0, len(rows), 40 * _BATCH):
        near = sorted(rows[start : start + 40 * _BATCH], key=lambda row: len(row[0].ids))
        cut = [near[at : at + _BATCH] for at in range(0, len(near), _BATCH)]
        chance.shuffle(cut)
        groups += cut
    for group in groups:
        longest = max(len(one.ids) for one, _ in group)

        def padded(name: str, group: Any = group, longest: int = longest) -> Any:
            return torch.tensor(
                [getattr(one, name) + [0] * (longest - len(one.ids)) for one, _ in group]
            )

        yield (
            {
                "input_ids": padded("ids"),
                "attention_mask": padded("attention_mask"),
                "token_type_ids": padded("type_ids"),
            },
            torch.tensor([label for _, label in group]),
        )


def _export(model: Any, base: Path, out: Path) -> None:
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    whole = out / "whole.onnx"
    names = ["input_ids", "attention_mask", "token_type_ids"]
    sample = tuple(torch.ones((2, 9), dtype=torch.long) for _ in names)
    torch.onnx.export(
        model, sample, str(whole), input_names=names, output_names=["logits"], dynamo=False,
        dynamic_axes={name: {0: "pairs", 1: "tokens"} for name in names}, opset_version=_OPSET,
    )  # fmt: skip
    quantize_dynamic(whole, out / "model.onnx", per_channel=True, weight_type=QuantType.QInt8)
    whole.unlink()
    shutil.copy(base / "tokenizer.json", out / "tokenizer.json")
    labels = {"support": "entailment", "contradict": "contradiction", "neutral": "neutral"}
    told = {"id2label": {str(at): labels[label] for at, label in enumerate(LABELS)}}
    (out / "config.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")

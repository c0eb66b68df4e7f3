"""A local model on disk, run by onnxruntime itself: a tiny network written byte by byte."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from citations.model import VerdictStatus
from verifier.config import load
from verifier.errors import JudgeError
from verifier.judges import JUDGES

pytest.importorskip("onnxruntime")

LABELS = {"0": "contradiction", "1": "neutral", "2": "entailment"}
# The logits are the greatest word number times these: "no" is 7, "maybe" 8, "yes" 9.
WEIGHTS = (-6.0, 0.0, 6.0)
BIAS = (45.0, 0.0, -51.0)
WORDS = ["[PAD]", "[UNK]", "the", "port", "is", "closed", "bread", "no", "maybe", "yes"]


def field(number: int, value: int | bytes | str) -> bytes:
    """One field of a protocol buffer: a number, or bytes with their length."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def varint(value: int) -> bytes:
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def node(kind: str, inputs: list[str], output: str, *attributes: bytes) -> bytes:
    names = b"".join(field(1, name) for name in inputs)
    parts = b"".join(field(5, attribute) for attribute in attributes)
    return field(1, names + field(2, output) + field(4, kind) + parts)


def tensor(name: str, shape: tuple[int, ...], values: tuple[float, ...]) -> bytes:
    dims = b"".join(field(1, size) for size in shape)
    data = struct.pack(f"<{len(values)}f", *values)
    return field(5, dims + field(2, 1) + field(8, name) + field(9, data))


def value(number: int, name: str, kind: int, *axes: int | str) -> bytes:
    dims = b"".join(field(1, field(1 if isinstance(axis, int) else 2, axis)) for axis in axes)
    return field(number, field(1, name) + field(2, field(1, field(1, kind) + field(2, dims))))


def network() -> bytes:
    """logits = max(input_ids) * WEIGHTS + BIAS."""
    to_float = field(1, "to") + field(3, 1) + field(20, 2)
    axis = field(1, "axes") + field(8, 1) + field(20, 7)
    graph = b"".join(
        [
            node("Cast", ["input_ids"], "floats", to_float),
            node("ReduceMax", ["floats"], "greatest", axis),
            node("MatMul", ["greatest", "weights"], "product"),
            node("Add", ["product", "bias"], "logits"),
            field(2, "tiny"),
            tensor("weights", (1, 3), WEIGHTS),
            tensor("bias", (3,), BIAS),
            value(11, "input_ids", 7, "batch", "length"),
            value(12, "logits", 1, "batch", 3),
        ]
    )
    return field(1, 8) + field(7, graph) + field(8, field(1, "") + field(2, 13))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model that takes "yes" for support, "no" for contradiction, "maybe" for neither."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate(WORDS)}, "[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    made = tmp_path / "tiny"
    made.mkdir()
    tokenizer.save(str(made / "tokenizer.json"))
    (made / "config.json").write_text(json.dumps({"id2label": LABELS}))
    (made / "model.onnx").write_bytes(network())
    return made


def judge(folder: Path | str) -> Any:
    settings = load().judge
    return JUDGES["onnx"](replace(settings, onnx=replace(settings.onnx, path=str(folder))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port is closed. Yes.", "supported"),
        ("The port is closed. No.", "uncertain"),
        ("The port is closed. Maybe.", "not_in_source"),
        ("Bread is baked.\nIt is sold.\nMilk too.\nAnd the port is closed. Yes.", "supported"),
    ],
)
def test_statuses(folder: Path, pair: Any, text: str, expected: str) -> None:
    """Support by the best window; contradiction is a doubt, never a verdict."""
    made = judge(folder).judge(*pair("The port is closed", text=text))

    assert made.status.value == expected
    assert made.judge.startswith("onnx/1 tiny@")
    assert all(text[item.start : item.end] == item.exact for item in made.evidence)
    assert bool(made.evidence) == (expected != "not_in_source")


def test_a_doubt_says_so(folder: Path, pair: Any) -> None:
    """The passage that speaks against the claim is shown, with a reason to look."""
    made = judge(folder).judge(*pair("The port is closed", text="The port is closed. No."))

    assert made.reasons[0][0] == "model_contradicts"
    assert made.evidence


def test_a_wall_is_not_read(folder: Path, pair: Any) -> None:
    """What is not the source is not put to the model."""
    made = judge(folder).judge(*pair("The port", defect="consent_page"))

    assert made.status is VerdictStatus.SOURCE_UNAVAILABLE


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_missing_file_is_named(folder: Path, missing: str) -> None:
    """One clear line names the file that is not there."""
    (folder / missing).unlink()

    with pytest.raises(JudgeError, match=rf"{missing}: no such file"):
        judge(folder)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("model.onnx", "not a model", "cannot be loaded"),
        ("tokenizer.json", "{}", "cannot be loaded"),
        ("config.json", "{", "id2label"),
        ("config.json", '{"id2label": {"0": "cat"}}', "id2label"),
        ("config.json", '{"id2label": {"0": "neutral"}}', "entailment"),
    ],
)
def test_a_broken_file_is_named(folder: Path, name: str, content: str, says: str) -> None:
    """A file that is no model, tokenizer or list of labels is refused in one line."""
    (folder / name).write_text(content)

    with pytest.raises(JudgeError, match=says) as caught:
        judge(folder)
    assert "\n" not in str(caught.value)


def test_the_folder_must_be_named() -> None:
    """Without a path there is nothing to load, and the setting is named."""
    with pytest.raises(JudgeError, match=r"judge\.onnx\.path is empty"):
        judge("")

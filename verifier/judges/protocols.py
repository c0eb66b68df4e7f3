"""What model servers speak: one question there, one answer and its tokens back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from verifier.errors import JudgeError

__all__ = ["PROTOCOLS", "Answer", "Protocol", "protocol"]

Json = dict[str, Any]
_MOST_TOKENS = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the model wrote, and the tokens it took."""

    text: str
    sent: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """The path, headers and body of a question, and how its answer is read."""

    path: str
    headers: Callable[[str], Mapping[str, str]]
    body: Callable[[str, str, str], Json]
    read: Callable[[Json], Answer]


def _openai_body(model: str, rules: str, question: str) -> Json:
    return {
        "model": model,
        "temperature": 0,
        "max_tokens": _MOST_TOKENS,
        "response_format": {"type": "json_object"},
        "messages": [
            {"role": "system", "content": rules},
            {"role": "user", "content": question},
        ],
    }


def _openai_answer(answer: Json) -> Answer:
    used = answer.get("usage") or {}
    return Answer(
        text=str(answer["choices"][0]["message"]["content"] or ""),
        sent=int(used.get("prompt_tokens") or 0),
        received=int(used.get("completion_tokens") or 0),
    )


def _anthropic_headers(key: str) -> Mapping[str, str]:
    return {"anthropic-version": "2023-06-01"} | ({"x-api-key": key} if key else {})


def _anthropic_body(model: str, rules: str, question: str) -> Json:
    return {
        "model": model,
        "temperature": 0,
        "max_tokens": _MOST_TOKENS,
        "system": rules,
        "messages": [{"role": "user", "content": question}],
    }


def _anthropic_answer(answer: Json) -> Answer:
    used = answer.get("usage") or {}
    return Answer(
        text="".join(str(part.get("text", "")) for part in answer["content"]),
        sent=int(used.get("input_tokens") or 0),
        received=int(used.get("output_tokens") or 0),
    )


PROTOCOLS: Mapping[str, Protocol] = {
    "openai": Protocol(
        path="/chat/completions",
        headers=lambda key: {"authorization": f"Bearer {key}"} if key else {},
        body=_openai_body,
        read=_openai_answer,
    ),
    "anthropic": Protocol(
        path="/messages",
        headers=_anthropic_headers,
        body=_anthropic_body,
        read=_anthropic_answer,
    ),
}


def protocol(name: str) -> Protocol:
    """The protocol of that name; raises ``JudgeError`` that names those there are."""
    if name not in PROTOCOLS:
        raise JudgeError(
            f"judge.endpoint.protocol = {name!r}: must be one of {', '.join(PROTOCOLS)}"
        )
    return PROTOCOLS[name]

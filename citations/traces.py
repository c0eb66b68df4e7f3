"""Traces that a writing machine leaves behind in references; editors look for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citations.lines import Lines
from citations.model import Document, Problem

__all__ = ["Trace", "find_traces", "machine_traces"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One trace in a text, and what it tells a person."""

    start: int
    end: int
    text: str
    why: str


# Words in lower case of which one is in every text with the trace, the pattern, what it tells.
_KINDS = (
    (
        ("utm_source=",),
        re.compile(
            r"[?&]utm_source=(?:chatgpt|openai|chat\.openai|copilot|perplexity|gemini|grok|claude)"
            r"(?:\.\w{2,4})?",
            re.IGNORECASE,
        ),
        "the address was copied from an assistant's answer, which marks its links so",
    ),
    (
        ("oaicite", "oai_citation"),
        re.compile(
            r":?contentReference\[oaicite:\d{1,4}\](?:\{index=\d{1,4}\})?"
            r"|\boaicite:?\d{0,4}|\boai_citation(?::\d{1,4})?",
            re.IGNORECASE,
        ),
        "an assistant's internal citation mark was left in place of a reference",
    ),
    (
        ("turn",),
        re.compile(
            r"(?:\bcite|[\ue200-\ue2ff]cite|(?<![^\W_]))[\ue200-\ue2ff]?turn\d{1,3}"
            r"(?:search|news|view|image|fetch|file|academia|reddit|forecast|product)\d{1,3}\b"
        ),
        "an assistant's internal number of a search result was left in place of a reference",
    ),
    (
        ("【",),
        re.compile(r"【\d{1,4}[:†][^】\n]{0,60}】"),
        "an assistant's internal bracket for a source was left in the text",
    ),
    (
        ("insert", "paste", "add_", "add ", "grok_card", "attached_file:", "web:"),
        re.compile(
            r"\b(?:INSERT|PASTE|ADD)[_ ](?:SOURCE|REFERENCE|CITATION|URL|LINK)"
            r"(?:[_ ](?:URL|HERE|LINK))?\b|\b(?:grok_card|attached_file:\d{1,4}|web:\d{1,4}\])"
        ),
        "a place that was to be filled in was left in the text",
    ),
)


def machine_traces(document: Document, lines: Lines) -> tuple[Problem, ...]:
    """A remark on each trace in a document, in order."""
    return tuple(
        Problem(
            code="machine_trace",
            message=f"“{trace.text}”: {trace.why}",
            start=trace.start,
            line=lines.line(trace.start),
        )
        for trace in find_traces(document.text)
    )


def find_traces(text: str) -> tuple[Trace, ...]:
    """Every trace in the text, in order."""
    lowered = text.lower()
    found = [
        Trace(start=match.start(), end=match.end(), text=match[0], why=why)
        for needles, pattern, why in _KINDS
        if any(needle in lowered for needle in needles)
        for match in pattern.finditer(text)
    ]
    return tuple(sorted(found, key=lambda trace: trace.start))

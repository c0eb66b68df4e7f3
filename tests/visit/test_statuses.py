"""The reference of statuses and reasons says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from citations.model import LinkStatus
from verifier.availability import REASONS, finding

PAGE = (Path(__file__).parents[2] / "docs/reference/statuses.md").read_text(encoding="utf-8")


def _documented() -> dict[str, tuple[str, str]]:
    rows: dict[str, tuple[str, str]] = {}
    status = ""
    for line in PAGE.splitlines():
        if heading := re.fullmatch(r"## `(\w+)`", line):
            status = heading[1]
        elif row := re.fullmatch(r"\| `(\w+)` \| (.+) \|", line):
            rows[row[1]] = (status, row[2])
    return rows


def test_every_reason_is_documented_with_its_status_and_sentence() -> None:
    """The tables of the page and of the code are the same."""
    ours = {
        reason: (status.value, re.sub(r"\{(.*?)\}", r"*\1*", sentence))
        for reason, (status, sentence) in REASONS.items()
    }

    assert _documented() == ours


def test_every_status_has_a_section() -> None:
    """And there are no others."""
    sections = re.findall(r"^## `(\w+)`$", PAGE, re.MULTILINE)

    assert sorted(sections) == sorted(status.value for status in LinkStatus)


def test_every_sentence_reads_as_one() -> None:
    """Whatever is known, it starts with a capital or a host, and ends with a full stop."""
    for reason in [*REASONS, "http_404", "http_499"]:
        for detail in ("", "a detail"):
            why = finding(reason, code=403, detail=detail, final="http://site.test/").why
            assert why.endswith("."), why
            assert "{" not in why
            assert "()" not in why
            assert "  " not in why


def test_a_code_without_a_name_is_told_by_number() -> None:
    """No server can invent a code that leaves a hole in the sentence."""
    assert finding("http_499", code=499).why == "The server answered 499."
    assert finding("http_404", code=404).why == "The server answered 404 Not Found."

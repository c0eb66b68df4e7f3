"""A person's decision: one key, stored with its author, winning until its ground changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import Command

TEXT = "The tower is 30 metres high. It was finished in 1911 by Anna Berg.\n"


@pytest.fixture
def audited(verifier: Command, tmp_path: Path) -> Path:
    """A document with two uncited claims, in the store."""
    file = tmp_path / "a.txt"
    file.write_text(TEXT)
    verifier("audit", "--offline", "-q", file)
    return file


def claims(verifier: Command, file: Path) -> dict[str, dict[str, Any]]:
    """First two words of each claim -> the claim, as the store has it."""
    printed = verifier("report", "--format", "json", file).json
    return {" ".join(claim["text"].split()[:2]): claim for claim in printed["claims"]}


def test_a_decision_wins_and_says_who_and_when(verifier: Command, audited: Path) -> None:
    """The key s makes the first claim supported by the reviewer's word; the rest stays."""
    ran = verifier("review", audited, "--author", "Kim", stdin=b"sq")

    found = claims(verifier, audited)
    decided = [claim for claim in found.values() if claim["status"] == "supported"]
    assert ran.code == 0
    assert "2 open claims" in ran.out
    assert len(decided) == 1
    assert "Kim decided on" in decided[0]["why"]


def test_a_decision_can_be_undone(verifier: Command, audited: Path) -> None:
    """u takes the last decision back and shows its claim again; both stay in the store."""
    ran = verifier("review", audited, "--author", "Kim", stdin=b"suq")

    assert "taken back" in ran.out
    assert {claim["status"] for claim in claims(verifier, audited).values()} == {"uncited"}


def test_keys_may_stand_on_lines_of_their_own(verifier: Command, audited: Path) -> None:
    """What is piped in may end each key with a line break."""
    ran = verifier("review", audited, "--author", "Kim", stdin=b"x\r\nx\n")

    assert ran.out.count("not checkable\n") == 2
    assert "0 open claims" in verifier("review", audited, stdin=b"").out


def test_a_note_is_the_reason_of_the_next_decision(verifier: Command, audited: Path) -> None:
    """n asks for a note, and it is shown with the decision."""
    verifier("review", audited, "--author", "Kim", stdin=b"nI counted the steps.\nwq")

    assert "I counted the steps." in str(claims(verifier, audited))


def test_what_is_decided_is_not_asked_again_until_the_claim_changes(
    verifier: Command, audited: Path
) -> None:
    """A second review has one claim left; a reworded claim is open again, and says so."""
    verifier("review", audited, "--author", "Kim", stdin=b"xxq")
    settled = verifier("review", audited, stdin=b"q").out
    audited.write_text(TEXT.replace("30 metres", "30  metres").replace("The tower", "The Tower"))
    verifier("audit", "--offline", "-q", audited)
    opened = verifier("review", audited, stdin=b"q").out

    assert "0 open claims" in settled
    assert "1 open claims" in opened
    assert "Open again" in opened

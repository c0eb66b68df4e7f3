"""The examples do what the README promises: every status, from a recording, with nothing sent."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from citations.model import ClaimStatus, LinkStatus
from tests.acceptance.conftest import environment

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def audits(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The three examples, audited from their recording."""
    documents = [EXAMPLES / name for name in ("article.md", "chapter.txt", "newsletter.txt")]
    recording = ["--replay", EXAMPLES / "web.warc.gz", "--config", EXAMPLES / "verifier.toml"]
    done = subprocess.run(
        [sys.executable, "-m", "verifier", "audit", "-q", "--format", "json"]
        + [str(part) for part in (*recording, *documents)],
        cwd=tmp_path_factory.mktemp("examples"),
        capture_output=True,
        env=environment(),
        timeout=110,
        check=False,
    )
    assert done.returncode == 1, done.stderr.decode()
    loaded: list[dict[str, Any]] = json.loads(done.stdout)
    return loaded


def test_the_examples_show_every_status_of_a_claim(audits: list[dict[str, Any]]) -> None:
    """No claim status is left without an example."""
    shown = {claim["status"] for audit in audits for claim in audit["claims"]}

    assert shown == {status.value for status in ClaimStatus}


def test_the_examples_show_every_status_of_a_link(audits: list[dict[str, Any]]) -> None:
    """No link status is left without an example."""
    shown = {link["status"] for audit in audits for link in audit["links"]}

    assert shown == {status.value for status in LinkStatus}


def test_everything_the_examples_need_is_in_the_recording(audits: list[dict[str, Any]]) -> None:
    """No link is unchecked because it was not recorded: the recording fits the documents."""
    reasons = {link["reason"] for audit in audits for link in audit["links"]}

    assert "offline" not in reasons


def test_a_page_that_is_gone_is_read_from_its_archived_copy(audits: list[dict[str, Any]]) -> None:
    """The claim about the old pier is supported by the memento of a page that answers 410."""
    (claim,) = [c for c in audits[0]["claims"] if "old pier was listed" in c["text"]]
    (verdict,) = claim["verdicts"]

    assert verdict["status"] == "supported"
    assert verdict["evidence"][0]["source"].startswith("https://web.archive.org/web/2019")
    assert verdict["evidence"][0]["captured"].startswith("2019-06-14")


def test_another_reading_of_a_broken_address_is_found(audits: list[dict[str, Any]]) -> None:
    """The newsletter's address, mended with its hyphen, does not answer; without it, it does."""
    suggestions = [link["suggestion"] for link in audits[2]["links"] if link["suggestion"]]

    assert [one["url"] for one in suggestions] == [
        "https://nordic-energy.example/interviews/2019/borrowed-warmth-tomas-eide/"
    ]

"""What the three acceptance documents must show of claims, where they are at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import citations
from citations.consistency import inconsistencies
from citations.model import Reading
from citations.repeats import repeats

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "acceptance"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the documents are not at hand")


def gold(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.gold.json").read_text(encoding="utf-8"))


def reading(name: str) -> Reading:
    path = FOLDER / f"{name}.txt"
    return citations.read(path.read_bytes(), path.name)


def test_figures_and_nameless_sources_come_first() -> None:
    """In an article without a source, its figures and its "it is said" head the work list."""
    wanted = gold("explainer")
    first = {*wanted["numeric_claims_without_reference"]}
    first |= {*wanted["sentences_with_weasel_attribution"]}
    ranked = sorted(reading("explainer").claims, key=lambda claim: -claim.checkworthiness)

    assert {" ".join(claim.text.split()) for claim in ranked[: len(first)]} == first


def test_a_date_against_its_own_address_is_found() -> None:
    """The newsletter dates an article two days after the day in the article's address."""
    found = inconsistencies(reading("newsletter"))

    assert [problem.code for problem in found] == ["date_conflict"]
    assert "2020-03-11" in found[0].message
    assert "2020-03-09" in found[0].message


def test_other_documents_agree_with_themselves() -> None:
    """The chapter and the explainer have no date that contradicts another."""
    assert inconsistencies(reading("chapter")) == ()
    assert inconsistencies(reading("explainer")) == ()


def test_one_event_told_twice_is_linked() -> None:
    """The apology to Italy, in the newsletter and the chapter, is the one claim they share."""
    newsletter, chapter = reading("newsletter").claims, reading("chapter").claims
    claims = [claim.text for claim in (*newsletter, *chapter)]

    across = [item for item in repeats(claims) if item.first < len(newsletter) <= item.second]

    assert len(across) == 1
    assert "apolog" in claims[across[0].first]
    assert "apologised to Italy" in claims[across[0].second]

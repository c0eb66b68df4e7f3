"""Reports of documents as they are read, not as a test makes them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from citations import read
from citations.model import Audit, Block, BlockKind, Citation, Claim, Document, Mapped, Reading
from reports import REPORTS, Options
from reports.prose import passages

_ROOT = Path(__file__).parents[2]
_SHARED = _ROOT.parent / "shared" / "acceptance"
_DOCUMENTS = [
    *sorted((_ROOT / "examples").glob("*.txt")),
    *sorted((_ROOT / "examples").glob("*.md")),
    *sorted(_SHARED.glob("*.txt")),
]


@pytest.fixture(
    scope="module", params=_DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}"
)
def audit(request: pytest.FixtureRequest) -> Audit:
    """A real document, read; nothing of it checked."""
    return Audit(reading=read(request.param.read_bytes(), request.param.name))


def test_every_claim_of_a_real_document_stands_in_its_text(audit: Audit) -> None:
    """Each claim ends in one block, and the blocks' words are all there, in order."""
    found = list(passages(audit.reading))
    ending = [claim.id for passage in found for claim in passage.ending]

    assert sorted(ending) == sorted(claim.id for claim in audit.reading.claims)
    for passage in found:
        words = "".join(p.text for p in passage.pieces if p.claim or not p.citation)
        assert words.strip()


def test_every_report_of_a_real_document_can_be_made(audit: Audit) -> None:
    """No format stumbles over what readers really give."""
    for render in REPORTS.values():
        assert render([audit], Options()).endswith("\n")
    schema = json.loads((_ROOT / "reports" / "schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(
        json.loads(REPORTS["json"]([audit], Options()))
    )


def test_the_page_of_a_real_document_links_within_itself(audit: Audit) -> None:
    """Every marker leads to its note, every id is there once."""
    page = BeautifulSoup(REPORTS["html"]([audit], Options()), "lxml")
    ids = [str(tag["id"]) for tag in page.find_all(id=True)]
    inner = {str(tag["href"])[1:] for tag in page.select("a[href^='#']")}

    assert len(ids) == len(set(ids))
    assert inner <= set(ids)


_SPAN = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=30),
    st.lists(_SPAN, max_size=5),
    st.lists(_SPAN, max_size=5),
)
def test_whatever_the_spans_no_word_is_lost(
    steps: list[int], claims: list[list[int]], cites: list[list[int]]
) -> None:
    """Claims and citations may overlap, be empty or reach outside: the words stay as they were."""
    at, offsets = 0, []
    for step in steps:
        at += step
        offsets.append(at)
    words = "".join(chr(97 + place % 26) for place in range(len(offsets)))
    block = Block(kind=BlockKind.PARAGRAPH, content=Mapped(words, offsets))
    document = Document(source="", format="text", text="", text_sha256="", blocks=(block,))
    reading = Reading(
        document=document,
        claims=tuple(
            Claim(id=f"c{n}", text="", start=a, end=b, line=1, kind="fact", checkworthiness=0)
            for n, (a, b) in enumerate(claims)
        ),
        citations=tuple(
            Citation(id=f"m{n}", marker="*", style="", start=a, end=b, line=1)
            for n, (a, b) in enumerate(cites)
        ),
    )

    (passage,) = passages(reading)

    assert "".join(piece.text for piece in passage.pieces).replace("*", "") == words

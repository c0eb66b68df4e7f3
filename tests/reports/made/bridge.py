"""An audit made by hand: a short article in which every status of a claim occurs."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from typing import Any

from citations.model import (
    Audit,
    Block,
    BlockKind,
    Check,
    Citation,
    CitedCopy,
    Claim,
    ClaimStatus,
    Document,
    Drift,
    DriftClass,
    Evidence,
    Hop,
    Link,
    LinkState,
    LinkStatus,
    Mapped,
    Memento,
    Note,
    PassageDrift,
    Problem,
    Reading,
    Reference,
    ReferenceStatus,
    Review,
    Tag,
    Verdict,
    VerdictStatus,
)

NOW = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)

TEXT = """\
The Lantern Bridge at Harrowmere

How a small town paid for a large crossing

The Lantern Bridge opened to foot passengers on 27 May 1937.1 It cost the town £41,500, twice \
the first estimate.2 The engineer, Edith Marlow, called it “the last honest bridge in the \
county”.3 Within a decade it carried 9,000 people a day.4

Two accounts differ on who paid for the lanterns.5 The council paid for all of them and for the \
road.6 No building in the valley is lovelier.

The toll was lifted in 1951 after a petition signed by most of the town.7 A flood in 1968 carried \
away the eastern pier.8 The bridge was listed in 1974. About 40 per cent of visitors to the \
valley cross it today. It will need a new deck before long.

• The first lantern was lit by the mayor’s daughter.9
• The last gas lantern went out in 1962.10

Notes

1 Harrowmere Courier, ‘Bridge opened’, 28 May 1937, online at: https://courier.example/1937/bridge
2 R. Osgood, Accounts of the Bridge Committee, 1938, online at: https://records.example/osgood
3 E. Marlow, ‘On bridges’, The Structural Review 12 (1939), online at: https://review.example/on-
bridges
4 County Traffic Census 1947, https://census.example/1947
5 Osgood, Accounts; J. Pell, Lanterns, https://pell.example/lanterns
6 Pell, Lanterns.
7 Town Minutes 1951, online at:
8 Flood Office, Report, http://floods.example/1968
9 See the mayor’s own account.
"""

_CLAIMS: tuple[tuple[str, str, ClaimStatus, float, str], ...] = (
    ("The Lantern Bridge opened", "1937.", ClaimStatus.SUPPORTED, 0.93, "The source says it."),
    ("It cost the town", "estimate.", ClaimStatus.CONTRADICTED, 0.95,
     "The claim says £41,500; the source says £38,200."),
    ("The engineer,", "county”.", ClaimStatus.QUOTE_ALTERED, 0.9,
     "The quotation says “honest”; the source has “great”."),
    ("Within a decade", "day.", ClaimStatus.NOT_IN_SOURCE, 0.88,
     "What we read of the source does not give 9,000."),
    ("Two accounts differ", "lanterns.", ClaimStatus.DISPUTED, 0.6,
     "One source supports it, another contradicts it."),
    ("The council paid", "road.", ClaimStatus.PARTLY_SUPPORTED, 0.7,
     "The source says the first part; “for the road” is missing."),
    ("No building in", "lovelier.", ClaimStatus.NOT_CHECKABLE, 0.05, "An opinion."),
    ("The toll was lifted", "town.", ClaimStatus.SOURCE_UNAVAILABLE, 0.8,
     "Its only reference has lost its address."),
    ("A flood in 1968", "pier.", ClaimStatus.UNCERTAIN, 0.75,
     "The passage nearest the claim speaks of another pier."),
    ("The bridge was listed", "1974.", ClaimStatus.UNCITED, 0.82,
     "It states a fact and gives no source."),
    ("About 40 per cent", "today.", ClaimStatus.UNCITED, 0.91, "It gives a figure and no source."),
    ("It will need", "long.", ClaimStatus.NOT_CHECKABLE, 0.1, "A prediction."),
    ("The first lantern", "daughter.", ClaimStatus.SOURCE_UNAVAILABLE, 0.5,
     "Its note gives no source that can be read."),
    ("The last gas lantern", "1962.", ClaimStatus.DANGLING, 0.7, "The marker 10 leads to no note."),
)  # fmt: skip

_EVIDENCE: dict[str, tuple[str, str, str]] = {
    "c1": ("The bridge was ", "opened to foot passengers on Thursday, 27 May", ", in fine rain."),
    "c2": ("The whole work cost ", "£38,200, against an estimate of £20,000", ", and was paid."),
    "c3": ("Miss Marlow called it ", "“the last great bridge in the county”", " and sat down."),
    "c5": ("", "Osgood says the council paid; Pell says the guilds did.", ""),
    "c6": ("In the end ", "the council paid for every lantern", " on the span."),
    "c9": ("In the spring ", "the western pier stood in water to its cap", " for nine days."),
}

_LINKS: tuple[tuple[str, LinkStatus, str, str, int | None], ...] = (
    ("https://courier.example/1937/bridge", LinkStatus.LIVE, "ok", "It answers.", 200),
    ("https://records.example/osgood", LinkStatus.MOVED, "permanent_redirect",
     "It answers at a new address.", 200),
    ("https://review.example/on-bridges", LinkStatus.SOFT_404, "not_found_page",
     "The page says “not found”.", 200),
    ("https://census.example/1947", LinkStatus.BLOCKED, "bot_challenge",
     "It asks for a check that only a browser can pass.", 403),
    ("https://pell.example/lanterns", LinkStatus.DEAD, "http_410",
     "The site says the page is gone (410).", 410),
    ("http://floods.example/1968", LinkStatus.FAILING, "timeout",
     "No answer within 30 seconds; strike 1 of 3.", None),
)  # fmt: skip


def _line(at: int, text: str = TEXT) -> int:
    return text.count("\n", 0, at) + 1


def _span(first: str, last: str) -> tuple[int, int]:
    start = TEXT.index(first)
    return start, TEXT.index(last, start) + len(last)


def _blocks() -> tuple[Block, ...]:
    made, notes = [], False
    for place, match in enumerate(re.finditer(r"[^\n]+", TEXT)):
        words = match[0]
        notes = notes or words.startswith("1 Harrow")
        kind = BlockKind.NOTE if notes else BlockKind.PARAGRAPH
        if place == 0:
            kind = BlockKind.TITLE
        elif place == 1 or words == "Notes":
            kind = BlockKind.HEADING
        elif words.startswith("•"):
            kind = BlockKind.LIST_ITEM
        made.append(Block(kind=kind, content=Mapped.plain(words, match.start())))
    return tuple(made)


def _claims() -> tuple[Claim, ...]:
    made = []
    for number, (first, last, status, worth, _) in enumerate(_CLAIMS, 1):
        start, end = _span(first, last)
        marker = re.match(r"\d+", TEXT[end:])
        opinion = status is ClaimStatus.NOT_CHECKABLE
        made.append(
            Claim(
                id=f"c{number}",
                text=TEXT[start:end],
                start=start,
                end=end,
                line=_line(start),
                kind="not_checkable" if opinion else "fact",
                checkworthiness=worth,
                citations=(f"m{marker[0]}",) if marker else (),
                reasons=() if opinion else ("number",),
            )
        )
    return tuple(made)


_NOTE_REFERENCES: dict[int, tuple[str, ...]] = {
    1: ("r1",),
    2: ("r2",),
    3: ("r3",),
    4: ("r4",),
    5: ("r5", "r6"),
    6: ("r7",),
    7: ("r8",),
    8: ("r9",),
    9: (),
}


def _citations(claims: tuple[Claim, ...]) -> tuple[Citation, ...]:
    made = []
    for claim in claims:
        for key in claim.citations:
            number = int(key[1:])
            made.append(
                Citation(
                    id=key,
                    marker=str(number),
                    style="glued_digit",
                    start=claim.end,
                    end=claim.end + len(str(number)),
                    line=claim.line,
                    claim=claim.id,
                    note=f"n{number}" if number in _NOTE_REFERENCES else None,
                    references=_NOTE_REFERENCES.get(number, ()),
                    dangling=number not in _NOTE_REFERENCES,
                )
            )
    return tuple(made)


def _notes() -> tuple[Note, ...]:
    made = []
    for number, references in _NOTE_REFERENCES.items():
        start = TEXT.index(f"\n{number} ") + 1
        after = TEXT.find(f"\n{number + 1} ", start)
        end = after if after >= 0 else len(TEXT) - 1
        made.append(
            Note(
                id=f"n{number}",
                number=number,
                number_printed=True,
                text=TEXT[start:end].split(" ", 1)[1],
                start=start,
                end=end,
                line=_line(start),
                kind={6: "short_form", 9: "comment"}.get(number, "reference"),
                references=references,
            )
        )
    return tuple(made)


_CSL: tuple[tuple[str, str, dict[str, Any], str | None], ...] = (
    ("r1", "n1", {"type": "article-newspaper", "title": "Bridge opened"}, "l1"),
    (
        "r2",
        "n2",
        {
            "type": "report",
            "title": "Accounts of the Bridge Committee",
            "author": [{"family": "Osgood", "given": "R."}],
            "issued": {"date-parts": [[1938]]},
        },
        "l2",
    ),
    (
        "r3",
        "n3",
        {
            "type": "article-journal",
            "title": "On bridges",
            "author": [{"family": "Marlow", "given": "E."}],
            "container-title": "The Structural Review",
            "issued": {"date-parts": [[1939]]},
            "accessed": {"date-parts": [[2019, 3, 2]]},
        },
        "l3",
    ),
    ("r4", "n4", {"type": "report", "title": "County Traffic Census 1947"}, "l4"),
    ("r5", "n5", {"type": "report", "title": "Accounts"}, None),
    ("r6", "n5", {"type": "book", "title": "Lanterns", "author": [{"family": "Pell"}]}, "l5"),
    ("r7", "n6", {"type": "book", "title": "Lanterns", "author": [{"family": "Pell"}]}, None),
    ("r8", "n7", {"type": "document", "title": "Town Minutes 1951"}, None),
    ("r9", "n8", {"type": "report", "title": "Report"}, "l6"),
)


def _references(notes: tuple[Note, ...]) -> tuple[Reference, ...]:
    by_id = {note.id: note for note in notes}
    made = []
    for key, note_id, csl, link in _CSL:
        note = by_id[note_id]
        made.append(
            Reference(
                id=key,
                raw=note.text,
                start=note.start,
                end=note.end,
                line=note.line,
                csl=csl,
                note=note_id,
                link=link,
                url_missing=key == "r8",
                url_repaired=key == "r3",
                url_printed="https://review.example/on-\nbridges" if key == "r3" else None,
                url_why="The hyphen belongs to the address." if key == "r3" else None,
                url_candidates=("https://review.example/onbridges",) if key == "r3" else (),
                same_as={"r5": "r2", "r7": "r6"}.get(key),
            )
        )
    return tuple(made)


def _tags(claims: tuple[Claim, ...], citations: tuple[Citation, ...]) -> dict[str, Tag]:
    cited = {citation.claim: citation.references for citation in citations}
    tags = {}
    for claim, (_, _, status, _, why) in zip(claims, _CLAIMS, strict=True):
        verdicts = tuple(
            _verdict(claim.id, reference, place, status, why)
            for place, reference in enumerate(cited.get(claim.id, ()))
        )
        tags[claim.id] = Tag(claim=claim.id, status=status, why=why, verdicts=verdicts)
    return tags


def _verdict(claim: str, reference: str, place: int, status: ClaimStatus, why: str) -> Verdict:
    found = _EVIDENCE.get(claim)
    named = {item.value for item in VerdictStatus}
    told = VerdictStatus(status.value) if status.value in named else VerdictStatus.CONTRADICTED
    if status is ClaimStatus.DISPUTED and not place:
        told = VerdictStatus.SUPPORTED
    passage = found and Evidence(
        prefix=found[0],
        exact=found[1],
        suffix=found[2],
        start=812,
        end=812 + len(found[1]),
        source="https://archive.example/20190305/" + reference,
        captured=datetime(2019, 3, 5, tzinfo=UTC),
    )
    return Verdict(
        reference=reference,
        status=told,
        score=0.91 if told is VerdictStatus.SUPPORTED else 0.08,
        judge="lexical/1",
        why=why,
        evidence=(passage,) if passage else (),
        reasons=(("number_differs", "41,500"),),
        text_sha256="a" * 64,
    )


def _states() -> dict[str, LinkState]:
    made = {}
    for url, status, reason, why, code in _LINKS:
        moved = status is LinkStatus.MOVED
        final = "https://records.example/archive/osgood" if moved else url
        check = Check(
            url=url,
            status=status,
            reason=reason,
            why=why,
            checked_at=NOW,
            http_status=code,
            final_url=final if code else None,
            hops=(Hop(url=url, status=301), Hop(url=final, status=200)) if moved else (),
            elapsed_ms=120,
            title="A page" if code == 200 else None,
        )
        made[url] = LinkState(
            url=url,
            status=status,
            reason=reason,
            why=why,
            strikes=int(status is LinkStatus.FAILING),
            checked_at=NOW,
            next_check_at=NOW,
            last_check=check,
        )
    return made


def _mementos() -> dict[str, tuple[Memento, ...]]:
    def copy(url: str, year: int, status: int | None = 200) -> Memento:
        return Memento(
            archive="wayback",
            url=f"https://archive.example/{year}0305/{url}",
            original=url,
            captured_at=datetime(year, 3, 5, tzinfo=UTC),
            status=status,
        )

    lost, dead = "https://review.example/on-bridges", "https://pell.example/lanterns"
    return {
        lost: (copy(lost, 2025, 404), copy(lost, 2019), copy(lost, 2012)),
        dead: (copy(dead, 2021), copy(dead, 2016)),
    }


def full_audit() -> Audit:
    """A short article in which every claim status and many link states occur."""
    claims, notes = _claims(), _notes()
    citations, references = _citations(claims), _references(notes)
    document = Document(
        source="bridge.txt",
        format="text",
        text=TEXT,
        text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        blocks=_blocks(),
        title="The Lantern Bridge at Harrowmere",
        language="en",
        problems=(Problem(code="note_unused", message="Note 9 has no source.", start=9, line=1),),
    )
    reading = Reading(
        document=document,
        claims=claims,
        citations=citations,
        notes=notes,
        references=references,
        links=tuple(Link(id=f"l{n}", url=row[0]) for n, row in enumerate(_LINKS, 1)),
    )
    return Audit(
        reading=reading,
        states=_states(),
        mementos=_mementos(),
        cited_copies={
            "https://courier.example/1937/bridge": CitedCopy(
                url="https://archive.example/2019/courier",
                original="https://courier.example/1937/bridge",
                captured_at=NOW,
                good=False,
                why="A copy made on 2019-01-02. The copy is not the page itself.",
            )
        },
        drift={
            "https://courier.example/1937/bridge": Drift(
                kind=DriftClass.MINOR,
                score=0.9,
                removed=("The band played.",),
                passages=(
                    PassageDrift(exact="on Thursday, 27 May", kept=False, now="on Friday, 28 May"),
                ),
                before="https://archive.example/2019/courier",
                after="https://courier.example/1937/bridge",
                before_at=NOW,
            )
        },
        tags=_tags(claims, citations),
        reference_status={
            "r1": ReferenceStatus.NOT_INDEXED,
            "r2": ReferenceStatus.CONFIRMED,
            "r3": ReferenceStatus.FOUND_WITH_DIFFERENCES,
            "r9": ReferenceStatus.COULD_NOT_CHECK,
        },
        reviews={
            "c1": Review(
                subject="c1",
                scope="claim",
                decision="supported",
                author="A. Reader",
                reason="Read the newspaper itself.",
                decided_at=NOW,
            )
        },
        made_at=NOW,
        version="1.0",
        remarks=("The archive answered slowly.",),
    )

"""Documents: revisions hold what changed, and every reading can be had again."""

from __future__ import annotations

import hashlib
from array import array
from dataclasses import replace

import pytest
from values import DAY, START, reading

from citations.model import (
    Block,
    BlockKind,
    Mapped,
    NoteBody,
    Pointer,
    Problem,
    Reading,
    Run,
    StoredDocument,
)
from citations.store import Store

A, B, C = "https://a.example/", "https://b.example/", "https://c.example/"


def rich(source: str) -> Reading:
    """A reading that uses every corner of the model: mark-up, gaps in offsets, odd characters."""
    plain = reading(source, ["Ein „Satz“.", "Zwei\0Sätze \ud83d."], [A, None])
    offsets = array("L", [0, 1, 2, 5, 6, 4000])
    document = replace(
        plain.document,
        language="de",
        blocks=(
            Block(kind=BlockKind.HEADING, content=Mapped("abcdef", offsets), level=2),
            Block(kind=BlockKind.NOTE, content=Mapped("", array("L")), place="page 3"),
        ),
        pointers=(
            Pointer(
                style="link", marker="x", start=1, end=2, block=0, at=3, url=B, csl={"title": "ü"}
            ),
        ),
        note_bodies=(
            NoteBody(
                key="k",
                content=Mapped.plain("note", 7),
                start=1,
                end=2,
                items=({"id": "x"}, {"author": [{"family": "Ö"}]}),
                urls=((A, 1, 2),),
            ),
        ),
        problems=(Problem(code="p", message="m", start=0, line=1),),
    )
    references = (
        replace(plain.references[0], url_candidates=(A, B), could_be=("r2",), url_why="w"),
        replace(plain.references[1], same_as="r1", url_missing=True),
    )
    return replace(plain, document=document, references=references)


def comparable(value: Reading) -> Reading:
    """The reading with offsets as lists: ranges and arrays say the same but do not compare."""
    blocks = tuple(
        replace(b, content=Mapped(b.content.text, list(b.content.offsets)))
        for b in value.document.blocks
    )
    bodies = tuple(
        replace(b, content=Mapped(b.content.text, list(b.content.offsets)))
        for b in value.document.note_bodies
    )
    return replace(value, document=replace(value.document, blocks=blocks, note_bodies=bodies))


def test_a_reading_comes_back_as_it_was(store: Store) -> None:
    """Every field of a reading, odd characters and offsets with gaps survive the store."""
    saved = rich("a.md")

    store.save_reading(saved, START)

    kept = store.reading("a.md")
    assert kept is not None
    assert comparable(kept) == comparable(saved)


def test_an_unknown_document_is_none(store: Store) -> None:
    """Asking for a document that was never stored gives None, and stores nothing."""
    assert store.reading("nowhere.md") is None
    assert store.documents() == []


def test_the_same_text_again_stores_nothing(store: Store) -> None:
    """Saving an unchanged document adds no row anywhere."""
    first = store.save_reading(rich("a.md"), START)
    rows = store.info().rows

    again = store.save_reading(rich("a.md"), START + DAY)

    assert (first, again) == (1, 1)
    assert store.info().rows == rows


def test_a_changed_text_stores_what_changed(store: Store) -> None:
    """One changed claim of three is one new claim row; notes and references stay the same rows."""
    store.save_reading(reading("a.txt", ["One.", "Two.", "Three."], [A, B]), START)
    before = store.info().rows

    number = store.save_reading(reading("a.txt", ["One.", "Two.", "3."], [A, B]), START + DAY)

    after = store.info().rows
    assert number == 2
    assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == {
        "revision": 1,
        "full_text": 1,
        "claim": 1,
    }


def test_every_revision_can_be_had_again(store: Store) -> None:
    """Old revisions stay readable as they were, also when the text goes back to an old state."""
    readings = [
        reading("a.txt", claims, urls)
        for claims, urls in [
            (["One.", "Two."], [A]),
            (["New.", "One.", "Two."], [A, B]),
            (["One.", "Two."], [A]),
            ([], []),
        ]
    ]

    numbers = [store.save_reading(each, START + n * DAY) for n, each in enumerate(readings)]

    assert numbers == [1, 2, 3, 4]
    assert [store.reading("a.txt", number) for number in numbers] == readings
    assert store.reading("a.txt") == readings[-1]
    assert store.reading("a.txt", 5) is None


def test_a_better_reading_of_the_same_text_is_a_revision(store: Store) -> None:
    """When the text is the same but more was found in it, that is kept."""
    poor = reading("a.txt", ["One."], [A])
    better = replace(poor, claims=(replace(poor.claims[0], kind="statistic"),))

    assert store.save_reading(poor, START) == 1
    assert store.save_reading(better, START) == 2
    assert store.reading("a.txt") == better
    assert store.info().rows["claim"] == 1


def test_equal_sentences_are_different_claims(store: Store) -> None:
    """A sentence that stands twice in a document is two claims, each with its own history."""
    store.save_reading(reading("a.txt", ["No.", "No.", "No."]), START)

    assert store.info().rows["claim"] == 3


def test_links_are_shared_by_documents(store: Store) -> None:
    """Two documents that cite one address share one link."""
    store.save_reading(reading("a.txt", ["One."], [A, B]), START)
    store.save_reading(reading("b.txt", ["Two."], [B, C, B]), START)

    assert store.info().rows["link"] == 3
    assert store.info().rows["reference"] == 5


def test_documents_are_listed_by_their_newest_revision(store: Store) -> None:
    """The list names each document once, with what its newest revision counts."""
    store.save_reading(reading("b.txt", ["One."], [A], title="Old"), START)
    store.save_reading(reading("b.txt", ["One.", "Two."], [A, None], title="New"), START + DAY)
    store.save_reading(reading("a.txt", [], []), START)

    first, second = store.documents()

    assert first.source == "a.txt"
    assert second == StoredDocument(
        source="b.txt",
        format="text",
        title="New",
        text_sha256=second.text_sha256,
        revision=2,
        read_at=START + DAY,
        claims=2,
        citations=2,
        notes=2,
        references=2,
        links=1,
    )


def test_thousands_of_notes(store: Store) -> None:
    """A long document is stored whole, and again in no time when one sentence changed."""
    claims = [f"Sentence {n}." for n in range(2500)]
    urls: list[str | None] = [f"https://h{n % 100}.example/{n}" for n in range(2500)]
    store.save_reading(reading("a.txt", claims, urls), START)
    changed = reading("a.txt", ["Sentence zero.", *claims[1:]], urls)

    store.save_reading(changed, START + DAY)

    assert store.reading("a.txt") == changed
    assert store.info().rows["claim"] == 2501
    assert store.info().rows["reference"] == 2500


@pytest.mark.parametrize("source", ["", "a'b.txt", "ordner/ü.txt", "x" * 5000, "https://a.b/?c"])
def test_any_text_can_be_a_source(store: Store, source: str) -> None:
    """Paths and addresses of any length and kind name a document."""
    saved = reading(source, ["One."], [A])

    store.save_reading(saved, START)

    assert store.reading(source) == saved


def test_runs_are_only_appended(store: Store) -> None:
    """Every audit of a source is remembered, oldest first."""
    runs = [
        Run(source="a.txt", made_at=START, version="1.0"),
        Run(source="a.txt", made_at=START + DAY, remarks=("No network.",), complete=False),
    ]
    for run in runs:
        store.add_run(run)
    store.add_run(Run(source="b.txt", made_at=START))

    assert store.runs("a.txt") == runs
    assert store.runs("c.txt") == []


def test_the_text_is_kept_under_its_hash_once(store: Store) -> None:
    """Two documents with one text share it."""
    one = reading("a.txt", ["Same."])
    other = replace(one, document=replace(one.document, source="b.txt"))
    assert one.document.text_sha256 == hashlib.sha256(one.document.text.encode()).hexdigest()

    store.save_reading(one, START)
    store.save_reading(other, START)

    assert store.info().rows["full_text"] == 1
    assert store.reading("b.txt") == other

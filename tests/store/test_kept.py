"""Readings kept under what they were read from: the same links again, and room for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from values import START

from citations.model import Document, Link, Problem, Reading, Reference
from citations.store import Store

TEXT = "See https://a.example/1 and doi:10.1234/abc, https://b.example/\ud800.\n"


def kept(text: str = TEXT) -> Reading:
    """A reading of links: a plain one, one that is written otherwise, one with much to say."""
    document = Document(
        source="",
        format="markdown",
        text=text,
        text_sha256="0" * 64,
        blocks=(),
        title="Lakes",
        problems=(Problem(code="odd", message="Odd.", start=3, line=1),),
    )
    plain = Reference(
        id="r1",
        raw=text[4:23],
        start=4,
        end=23,
        line=1,
        csl={"type": "webpage", "URL": "https://a.example/1"},
        url_printed="https://a.example/1",
        link="l1",
    )
    return Reading(
        document=document,
        references=(
            plain,
            replace(
                plain,
                id="r2",
                note="n1",
                csl={"type": "webpage", "URL": "HTTPS://a.example/1"},
                url_printed="HTTPS://a.example/1",
            ),
            replace(
                plain,
                id="r3",
                csl={"type": "book", "DOI": "10.1234/abc"},
                url_candidates=("https://b.example/",),
                url_missing=True,
                other_urls=("https://b.example/\ud800",),
                link=None,
            ),
        ),
        links=(
            Link(id="l1", url="https://a.example/1"),
            Link(id="l2", url="https://b.example/\ud800"),
        ),
    )


def test_a_kept_reading_comes_back_as_it_was(store: Store) -> None:
    """Text, problems, references of every shape and links survive."""
    store.keep_readings([(b"key", kept())], START)

    assert store.kept_reading(b"key") == kept()
    assert store.kept_reading(b"other") is None


def test_a_reading_kept_again_takes_the_place_of_the_first(store: Store) -> None:
    """A key has one reading, the last."""
    store.keep_readings([(b"key", kept())], START)
    store.keep_readings([(b"key", replace(kept(), references=()))], START)

    assert store.kept_reading(b"key") == replace(kept(), references=())
    assert store.info().rows["kept_reading"] == 1


def test_the_oldest_readings_make_room(address: str) -> None:
    """What is kept is bounded: beyond the room the ones kept longest ago go."""
    with Store.open(address) as store:
        for number in range(4):
            at = START + timedelta(days=number)
            store.keep_readings([(bytes([number]), kept())], at, room=600)

        found = [store.kept_reading(bytes([number])) is not None for number in range(4)]

        assert found[-1]
        assert not found[0]
        assert found == sorted(found)

        store.keep_readings([(b"large", kept(f"{TEXT}{list(range(9999))}"))], START, room=600)

        assert store.kept_reading(b"large") is None

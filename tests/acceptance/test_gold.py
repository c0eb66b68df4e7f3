"""Real documents, read and held against what people found in them.

The documents and their gold lie beside the checkout and are not part of it; without them
these tests are skipped. Scoring is as the gold's own ``how_to_score`` says.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import citations
from citations.model import Note, Reading, Reference

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "acceptance"
CITED = ("chapter", "newsletter")

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the documents are not here")

Json = Mapping[str, Any]


@cache
def gold(name: str) -> Json:
    """What people found in the document."""
    found: Json = json.loads((FOLDER / f"{name}.gold.json").read_text(encoding="utf-8"))
    return found


@cache
def reading(name: str) -> Reading:
    """What we find in it."""
    return citations.read((FOLDER / f"{name}.txt").read_bytes(), f"{name}.txt")


def folded(text: str | None) -> str:
    """NFKC, lower case, letters and digits alone."""
    plain = unicodedata.normalize("NFKC", text or "").lower()
    return re.sub(r"[^\w]|_", "", plain)


def notes_of(name: str) -> list[tuple[Json, Note]]:
    """Gold notes and ours, side by side."""
    return list(zip(gold(name)["notes"], reading(name).notes, strict=True))


def references_of(name: str) -> Iterator[tuple[Json, Reference]]:
    """Gold references and ours, in order inside each note."""
    by_id = {reference.id: reference for reference in reading(name).references}
    for wanted, note in notes_of(name):
        for one, key in zip(wanted["references"], note.references, strict=True):
            yield one, by_id[key]


@pytest.mark.parametrize("name", CITED)
def test_markers_stand_where_people_found_them(name: str) -> None:
    """Every marker's number and place is exact, and there are no others."""
    wanted = [(str(one["number"]), one["marker_start"]) for one in gold(name)["markers"]]
    assert [(one.marker, one.start) for one in reading(name).citations] == wanted


@pytest.mark.parametrize("name", CITED)
def test_a_marker_belongs_to_the_sentence_it_stands_in(name: str) -> None:
    """The claim of each marker is the sentence people gave it, word for word and in place."""
    claims = {claim.id: claim for claim in reading(name).claims}
    for wanted, found in zip(gold(name)["markers"], reading(name).citations, strict=True):
        claim = claims.get(found.claim or "")
        assert (claim and claim.text) == wanted["claim"]
        if claim:
            assert (claim.start, claim.end) == (wanted["claim_start"], wanted["claim_end"])
            assert found.id in claim.citations


@pytest.mark.parametrize("name", CITED)
def test_notes_begin_and_end_where_people_found_them(name: str) -> None:
    """Number, start, end and whether the number is printed are exact."""
    wanted = [
        (one["number"], one["start"], one["end"], one["number_printed"])
        for one in gold(name)["notes"]
    ]
    found = [(one.number, one.start, one.end, one.number_printed) for one in reading(name).notes]
    assert found == wanted


@pytest.mark.parametrize("name", CITED)
def test_markers_lead_to_their_notes_and_dangle_without(name: str) -> None:
    """A marker without a note is dangling; all others lead to the note of their number."""
    numbers = {note.id: note.number for note in reading(name).notes}
    for wanted, found in zip(gold(name)["markers"], reading(name).citations, strict=True):
        assert (numbers[found.note] if found.note else None) == wanted["note"]
        assert found.dangling == wanted.get("note_missing", False)


@pytest.mark.parametrize("name", CITED)
def test_notes_hold_as_many_references_as_people_counted(name: str) -> None:
    """The number of references is exact in every note; a comment has none."""
    for wanted, found in notes_of(name):
        assert len(found.references) == wanted["n_references"]
        if not wanted["n_references"]:
            assert found.kind == "comment"


@pytest.mark.parametrize("name", CITED)
def test_short_forms_point_at_what_they_repeat(name: str) -> None:
    """Back-references are exact, and nothing else is taken for one."""
    ids = {
        (wanted["number"], order): key
        for wanted, note in notes_of(name)
        for order, key in enumerate(note.references, 1)
    }
    for wanted, found in references_of(name):
        back = wanted["back_reference_to"]
        assert found.same_as == (ids[back["note"], back["reference"]] if back else None)


@pytest.mark.parametrize("name", [*CITED, "explainer"])
def test_sentences_of_the_prose_are_the_claims(name: str) -> None:
    """At least 95 % of the sentences are claims word for word, and of the claims sentences."""
    wanted = Counter(one["text"] for one in gold(name)["sentences"] if one["kind"] == "sentence")
    found = Counter(claim.text for claim in reading(name).claims)
    agreed = (wanted & found).total()
    assert agreed >= 0.95 * wanted.total()
    assert agreed >= 0.95 * found.total()


@pytest.mark.parametrize("name", ["explainer"])
def test_nothing_is_cited_where_nothing_is_cited(name: str) -> None:
    """No marker, note, reference or link is found, and nothing but prose is a claim."""
    found = reading(name)
    assert not any((found.citations, found.notes, found.references, found.links))
    others = {one["text"] for one in gold(name)["sentences"] if one["kind"] != "sentence"}
    assert not others & {claim.text for claim in found.claims}


def authors(reference: Reference) -> str:
    """Everybody named as the author."""
    names = (
        one.get("literal")
        or " ".join(
            filter(
                None,
                (
                    one.get("given"),
                    one.get("non-dropping-particle"),
                    one.get("dropping-particle"),
                    one.get("family"),
                ),
            )
        )
        for one in reference.csl.get("author", ())
    )
    return folded("".join(names))


def date_of(reference: Reference, name: str) -> str:
    """A date as ISO 8601 writes it, folded."""
    parts = reference.csl.get(name, {}).get("date-parts", [[]])[0]
    return folded("-".join(f"{part:02d}" for part in parts))


FIELDS: dict[str, tuple[Callable[[Json], str], Callable[[Reference], str]]] = {
    "title": (lambda one: folded(one["title"]), lambda ours: folded(ours.csl.get("title"))),
    "authors": (
        lambda one: folded("".join(one["authors"]) or one.get("corporate_author")),
        authors,
    ),
    "outlet": (
        lambda one: folded(one["outlet"]),
        lambda ours: folded(ours.csl.get("container-title")),
    ),
    "issued": (
        lambda one: folded(one.get("date_iso")),
        lambda ours: date_of(ours, "issued"),
    ),
    "accessed": (
        lambda one: folded(one.get("access_date_iso")),
        lambda ours: date_of(ours, "accessed"),
    ),
    "original title": (
        lambda one: folded(one["original_language_title"]),
        lambda ours: folded(ours.original_title),
    ),
    "url": (lambda one: one["url"] or "", lambda ours: ours.csl.get("URL", "")),
    "url lost": (
        lambda one: "lost" * one.get("url_stripped", False),
        lambda ours: "lost" * ours.url_missing,
    ),
}


@pytest.mark.parametrize("field", FIELDS)
def test_fields_of_references_are_what_people_read(field: str) -> None:
    """F1 over all references is at least 0.95 for every field."""
    of_gold, of_ours = FIELDS[field]
    right = wanted = found = 0
    wrong = []
    for name in CITED:
        for one, ours in references_of(name):
            expected, got = of_gold(one), of_ours(ours)
            wanted += bool(expected)
            found += bool(got)
            right += bool(got) and got == expected
            if got != expected:
                wrong.append((ours.raw[:80], expected, got))
    assert wanted
    assert 2 * right >= 0.95 * (wanted + found), wrong


def test_a_broken_address_is_kept_as_printed_beside_its_repair() -> None:
    """The printed form, line breaks and all, stays; what was chosen is explained."""
    wanted = gold("newsletter")["notes"][0]["references"][0]
    found = reading("newsletter").references[0]
    assert found.url_printed == wanted["url_raw"]
    assert found.url_repaired
    assert found.url_why
    assert [link.url for link in reading("newsletter").links] == [wanted["url"]]

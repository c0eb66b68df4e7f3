"""The registry finds the reader for a document, or says which readers there are."""

from __future__ import annotations

import pytest

from citations.errors import UnknownFormat, UnreadableSource
from citations.formats import FORMATS, MAX_BYTES, READERS, detect, read_document
from citations.formats.decode import sha256_of
from citations.model import Document


@pytest.mark.parametrize("source", ["a.txt", "-", "b.TXT", "https://example.org/x.txt?y=1", "c.q"])
def test_text_is_text_wherever_it_comes_from(source: str) -> None:
    """Plain words are plain text under a known, an unknown and no extension."""
    assert detect(b"Plain words.", source) == "text"


def test_an_unknown_format_is_told_which_are_known() -> None:
    """The error names every registered format."""
    with pytest.raises(UnknownFormat) as error:
        read_document(b"x", "a.txt", "klingon")
    assert all(name in str(error.value) for name in FORMATS)


def test_binary_content_without_a_reader_is_an_unknown_format() -> None:
    """Bytes that are no text and no known format are refused by name."""
    with pytest.raises(UnknownFormat, match=r"^thing\.xyz: .*text"):
        read_document(b"\x00\x01\x02" * 99, "thing.xyz")


@pytest.mark.parametrize("data", [b"", b"  \n ", b"\xef\xbb\xbf"])
def test_an_empty_document_is_refused(data: bytes) -> None:
    """Nothing, or white space alone, is no document."""
    with pytest.raises(UnreadableSource, match="empty"):
        read_document(data, "a.txt")


def test_a_huge_document_is_refused_before_it_is_read() -> None:
    """One byte over the bound is an error that states the bound."""
    with pytest.raises(UnreadableSource, match="100 MB"):
        read_document(bytes(MAX_BYTES + 1), "a.txt")


@pytest.mark.parametrize("name", sorted(READERS))
def test_every_reader_gives_a_document_of_its_own_format_or_one_line(name: str) -> None:
    """Prose bytes given to any reader are read, or refused with one clear line."""
    try:
        document = read_document(b"One sentence. Another one.\n", "a.x", name)
    except UnreadableSource as error:
        refusal = str(error)
    else:
        _holds_together(document, name)
        return
    assert refusal.startswith("a.x: ")
    assert "\n" not in refusal


def _holds_together(document: Document, name: str) -> None:
    assert document.format == name
    assert document.text_sha256 == sha256_of(document.text)
    for block in document.blocks:
        assert list(block.content.offsets) == sorted(block.content.offsets)
        assert all(0 <= at < len(document.text) for at in block.content.offsets)

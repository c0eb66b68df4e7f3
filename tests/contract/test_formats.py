"""Every registered reader: spans that hold, one clear refusal, and nothing else."""

from __future__ import annotations

import gzip
import io
import random
import time
import zipfile
from collections.abc import Iterator
from functools import cache

import pytest

from citations import read
from citations.errors import UnreadableSource
from citations.formats import READERS
from citations.formats.decode import sha256_of
from citations.model import Reading

# What each text format looks like, with a claim, a note where it has notes, and a link.
SAMPLES: dict[str, bytes] = {
    "text": "The mill is old.1 It still turns.\n\n1 Kay, “Mills”, 2019, https://a.example/m\n".encode(),
    "markdown": b"# Mills\n\nThe *mill* is old.[^1] See [it](https://a.example/x).\n\n"
    b"[^1]: Kay, 2019.\n",
    "html": b"<p>The <b>mill</b> is old.<sup><a href='#fn1'>1</a></sup></p>"
    b"<p id='fn1'>1 Kay, 2019.</p>",
    "rst": b"Mills\n=====\n\nThe *mill* is old [1]_.\n\n.. [1] Kay, 2019, https://a.example/m\n",
    "jupyter": b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": '
    b'"markdown", "metadata": {}, "source": ["The mill is old."]}]}',
    "wikitext": b"The '''mill''' is old.<ref>Kay, ''Mills'', 2019, https://a.example/m</ref>\n",
    "latex": b"\\begin{document}The \\emph{mill} is old.\\footnote{Kay, 2019.}\\end{document}\n",
    "bibtex": b"@book{kay, title = {Mills}, author = {Kay, Ada}, year = 2019}\n",
    "urls": b"https://a.example/m\n",
    "rtf": rb"{\rtf1 The {\b mill} is old.{\super\chftn{\footnote Kay, 2019.}}\par}",
}
#: Zipped and typeset formats, whose samples are made in the tests of their own.
BINARY = frozenset({"docx", "epub", "odt", "pdf", "xlsx"})


def _junk() -> list[bytes]:
    rng = random.Random(7)
    markup = b"<[{(\\\"'`*_#|>)}]^1.2-\n \t&;:@/%$~=+"
    return [
        rng.randbytes(3000),
        bytes(rng.choice(markup) for _ in range(20_000)),
        b"<" * 20_000,
        b"[^" * 20_000,
        b"{" * 20_000,
        b"\\footnote{" * 4_000,
        b"PK\x03\x04" + rng.randbytes(500),
        b"%PDF-1.7\n" + rng.randbytes(500),
        "\u202e\u0000\ud7ff\U0010ffff".encode() * 500,
        b"a" * 50_000,
    ]


@pytest.mark.parametrize("name", sorted(READERS))
@pytest.mark.parametrize("number", range(len(_junk())))
def test_junk_is_read_or_refused_in_one_line(name: str, number: int) -> None:
    """No bytes make a reader raise anything else, or give spans that do not hold."""
    try:
        reading = read(_junk()[number], "junk.x", name)
    except UnreadableSource as error:
        assert str(error).startswith("junk.x: ")
        assert "\n" not in str(error)
    else:
        _holds(reading)


_ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;"><!ENTITY e SYSTEM "file:///etc/hostname">]><x>&c;&e;</x>'
)
_MAIN = {
    "word/document.xml": "",
    "content.xml": "application/vnd.oasis.opendocument.text",
    "META-INF/container.xml": "application/epub+zip",
    "xl/workbook.xml": "",
}


def _archives(content: bytes) -> Iterator[bytes]:
    """An archive of each zipped format whose main part is this."""
    for name, kind in _MAIN.items():
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            if kind:
                archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
            archive.writestr(name, content)
        yield buffer.getvalue()


@cache
def _hostile() -> tuple[bytes, ...]:
    deep = b"<a>" * 20_000
    return (
        *_archives(bytes(60_000_000)),
        *_archives(_ENTITIES),
        *_archives(deep),
        next(_archives(next(_archives(b"PK\x03\x04")))),
        b"PK\x03\x04\x14\x00\x01\x00" + bytes(40),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000),
        gzip.compress(bytes(60_000_000)),
        _ENTITIES,
        deep,
        b"{\\rtf1" + b"{\\b " * 60_000,
        b'{"nbformat":4,"cells":' + b"[" * 60_000,
        b"> " * 30_000 + b"x",
        "Ä".encode() * 30 + "Привет".encode("cp1251") * 30 + "港".encode("shift_jis") * 30,
        "The mill is old.".encode("utf-16") + b"\xff\xfe\x00",
        *(sample[: len(sample) * 2 // 3] for sample in SAMPLES.values()),
    )


@pytest.mark.parametrize("name", sorted(READERS))
def test_hostile_files_are_bounded_and_refused_in_one_line(name: str) -> None:
    """Bombs, nested archives, entities, deep nesting, locked and old Office files, mixed
    encodings, cut files, all under this format's name: 5 seconds at most, and one line."""
    for data in _hostile():
        began = time.process_time()
        try:
            read(data, "bad.x", name)
        except UnreadableSource as error:
            assert str(error).startswith("bad.x: ")
            assert "\n" not in str(error)
        assert time.process_time() - began < 5


@pytest.mark.parametrize("name", sorted(set(READERS) & set(SAMPLES)))
def test_a_sample_is_read_with_spans_that_hold(name: str) -> None:
    """What a format is there for is found, and each span lies in the document's text."""
    reading = read(SAMPLES[name], f"sample.{name}", name)

    assert reading.document.format == name
    assert reading.claims or reading.references or reading.links
    _holds(reading)


def _holds(reading: Reading) -> None:
    document = reading.document
    length = len(document.text)
    assert document.text_sha256 == sha256_of(document.text)
    for block in document.blocks:
        offsets = list(block.content.offsets)
        assert len(offsets) == len(block.content.text)
        assert offsets == sorted(offsets)
        assert not offsets or 0 <= offsets[0] <= offsets[-1] < length
    for part in (*reading.claims, *reading.citations, *reading.notes, *reading.references):
        assert 0 <= part.start <= part.end <= length
        assert part.line >= 1
    ids = [
        part.id
        for kind in ("claims", "citations", "notes", "references", "links")
        for part in getattr(reading, kind)
    ]
    assert len(ids) == len(set(ids))

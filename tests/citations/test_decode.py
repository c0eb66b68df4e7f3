"""Bytes become the text they were meant to be, or one clear error."""

from __future__ import annotations

import pytest

from citations.errors import UnreadableSource
from citations.formats.decode import decode, is_binary

GERMAN = "Der Käse heißt „Brie“ – und die Straße führt über die Brücke."
FRENCH = "Déjà vu : l’été à la plage, où ça va très bien, c’est sûr…"
RUSSIAN = "Это русский текст о погоде. Привет, мир, как дела сегодня?"
JAPANESE = "日本語のテキストです。これは長い文章です。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "utf-16"),
        (GERMAN, "utf-16-be"),
        (GERMAN, "utf-16-le"),
        (GERMAN, "utf-32"),
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "utf-8"),
    ],
)
def test_text_comes_back_from_the_encoding_it_was_written_in(text: str, encoding: str) -> None:
    """Marked, plain and legacy encodings are told apart without a declaration."""
    assert decode(text.encode(encoding), "a.txt") == text


def test_a_declared_encoding_is_asked_before_a_guess() -> None:
    """Bytes that several encodings would read are read in the one the document names."""
    assert decode("Zażółć".encode("cp1250"), "a.html", declared="windows-1250") == "Zażółć"


@pytest.mark.parametrize("declared", ["no-such-code", "base64", "punycode", "idna", "undefined"])
def test_a_nonsense_declaration_is_passed_over(declared: str) -> None:
    """A declaration that names no encoding of documents changes nothing."""
    assert decode(GERMAN.encode("cp1252"), "a.html", declared=declared) == GERMAN


def test_one_damaged_byte_does_not_make_utf8_another_encoding() -> None:
    """A long UTF-8 file with a bad byte stays UTF-8, the bad byte replaced."""
    data = (RUSSIAN * 20).encode() + b"\xff"
    assert decode(data, "a.txt") == RUSSIAN * 20 + "\ufffd"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9, "binary"),
        (b" \n\t\n", "empty"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "begins as UTF-16-LE"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, problem: str) -> None:
    """The message names the source and the problem, on one line."""
    with pytest.raises(UnreadableSource, match=problem) as error:
        decode(data, "sample.bin")
    assert str(error.value).startswith("sample.bin: ")
    assert "\n" not in str(error.value)


def test_text_is_not_taken_for_binary() -> None:
    """Tabs, form feeds and every script are text."""
    for text in (GERMAN, RUSSIAN, JAPANESE, "a\tb\fc\r\n"):
        assert not is_binary(text.encode())

"""From bytes to text: byte order mark, UTF-8, what is declared, then a guess.

The text is the file as it stands, line ends and all, without its byte order mark.
"""

from __future__ import annotations

import codecs
from hashlib import sha256

from citations.errors import UnreadableSource

__all__ = ["MAX_CHARACTERS", "decode", "is_binary", "sha256_of"]

#: No text longer than this is read; it is some 6,000 pages.
MAX_CHARACTERS = 20_000_000

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 8192
# Control characters that no text file contains; tab, line ends, form feed and ESC are left out.
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27, 28, 29, 30, 31})


# Python codecs that a hostile declaration may name: slow, or no encodings of documents at all.
_NOT_FOR_TEXT = frozenset(
    {"idna", "punycode", "raw_unicode_escape", "raw-unicode-escape", "undefined", "unicode_escape"}
    | {"unicode-escape", "utf-7"}
)
_WESTERN = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœŸ€£§©®°·×«»“”„‘’‚–—…†‡•\u00a0"
)


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """The text of ``data``; ``declared`` is the encoding that the document names for itself.

    Raises ``UnreadableSource`` if it is empty, binary, too long, or in no encoding we know.
    """
    text = _marked(data, source)
    if text is None:
        if is_binary(data):
            raise UnreadableSource(f"{source}: binary data, not text")
        text = _as_utf8(data)
    if text is None:
        text = _as(data, declared) if declared else None
    if text is None:
        text = _guess(data)
    if text is None:
        raise UnreadableSource(f"{source}: the encoding is unknown; save the document as UTF-8")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableSource(
            f"{source}: {len(text):,} characters are more than the {MAX_CHARACTERS:,} that are "
            "read; split the document"
        )
    if not text.strip():
        raise UnreadableSource(f"{source}: the document is empty")
    return text


def is_binary(data: bytes) -> bool:
    """Whether the beginning of ``data`` can be no text in any encoding that we read."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _bare_utf16(data):
        return False
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return b"\0" in sample or controls * 50 > len(sample)


def sha256_of(text: str) -> str:
    """The hash that names a document's text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _marked(data: bytes, source: str) -> str | None:
    """The text of data that begins with a byte order mark or is plainly UTF-16 without one."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _as(data[len(mark) :], encoding)
            if text is None:
                raise UnreadableSource(
                    f"{source}: begins as {encoding.upper()} but goes on as something else; "
                    "save the document as UTF-8"
                )
            return text
    bare = _bare_utf16(data)
    return _as(data, bare) if bare else None


def _bare_utf16(data: bytes) -> str | None:
    # Latin text in UTF-16 has a zero in every other byte, and nowhere else.
    sample = data[: _SAMPLE & ~1]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half >= 2 and odd * 10 >= half * 7 and even == 0:
        return "utf-16-le"
    if half >= 2 and even * 10 >= half * 7 and odd == 0:
        return "utf-16-be"
    return None


def _as_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if not bad:
        return text
    # One bad byte in a long file is damage, not another encoding: the rest of it is UTF-8.
    wide = sum(1 for character in text[:_SAMPLE] if character > "\x7f")
    return text if wide >= 20 and bad * 50 < wide else None


def _as(data: bytes, encoding: str) -> str | None:
    try:
        if codecs.lookup(encoding).name in _NOT_FOR_TEXT:
            return None
        return data.decode(encoding).removeprefix("\ufeff")
    except (UnicodeError, LookupError):
        return None


def _guess(data: bytes) -> str | None:
    western = _as(data, "cp1252")
    if western is not None and _looks_western(western):
        return western
    from charset_normalizer import from_bytes  # noqa: PLC0415  half of a start-up's time

    best = from_bytes(data).best()
    return None if best is None else _as(data, best.encoding)


def _looks_western(text: str) -> bool:
    # Other single-byte encodings read as this one give far more accents, or marks inside words.
    strange = [character for character in text if character > "\x7f"]
    letters = sum(map(str.isalpha, text))
    accented = sum(map(str.isalpha, strange))
    return _WESTERN.issuperset(strange) and accented * 3 <= letters

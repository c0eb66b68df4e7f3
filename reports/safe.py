"""Text from documents and pages, made fit to be shown: nothing acts, nothing hides."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

# Characters that steer a terminal, turn text around, take no room, or are no characters.
# The joiners U+200C and U+200D stay: Persian, the Indic scripts and emoji need them.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u2028\u2029]+")
_SPACE_IN_ADDRESS = re.compile(r"\s")


def visible(text: str) -> str:
    """The text with every hidden character written out: "⟨U+202E⟩"."""
    return _HIDDEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def shown(text: str) -> str:
    """The text with plain spaces, visible throughout."""
    return visible(_SPACE.sub(" ", text))


def one_line(text: str) -> str:
    """The text on one line, visible throughout."""
    return shown(text).strip()


def shorten(text: str, length: int) -> str:
    """At most ``length`` characters, cut at a space if one is near, with "…" for the rest."""
    if len(text) <= length:
        return text
    kept = text[: max(length - 1, 0)]
    head, space, tail = kept.rpartition(" ")
    if space and len(tail) < length // 3:
        kept = head
    return kept.rstrip() + "…"


def web_address(url: str | None) -> str | None:
    """The address if a reader may follow it: http or https, a host, nothing hidden in it."""
    if not url or _HIDDEN.search(url) or _SPACE_IN_ADDRESS.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    # "https://bank.example@evil.example" shows one host and goes to the other.
    honest = parts.scheme in {"http", "https"} and host and "@" not in parts.netloc
    return url if honest else None


def cells(text: str) -> int:
    """Columns that the text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` columns, broken at spaces; a longer word is broken too."""
    width = max(width, 2)
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        size = cells(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        *full, line = _break(word, width) if size > width else [word]
        lines.extend(full)
        used = cells(line)
    return [*lines, line] if line or not lines else lines


def _break(word: str, width: int) -> list[str]:
    """A word that is wider than the line, in pieces that fit."""
    pieces, start, used = [], 0, 0
    for at, char in enumerate(word):
        size = cells(char)
        if used + size > width:
            pieces.append(word[start:at])
            start, used = at, 0
        used += size
    return [*pieces, word[start:]]

"""Edits to a document, and the patch that they make."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import unified_diff

from verifier.errors import BadInput

__all__ = ["Edit", "Encoded", "Patch", "apply", "decoded"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Encodings of documents that are still met; the one that gives the text that was read is it.
_ENCODINGS = (
    "utf-8 cp1252 latin-1 iso8859-15 iso8859-2 cp1250 cp1251 koi8-r iso8859-5 iso8859-7 cp1253 "
    "iso8859-9 cp1254 cp1257 cp1255 cp1256 shift_jis cp932 euc-jp iso2022_jp gb18030 big5 euc-kr "
    "utf-16-le utf-16-be"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change: the text ``old`` at ``start`` becomes ``new`` (an insertion has no ``old``)."""

    #: The link that is repaired, as the document's reading has it.
    url: str
    #: "moved" or "archived".
    kind: str
    old: str
    new: str
    #: Offset in the document's text; for a zipped document, in the part that is named.
    start: int
    why: str
    #: The part of a zipped document: "word/_rels/document.xml.rels".
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """A document before and after its repair."""

    before: bytes
    after: bytes
    edits: tuple[Edit, ...] = ()
    #: One sentence each on what could not be repaired.
    remarks: tuple[str, ...] = ()
    #: Both as text; for a zipped document, the parts that changed.
    texts: tuple[tuple[str, str, str], ...] = ()

    def diff(self, source: str) -> str:
        """A unified diff; "" if nothing changes."""
        parts = []
        for part, before, after in self.texts:
            name = f"{source}!{part}" if part else source
            lines = unified_diff(
                before.splitlines(keepends=True), after.splitlines(keepends=True), name, name
            )
            parts += [line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in lines]
        return "".join(parts)


_NO_END = "\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text, and how to turn it back into the bytes it was read from."""

    text: str
    mark: bytes
    encoding: str

    def encode(self, text: str) -> bytes:
        return self.mark + text.encode(self.encoding)


def decoded(data: bytes, text: str) -> Encoded:
    """The encoding in which ``data`` is ``text``, byte for byte; raises ``BadInput`` if none is."""
    mark, named = next(
        ((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", _ENCODINGS)
    )
    body = data[len(mark) :]
    for encoding in named.split():
        try:
            if body.decode(encoding) == text and text.encode(encoding) == body:
                return Encoded(text, mark, encoding)
        except UnicodeError:
            continue
    raise BadInput("the document cannot be written back byte for byte; save it as UTF-8")


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; edits do not overlap."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += [text[at : edit.start], edit.new]
        at = edit.start + len(edit.old)
    return "".join([*parts, text[at:]])

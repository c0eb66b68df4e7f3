"""PDF: the words of every page, lines joined and hyphens at line ends taken out."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

from citations.errors import UnreadableSource
from verifier.sources.base import MAX_TEXT, Read

__all__ = ["read"]

_MAX_PAGES = 2_000
# PDFium writes the hyphen that a line end asked for as U+FFFE or U+0002, with the line end or not.
_HYPHEN = re.compile("(?<=[^\\W\\d_])(?:[\ufffe\x02]\\s*|[-\u00ad\u2010] ?\n\\s*)(?=[^\\W\\d_A-Z])")
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
# A line that ends a sentence, and the next that begins one, is as much of a paragraph as PDF tells.
_SOFT_BREAK = re.compile(r"(?<![.!?:;”\"»])[ ]?\n(?=\S)")


def read(body: bytes, declared: str | None, url: str) -> Read:
    """The words of a PDF; raises ``UnreadableSource`` if it is broken or locked."""
    del declared
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(BytesIO(body))
    except pdfium.PdfiumError as error:
        raise UnreadableSource(f"{url}: not a PDF that can be read: {error}") from None
    try:
        pages, length = [], 0
        for number in range(min(len(document), _MAX_PAGES)):
            pages.append(_page(document, number))
            length += len(pages[-1])
            if length > MAX_TEXT:
                break
        about = document.get_metadata_dict()
    finally:
        document.close()
    author = about.get("Author", "").strip()
    return Read(
        text=_joined("\n".join(pages)),
        title=about.get("Title", "").strip() or None,
        authors=(author,) if author else (),
        published=_published(about.get("CreationDate", "")),
    )


def _page(document: object, number: int) -> str:
    import pypdfium2 as pdfium

    try:
        page = document[number]  # type: ignore[index]
        words = page.get_textpage()
        text: str = words.get_text_bounded()
        words.close()
        page.close()
    except pdfium.PdfiumError:
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _joined(text: str) -> str:
    return _SOFT_BREAK.sub(" ", _HYPHEN.sub("", text))


def _published(written: str) -> date | None:
    found = _DATE.match(written)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None

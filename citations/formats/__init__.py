"""The registry of readers: one file a format, one line here.

A reader is ``read(data: bytes, source: str) -> Document``. It decodes, finds the blocks,
and lifts the citations and notes that the format itself marks up. It neither opens files
nor touches the network, and raises ``UnreadableSource`` with one clear line.

A format registers by the path of its module, which is imported when a document of that
format comes along and not before: no reader's libraries are paid for by another's users.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from posixpath import splitext
from urllib.parse import urlsplit

from citations.errors import UnknownFormat, UnreadableSource
from citations.formats.decode import is_binary
from citations.model import Document, NoteBody

__all__ = ["FORMATS", "MAX_BYTES", "READERS", "Format", "Reader", "Take", "detect", "read_document"]

Reader = Callable[[bytes, str], Document]
Take = Callable[[NoteBody, str], None]
"""What is given notes before the document is whole, each with the document's text."""

#: No document larger than this is read.
MAX_BYTES = 100 * 2**20

#: How much of the beginning, and of the end, is looked at to tell a format by its content.
_SAMPLE = 8192


@dataclass(frozen=True, slots=True)
class Format:
    """Where a format's reader is, and how its documents are told from others."""

    module: str
    #: Lower case, with the dot; the first is the usual one.
    extensions: tuple[str, ...]
    #: Content that can only be this format: it wins over the extension.
    magic: bytes | None = None
    #: Content that is probably this format: asked when the extension says nothing.
    looks: bytes | None = None
    #: Its reader has a third argument: what takes notes before the document is whole.
    early: bool = False


#: Both patterns are searched, with DOTALL, in the first 8 kB and (for the names inside a
#: zip archive) the last 8 kB.
FORMATS: dict[str, Format] = {
    "text": Format("citations.formats.text", (".txt", ".text", ".asc")),
    "pdf": Format("citations.formats.pdf", (".pdf",), magic=rb"\A\s*%PDF-\d"),
    "docx": Format(
        "citations.formats.docx", (".docx", ".docm", ".dotx"), magic=rb"\APK\x03\x04.*word/document"
    ),
    "epub": Format(
        "citations.formats.epub", (".epub",), magic=rb"\APK.{28}mimetypeapplication/epub"
    ),
    "odt": Format(
        "citations.formats.odt",
        (".odt", ".ott", ".fodt"),
        magic=rb"\APK.{28}mimetypeapplication/vnd\.oasis\.opendocument\.text",
    ),
    "rtf": Format("citations.formats.rtf", (".rtf",), magic=rb"\A(?:\xef\xbb\xbf)?\s*\{\\rtf"),
    "jupyter": Format("citations.formats.jupyter", (".ipynb",), magic=rb'\A\s*\{.*"nbformat"\s*:'),
    "wikitext": Format(
        "citations.formats.wikitext",
        (".wiki", ".wikitext", ".mediawiki", ".mw"),
        looks=rb"(?m)<ref[\s>]|\{\{(?:[Cc]ite |[Ss]fn\||[Ii]nfobox|[Rr]eflist)|"
        rb"^==+ ?[^=\s][^=\n]*==+$",
    ),
    "latex": Format(
        "citations.formats.latex",
        (".tex", ".ltx", ".latex"),
        looks=rb"\\(?:documentclass|begin\{document\})|\\(?:section|cite[tp]?|footnote)\{",
    ),
    "bibtex": Format(
        "citations.formats.bibtex",
        (".bib", ".bibtex", ".biblatex"),
        looks=rb"(?m)^@[A-Za-z]{4,20}\s?\{\s?[^\s,{}]+,\s*$",
    ),
    "ris": Format("citations.formats.ris", (".ris",), looks=rb"(?m)^TY  - [A-Z]{3,6}\s*$"),
    # A folder is full of other .json and .gz files: these are known by what is in them.
    "csljson": Format(
        "citations.formats.csljson",
        (".csljson",),
        looks=rb'\A\s*[\[{].{0,4000}?"type"\s*:\s*"(?:article|book|chapter|webpage|report|thesis|'
        rb"paper-conference|post|document|entry|motion_picture|speech|legal|broadcast)"
        rb'|\A\s*\[\s*\{.{0,4000}?"(?:container-title|date-parts)"\s*:',
    ),
    "csv": Format("citations.formats.csv", (".csv", ".tsv")),
    "xlsx": Format(
        "citations.formats.xlsx", (".xlsx", ".xlsm"), magic=rb"\APK\x03\x04.*xl/workbook\.xml"
    ),
    "sitemap": Format(
        "citations.formats.sitemap",
        (),
        magic=rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?"
        rb"<(?:urlset|sitemapindex)\b|\A\x1f\x8b\x08",
    ),
    "urls": Format("citations.formats.urls", (".urls",), looks=rb"\A(?:\s*https?://\S+\s*?\n){3}"),
    "rst": Format(
        "citations.formats.rst",
        (".rst", ".rest"),
        looks=rb"(?m)^\.\. (?:\[[^\]\s]+\] |_[^:\n]+: |[a-z-]+:: )|^[^\n]{4,}\n[=~^\"-]{4,}$",
        early=True,
    ),
    "html": Format(
        "citations.formats.html",
        (".html", ".htm", ".xhtml", ".shtml"),
        looks=rb"(?i)<!doctype html|<html[\s>]|<body[\s>]|<p[\s>].*</p>|<div[\s>]",
    ),
    "markdown": Format(
        "citations.formats.markdown",
        (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"),
        looks=rb"(?m)^\[\^[^\]\s]+\]:|^#{1,6} \S|^---\r?\n[a-z-]+: |\]\(https?://",
        early=True,
    ),
}


def _read_with(name: str, data: bytes, source: str, *take: Take) -> Document:
    document: Document = import_module(FORMATS[name].module).read(data, source, *take)
    return document


READERS: dict[str, Reader] = {name: partial(_read_with, name) for name in FORMATS}


def detect(data: bytes, source: str) -> str:
    """The name of the format of ``data``: by magic, then extension, then likeness, else text."""
    sample = data if len(data) <= 2 * _SAMPLE else data[:_SAMPLE] + data[-_SAMPLE:]
    extension = _extension(source)
    for name, form in FORMATS.items():
        if form.magic and re.search(form.magic, sample, re.DOTALL):
            return name
    for name, form in FORMATS.items():
        if extension in form.extensions:
            return name
    if is_binary(data):
        raise UnknownFormat(
            f"{source}: not text, and no reader knows it; known formats: {_known()}"
        )
    for name, form in FORMATS.items():
        if form.looks and re.search(form.looks, sample, re.DOTALL):
            return name
    return "text"


def read_document(
    data: bytes,
    source: str,
    format: str | None = None,  # noqa: A002 - the same word as in Document
    take: Take | None = None,
) -> Document:
    """Read ``data`` in the format named, or in the one detected.

    ``take`` is given notes while the rest is still being read, with the document's text,
    by the readers that can do that.
    Raises ``UnknownFormat`` if there is no such reader, ``UnreadableSource`` if the bytes
    are empty, too many, or no document of that format.
    """
    if format is not None and format not in READERS:
        raise UnknownFormat(f"{source}: unknown format {format!r}; known formats: {_known()}")
    if not data:
        raise UnreadableSource(f"{source}: the document is empty")
    if len(data) > MAX_BYTES:
        raise UnreadableSource(
            f"{source}: {len(data) / 2**20:.0f} MB is more than the {MAX_BYTES // 2**20} MB "
            "that are read; split the document"
        )
    name = format or detect(data, source)
    if take is not None and FORMATS[name].early:
        return _read_with(name, data, source, take)
    return READERS[name](data, source)


def _known() -> str:
    return ", ".join(sorted(FORMATS))


def _extension(source: str) -> str:
    path = urlsplit(source).path if "://" in source else source.replace("\\", "/")
    return splitext(path)[1].lower()

"""EPUB: the chapters in reading order as one text, notes found across files."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from citations.errors import UnreadableSource
from citations.formats._draft import Draft
from citations.formats._zip import Archive, open_archive
from citations.formats.decode import MAX_CHARACTERS, decode
from citations.formats.html import Page, read_page
from citations.languages import primary_tag
from citations.model import Document, Mapped, Pointer

__all__ = ["read"]

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_GUIDED = frozenset({"cover", "title-page", "toc", "copyright-page", "index"})
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_.-]{2,40})")


def read(data: bytes, source: str) -> Document:
    """The document; raises ``UnreadableSource``."""
    archive = open_archive(data, source, "an EPUB book")
    name, package = _package(archive)
    files = _spine(archive, package, posixpath.dirname(name))
    _refuse_locked(archive, files)
    text, starts = _joined(archive, files)

    def where(offset: int) -> str:
        return files[bisect_right(starts, offset) - 1]

    page = read_page(Mapped.plain(text), whole=False, xml=True, where=where)
    draft = Draft(source)
    _write_blocks(draft, page, starts)
    _write_notes(draft, page)
    for at, code, message in page.problems:
        draft.problem(code, f"{posixpath.basename(where(at))}: {message}", 0)
    title, language = (package.findtext(f".//{_DC}{field}") for field in ("title", "language"))
    return draft.finish("epub", (title or "").strip() or None, primary_tag(language))


def _package(archive: Archive) -> tuple[str, etree._Element]:
    """The book's package file, as the container names it."""
    container = archive.xml("META-INF/container.xml")
    root = container.find(f".//{_CONTAINER}rootfile") if container is not None else None
    name = (root.get("full-path") or "") if root is not None else ""
    package = archive.xml(name)
    if package is None:
        raise UnreadableSource(f"{archive.source}: not an EPUB book: it has no package file")
    return name, package


def _spine(archive: Archive, package: etree._Element, folder: str) -> list[str]:
    """The pages in reading order, tables of contents left out."""
    pages: dict[str, str] = {}
    for item in package.iterfind(f"{_OPF}manifest/{_OPF}item"):
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split():
            path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
            pages[item.get("id") or ""] = path
    order = [node.get("idref") or "" for node in package.iterfind(f"{_OPF}spine/{_OPF}itemref")]
    beside = set(_guided(package, folder))
    files = list(dict.fromkeys(pages[one] for one in order if one in pages))
    files = [name for name in files if name in archive.names]
    found = [name for name in files if name not in beside] or files
    if not found:
        raise UnreadableSource(f"{archive.source}: the book has no pages")
    return found


def _guided(package: etree._Element, folder: str) -> Iterator[str]:
    """The files that the guide of an older book calls its cover, title page or contents."""
    for node in package.iterfind(f"{_OPF}guide/{_OPF}reference"):
        path, _, fragment = (node.get("href") or "").partition("#")
        if (node.get("type") or "").lower() in _GUIDED and not fragment:
            yield posixpath.normpath(posixpath.join(folder, unquote(path)))


def _refuse_locked(archive: Archive, files: list[str]) -> None:
    locked = archive.xml("META-INF/encryption.xml")
    if locked is None:
        return
    for node in locked.iter("{*}CipherReference"):
        if unquote(node.get("URI") or "") in files:
            raise UnreadableSource(f"{archive.source}: the book is locked (DRM) and cannot be read")


def _joined(archive: Archive, files: list[str]) -> tuple[str, list[int]]:
    """All pages one after the other, and where each begins."""
    parts: list[str] = []
    starts: list[int] = []
    size = 0
    for name in files:
        data = archive.read(name) or b""
        declared = _ENCODING.search(data[:200])
        where = f"{archive.source}: {name}"
        text = decode(data, where, declared[1].decode() if declared else None) if data else ""
        starts.append(size)
        parts.append(text)
        size += len(text)
        if size > MAX_CHARACTERS:
            raise UnreadableSource(f"{archive.source}: more than {MAX_CHARACTERS:,} characters")
    return "".join(parts), starts


def _write_blocks(draft: Draft, page: Page, starts: list[int]) -> None:
    pointers: dict[int, list[Pointer]] = {}
    for pointer in page.pointers:
        pointers.setdefault(pointer.block, []).append(pointer)
    for number, block in enumerate(page.blocks):
        _write_pointed(draft, block.content, pointers.get(number, []))
        file = bisect_right(starts, block.content.offsets[0])
        draft.end_block(block.kind, block.level, f"section {file}")


def _write_pointed(draft: Draft, content: Mapped, pointers: list[Pointer]) -> None:
    """Write a block's content, and set its pointers where they stand in the new text."""
    text, offsets, done = content.text, content.offsets, 0
    base = draft.length
    #: Where markers were set, and how much longer they made the text, all together.
    places, shifts = [0], [0]
    for pointer in sorted(pointers, key=lambda one: one.at):
        draft.write(text[done : pointer.at])
        done = pointer.at
        if pointer.key is not None:
            span = draft.mark(f"[{pointer.marker}]")
            places.append(done)
            shifts.append(shifts[-1] + span[1] - span[0])
        else:
            # A link: its words are those of the content from its start on.
            low = bisect_left(offsets, pointer.start, 0, done)
            start = base + low + shifts[bisect_right(places, low) - 1]
            span = min(start, draft.length - 1), draft.length
        draft.point(
            pointer.style,
            pointer.marker,
            span,
            key=pointer.key,
            url=pointer.url,
            csl=pointer.csl,
            locator=pointer.locator,
        )
    draft.write(text[done:])


def _write_notes(draft: Draft, page: Page) -> None:
    for body in page.bodies:
        links = [
            Pointer(style="link", marker="", start=start, end=end, block=0, at=at, url=url)
            for url, start, end in body.urls
            if (at := bisect_left(body.content.offsets, end))
        ]
        _write_pointed(draft, body.content, links)
        draft.end_note(body.key, body.number)

"""The child process that opens a PDF: a file on stdin, its pieces of text as JSON on stdout.

It runs apart because a hostile file may crash or stall a C library, and only a process can
be bounded from outside. It is started by path, so it imports nothing of this package.

Out comes ``{"title", "links": [url], "pages": [[width, height, pieces]]}`` or ``{"error"}``.
A piece is ``[text, x0, x1, baseline, size, bold, link]``: a run of characters on one baseline
in one size, in points from the page's lower left corner; ``link`` is an index or -1.
"""

from __future__ import annotations

import ctypes
import json
import math
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2_raw as pdfium

_MAX_PAGES = 3_000
_MAX_PAGE = 100_000
_MAX_CHARACTERS = 6_000_000
_MAX_PIECES = 500_000
_MAX_LINKS = 2_000
#: Bytes of address space, and seconds of computing.
_MEMORY, _SECONDS = 1_000_000_000, 45
_PASSWORD, _GO_TO_URI = 4, 3
#: Bytes of a font's name that are looked at.
_NAME = 96

_CLEAN = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st", 0x02: "-",
}  # fmt: skip
_HEAVY = (b"bold", b"black", b"heavy", b"demi", b"cmbx")
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\s\ufffe\uffff]+")

Box = tuple[float, float, float, float]
Piece = list[Any]


class _Rect(ctypes.Structure):
    _fields_ = [(side, ctypes.c_float) for side in ("left", "top", "right", "bottom")]


class _Matrix(ctypes.Structure):
    _fields_ = [(part, ctypes.c_float) for part in "abcdef"]


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The function with plain pointers: an object for each one would double the time."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
_unicode_of = _plain(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)
_object_of = _plain(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
_box_of = _plain(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_matrix_of = _plain(pdfium.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
_size_of = _plain(pdfium.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
_font_of = _plain(
    pdfium.FPDFText_GetFontInfo, ctypes.c_ulong, _POINTER, _INT, _POINTER, ctypes.c_ulong, _POINTER
)
_origin_of = _plain(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)


class _Page:
    """The characters of one page, put together into pieces."""

    def __init__(self, page: Any, links: list[tuple[Box, int]]) -> None:
        self.page = page
        self.turned = int(pdfium.FPDFPage_GetRotation(page)) % 4
        self.width = float(pdfium.FPDF_GetPageWidthF(page))
        self.height = float(pdfium.FPDF_GetPageHeightF(page))
        self.links = links
        self.pieces: list[Piece] = []
        #: Size, angle and weight of the open run, and its baseline.
        self.size = self.baseline = 0.0
        self.bold = self.upright = False
        self.last: int | None = None
        self.rect = _Rect()
        self.where = ctypes.byref(self.rect)
        # Made once: an object for each call would take longer than the call.
        self.matrix, self.x, self.y = _Matrix(), ctypes.c_double(), ctypes.c_double()
        self.name = ctypes.create_string_buffer(_NAME)
        self.fonts: dict[bytes, bool] = {}

    def read(self) -> list[Piece]:
        handle = pdfium.FPDFText_LoadPage(self.page)
        if not handle:
            return []
        page = ctypes.cast(handle, ctypes.c_void_p).value
        count = min(int(pdfium.FPDFText_CountChars(handle)), _MAX_PAGE)
        try:
            signs = _signs(handle, page, count)
            for found in _LINE.finditer(signs):
                end = found.start() + len(found[0].rstrip())
                self._line(page, signs, found.start(), end)
        finally:
            pdfium.FPDFText_ClosePage(handle)
        return self.pieces

    def _line(self, page: int | None, signs: str, start: int, end: int) -> None:
        """Add a line's words, as many at a time as were drawn as one thing."""
        space = True
        while start < end:
            if signs[start] == " ":
                start, space = start + 1, True
                continue
            thing = _object_of(page, start)
            stop = self._stop(page, signs, (start, end), thing)
            if thing:
                if thing != self.last:
                    self.last = thing
                    self._style(page, start)
                words = signs[start:stop].rstrip()
                if self.upright:
                    self._part(page, words, (start, start + len(words) - 1), space=space)
                    space = False
            start = stop

    def _stop(self, page: int | None, signs: str, span: tuple[int, int], thing: int | None) -> int:
        """Where the thing that draws the first character of a span draws no more of it."""
        start, end = span
        if _object_of(page, end - 1) == thing:
            return end
        stop = start + 1
        for word in _WORD.finditer(signs, start, end):
            if _object_of(page, word.end() - 1) == thing:
                stop = word.end()
                continue
            at = word.start()
            while at < word.end() and _object_of(page, at) == thing:
                at += 1
            return max(stop, at) if at > word.start() else stop
        return stop

    def _part(self, page: int | None, signs: str, span: tuple[int, int], *, space: bool) -> None:
        left, right = self._across(page, span[0])
        if len(signs) > 1:
            right = max(right, self._across(page, span[1])[1])
        link = self._link(left, right) if self.links else -1
        words = signs.translate(_CLEAN)
        piece = self.pieces[-1] if self.pieces else None
        if piece is not None and self._goes_on(piece, left, link):
            piece[0] += f" {words}" if space else words
            piece[2] = max(piece[2], right)
        else:
            self.pieces.append([words, left, right, self.baseline, self.size, self.bold, link])

    def _goes_on(self, piece: Piece, left: float, link: int) -> bool:
        size = piece[4]
        return bool(
            abs(piece[3] - self.baseline) < 0.04 * size
            and abs(size - self.size) < 0.05 * size
            # Both letters of a ligature have its whole box.
            and -0.7 * size < left - piece[2] < 0.8 * size
            and piece[6] == link
            and piece[5] == self.bold
        )

    def _style(self, page: int | None, at: int) -> None:
        matrix = self.matrix
        _matrix_of(page, at, ctypes.byref(matrix))
        if matrix.b == 0 and matrix.a > 0:
            quarter = 0
        else:
            quarter = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) % 4
        self.upright = quarter == self.turned
        self.size = round(_size_of(page, at) * math.hypot(matrix.c, matrix.d), 2) or 1.0
        _origin_of(page, at, ctypes.byref(self.x), ctypes.byref(self.y))
        x, y = self.x.value, self.y.value
        self.baseline = round((y, -x, -y, x)[self.turned], 2)
        # What a font weighs is mostly not told; its name says it.
        _font_of(page, at, self.name, _NAME, None)
        name = self.name.value
        if name not in self.fonts:
            self.fonts[name] = any(word in name.lower() for word in _HEAVY)
        self.bold = self.fonts[name]

    def _across(self, page: int | None, at: int) -> tuple[float, float]:
        """Left and right end of a character on a page that stands as it is shown."""
        rect = self.rect
        if not _box_of(page, at, self.where):
            return 0.0, 0.0
        if self.turned == 0:
            return round(rect.left, 1), round(rect.right, 1)
        sides = (rect.left, rect.right), (rect.bottom, rect.top)
        low, high = sides[self.turned % 2]
        low, high = (low, high) if self.turned < 2 else (-high, -low)
        return round(low, 1), round(high, 1)

    def _link(self, left: float, right: float) -> int:
        x, y = (left + right) / 2, self.baseline + 0.25 * self.size
        for (x0, y0, x1, y1), link in self.links:
            if x0 <= x <= x1 and y0 <= y <= y1:
                return link
        return -1


def _signs(handle: Any, page: int | None, count: int) -> str:
    """The characters of a page, one for each that the library counts."""
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(handle, 0, count, buffer)
    text = bytes(buffer)[:-2].decode("utf-16-le", "replace")
    if len(text) == count and "\0" not in text:
        return text.replace("\ufffe", "\x02")  # Its sign for a hyphen at a line's end.
    codes = (_unicode_of(page, at) for at in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)


def _links(document: Any, page: Any, known: dict[str, int]) -> Iterator[tuple[Box, int]]:
    """The rectangles of a page that lead to an address."""
    start, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(_MAX_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, ctypes.byref(start), ctypes.byref(link)):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != _GO_TO_URI:
            continue
        size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        if not 1 < size < 10_000:
            continue
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
        url = buffer.value.decode("utf-8", "replace").strip()
        number = known.setdefault(url, len(known))
        for box in _boxes(link):
            yield box, number


def _boxes(link: Any) -> Iterator[Box]:
    quads = min(int(pdfium.FPDFLink_CountQuadPoints(link)), 200)
    points = pdfium.FS_QUADPOINTSF()
    for at in range(quads):
        if pdfium.FPDFLink_GetQuadPoints(link, at, ctypes.byref(points)):
            xs = points.x1, points.x2, points.x3, points.x4
            ys = points.y1, points.y2, points.y3, points.y4
            yield min(xs), min(ys), max(xs), max(ys)
    rect = pdfium.FS_RECTF()
    if not quads and pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(rect)):
        yield rect.left, min(rect.top, rect.bottom), rect.right, max(rect.top, rect.bottom)


def _title(document: Any) -> str:
    size = pdfium.FPDF_GetMetaText(document, b"Title", None, 0)
    if not 2 < size < 2_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document, b"Title", buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip()


def extract(data: bytes) -> dict[str, Any]:
    """The pieces of every page, or what keeps us from reading them."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        code = pdfium.FPDF_GetLastError()
        return {"error": "password" if code == _PASSWORD else "damaged"}
    count = pdfium.FPDF_GetPageCount(document)
    if count > _MAX_PAGES:
        return {"error": f"{count:,} pages; at most {_MAX_PAGES:,} are read"}
    pages: list[tuple[float, float, list[Piece]]] = []
    known: dict[str, int] = {}
    characters = pieces = 0
    for number in range(count):
        handle = pdfium.FPDF_LoadPage(document, number)
        if not handle:
            pages.append((0, 0, []))
            continue
        page = _Page(handle, list(_links(document, handle, known)))
        found = page.read()
        pdfium.FPDF_ClosePage(handle)
        pages.append((page.width, page.height, found))
        pieces += len(found)
        characters += sum(len(piece[0]) for piece in found)
        if characters > _MAX_CHARACTERS or pieces > _MAX_PIECES:
            return {"error": f"more than {_MAX_CHARACTERS:,} characters by page {number + 1}"}
    return {"title": _title(document), "links": list(known), "pages": pages}


def _bound() -> None:
    """Give the process less memory and time than would hurt the machine."""
    try:
        import resource  # noqa: PLC0415  not there on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


if __name__ == "__main__":
    _bound()
    json.dump(extract(sys.stdin.buffer.read()), sys.stdout, separators=(",", ":"))

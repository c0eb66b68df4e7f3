"""The child process that opens a PDF: a file on stdin, its pieces of text as JSON on stdout.

It runs apart because a hostile file may crash or stall a C library, and only a process can
be bounded from outside. It is started by path, with that of the library, so it imports
nothing of this package and little else: of a short file its start is most of the time.

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

# Only names for types, which are never looked at here: importing it would take 10 ms.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Box = tuple[float, float, float, float]
    Piece = list[Any]

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
# A word, cut where a marker can begin or end in it, and behind the hyphen of a line's end.
_PART = re.compile(r"[\d*†‡§¶]+|[^\s\d*†‡§¶\x02\uffff]+\x02?|\x02")


_RESULTS = {
    ctypes.c_void_p: (
        "FPDF_LoadMemDocument64", "FPDF_LoadPage", "FPDFText_LoadPage", "FPDFText_GetTextObject",
        "FPDFLink_GetAction",
    ),
    ctypes.c_ulong: (
        "FPDF_GetLastError", "FPDF_GetMetaText", "FPDFAction_GetType", "FPDFAction_GetURIPath",
        "FPDFText_GetFontInfo",
    ),
    ctypes.c_float: ("FPDF_GetPageWidthF", "FPDF_GetPageHeightF"),
    ctypes.c_double: ("FPDFText_GetFontSize",),
    ctypes.c_uint: ("FPDFText_GetUnicode",),
}  # fmt: skip


def _library(path: str) -> ctypes.CDLL:
    """The C library, told what its functions give.

    What they take is not told: calls are twice as quick, and every argument is an int that
    fits, a pointer of ``c_void_p``, or bytes.
    """
    library = ctypes.CDLL(path)
    for result, names in _RESULTS.items():
        for name in names:
            getattr(library, name).restype = result
    return library


class _Page:
    """The characters of one page, put together into pieces.

    A question to the library costs as much as a dozen steps of our own, so a line that is
    drawn as one thing is asked for at its two ends, any other at the ends of its words, and
    what a word looks like only where its box is unlike that of the word before.
    """

    def __init__(
        self, library: ctypes.CDLL, page: ctypes.c_void_p, links: list[tuple[Box, int]]
    ) -> None:
        self.library = library
        self.page = page
        self.text = ctypes.c_void_p()
        self.turned = int(library.FPDFPage_GetRotation(page)) % 4
        self.width = float(library.FPDF_GetPageWidthF(page))
        self.height = float(library.FPDF_GetPageHeightF(page))
        self.links = links
        self.pieces: list[Piece] = []
        #: Size and weight of what was looked at last, its baseline, and the links there.
        self.size = self.baseline = 0.0
        self.bold = self.upright = False
        self.near: list[tuple[float, float, int]] = []
        self.thing: int | None = None
        # Made once: an object for each call would take longer than the call.
        self.box, self.matrix = (ctypes.c_float * 4)(), (ctypes.c_float * 6)()
        self.where = ctypes.byref(self.box)
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.name = ctypes.create_string_buffer(_NAME)
        self.fonts: dict[bytes, bool] = {}

    def read(self) -> list[Piece]:
        library = self.library
        self.text.value = library.FPDFText_LoadPage(self.page)
        if not self.text:
            return []
        try:
            count = min(int(library.FPDFText_CountChars(self.text)), _MAX_PAGE)
            signs = _signs(library, self.text, count)
            for found in _LINE.finditer(signs):
                self._line(signs, found.start(), found.start() + len(found[0].rstrip()))
        finally:
            library.FPDFText_ClosePage(self.text)
        for piece in self.pieces:
            piece[0] = piece[0].translate(_CLEAN)
            piece[1], piece[2] = round(piece[1], 1), round(piece[2], 1)
        return self.pieces

    def _line(self, signs: str, start: int, end: int) -> None:
        """Add a line at once, if one thing draws it, or else its words."""
        thing_of = self.library.FPDFText_GetTextObject
        thing = thing_of(self.text, start) if start < end else None
        if thing and thing_of(self.text, end - 1) == thing:
            if thing != self.thing:
                self._look(start)
                self.thing = thing
            if not self.near:
                if self.upright:
                    left, right = self._across(start)[0], self._across(end - 1)[1]
                    self._add(signs[start:end], left, right, -1, space=True)
                return
        self.thing = None
        self._words(signs, start, end)

    def _words(self, signs: str, start: int, end: int) -> None:
        ask, text, box, where = (
            self.library.FPDFText_GetLooseCharBox,
            self.text,
            self.box,
            self.where,
        )
        known: tuple[float, float] | None = None
        before = -1
        for found in _PART.finditer(signs, start, end):
            first, stop = found.span()
            if not ask(text, first, where):
                continue
            left, top, right, bottom = box
            # A weight does not show in the box: after a heavy word each is looked at.
            if (bottom, top) != known or self.bold:
                known = bottom, top
                self._look(first)
            if not self.upright:
                continue
            if self.turned:
                left, right = self._across(first)
            if stop - first > 1:
                right = max(right, self._across(stop - 1)[1])
            space = first != before
            before = stop
            if not self.near:
                self._add(found[0], left, right, -1, space=space)
            else:
                self._linked(found[0], first, (left, right), space=space)

    def _linked(self, word: str, first: int, ends: tuple[float, float], *, space: bool) -> None:
        """Add a word where links are, cut where one of them begins or ends in it."""
        left, right = ends
        slack = 0.1 * self.size
        touched = [one for one in self.near if one[0] < right - slack and left + slack < one[1]]
        for x0, x1, link in touched:
            if x0 <= left + slack and right - slack <= x1:
                self._add(word, left, right, link, space=space)
                return
        if not touched:
            self._add(word, left, right, -1, space=space)
            return
        for at, sign in enumerate(word):
            left, right = self._across(first + at)
            middle = (left + right) / 2
            link = next((one for x0, x1, one in touched if x0 <= middle <= x1), -1)
            self._add(sign, left, right, link, space=space and at == 0)

    def _add(self, words: str, left: float, right: float, link: int, *, space: bool) -> None:
        size = self.size
        if self.pieces:
            piece = self.pieces[-1]
            if (
                abs(piece[3] - self.baseline) < 0.04 * piece[4]
                and abs(piece[4] - size) < 0.05 * piece[4]
                # Both letters of a ligature have its whole box.
                and -0.7 * piece[4] < left - piece[2] < 0.8 * piece[4]
                and piece[6] == link
                and piece[5] == self.bold
            ):
                piece[0] += f" {words}" if space else words
                piece[2] = max(piece[2], right)
                return
        self.pieces.append([words, left, right, self.baseline, size, self.bold, link])

    def _look(self, at: int) -> None:
        """Learn what a character looks like."""
        library, text, matrix = self.library, self.text, self.matrix
        library.FPDFText_GetMatrix(text, at, ctypes.byref(matrix))
        a, b, c, d, _, _ = matrix
        turned = 0 if b == 0 and a > 0 else round(math.degrees(math.atan2(b, a)) / 90) % 4
        self.upright = turned == self.turned
        scale = math.hypot(c, d)
        self.size = round(library.FPDFText_GetFontSize(text, at) * scale, 2) or 1.0
        library.FPDFText_GetCharOrigin(text, at, ctypes.byref(self.x), ctypes.byref(self.y))
        x, y = self.x.value, self.y.value
        self.baseline = round((y, -x, -y, x)[self.turned], 2)
        # What a font weighs is mostly not told; its name says it.
        library.FPDFText_GetFontInfo(text, at, self.name, _NAME, None)
        name = self.name.value
        if name not in self.fonts:
            self.fonts[name] = any(word in name.lower() for word in _HEAVY)
        self.bold = self.fonts[name]
        middle = self.baseline + 0.25 * self.size
        self.near = [(x0, x1, link) for (x0, y0, x1, y1), link in self.links if y0 <= middle <= y1]

    def _across(self, at: int) -> tuple[float, float]:
        """Left and right end of a character on a page that stands as it is shown."""
        if not self.library.FPDFText_GetLooseCharBox(self.text, at, self.where):
            return 0.0, 0.0
        left, top, right, bottom = self.box
        if self.turned == 0:
            return left, right
        low, high = ((left, right), (bottom, top))[self.turned % 2]
        return (low, high) if self.turned < 2 else (-high, -low)


def _signs(library: ctypes.CDLL, text: ctypes.c_void_p, count: int) -> str:
    """The characters of a page, one for each that the library counts."""
    buffer = (ctypes.c_ushort * (count + 1))()
    library.FPDFText_GetText(text, 0, count, buffer)
    signs = bytes(buffer)[:-2].decode("utf-16-le", "replace")
    if len(signs) != count or "\0" in signs:
        codes = (library.FPDFText_GetUnicode(text, at) for at in range(count))
        signs = "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)
    return signs.replace("\ufffe", "\x02")  # Its sign for a hyphen at a line's end.


def _links(
    library: ctypes.CDLL, document: ctypes.c_void_p, page: ctypes.c_void_p, known: dict[str, int]
) -> Iterator[tuple[Box, int]]:
    """The rectangles of a page that lead to an address."""
    start, link = ctypes.c_int(0), ctypes.c_void_p()
    for _ in range(_MAX_LINKS):
        if not library.FPDFLink_Enumerate(page, ctypes.byref(start), ctypes.byref(link)):
            return
        action = ctypes.c_void_p(library.FPDFLink_GetAction(link))
        if not action or library.FPDFAction_GetType(action) != _GO_TO_URI:
            continue
        ask = library.FPDFAction_GetURIPath
        size = ask(document, action, None, 0)
        if not 1 < size < 10_000:
            continue
        buffer = ctypes.create_string_buffer(size)
        ask(document, action, buffer, size)
        url = buffer.value.decode("utf-8", "replace").strip()
        number = known.setdefault(url, len(known))
        for box in _boxes(library, link):
            yield box, number


def _boxes(library: ctypes.CDLL, link: ctypes.c_void_p) -> Iterator[Box]:
    quads = min(int(library.FPDFLink_CountQuadPoints(link)), 200)
    points = (ctypes.c_float * 8)()
    for at in range(quads):
        if library.FPDFLink_GetQuadPoints(link, at, ctypes.byref(points)):
            xs, ys = points[0::2], points[1::2]
            yield min(xs), min(ys), max(xs), max(ys)
    rect = (ctypes.c_float * 4)()
    if not quads and library.FPDFLink_GetAnnotRect(link, ctypes.byref(rect)):
        left, top, right, bottom = rect
        yield left, min(top, bottom), right, max(top, bottom)


def _title(library: ctypes.CDLL, document: ctypes.c_void_p) -> str:
    size = library.FPDF_GetMetaText(document, b"Title", None, 0)
    if not 2 < size < 2_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    library.FPDF_GetMetaText(document, b"Title", buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip()


def extract(library: ctypes.CDLL, data: bytes) -> dict[str, Any]:
    """The pieces of every page, or what keeps us from reading them."""
    library.FPDF_InitLibrary()
    size = ctypes.c_size_t(len(data))
    document = ctypes.c_void_p(library.FPDF_LoadMemDocument64(data, size, None))
    if not document:
        code = library.FPDF_GetLastError()
        return {"error": "password" if code == _PASSWORD else "damaged"}
    count = library.FPDF_GetPageCount(document)
    if count > _MAX_PAGES:
        return {"error": f"{count:,} pages; at most {_MAX_PAGES:,} are read"}
    pages: list[tuple[float, float, list[Piece]]] = []
    known: dict[str, int] = {}
    characters = pieces = 0
    for number in range(count):
        handle = ctypes.c_void_p(library.FPDF_LoadPage(document, number))
        if not handle:
            pages.append((0, 0, []))
            continue
        page = _Page(library, handle, list(_links(library, document, handle, known)))
        found = page.read()
        library.FPDF_ClosePage(handle)
        pages.append((page.width, page.height, found))
        pieces += len(found)
        characters += sum(len(piece[0]) for piece in found)
        if characters > _MAX_CHARACTERS or pieces > _MAX_PIECES:
            return {"error": f"more than {_MAX_CHARACTERS:,} characters by page {number + 1}"}
    return {"title": _title(library, document), "links": list(known), "pages": pages}


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
    found = extract(_library(sys.argv[1]), sys.stdin.buffer.read())
    json.dump(found, sys.stdout, separators=(",", ":"))

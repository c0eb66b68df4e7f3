"""What a PDF's pages show, asked of the library: runs of characters and where they stand.

It is loaded by itself, in the process that opens PDFs (``_pdf_worker``), and imports nothing
of this package and little else: of a short file its start is most of the time.
A piece is ``[text, x0, x1, baseline, size, bold, link]``: a run of characters on one baseline
in one size, in hundredths of a point from the page's lower left corner; ``link`` is an index
or -1.
"""

from __future__ import annotations

import ctypes
import math
import re
from struct import Struct

# Only names for types, which are never looked at here: importing it would take 10 ms.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Box = tuple[float, float, float, float]
    Piece = list[Any]
    Look = tuple[int, float, bool, bool]

_MAX_PAGES = 3_000
_MAX_PAGE = 100_000
_MAX_LINKS = 2_000
_PASSWORD, _GO_TO_URI = 4, 3
#: Bytes of a font's name that are looked at.
_NAME = 96

_CLEAN = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st", 0x02: "-", 0xFFFF: None,
}  # fmt: skip
_ODD = re.compile("[\ufb00-\ufb06\x02\uffff]")
_BOX, _MATRIX = Struct("4f"), Struct("6f")
_HEAVY = (b"bold", b"black", b"heavy", b"demi", b"cmbx")
_LINE = re.compile(r"\S[^\r\n]*")
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


def load(path: str) -> ctypes.PyDLL:
    """The C library, ready and told what its functions give.

    What they take is not told: calls are twice as quick, and every argument is an int that
    fits, a pointer of ``c_void_p``, or bytes. No other thread is here to be let run.
    """
    library = ctypes.PyDLL(path)
    for result, names in _RESULTS.items():
        for name in names:
            getattr(library, name).restype = result
    library.FPDF_InitLibrary()
    return library


class _Known(dict):  # type: ignore[type-arg]
    """The addresses of a document and their numbers, which no other reader of it gives."""

    def __init__(self, first: int, step: int) -> None:
        super().__init__()
        self._next, self._step = first, step

    def __missing__(self, url: str) -> int:
        number = self[url] = self._next
        self._next += self._step
        return number


class _Scribe:
    """The characters of one page after the other, put together into pieces.

    A question to the library costs as much as a dozen steps of our own. So the ends of what
    is drawn at once are asked for, not each word's, and what it looks like only where its box
    is unlike that of what stands before it.
    """

    def __init__(self, library: ctypes.PyDLL) -> None:
        self.library = library
        #: The page's text: a pointer in the form in which a call takes it soonest.
        self.text: Any = None
        self.turned = 0
        self.links: list[tuple[Box, int]] = []
        self.pieces: list[Piece] = []
        #: Size and baseline of what was looked at last, in hundredths of a point as they are
        #: put out: whole numbers are soon written and read. Its weight, and the links there.
        self.size = self.baseline = 0
        self.bold = self.upright = False
        self.near: list[tuple[float, float, int]] = []
        #: Lower and upper edge of its box.
        self.edges: tuple[float, float] | None = None
        # Made once: an object for each call would take longer than the call.
        self.signs = ctypes.create_string_buffer(2 * _MAX_PAGE + 2)
        self.box, self.matrix = ctypes.create_string_buffer(16), ctypes.create_string_buffer(24)
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.name = ctypes.create_string_buffer(_NAME)
        #: What was measured by a font's name and the height of a character's box.
        self.looks: dict[tuple[bytes, float], Look] = {}

    def read(
        self, page: ctypes.c_void_p, links: list[tuple[Box, int]]
    ) -> tuple[float, float, list[Piece]]:
        """Width and height of a page, and its pieces."""
        library = self.library
        self.turned = int(library.FPDFPage_GetRotation(page)) % 4
        self.links, self.pieces, self.near = links, [], []
        size = library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)
        text = library.FPDFText_LoadPage(page)
        if text:
            self.text = ctypes.c_void_p.from_param(text)
            try:
                self._read()
            finally:
                library.FPDFText_ClosePage(self.text)
        return *size, self.pieces

    def _read(self) -> None:
        signs = self._signs(min(int(self.library.FPDFText_CountChars(self.text)), _MAX_PAGE))
        for found in _LINE.finditer(signs):
            start, end = found.span()
            while signs[end - 1].isspace():
                end -= 1
            self._line(signs, start, end)
        if _ODD.search(signs):
            for piece in self.pieces:
                piece[0] = piece[0].translate(_CLEAN)

    def _signs(self, count: int) -> str:
        """The characters of the page, one for each that the library counts."""
        library, buffer = self.library, self.signs
        library.FPDFText_GetText(self.text, 0, count, buffer)
        signs = memoryview(buffer)[: 2 * count].tobytes().decode("utf-16-le", "replace")
        if len(signs) != count or "\0" in signs:
            codes = (library.FPDFText_GetUnicode(self.text, at) for at in range(count))
            signs = "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)
        return signs.replace("\ufffe", "\x02")  # Its sign for a hyphen at a line's end.

    def _line(self, signs: str, start: int, end: int) -> None:
        """Add what one thing draws at once, and then what the next one does."""
        thing_of, text = self.library.FPDFText_GetTextObject, self.text
        self.edges = None
        thing = thing_of(text, start)
        if thing and thing_of(text, end - 1) == thing:
            self._run(signs, start, end, space=True)
            return
        begin, stop, thing, space = start, -1, None, True
        for found in _PART.finditer(signs, start, end):
            first, after = found.span()
            other = thing_of(text, first)
            if other != thing or not thing:
                if stop > 0:
                    self._run(signs, begin, stop, space=space)
                space = first != stop
                begin, thing = first, other
            stop = after
        if stop > 0:
            self._run(signs, begin, stop, space=space)

    def _run(self, signs: str, start: int, stop: int, *, space: bool) -> None:
        """Add characters of one look."""
        ask, text, box = self.library.FPDFText_GetLooseCharBox, self.text, self.box
        ask(text, start, box)
        left, top, right, bottom = _BOX.unpack(box)
        if stop - start > 1 and not self.turned:
            ask(text, stop - 1, box)
            low, high, last, below = _BOX.unpack(box)
            if below != bottom or high != top:
                parts = self._parts(start, stop)
                if len(parts) > 1:
                    for begin, end in parts:
                        self._run(signs, begin, end, space=space and begin == start)
                    return
            left, right = min(left, low), max(right, last)
        # A weight does not show in the box: after something heavy each is looked at.
        if (bottom, top) != self.edges or self.bold:
            self.edges = bottom, top
            self._look(start, top, bottom)
        if not self.upright:
            return
        if self.turned:
            left, right = self._across(start)[0], self._across(stop - 1)[1]
        if self.near:
            self._linked(signs, (start, stop), (left, right), space=space)
        else:
            self._add(signs[start:stop], left, right, -1, space=space)

    def _parts(self, start: int, stop: int) -> list[tuple[int, int]]:
        """What a word ends in that is drawn apart, such as the marker behind a year."""
        thing_of, text = self.library.FPDFText_GetTextObject, self.text
        own, last = thing_of(text, start), thing_of(text, stop - 1)
        parts, at = [], stop - 1
        while last != own and at > start:
            before = thing_of(text, at - 1)
            if before != last:
                parts.append((at, stop))
                stop, last = at, before
            at -= 1
        return [(start, stop), *reversed(parts)]

    def _linked(
        self, signs: str, span: tuple[int, int], ends: tuple[float, float], *, space: bool
    ) -> None:
        """Add characters where links are, cut where one of them begins or ends in them."""
        left, right = ends
        slack = 0.001 * self.size
        touched = [one for one in self.near if one[0] < right - slack and left + slack < one[1]]
        link = -1 if not touched else None
        for x0, x1, one in touched:
            if x0 <= left + slack and right - slack <= x1:
                link = one
                break
        start, stop = span
        if link is not None:
            self._add(signs[start:stop], left, right, link, space=space)
            return
        for at in range(start, stop):
            if signs[at].isspace():
                space = True
                continue
            left, right = self._across(at)
            middle = (left + right) / 2
            link = next((one for x0, x1, one in touched if x0 <= middle <= x1), -1)
            self._add(signs[at], left, right, link, space=space)
            space = False

    def _add(self, words: str, left: float, right: float, link: int, *, space: bool) -> None:
        low, high = round(100 * left), round(100 * right)
        size, baseline = self.size, self.baseline
        if self.pieces:
            piece = self.pieces[-1]
            if (
                -0.04 * size < piece[3] - baseline < 0.04 * size
                and -0.05 * size < piece[4] - size < 0.05 * size
                # Both letters of a ligature have its whole box.
                and -0.7 * size < low - piece[2] < 0.8 * size
                and piece[6] == link
                and piece[5] == self.bold
            ):
                piece[0] += f" {words}" if space else words
                piece[2] = max(piece[2], high)
                return
        self.pieces.append([words, low, high, baseline, size, self.bold, link])

    def _look(self, at: int, top: float, bottom: float) -> None:
        """Learn what a character in a box of this height looks like."""
        # What a font weighs is mostly not told; its name says it.
        self.library.FPDFText_GetFontInfo(self.text, at, self.name, _NAME, None)
        key = self.name.value, round(top - bottom, 2)
        look = self.looks.get(key)
        if look is None:
            look = self._measured(at, bottom, heavy=any(one in key[0].lower() for one in _HEAVY))
            if key[1] > 0 and not self.turned:
                self.looks[key] = look
        self.size, over, self.bold, self.upright = look
        self.baseline = round(100 * (bottom + over))
        if self.links:
            middle = (self.baseline + 0.25 * self.size) / 100
            self.near = [(x0, x1, to) for (x0, y0, x1, y1), to in self.links if y0 <= middle <= y1]

    def _measured(self, at: int, bottom: float, *, heavy: bool) -> Look:
        """Size of a character, its baseline over its box, its weight, and whether it is upright."""
        library, text = self.library, self.text
        library.FPDFText_GetMatrix(text, at, self.matrix)
        a, b, c, d, _, _ = _MATRIX.unpack(self.matrix)
        turned = 0 if b == 0 and a > 0 else round(math.degrees(math.atan2(b, a)) / 90) % 4
        size = library.FPDFText_GetFontSize(text, at) * math.hypot(c, d) or 1.0
        library.FPDFText_GetCharOrigin(text, at, ctypes.byref(self.x), ctypes.byref(self.y))
        x, y = self.x.value, self.y.value
        over = (y, -x, -y, x)[self.turned] - bottom
        return round(100 * size), over, heavy, turned == self.turned

    def _across(self, at: int) -> tuple[float, float]:
        """Left and right end of a character on a page that stands as it is shown."""
        if not self.library.FPDFText_GetLooseCharBox(self.text, at, self.box):
            return 0.0, 0.0
        left, top, right, bottom = _BOX.unpack(self.box)
        if self.turned == 0:
            return left, right
        low, high = ((left, right), (bottom, top))[self.turned % 2]
        return (low, high) if self.turned < 2 else (-high, -low)


def _links(
    library: ctypes.PyDLL, document: ctypes.c_void_p, page: ctypes.c_void_p, known: _Known
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
        number = known[url]
        for box in _boxes(library, link):
            yield box, number


def _boxes(library: ctypes.PyDLL, link: ctypes.c_void_p) -> Iterator[Box]:
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


def _said(library: ctypes.PyDLL, document: ctypes.c_void_p, what: bytes) -> str:
    """What the file says of itself: its "Title", its "Author"."""
    size = library.FPDF_GetMetaText(document, what, None, 0)
    if not 2 < size < 2_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    library.FPDF_GetMetaText(document, what, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip()


def _pages(
    library: ctypes.PyDLL,
    document: ctypes.c_void_p,
    numbers: range,
    known: _Known | None,
) -> Iterator[tuple[float, float, list[Piece]]]:
    scribe = _Scribe(library)
    links: list[tuple[Box, int]] = []
    for number in numbers:
        page = ctypes.c_void_p(library.FPDF_LoadPage(document, number))
        if page:
            if known is not None:
                links = list(_links(library, document, page, known))
            yield scribe.read(page, links)
            library.FPDF_ClosePage(page)
        else:
            yield 0, 0, []


def extract(library: ctypes.PyDLL, data: bytes, which: int = 0, ways: int = 1) -> Iterator[Any]:
    """The pieces of every ``ways``-th page, and at last what goes for all or why not."""
    size = ctypes.c_size_t(len(data))
    document = ctypes.c_void_p(library.FPDF_LoadMemDocument64(data, size, None))
    if not document:
        code = library.FPDF_GetLastError()
        yield {"error": "password" if code == _PASSWORD else "damaged"}
        return
    count = library.FPDF_GetPageCount(document)
    if count > _MAX_PAGES:
        yield {"error": f"{count:,} pages; at most {_MAX_PAGES:,} are read"}
        return
    known = _Known(which, ways)
    # The links inside a document may be thousands, of which each costs as much as a line.
    away = b"/URI" in data or b"/ObjStm" in data
    yield from _pages(library, document, range(which, count, ways), known if away else None)
    names = {"title": b"Title", "author": b"Author", "created": b"CreationDate"}
    about = {name: _said(library, document, what) for name, what in names.items()}
    yield {**about, "links": [[number, url] for url, number in known.items()]}

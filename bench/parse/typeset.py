"""Documents as PDF: lines set on pages, notes at their feet, heads, page numbers, columns.

The fonts are named, not embedded: characters are their own numbers (Identity-H) and a map
says so, which is what readers of text in a PDF go by.
"""

from __future__ import annotations

import random
import re
import unicodedata
import zlib
from dataclasses import dataclass, field
from itertools import groupby

from bench.parse.documents import GoldDocument
from bench.parse.prose import bracketed, each, heading, paragraphs

_WIDE, _HIGH, _MARGIN = 595.0, 842.0, 72.0
_SIZE, _SMALL, _LEADING = 11.0, 8.5, 1.3
_NARROW, _BROAD = frozenset("ijltfI.,:;'’‘|![]() -"), frozenset("mwMW—%@")
_RAISED = re.compile("\x01(\\d+)\x02(\\d+)\x03")


def _width(text: str, size: float) -> float:
    return sum(_unit(sign) for sign in text) * size


def _unit(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    return 0.28 if sign in _NARROW else 0.83 if sign in _BROAD else 0.54


@dataclass(slots=True)
class Line:
    """Words and raised numbers of one line, and the notes whose markers stand in it."""

    parts: list[tuple[str, bool]]
    notes: list[int] = field(default_factory=list)


def _lines(text: str, width: float, size: float, *, divide: bool = False) -> list[Line]:
    """Text set in lines; a raised label stands between the signs of ``_RAISED``."""
    lines, used = [Line([])], 0.0
    for token in re.findall(r"\x01\d+\x02\d+\x03|[ ]|[^\x01 \u2e80-\uffef]+|[\u2e80-\uffef]", text):
        mark = _RAISED.fullmatch(token)
        shown = mark[2] if mark else token
        wide = _width(shown, size * 0.6 if mark else size)
        while used + wide > width and token != " " and not mark:
            part, shown = _divided(shown, width - used, size) if divide else ("", shown)
            if part:
                lines[-1].parts.append((part, False))
            elif not used:
                break
            lines.append(Line([]))
            used, wide = 0.0, _width(shown, size)
        if token == " " and not used:
            continue
        lines[-1].parts.append((shown, bool(mark)))
        if mark:
            lines[-1].notes.append(int(mark[1]))
        used += wide
    return lines


def _divided(word: str, room: float, size: float) -> tuple[str, str]:
    """A long address broken behind a slash or a hyphen; other words stay whole."""
    if "/" not in word and word.count("-") < 2:
        return "", word
    cut = 0
    for at, sign in enumerate(word, 1):
        if sign in "/-" and word[at - 2 : at] != ":/" and _width(word[:at], size) <= room:
            cut = at if word[at : at + 1] != "/" else cut
    return word[:cut], word[cut:]


@dataclass(slots=True)
class Page:
    """What is drawn on a page, bottom up in points."""

    drawn: list[str] = field(default_factory=list)

    def put(self, x: float, y: float, text: str, size: float) -> None:
        """Draw words from ``x`` on the baseline ``y``."""
        # A lone sign for which the font that stands in has no shape has no extent, and is
        # passed over as if nothing were drawn; a space gives it one.
        shown = f"{text} " if len(text) == 1 and _unit(text) == 1.0 else text
        codes = "".join(f"{unit:04X}" for unit in _units(shown))
        self.drawn.append(f"BT /F {size:.2f} Tf {x:.2f} {y:.2f} Td <{codes}> Tj ET")

    def line(self, x: float, y: float, line: Line, size: float) -> None:
        """Draw a line, its numbers raised."""
        at = x
        for raised, parts in groupby(line.parts, key=lambda part: part[1]):
            text = "".join(words for words, _ in parts)
            if raised:
                self.put(at, y + 0.35 * size, text, 0.6 * size)
            else:
                self.put(at, y, text, size)
            at += _width(text, 0.6 * size if raised else size)


def _units(text: str) -> list[int]:
    data = text.encode("utf-16-be")
    return [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]


class _Press:
    """Sets lines on pages, in columns, the notes of a column's lines at its foot."""

    def __init__(self, made: GoldDocument, *, columns: int = 1, height: float = 330) -> None:
        self.made = made
        self.columns = columns
        gap = 24.0
        self.width = (_WIDE - 2 * _MARGIN - gap * (columns - 1)) / columns
        self.step = self.width + gap
        self.height = height
        self.pages: list[Page] = []
        self.column = columns - 1
        #: Height left, and lines of notes that must stand at the foot of this column.
        self.room = 0.0
        self.foot: list[Line] = []
        self.waiting: list[Line] = []

    def begin(self) -> None:
        """Go on in the next column."""
        self.finish()
        self.column += 1
        if self.column >= self.columns:
            self.column = 0
            self.pages.append(Page())
            number = len(self.pages)
            self.pages[-1].put(_MARGIN, _HIGH - 40, "Harbour Papers", _SMALL)
            self.pages[-1].put(_WIDE / 2, 36, str(number + 10), _SMALL)
        self.room = self.height
        carried, self.waiting = self.waiting, []
        for at, line in enumerate(carried):
            self.note_line(line, more=carried[at + 1 :])
            if self.waiting:
                break

    @property
    def left(self) -> float:
        return _MARGIN + self.column * self.step

    def note_line(self, line: Line, more: list[Line]) -> None:
        """A line at the foot, or this one and the rest in the next column."""
        high = _SMALL * _LEADING
        if self.room < high:
            self.waiting = [line, *more]
        else:
            self.room -= high
            self.foot.append(line)

    def text(
        self, text: str, *, size: float = _SIZE, after: float = 9.0, feet: bool = False
    ) -> None:
        """A paragraph; ``feet``: its notes stand below it."""
        for line in _lines(text, self.width, size, divide=True):
            high = size * _LEADING
            noted = _SMALL * _LEADING * len(line.notes) if feet else 0
            if not self.pages or self.room < high + noted:
                self.begin()
            y = _HIGH - 72 - (self.height - self.room - self.foot_height()) - size
            self.pages[-1].line(self.left, y, line, size)
            self.room -= high
            if feet:
                for at in line.notes:
                    self.note(at)
        self.room -= after

    def note(self, at: int) -> None:
        note = self.made.notes[at]
        lines = _lines(f"\x01{at}\x02{note.label}\x03 {note.text}", self.width, _SMALL, divide=True)
        for number, line in enumerate(lines):
            if self.waiting:
                self.waiting += lines[number:]
                break
            self.note_line(line, lines[number + 1 :])
            if self.waiting:
                break

    def foot_height(self) -> float:
        return len(self.foot) * _SMALL * _LEADING

    def finish(self) -> None:
        """Draw the foot of the column."""
        y = _HIGH - 72 - self.height + self.foot_height() - _SMALL
        for line in self.foot:
            self.pages[-1].line(self.left, y, line, _SMALL)
            y -= _SMALL * _LEADING
        self.foot = []

    def pdf(self) -> bytes:
        """The file, when all notes are set."""
        while self.waiting:
            self.begin()
        self.finish()
        return _file(self.pages)


def foot(made: GoldDocument, chance: random.Random) -> bytes:
    """One column, notes at the foot, some of them going on over the page."""
    press = _Press(made, height=chance.choice((260, 330, 420)))
    for paragraph in _raised(made):
        press.text(paragraph, feet=True)
    return press.pdf()


def foot_by_page(made: GoldDocument, chance: random.Random) -> bytes:
    """A page a paragraph, its notes numbered from one."""
    press = _Press(made, height=chance.choice((420, 560)))
    for paragraph in _raised(made):
        press.room = 0.0
        press.text(paragraph, feet=True)
    return press.pdf()


def endnotes(made: GoldDocument, _: random.Random) -> bytes:
    """One column, all notes at the end under a heading."""
    press = _Press(made)
    for paragraph in _raised(made):
        press.text(paragraph)
    press.text(heading(made), size=14)
    for note in made.notes:
        press.text(f"{note.label}. {note.text}", size=_SMALL, after=2)
    return press.pdf()


def listed(made: GoldDocument, chance: random.Random) -> bytes:
    """[1] or (Quill, 2019), and a list of references."""
    press = _Press(made)
    _set_list(press, made, chance)
    return press.pdf()


def columns(made: GoldDocument, chance: random.Random) -> bytes:
    """Two columns, notes at the foot of their own column or a list at the end."""
    press = _Press(made, columns=2, height=chance.choice((330, 480)))
    if made.family == "notes":
        for paragraph in _raised(made):
            press.text(paragraph, feet=True)
    else:
        _set_list(press, made, chance)
    return press.pdf()


def _raised(made: GoldDocument) -> list[str]:
    order = {id(note): at for at, note in enumerate(made.notes)}
    return paragraphs(made, each(lambda note: f"\x01{order[id(note)]}\x02{note.label}\x03"))


def _set_list(press: _Press, made: GoldDocument, chance: random.Random) -> None:
    for paragraph in paragraphs(made, bracketed(chance), before_stop=True):
        press.text(paragraph)
    press.text(heading(made), size=14)
    for note in made.notes:
        label = "" if made.family == "author_year" else f"[{note.label}] "
        press.text(label + note.text, size=_SMALL, after=4)


def _file(pages: list[Page]) -> bytes:
    signs = sorted({code for page in pages for one in page.drawn for code in _codes(one)})
    widths = " ".join(f"{code}[{_unit(chr(code)) * 1000:.0f}]" for code in signs)
    spans = "\n".join(
        f"{len(part)} beginbfchar\n"
        + "\n".join(f"<{code:04X}> <{code:04X}>" for code in part)
        + "\nendbfchar"
        for part in (signs[at : at + 100] for at in range(0, len(signs), 100))
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
        "/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{spans}\nendcmap end end"
    )
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    described = (
        "<</Type/FontDescriptor/FontName/Times/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        "/Ascent 800/Descent -200/CapHeight 700/StemV 80>>"
    )
    system = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    character = f"/CIDSystemInfo{system}/DW 540/W[{widths}]/FontDescriptor{described}"
    encoding = "/Encoding/Identity-H/DescendantFonts[4 0 R]"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        f"<</Type/Font/Subtype/Type0/BaseFont/Times{encoding}/ToUnicode 5 0 R>>",
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/Times{character}>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
    ]
    for at, page in enumerate(pages):
        stream = zlib.compress("\n".join(page.drawn).encode("ascii")).decode("latin-1")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {_WIDE:.0f} {_HIGH:.0f}]"
            f"/Contents {7 + 2 * at} 0 R/Resources<</Font<</F 3 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(stream)}/Filter/FlateDecode>>stream\n{stream}\nendstream")
    return _joined(objects)


def _codes(drawn: str) -> set[int]:
    digits = drawn[drawn.index("<") + 1 : drawn.index(">")]
    return {int(digits[at : at + 4], 16) for at in range(0, len(digits), 4)}


def _joined(objects: list[str]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<</Root 1 0 R/Size {len(places) + 1}>>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()

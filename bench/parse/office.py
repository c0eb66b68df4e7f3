"""Documents as office files: real notes, or marks and lists typed by hand."""

# ruff: noqa: E501 (the parts of office files are one line each)
from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from bench.parse.documents import GoldDocument
from bench.parse.prose import bracketed, each, heading, paragraphs

#: Words, or the place of a note's marker among the document's notes.
Piece = str | int
_MARK = re.compile("\x01(\\d+)\x02")


def _pieces(made: GoldDocument) -> list[list[Piece]]:
    """Each paragraph as words and markers of notes; authors and years are words."""
    order = {id(note): at for at, note in enumerate(made.notes)}
    marks = each(lambda note: f"\x01{order[id(note)]}\x02")
    return [_split(one) for one in paragraphs(made, marks)]


def _split(text: str) -> list[Piece]:
    parts = _MARK.split(text)
    return [int(part) if at % 2 else part for at, part in enumerate(parts) if part]


def _typed(made: GoldDocument, chance: random.Random) -> tuple[list[list[Piece]], list[str], bool]:
    """Paragraphs with raised numbers (as pieces) or brackets; the notes as typed; raised."""
    raised = made.family == "notes"
    if raised:
        body = _pieces(made)
    else:
        body = [[one] for one in paragraphs(made, bracketed(chance), before_stop=True)]
    sign = chance.choice(("{}. ", "{} ")) if raised else "[{}] "
    bare = made.family == "author_year"
    notes = [("" if bare else sign.format(note.label)) + note.text for note in made.notes]
    return body, notes, raised


def _runs(text: str, chance: random.Random) -> list[str]:
    """Words cut into runs where nobody would cut them, as spelling checks and edits do."""
    if len(text) < 2:
        return [text]
    cuts = sorted(
        chance.sample(range(1, len(text)), min(chance.choice((0, 0, 1, 3)), len(text) - 1))
    )
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _zip(files: dict[str, str], first: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        if first:
            archive.writestr("mimetype", first, zipfile.ZIP_STORED)
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


# Word -----------------------------------------------------------------------------------

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def docx(made: GoldDocument, chance: random.Random) -> bytes:
    """Footnotes or endnotes of Word's own."""
    kind = chance.choice(("footnote", "footnote", "endnote"))

    def shown(piece: Piece) -> str:
        if isinstance(piece, str):
            return "".join(_run(part) for part in _runs(piece, chance))
        return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{piece + 2}"/></w:r>'

    body = _word_paragraphs(_pieces(made), shown)
    if made.family == "author_year":
        return _word_file(body + _word_list(made, [note.text for note in made.notes]), "", kind)
    notes = "".join(
        f'<w:{kind} w:id="{at + 2}"><w:p><w:r><w:{kind}Ref/></w:r>{_run(" " + note.text)}</w:p></w:{kind}>'
        for at, note in enumerate(made.notes)
    )
    separator = (
        f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    )
    return _word_file(body, f"<w:{kind}s {_W}>{separator}{notes}</w:{kind}s>", kind)


def docx_typed(made: GoldDocument, chance: random.Random) -> bytes:
    """Raised numbers or brackets typed by hand, the notes paragraphs under a heading."""
    body, notes, _ = _typed(made, chance)

    def shown(piece: Piece) -> str:
        if isinstance(piece, str):
            return "".join(_run(part) for part in _runs(piece, chance))
        return _run(made.notes[piece].label, '<w:vertAlign w:val="superscript"/>')

    return _word_file(_word_paragraphs(body, shown) + _word_list(made, notes), "", "footnote")


def _word_paragraphs(body: list[list[Piece]], shown: Callable[[Piece], str]) -> str:
    return "".join(f"<w:p>{''.join(map(shown, pieces))}</w:p>" for pieces in body)


def _word_list(made: GoldDocument, notes: list[str]) -> str:
    head = f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{_run(heading(made))}</w:p>'
    return head + "".join(f"<w:p>{_run(note)}</w:p>" for note in notes)


def _word_file(body: str, notes: str, kind: str) -> bytes:
    relations = (
        f'<Relationship Id="r1" Type="{_KIND}/{kind}s" Target="{kind}s.xml"/>' if notes else ""
    )
    main = f'<Relationship Id="r1" Type="{_KIND}/officeDocument" Target="word/document.xml"/>'
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
    }
    return _zip(files | ({f"word/{kind}s.xml": notes} if notes else {}))


# OpenDocument ---------------------------------------------------------------------------

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{part}:1.0"'
    for name, part in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)


def odt(made: GoldDocument, chance: random.Random) -> bytes:
    """Footnotes or endnotes of OpenDocument's own."""
    kind = chance.choice(("footnote", "footnote", "endnote"))

    def shown(piece: Piece) -> str:
        if isinstance(piece, str):
            return _spans(piece, chance)
        note = made.notes[piece]
        return (
            f'<text:note text:id="n{piece}" text:note-class="{kind}"><text:note-citation>{note.label}</text:note-citation>'
            f"<text:note-body><text:p>{escape(note.text)}</text:p></text:note-body></text:note>"
        )

    body = _open_paragraphs(_pieces(made), shown)
    if made.family == "author_year":
        body += _open_list(made, [note.text for note in made.notes])
    return _open_file(body)


def odt_typed(made: GoldDocument, chance: random.Random) -> bytes:
    """Raised numbers or brackets typed by hand, the notes paragraphs under a heading."""
    body, notes, _ = _typed(made, chance)

    def shown(piece: Piece) -> str:
        if isinstance(piece, str):
            return _spans(piece, chance)
        return f'<text:span text:style-name="T1">{made.notes[piece].label}</text:span>'

    return _open_file(_open_paragraphs(body, shown) + _open_list(made, notes))


def _spans(text: str, chance: random.Random) -> str:
    return "".join(f"<text:span>{escape(part)}</text:span>" for part in _runs(text, chance))


def _open_paragraphs(body: list[list[Piece]], shown: Callable[[Piece], str]) -> str:
    return "".join(f"<text:p>{''.join(map(shown, pieces))}</text:p>" for pieces in body)


def _open_list(made: GoldDocument, notes: list[str]) -> str:
    head = f'<text:h text:outline-level="1">{heading(made)}</text:h>'
    return head + "".join(f"<text:p>{escape(note)}</text:p>" for note in notes)


def _open_file(body: str) -> bytes:
    raised = '<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    content = f"<office:document-content {_SPACES}><office:automatic-styles>{raised}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return _zip({"content.xml": content}, "application/vnd.oasis.opendocument.text")


# Rich Text ------------------------------------------------------------------------------


def rtf(made: GoldDocument, chance: random.Random) -> bytes:
    """Footnotes or endnotes as Word or as LibreOffice writes them."""
    end = chance.choice(("", "", r"\ftnalt"))
    notes = (
        r"{{\rtlch \ltrch \cs17\super \chftn {{\footnote{} \pard\plain \s4 {{\cs17\super \chftn }}{{ {}}}}}}}",
        r"{{\super \loch \chftn{{\*\footnote{} \chftn\pard\plain \s4 {{\loch {}}}}}}}",
    )
    shape = chance.choice(notes)

    def shown(piece: Piece) -> str:
        if isinstance(piece, str):
            return "".join(f"{{\\ltrch {_rich(part)}}}" for part in _runs(piece, chance))
        return shape.format(end, _rich(made.notes[piece].text))

    listed = [note.text for note in made.notes] if made.family == "author_year" else []
    return _rich_file(made, _pieces(made), shown, listed)


def rtf_typed(made: GoldDocument, chance: random.Random) -> bytes:
    """Raised numbers or brackets typed by hand, the notes paragraphs under a heading."""
    body, notes, _ = _typed(made, chance)

    def shown(piece: Piece) -> str:
        if isinstance(piece, str):
            return "".join(f"{{\\f0 {_rich(part)}}}" for part in _runs(piece, chance))
        return f"{{\\super {made.notes[piece].label}}}"

    return _rich_file(made, body, shown, notes)


def _rich(text: str) -> str:
    def sign(character: str) -> str:
        if character in "\\{}":
            return f"\\{character}"
        if ord(character) < 128:
            return character
        units = character.encode("utf-16-le")
        return "".join(
            f"\\u{int.from_bytes(units[at : at + 2], 'little', signed=True)}?"
            for at in range(0, len(units), 2)
        )

    return "".join(map(sign, text))


def _rich_file(
    made: GoldDocument, body: list[list[Piece]], shown: Callable[[Piece], str], notes: list[str]
) -> bytes:
    parts = [rf"\pard\plain {''.join(map(shown, pieces))}\par" for pieces in body]
    if notes:
        parts.append(rf"\pard\plain \s1 {_rich(heading(made))}\par")
        parts += [rf"\pard\plain {_rich(note)}\par" for note in notes]
    head = r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fcharset0 Times;}}{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s4 footnote text;}{\*\cs17\super footnote reference;}}"
    return ("\n".join([head, *parts]) + "}").encode("ascii")

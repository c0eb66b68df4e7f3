"""DOCX, ODT, EPUB, XLSX: targets of hyperlinks, their words kept, and addresses that stand as
words; every other part as it was."""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from citations.urls import canonical
from verifier.errors import BadInput
from verifier.repair.edits import Edit, Patch, apply
from verifier.repair.html import anchors, bare_texts
from verifier.repair.nodes import Bare, bare_addresses
from verifier.repair.plan import Fix, fix_for
from verifier.repair.sites import Spans
from verifier.repair.text import ARCHIVED, BESIDE

__all__ = ["ZIPPED", "repair_flat", "repair_zipped"]

Edits = Callable[[str, Mapping[str, Fix], frozenset[str]], list[Edit]]

_UNREADABLE = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)
#: A document that unpacks to more than this is not written again.
_MOST = 500_000_000


def repair_zipped(
    data: bytes,
    format: str,  # noqa: A002
    fixes: Mapping[str, Fix],
    noted: Collection[str] = (),
    style: str = BESIDE,
) -> Patch:
    """The document with its addresses repaired; raises ``BadInput``: it cannot be unpacked.

    ``noted`` are the links that are cited in notes, where a copy may be named beside them.
    """
    beside = frozenset(noted) if style == BESIDE else frozenset()
    try:
        with ZipFile(BytesIO(data)) as file:
            if sum(info.file_size for info in file.infolist()) > _MOST:
                raise BadInput("the document unpacks to more than 500 MB; it is left as it is")
            if len(set(file.namelist())) < len(file.namelist()):
                raise BadInput("the document has two parts of one name; it is left as it is")
            parts = {info.filename: file.read(info) for info in file.infolist()}
            changed = _changed(parts, format, fixes, beside)
            after = _written(file, parts, changed) if changed else data
    except _UNREADABLE as error:
        raise BadInput(f"the document cannot be unpacked: {error}") from None
    return Patch(
        before=data,
        after=after,
        edits=tuple(edit for edits, _ in changed.values() for edit in edits),
        texts=tuple(
            (name, _lines(parts[name].decode()), _lines(text))
            for name, (_, text) in changed.items()
        ),
    )


def repair_flat(text: str, fixes: Mapping[str, Fix], noted: Collection[str]) -> list[Edit]:
    """The same for OpenDocument in one XML file."""
    return _in_odt(text, fixes, frozenset(noted))


def _changed(
    parts: Mapping[str, bytes],
    format: str,  # noqa: A002
    fixes: Mapping[str, Fix],
    beside: frozenset[str],
) -> dict[str, tuple[list[Edit], str]]:
    found = {}
    for name, content in parts.items():
        find = next((find for names, find in ZIPPED[format] if names.fullmatch(name)), None)
        if find is None:
            continue
        try:
            text = content.decode()
        except UnicodeDecodeError:
            continue
        if edits := [replace(edit, part=name) for edit in find(text, fixes, beside)]:
            found[name] = edits, apply(text, edits)
    return found


def _bare(
    bare: Iterable[Bare], text: str, beside: frozenset[str], fields: Spans | None = None
) -> Iterator[Edit]:
    """An address that stands as words: in a note its copy is named behind it."""
    for written, start, end, fix in bare:
        if fields is not None and start in fields:
            continue
        if fix.copy is None or canonical(fix.url) not in beside:
            old, new = text[start:end], html.escape(fix.target_of(written), quote=False)
            yield Edit(url=fix.url, kind=fix.kind, old=old, new=new, start=start, why=fix.why)
        elif not ARCHIVED.match(text, end):
            new = f" (archived at {html.escape(fix.copy.url, quote=False)})"
            yield Edit(url=fix.url, kind=fix.kind, old="", new=new, start=end, why=fix.why)


def _in_docx(text: str, fixes: Mapping[str, Fix], beside: frozenset[str]) -> list[Edit]:
    """Word's text: addresses as words, and the targets of fields, whose words are kept."""
    fields = _fields(text)
    words = bare_addresses(text, fixes, skip=("w:hyperlink", "w:fldsimple"), only="w:t")
    tags = [*_INSTRUCTION.finditer(text)]
    return [
        *_bare(words, text, beside, fields),
        *_targets(tags, re.compile(r"HYPERLINK\s{1,9}(?:&quot;(.*?)&quot;|\"(.*?)\")"), fixes),
    ]


_INSTRUCTION = re.compile(
    r"<w:instrText(?:\s[^<>]{0,200})?>[^<>]{1,20000}<|<w:fldSimple\s[^<>]{1,20000}>"
)
_FIELD = re.compile(r'<w:fldChar\s[^<>]{0,200}?w:fldCharType="(begin|end)"')


def _fields(text: str) -> Spans:
    """Where fields stand, with the words that they show."""
    found, open_ = [], []
    for mark in _FIELD.finditer(text):
        if mark[1] == "begin":
            open_.append(mark.start())
        elif open_:
            found.append((open_.pop(), mark.end()))
    return Spans(found)


def _in_odt(text: str, fixes: Mapping[str, Fix], beside: frozenset[str]) -> list[Edit]:
    """OpenDocument has targets where the words are."""
    words = bare_addresses(text, fixes, skip=("text:a", "office:annotation"))
    return [*_in_content(text, fixes), *_bare(words, text, beside)]


def _in_page(text: str, fixes: Mapping[str, Fix], _beside: frozenset[str]) -> list[Edit]:
    return [*anchors(text, fixes), *bare_texts(text, fixes)]


def _in_cells(text: str, fixes: Mapping[str, Fix], _beside: frozenset[str]) -> list[Edit]:
    """A workbook's strings and formulas: a cell takes one address."""
    found = [
        *bare_addresses(text, fixes, skip=(), only="t"),
        *bare_addresses(text, fixes, skip=(), only="f"),
    ]
    return list(_bare(found, text, frozenset()))


def _in_relations(
    text: str, fixes: Mapping[str, Fix], _beside: frozenset[str] = frozenset()
) -> list[Edit]:
    """DOCX keeps targets apart from the text, in parts of their own."""
    tags = re.finditer(r"<Relationship\s[^<>]{1,20000}>", text)
    hyperlinks = [tag for tag in tags if "/hyperlink" in tag[0]]
    return _targets(hyperlinks, re.compile(r"\sTarget\s?=\s?(?:\"([^\"]*)\"|'([^']*)')"), fixes)


def _in_content(text: str, fixes: Mapping[str, Fix]) -> list[Edit]:
    """ODT has them where the words are."""
    tags = re.finditer(r"<text:a\s[^<>]{1,20000}>", text)
    return _targets(tags, re.compile(r"\sxlink:href\s?=\s?(?:\"([^\"]*)\"|'([^']*)')"), fixes)


def _targets(
    tags: Iterable[re.Match[str]], attribute: re.Pattern[str], fixes: Mapping[str, Fix]
) -> list[Edit]:
    edits = []
    for tag in tags:
        target = attribute.search(tag[0])
        if target is None:
            continue
        group = 1 if target[1] is not None else 2
        written = html.unescape(target[group])
        if fix := fix_for(written, fixes):
            edits.append(
                Edit(
                    url=fix.url,
                    kind=fix.kind,
                    old=target[group],
                    new=html.escape(fix.target_of(written)),
                    start=tag.start() + target.start(group),
                    why=fix.why,
                )
            )
    return edits


_RELATIONS = re.compile(r"(?:word|xl/worksheets)/_rels/[\w.-]{1,80}\.xml\.rels")

#: By format: the parts that hold addresses, and how to find them there.
ZIPPED: dict[str, tuple[tuple[re.Pattern[str], Edits], ...]] = {
    "docx": (
        (_RELATIONS, _in_relations),
        (re.compile(r"word/(?:document|footnotes|endnotes)\.xml"), _in_docx),
    ),
    "odt": ((re.compile(r"content\.xml"), _in_odt),),
    "epub": ((re.compile(r".{1,200}\.(?:xhtml|html?)", re.IGNORECASE), _in_page),),
    "xlsx": (
        (_RELATIONS, _in_relations),
        (re.compile(r"xl/(?:sharedStrings|worksheets/[\w.-]{1,80})\.xml"), _in_cells),
    ),
}


def _written(
    file: ZipFile, parts: Mapping[str, bytes], changed: Mapping[str, tuple[list[Edit], str]]
) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as new:
        new.comment = file.comment
        for info in file.infolist():
            content = parts[info.filename]
            if info.filename in changed:
                content = changed[info.filename][1].encode()
            new.writestr(info, content, compress_type=info.compress_type)
    return out.getvalue()


def _lines(text: str) -> str:
    """A relation a line, for the eye."""
    return text.replace("><", ">\n<") + "\n"

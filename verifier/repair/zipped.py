"""DOCX, ODT, EPUB: the targets of hyperlinks, their words kept; every other part as it was."""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from verifier.errors import BadInput
from verifier.repair.edits import Edit, Patch, apply
from verifier.repair.html import anchors
from verifier.repair.plan import Fix, fix_for

__all__ = ["ZIPPED", "repair_zipped"]

Edits = Callable[[str, Mapping[str, Fix]], list[Edit]]

_UNREADABLE = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)
#: A document that unpacks to more than this is not written again.
_MOST = 500_000_000


def repair_zipped(data: bytes, format: str, fixes: Mapping[str, Fix]) -> Patch:  # noqa: A002
    """The document with its links' targets replaced; raises ``BadInput``: it cannot be unpacked."""
    try:
        with ZipFile(BytesIO(data)) as file:
            if sum(info.file_size for info in file.infolist()) > _MOST:
                raise BadInput("the document unpacks to more than 500 MB; it is left as it is")
            if len(set(file.namelist())) < len(file.namelist()):
                raise BadInput("the document has two parts of one name; it is left as it is")
            parts = {info.filename: file.read(info) for info in file.infolist()}
            changed = _changed(parts, format, fixes)
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


def _changed(
    parts: Mapping[str, bytes],
    format: str,  # noqa: A002
    fixes: Mapping[str, Fix],
) -> dict[str, tuple[list[Edit], str]]:
    names, find = ZIPPED[format]
    found = {}
    for name, content in parts.items():
        if not names.fullmatch(name):
            continue
        try:
            text = content.decode()
        except UnicodeDecodeError:
            continue
        if edits := [replace(edit, part=name) for edit in find(text, fixes)]:
            found[name] = edits, apply(text, edits)
    return found


def _in_relations(text: str, fixes: Mapping[str, Fix]) -> list[Edit]:
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


#: By format: the parts that hold links, and how to find them there.
ZIPPED: dict[str, tuple[re.Pattern[str], Edits]] = {
    "docx": (re.compile(r"word/_rels/[\w.-]{1,80}\.xml\.rels"), _in_relations),
    "odt": (re.compile(r"content\.xml"), _in_content),
    "epub": (re.compile(r".{1,200}\.(?:xhtml|html?)", re.IGNORECASE), anchors),
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

"""DOCX: the target of a hyperlink, its words kept; every other part of the file as it was."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from citations.urls import canonical, unwrap
from verifier.errors import BadInput
from verifier.repair.edits import Edit, Patch, apply
from verifier.repair.plan import Fix

__all__ = ["repair_docx"]

_PARTS = re.compile(r"word/_rels/[\w.-]{1,80}\.xml\.rels")
_RELATION = re.compile(r"<Relationship\s[^<>]{1,20000}>")
_TARGET = re.compile(r"\sTarget\s?=\s?(?:\"([^\"]*)\"|'([^']*)')")
#: A document that unpacks to more than this is not written again.
_MOST = 500_000_000


def repair_docx(data: bytes, fixes: Mapping[str, Fix]) -> Patch:
    """The document with its links' targets replaced; raises ``BadInput``: not a DOCX."""
    try:
        with ZipFile(BytesIO(data)) as file:
            if sum(info.file_size for info in file.infolist()) > _MOST:
                raise BadInput("the document unpacks to more than 500 MB; it is left as it is")
            parts = {info.filename: file.read(info) for info in file.infolist()}
            changed = _changed(parts, fixes)
            after = _written(file, parts, changed) if changed else data
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
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
    parts: Mapping[str, bytes], fixes: Mapping[str, Fix]
) -> dict[str, tuple[list[Edit], str]]:
    found = {}
    for name, content in parts.items():
        if not _PARTS.fullmatch(name):
            continue
        try:
            text = content.decode()
        except UnicodeDecodeError:
            continue
        edits = [edit for edit in _edits(text, name, fixes) if edit]
        if edits:
            found[name] = edits, apply(text, edits)
    return found


def _edits(text: str, part: str, fixes: Mapping[str, Fix]) -> list[Edit]:
    edits = []
    for relation in _RELATION.finditer(text):
        target = _TARGET.search(relation[0])
        if target is None or "/hyperlink" not in relation[0]:
            continue
        group = 1 if target[1] is not None else 2
        written = html.unescape(target[group])
        fix = None if unwrap(written) else fixes.get(canonical(written))
        if fix:
            edits.append(
                Edit(
                    url=fix.url,
                    kind=fix.kind,
                    old=target[group],
                    new=html.escape(fix.target_of(written)),
                    start=relation.start() + target.start(group),
                    why=fix.why,
                    part=part,
                )
            )
    return edits


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

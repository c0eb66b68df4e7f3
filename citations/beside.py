"""The works that a document cites by key, from the bibliographies that lie beside it.

A reader of one file leaves such keys open. What the files beside it say of a key becomes a
note of the document at the first place where the key is cited; a key that none of them has
leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from citations.errors import CitationsError
from citations.formats import FORMATS, Take, detect, read_document
from citations.formats._md_cite import IN_TEXT
from citations.formats.decode import decode
from citations.lines import Lines
from citations.model import Csl, Document, Mapped, NoteBody, Pointer, Problem
from citations.patterns import lazy

__all__ = ["Bibliography", "complete", "read_beside"]

Bibliography = tuple[str, bytes]
"""The name and the bytes of a .bib, .bbl, .json, .ris or .yaml file.

A .tex file among them is a chapter, named from the folder of the document.
"""

#: What stands for a work of which only the key is known.
_PLACEHOLDER = frozenset({"id", "type"})
_SELF = lazy(
    r"(doi|pmid|pubmed|pmcid|pmc|arxiv|isbn|url):(.+)|(https?://.+)", re.IGNORECASE | re.DOTALL
)
_ADDRESSES = {
    "arxiv": "https://arxiv.org/abs/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmc": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "url": "{}",
}


def read_beside(
    data: bytes,
    source: str,
    format: str | None = None,  # noqa: A002 - the same word as in Document
    beside: Sequence[Bibliography] = (),
    take: Take | None = None,
) -> Document:
    """The document with its chapters, and with the works that it cites by key.

    Raises as ``read_document`` does, to which ``format`` and ``take`` are given.
    """
    chapters = [one for one in beside if one[0].lower().endswith(FORMATS["latex"].extensions)]
    if not chapters or (format or detect(data, source)) != "latex":
        return complete(read_document(data, source, format, take), beside)
    from citations.chapters import assemble, placed  # noqa: PLC0415  few are in parts
    from citations.formats.latex import read_text  # noqa: PLC0415

    text, parts, problems = assemble(data, source, chapters)
    document = placed(read_text(text, source), parts, problems)
    return complete(document, [one for one in beside if one not in chapters])


def complete(document: Document, files: Iterable[Bibliography] = ()) -> Document:
    """The document with the works behind its open keys; never raises, in linear time.

    A file that cannot be read is passed over. Where no key is found in any of them, they
    are the bibliographies of something else, and the document stays as it is.
    """
    bodies = {body.key for body in document.note_bodies}
    keys = {_open_key(one, bodies) for one in document.pointers} | {
        str(item["id"]) for body in document.note_bodies for item in body.items if _is_open(item)
    }
    keys.discard(None)
    if not keys:
        return document
    works, names = _works(files)
    folded = {key.casefold(): csl for key, csl in reversed(works.items())}
    known: dict[str, Csl] = {}
    for key in filter(None, keys):
        csl = works.get(key) or folded.get(key.casefold()) or _named_by(key)
        if csl is not None:
            known[key] = {**csl, "id": key}
    if known:
        document = _filled(document, known, bodies, names)
    return _without_unknown(document) if known or document.format != "latex" else document


def _works(files: Iterable[Bibliography]) -> tuple[dict[str, Csl], list[str]]:
    """Key -> work, the first of each key; and the names of the files that could be read."""
    works: dict[str, Csl] = {}
    names, texts = [], []
    for name, data in files:
        try:
            if name.lower().endswith((".bib", ".bibtex")):
                # One may hold the names of journals, or the volumes, for another's entries.
                texts.append(decode(data, name))
            else:
                for item in _items(data, name):
                    works.setdefault(str(item["id"]), item)
        except CitationsError:
            continue
        names.append(name)
    if texts:
        from citations.formats._bibtex import entries_of  # noqa: PLC0415  few have such a file

        for entry in entries_of("\n".join(texts)):
            works.setdefault(entry.key, entry.csl)
    return works, names


def _items(data: bytes, name: str) -> Iterator[Csl]:
    if name.lower().endswith(".bbl"):
        yield from _listed(data, name)
        return
    form = "markdown" if name.lower().endswith((".yaml", ".yml")) else None
    for body in read_document(data, name, form).note_bodies:
        yield from (item for item in body.items[:1] if "id" in item)


def _listed(data: bytes, name: str) -> Iterator[Csl]:
    """The works of a list that BibTeX has set, read from its words."""
    from citations.references import parse_note  # noqa: PLC0415  few have such a list

    for body in read_document(data, name, "latex").note_bodies:
        found = parse_note(body.content).references if body.key[:1] == "@" else ()
        if found:
            yield {**found[0].csl, "id": body.key[1:]}


def _named_by(key: str) -> Csl | None:
    """The work whose identifier or address the key is: "doi:10.1000/182"."""
    found = _SELF.fullmatch(key)
    if found is None:
        return None
    kind, value = (found[1] or "url").lower(), found[2] or found[3]
    if kind == "doi":
        return {"type": "document", "DOI": value}
    if kind == "isbn":
        return {"type": "book", "ISBN": value}
    return {
        "type": "webpage" if kind == "url" else "document",
        "URL": _ADDRESSES[kind].format(value),
    }


def _is_open(item: Csl) -> bool:
    return "id" in item and item.keys() <= _PLACEHOLDER


def _open_key(pointer: Pointer, bodies: set[str]) -> str | None:
    """The key that a citation names and the document does not explain."""
    if pointer.csl is not None:
        return str(pointer.csl["id"]) if _is_open(pointer.csl) else None
    if not pointer.style.startswith("citation") or pointer.key is None:
        return None
    return pointer.key[1:] if pointer.key[:1] == "@" and pointer.key not in bodies else None


def _filled(
    document: Document, known: Mapping[str, Csl], bodies: set[str], names: list[str]
) -> Document:
    """The document whose open keys lead to notes, or nowhere."""
    pointers: list[Pointer] = []
    added: dict[str, NoteBody] = {}
    lost: list[tuple[int, str]] = []
    found: set[int] = set()
    for one in document.pointers:
        key = _open_key(one, bodies)
        if key is None or (key not in known and not names):
            pointers.append(one)
            continue
        pointers.append(replace(one, csl=None, key=f"@{key}"))
        if key in known:
            found.add(one.start)
            if key not in added:
                added[key] = _body(document, one, known[key])
        elif one.csl is not None:
            lost.append((one.start, key))
    kept = [
        replace(body, items=tuple(_item(one, known) for one in body.items))
        for body in document.note_bodies
    ]
    problems = [
        one
        for one in document.problems
        if not (one.code == "bibliography_elsewhere" and names)
        and not (one.code == "undefined_citation" and _settled(one, document.text, found, known))
    ]
    problems += _problems(document, lost, names)
    return replace(
        document,
        pointers=tuple(pointers),
        note_bodies=tuple(sorted([*kept, *added.values()], key=lambda body: body.start)),
        problems=tuple(sorted(problems, key=lambda one: one.start)),
    )


def _without_unknown(document: Document) -> Document:
    """A note that cites what nobody defines gives only what its words do."""
    if any(one.code == "bibliography_elsewhere" for one in document.problems):
        return document
    bodies = [
        replace(body, items=tuple(item for item in body.items if not _is_open(item)))
        if any(map(_is_open, body.items))
        else body
        for body in document.note_bodies
    ]
    return replace(document, note_bodies=tuple(bodies))


def _item(item: Csl, known: Mapping[str, Csl]) -> Csl:
    return known.get(str(item["id"]), item) if _is_open(item) else item


def _body(document: Document, first: Pointer, csl: Csl) -> NoteBody:
    content = Mapped.plain(document.text[first.start : first.end], first.start)
    return NoteBody(
        key=f"@{csl['id']}", content=content, start=first.start, end=first.end, items=(csl,)
    )


def _settled(problem: Problem, text: str, found: set[int], known: Mapping[str, Csl]) -> bool:
    """Whether the key that was not defined is known now; one in a note has no pointer."""
    key = IN_TEXT.search(text, problem.start, problem.start + 600)
    return problem.start in found or (key is not None and (key[1] or key[2]) in known)


def _problems(
    document: Document, lost: Iterable[tuple[int, str]], names: list[str]
) -> Iterator[Problem]:
    lines = Lines(document.text)
    for start, key in lost:
        message = f"{key} is cited, but {', '.join(names)} has no entry of that key"
        yield Problem(
            code="undefined_citation", message=message, start=start, line=lines.line(start)
        )

"""Documents written out in every format, with the damage that formats and copying do."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from bench.parse import markup, office, typeset, webpages
from bench.parse.documents import GoldDocument, GoldNote
from bench.parse.prose import (
    SUPERSCRIPT,
    bracketed,
    chapter,
    each,
    heading,
    notes_of,
    paragraphs,
    restarted,
    with_symbols,
)

Writer = Callable[[GoldDocument, random.Random], bytes]


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to write a document: its file's extension and the families that it can show."""

    extension: str
    write: Writer
    families: tuple[str, ...] = ("notes", "numbers", "author_year")
    #: What becomes of the document itself: numbers that start again.
    prepare: Callable[[GoldDocument], GoldDocument] | None = None


def glued(made: GoldDocument, _: random.Random) -> bytes:
    """Superscripts became digits, the notes lost their numbers and their heading."""
    prose = paragraphs(made, each(lambda note: note.label))
    notes = [note.text for note in made.notes]
    return ("\n\n".join(prose) + "\n\n\n\n" + "\n\n\n".join(notes) + "\n").encode()


def _raised(notes: list[GoldNote]) -> str:
    return ",".join(note.label for note in notes).translate(SUPERSCRIPT)


def superscript(made: GoldDocument, _: random.Random) -> bytes:
    """Superscript markers, numbered notes under a heading."""
    prose = paragraphs(made, _raised)
    notes = "\n".join(f"{note.label}. {note.text}" for note in made.notes)
    return ("\n\n".join(prose) + f"\n\n{heading(made)}\n\n{notes}\n").encode()


def foot(made: GoldDocument, _: random.Random) -> bytes:
    """Text from pages: short lines, glued digits, each page's notes at its foot."""
    parts: list[str] = []
    for at, paragraph in enumerate(paragraphs(made, each(lambda note: note.label))):
        parts.append(wrapped(paragraph))
        parts += [wrapped(f"{note.label} {note.text}") for note in notes_of(made, at)]
    return ("\n\n".join(parts) + "\n").encode()


def chapters(made: GoldDocument, _: random.Random) -> bytes:
    """Chapters, each with its own notes under a heading, numbered from one."""
    parts: list[str] = []
    prose = paragraphs(made, _raised)
    for at, paragraph in enumerate(prose):
        parts += [chapter(made, at + 1), paragraph]
        if notes := notes_of(made, at):
            parts += [heading(made), "\n".join(f"{note.label}. {note.text}" for note in notes)]
    return ("\n\n".join(parts) + "\n").encode()


def listed(made: GoldDocument, chance: random.Random) -> bytes:
    """[1] or (Quill, 2019) before the full stop, a list of references under a heading."""
    return _list(made, chance, wrap=str)


def broken(made: GoldDocument, chance: random.Random) -> bytes:
    """The same, but every line is short: addresses are broken over lines."""
    return _list(made, chance, wrap=wrapped)


def _list(made: GoldDocument, chance: random.Random, *, wrap: Callable[[str], str]) -> bytes:
    prose = [wrap(one) for one in paragraphs(made, bracketed(chance), before_stop=True)]
    if made.family == "author_year":
        notes = "\n\n".join(wrap(note.text) for note in made.notes)
    else:
        notes = "\n".join(wrap(f"[{note.label}] {note.text}") for note in made.notes)
    return ("\n\n".join(prose) + f"\n\n{heading(made)}\n\n{notes}\n").encode()


def wrapped(text: str, width: int = 78) -> str:
    """Lines of a width; what is longer, an address, is broken behind a slash or a hyphen."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        rest = word
        while len(line) + 1 + len(rest) > width and "://" in word:
            room = width - len(line) - 1
            cut = max(rest.rfind(sign, 12, room) for sign in "/-") + 1
            if cut < 12 or rest[:cut].endswith("://"):
                break
            lines.append(f"{line} {rest[:cut]}".strip())
            line, rest = "", rest[cut:]
        if len(line) + 1 + len(rest) > width and line:
            lines.append(line)
            line = ""
        line = f"{line} {rest}" if line else rest
    return "\n".join([*lines, line])


_NOTES, _NUMBERED = ("notes",), ("notes", "numbers")
LAYOUTS: dict[str, Layout] = {
    "text, glued digits": Layout(".txt", glued, _NOTES),
    "text, superscripts": Layout(".txt", superscript, _NUMBERED),
    "text, page foot": Layout(".txt", foot, _NOTES),
    "text, numbers by page": Layout(".txt", foot, _NOTES, restarted),
    "text, symbols by page": Layout(".txt", foot, _NOTES, with_symbols),
    "text, notes by chapter": Layout(".txt", chapters, _NOTES, restarted),
    "text, list": Layout(".txt", listed),
    "text, broken lines": Layout(".txt", broken),
    "markdown": Layout(".md", markup.markdown),
    "jupyter": Layout(".ipynb", markup.jupyter),
    "latex": Layout(".tex", markup.latex),
    "rst": Layout(".rst", markup.rst),
    "wikitext": Layout(".wiki", markup.wikitext),
    "html": Layout(".html", webpages.page),
    "html, unlinked": Layout(".html", webpages.unlinked),
    "epub": Layout(".epub", webpages.epub),
    "docx": Layout(".docx", office.docx),
    "docx, typed marks": Layout(".docx", office.docx_typed),
    "odt": Layout(".odt", office.odt),
    "odt, typed marks": Layout(".odt", office.odt_typed),
    "rtf": Layout(".rtf", office.rtf),
    "rtf, typed marks": Layout(".rtf", office.rtf_typed),
    "pdf, page foot": Layout(".pdf", typeset.foot, _NOTES),
    "pdf, numbers by page": Layout(".pdf", typeset.foot_by_page, _NOTES, restarted),
    "pdf, notes at the end": Layout(".pdf", typeset.endnotes, _NOTES),
    "pdf, list": Layout(".pdf", typeset.listed, ("numbers", "author_year")),
    "pdf, two columns": Layout(".pdf", typeset.columns),
}

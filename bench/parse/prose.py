"""The prose of a made-up document with its markers, as every layout needs it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from bench.parse.documents import GoldDocument, GoldNote

Marker = Callable[[list[GoldNote]], str]

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NOTES_HEADING = {"en": "Notes", "de": "Anmerkungen", "fr": "Notes", "es": "Notas", "it": "Note",
                 "tr": "Dipnotlar", "ru": "Примечания", "zh": "注释", "ja": "注"}  # fmt: skip
LIST_HEADING = {"en": "References", "de": "Literatur", "fr": "Bibliographie",
                "es": "Bibliografía", "it": "Bibliografia", "tr": "Kaynakça",
                "ru": "Литература", "zh": "参考文献", "ja": "参考文献"}  # fmt: skip
_CHAPTERS = {"en": "Chapter {}", "de": "Kapitel {}", "fr": "Chapitre {}", "es": "Capítulo {}",
             "it": "Capitolo {}", "tr": "Bölüm {}", "ru": "Глава {}", "zh": "第{}章",
             "ja": "第{}章"}  # fmt: skip


def heading(made: GoldDocument) -> str:
    """What stands above the notes or the list."""
    return (NOTES_HEADING if made.family == "notes" else LIST_HEADING)[made.language]


def chapter(made: GoldDocument, number: int) -> str:
    """The heading of a chapter."""
    return _CHAPTERS[made.language].format(number)


def stop(made: GoldDocument) -> str:
    """The language's full stop."""
    return "。" if made.language in {"zh", "ja"} else "."


def space(made: GoldDocument) -> str:
    """What stands between two sentences."""
    return "" if made.language in {"zh", "ja"} else " "


def paragraphs(
    made: GoldDocument,
    marker: Marker,
    *,
    before_stop: bool = False,
    write: Callable[[str], str] = str,
) -> list[str]:
    """The paragraphs with their markers, behind the full stop or before it.

    ``write`` escapes the sentences; authors and years stand before the full stop, in brackets.
    """
    before_stop = before_stop or made.family == "author_year"
    end, gap, written = stop(made), space(made), []
    for paragraph in made.paragraphs:
        sentences = []
        for text, cited in paragraph:
            notes = [made.notes[at] for at in cited]
            marks = marker(notes) if notes else ""
            if made.family == "author_year" and notes:
                marks = f"{gap}{write(authors(notes))}"
            words = write(text)
            sentences.append(f"{words}{marks}{end}" if before_stop else f"{words}{end}{marks}")
        written.append(gap.join(sentences))
    return written


def each(mark: Callable[[GoldNote], str]) -> Marker:
    """A marker for every note of a group."""
    return lambda notes: "".join(mark(note) for note in notes)


def authors(notes: list[GoldNote]) -> str:
    """Works in one pair of brackets: "(Quill, 2019; Voss, 2011)"."""
    first = notes[0].cited
    return f"{first[0]}{'; '.join(note.cited[1:-1] for note in notes)}{first[-1]}"


def bracketed(chance: random.Random) -> Marker:
    """Numbers in square brackets: "[1]", "[1, 2]", "[1–2]"."""

    def mark(notes: list[GoldNote]) -> str:
        labels = [note.label for note in notes]
        if len(labels) == 1:
            return f" [{labels[0]}]"
        joined = (", ".join(labels), "–".join(labels), "][".join(labels))
        return f" [{chance.choice(joined)}]"

    return mark


def restarted(made: GoldDocument) -> GoldDocument:
    """The document with notes that are numbered from one in each paragraph, its page or chapter."""
    labels = {}
    for paragraph in made.paragraphs:
        cited = [at for _, ones in paragraph for at in ones]
        labels.update({at: str(number) for number, at in enumerate(cited, 1)})
    notes = [replace(note, label=labels.get(at, note.label)) for at, note in enumerate(made.notes)]
    return replace(made, notes=notes)


def with_symbols(made: GoldDocument) -> GoldDocument:
    """The document with an asterisk, a dagger and so on for the notes of each paragraph."""
    again = restarted(made)
    signs = dict(enumerate("*†‡§¶", 1))
    notes = [replace(note, label=signs.get(int(note.label), note.label)) for note in again.notes]
    return replace(again, notes=notes)


def notes_of(made: GoldDocument, paragraph: int) -> list[GoldNote]:
    """The notes that a paragraph cites."""
    return [made.notes[at] for _, ones in made.paragraphs[paragraph] for at in ones]

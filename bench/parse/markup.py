"""Documents in light mark-up: Markdown, notebooks, LaTeX, reStructuredText, wikitext."""

from __future__ import annotations

import json
import random
import re

from bench.parse.documents import GoldDocument, GoldNote
from bench.parse.prose import each, heading, paragraphs, space


def markdown(made: GoldDocument, chance: random.Random) -> bytes:
    """Footnotes with numbers or names, in place or at the end, lines of any length."""
    return _markdown(made, chance).encode()


def _markdown(made: GoldDocument, chance: random.Random) -> str:
    if made.family == "author_year":
        marks = each(lambda _: "")
        notes = "\n\n".join(_md(note.text) for note in made.notes)
        notes = f"## {heading(made)}\n\n{notes}"
    elif chance.random() < 0.2:
        marks, notes = each(lambda note: f"^[{_md(note.text)}]"), ""
    else:
        name = chance.choice(("", "n", "note-"))
        marks = each(lambda note: f"[^{name}{note.label}]")
        notes = "\n".join(f"[^{name}{note.label}]: {_md(note.text)}" for note in made.notes)
    prose = paragraphs(made, marks)
    if chance.random() < 0.4:
        prose = [_hard_wrapped(one) for one in prose]
    return "# A title\n\n" + "\n\n".join(prose) + f"\n\n{notes}\n"


def _md(text: str) -> str:
    return re.sub(r"([*_`\[\]])", r"\\\1", text) if "<http" not in text else text


def _hard_wrapped(text: str, width: int = 72) -> str:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return "\n".join(lines)


def jupyter(made: GoldDocument, chance: random.Random) -> bytes:
    """A notebook: a paragraph a cell, code between them, the notes in the last cell."""
    parts = _markdown(made, chance).split("\n\n")
    cells: list[dict[str, object]] = []
    for part in parts:
        cells.append({"cell_type": "markdown", "metadata": {}, "source": part.splitlines(True)})
        if chance.random() < 0.3:
            cells.append(
                {
                    "cell_type": "code",
                    "metadata": {},
                    "execution_count": 1,
                    "outputs": [],
                    "source": ["x[1] = rows[2]\n", "print(x)"],
                }
            )
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    return json.dumps(book).encode()


def latex(made: GoldDocument, chance: random.Random) -> bytes:
    r"""Notes in \footnote or \footnotetext, lists in thebibliography with \cite."""
    entries = "\n".join(f"\\bibitem{{k{note.label}}} {_tex(note.text)}" for note in made.notes)
    after = f"\\begin{{thebibliography}}{{9}}\n{entries}\n\\end{{thebibliography}}"
    if made.family == "numbers":

        def cite(notes: list[GoldNote]) -> str:
            return "~\\cite{" + ", ".join(f"k{note.label}" for note in notes) + "}"

        prose = paragraphs(made, cite, before_stop=True, write=_tex)
    elif made.family == "notes":
        after = ""
        mark = each(lambda note: "\\footnote{" + _tex(note.text) + "}")
        prose = paragraphs(made, mark, write=_tex)
    else:
        prose = paragraphs(made, each(lambda _: ""), write=_tex)
        listed = "\n\n".join(_tex(note.text) for note in made.notes)
        after = f"\\section*{{{heading(made)}}}\n\n{listed}"
    if chance.random() < 0.5:
        prose = [_hard_wrapped(one) for one in prose]
    body = "\n\n".join([*prose, after])
    return f"\\documentclass{{article}}\n\\begin{{document}}\n{body}\n\\end{{document}}\n".encode()


def _tex(text: str) -> str:
    escaped = re.sub(r"([&%#_{}$])", r"\\\1", text)
    return re.sub(
        r"https?://[^\s,>)]+[^\s,>).;]",
        lambda match: "\\url{" + match[0].replace("\\", "") + "}",
        escaped,
    )


def rst(made: GoldDocument, chance: random.Random) -> bytes:
    """Footnotes with numbers, with automatic numbers and names, or citations."""
    if made.family == "author_year":
        notes = "\n\n".join(_rst(note.text) for note in made.notes)
        marks = each(lambda _: "")
        after = f"{heading(made)}\n{'-' * 40}\n\n{notes}"
    else:
        before, behind = chance.choice((("", ""), ("#n", ""), ("K", "x")))
        # Between signs without spaces mark-up stands between spaces that are not shown.
        gap, end = (" ", "") if space(made) else ("\\ ", "\\ ")
        marks = each(lambda note: f"{gap}[{before}{note.label}{behind}]_{end}")
        after = "\n\n".join(
            f".. [{before}{note.label}{behind}] {_rst(note.text)}" for note in made.notes
        )
    prose = paragraphs(made, marks)
    return ("A title\n=======\n\n" + "\n\n".join(prose) + f"\n\n{after}\n").encode()


def _rst(text: str) -> str:
    return re.sub(r"([*`|_])(?=\s|$)", r"\\\1", text)


def wikitext(made: GoldDocument, chance: random.Random) -> bytes:
    """Notes in place, named, or defined in the list."""
    if made.family == "author_year":
        prose = paragraphs(made, each(lambda _: ""))
        notes = "\n".join(f"* {_wiki(note.text)}" for note in made.notes)
        return ("\n\n".join(prose) + f"\n\n== {heading(made)} ==\n{notes}\n").encode()
    if chance.random() < 0.25:
        marks = each(lambda note: f'<ref name="n{note.label}" />')
        listed = "\n".join(
            f'<ref name="n{note.label}">{_wiki(note.text)}</ref>' for note in made.notes
        )
        after = f"<references>\n{listed}\n</references>"
    else:
        marks, after = each(lambda note: f"<ref>{_wiki(note.text)}</ref>"), "{{reflist}}"
    prose = paragraphs(made, marks)
    return ("\n\n".join(prose) + f"\n\n== {heading(made)} ==\n{after}\n").encode()


def _wiki(text: str) -> str:
    return re.sub(r"<(https?://[^>]+)>", r"\1", text)

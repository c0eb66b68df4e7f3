"""Files of known make, in formats that pandoc does not write as people do."""

from __future__ import annotations

import random
import zlib

__all__ = ["latex", "pdf", "wikitext"]

_WORDS = [
    "river", "council", "report", "budget", "harbour", "survey", "school", "tariff", "clinic",
    "valley", "warden", "bridge", "water", "winter", "village", "engine", "market", "season",
]  # fmt: skip


def _sentence(pick: random.Random) -> str:
    words = " ".join(pick.choices(_WORDS, k=pick.randrange(6, 16)))
    return f"The {words} of {pick.randrange(1900, 2020)}"


def pdf(pages: int, seed: int = 1) -> bytes:
    """Pages of forty lines with four notes at the foot of each, page heads and numbers."""
    pick = random.Random(seed)
    objects = ["", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for number in range(1, pages + 1):
        drawn = [_shown(60, 770, 9, "Annals of Flooding"), _shown(520, 770, 9, str(number))]
        for line in range(40):
            text = " ".join(pick.choices(_WORDS, k=11)) + (". The" if line % 3 == 2 else "")
            marker = f"{text}." if line % 10 == 5 else text
            drawn.append(_shown(60, 740 - 14 * line, 11, marker))
            if line % 10 == 5:
                raised = f"4 Ts /F 6.5 Tf ({line // 10 + 1}) Tj 0 Ts ET"
                drawn[-1] = drawn[-1].removesuffix("ET") + raised
        for note in range(1, 5):
            drawn.append(_shown(60, 141 - 12 * note, 5, str(note)))
            title = " ".join(pick.choices(_WORDS, k=5))
            drawn.append(_shown(64, 138 - 12 * note, 8.5, f"Smith, {title}, Press, 2001, p. 3."))
        stream = zlib.compress("\n".join(drawn).encode()).decode("latin-1")
        objects.append(f"<</Length {len(stream)}/Filter/FlateDecode>>stream\n{stream}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = "<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {pages}/Kids[{' '.join(kids)}]>>"
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(places) + 1
    out += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Root 1 0 R/Size {size}>>\n"
        f"startxref\n{len(out)}\n%%EOF"
    ).encode()
    return bytes(out)


def _shown(x: float, y: float, size: float, text: str) -> str:
    return f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET"


def wikitext(notes: int = 300, seed: int = 1) -> str:
    """An article of some 50 kB in which every second sentence has a cite template."""
    pick = random.Random(seed)
    parts = []
    for number in range(notes):
        parts.append(f"{_sentence(pick)} saw the [[river|water]] rise.")
        parts.append(
            f"<ref>{{{{cite news |title={_sentence(pick)} |url=https://n.example/{number} "
            f"|last=Smith |first=Ana |date=3 May 2019 |work=The Courier}}}}</ref>"
        )
        parts.append("\n\n" if number % 5 == 4 else " ")
        if number % 50 == 0:
            parts.append(f"\n\n== {pick.choice(_WORDS)} ==\n")
    return "".join(parts)


def latex(notes: int = 2_000, seed: int = 1) -> str:
    """A paper with as many citations as footnotes, and a bibliography."""
    pick = random.Random(seed)
    parts = ["\\documentclass{article}\\begin{document}\n"]
    for number in range(notes):
        parts.append(f"{_sentence(pick)} rose~\\cite[p.~3]{{key{number % 200}}}.")
        parts.append(f" It fell.\\footnote{{Smith, \\emph{{{_sentence(pick)}}}, 2001.}}\n")
        parts.append("\n" if number % 6 == 0 else "")
    parts.append("\\begin{thebibliography}{9}\n")
    parts += [
        f"\\bibitem{{key{number}}} A. Jones, \\emph{{{_sentence(pick)}}}, Press, 1999.\n"
        for number in range(200)
    ]
    return "".join([*parts, "\\end{thebibliography}\n\\end{document}\n"])

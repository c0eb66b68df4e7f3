"""PDF beside ``pdftotext -layout``; wikitext and LaTeX beside pandoc: whole processes.

    python -m bench formats_more [--runs 5] [--pages 100]

Ours finds claims, citations, notes, references and links; ``pdftotext`` writes the text,
and pandoc reads into its tree and writes it as JSON, both to nowhere. "reader" is the
time of our process up to the document, before claims and references are looked for.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from bench._peers import pandoc

__all__ = ["latex", "main", "pdf", "wikitext"]

_WORDS = [
    "river", "council", "report", "budget", "harbour", "survey", "school", "tariff", "clinic",
    "valley", "warden", "bridge", "water", "winter", "village", "engine", "market", "season",
]  # fmt: skip
_READ = "import sys, citations.reading as r; r.read(open(sys.argv[1], 'rb').read(), sys.argv[1])"
_PARSE = (
    "import sys, citations.formats as f; "
    "f.read_document(open(sys.argv[1], 'rb').read(), sys.argv[1])"
)


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


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench formats_more", description="Readers beside peers.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pages", type=int, default=100)
    options = parser.parse_args(argv)
    made = {
        "a.pdf": pdf(options.pages),
        "a.wiki": wikitext().encode(),
        "a.tex": latex().encode(),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, data in made.items():
            path = Path(folder) / name
            path.write_bytes(data)
            _compare(path, options.runs)
    return 0


def _peer(path: Path) -> list[str] | None:
    if path.suffix == ".pdf":
        found = shutil.which("pdftotext")
        return [found, "-layout", str(path), os.devnull] if found else None
    kind = {".wiki": "mediawiki", ".tex": "latex"}[path.suffix]
    return [pandoc(), "-f", kind, "-t", "json", "-o", os.devnull, str(path)]


def _compare(path: Path, runs: int) -> None:
    commands = {
        "all": [sys.executable, "-c", _READ, str(path)],
        "reader": [sys.executable, "-c", _PARSE, str(path)],
    }
    if (peer := _peer(path)) is not None:
        commands["peer"] = peer
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(_seconds(command))
    medians = {name: statistics.median(found) for name, found in times.items()}
    print(f"{path.name}: {path.stat().st_size / 1000:,.0f} kB, CPU seconds, median of {runs}")
    for name, median in medians.items():
        ratio = f"  {median / medians['peer']:.2f} x the peer" if "peer" in medians else ""
        print(f"  {name:8} {median:6.2f}{ratio}")


def _seconds(command: list[str]) -> float:
    """The computing time of a process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

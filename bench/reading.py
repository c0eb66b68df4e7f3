"""Reading only the links of a document: the processor's time a link, shape by shape.

    python -m bench reading [--links 4000] [--runs 3] [SHAPE...]

Each shape is one document of so many links, read in a process of its own as ``verifier
links`` reads it, the links of plain notes told early. Printed are the first reading and the
best of the later ones, each in microseconds of the processor a link, beside the document's
size.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Callable

from citations import read_links

__all__ = ["SHAPES", "main"]

_WORDS = [
    "lake",
    "river",
    "fall",
    "metres",
    "spring",
    "the",
    "by",
    "report",
    "shows",
    "that",
    "level",
]


def _url(number: int) -> str:
    return f"https://h{number % 97}.example.org/a/{number % 13}/page-{number}.html"


def _words(pick: random.Random, count: int) -> str:
    return " ".join(pick.choice(_WORDS) for _ in range(count)).capitalize()


def _notes(pick: random.Random, count: int) -> str:
    text = "\n\n".join(f"{_words(pick, 6)}.[^{n}]" for n in range(count))
    return f"{text}\n\n" + "\n".join(f"[^{n}]: Brown, *The Lake*, {_url(n)}" for n in range(count))


def _written_notes(pick: random.Random, count: int) -> str:
    ways = (
        "Brown, A. (2019). *The Lake of {n}*. {url} (accessed 3 May 2019).",
        "Quill, Ada, “The River”, The Courier, 3 May 2004, <{url}>, p. {n}.",
        "[The tide of {n}]({url}), The Herald, 2021.",
        'Ortega, J. & Keller, L., "Item {n}", available at: {url} [Accessed 12 Jan. 2020].',
    )
    text = "\n\n".join(f"{_words(pick, 30)}.[^{n}] {_words(pick, 20)}." for n in range(count))
    return f"{text}\n\n" + "\n".join(
        f"[^{n}]: {ways[n % len(ways)].format(n=n, url=_url(n))}" for n in range(count)
    )


def _inline(pick: random.Random, count: int) -> str:
    sentences = [f"{_words(pick, 8)} [{_words(pick, 2)}]({_url(n)}) there." for n in range(count)]
    return "\n\n".join(" ".join(sentences[at : at + 6]) for at in range(0, count, 6))


def _by_label(pick: random.Random, count: int) -> str:
    sentences = [f"{_words(pick, 8)} [{_words(pick, 2)}][r{n}] there." for n in range(count)]
    text = "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, count, 4))
    return f"{text}\n\n" + "\n".join(f"[r{n}]: {_url(n)}" for n in range(count))


def _readme(pick: random.Random, count: int) -> str:
    return "\n".join(
        f"## {_words(pick, 3)}\n\n{_words(pick, 20)} `code({n})` **x** [docs]({_url(n)}).\n\n"
        f"- {_words(pick, 5)} <{_url(n + 1)}>\n  - *{_words(pick, 3)}*: {_url(n + 2)}\n\n"
        f"```python\nimport this\n```\n\n| a | b |\n|---|---|\n| `v` | [x]({_url(n + 3)}) |\n"
        for n in range(0, count, 4)
    )


def _bare(pick: random.Random, count: int) -> str:
    return "\n\n".join(
        f"{_words(pick, 14)} {_url(n)} {_words(pick, 6)} ({_url(n + 1)})."
        for n in range(0, count, 2)
    )


def _page(pick: random.Random, count: int) -> str:
    paragraphs = "\n".join(
        f'<p>{_words(pick, 25)} <a href="{_url(n)}">{_words(pick, 2)}</a> {_words(pick, 12)}.</p>'
        for n in range(count)
    )
    return f"<!doctype html><html lang=en><title>Lakes</title><main>{paragraphs}</main></html>"


def _rst(pick: random.Random, count: int) -> str:
    text = "\n\n".join(f"{_words(pick, 12)} [{n}]_." for n in range(count))
    return f"Lakes\n=====\n\n{text}\n\n" + "\n".join(
        f".. [{n}] Brown, *The Lake*, {_url(n)}" for n in range(count)
    )


#: Name -> what writes the document, and the document's name.
SHAPES: dict[str, tuple[Callable[[random.Random, int], str], str]] = {
    "notes": (_notes, "a.md"),
    "written-notes": (_written_notes, "a.md"),
    "inline": (_inline, "a.md"),
    "by-label": (_by_label, "a.md"),
    "readme": (_readme, "a.md"),
    "bare": (_bare, "a.md"),
    "text": (_bare, "a.txt"),
    "rst": (_rst, "a.rst"),
    "html": (_page, "a.html"),
}


def main(argv: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="bench reading", description=__doc__)
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help=f"of {', '.join(SHAPES)}")
    parser.add_argument("--links", type=int, default=4000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--here", action="store_true", help="in this process")
    options = parser.parse_args(argv)
    for shape in options.shapes or SHAPES:
        if options.here:
            _measure(shape, options.links, options.runs)
            continue
        given = [shape, "--here", "--links", str(options.links), "--runs", str(options.runs)]
        subprocess.run([sys.executable, "-m", "bench", "reading", *given], check=True)
    return 0


def _measure(shape: str, links: int, runs: int) -> None:
    write, name = SHAPES[shape]
    data = write(random.Random(shape), links).encode()
    took, found = [], 0
    for _ in range(runs + 1):
        told: list[str] = []
        begin = time.process_time()
        found = len(read_links(data, name, tell=told.append).links)
        took.append(time.process_time() - begin)
    first, best = (one / found * 1e6 for one in (took[0], min(took[1:])))
    print(
        f"{shape:14} {found:6} links {len(data) / 1e6:6.2f} MB "
        f"first {first:6.1f} us, then {best:6.1f} us a link",
        flush=True,
    )

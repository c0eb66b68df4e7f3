"""Large files of nothing but citations, shape by shape and format by format: seconds and memory.

    python -m bench dense [--megabytes 0.25] [--times 4] [--shape S] [--joint J] [FORMAT...]

Each shape is written at two sizes, the second ``--times`` the first, and read whole
(``citations.read``) in a process of its own. Printed are the processor's seconds a MB at
both sizes, beyond those for a line alone, the growth between them (1.0 is linear) and the
largest memory. No text of people looks like this; a reading must end all the same.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

__all__ = ["FORMATS", "SHAPES", "main", "written"]

_READ = (
    "import sys; from citations.reading import read; r = read(open(sys.argv[1], 'rb').read(),"
    " sys.argv[1]); print(len(r.citations), len(r.references), len(r.document.problems))"
)
_NAMES = ("Ortega", "Lindqvist", "Brown", "Okafor", "Dupont", "Rossi", "Keller", "Yilmaz")


def _work(number: int) -> str:
    name = _NAMES[number % len(_NAMES)]
    return f"{name}, “The tide of {number}”, The Courier, {1950 + number % 70}, p. {number % 300}."


def _address(number: int) -> str:
    return f"https://h{number % 500}.example.org/a/{number}"


#: What the sentences say and the notes hold; "{}" in a sentence is the place of its marker.
_Parts = tuple[list[str], list[str]]


def _footnotes(count: int) -> _Parts:
    return [f"Item {n} rose.{{}}" for n in range(count)], [_work(n) for n in range(count)]


def _addressed(count: int) -> _Parts:
    notes = [f"{_work(n)} {_address(n)} (accessed 3 May 2019)." for n in range(count)]
    return [f"It fell in the {n % 90} towns.{{}}" for n in range(count)], notes


def _ibid(count: int) -> _Parts:
    forms = ("Ibid., p. {}.", "{}, op. cit., p. 4.", "Ibid.", "Supra note {}, p. 3.")
    notes = [
        _work(n)
        if n % 5 == 0
        else forms[n % 4].format(_NAMES[n % 8] if n % 4 == 1 else max(1, n % 2000))
        for n in range(count)
    ]
    return [f"Item {n} rose.{{}}" for n in range(count)], notes


def _short(count: int) -> _Parts:
    notes = [
        _work(n) if n % 3 == 0 else f"{_NAMES[n % 8]}, ‘Tide of {n}’, p. {n % 90}."
        for n in range(count)
    ]
    return [f"Item {n} rose.{{}}" for n in range(count)], notes


def _years(count: int) -> _Parts:
    cited = "({0}, {1}; {2} and {0}, {1}: {3})"
    body = [
        "It was said "
        + cited.format(_NAMES[n % 8], 1950 + n % 7, _NAMES[n % 5], n % 90)
        + f" of {n}, as {_NAMES[n % 3]} ({1950 + n % 7}) has it."
        for n in range(count)
    ]
    listed = [
        f"{_NAMES[n % 8]}, A. ({1950 + n % 7}) Tide {n}. London: Press." for n in range(count)
    ]
    return body, listed


def _bare(count: int) -> _Parts:
    return [f"See {_address(n)} for {n}." for n in range(count)], []


def _listed(count: int) -> _Parts:
    return [_address(n) for n in range(count)], []


def _packed(count: int) -> _Parts:
    one = "; ".join(
        f"{_NAMES[n % 8]}, “Tide {n}”, {_address(n)}, doi:10.1000/{n}" for n in range(count)
    )
    return ["All of it rose.{}"], [one + "."]


#: Of each shape its parts, and the size of one in bytes, about.
SHAPES: dict[str, tuple[Callable[[int], _Parts], int]] = {
    "footnotes": (_footnotes, 80),
    "notes with addresses": (_addressed, 150),
    "ibid. and op. cit.": (_ibid, 55),
    "short titles": (_short, 65),
    "author and year": (_years, 130),
    "addresses in prose": (_bare, 45),
    "addresses alone": (_listed, 35),
    "one note of thousands": (_packed, 70),
}


def _text(body: list[str], notes: list[str], joint: str) -> str:
    prose = joint.join(one.format(n) for n, one in enumerate(body, 1))
    return prose + "\n\nNotes\n\n" + "".join(f"{n}. {one}\n" for n, one in enumerate(notes, 1))


def _markdown(body: list[str], notes: list[str], joint: str) -> str:
    prose = joint.join(one.format(f"[^{n}]") for n, one in enumerate(body, 1))
    return prose + "\n\n" + "".join(f"[^{n}]: {one}\n" for n, one in enumerate(notes, 1))


def _listed_markdown(body: list[str], notes: list[str], joint: str) -> str:
    prose = joint.join(one.format(f"[{n}]") for n, one in enumerate(body, 1))
    return (
        prose + "\n\n## References\n\n" + "".join(f"{n}. {one}\n" for n, one in enumerate(notes, 1))
    )


def _html(body: list[str], notes: list[str], joint: str) -> str:
    marked = (
        one.format(f'<sup><a href="#fn{n}" id="r{n}">{n}</a></sup>')
        for n, one in enumerate(body, 1)
    )
    parted = "</p>\n<p>" if joint == "\n\n" else joint
    listed = "".join(f'<li id="fn{n}">{one}</li>\n' for n, one in enumerate(notes, 1))
    return (
        f"<!doctype html><html lang=en><body><article><h1>Report</h1><p>{parted.join(marked)}</p>"
        f"<section><h2>Notes</h2><ol>{listed}</ol></section></article></body></html>"
    )


def _wikitext(body: list[str], notes: list[str], joint: str) -> str:
    refs = [f"<ref>{one}</ref>" for one in notes] + [""] * len(body)
    return joint.join(one.format(ref) for one, ref in zip(body, refs, strict=False)) + (
        ""
        if any("{}" in one for one in body)
        else "\n\n== References ==\n" + "\n".join(f"* {one}" for one in notes)
    )


def _latex(body: list[str], notes: list[str], joint: str) -> str:
    refs = [f"\\footnote{{{one}}}" for one in notes] + [""] * len(body)
    prose = joint.join(one.format(ref) for one, ref in zip(body, refs, strict=False))
    return f"\\documentclass{{article}}\\begin{{document}}\n{prose}\n\\end{{document}}\n"


FORMATS: dict[str, tuple[str, Callable[[list[str], list[str], str], str]]] = {
    "text": (".txt", _text),
    "markdown": (".md", _markdown),
    "markdown, listed": (".md", _listed_markdown),
    "html": (".html", _html),
    "wikitext": (".wiki", _wikitext),
    "latex": (".tex", _latex),
}


def written(shape: str, form: str, size: int, joint: str = "\n\n") -> str:
    """A document of about ``size`` bytes; ``joint`` stands between its sentences."""
    make, each = SHAPES[shape]
    body, notes = make(max(1, size // each))
    return FORMATS[form][1](body, notes, joint)


def main(argv: list[str]) -> int:
    """Print a line for each shape and format, and once more as one paragraph."""
    parser = argparse.ArgumentParser(prog="bench dense", description=__doc__.split("\n")[0])
    parser.add_argument("--megabytes", type=float, default=0.25)
    parser.add_argument("--times", type=int, default=4)
    parser.add_argument("--shape")
    parser.add_argument("--joint", choices=("paragraphs", "one paragraph", "lines"))
    parser.add_argument("formats", nargs="*", help=", ".join(FORMATS))
    options = parser.parse_args(argv)
    joints = {"paragraphs": "\n\n", "one paragraph": " ", "lines": "\n"}
    print(f"{'format':18}{'shape':24}{'as':16}{'s/MB':>7}{'s/MB':>7}{'growth':>8}{'MB':>7}  found")
    for form in options.formats or FORMATS:
        start, _, _ = _spent("Nothing.\n", form)
        for shape in SHAPES:
            if options.shape and not shape.startswith(options.shape):
                continue
            for name, joint in joints.items():
                if options.joint in {None, name}:
                    _line((form, shape, name, joint), start, options)
    return 0


def _line(what: tuple[str, str, str, str], start: float, options: argparse.Namespace) -> None:
    form, shape, name, joint = what
    rates = []
    for size in (options.megabytes, options.megabytes * options.times):
        text = written(shape, form, int(size * 1e6), joint)
        seconds, memory, found = _spent(text, form)
        rates.append((seconds - start) / (len(text.encode()) / 1e6))
    print(
        f"{form:18}{shape:24}{name:16}{rates[0]:7.2f}{rates[1]:7.2f}"
        f"{rates[1] / max(0.01, rates[0]):8.2f}{memory:7.0f}  {found}",
        flush=True,
    )


def _spent(text: str, form: str) -> tuple[float, float, str]:
    """Seconds of the processor, the largest memory in MB, and what was found."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"dense{FORMATS[form][0]}"
        path.write_text(text, encoding="utf-8")
        child = subprocess.Popen(
            [sys.executable, "-c", _READ, str(path)], stdout=subprocess.PIPE, text=True
        )
        said = child.stdout.read().strip() if child.stdout else ""
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = status
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

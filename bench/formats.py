"""Readers beside peers, format by format: PDF beside pdftotext, all others beside pandoc.

    python -m bench formats [--runs 5] [--notes 2000] [--pages 100] [FORMAT...]

One report with notes, that of ``bench markdown``, is written by pandoc in each format that
it reads as well as we do, and printed by chromium; PDF drawn line by line, wikitext and LaTeX
are made by ``bench._made``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import _made
from bench._peers import pandoc, pdftotext, show, timed
from bench.markdown import document

__all__ = ["main"]

#: Our format: the extension, and what pandoc calls it.
_WRITTEN = {
    "docx": ("docx", "docx"),
    "odt": ("odt", "odt"),
    "epub": ("epub", "epub"),
    "html": ("html", "html"),
    "rst": ("rst", "rst"),
    "jupyter": ("ipynb", "ipynb"),
}
_MADE: dict[str, tuple[str, str, Callable[[], str]]] = {
    "wikitext": ("wiki", "mediawiki", lambda: _made.wikitext(160)),
    "wikitext, long": ("wiki", "mediawiki", lambda: _made.wikitext(3_200)),
    "latex": ("tex", "latex", _made.latex),
}


def main(argv: list[str]) -> int:
    names = ["markdown", *_WRITTEN, *_MADE, "pdf", "pdf, printed"]
    parser = argparse.ArgumentParser(prog="bench formats", description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--notes", type=int, default=2_000)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("formats", nargs="*", help=", ".join(names))
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        # As an installed program runs: with its bytecode, also where that may not be written
        # beside the sources.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = f"{folder}/bytecode"
        for name in options.formats or names:
            path, peer = _file(name, Path(folder), options)
            show(name, path.stat().st_size, timed(path, peer, options.runs))
    return 0


def _file(name: str, folder: Path, options: argparse.Namespace) -> tuple[Path, list[str] | None]:
    """A file of a format, and what else reads it."""
    if name == "pdf":
        path = folder / "report.pdf"
        path.write_bytes(_made.pdf(options.pages))
        return path, pdftotext(path)
    source = document(options.notes)
    if name == "pdf, printed":
        path = _printed(source, folder)
        return path, pdftotext(path)
    if name in _MADE:
        extension, form, make = _MADE[name]
        source = make()
    else:
        extension, form = _WRITTEN.get(name, ("md", "markdown"))
    path = folder / f"report.{extension}"
    if name in _WRITTEN:
        write = [pandoc(path, form)[0], "-s", "-f", "markdown", "-t", form, "-o", str(path)]
        subprocess.run(write, input=source.encode(), check=True)
    else:
        path.write_text(source, encoding="utf-8")
    return path, pandoc(path, form)


def _printed(source: str, folder: Path) -> Path:
    """The report as a browser prints it."""
    page, path = folder / "printed.html", folder / "printed.pdf"
    write = [pandoc(page, "markdown")[0], "-s", "-f", "markdown", "-t", "html", "-o", str(page)]
    subprocess.run(write, input=source.encode(), check=True, stderr=subprocess.DEVNULL)
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    browser += [f"--user-data-dir={folder}/browser", f"--print-to-pdf={path}", page.as_uri()]
    subprocess.run(browser, check=True, stderr=subprocess.DEVNULL)
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

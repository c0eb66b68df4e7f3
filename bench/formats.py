"""One report with notes in every format with a reader of pandoc's, read beside pandoc.

    python -m bench formats [--runs 5] [--notes 2000] [FORMAT...]

The report is that of ``bench markdown``; pandoc writes it in each format.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from bench._peers import pandoc, show, timed
from bench.markdown import document

__all__ = ["main"]

#: Our format: the extension, and what pandoc calls it.
_FORMATS = {
    "docx": ("docx", "docx"),
    "odt": ("odt", "odt"),
    "epub": ("epub", "epub"),
    "html": ("html", "html"),
    "rst": ("rst", "rst"),
    "jupyter": ("ipynb", "ipynb"),
}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench formats", description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--notes", type=int, default=2_000)
    parser.add_argument("formats", nargs="*", help=", ".join(_FORMATS))
    options = parser.parse_args(argv)
    source = document(options.notes).encode()
    with tempfile.TemporaryDirectory() as folder:
        for name in options.formats or _FORMATS:
            extension, form = _FORMATS[name]
            path = Path(folder) / f"report.{extension}"
            write = [pandoc(), "-s", "-f", "markdown", "-t", form, "-o", str(path)]
            subprocess.run(write, input=source, check=True)
            medians = timed(path, form, options.runs)
            show(f"{name} with {options.notes:,} notes", path.stat().st_size, medians)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""``python -m verifier``, and the ``verifier`` command."""

from __future__ import annotations

import contextlib
import os
import sys

from verifier.cli import run

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit with its code.

    All is closed and on the disk by then. To take apart value by value what a run has made
    would only make the person wait.
    """
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):  # nobody is left to be told
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()

"""The command line: what a person types, sees and gets back.

Results go to stdout; progress and messages to stderr. Exit codes: 0 clean, 1 findings at
or above --fail-on, 2 could not do the job, 3 incomplete.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from citations.errors import CitationsError
from verifier import __version__
from verifier.cli import audit, database, doctor, judge, parse, settings, watch
from verifier.cli.exits import EXIT_CLEAN, EXIT_ERROR, EXIT_INCOMPLETE
from verifier.errors import Interrupted, VerifierError

__all__ = ["main", "run"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="verifier", message="%(prog)s %(version)s")
def main() -> None:
    """Audit the claims of a document, check its links, and report.

    Start with:  verifier audit DOCUMENT
    """


for command in (
    audit.audit,
    audit.links,
    parse.parse,
    judge.judge,
    watch.watch,
    watch.run,
    audit.report,
    settings.config,
    database.db,
    doctor.doctor,
):
    main.add_command(command)


def run(argv: Sequence[str]) -> int:
    """Run the command line ``argv`` and return its exit code."""
    try:
        result = main.main(args=list(argv), prog_name="verifier", standalone_mode=False)
    except click.ClickException as error:
        _complain(error.format_message(), error)
        return EXIT_ERROR
    except (Interrupted, click.Abort, KeyboardInterrupt) as error:
        print(f"verifier: {str(error) or 'interrupted'}", file=sys.stderr)
        return EXIT_INCOMPLETE
    except BrokenPipeError:
        # The reader of our output went away (verifier ... | head): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_CLEAN
    except (CitationsError, VerifierError, OSError) as error:
        _complain(str(error), None)
        return EXIT_ERROR
    return result if isinstance(result, int) else EXIT_CLEAN


def _complain(message: str, error: click.ClickException | None) -> None:
    context = getattr(error, "ctx", None)
    hint = f"; try '{context.command_path} --help'" if context is not None else ""
    print(f"verifier: {message.rstrip('.')}{hint}", file=sys.stderr)

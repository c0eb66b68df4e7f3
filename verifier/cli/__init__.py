"""The command line: what a person types, sees and gets back.

Results go to stdout; progress and messages to stderr. Exit codes: 0 clean, 1 findings at
or above --fail-on, 2 could not do the job, 3 incomplete.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module

import click

from verifier import __version__
from verifier.cli.exits import EXIT_CLEAN, EXIT_ERROR, EXIT_INCOMPLETE

__all__ = ["main", "run"]

# Command -> module; a module is imported when its command is run, so that --version and
# mistakes in typing are answered at once.
_COMMANDS = {
    "audit": "audit",
    "config": "settings",
    "db": "database",
    "doctor": "doctor",
    "fix": "fix",
    "judge": "judge",
    "links": "links",
    "parse": "parse",
    "report": "report",
    "review": "review",
    "run": "watch",
    "save": "save",
    "snapshot": "snapshot",
    "verify": "evidence",
    "watch": "watch",
}


class _Commands(click.Group):
    """The commands by name, each imported when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Every command, in alphabetical order."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; a usage error that names the nearest if there is none."""
        if cmd_name not in _COMMANDS:
            near = get_close_matches(cmd_name, _COMMANDS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(_COMMANDS)}"
            raise click.UsageError(f"no such command {cmd_name!r}; {hint}", ctx)
        module = import_module(f"verifier.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="verifier", message="%(prog)s %(version)s")
def main() -> None:
    """Audit the claims of a document, check its links, and report.

    Start with:  verifier audit DOCUMENT
    """


def run(argv: Sequence[str]) -> int:
    """Run the command line ``argv`` and return its exit code."""
    try:
        result = main.main(args=list(argv), prog_name="verifier", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
        return EXIT_ERROR
    except click.ClickException as error:
        _complain(error.format_message(), error)
        return EXIT_ERROR
    except (click.Abort, KeyboardInterrupt):
        print("verifier: interrupted; what was done by then is stored", file=sys.stderr)
        return EXIT_INCOMPLETE
    except BrokenPipeError:
        # The reader of our output went away (verifier ... | head): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_CLEAN
    except _our_errors() as error:
        _complain(str(error), None)
        return EXIT_ERROR
    return result if isinstance(result, int) else EXIT_CLEAN


def _our_errors() -> tuple[type[Exception], ...]:
    """What is told in one line; anything else is a mistake of ours and shows where it is."""
    from citations.errors import CitationsError
    from verifier.errors import VerifierError

    return CitationsError, VerifierError, OSError


def _complain(message: str, error: click.ClickException | None) -> None:
    context = getattr(error, "ctx", None)
    hint = f" (see '{context.command_path} --help')" if context is not None else ""
    one_line = " ".join(message.split()).rstrip(".")
    print(f"verifier: {one_line}{hint}", file=sys.stderr)

"""Reports to stdout and to files, and which findings make the exit code 1."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import IO

import click

from citations.model import Audit, ClaimStatus, LinkStatus
from verifier.errors import BadOutput

__all__ = [
    "Target",
    "check_format",
    "found",
    "parse_fail_on",
    "parse_targets",
    "show",
    "terminal",
    "write",
]

Target = tuple[str, Path]


def check_format(name: str) -> None:
    """Raise a usage error that names the formats there are, unless ``name`` is one."""
    from reports import REPORTS

    if name not in REPORTS:
        known = ", ".join(REPORTS)
        raise click.UsageError(f"unknown report format {name!r}; known: {known}")


def parse_targets(outputs: Sequence[str]) -> list[Target]:
    """ "html:out/report.html" as (format, path). Raises a usage error that says what would do."""
    targets = []
    for output in outputs:
        name, colon, path = output.partition(":")
        if not colon or not path:
            raise click.UsageError(f"-o {output}: write it as FORMAT:PATH, like html:report.html")
        check_format(name)
        targets.append((name, Path(path)))
    return targets


def parse_fail_on(names: Iterable[str]) -> frozenset[str]:
    """The statuses and reasons that make the exit code 1. Raises a usage error."""
    from verifier.availability import REASONS

    wanted = frozenset(name.strip() for name in names if name.strip())
    if wanted == {"none"}:
        return frozenset()
    known = {*LinkStatus, *ClaimStatus, *REASONS}
    for name in sorted(wanted):
        if name not in known and not name.startswith("http_"):
            close = get_close_matches(name, known, n=1)
            way_out = f"did you mean {close[0]}?" if close else f"known: {', '.join(sorted(known))}"
            raise click.UsageError(f"--fail-on {name}: no such status or reason; {way_out}")
    return wanted


def found(audits: Sequence[Audit], fail_on: frozenset[str]) -> bool:
    """Whether any claim or link has a status or reason among ``fail_on``."""
    return any(not fail_on.isdisjoint(_findings(audit)) for audit in audits)


def _findings(audit: Audit) -> set[str]:
    findings = {tag.status.value for tag in audit.tags.values()}
    for state in audit.states.values():
        findings |= {state.status.value, state.reason}
    if any(citation.dangling for citation in audit.reading.citations):
        findings.add(ClaimStatus.DANGLING.value)
    return findings


def show(
    audits: Sequence[Audit],
    *,
    format_name: str,
    targets: Sequence[Target] = (),
    parts: frozenset[str],
    verbose: bool = False,
    hear: Callable[[Iterator[str]], Iterator[str]] = iter,
) -> None:
    """Write the files, then print; what is printed fits the terminal. ``hear`` passes all on."""
    from reports import Options, stream

    plain = Options(parts=parts, verbose=verbose)
    for name, path in targets:
        write(path, hear(stream(name, audits, plain)))
    width, color = terminal()
    printed = Options(parts=parts, verbose=verbose, width=width, color=color)
    for piece in hear(stream(format_name, audits, printed)):
        sys.stdout.write(piece)
    sys.stdout.flush()


def terminal() -> tuple[int, bool]:
    """How many columns what is printed may have, and whether it may have colours."""
    width = shutil.get_terminal_size(fallback=(80, 24)).columns
    return width, sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def write(path: Path, content: str | bytes | Iterable[str]) -> None:
    """Put ``content`` at ``path`` whole or not at all. Raises ``BadOutput``."""
    pieces = [content] if isinstance(content, str | bytes) else content
    try:
        place = path.resolve()  # a link stays one
        if place.exists() and not place.is_file():
            # A pipe, a terminal, /dev/null: it is written to, and must not be replaced.
            with place.open("wb") as file:
                _pour(pieces, file)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                _pour(pieces, file)
                file.flush()
                os.fsync(file.fileno())
            # mkstemp makes files for their owner alone; ours are for others as well.
            os.chmod(name, place.stat().st_mode & 0o7777 if place.exists() else 0o666 & ~_umask())
            os.replace(name, place)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        why = error.strerror or error
        raise BadOutput(f"{path}: cannot be written: {why}") from None


def _pour(pieces: Iterable[str | bytes], file: IO[bytes]) -> None:
    for piece in pieces:
        file.write(piece.encode() if isinstance(piece, str) else piece)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

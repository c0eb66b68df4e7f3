"""What ``audit`` and ``links`` have in common: open, visit, report, exit code."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import click

from verifier.cli.exits import EXIT_CLEAN, EXIT_ERROR, EXIT_FINDINGS, EXIT_INCOMPLETE
from verifier.cli.options import Common, Output
from verifier.cli.output import parse_fail_on, show

if TYPE_CHECKING:
    from collections import Counter

    from citations.model import Audit, Reading
    from verifier.cli.again import Again
    from verifier.fetch import Visit
    from verifier.inputs import Input
    from verifier.service import Checker, Service
    from verifier.service.selection import Rule, Selection

__all__ = ["Job", "patterns", "session", "work"]

_S = TypeVar("_S", bound="Checker")
#: Objects made between two looks for garbage, and how seldom the older ones are looked at.
_RARELY = (100_000, 20, 20)
#: Seconds after which a thread lets another one have the interpreter, if one waits for it.
_SHORT = 0.0005


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Generic[_S]):
    """What is to be done with which sources, and how it is shown."""

    sources: Sequence[str]
    #: Opens what does it.
    opening: Callable[..., AbstractAsyncContextManager[_S]]
    do: Callable[[_S, Sequence[Reading]], Awaitable[list[Audit]]]
    parts: frozenset[str]
    #: Documents that were opened already, besides the sources.
    inputs: Sequence[Input] = ()
    document_format: str | None = None
    #: Readings that are there already, besides those of the sources.
    readings: Sequence[Reading] = ()
    #: How a document is read, if not whole.
    read: Callable[[_S, Input], Awaitable[Reading]] | None = None
    baseline: Path | None = None
    save_baseline: Path | None = None
    #: What is done at the end with what was read and what came of it.
    then: Callable[[Sequence[Input], Sequence[Audit]], None] | None = None
    #: Who hears what is said, and keeps it with the exit code and what was said about it.
    again: Again | None = None


@asynccontextmanager
async def session(common: Common, *, quiet: bool) -> AsyncIterator[Service]:
    """A service for one command, with progress shown and signals minded."""
    from verifier.service import open_service

    async with _session(open_service, common, quiet=quiet) as service:
        yield service


@asynccontextmanager
async def _session(
    opening: Callable[..., AbstractAsyncContextManager[_S]], common: Common, *, quiet: bool
) -> AsyncIterator[_S]:
    from verifier.cli.progress import progress
    from verifier.interrupt import stop_on_signals

    with progress(quiet=quiet) as shown:
        async with (
            stop_on_signals(shown.say) as stop,
            opening(
                common.settings,
                offline=common.offline,
                replay=common.replay,
                record=common.record,
                progress=shown,
                stop=stop,
            ) as service,
        ):
            yield service


async def work(job: Job[_S], output: Output, common: Common) -> int:
    """Do the job and report; the exit code."""
    # What a job makes lives to its end; to walk over it again and again takes a tenth of the time.
    gc.freeze()
    gc.set_threshold(*_RARELY)
    # Links that are found are handed on while the same document is read in another thread.
    sys.setswitchinterval(_SHORT)
    from reports import load
    from verifier.service.opening import open_sources

    fail_on = output.fail_on
    if fail_on is None:
        fail_on = parse_fail_on(common.settings.report.fail_on)
    async with _session(job.opening, common, quiet=output.quiet) as service:

        async def visit(url: str) -> Visit:
            return await service.visitor.visit(url)

        opened = await open_sources(
            job.sources,
            visit,
            job.document_format,
            inputs=job.inputs,
            read=None if job.read is None else partial(job.read, service),
            keep_inputs=job.then is not None,
        )
        # Visits may be under way: nobody waits for this now.
        for name in (output.format_name, *(name for name, _ in output.targets)):
            load(name)
        audits = await job.do(service, [*job.readings, *opened.readings])
    for problem in [*opened.skipped, *opened.problems]:
        print(f"verifier: {problem}", file=sys.stderr)
    show(
        audits,
        format_name=output.format_name,
        targets=output.targets,
        parts=job.parts,
        verbose=output.verbose,
        hear=iter if job.again is None else job.again.hear,
    )
    if job.then is not None:
        job.then(opened.inputs, audits)
    if opened.problems:
        return EXIT_ERROR
    code, line = _outcome(job, audits, fail_on)
    if line and not output.quiet:
        print(line, file=sys.stderr)
    if job.again is not None:
        job.again.keep(audits, code=code, line=line, skipped=opened.skipped)
    return code


def _outcome(job: Job[_S], audits: Sequence[Audit], fail_on: frozenset[str]) -> tuple[int, str]:
    """The exit code, and the line that says why it is that one."""
    from verifier.cli import baseline
    from verifier.cli.outcome import counted

    if job.save_baseline is not None:
        count = baseline.save(job.save_baseline, audits, fail_on)
        print(f"{job.save_baseline}: {count} known findings", file=sys.stderr)
    if not all(audit.complete for audit in audits):
        return EXIT_INCOMPLETE, ""
    if job.baseline is None:
        return _because(counted(audits, fail_on), "", always=False)
    entries = baseline.known(job.baseline)
    found = counted(baseline.without(audits, entries), fail_on)
    aside = f" that {job.baseline} does not know"
    if unmet := baseline.unmet(audits, entries):
        aside += f"; {unmet} of its {len(entries)} entries not met"
    return _because(found, aside, always=True)


def _because(found: Counter[str], aside: str, *, always: bool) -> tuple[int, str]:
    from verifier.cli.outcome import told

    code = EXIT_FINDINGS if found else EXIT_CLEAN
    return code, f"exit code {code}: {told(found)}{aside}" if found or always else ""


def patterns(common: Common, include: Iterable[str], exclude: Iterable[str]) -> Selection:
    """The links wanted, by the settings and the command line. Raises a usage error."""
    from verifier.service.selection import Selection

    settings = common.settings.links
    return Selection(
        include=_compiled("--include", [*settings.include, *include]),
        exclude=_compiled("--exclude", [*settings.exclude, *exclude]),
    )


def _compiled(option: str, texts: Iterable[str]) -> tuple[Rule, ...]:
    from verifier.service.selection import rule_of

    compiled = []
    for text in texts:
        try:
            compiled.append(rule_of(text))
        except re.error as error:
            raise click.UsageError(f"{option} {text}: not a regular expression: {error}") from None
    return tuple(compiled)

"""``verifier save``: public copies of the cited pages."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from verifier.cli.exits import EXIT_CLEAN, EXIT_ERROR, EXIT_FINDINGS, EXIT_INCOMPLETE
from verifier.cli.options import Common, common
from verifier.cli.work import patterns, session

if TYPE_CHECKING:
    from citations.model import Audit, Saving
    from verifier.service import Service
    from verifier.service.saving import Outcome, Want
    from verifier.service.selection import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the person asked for."""

    want: Want
    again: bool
    dry_run: bool


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--all", "everything", is_flag=True, help="Also pages whose newest copy is old.")
@click.option("--again", is_flag=True, help="Also ask for pages that were refused before.")
@click.option("--dry-run", is_flag=True, help="Only show what would be saved; ask for nothing.")
@click.option("--include", multiple=True, metavar="REGEX", help="Only links that this fits.")
@click.option("--exclude", multiple=True, metavar="REGEX", help="Leave out links it fits.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no messages.")
@common()
def save(
    *,
    sources: tuple[str, ...],
    everything: bool,
    again: bool,
    dry_run: bool,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    quiet: bool,
    common: Common,
) -> int:
    """Have the Wayback Machine save the pages that SOURCE cites and that have no good copy.

    The links are visited and looked up first. Only pages that answer are sent: nothing
    private, paywalled or blocked. One line a link: address, outcome, copy or reason.
    The exit code is 1 if a page was refused, 3 if one is to be asked for again later.
    """
    from verifier.service.saving import Want

    asked = _Asked(want=Want.ALL if everything else Want.MISSING, again=again, dry_run=dry_run)
    selection = patterns(common, include, exclude)
    return asyncio.run(_save(sources, common, asked, selection, quiet=quiet))


async def _save(
    sources: tuple[str, ...], common: Common, asked: _Asked, selection: Selection, *, quiet: bool
) -> int:
    from reports.safe import visible
    from verifier.service.opening import open_sources

    async with session(common, quiet=quiet) as service:
        opened = await open_sources(sources, service.visitor.visit)
        audits = await service.survey(opened.readings, selection)
        outcomes = await _outcomes(service, audits, asked)
    for outcome in outcomes:
        click.echo(f"{visible(outcome.url)}\t{outcome.word}\t{visible(outcome.detail)}")
    for problem in [*opened.skipped, *opened.problems, *_remarks(audits)]:
        print(f"verifier: {problem}", file=sys.stderr)
    if opened.problems:
        return EXIT_ERROR
    return _exit_code(outcomes, complete=all(audit.complete for audit in audits))


async def _outcomes(service: Service, audits: Sequence[Audit], asked: _Asked) -> list[Outcome]:
    """What becomes of each link, in the order of the documents, each once."""
    from verifier.service.saving import Outcome, Word

    saver = service.saver
    found: list[Outcome] = []
    wanted: dict[str, Saving] = {}
    order: dict[str, object] = {}
    for audit in audits:
        order |= dict.fromkeys(audit.states)
        settled, new = await saver.plan(audit, asked.want, refused_too=asked.again)
        found += settled
        wanted |= {saving.url: saving for saving in new}
    if asked.dry_run:
        found += [
            Outcome(url=url, word=Word.WOULD_SAVE, detail=s.page) for url, s in wanted.items()
        ]
    elif wanted:
        await saver.queue(list(wanted.values()))
        service.progress.start("saving pages", len(wanted))
        found += await saver.ask_all(wanted.values(), service.stop, service.progress.step)
    by_url = {outcome.url: outcome for outcome in found}
    return [by_url[url] for url in order if url in by_url]


def _remarks(audits: Iterable[Audit]) -> Iterable[str]:
    return dict.fromkeys(remark for audit in audits for remark in audit.remarks)


def _exit_code(outcomes: Iterable[Outcome], *, complete: bool) -> int:
    from verifier.service.saving import Word

    words = {outcome.word for outcome in outcomes}
    if not complete or Word.LATER in words:
        return EXIT_INCOMPLETE
    return EXIT_FINDINGS if Word.REFUSED in words else EXIT_CLEAN

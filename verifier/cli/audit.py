"""``verifier audit``, ``verifier links`` and ``verifier report``."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence

import click

from verifier.cli.exits import EXIT_CLEAN, EXIT_ERROR, EXIT_FINDINGS, EXIT_INCOMPLETE
from verifier.cli.options import Common, Output, common, output_options
from verifier.cli.output import found, parse_fail_on, show

_SOURCES = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
_AS = click.option(
    "--as", "document_format", metavar="FORMAT", help="Read SOURCE as this kind of document."
)


@click.command()
@_SOURCES
@_AS
@output_options
@common(web=True)
def audit(
    sources: tuple[str, ...], document_format: str | None, output: Output, common: Common
) -> int:
    """Read SOURCE, visit its links, judge its claims, and report.

    SOURCE is a file, a folder, a pattern, a URL, or - for standard input.
    """
    return asyncio.run(_work(sources, document_format, output, common, judge=True))


@click.command()
@_SOURCES
@_AS
@output_options
@common(web=True)
def links(
    sources: tuple[str, ...], document_format: str | None, output: Output, common: Common
) -> int:
    """Visit the links of SOURCE and report; no claim is judged."""
    return asyncio.run(_work(sources, document_format, output, common, judge=False))


async def _work(
    sources: Sequence[str],
    document_format: str | None,
    output: Output,
    common: Common,
    *,
    judge: bool,
) -> int:
    """Open, visit, judge if asked to, and report; the exit code."""
    from reports import AUDIT, LINKS
    from verifier.cli.progress import progress
    from verifier.interrupt import stop_on_signals
    from verifier.service import open_service
    from verifier.service.opening import open_sources

    fail_on = output.fail_on
    if fail_on is None:
        fail_on = parse_fail_on(common.settings.report.fail_on)
    with progress(quiet=output.quiet) as shown:
        async with (
            stop_on_signals(shown.say) as stop,
            open_service(
                common.settings,
                offline=common.offline,
                replay=common.replay,
                record=common.record,
                progress=shown,
                stop=stop,
            ) as service,
        ):
            opened = await open_sources(sources, service.visitor, document_format)
            audits = await (service.audit if judge else service.links)(opened.readings)
    for problem in opened.problems:
        print(f"verifier: {problem}", file=sys.stderr)
    show(
        audits,
        format_name=output.format_name,
        targets=output.targets,
        parts=AUDIT if judge else LINKS,
        verbose=output.verbose,
    )
    if opened.problems:
        return EXIT_ERROR
    if not all(one.complete for one in audits):
        return EXIT_INCOMPLETE
    return EXIT_FINDINGS if found(audits, fail_on) else EXIT_CLEAN


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@output_options
@common()
def report(sources: tuple[str, ...], output: Output, common: Common) -> int:
    """Show again what the store knows of SOURCE (of everything, if none is named).

    Nothing is read anew, visited or judged.
    """
    from citations.store import Store
    from reports import AUDIT
    from verifier.service.recall import recall

    with Store.open(common.settings.store.url) as store:
        audits = recall(store, sources)
    show(
        audits,
        format_name=output.format_name,
        targets=output.targets,
        parts=AUDIT,
        verbose=output.verbose,
    )
    fail_on = output.fail_on or parse_fail_on(common.settings.report.fail_on)
    return EXIT_FINDINGS if found(audits, fail_on) else EXIT_CLEAN

"""``verifier audit``: the main job."""

from __future__ import annotations

import asyncio

import click

from verifier.cli.options import Common, Output, common, output_options, source_options
from verifier.cli.work import Job, patterns, work


@click.command()
@source_options(required=True)
@output_options
@common(web=True)
def audit(
    *,
    sources: tuple[str, ...],
    document_format: str | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    output: Output,
    common: Common,
) -> int:
    """Read SOURCE, visit its links, judge its claims, and report.

    SOURCE is a file, a folder, a pattern, a URL, or - for standard input.
    """
    from reports import AUDIT

    selection = patterns(common, include, exclude)
    job = Job(
        sources=sources,
        document_format=document_format,
        do=lambda service, readings: service.audit(readings, selection),
        parts=AUDIT,
    )
    return asyncio.run(work(job, output, common))

"""``verifier audit``: the main job."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import click

from verifier.cli import evidence as evidence_files
from verifier.cli.options import Common, Output, common, output_options, source_options
from verifier.cli.work import Job, patterns, work


@click.command()
@source_options(required=False)
@click.option(
    "--evidence",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write documents, recorded web and report to one file that can be checked and rerun.",
)
@output_options
@common(web=True)
def audit(
    *,
    sources: tuple[str, ...],
    document_format: str | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    evidence: Path | None,
    output: Output,
    common: Common,
) -> int:
    """Read SOURCE, visit its links, judge its claims, and report.

    SOURCE is a file, a folder, a pattern, a URL, or - for standard input. With --replay
    and an evidence file it is what that file holds.
    """
    from reports import AUDIT
    from verifier.service import open_service

    with (
        evidence_files.given(common) as (asked, inputs),
        evidence_files.recorded(asked, wanted=evidence is not None) as world,
    ):
        if bool(sources) == bool(inputs):
            raise click.UsageError("give SOURCE..., or an evidence file to --replay")
        selection = patterns(world, include, exclude)
        job = Job(
            opening=open_service,
            sources=sources,
            inputs=inputs,
            document_format=document_format,
            do=lambda service, readings: service.audit(readings, selection),
            parts=AUDIT,
            then=partial(evidence_files.save, evidence, world) if evidence else None,
        )
        return asyncio.run(work(job, output, world))

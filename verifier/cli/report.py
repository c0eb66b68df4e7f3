"""``verifier report``: the last audit again, from the store."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from verifier.cli.exits import EXIT_CLEAN, EXIT_FINDINGS
from verifier.cli.options import Common, Output, common, output_options
from verifier.cli.output import found, parse_fail_on, show


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
        audits = recall(store, sources, datetime.now(UTC))
    show(
        audits,
        format_name=output.format_name,
        targets=output.targets,
        parts=AUDIT,
        verbose=output.verbose,
    )
    fail_on = output.fail_on
    if fail_on is None:
        fail_on = parse_fail_on(common.settings.report.fail_on)
    return EXIT_FINDINGS if found(audits, fail_on) else EXIT_CLEAN

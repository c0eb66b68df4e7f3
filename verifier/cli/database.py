"""``verifier db``: the citation store itself."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verifier.cli.exits import EXIT_CLEAN, EXIT_FINDINGS
from verifier.cli.options import Common, common


@click.group()
def db() -> None:
    """Look after the citation store."""


@db.command()
@common()
def info(common: Common) -> None:
    """Show what the store holds."""
    from citations.store import Store

    with Store.open(common.settings.store.url) as store:
        documents = store.documents()
    for item in documents:
        click.echo(
            f"{item.source}\trevision {item.revision} of {item.read_at:%Y-%m-%d}\t"
            f"{item.claims} claims, {item.references} references, {item.links} links"
        )
    if not documents:
        click.echo("the store holds no document yet", err=True)


@db.command()
@common()
def check(common: Common) -> int:
    """Check that the store is whole."""
    from citations.store import Store

    with Store.open(common.settings.store.url) as store:
        problems = store.check()
    for problem in problems:
        print(f"verifier: {problem}", file=sys.stderr)
    click.echo("not whole: restore a backup" if problems else "whole")
    return EXIT_FINDINGS if problems else EXIT_CLEAN


@db.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@common()
def backup(common: Common, path: Path) -> None:
    """Write a consistent copy of the store to PATH, while others use it."""
    from citations.store import Store

    with Store.open(common.settings.store.url) as store:
        store.backup(path)
    click.echo(f"{path}: written")

"""``verifier parse``: what was read, nothing fetched."""

from __future__ import annotations

import click

from verifier.cli.output import check_format, show


@click.command()
@click.argument("source")
@click.option(
    "--format", "format_name", default="text", show_default=True, help="text, json or html."
)
@click.option("--as", "document_format", metavar="FORMAT", help="Read it as this kind of document.")
@click.option("-v", "--verbose", is_flag=True, help="Leave nothing out of the text.")
def parse(source: str, format_name: str, document_format: str | None, verbose: bool) -> None:
    """Show what is found in SOURCE: claims, citations, notes, references. Nothing is fetched."""
    from citations import read
    from citations.model import Audit
    from reports import PARSE
    from verifier.errors import BadInput
    from verifier.inputs import is_address, open_input

    check_format(format_name)
    if is_address(source):
        raise BadInput(f"{source}: parse fetches nothing; save the page first, or use audit")
    given = open_input(source)
    reading = read(given.data, given.source, document_format, given.beside)
    show([Audit(reading=reading)], format_name=format_name, parts=PARSE, verbose=verbose)

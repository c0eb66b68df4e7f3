"""``verifier doctor``: is everything here that verifier needs?"""

from __future__ import annotations

import asyncio
import platform
import sys
from dataclasses import replace
from datetime import timedelta

import click

from verifier import __version__
from verifier.cli.exits import EXIT_CLEAN, EXIT_ERROR
from verifier.cli.options import Common, common
from verifier.config import Settings

#: A canary that takes longer than this is no sign of a network in good order.
_PATIENCE = timedelta(seconds=10)
_EXTRAS = {
    "pdf": ("pypdfium2",),
    "documents": ("openpyxl",),
    "scholarly": ("pycrfsuite",),
    "legal": ("eyecite",),
    "onnx": ("onnxruntime", "tokenizers"),
    "postgres": ("psycopg",),
    "http2": ("h2",),
    "mail": ("dns",),
}


@click.command()
@common()
def doctor(common: Common) -> int:
    """Check the installation, the settings, the network and the store."""
    click.echo(f"verifier {__version__}, Python {platform.python_version()}, {sys.platform}")
    for extra, modules in _EXTRAS.items():
        lacking = [module for module in modules if not _importable(module)]
        state = f"lacks {', '.join(lacking)}" if lacking else "ok"
        hint = f"; pip install 'verifier[{extra}]'" if lacking else ""
        click.echo(f"extra {extra}: {state}{hint}")
    asyncio.run(_look_at_the_network(common.settings))
    return EXIT_CLEAN if _store_is_sound(common.settings) else EXIT_ERROR


async def _look_at_the_network(settings: Settings) -> None:
    """Say whether the canaries answer; without a network there is still much to do."""
    from verifier.fetch import Visitor
    from verifier.transport import GuardedTransport

    fetch = replace(settings.fetch, deadline=_PATIENCE, retries=0, robots=False, probe=False)
    transport = GuardedTransport(fetch)
    try:
        visitor = Visitor(transport, fetch)
        visits = [await visitor.visit(url) for url in settings.schedule.canaries]
    finally:
        await transport.aclose()
    for check in (visit.check for visit in visits):
        answers = check.http_status is not None
        said = f"{check.url} answers ({check.http_status})" if answers else check.why
        click.echo(f"network: {said if answers else f'{check.url}: {said}'}", err=not answers)


def _store_is_sound(settings: Settings) -> bool:
    from citations.errors import CitationsError
    from citations.store import Store

    try:
        with Store.open(settings.store.url) as store:
            info, problems = store.info(), store.check()
            if not info.safe_with_two_writers:
                problems.append(f"{info.engine}: two processes must not write at once; update it")
            click.echo(f"{info.engine}, schema {info.schema}, {info.size / 1e6:.1f} MB")
            if not problems:
                click.echo(f"store: ok ({info.name})")
    except CitationsError as error:
        problems = [str(error)]
    for problem in problems:
        click.echo(f"store: {problem}", err=True)
    return not problems


def _importable(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None

"""``verifier doctor``: is everything here that verifier needs?"""

from __future__ import annotations

import platform
import sys

import click

from verifier import __version__
from verifier.cli.exits import EXIT_CLEAN, EXIT_ERROR
from verifier.cli.options import Common, common

_EXTRAS = {
    "pdf": ("pypdfium2",),
    "documents": ("openpyxl",),
    "scholarly": ("pycrfsuite",),
    "onnx": ("onnxruntime", "tokenizers"),
    "postgres": ("psycopg",),
    "http2": ("h2",),
    "mail": ("dns",),
}


@click.command()
@common()
def doctor(common: Common) -> int:
    """Check the installation, the settings and the store."""
    from citations.errors import CitationsError
    from citations.store import Store

    click.echo(f"verifier {__version__}, Python {platform.python_version()}, {sys.platform}")
    for extra, modules in _EXTRAS.items():
        lacking = [module for module in modules if not _importable(module)]
        state = f"lacks {', '.join(lacking)}" if lacking else "ok"
        hint = f"; pip install 'verifier[{extra}]'" if lacking else ""
        click.echo(f"extra {extra}: {state}{hint}")
    try:
        with Store.open(common.settings.store.url) as store:
            info, problems = store.info(), store.check()
            if not info.safe_with_two_writers:
                problems.append(f"{info.engine}: two processes must not write at once; update it")
            click.echo(f"{info.engine}, schema {info.schema}, {info.size / 1e6:.1f} MB")
    except CitationsError as error:
        problems = [str(error)]
    for problem in problems:
        click.echo(f"store: {problem}", err=True)
    if not problems:
        click.echo(f"store: ok ({common.settings.store.url})")
    return EXIT_ERROR if problems else EXIT_CLEAN


def _importable(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None

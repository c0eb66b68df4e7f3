"""How it is shown: values in, text out; one renderer a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

from citations.model import Audit
from reports.model import AUDIT, LINKS, PARSE, URLS, Options, summary, to_json

__all__ = [
    "AUDIT",
    "LINKS",
    "PARSE",
    "REPORTS",
    "URLS",
    "Options",
    "Renderer",
    "load",
    "stream",
    "summary",
    "to_json",
]

Renderer = Callable[[Sequence[Audit], Options], str]
"""One report, ending in a line break, over all sources in their order."""


def _renderer(module: str) -> Renderer:
    """The ``render`` of a module of this package, imported when it is first called."""

    def render(audits: Sequence[Audit], options: Options) -> str:
        made = import_module(f"{__name__}.{module}").render(audits, options)
        return str(made)

    return render


def load(name: str) -> None:
    """Import what makes the report of that name, so that it need not be when all else is done."""
    import_module(f"{__name__}.{name}")


def stream(name: str, audits: Sequence[Audit], options: Options) -> Iterator[str]:
    """The report of that name, piece by piece where it is one that can be long."""
    if name in _STREAMED:
        yield from import_module(f"{__name__}.{name}").pieces(audits, options)
    else:
        yield REPORTS[name](audits, options)


#: Formats whose module makes ``pieces``.
_STREAMED = frozenset({"json", "jsonl"})

REPORTS: dict[str, Renderer] = {
    "text": _renderer("text"),
    "json": _renderer("json"),
    "html": _renderer("html"),
    "markdown": _renderer("markdown"),
    "csv": _renderer("csv"),
    "jsonl": _renderer("jsonl"),
    "sarif": _renderer("sarif"),
    "junit": _renderer("junit"),
    "github": _renderer("github"),
    "claimreview": _renderer("claimreview"),
}

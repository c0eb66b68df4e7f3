"""SOURCE to Reading: files from the disk, pages through the guarded transport."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import citations
from citations.errors import CitationsError
from citations.model import LinkStatus, Reading
from verifier.errors import BadInput, VerifierError
from verifier.fetch import Visitor
from verifier.inputs import Input, expand, is_address, open_input

__all__ = ["Opened", "open_sources"]

_BY_TYPE = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
}
_READABLE = frozenset({LinkStatus.LIVE, LinkStatus.MOVED, LinkStatus.PAYWALLED})


@dataclass(frozen=True, slots=True)
class Opened:
    """The documents that could be read, and a line for each that could not."""

    readings: list[Reading]
    problems: list[str]


async def open_sources(
    names: Sequence[str], visitor: Visitor, document_format: str | None = None
) -> Opened:
    """Read every document meant by ``names``, in order.

    One that cannot be read does not keep the others from being read; if there is only
    one, its error is raised.
    """
    documents = expand(names)
    readings: list[Reading] = []
    problems: list[str] = []
    for name in documents:
        try:
            given = await _open(name, visitor)
            readings.append(
                await asyncio.to_thread(
                    citations.read, given.data, given.source, document_format or given.format
                )
            )
        except (CitationsError, VerifierError) as error:
            if len(documents) == 1:
                raise
            problems.append(str(error))
    return Opened(readings, problems)


async def _open(name: str, visitor: Visitor) -> Input:
    if not is_address(name):
        return await asyncio.to_thread(open_input, name)
    visit = await visitor.visit(name)
    if visit.check.status not in _READABLE:
        raise BadInput(f"{name}: cannot be read: {visit.check.why}")
    content_type = (visit.check.content_type or "").split(";")[0].strip().lower()
    return Input(source=name, data=visit.fetched.body, format=_BY_TYPE.get(content_type))

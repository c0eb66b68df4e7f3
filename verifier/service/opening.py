"""SOURCE to Reading: files from the disk, pages through the guarded transport."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import citations
from citations.errors import CitationsError, NothingToCheck
from citations.model import Document, Link, LinkStatus, Reading, Reference
from verifier.errors import BadInput, VerifierError
from verifier.inputs import Input, expand, is_address, open_input

if TYPE_CHECKING:
    from verifier.fetch import Visit

__all__ = ["Opened", "open_sources", "read_input", "read_list"]

_BY_TYPE = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
}
_READABLE = frozenset({LinkStatus.LIVE, LinkStatus.MOVED, LinkStatus.PAYWALLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The documents that could be read, and a line for each that could not."""

    readings: list[Reading]
    #: What each reading was read from, where that is asked for.
    inputs: list[Input]
    problems: list[str]
    #: A line for each file of a folder that holds nothing to check; that is no failure.
    skipped: list[str] = field(default_factory=list)


async def open_sources(
    names: Sequence[str],
    visit: Callable[[str], Awaitable[Visit]],
    document_format: str | None = None,
    inputs: Sequence[Input] = (),
    read: Callable[[Input], Awaitable[Reading]] | None = None,
    *,
    keep_inputs: bool = True,
) -> Opened:
    """Read ``inputs``, and then every document meant by ``names``, in order.

    ``visit`` fetches one that is an address; ``read`` reads, by default all that is in it.
    One that cannot be read does not keep the others from being read; if there is only
    one, its error is raised.
    """
    documents: list[str | Input] = [*inputs, *expand(names)]
    opened = Opened(readings=[], inputs=[], problems=[])
    for name in documents:
        try:
            given = name if isinstance(name, Input) else await _open(name, visit)
            if document_format is not None:
                given = replace(given, format=document_format)
            opened.readings.append(await (read or _read)(given))
            if keep_inputs:
                opened.inputs.append(given)
        except NothingToCheck as error:
            if len(documents) == 1:
                raise
            opened.skipped.append(str(error))
        except (CitationsError, VerifierError) as error:
            if len(documents) == 1:
                raise
            opened.problems.append(str(error))
    return opened


def read_input(given: Input) -> Reading:
    """What is found in one document; raises ``CitationsError``."""
    return citations.read(given.data, given.source, given.format, given.beside)


async def _read(given: Input) -> Reading:
    return await asyncio.to_thread(read_input, given)


async def _open(name: str, visit: Callable[[str], Awaitable[Visit]]) -> Input:
    if not is_address(name):
        return await asyncio.to_thread(open_input, name)
    made = await visit(name)
    if made.check.status not in _READABLE:
        raise BadInput(f"{name}: cannot be read: {made.check.why}")
    content_type = (made.check.content_type or "").split(";")[0].strip().lower()
    return Input(source=name, data=made.fetched.body, format=_BY_TYPE.get(content_type))


def read_list(given: Input) -> Reading:
    """A plain list of URLs; raises ``CitationsError``.

    The links and places are those of any list that is read, made with less work and memory.
    """
    from citations.formats.decode import decode, sha256_of
    from citations.formats.urls import listed
    from citations.urls import canonical

    text = decode(given.data, given.source)
    ids: dict[str, str] = {}
    references = tuple(
        Reference(
            id=f"r{at}",
            raw=text[one.start : one.end],
            start=one.start,
            end=one.end,
            line=number,
            csl={"URL": one.url},
            link=ids.setdefault(canonical(one.url), f"l{len(ids) + 1}"),
        )
        for at, (number, one) in enumerate(listed(text, given.source), 1)
    )
    return Reading(
        document=Document(
            source=given.source,
            format="urls",
            text=text,
            text_sha256=sha256_of(text),
            blocks=(),
        ),
        references=references,
        links=tuple(Link(id=id_, url=url) for url, id_ in ids.items()),
    )

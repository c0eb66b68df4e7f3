"""What a process that visits links and the one that started it say to each other."""

from __future__ import annotations

import asyncio
import contextlib
import pickle
import socket
import struct
from dataclasses import fields
from operator import attrgetter
from typing import Any

from citations.model import Check

__all__ = ["Frames", "from_row", "to_row"]

#: A message is its length and a pickle: both ends are ours, and nobody else has the socket.
_LENGTH = struct.Struct(">I")

_FIELDS = tuple(field.name for field in fields(Check))
#: Texts that many checks have in common.
_TEXTS: dict[str | None, str] = {}
_MOST_TEXTS = 1_000
to_row = attrgetter(*_FIELDS)
"""A check as a plain tuple, which is made and read several times as fast."""


def from_row(row: tuple[Any, ...], url: str) -> Check:
    """The check of a ``to_row``; ``url`` is its address as it is held here already.

    Checks are kept until all is told, so no text is held twice that need not be.
    """
    values = dict(zip(_FIELDS, row, strict=True))
    values["url"] = url
    if values["final_url"] == url:
        values["final_url"] = url
    for name in ("reason", "why", "content_type"):
        values[name] = _shared(values[name])
    return Check(**values)


def _shared(text: str | None) -> str | None:
    known = _TEXTS.get(text)
    if known is None and text is not None and len(_TEXTS) < _MOST_TEXTS:
        known = _TEXTS[text] = text
    return known or text


class Frames:
    """Messages over a stream socket: tuples, of which the first part says what they are."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def over(cls, sock: socket.socket) -> Frames:
        """On a connected socket, which is closed with them."""
        return cls(*await asyncio.open_connection(sock=sock))

    def send(self, *message: Any) -> None:
        """Say something, sometime; nothing happens if nobody is there any more."""
        data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        self._writer.write(_LENGTH.pack(len(data)) + data)

    async def sent(self) -> None:
        """Wait while there is much on its way."""
        await self._writer.drain()

    async def receive(self) -> tuple[Any, ...] | None:
        """The next message; None if the other end is gone."""
        try:
            head = await self._reader.readexactly(_LENGTH.size)
            data = await self._reader.readexactly(_LENGTH.unpack(head)[0])
        except (asyncio.IncompleteReadError, OSError):
            return None
        message: tuple[Any, ...] = pickle.loads(data)  # noqa: S301 - from our own process
        return message

    async def close(self) -> None:
        """Let go of the socket, whatever was still on its way."""
        self._writer.transport.abort()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

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

#: Texts that many checks have in common.
_TEXTS: dict[str, str] = {}
_MOST_TEXTS = 1_000
to_row = attrgetter(*(field.name for field in fields(Check)))
"""A check as a plain tuple, which is made and read several times as fast."""


def from_row(row: tuple[Any, ...], url: str) -> Check:
    """The check of a ``to_row``; ``url`` is its address as it is held here already.

    Checks are kept until all is told, so no text is held twice that need not be.
    """
    _, status, reason, why, checked_at, http_status, final_url, hops, elapsed_ms = row[:9]
    title, content_type, content_length, content_sha256, truncated = row[9:14]
    retry_after, error, retries, held_ms = row[14:]
    return Check(
        url=url,
        status=status,
        reason=_TEXTS.get(reason) or _shared(reason),
        why=_TEXTS.get(why) or _shared(why),
        checked_at=checked_at,
        http_status=http_status,
        final_url=url if final_url == url else final_url,
        hops=hops,
        elapsed_ms=elapsed_ms,
        title=title,
        content_type=content_type and (_TEXTS.get(content_type) or _shared(content_type)),
        content_length=content_length,
        content_sha256=content_sha256,
        truncated=truncated,
        retry_after=retry_after,
        error=error,
        retries=retries,
        held_ms=held_ms,
    )


def _shared(text: str) -> str:
    """The text, which whoever has it next will share if there is room for it."""
    if len(_TEXTS) < _MOST_TEXTS:
        _TEXTS[text] = text
    return text


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

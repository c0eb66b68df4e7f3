"""An answer of ours as httpx has it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx

from verifier.transport import Reply

__all__ = ["response"]


def response(reply: Reply, request: httpx.Request) -> httpx.Response:
    """The answer to the request; its body is read from the connection as it is asked for."""
    return httpx.Response(
        reply.head.status,
        headers=[(n.encode("latin-1"), v.encode()) for n, v in reply.head.headers],
        stream=_Body(reply),
        request=request,
        extensions={"reason_phrase": reply.head.reason.encode("latin-1")},
    )


class _Body(httpx.AsyncByteStream):
    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def __aiter__(self) -> AsyncIterator[bytes]:
        return aiter(self._reply)

    async def aclose(self) -> None:
        await self._reply.aclose()

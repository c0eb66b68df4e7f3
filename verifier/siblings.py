"""What a site answers for an address that cannot exist: one made-up path a section, kept."""

from __future__ import annotations

import asyncio
import functools
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

from verifier.addresses import Target, Unusable, parse
from verifier.availability import Fetched
from verifier.availability.classify import is_honest
from verifier.availability.page import Page

__all__ = ["Siblings"]

#: Sections of sites remembered at once, and bytes of their pages.
_KEPT = 2_000
_KEPT_BYTES = 32_000_000
_MOST = 400_000
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")


class Siblings:
    """Asks each section of a site once; ``travel`` visits an address to its last answer."""

    def __init__(self, travel: Callable[[Target], Coroutine[Any, Any, Fetched]]) -> None:
        self._travel = travel
        self._asked: OrderedDict[str, asyncio.Task[Fetched]] = OrderedDict()
        self._bytes = 0

    async def of(self, page: Page) -> Fetched | None:
        """The answer beside which ``page`` can be judged; None if there is no need to ask."""
        fetched = page.fetched
        if not page.is_html or fetched.status is None or not 200 <= fetched.status < 300:
            return None
        url = _made_up(_beside(fetched))
        if url is None:
            return None
        task = self._asked.get(url)
        if task is None:
            if page.sure_of_itself:
                return None
            task = self._asked[url] = asyncio.create_task(self._ask(parse(url)))
            self._forget()
        return task.result() if task.done() else await asyncio.shield(task)

    async def _ask(self, target: Target) -> Fetched:
        """The answer, with as much of its page as a comparison needs."""
        fetched = await self._travel(target)
        body = b"" if is_honest(fetched) else fetched.body[:_MOST]
        self._bytes += len(body)
        return replace(fetched, body=body)

    def _forget(self) -> None:
        """Let go of the oldest answers beyond what is kept."""
        while len(self._asked) > _KEPT or self._bytes > _KEPT_BYTES:
            oldest = next(iter(self._asked.values()))
            if not oldest.done():
                return
            self._asked.popitem(last=False)
            if not oldest.cancelled() and oldest.exception() is None:
                self._bytes -= len(oldest.result().body)


def _beside(fetched: Fetched) -> str:
    """The address whose site is asked: where the page lies, unless another site has it."""
    if fetched.asked == fetched.final_url:
        return fetched.asked
    try:
        asked, final = parse(fetched.asked), parse(fetched.final_url)
    except Unusable:
        return fetched.final_url
    same = asked.host.removeprefix("www.") == final.host.removeprefix("www.")
    return final.url if same and final.path != "/" else asked.url


def _made_up(url: str) -> str | None:
    """A path that cannot exist, in the same section and of the same kind as ``url``.

    It depends on nothing else, so that a replay asks for the same one.
    """
    try:
        target = parse(url)
    except Unusable:
        return None
    path = target.path.partition("?")[0]
    if path == "/":
        return None
    end, dot = path.find("/", 1), path.rfind(".")
    extension = _EXTENSION.match(path, dot) if dot > 0 else None
    return _no_such_page(
        target.origin, path[1:end] if end > 0 else "", extension[0] if extension else ""
    )


@functools.lru_cache(maxsize=_KEPT)
def _no_such_page(origin: str, section: str, extension: str) -> str:
    start = f"{origin}/{section}/" if section else f"{origin}/"
    mark = hashlib.sha256(start.encode()).hexdigest()[:12]
    return f"{start}no-such-page-{mark}{extension}"

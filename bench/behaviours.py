"""Servers and pages that misbehave: who tells what can be used from what cannot, lychee or we?

    python -m bench behaviours

Every behaviour of the tests' own server that can be had over plain HTTP, each on a loopback
address of its own. Asked is whether the link is usable (live, moved, paywalled) or not; for
verifier also whether status and reason are exactly those that the tests want. The cases are
ours, so the figure says what lychee does not look for, not how often that comes on the web.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from citations.model import Check
from verifier.fetch import Visitor
from verifier.transport import GuardedTransport

__all__ = ["main"]

_TESTS = Path(__file__).parent.parent / "tests" / "visit"
_USABLE = frozenset({"live", "moved", "paywalled"})


def main(_: list[str]) -> int:
    """Print the counts; 1 if ours are not all exact."""
    sys.path.insert(0, str(_TESTS))
    cases = _cases()
    ours, theirs = asyncio.run(_ask(cases))
    wanted = [status in _USABLE for *_, status, _ in cases]
    exact = sum(
        (check.status.value, check.reason) == (status, reason)
        for check, (*_, status, reason) in zip(ours, cases, strict=True)
    )
    usable = sum((c.status.value in _USABLE) == w for c, w in zip(ours, wanted, strict=True))
    right = sum(said == w for said, w in zip(theirs, wanted, strict=True))
    print(f"{len(cases)} behaviours")
    print(f"verifier: usable or not {usable}, status and reason exact {exact}")
    print(f"lychee:   usable or not {right}")
    return int(exact < len(cases))


def _cases() -> list[tuple[dict[str, Any], str, str, str]]:
    """Routes, path, status and reason of each behaviour that needs no name and no TLS."""
    answers = importlib.import_module("answer_cases").ANSWERS
    pages = importlib.import_module("page_cases").PAGES
    pages |= importlib.import_module("reported_cases").REPORTED
    plain = [({"/x": route}, "/x", status, reason) for route, status, reason in answers.values()]
    plain += [case for case in pages.values() if all(key[0] in "/*" for key in case[0])]
    return plain


async def _ask(
    cases: list[tuple[dict[str, Any], str, str, str]],
) -> tuple[list[Check], list[bool]]:
    origin: Any = importlib.import_module("evil_origin")
    async with contextlib.AsyncExitStack() as stack:
        urls = []
        for number, (routes, path, *_) in enumerate(cases):
            # Each has a host of its own, or one that asks for patience would shut the others.
            host = f"127.1.{number // 200}.{1 + number % 200}"
            server = await stack.enter_async_context(origin.running(routes, host=host))
            urls.append(f"http://{host}:{server.port}{path}")
        settings = origin.fetch_settings(probe=True)
        transport = GuardedTransport(settings)
        visitor = Visitor(transport, settings)
        ours = [(await visitor.visit(url)).check for url in urls]
        await transport.aclose()
        return ours, await _lychee(urls)


async def _lychee(urls: list[str]) -> list[bool]:
    """Whether lychee takes each for good; as patient as we are, and not told to wait."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "links.md")
        text = "".join(f"- <{url}>\n" for url in urls)
        await asyncio.to_thread(path.write_text, text)
        process = await asyncio.create_subprocess_exec(
            *(str(Path(sys.executable).parent / "lychee"), "--no-progress", "-vv"),
            *("--format", "json", "--timeout", "3", "--max-retries", "0", "--max-redirects", "20"),
            *("--host-request-interval", "0ms", str(path)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        said, _ = await process.communicate()
    good = {one["url"] for found in json.loads(said)["success_map"].values() for one in found}
    return [url in good for url in urls]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

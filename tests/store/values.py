"""Small real values to store."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

from citations.model import (
    Block,
    BlockKind,
    Check,
    Citation,
    Claim,
    Document,
    Hop,
    Link,
    LinkState,
    LinkStatus,
    Mapped,
    Note,
    Reading,
    Reference,
)

START = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)
DAY = timedelta(days=1)


def check(url: str, day: float = 0, status: str = "live", **rest: Any) -> Check:
    values: dict[str, Any] = {
        "url": url,
        "status": LinkStatus(status),
        "reason": "ok" if status == "live" else "http_404",
        "why": f"It is {status}.",
        "checked_at": START + day * DAY,
        "http_status": 200,
        "final_url": url,
        "hops": (Hop(url=url, status=301), Hop(url=f"{url}/", status=200)),
        "elapsed_ms": 12,
        "title": "A “title” – 題名",
        "content_sha256": "ab" * 32,
    }
    return Check(**values | rest)


def state(visit: Check, next_day: float | None = 7, **rest: Any) -> LinkState:
    values: dict[str, Any] = {
        "url": visit.url,
        "status": visit.status,
        "reason": visit.reason,
        "why": visit.why,
        "checked_at": visit.checked_at,
        "next_check_at": None if next_day is None else START + next_day * DAY,
        "last_check": visit,
    }
    return LinkState(**values | rest)


def reading(
    source: str, claims: Sequence[str], urls: Sequence[str | None] = (), *, title: str = "T"
) -> Reading:
    """A document of one claim a line; claim n has note n, whose reference leads to url n."""
    text = "\n".join(claims) + "\n\n"
    starts = _starts(claims)
    links = {url: f"l{n}" for n, url in enumerate(dict.fromkeys(u for u in urls if u), 1)}
    numbers = range(1, len(urls) + 1)
    raws = [f"Author {url}, A work." for url in urls]
    at = [len(text) + start for start in _starts(raws)]
    text += "\n".join(raws)
    document = Document(
        source=source,
        format="text",
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        blocks=(Block(kind=BlockKind.PARAGRAPH, content=Mapped.plain(text)),),
        title=title,
    )
    return Reading(
        document=document,
        claims=tuple(
            Claim(
                id=f"c{n}",
                text=claim,
                start=start,
                end=start + len(claim),
                line=n,
                kind="fact",
                checkworthiness=0.5,
                citations=(f"m{n}",) if n in numbers else (),
            )
            for n, (claim, start) in enumerate(zip(claims, starts, strict=True), 1)
        ),
        citations=tuple(
            Citation(
                id=f"m{n}",
                marker=str(n),
                style="bracket",
                start=0,
                end=1,
                line=n,
                claim=f"c{n}",
                note=f"n{n}",
                references=(f"r{n}",),
            )
            for n in numbers
        ),
        notes=tuple(
            Note(
                id=f"n{n}",
                number=n,
                number_printed=True,
                text=raw,
                start=start,
                end=start + len(raw),
                line=n,
                kind="reference",
                references=(f"r{n}",),
            )
            for n, raw, start in zip(numbers, raws, at, strict=True)
        ),
        references=tuple(
            Reference(
                id=f"r{n}",
                raw=raw,
                start=start,
                end=start + len(raw),
                line=n,
                note=f"n{n}",
                csl={"type": "book", "issued": {"date-parts": [[2020, 1, n]]}},
                link=links.get(url or ""),
            )
            for n, raw, start, url in zip(numbers, raws, at, urls, strict=True)
        ),
        links=tuple(Link(id=id_, url=url) for url, id_ in links.items()),
    )


def _starts(lines: Sequence[str]) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in lines)][: len(lines)]

"""Links that are visited while their document is still being read."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from evil_origin import Origin, Request, Writer, answer, fetch_settings, html, running

from verifier import config
from verifier.ages import Ages
from verifier.inputs import Input
from verifier.service.checker import open_checker
from verifier.service.selection import Selection
from verifier.visits import WORTH_IT

_HOST = "many.test"
_PAGE = html("The lake", "<i id='here'>It fell</i> by three metres in a dry year. " * 40)
_CUT = Selection(exclude=(re.compile("/cut/"),))
_KINDS = ("page", "lost", "placed", "cut")


def _settings(origin: Origin, tmp_path: Path, processes: str) -> config.Settings:
    fetch = fetch_settings(
        origin,
        resolve={f"{_HOST}:80": f"127.0.0.1:{origin.port}"},
        processes=processes,
        robots=False,
        probe=False,
    )
    store = config.Store(url=f"sqlite:///{tmp_path}/{processes}.sqlite")
    return replace(config.load(), fetch=fetch, store=store)


def _document(more: str = "") -> bytes:
    """Notes to pages that are there, lost, cut out and, in the text behind, cited at a place."""
    urls = [f"http://{_HOST}/{_KINDS[n % 4]}/{n}" for n in range(WORTH_IT + 40)]
    body = "".join(f"It fell by {n} metres.[^{n}]\n\n" for n in range(len(urls)))
    body += f"See <{urls[2]}#here> and <{urls[6]}#gone>.\n\n{more}"
    return (body + "".join(f"[^{n}]: Brown, {url}\n" for n, url in enumerate(urls))).encode()


async def _links(settings: config.Settings, text: bytes, ages: Ages) -> tuple[dict[str, str], bool]:
    async with open_checker(settings) as checker:
        reading = await checker.read(Input(source="a.md", data=text), _CUT, ages)
        begun = checker.ahead.begun
        (audit,) = await checker.links([reading], _CUT, ages)
    assert audit.complete
    return {url: state.reason for url, state in audit.states.items()}, begun


def _run(
    tmp_path: Path, processes: str, texts: list[bytes]
) -> list[tuple[dict[str, str], Counter[str], bool]]:
    """What was found for each text, which pages were asked for, and whether it began ahead."""
    asked: Counter[str] = Counter()

    async def serve(request: Request, writer: Writer) -> None:
        asked[request.path] += 1
        writer.write(answer(_PAGE, 404 if request.path.startswith("/lost/") else 200))

    async def run() -> list[tuple[dict[str, str], Counter[str], bool]]:
        found = []
        async with running({"*": serve}) as origin:
            for text in texts:
                asked.clear()
                settings = _settings(origin, tmp_path, processes)
                reasons, begun = await _links(settings, text, Ages(timedelta(hours=1)))
                found.append((reasons, asked.copy(), begun))
        return found

    return asyncio.run(run())


def test_what_is_visited_ahead_is_what_would_be_visited_behind(tmp_path: Path) -> None:
    """Patterns, places and answers that are still fresh count as if all was read before."""
    texts = [_document(), _document("One more: <http://many.test/page/new>.\n\n")]

    (first, asked, begun), (second, again, _) = _run(tmp_path, "2", texts)
    others = _run(tmp_path, "1", texts)

    assert (begun, others[0][2]) == (True, False)
    assert [first, second] == [reasons for reasons, _, _ in others]
    assert first[f"http://{_HOST}/placed/6"] == "fragment_missing"
    assert not [path for path in asked if path.startswith("/cut/")]
    # A page is visited once, and once more where a place in it turns out to be cited.
    assert asked == others[0][1] | dict.fromkeys(("/placed/2", "/placed/6"), 2)
    # The second time, only what is new, was lost, or is cited at a place.
    assert set(again) == set(others[1][1])
    assert not [path for path in again if path.startswith("/page/") and path != "/page/new"]


@pytest.mark.parametrize("comment", ["<!-- verifier: ignore -->", "<!-- verifier: ignore-file -->"])
def test_a_document_with_comments_for_us_is_read_first(tmp_path: Path, comment: str) -> None:
    """Which links they leave out is known at its end."""
    ((reasons, asked, begun),) = _run(tmp_path, "2", [_document(f"{comment}\n\n")])

    assert not begun
    assert asked.total() == sum(reason != "excluded" for reason in reasons.values())

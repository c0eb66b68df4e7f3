"""Save Page Now against the answers it has been seen to give."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from conftest import Clock
from web import Said, Scripted

from verifier import config
from verifier.archives.save import PERMANENT, Saved, save
from verifier.errors import ArchiveError
from verifier.limiter import Limiter

PAGE = "http://example.org/a?b=c&d=e"
JOB = "spn2-0123456789abcdef0123456789abcdef01234567"
STARTED = Said(200, json.dumps({"url": PAGE, "job_id": JOB}).encode())
PENDING = Said(200, json.dumps({"status": "pending", "job_id": JOB}).encode())


def done(**fields: object) -> Said:
    said = {"status": "success", "timestamp": "20261121120500", "original_url": PAGE, **fields}
    return Said(200, json.dumps(said).encode())


def error(reason: str, message: str = "No.") -> Said:
    said = {"status": "error", "status_ext": f"error:{reason}", "message": message}
    return Said(200, json.dumps(said).encode())


@pytest.fixture
def ask(
    run: Any, server: Scripted, settings: config.Archives, limiter: Limiter, clock: Clock
) -> Callable[..., Saved]:
    def go(*answers: Said, environment: dict[str, str] | None = None) -> Saved:
        left = list(answers)
        server.answer = lambda _: left.pop(0) if len(left) > 1 else left[0]
        pointed = replace(settings, wayback=replace(settings.wayback, url=server.base))
        made: Saved = run(
            lambda transport: save(
                PAGE,
                transport,
                limiter,
                pointed,
                environment=environment or {},
                sleep=clock.sleep,
            )
        )
        return made

    return go


def test_a_page_is_saved(ask: Any, server: Scripted) -> None:
    """Asked once, waited for, and there is its memento."""
    saved = ask(STARTED, PENDING, PENDING, done())
    assert saved.memento is not None
    assert saved.memento.url == f"{server.base}/web/20261121120500/{PAGE}"
    assert server.asked == ["/save", *[f"/save/status/{JOB}"] * 3]
    assert "authorization" not in server.headers[0]
    assert server.headers[0]["content-type"] == "application/x-www-form-urlencoded"


def test_keys_are_sent_if_there_are_any(ask: Any, server: Scripted) -> None:
    """As the archive wants them; from the environment, never from a file."""
    keys = {"VERIFIER_ARCHIVE_ACCESS_KEY": "a", "VERIFIER_ARCHIVE_SECRET": "b"}
    ask(STARTED, done(), environment=keys)
    assert {headers["authorization"] for headers in server.headers} == {"LOW a:b"}


def test_without_keys_the_job_may_be_named_in_a_page(ask: Any) -> None:
    """The page for people mentions it in a script."""
    page = Said(200, f'<script>spn.watchJob("{JOB}", "/_static/");</script>'.encode())
    assert ask(page, done()).memento is not None


@pytest.mark.parametrize("reason", sorted(PERMANENT))
def test_a_permanent_refusal_is_not_asked_again(ask: Any, reason: str) -> None:
    """The archive's reason and words are kept."""
    saved = ask(STARTED, error(reason, "This page\nis not for us."))
    assert saved == Saved(url=PAGE, reason=reason, why="This page is not for us.", again=False)


@pytest.mark.parametrize(
    "reason",
    ["bad-gateway", "browsing-timeout", "celery", "job-failed", "proxy-error", "read-timeout",
     "service-unavailable", "too-many-requests", "user-session-limit", "something-new"],
)  # fmt: skip
def test_a_transient_refusal_may_be_asked_again(ask: Any, reason: str) -> None:
    """As may one that nobody has heard of."""
    assert ask(STARTED, error(reason)).again
    assert ask(error(reason)).reason == reason


def test_a_job_that_never_ends_is_left(ask: Any, clock: Clock) -> None:
    """After the deadline; it may be asked again."""
    saved = ask(STARTED, PENDING)
    assert saved.again
    assert saved.reason == "timeout"
    assert sum(clock.slept) >= 180


def test_another_page_saved_is_no_copy_of_this_one(ask: Any) -> None:
    """A redirect to the home page was followed."""
    saved = ask(STARTED, done(original_url="http://example.org/"))
    assert saved.memento is None
    assert saved.reason == "redirected"


@pytest.mark.parametrize("status", [401, 403])
def test_bad_keys_are_said(ask: Any, status: int) -> None:
    """Permanent."""
    assert not ask(Said(status)).again


@pytest.mark.parametrize(
    "answers",
    [
        [Said(200, b"")],
        [Said(200, b"[]")],
        [Said(200, b"<html>Save a page</html>")],
        [Said(404)],
        [Said(500)],
        [Said(429)],
        [STARTED, Said(200, b"nonsense")],
        [STARTED, Said(200, b"[" * 50_000)],
        [STARTED, done(timestamp="20261399000000")],
        [STARTED, done(original_url="javascript:alert(1)")],
    ],
)
def test_an_answer_that_makes_no_sense_is_one_line(ask: Any, answers: list[Said]) -> None:
    """It names the archive; nothing else escapes."""
    with pytest.raises(ArchiveError) as caught:
        ask(*answers)
    assert str(caught.value).startswith("wayback: ")
    assert "\n" not in str(caught.value)

"""The visit: from one address to one dated check, politely and within bounds."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from citations.model import Check, Hop
from verifier import addresses, config
from verifier.addresses import Target, Unusable
from verifier.availability import Failure, Fetched, Finding
from verifier.availability.classify import classify, classify_page, is_honest
from verifier.availability.fragments import lost_places
from verifier.availability.page import Page
from verifier.availability.reasons import finding as finding_of
from verifier.cookies import Cookies
from verifier.errors import BadConfig
from verifier.exchange import Answer, Ask, exchange
from verifier.mx import Mail
from verifier.opinions import Question, second_opinion
from verifier.politeness import PATIENCE, Busy, Hosts, utc_now
from verifier.robots import Robots
from verifier.siblings import Siblings
from verifier.transport import GuardedTransport, Transport
from verifier.waits import asked_to_wait, spent

__all__ = ["Trip", "Visit", "Visitor"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: Visits to a host that answers 429 are tried again this often, each after the pause it asks.
_TRIES_AFTER_REFUSAL = 2
#: What fails so, or is answered with these, may be of the moment and is tried again. A host
#: that is silent is not: it has had its time.
_PASSING = frozenset({"connect_reset", "dns_failure"})
_PASSING_STATUSES = frozenset({500, 502, 503, 504, 520, 521, 522, 523, 524})
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"


@dataclass(slots=True, kw_only=True)
class Visit:
    """One visit: what is kept of it, and all that came back."""

    check: Check
    fetched: Fetched


@dataclass(slots=True)
class Trip:
    """One visit under way: the hops so far, cookies, and the time it has used."""

    asked: str
    target: Target
    hops: list[Hop] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    cookies: Cookies = field(default_factory=Cookies)
    elapsed_ms: int = 0
    #: Requests made, those of the hops too, and seconds they waited for their hosts.
    requests: int = 0
    held: float = 0.0
    at: datetime | None = None
    #: Whether robots.txt has a say: a link is a page, an interface is made for programs.
    robots: bool = True
    #: Visits that hold a page already wait for it.
    first: bool = False


class Visitor:
    """Visits links; one for the process, so that hosts are spared across all its work."""

    def __init__(
        self,
        transport: Transport,
        settings: config.Fetch,
        *,
        clock: Callable[[], datetime] = utc_now,
        hosts: Hosts | None = None,
        mail: Mail | None = None,
    ) -> None:
        self._transport = transport
        self._settings = settings
        self._clock = clock
        self._mail = mail
        locate = transport.locate if isinstance(transport, GuardedTransport) else None
        self.hosts = hosts or Hosts.of(settings, locate=locate)
        self._deadline = settings.deadline.total_seconds()
        self._headers: tuple[tuple[str, str], ...] = (
            ("User-Agent", settings.agent),
            ("Accept", _ACCEPT),
            ("Accept-Language", settings.accept_language),
            ("Accept-Encoding", "gzip, deflate"),
        )
        self._credentials = {
            host.lower(): tuple(_header(host, line) for line in lines.strip("\n").split("\n"))
            for host, lines in settings.headers.items()
        }
        self._known_hosts = frozenset(self._credentials)
        self._siblings = Siblings(self._visit_sibling) if settings.probe else None
        self._robots = (
            Robots(self._ask_for_robots, self.hosts.set_crawl_delay) if settings.robots else None
        )

    async def visit(self, url: str) -> Visit:
        """Visit an address; whatever the world does is part of the check, never raised.

        Behind "#" it may name places in the page, a blank between them; they are looked for,
        and are no part of the link that the check is of.
        """
        started = self._clock()
        try:
            # An identifier has its colon there, and a web address has not.
            target = addresses.parse(_RESOLVED.sub(_resolver, url) if url[3:4] == ":" else url)
        except Unusable as error:
            fetched = Fetched(asked=url, failure=Failure(error.reason, error.detail))
            finding = classify(fetched)
            if self._mail is not None and (error.reason, error.detail) == ("scheme", "mailto"):
                finding = await self._mail.check(url) or finding
            return Visit(check=_check(Page(fetched), finding, started), fetched=fetched)
        asked = url.partition("#")[0] if url[:4].lower() == "http" else url
        trip = Trip(asked=asked, target=target)
        page = await self._travel(trip)
        fetched = page.fetched
        sibling = await self._siblings.of(page) if self._siblings is not None else None
        page.honest = is_honest(sibling)
        finding = classify_page(page, "", sibling)
        if target.fragment and finding.reason == "ok":
            finding = _at_its_places(page, target.fragment.split(" ")) or finding
        finding = await self._second_opinion(target, page, finding)
        return Visit(check=_check(page, finding, trip.at or started, trip), fetched=fetched)

    async def _second_opinion(self, target: Target, page: Page, finding: Finding) -> Finding:
        """What it means if its site is one whose pages lie or hide; else what it meant."""
        opinion = second_opinion(target, page, finding, self._known_hosts)
        if not isinstance(opinion, Question):
            return opinion or finding
        try:
            asked = addresses.parse(opinion.url)
        except Unusable:  # an address that was nearly too long
            return finding
        answer = await self._travel(Trip(asked=asked.url, target=asked, robots=False))
        return opinion.read(answer.fetched) or finding

    async def _visit_sibling(self, target: Target) -> Fetched:
        return (await self._travel(Trip(asked=target.url, target=target, first=True))).fetched

    async def _travel(self, trip: Trip) -> Page:
        """Follow the address to its last answer."""
        target = trip.target
        while True:
            answer = await self._answer(trip, target)
            page = Page(_fetched(trip, target, answer))
            onward = _onward(page)
            if onward is None:
                return page
            trip.hops.append(Hop(url=target.url, status=answer.status or 0))
            trip.seen.add((target.url, trip.cookies.for_(target)))
            trip.cookies.store(target, answer.headers)
            try:
                following = addresses.join(target, onward)
            except Unusable as error:
                return _stopped(trip, target, _bad_onward(error, onward))
            if failure := self._lost(trip, following):
                return _stopped(trip, following, failure)
            target = following

    def _lost(self, trip: Trip, following: Target) -> Failure | None:
        if len(trip.hops) > self._settings.max_redirects:
            return Failure("too_many_redirects", f"we stopped after {len(trip.hops)} redirects")
        if (following.url, trip.cookies.for_(following)) in trip.seen:
            return Failure("too_many_redirects", f"it goes round in circles at {following.url}")
        return None

    async def _answer(self, trip: Trip, target: Target) -> Answer:
        """What ``target`` answers; robots.txt, refusals and broken connections minded."""
        robots = self._robots if trip.robots else None
        if robots is not None and not await robots.allows(target):
            return Answer(failure=Failure("robots_disallowed"))
        tries, refusals, before = 0, _TRIES_AFTER_REFUSAL, None
        while True:
            try:
                answer = await self._ask(trip, target)
            except Busy as busy:
                return before or Answer(failure=Failure("rate_limited", str(busy)))
            if before is not None and answer.failure and answer.failure.kind == "offline":
                return before  # a recording of old, from before there were further tries
            pause = self._refused(target, answer) if answer.status in (429, 503) else 0.0
            if answer.status == 429 and refusals and pause <= PATIENCE:
                refusals -= 1
            elif _may_pass(answer) and tries < self._settings.retries and pause <= PATIENCE:
                await self.hosts.rest(self._settings.retry_pause.total_seconds() * 2**tries)
                tries, before = tries + 1, answer
            else:
                return answer

    async def _ask(self, trip: Trip, target: Target) -> Answer:
        """One request, in its turn."""
        left = self._deadline - trip.elapsed_ms / 1000
        if left <= 0:
            return Answer(failure=Failure("timeout", f"{self._deadline:.3g} seconds in all"))
        headers = self._headers
        if cookies := trip.cookies.for_(target):
            headers = (*headers, ("Cookie", cookies))
        secret = self._credentials.get(target.host, ())
        request = Ask(target=target, headers=headers, secret=secret, via=trip.asked)
        begun = time.monotonic()
        await self.hosts.enter(target.host, target.port, first=trip.first)
        if self.hosts.spares:
            trip.held += time.monotonic() - begun
        trip.requests += 1
        asked_at = self._clock()
        try:
            answer = await exchange(
                self._transport, request, seconds=left, max_bytes=self._settings.max_bytes
            )
        finally:
            self.hosts.leave(target.host)
        trip.elapsed_ms += answer.elapsed_ms
        trip.at = trip.at or answer.at or asked_at
        if answer.status is not None and answer.status < 400:
            self.hosts.answered(target.host)
            if wait := spent(answer.headers, answer.at or self._clock()):
                self.hosts.spent(target.host, wait)
        return answer

    def _refused(self, target: Target, answer: Answer) -> float:
        wait = asked_to_wait(answer.headers, answer.at or self._clock())
        if answer.status == 503 and wait is None:
            return 0.0
        return self.hosts.refused(target.host, wait, target.port)

    async def _ask_for_robots(self, target: Target) -> Answer:
        """robots.txt, following up to five redirects (RFC 9309, 2.3.1.2)."""
        trip = Trip(asked=target.url, target=target)
        for _ in range(6):
            try:
                answer = await self._ask(trip, target)
            except Busy as busy:
                return Answer(failure=Failure("rate_limited", str(busy)))
            if answer.status not in _REDIRECTS or not answer.header("location"):
                return answer
            try:
                target = addresses.join(target, answer.header("location"))
            except Unusable as error:
                return Answer(failure=Failure(error.reason, error.detail))
        return answer


_RESOLVED = re.compile(r"^(doi|hdl):\s*", re.IGNORECASE)


def _resolver(match: re.Match[str]) -> str:
    """Where an identifier that is no web address is looked up (DOI, Handle)."""
    return "https://doi.org/" if match[1].lower() == "doi" else "https://hdl.handle.net/"


def _header(host: str, line: str) -> tuple[str, str]:
    """A line of the setting ``fetch.headers`` for one host, read."""
    name, colon, value = line.partition(":")
    if not colon or not re.fullmatch(r"[A-Za-z0-9-]+", name.strip()) or not value.isprintable():
        raise BadConfig(f'fetch.headers: "{host}": write a header like "Authorization: Bearer ..."')
    return name.strip(), value.strip()


def _may_pass(answer: Answer) -> bool:
    """Whether another try in a moment could end otherwise."""
    if answer.failure is not None:
        return answer.failure.kind in _PASSING
    return answer.status in _PASSING_STATUSES


def _at_its_places(page: Page, places: list[str]) -> Finding | None:
    """Which of the places that are cited the page has not."""
    lost = lost_places(page, filter(None, places))
    detail = ", #".join(place[:100] for place in lost[:5])
    return finding_of("fragment_missing", detail=detail) if lost else None


def _onward(page: Page) -> str | None:
    """Where the answer sends us, if it does."""
    fetched = page.fetched
    if fetched.failure is not None:
        return None
    if fetched.status in _REDIRECTS:
        return fetched.header("location") or None
    if fetched.status == 200 and (fetched.body or fetched.header("refresh")):
        return page.refresh()
    return None


def _bad_onward(error: Unusable, onward: str) -> Failure:
    if error.reason == "userinfo":
        return Failure(error.reason, error.detail)
    where = "".join(c if c.isprintable() else "?" for c in onward[:200])
    return Failure("protocol_error", f'it redirects to "{where}", which is no web address')


def _fetched(trip: Trip, target: Target, answer: Answer) -> Fetched:
    failure = answer.failure
    if answer.status in _REDIRECTS and not answer.header("location"):
        failure = Failure("protocol_error", f"it redirects ({answer.status}) to nowhere")
    return Fetched(
        asked=trip.asked,
        hops=tuple(trip.hops),
        status=answer.status if failure is None else None,
        final_url=target.url,
        headers=answer.headers,
        body=answer.body,
        truncated=answer.truncated,
        unread=answer.unread,
        elapsed_ms=trip.elapsed_ms,
        failure=failure,
    )


def _stopped(trip: Trip, target: Target, failure: Failure) -> Page:
    return Page(_fetched(trip, target, Answer(failure=failure)))


def _check(page: Page, finding: Finding, at: datetime, trip: Trip | None = None) -> Check:
    fetched = page.fetched
    read = fetched.failure is None and bool(fetched.body)
    refused = fetched.status is None or fetched.status >= 400
    wait = asked_to_wait(fetched.headers, at) if refused else None
    return Check(
        url=fetched.asked,
        status=finding.status,
        reason=finding.reason,
        why=finding.why,
        checked_at=at,
        http_status=fetched.status,
        final_url=fetched.final_url or None,
        hops=fetched.hops,
        elapsed_ms=fetched.elapsed_ms,
        title=(page.title or None) if read else None,
        content_type=page.media_type or None,
        content_length=len(fetched.body) if read else None,
        content_sha256=page.digest if read else None,
        truncated=fetched.truncated,
        retry_after=None if wait is None else round(wait),
        error=_error(fetched.failure),
        retries=max(0, trip.requests - 1 - len(fetched.hops)) if trip else 0,
        held_ms=round(trip.held * 1000) if trip else 0,
    )


def _error(failure: Failure | None) -> str | None:
    return f"{failure.kind}: {failure.detail}".rstrip(": ") if failure else None

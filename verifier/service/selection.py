"""Which links are visited: patterns, comments in the text, and answers that are still fresh."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from citations.model import Audit, LinkState, LinkStatus, Reading
from citations.urls import canonical, host_of
from verifier.ages import Ages
from verifier.availability import finding

__all__ = [
    "EVERYTHING",
    "Rule",
    "Selection",
    "at_rest",
    "excluded",
    "fresh",
    "may_ignore",
    "rule_of",
]

# "verifier: ignore" on a line (in whatever the format has for comments) leaves out the
# links of that line; alone on its line, those of the next; "-start" and "-end" of a stretch.
_NAME = "verifier:"
_COMMENT = re.compile(r"\bverifier:\s?ignore(-start|-end|-file)?\b")
_ALONE = re.compile(r"[^\w]*(?:verifier:\s?ignore)[^\w]*")

_DOMAIN = "domain:"
_FILES = frozenset({"ok", "file_missing", "anchor_missing", "outside_root", "root_unknown"})


class Rule(Protocol):
    """What fits some addresses: a compiled regular expression, or a domain."""

    @property
    def pattern(self) -> str:
        """As the person wrote it."""

    def search(self, url: str, /) -> object:
        """Something true if it fits the address."""


@dataclass(frozen=True, slots=True)
class _Domain:
    """A domain and all hosts under it."""

    name: str

    @property
    def pattern(self) -> str:
        return f"{_DOMAIN}{self.name}"

    def search(self, url: str, /) -> bool:
        host = host_of(url) or ""
        return host == self.name or host.endswith(f".{self.name}")


def rule_of(text: str) -> Rule:
    """ "domain:example.org", or a regular expression. Raises ``re.error``."""
    if not text.startswith(_DOMAIN):
        return re.compile(text)
    name = text.removeprefix(_DOMAIN).strip().strip(".")
    # As links have it: small letters, ASCII.
    return _Domain(host_of(canonical(f"https://{name}/")) or name)


@dataclass(frozen=True, slots=True)
class Selection:
    """What the person asked for; each regular expression is searched in the URL."""

    include: tuple[Rule, ...] = ()
    exclude: tuple[Rule, ...] = ()

    def leaves_out(self, url: str) -> str | None:
        """The rule by which the link is left out, if it is."""
        for pattern in self.exclude:
            if pattern.search(url):
                return f"the pattern {pattern.pattern}"
        if self.include and not any(pattern.search(url) for pattern in self.include):
            return "the lack of an --include pattern that fits"
        return None


EVERYTHING = Selection()


def excluded(readings: Sequence[Reading], selection: Selection) -> dict[str, LinkState]:
    """URL -> state of the links that are not to be visited, with the rule that says so."""
    left_out: dict[str, LinkState] = {}
    commented = _commented_out(readings)
    if not (commented or selection.include or selection.exclude):
        return left_out
    for reading in readings:
        for link in reading.links:
            rule = selection.leaves_out(link.url)
            if rule is None and link.url in commented:
                rule = "a comment in the text"
            if rule is not None:
                left_out[link.url] = _state(link.url, rule)
    return left_out


def fresh(states: Mapping[str, LinkState], now: datetime, ages: Ages) -> dict[str, LinkState]:
    """The states that need no new visit: an answer that is not too old. Errors are asked again."""
    return {
        url: state
        for url, state in states.items()
        if (until := ages.until(state)) is not None and now < until
    }


def at_rest(audits: Iterable[Audit], now: datetime, ages: Ages) -> datetime | None:
    """Until when the same run would visit nothing and find the same; None if it might not.

    Files that a document points at may come and go at any time: see ``verifier.local.unchanged``.
    """
    oldest: dict[tuple[LinkStatus, str], LinkState] = {}
    for audit in audits:
        urls = {link.url for link in audit.reading.links}
        if not urls <= audit.states.keys():
            return None
        for state in audit.states.values():
            known = oldest.setdefault((state.status, state.reason), state)
            if state is not known and _before(state, known):
                oldest[state.status, state.reason] = state
    until = now + max([ages.good, *ages.by.values()])
    for state in oldest.values():
        if state.reason != "excluded" and not _is_file(state):
            good_until = ages.until(state)
            if good_until is None or state.reason == "fragment_missing":
                return None
            until = min(until, good_until)
    return until if now < until else None


def _is_file(state: LinkState) -> bool:
    """Whether it was looked for on the disk and not visited."""
    return state.checked_at is None and state.reason in _FILES


def _before(one: LinkState, other: LinkState) -> bool:
    """Whether a link was visited before another; one that never was comes first."""
    if one.checked_at is None or other.checked_at is None:
        return one.checked_at is None
    return one.checked_at < other.checked_at


def _state(url: str, rule: str) -> LinkState:
    found = finding("excluded", detail=rule)
    return LinkState(url=url, status=found.status, reason=found.reason, why=found.why)


def _commented_out(readings: Sequence[Reading]) -> set[str]:
    """Links all of whose places lie in lines that a comment takes out."""
    wanted: set[str] = set()
    unwanted: set[str] = set()
    ignored = [_ignored_lines(reading.document.text) for reading in readings]
    if not any(ignored):
        return set()
    for reading, lines in zip(readings, ignored, strict=True):
        if not lines:
            wanted.update(link.url for link in reading.links)
            continue
        urls = {link.id: link.url for link in reading.links}
        for url, places in _places(reading, urls).items():
            (unwanted if places <= lines else wanted).add(url)
    return unwanted - wanted


def _places(reading: Reading, urls: Mapping[str, str]) -> dict[str, set[int]]:
    places: dict[str, set[int]] = defaultdict(set)
    for reference in reading.references:
        if reference.link is not None and reference.link in urls:
            places[urls[reference.link]].add(reference.line)
        for url in reference.other_urls:
            places[url].add(reference.line)
    return places


def may_ignore(data: bytes) -> bool:
    """Whether a document may hold comments that leave out links, by its bytes."""
    return _NAME.encode() in data


def _ignored_lines(text: str) -> set[int]:
    """Line numbers, from 1, whose links are not visited."""
    if _NAME not in text or _COMMENT.search(text) is None:
        return set()
    ignored: set[int] = set()
    inside = False
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        match = _COMMENT.search(line)
        kind = match[1] if match else None
        if kind == "-file":
            return set(range(1, len(lines) + 1))
        inside = (inside or kind == "-start") and kind != "-end"
        if inside or (match and kind is None):
            ignored.add(number)
        if match and kind is None and _ALONE.fullmatch(line):
            ignored.add(number + 1)
    return ignored

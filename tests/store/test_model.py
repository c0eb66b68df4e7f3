"""Any sequence of store operations against a model of a few dictionaries."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from values import DAY, START, check, reading, state

from citations.model import Check, ClaimStatus, LinkState, Reading, Tag
from citations.store import Store

SOURCES = st.sampled_from(["docs/a.md", "docs/b.md", "c.txt"])
WATCHABLE = st.sampled_from(["docs/a.md", "docs", "c.txt", "nowhere"])
URLS = st.sampled_from([f"https://h{n % 3}.example/{n}" for n in range(7)])
CLAIMS = st.lists(st.sampled_from(["A.", "B.", "C.", "It’s „D“."]), max_size=5)
STATUSES = st.sampled_from(["live", "failing", "dead", "blocked"])


@dataclass
class Model:
    readings: dict[str, list[Reading]] = field(default_factory=dict)
    checks: dict[str, list[Check]] = field(default_factory=dict)
    states: dict[str, LinkState] = field(default_factory=dict)
    first_seen: dict[str, datetime] = field(default_factory=dict)
    watches: dict[str, timedelta] = field(default_factory=dict)
    #: By source, claim and its number among equals.
    tags: dict[tuple[str, str, int], list[Tag]] = field(default_factory=dict)

    def due(self, now: datetime) -> set[str]:
        cited = {
            link.url
            for source, revisions in self.readings.items()
            if any(source == w or source.startswith(w + "/") for w in self.watches)
            for link in revisions[-1].links
        }
        return {url for url in cited if self._due_at(url) <= now}

    def _due_at(self, url: str) -> datetime:
        at = self.states[url].next_check_at if url in self.states else self.first_seen[url]
        assert at is not None
        return at


class StoreMachine(RuleBasedStateMachine):
    """Each rule does one thing to both; the invariants ask both the same questions."""

    @initialize()
    def open(self) -> None:
        # In memory where that is possible: a disk's pace is not what is tested here.
        memory = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
        self.store = Store.open(f"sqlite:///{self.folder}/s.sqlite")
        self.model = Model()
        self.clock = START

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @rule()
    def open_again(self) -> None:
        self.store.close()
        self.store = Store.open(f"sqlite:///{self.folder}/s.sqlite")

    @rule(source=SOURCES, claims=CLAIMS, urls=st.lists(URLS, max_size=4))
    def read(self, source: str, claims: list[str], urls: list[str]) -> None:
        value = reading(source, claims, urls[: len(claims)])
        revisions = self.model.readings.setdefault(source, [])
        if not revisions or revisions[-1] != value:
            revisions.append(value)
        for link in value.links:
            if link.url not in self.model.states:
                self.model.first_seen.setdefault(link.url, self.clock)
        assert self.store.save_reading(value, self.clock) == len(revisions)

    @rule(url=URLS, status=STATUSES, days=st.integers(1, 5), twice=st.booleans())
    def visit(self, url: str, status: str, days: int, twice: bool) -> None:
        self.clock += DAY
        visit = check(url, status=status, checked_at=self.clock)
        new = replace(state(visit), next_check_at=self.clock + days * DAY)
        self.model.checks.setdefault(url, []).append(visit)
        self.model.states[url] = new
        for _ in range(1 + twice):
            self.store.add_checks([visit], [new])

    @rule(source=WATCHABLE, days=st.integers(1, 9))
    def watch(self, source: str, days: int) -> None:
        self.model.watches[source] = days * DAY
        self.store.watch(source, days * DAY, self.clock)

    @rule(source=WATCHABLE)
    def unwatch(self, source: str) -> None:
        assert self.store.unwatch(source) is (self.model.watches.pop(source, None) is not None)

    @rule(source=SOURCES, number=st.integers(1, 6), status=st.sampled_from(list(ClaimStatus)))
    def judge(self, source: str, number: int, status: ClaimStatus) -> None:
        tag = Tag(claim=f"c{number}", status=status, why="So.")
        revisions = self.model.readings.get(source)
        if revisions and number <= len(revisions[-1].claims):
            history = self.model.tags.setdefault(self._claim(source, number), [])
            if not history or history[-1].status is not status:
                history.append(tag)
        self.store.save_tags(source, [tag], self.clock)

    def _claim(self, source: str, number: int) -> tuple[str, str, int]:
        texts = [claim.text for claim in self.model.readings[source][-1].claims]
        text = texts[number - 1]
        return source, text, texts[:number].count(text)

    @rule(later=st.integers(0, 9))
    def ask_what_is_due(self, later: int) -> None:
        now = self.clock + later * DAY
        due = [each.url for each in self.store.due(now, 100)]
        assert sorted(due) == sorted(self.model.due(now))
        turns: Counter[str] = Counter()
        order = []
        for url in due:
            turns[url.split("/")[2]] += 1
            order.append(turns[url.split("/")[2]])
        assert order == sorted(order)
        assert [each.url for each in self.store.due(now, 2)] == due[:2]

    @invariant()
    def links_agree(self) -> None:
        if not hasattr(self, "store"):
            return
        urls = [*self.model.checks, "https://unknown.example/"]
        assert self.store.states(urls) == self.model.states
        for url, checks in self.model.checks.items():
            assert self.store.history(url) == checks

    @invariant()
    def documents_agree(self) -> None:
        if not hasattr(self, "store"):
            return
        listed = {each.source: each for each in self.store.documents()}
        assert listed.keys() == self.model.readings.keys()
        for source, revisions in self.model.readings.items():
            assert listed[source].revision == len(revisions)
            assert self.store.reading(source) == revisions[-1]
            assert self.store.reading(source, 1) == revisions[0]
            tags = {
                claim.id: [
                    replace(tag, claim=claim.id)
                    for tag in self.model.tags.get(self._claim(source, number), [])
                ]
                for number, claim in enumerate(revisions[-1].claims, 1)
            }
            assert self.store.tags(source) == {id_: h[-1] for id_, h in tags.items() if h}
            for claim_id, history in tags.items():
                kept = [tag for _, tag in self.store.tag_history(source, claim_id)]
                assert kept == history

    @invariant()
    def watches_agree(self) -> None:
        if hasattr(self, "store"):
            kept = {each.source: each.every for each in self.store.watches()}
            assert kept == self.model.watches


TestStoreMachine = StoreMachine.TestCase
TestStoreMachine.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)

"""Strikes and the next visit: when a link is dead, and when we look again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.model import Check, LinkState, LinkStatus
from verifier.config import Schedule
from verifier.due import next_state

DAY = timedelta(days=1)
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
SCHEDULE = Schedule(
    live=7 * DAY,
    live_most=28 * DAY,
    failing=3 * DAY,
    failing_least=1 * DAY,
    dead=30 * DAY,
    dead_most=120 * DAY,
    blocked=5 * DAY,
    blocked_most=20 * DAY,
    strikes=3,
    canaries=(),
)


def visit(day: float, status: str, reason: str = "", **rest: object) -> Check:
    """A visit some days after the start; the reason defaults to a usual one."""
    usual = {"failing": "http_404", "live": "ok", "dead": "http_410", "blocked": "forbidden"}
    return Check(
        url="https://example.org/page",
        status=LinkStatus(status),
        reason=reason or usual.get(status, status),
        why=f"It was {status}.",
        checked_at=START + day * DAY,
        **rest,  # type: ignore[arg-type]
    )


def after(*visits: Check) -> LinkState:
    """The standing after all the visits, in order."""
    state = None
    for each in visits:
        state = next_state(state, each, SCHEDULE)
    assert state is not None
    return state


def days(*visits: tuple[float, str]) -> LinkState:
    return after(*(visit(day, *status.split(":")) for day, status in visits))


@pytest.mark.parametrize(
    ("visits", "status", "strikes"),
    [
        ([(0, "failing")], "failing", 1),
        ([(0, "failing"), (3, "failing")], "failing", 2),
        ([(0, "failing"), (3, "failing"), (6, "failing")], "dead", 3),
        ([(0, "failing"), (3, "failing"), (6, "failing"), (9, "failing")], "dead", 4),
        # Too near to the last strike: does not count.
        ([(0, "failing"), (2.9, "failing"), (5, "failing")], "failing", 2),
        ([(0, "failing")] + [(0.1 * n, "failing") for n in range(1, 29)], "failing", 1),
        # One good visit clears, and a dead link comes back.
        ([(0, "failing"), (3, "failing"), (6, "live"), (7, "failing")], "failing", 1),
        ([(0, "failing"), (3, "failing"), (6, "failing"), (36, "live")], "live", 0),
        ([(0, "failing"), (3, "failing"), (6, "moved")], "moved", 0),
        ([(0, "failing"), (3, "failing"), (6, "paywalled")], "paywalled", 0),
        # The server says itself that it is gone.
        ([(0, "dead")], "dead", 1),
        ([(0, "failing:http_410")], "dead", 1),
        ([(0, "dead"), (1, "failing")], "dead", 1),
        # A name that is no longer registered.
        ([(0, "failing:dns_not_found")], "failing", 1),
        ([(0, "failing:dns_not_found"), (3, "failing:dns_not_found")], "dead", 2),
        ([(0, "failing:http_500"), (3, "failing:dns_not_found")], "dead", 2),
        ([(0, "failing:dns_not_found"), (3, "failing:dns_not_found"), (4, "failing")], "dead", 2),
        # Refused or not asked: neither a strike nor a clearance.
        ([(0, "blocked"), (3, "blocked"), (6, "blocked"), (9, "blocked")], "blocked", 0),
        ([(0, "failing"), (3, "blocked"), (6, "failing"), (9, "failing")], "dead", 3),
        ([(0, "failing"), (3, "failing"), (6, "failing"), (9, "blocked")], "blocked", 3),
        ([(day, "insecure:tls_expired") for day in (0, 3, 6, 9)], "insecure", 0),
        ([(day, "unsafe:private_address") for day in (0, 3, 6, 9)], "unsafe", 0),
        ([(day, "malformed:not_a_url") for day in (0, 3, 6, 9)], "malformed", 0),
        # A soft 404 keeps its name however often it is seen, but it counts.
        ([(0, "soft_404"), (3, "soft_404"), (6, "soft_404")], "soft_404", 3),
        ([(0, "soft_404"), (3, "soft_404"), (6, "failing")], "dead", 3),
        ([(0, "soft_404"), (3, "live")], "live", 0),
        # A visit that was not made changes nothing of what is known.
        ([(0, "failing"), (3, "unchecked:offline")], "failing", 1),
        ([(0, "live"), (3, "unchecked:excluded")], "live", 0),
        ([(0, "unchecked:offline")], "unchecked", 0),
        # The clock was set back: the strike waits for three days from now, not from then.
        ([(900, "failing"), (0, "failing"), (3, "failing")], "failing", 2),
    ],
)
def test_the_standing_after_visits(
    visits: list[tuple[float, str]], status: str, strikes: int
) -> None:
    """Three strikes three days apart make a link dead; only failures strike, one answer clears."""
    state = days(*visits)

    assert (state.status, state.strikes) == (LinkStatus(status), strikes)


@pytest.mark.parametrize(
    ("visits", "why"),
    [
        ([(0, "failing")], "It was failing; 1 of 3 failed visits."),
        ([(0, "failing"), (3, "failing")], "It was failing; 2 of 3 failed visits."),
        (
            [(0, "failing"), (3, "failing"), (6, "failing")],
            "It was failing; 3 of 3 failed visits.",
        ),
        ([(3 * n, "failing") for n in range(5)], "It was failing; 5 failed visits."),
        ([(0, "failing:dns_not_found")], "It was failing; 1 of 2 failed visits."),
        ([(0, "dead")], "It was dead."),
        ([(0, "dead"), (1, "failing")], "It was failing; it was dead before."),
        ([(0, "failing:http_410")], "It was failing."),
        ([(0, "soft_404")], "It was soft_404."),
        ([(0, "soft_404"), (3, "soft_404")], "It was soft_404; 2 failed visits."),
        ([(0, "failing"), (3, "blocked")], "It was blocked."),
        ([(0, "live")], "It was live."),
    ],
)
def test_why_names_the_count(visits: list[tuple[float, str]], why: str) -> None:
    """The sentence for people says how many failed visits there were, and how many it takes."""
    assert days(*visits).why == why


@pytest.mark.parametrize(
    ("visits", "interval"),
    [
        ([(0, "live")], 7),
        ([(0, "moved")], 7),
        ([(0, "paywalled")], 7),
        ([(0, "unchecked:scheme")], 7),
        # As long again as it has answered, however it did.
        ([(-7, "live"), (0, "live")], 7),
        ([(-14, "live"), (-7, "moved"), (0, "paywalled")], 14),
        ([(-400, "live"), (-20, "live"), (0, "live")], 28),
        # What has just begun to fail is looked at again soon, and when a strike counts.
        ([(0, "failing")], 1),
        ([(-400, "live"), (0, "failing")], 1),
        ([(-1, "failing"), (0, "failing")], 1),
        ([(-2, "failing"), (-1, "failing"), (0, "failing")], 1),
        ([(-3, "failing"), (0, "failing")], 3),
        ([(-4, "failing"), (-1, "failing"), (0, "failing")], 2),
        ([(0, "soft_404")], 1),
        ([(-3, "soft_404"), (0, "soft_404")], 3),
        # What is known to be gone is looked at seldom, and ever more seldom.
        ([(-6, "soft_404"), (-3, "soft_404"), (0, "soft_404")], 30),
        ([(-6, "failing"), (-3, "failing"), (0, "failing")], 30),
        ([(0, "dead")], 30),
        ([(-66, "failing"), (-63, "failing"), (-60, "failing"), (0, "failing")], 66),
        ([(-900, "dead"), (0, "dead")], 120),
        # An answer between, and the age begins anew.
        ([(-900, "dead"), (-1, "live"), (0, "live")], 7),
        ([(-900, "live"), (-9, "failing"), (0, "live")], 7),
        # It has not answered while it refused us.
        ([(0, "blocked")], 5),
        ([(-8, "blocked"), (0, "insecure:tls_expired")], 8),
        ([(-90, "blocked"), (0, "blocked")], 20),
        ([(-90, "live"), (-1, "blocked"), (0, "live")], 7),
        ([(0, "unsafe:private_address")], 30),
        ([(0, "malformed:not_a_url")], 30),
    ],
)
def test_the_next_visit(visits: list[tuple[float, str]], interval: float) -> None:
    """After as long again as it was so, within bounds; jitter adds up to a tenth of it."""
    again = days(*visits).next_check_at

    assert again is not None
    assert interval * DAY <= again - START <= interval * DAY * 1.1


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.floats(0, 100, allow_nan=False),
            st.sampled_from(["live", "moved", "failing", "soft_404", "dead", "blocked"]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_the_next_visit_keeps_to_the_bounds_of_the_standing(
    steps: list[tuple[float, str]],
) -> None:
    """Over any history: within the bounds, never past the next strike, never shorter with age."""
    now, visits, waits = 0.0, [], []
    for gap, status in steps:
        now += gap
        visits.append((now, status))
        state = days(*visits)
        assert state.next_check_at is not None
        assert state.checked_at is not None
        assert state.since is not None
        wait = state.next_check_at - state.checked_at
        waits.append((state.since, state.status, wait))
        if state.status in (LinkStatus.LIVE, LinkStatus.MOVED):
            assert SCHEDULE.live <= wait <= SCHEDULE.live_most * 1.1
        elif state.status is LinkStatus.BLOCKED:
            assert SCHEDULE.blocked <= wait <= SCHEDULE.blocked_most * 1.1
        elif state.status is LinkStatus.DEAD or state.strikes >= SCHEDULE.strikes:
            assert SCHEDULE.dead <= wait <= SCHEDULE.dead_most * 1.1
        else:
            assert state.struck_at is not None
            left = state.struck_at + SCHEDULE.failing - state.checked_at
            assert min(SCHEDULE.failing_least, left) <= wait <= left * 1.1
    for (since, status, wait), (also_since, also_status, later) in pairwise(waits):
        if since == also_since and status == also_status and status not in _UNDECIDED:
            assert wait <= later


_UNDECIDED = {LinkStatus.FAILING, LinkStatus.SOFT_404}


@pytest.mark.parametrize("longest", [timedelta(days=10**6), timedelta.max])
@pytest.mark.parametrize("status", ["live", "failing", "dead", "blocked"])
def test_an_interval_of_millennia_is_a_date_still(longest: timedelta, status: str) -> None:
    """Settings that no date could hold put the next visit off for years, and break nothing."""
    never = replace(SCHEDULE, live=longest, failing=longest, dead=longest, blocked=longest)
    never = replace(never, failing_least=longest)

    again = next_state(None, visit(0, status, retry_after=10**15), never).next_check_at

    assert again is not None
    assert again - START >= timedelta(days=3_650)


def test_a_store_of_old_counts_from_the_visit_it_knows() -> None:
    """Where it was not kept since when a link answers, its last visit is the least there is."""
    old = replace(days((0, "live")), since=None)

    state = next_state(old, visit(20, "live"), SCHEDULE)

    assert state.since == START


def test_a_visit_before_the_strike_counts_puts_nothing_off() -> None:
    """However often a failure is seen too soon, a visit is due when it is worth a strike."""
    for day in (0.5, 1, 2.5, 2.9):
        again = days((0, "failing"), (day, "failing")).next_check_at

        assert again is not None
        assert again - START <= 3 * DAY * 1.1


@pytest.mark.parametrize(
    ("retry_after", "at_least", "at_most"),
    [
        (60, timedelta(days=5), timedelta(days=5.5)),
        (20 * 86400, timedelta(days=20), timedelta(days=20)),
        (10**15, timedelta(days=30), timedelta(days=30)),
    ],
)
def test_retry_after_is_honoured(retry_after: int, at_least: timedelta, at_most: timedelta) -> None:
    """A host that asks us to wait is not asked sooner; nor can it send us away for ever."""
    again = after(visit(0, "blocked", "rate_limited", retry_after=retry_after)).next_check_at

    assert again is not None
    assert at_least <= again - START <= at_most


@pytest.mark.parametrize("status", ["failing", "dead", "soft_404", "blocked", "insecure"])
def test_our_own_network_adds_no_strike(status: str) -> None:
    """When it is our network, the standing stays as it was and the link is soon due again."""
    before = days((0, "failing"), (3, "failing"))
    now = visit(6, status)

    state = next_state(before, now, SCHEDULE, our_network_down=True)

    assert state.next_check_at == now.checked_at + timedelta(hours=1)
    assert (state.status, state.strikes, state.checked_at) == (
        before.status,
        before.strikes,
        before.checked_at,
    )


def test_our_own_network_at_the_first_visit_judges_nothing() -> None:
    """A link never visited before stays unchecked when our network is down."""
    state = next_state(None, visit(0, "failing"), SCHEDULE, our_network_down=True)

    assert (state.status, state.reason, state.strikes) == (LinkStatus.UNCHECKED, "offline", 0)


@pytest.mark.parametrize("status", ["live", "failing", "dead", "soft_404", "blocked"])
def test_a_host_that_is_left_alone_tells_nothing_new(status: str) -> None:
    """Where nothing was asked for the host's sake, what is known stands, and is due later."""
    before = days((0, status))
    later = next_state(before, visit(40, "blocked", "rate_limited"), SCHEDULE)
    asked = next_state(before, visit(40, "blocked", "rate_limited", http_status=429), SCHEDULE)
    first = next_state(None, visit(40, "blocked", "rate_limited"), SCHEDULE)

    assert later == replace(before, next_check_at=START + 40 * DAY + timedelta(hours=1))
    assert (asked.status, first.status) == (LinkStatus.BLOCKED, LinkStatus.BLOCKED)


def test_an_answer_counts_even_if_the_network_seemed_down() -> None:
    """A link that answers is live, whatever was believed of our network."""
    state = next_state(None, visit(0, "live"), SCHEDULE, our_network_down=True)

    assert state.status is LinkStatus.LIVE


def test_links_visited_together_drift_apart() -> None:
    """A thousand links visited in one second are not due in one second again."""
    hours = set()
    for n in range(1000):
        check = Check(
            url=f"https://example.org/{n}",
            status=LinkStatus.LIVE,
            reason="ok",
            why="",
            checked_at=START,
        )
        again = next_state(None, check, SCHEDULE).next_check_at
        assert again is not None
        hours.add((again - START) // timedelta(hours=1))

    assert len(hours) >= 16


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.floats(0, 10, allow_nan=False),
            st.sampled_from(["live", "moved", "paywalled", "failing", "blocked", "insecure"]),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_dead_means_three_failures_apart_and_no_answer_between(
    steps: list[tuple[float, str]],
) -> None:
    """Over any history, dead is said exactly when the visits themselves show the three strikes."""
    now, visits = 0.0, []
    for gap, status in steps:
        now += gap
        visits.append((now, status))
    state = days(*visits)

    strikes: list[float] = []
    for at, status in visits:
        moment = START + at * DAY
        if status in {"live", "moved", "paywalled"}:
            strikes = []
        elif status == "failing" and (
            not strikes or moment - (START + strikes[-1] * DAY) >= SCHEDULE.failing
        ):
            strikes.append(at)
    assert state.strikes == len(strikes)
    failing_last = visits[-1][1] == "failing"
    assert (state.status is LinkStatus.DEAD) == (failing_last and len(strikes) >= 3)
    assert state.next_check_at is not None
    assert state.checked_at is not None
    assert state.next_check_at > state.checked_at

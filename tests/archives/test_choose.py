"""The right copy, case by case."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from cases import CASES
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.model import Memento
from verifier.archives import best, ranked

PAGE = "http://example.org/"


def memento(written: str) -> Memento:
    """ "2019-05-01" or "2019-05-01T10:00", with "=404" behind for a status, "@name" an archive."""
    rest, _, archive = written.partition("@")
    when, _, status = rest.partition("=")
    captured = datetime.fromisoformat(when).replace(tzinfo=UTC)
    return Memento(
        archive=archive or "wayback",
        url=f"https://{archive or 'wayback'}.example/{when}/{PAGE}",
        original=PAGE,
        captured_at=captured,
        status=int(status) if status else None,
    )


@pytest.mark.parametrize(("copies", "accessed", "published", "right"), CASES)
def test_the_right_copy(
    copies: str, accessed: str | None, published: str | None, right: str | None
) -> None:
    """Nearest before access, else before publication, else after; usable statuses only."""
    chosen = best(
        [memento(written) for written in copies.split()],
        accessed=date.fromisoformat(accessed) if accessed else None,
        published=date.fromisoformat(published) if published else None,
    )
    assert chosen == (memento(right) if right else None)


_COPIES = st.lists(
    st.builds(
        lambda day, status: Memento(
            archive="a",
            url=f"http://a/{day}",
            original=PAGE,
            captured_at=datetime(1996, 1, 1, tzinfo=UTC) + timedelta(hours=day),
            status=status,
        ),
        st.integers(0, 300_000),
        st.sampled_from([None, 200, 203, 206, 301, 404, 500]),
    ),
    max_size=12,
)


@given(_COPIES, st.dates(date(1996, 1, 1), date(2030, 1, 1)))
@settings(deadline=None, max_examples=200)
def test_no_copy_from_after_while_there_is_one_from_before(
    copies: list[Memento], accessed: date
) -> None:
    """Whatever the archives hold; and nothing usable is lost."""
    found = ranked(copies, accessed=accessed)
    edge = datetime.combine(accessed, datetime.min.time(), UTC) + timedelta(hours=36)
    before = [copy.captured_at < edge for copy in found]
    assert before == sorted(before, reverse=True)
    assert len(found) == sum(copy.status in (None, 200, 203, 206) for copy in copies)

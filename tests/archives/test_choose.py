"""The right copy, case by case."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
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


# copies, accessed, published, the right one
CASES: list[tuple[str, str | None, str | None, str | None]] = [
    # nothing to choose from
    ("", None, None, None),
    ("", "2020-01-01", None, None),
    ("2020-01-01=404", "2020-06-01", None, None),
    ("2020-01-01=404 2020-02-01=503 2020-03-01=301", "2020-06-01", None, None),
    # one copy is better than none, wherever it lies
    ("2010-01-01", "2020-06-01", None, "2010-01-01"),
    ("2025-01-01", "2020-06-01", None, "2025-01-01"),
    ("2010-01-01", None, "2020-06-01", "2010-01-01"),
    ("2025-01-01", None, "2020-06-01", "2025-01-01"),
    ("2025-01-01", None, None, "2025-01-01"),
    # nearest before the access date
    ("2018-01-01 2019-01-01 2020-01-01", "2019-06-01", None, "2019-01-01"),
    ("2018-01-01 2019-01-01 2020-01-01", "2018-06-01", None, "2018-01-01"),
    ("2018-01-01 2019-01-01 2020-01-01", "2026-06-01", None, "2020-01-01"),
    ("2020-01-01 2019-01-01 2018-01-01", "2019-06-01", None, "2019-01-01"),
    ("2012-01-01 2019-06-02T13:00", "2019-06-01", None, "2012-01-01"),
    ("2019-05-31 2019-06-03", "2019-06-01", None, "2019-05-31"),
    # the day of access itself counts as before, wherever on earth it was that day
    ("2019-05-01 2019-06-01", "2019-06-01", None, "2019-06-01"),
    ("2019-05-01 2019-06-01T23:59", "2019-06-01", None, "2019-06-01T23:59"),
    ("2019-05-01 2019-06-02T11:59", "2019-06-01", None, "2019-06-02T11:59"),
    ("2019-05-01 2019-06-02T12:00", "2019-06-01", None, "2019-05-01"),
    ("2019-06-01T08:00 2019-06-01T20:00", "2019-06-01", None, "2019-06-01T20:00"),
    # else the nearest after it
    ("2020-01-01 2021-01-01", "2019-06-01", None, "2020-01-01"),
    ("2021-01-01 2020-01-01", "2019-06-01", None, "2020-01-01"),
    ("2019-06-05 2020-01-01", "2019-06-01", None, "2019-06-05"),
    # the access date outweighs publication
    ("2018-01-01 2019-01-01 2020-01-01", "2020-06-01", "2018-06-01", "2020-01-01"),
    ("2018-01-01 2019-01-01 2020-01-01", "2018-06-01", "2020-06-01", "2018-01-01"),
    ("2019-01-01 2020-01-01", "2018-06-01", "2020-06-01", "2019-01-01"),
    # without it, publication
    ("2018-01-01 2019-01-01 2020-01-01", None, "2019-06-01", "2019-01-01"),
    ("2018-01-01 2019-01-01 2020-01-01", None, "2018-06-01", "2018-01-01"),
    ("2018-01-01 2019-01-01 2020-01-01", None, "2026-06-01", "2020-01-01"),
    ("2020-01-01 2021-01-01", None, "2019-06-01", "2020-01-01"),
    ("2017-01-01 2019-07-15", None, "2019-06-01", "2017-01-01"),
    # a copy of the month after publication is as good as one from before
    ("2017-01-01 2019-06-03", None, "2019-06-01", "2019-06-03"),
    ("2017-01-01 2019-07-01", None, "2019-06-01", "2019-07-01"),
    ("2017-01-01 2019-07-02", None, "2019-06-01", "2017-01-01"),
    ("2019-05-30 2019-06-20", None, "2019-06-01", "2019-05-30"),
    ("2019-05-01 2019-06-02", None, "2019-06-01", "2019-06-02"),
    ("2019-06-01 2019-06-02", None, "2019-06-01", "2019-06-01"),
    # no date at all: the newest
    ("2018-01-01 2019-01-01 2020-01-01", None, None, "2020-01-01"),
    ("2020-01-01 2018-01-01", None, None, "2020-01-01"),
    ("2018-01-01 2020-01-01=404", None, None, "2018-01-01"),
    # dates that cannot be
    ("2018-01-01 2020-01-01", "1019-06-01", None, "2020-01-01"),
    ("2018-01-01 2020-01-01", "1995-12-31", "2018-06-01", "2018-01-01"),
    ("2018-01-01 2020-01-01", "2919-06-01", None, "2020-01-01"),
    ("2018-01-01 2020-01-01", None, "1962-01-01", "2020-01-01"),
    ("1996-12-31 2020-01-01", "1997-01-01", None, "1996-12-31"),
    # statuses: only what can be the page
    ("2018-01-01=200 2019-01-01=404", "2019-06-01", None, "2018-01-01=200"),
    ("2018-01-01=203 2019-01-01=500", "2019-06-01", None, "2018-01-01=203"),
    ("2018-01-01=206 2019-01-01=302", "2019-06-01", None, "2018-01-01=206"),
    ("2018-01-01=200 2019-01-01=204", "2019-06-01", None, "2018-01-01=200"),
    ("2018-01-01=200 2019-01-01=403", "2019-06-01", None, "2018-01-01=200"),
    ("2018-01-01=200 2019-01-01=429", "2019-06-01", None, "2018-01-01=200"),
    ("2018-01-01=200 2019-01-01=301", "2019-06-01", None, "2018-01-01=200"),
    ("2018-01-01=200 2019-01-01=999", "2019-06-01", None, "2018-01-01=200"),
    ("2018-01-01=200 2019-01-01=0", "2019-06-01", None, "2018-01-01=200"),
    ("2018-01-01=200 2019-01-01", "2019-06-01", None, "2019-01-01"),
    ("2018-01-01 2019-01-01=200", "2019-06-01", None, "2019-01-01=200"),
    ("2018-01-01=404 2020-01-01=200", "2019-06-01", None, "2020-01-01=200"),
    ("2018-01-01=404 2020-01-01=404 2021-01-01=200", "2019-06-01", None, "2021-01-01=200"),
    ("2018-01-01=404 2020-01-01=200", None, "2019-06-01", "2020-01-01=200"),
    # several archives
    ("2019-01-01 2019-03-01@arquivo", "2019-06-01", None, "2019-03-01@arquivo"),
    ("2019-03-01 2019-01-01@arquivo", "2019-06-01", None, "2019-03-01"),
    ("2019-03-01 2019-03-01@arquivo", "2019-06-01", None, "2019-03-01"),
    ("2019-03-01@arquivo 2019-03-01", "2019-06-01", None, "2019-03-01@arquivo"),
    ("2019-03-01=404 2019-03-01=200@perma", "2019-06-01", None, "2019-03-01=200@perma"),
    ("2020-01-01 2019-05-31@perma", "2019-06-01", None, "2019-05-31@perma"),
    # moments apart by seconds
    ("2019-06-01T10:00:01 2019-06-01T10:00:02", "2019-06-01", None, "2019-06-01T10:00:02"),
    ("2020-02-29T23:59:59 2020-03-05", "2020-02-29", None, "2020-02-29T23:59:59"),
    ("2020-01-01T11:59:59 2019-01-01", "2019-12-31", None, "2020-01-01T11:59:59"),
]


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

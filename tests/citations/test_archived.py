"""Archives' addresses give up the page they are a copy of, and when the copy was made."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.urls import unwrap

PAGE = "https://example.org/a?b=c"
STAMP = "20210503120102"
WHEN = datetime(2021, 5, 3, 12, 1, 2, tzinfo=UTC)

STAMPED = [
    "https://web.archive.org/web/{}/{}",
    "https://web.archive.org/web/{}id_/{}",
    "http://archive.org/wayback/{}/{}",
    "https://wayback.archive-it.org/1234/{}/{}",
    "https://arquivo.pt/wayback/{}/{}",
    "https://arquivo.pt/noFrame/replay/{}/{}",
    "https://webarchive.nationalarchives.gov.uk/ukgwa/{}/{}",
    "https://webarchive.nationalarchives.gov.uk/{}/{}",
    "https://www.webarchive.org.uk/wayback/archive/{}mp_/{}",
    "https://webarchive.parliament.uk/{}/{}",
    "https://webarchive.loc.gov/all/{}/{}",
    "https://wayback.vefsafn.is/wayback/{}/{}",
    "http://web.archive.bibalex.org/web/{}/{}",
    "https://swap.stanford.edu/was/{}/{}",
    "https://webarchive.nla.gov.au/awa/{}/{}",
    "https://veebiarhiiv.digar.ee/a/{}/{}",
    "http://timetravel.mementoweb.org/memento/{}/{}",
    "https://archive.ph/{}/{}",
    "https://archive.today/{}/{}",
    "https://ghostarchive.org/archive/{}/{}",
    "http://archive.wikiwix.com/cache/{}/{}",
]


@pytest.mark.parametrize("address", STAMPED)
def test_a_stamped_address_gives_page_and_time(address: str) -> None:
    """Archives that run the Wayback software show both."""
    found = unwrap(address.format(STAMP, PAGE))
    assert found is not None
    assert (found.original, found.captured_at) == (PAGE, WHEN)


OTHERS = [
    ("https://archive.ph/2021.05.03-120102/https://example.org/a", "https://example.org/a", WHEN),
    ("https://archive.is/AbCd1", None, None),
    ("https://perma.cc/AB12-CD34", None, None),
    ("https://www.webcitation.org/query?url=https%3A%2F%2Fexample.org%2Fa&date=2021-05-03",
     "https://example.org/a", datetime(2021, 5, 3, tzinfo=UTC)),
    ("https://webcache.googleusercontent.com/search?q=cache:AbCdEf12345J:https://example.org/a+x",
     "https://example.org/a", None),
    ("http://archive.wikiwix.com/cache/?url=https://example.org/a", "https://example.org/a", None),
    ("https://megalodon.jp/2021-0503-1201-02/example.org/a", "http://example.org/a", WHEN),
    ("https://warp.da.ndl.go.jp/info:ndljp/pid/114/example.org/a", "http://example.org/a", None),
    ("https://web.archive.org/save/https://example.org/a", "https://example.org/a", None),
    ("https://web.archive.org/web/*/https://example.org/a", "https://example.org/a", None),
    ("https://web.archive.org/web/2021/http:/example.org/a", "http://example.org/a",
     datetime(2021, 1, 1, tzinfo=UTC)),
    ("https://web.archive.org/web/20211399000000/https://a.example/", "https://a.example/", None),
]  # fmt: skip


@pytest.mark.parametrize(("address", "original", "captured_at"), OTHERS)
def test_other_forms_give_what_they_show(
    address: str, original: str | None, captured_at: datetime | None
) -> None:
    """Short links hide the page; impossible times are no times."""
    found = unwrap(address)
    assert found is not None
    assert (found.original, found.captured_at) == (original, captured_at)


NO_ARCHIVE = [
    "https://example.org/web/20210503120102/https://example.org/a",
    "https://web.archive.org/",
    "https://archive.org/details/someitem",
    "https://perma.cc/",
    "not an address",
]


@pytest.mark.parametrize("address", NO_ARCHIVE)
def test_other_addresses_are_no_copies(address: str) -> None:
    """Other sites, and pages of an archive that are no copy of another page."""
    assert unwrap(address) is None


@settings(deadline=None, max_examples=100)
@given(
    st.text(max_size=60),
    st.sampled_from(
        ["web.archive.org/web", "archive.is", "perma.cc", "www.webcitation.org", "freezepage.com"]
    ),
)
def test_no_address_makes_it_fail(tail: str, host: str) -> None:
    """Whatever stands behind an archive's name, the answer is a value."""
    unwrap(f"https://{host}/{tail}")

"""Links: checks are appended, states kept, due links handed out fairly."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from values import DAY, START, check, reading, state

from citations.model import Check, LinkState, LinkStatus
from citations.store import Store, links
from citations.store.rows import table

PAGE = "https://example.org/page"


def test_a_check_comes_back_as_it_was(store: Store) -> None:
    """Every field of a check and of its link's state survives the store."""
    visit = check(
        PAGE,
        status="failing",
        error="TimeoutError",
        retry_after=10**11,
        truncated=True,
        retries=2,
        held_ms=1500,
    )
    standing = state(visit, strikes=2, struck_at=START - DAY, since=START - 3 * DAY)

    store.add_checks([visit], [standing])

    assert store.history(PAGE) == [visit]
    assert store.states([PAGE]) == {PAGE: standing}


def test_a_bare_check_comes_back_as_it_was(store: Store) -> None:
    """A check in which nothing came back, and a state without dates, survive the store."""
    visit = Check(url=PAGE, status=LinkStatus.FAILING, reason="timeout", why="", checked_at=START)
    standing = LinkState(url=PAGE, status=LinkStatus.FAILING, reason="timeout", why="")

    store.add_checks([visit], [standing])

    assert store.history(PAGE) == [visit]
    assert store.states([PAGE]) == {PAGE: standing}


def test_checks_are_only_appended(store: Store) -> None:
    """History is every check, oldest first, whatever the order they were told in."""
    visits = [check(PAGE, day, status) for day, status in [(0, "live"), (9, "dead"), (3, "live")]]

    for visit in visits:
        store.add_checks([visit], [state(visit)])

    assert store.history(PAGE) == sorted(visits, key=lambda visit: visit.checked_at)
    assert store.states([PAGE])[PAGE].last_check == visits[-1]


def test_a_check_told_twice_is_kept_once(store: Store) -> None:
    """A writer that never saw its commit acknowledged may write the same batch again."""
    visit = check(PAGE)

    for _ in range(2):
        store.add_checks([visit], [state(visit)])

    assert store.history(PAGE) == [visit]


def test_a_state_may_rest_on_an_older_check(store: Store) -> None:
    """When our own network was down, the check is kept and the standing stays as it was."""
    good, ours = check(PAGE), check(PAGE, 1, "failing")
    store.add_checks([good], [state(good)])

    store.add_checks([ours], [state(good, next_day=1.1)])

    assert store.history(PAGE) == [good, ours]
    assert store.states([PAGE])[PAGE] == state(good, next_day=1.1)


def test_a_check_without_a_state_makes_no_standing(store: Store) -> None:
    """Only a state gives a link a standing."""
    store.add_checks([check(PAGE)], [])

    assert store.history(PAGE) == [check(PAGE)]
    assert store.states([PAGE]) == {}


def test_an_unknown_link_has_no_history(store: Store) -> None:
    """Asking for a link that was never stored gives nothing, and stores nothing."""
    assert store.history(PAGE) == []
    assert store.states([PAGE]) == {}
    assert store.states([]) == {}


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/" + "a" * 9000,
        "https://例え.jp/%E3%81%82?q=ü#é",
        "not an address at all",
        "",
        "https://example.org/'; DROP TABLE link; --",
        "https://[::1]:8000/",
    ],
    ids=["long", "words", "prose", "empty", "quoted", "ipv6"],
)
def test_any_text_can_be_a_link(store: Store, url: str) -> None:
    """Long, odd and hostile addresses are kept apart and come back as they were."""
    visit = check(url, final_url=url)

    store.add_checks([visit, check(PAGE)], [state(visit), state(check(PAGE))])

    assert store.states([url, PAGE]) == {url: state(visit), PAGE: state(check(PAGE))}
    assert store.history(url) == [visit]


def test_what_no_database_holds_is_replaced_in_words_and_kept_in_lists(store: Store) -> None:
    """NUL and half a surrogate pair in a hostile page's title do no harm."""
    visit = check(PAGE, title="a\0b\ud800c", why="w\0", hops=())

    store.add_checks([visit], [state(visit)])

    [kept] = store.history(PAGE)
    assert kept.title == "a\ufffdb\ufffdc"
    assert len(kept.title) == len(visit.title or "")


def test_an_address_that_no_database_holds_is_one_link(store: Store) -> None:
    """What the store gives out as due is what it takes back: visited, it is no longer due."""
    odd = ["https://example.org/\0", "https://example.org/\ud800", "https://example.org/\ufffd"]
    store.save_reading(reading("a.txt", ["One."], odd), START)
    store.watch("a.txt", DAY, START)

    due = store.due(START, 10)
    visits = [check(each.url) for each in due]
    store.add_checks(visits, [state(visit) for visit in visits])

    assert [each.url for each in due] == odd[2:]
    assert store.due(START, 10) == []
    assert all(store.states([url])[url].url == url for url in odd)


def test_a_failed_batch_stores_nothing(store: Store) -> None:
    """A batch with one impossible check leaves no trace of the others."""
    bad = check(PAGE + "2", checked_at=START.replace(tzinfo=None))

    with pytest.raises(Exception, match="timezone"):
        store.add_checks([check(PAGE), bad], [])

    assert store.history(PAGE) == []


def test_unwatched_links_are_never_due(store: Store) -> None:
    """Only links that a watched document cites now are handed out."""
    store.save_reading(reading("a.txt", ["One."], [PAGE]), START)

    assert store.due(START + 99 * DAY, 10) == []


def test_links_of_a_watched_document_are_due(store: Store) -> None:
    """A new link is due at once; a visited one when its state says; a removed one never."""
    urls = [f"https://example.org/{n}" for n in range(3)]
    store.save_reading(reading("a.txt", ["One."], urls), START)
    store.watch("a.txt", DAY, START)
    visit = check(urls[0])
    store.add_checks([visit], [state(visit, next_day=7)])

    new = store.due(START, 10)
    later = store.due(START + 7 * DAY, 10)
    store.save_reading(reading("a.txt", ["One."], urls[:2]), START + DAY)
    after = store.due(START + 7 * DAY, 10)

    assert [s.url for s in new] == urls[1:]
    assert {s.status for s in new} == {LinkStatus.UNCHECKED}
    assert {s.url for s in later} == set(urls)
    assert state(visit, next_day=7) in later
    assert {s.url for s in after} == set(urls[:2])


def test_a_link_known_before_it_was_cited_is_due(store: Store) -> None:
    """A link that was only looked up, or has no standing yet, is visited once it is cited."""
    looked_up, checked = "https://a.example/", "https://b.example/"
    store.add_mementos(looked_up, [], START)
    store.add_checks([check(checked)], [])
    store.save_reading(reading("a.txt", ["One."], [looked_up, checked]), START)
    store.watch("a.txt", DAY, START)

    assert {state.url for state in store.due(START, 10)} == {looked_up, checked}


def test_how_watched_documents_cite_a_link(store: Store) -> None:
    """Every address by which a watched document cites a link now, and no other document's."""
    cites = {"a.txt": "#one", "b.txt": "#two", "old.txt": "#old", "not-watched.txt": "#none"}
    for source, place in cites.items():
        saved = reading(source, ["One."], [PAGE, None])
        [first, second] = saved.references
        first = replace(first, csl={"URL": PAGE + place})
        store.save_reading(replace(saved, references=(first, second)), START)
        if source != "not-watched.txt":
            store.watch(source, DAY, START)
    store.save_reading(reading("old.txt", ["One."], []), START + DAY)

    cited = store.cited_as([PAGE, "https://elsewhere.example/"])

    assert sorted(cited) == [(PAGE, f"{PAGE}#one"), (PAGE, f"{PAGE}#two")]


@pytest.mark.parametrize(
    ("watch", "source", "due"),
    [
        ("docs", "docs/a.md", True),
        ("docs/", "docs/deep/a.md", True),
        ("docs", "docs2/a.md", False),
        ("docs_", "docsX/a.md", False),
        ("docs/a.md", "docs/a.md", True),
        ("https://example.org/a", "https://example.org/a", True),
        ("https://example.org/a", "https://example.org/a/b", False),
        ("%", "docs/a.md", False),
    ],
)
def test_a_watched_folder_watches_what_lies_under_it(
    store: Store, watch: str, source: str, due: bool
) -> None:
    """A folder stands for all documents read from under it, an address for itself alone."""
    store.save_reading(reading(source, ["One."], [PAGE]), START)
    store.watch(watch, DAY, START)

    assert bool(store.due(START, 10)) is due


def test_due_links_are_spread_over_hosts(store: Store) -> None:
    """One host with a thousand due links does not hold up nine hosts with one each."""
    urls = [f"https://big.example/{n}" for n in range(1000)]
    others = [f"https://small{n}.example/" for n in range(9)]
    store.save_reading(reading("a.txt", ["One."], urls + others), START)
    store.watch("a.txt", DAY, START)

    hosts = [s.url.split("/")[2] for s in store.due(START, 20)]

    assert len(hosts) == 20
    assert set(hosts[:10]) == {"big.example", *(o.split("/")[2] for o in others)}


def test_of_one_host_the_longest_due_comes_first(store: Store) -> None:
    """Nothing that is due is put off for ever by what becomes due later."""
    urls = [f"https://example.org/{n}" for n in range(5)]
    store.save_reading(reading("a.txt", ["One."], urls), START)
    store.watch("a.txt", DAY, START)
    visits = [check(url) for url in urls]
    store.add_checks(visits, [state(v, next_day=9 - n) for n, v in enumerate(visits)])

    assert [s.url for s in store.due(START + 99 * DAY, 3)] == urls[:1:-1]


def test_a_state_without_a_next_visit_is_never_due(store: Store) -> None:
    """No next visit means none."""
    store.save_reading(reading("a.txt", ["One."], [PAGE]), START)
    store.watch("a.txt", DAY, START)
    store.add_checks([check(PAGE)], [state(check(PAGE), next_day=None)])

    assert store.due(START + timedelta(days=9999), 10) == []


def test_thousands_of_checks_at_once(store: Store) -> None:
    """A large run is one transaction, and comes back whole."""
    visits = [check(f"https://h{n % 97}.example/{n}") for n in range(2500)]

    store.add_checks(iter(visits), (state(visit) for visit in visits))

    assert store.states(v.url for v in visits) == {v.url: state(v) for v in visits}


def test_the_columns_spelled_out_are_those_of_the_tables() -> None:
    """Statements that go to the driver name every column of a check and of a standing."""
    assert {*links.CHECK, "id", "link_id"} == {column.name for column in table("link_check").c}
    assert {*links.STATE} <= {column.name for column in table("link").c}

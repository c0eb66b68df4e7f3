"""The main job, from the command line to the report, against a real server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.acceptance.conftest import Command, Origin, Page

ARTICLE = """\
The new bridge at Tarnby carried 8,400 cars on its first day, the council says.[^1]
The bridge cost 31 million crowns.[^2]
Its steel came from the old yard.[^3]
Nobody knows who painted it.[^4]

[^1]: "First day of the bridge", Tarnby News, 4 May 2021, {site}/first-day
[^2]: "The bill for the bridge", Tarnby News, 9 June 2021, {site}/bill
[^3]: "Steel", Tarnby News, 10 June 2021, {site}/steel
"""


def page(title: str, *paragraphs: str) -> Page:
    """An ordinary article page, long enough to be one."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    filler = "<p>The ferry that crossed here before has been sold to an island in the north.</p>"
    return Page(
        f"<!doctype html><html lang=en><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{body}{filler * 3}</article></body></html>"
    )


def site(origin: Origin) -> None:
    """The three pages that the article cites."""
    origin.pages["/first-day"] = page(
        "First day of the bridge",
        "The new bridge at Tarnby carried 8,400 cars on its first day, the council says.",
    )
    origin.pages["/bill"] = page("The bill for the bridge", "The bridge cost 36 million crowns.")
    origin.pages["/steel"] = Page("gone", status=410)


def statuses(audit: dict[str, Any]) -> dict[str, str]:
    """First words of each claim -> its status."""
    return {claim["text"][:14]: claim["status"] for claim in audit["claims"]}


def test_each_claim_is_tagged_with_its_reference_and_a_status(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path
) -> None:
    """Supported, contradicted, unavailable and dangling claims are told apart, with evidence."""
    site(origin)
    (tmp_path / "a.md").write_text(ARTICLE.format(site=origin.url))

    ran = verifier("audit", "--config", config, "--format", "json", "a.md")

    assert ran.code == 1, ran.err
    audit = ran.json
    assert statuses(audit) == {
        "The new bridge": "supported",
        "The bridge cos": "contradicted",
        "Its steel came": "source_unavailable",
        "Nobody knows w": "dangling",
    }
    evidence = audit["claims"][0]["verdicts"][0]["evidence"][0]
    assert "8,400 cars" in evidence["exact"]
    assert {link["url"]: link["status"] for link in audit["links"]} == {
        f"{origin.url}/first-day": "live",
        f"{origin.url}/bill": "live",
        f"{origin.url}/steel": "dead",
    }


def test_offline_says_so_and_sends_nothing(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path
) -> None:
    """With --offline no request is made, links are unchecked, and the store is not misled."""
    site(origin)
    (tmp_path / "a.md").write_text(ARTICLE.format(site=origin.url))

    ran = verifier("audit", "--config", config, "--offline", "--format", "json", "a.md")

    assert origin.asked == []
    assert {(link["status"], link["reason"]) for link in ran.json["links"]} == {
        ("unchecked", "offline")
    }


def test_a_recording_can_be_audited_again_by_anyone(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path
) -> None:
    """--record and --replay give the same report, but for the time of the run; nothing is sent."""
    site(origin)
    (tmp_path / "a.md").write_text(ARTICLE.format(site=origin.url))
    options = ("--config", config, "--format", "json", "a.md")

    first = verifier("audit", *options, "--record", "w.warc.gz")
    asked = len(origin.asked)
    replayed = [verifier("audit", *options, "--replay", "w.warc.gz") for _ in range(2)]

    assert len(origin.asked) == asked
    for ran in replayed:
        assert ran.code == first.code
        assert _without_run(ran.json) == _without_run(first.json)


def _without_run(audit: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in audit.items() if key != "run"}


def test_auditing_again_stores_only_what_changed_and_keeps_the_history(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path
) -> None:
    """The same text adds no revision; a changed text adds one; checks are appended each time."""
    site(origin)
    file = tmp_path / "a.md"
    file.write_text(ARTICLE.format(site=origin.url))
    options = ("audit", "--config", config, "-q", "a.md")

    verifier(*options)
    verifier(*options)
    unchanged = verifier("db", "info").out
    file.write_text(file.read_text().replace("31 million", "36 million"))
    verifier(*options)
    changed = verifier("db", "info").out

    assert "revision 1 " in unchanged
    assert "revision 2 " in changed
    assert len(origin.asked) >= 9


def test_links_alone_says_failing_for_a_404_seen_once(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path
) -> None:
    """One 404 is not yet a dead link; the count is in the sentence."""
    (tmp_path / "a.txt").write_text(f"It is at {origin.url}/nowhere today.")

    ran = verifier("links", "--config", config, "--format", "json", "a.txt")

    (link,) = ran.json["links"]
    assert (link["status"], link["reason"], link["strikes"]) == ("failing", "http_404", 1)
    assert "claims" not in ran.json


def test_a_document_can_be_a_url(verifier: Command, origin: Origin, config: Path) -> None:
    """SOURCE may be a page; it is fetched through the same guarded door."""
    origin.pages["/story"] = page("A story", "The mill was built in 1812 by two brothers.")

    ran = verifier("audit", "--config", config, "--format", "json", f"{origin.url}/story")

    assert ran.json["document"]["format"] == "html"
    assert "The mill was built in 1812 by two brothers." in [c["text"] for c in ran.json["claims"]]


def test_several_sources_are_a_list_and_files_are_written(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path
) -> None:
    """Two documents give a list of two objects; -o writes each report it is asked for."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The tower is 30 metres high.")

    ran = verifier(
        "audit", "--config", config, "--offline", "--format", "json",
        "-o", "html:out/r.html", "-o", "text:out/r.txt", "a.txt", "b.txt",
    )  # fmt: skip

    assert [one["document"]["source"] for one in ran.json] == ["a.txt", "b.txt"]
    assert (tmp_path / "out/r.html").read_text().startswith("<!doctype html>")
    assert "30 metres" in (tmp_path / "out/r.txt").read_text()


def test_a_claim_that_another_document_makes_too_is_linked_to_it(
    verifier: Command, tmp_path: Path
) -> None:
    """Two documents that tell the same of the same people point at each other, also later."""
    (tmp_path / "a.txt").write_text(
        "Maria Lund, the mayor of Tarnby, opened the new bridge over the Ost in May 2021.\n"
    )
    (tmp_path / "b.txt").write_text(
        "The weather was fine. In May 2021 the bridge over the Ost was opened by Tarnby's "
        "mayor Maria Lund.\n"
    )

    verifier("audit", "--offline", "-q", "a.txt")
    audit = verifier("audit", "--offline", "-q", "--format", "json", "b.txt").json

    repeats = {claim["id"]: claim["repeats"] for claim in audit["claims"]}
    assert [(one["source"], one["claim"]) for one in repeats["c2"]] == [("a.txt", "c1")]
    assert repeats["c1"] == []


def test_two_documents_that_disagree_about_a_value_are_told_apart(
    verifier: Command, tmp_path: Path
) -> None:
    """The same sentence with another figure is named with both figures, in both documents."""
    for name, figure in (("a.txt", "96"), ("b.txt", "146")):
        (tmp_path / name).write_text(
            f"The harbour office of Hallsund counted {figure} complaints about noise in 2022.\n"
        )

    audits = verifier("audit", "--offline", "-q", "--format", "json", "a.txt", "b.txt").json

    told = [audit["claims"][0]["repeats"][0]["differs"] for audit in audits]
    assert told == [{"here": "96", "there": "146"}, {"here": "146", "there": "96"}]

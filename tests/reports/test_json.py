"""The JSON report keeps its contract."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from citations.model import Audit, LinkStatus
from reports import LINKS, PARSE, REPORTS, URLS, Options, summary, to_json

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "reports" / "schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

# The keys of the design, in its order; the report may have more between them.
CONTRACT = {
    (): ["schema", "document", "claims", "citations", "notes", "references", "links", "summary"],
    ("document",): ["source", "format", "title", "language", "text_sha256", "characters"],
    ("claims", 0): [
        "id", "text", "start", "end", "line", "kind", "checkworthiness", "citations", "status",
        "why", "verdicts",
    ],
    ("claims", 0, "verdicts", 0): ["reference", "status", "score", "judge", "evidence", "why"],
    ("claims", 0, "verdicts", 0, "evidence", 0): [
        "exact", "prefix", "suffix", "start", "end", "source", "captured",
    ],
    ("citations", 0): [
        "id", "marker", "style", "start", "end", "line", "claim", "note", "references", "dangling",
    ],
    ("notes", 0): [
        "id", "number", "number_printed", "text", "start", "end", "line", "kind", "references",
    ],
    ("references", 0): [
        "id", "note", "raw", "start", "end", "csl", "original_title", "url_printed",
        "url_repaired", "same_as", "link", "status", "record",
    ],
    ("links", 1): [
        "id", "url", "status", "reason", "why", "http_status", "final_url", "hops", "checked_at",
        "elapsed_ms", "title", "truncated", "strikes", "next_check_at", "content_sha256", "drift",
        "mementos", "suggestion",
    ],
    ("links", 1, "hops", 0): ["url", "status"],
    ("links", 2, "mementos", 0): ["archive", "url", "captured_at", "status"],
    ("links", 2, "suggestion"): ["url", "why"],
    ("summary",): ["claims", "links", "references"],
}  # fmt: skip


def rendered(*audits: Audit, parts: frozenset[str] | None = None) -> Any:
    """What a program reads of these sources."""
    options = Options() if parts is None else Options(parts=parts)
    return json.loads(REPORTS["json"](audits, options))


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    """The part of a value that a path leads to."""
    for key in path:
        value = value[key]
    return value


@pytest.mark.parametrize("path", CONTRACT, ids=lambda path: ".".join(map(str, path)) or "report")
def test_every_key_of_the_contract_is_there_in_order(audit: Audit, path: tuple[str, ...]) -> None:
    """A consumer written from the design finds each name where the design puts it."""
    keys = list(at(rendered(audit), path))

    assert [key for key in keys if key in CONTRACT[path]] == CONTRACT[path]


@pytest.mark.parametrize("parts", [None, PARSE, LINKS, URLS], ids=["all", "parse", "links", "urls"])
def test_what_is_printed_is_what_the_schema_says(
    audit: Audit, hostile: Audit, parts: frozenset[str] | None
) -> None:
    """Every command's JSON is valid, whatever the document holds."""
    for one in (audit, hostile, Audit(reading=audit.reading)):
        VALIDATOR.validate(rendered(one, parts=parts))


def _objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for value in schema.values():
            yield from _objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _objects(value)


def test_the_schema_is_complete() -> None:
    """No object of the schema lets an unknown key pass, and every definition is used."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    text = json.dumps(SCHEMA)

    assert all(found["additionalProperties"] is False for found in _objects(SCHEMA["$defs"]))
    assert all(f'"#/$defs/{name}"' in text for name in SCHEMA["$defs"])


def test_one_source_is_an_object_and_several_are_a_list(audit: Audit) -> None:
    """One object for one source, a list for several."""
    assert isinstance(rendered(audit), dict)
    assert [one["document"]["source"] for one in rendered(audit, audit)] == ["bridge.txt"] * 2


def test_parse_prints_only_what_was_written(audit: Audit) -> None:
    """A link that was not visited has only id and url, a claim not judged has no status."""
    parsed = to_json(Audit(reading=audit.reading), parts=PARSE)

    assert list(parsed) == [
        "schema", "document", "claims", "citations", "notes", "references", "links",
    ]  # fmt: skip
    assert all(list(link) == ["id", "url"] for link in parsed["links"])
    assert all("status" not in claim for claim in parsed["claims"])


def test_links_prints_document_links_and_summary(audit: Audit) -> None:
    """The parts of the links command; a plain list of addresses has no document."""
    keys = ["schema", "document", "links", "hosts", "summary", "run"]
    assert [*to_json(audit, parts=LINKS)] == keys
    assert [*to_json(audit, parts=URLS)] == ["schema", "links", "hosts"]


def test_the_summary_counts_what_is_listed(audit: Audit) -> None:
    """Counts by status are those of the lists, and no status is counted that nothing has."""
    made = to_json(audit)

    for name, counts in summary(audit).items():
        statuses = [item["status"] for item in made[name] if item["status"]]
        assert counts == {status: statuses.count(status) for status in counts}
        assert sum(counts.values()) == len(statuses)


def test_the_first_good_copy_is_suggested(audit: Audit) -> None:
    """Copies come with the right one first; one that was captured as a 404 is none."""
    links = {link["id"]: link for link in to_json(audit)["links"]}

    assert links["l3"]["suggestion"]["url"].startswith("https://archive.example/20190305/")
    assert links["l5"]["suggestion"]["url"].startswith("https://archive.example/20210305/")
    assert links["l2"]["suggestion"]["url"] == "https://records.example/archive/osgood"
    assert links["l1"]["suggestion"] is None


def test_a_blocked_page_is_not_replaced(audit: Audit) -> None:
    """That a site refuses us says nothing of whether the page is there."""
    url = "https://pell.example/lanterns"
    state = dataclasses.replace(audit.states[url], status=LinkStatus.BLOCKED)
    changed = dataclasses.replace(audit, states={**audit.states, url: state})

    assert to_json(changed)["links"][4]["suggestion"] is None


def test_times_are_utc_to_the_second(audit: Audit) -> None:
    """ISO 8601 with Z."""
    made = to_json(audit)

    assert made["run"]["made_at"] == made["links"][0]["checked_at"] == "2026-11-21T22:30:00Z"


def test_nothing_acts_on_the_terminal_that_shows_it(hostile: Audit) -> None:
    """Escape sequences and marks that turn text around are written as JSON escapes."""
    text = REPORTS["json"]([hostile], Options())

    assert not set(text) & set("\x1b\x9b\u202e\u2066\ufeff\x00\x07")
    text.encode("utf-8")

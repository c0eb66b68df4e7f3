"""The link checker on its own: lists, patterns, comments, fresh answers, baselines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from citations.store import Store
from tests.acceptance.conftest import Command, Origin, Page, Ran

GOOD = Page("<title>A page</title><p>With some words in it, as pages have them.</p>")


def states(ran: Ran) -> dict[str, str]:
    """Last part of each URL -> its status."""
    return {link["url"].rpartition("/")[2]: link["status"] for link in ran.json["links"]}


@pytest.fixture
def site(origin: Origin) -> Origin:
    """Two good pages, and everything else 404."""
    origin.pages.update({"/a": GOOD, "/b": GOOD})
    return origin


def test_a_plain_list_of_urls_gives_just_links(
    verifier: Command, site: Origin, config: Path
) -> None:
    """--urls - reads one URL a line; comments, repeats and empty lines count for nothing."""
    given = f"# mine\n{site.url}/a\n\n{site.url}/a\n{site.url}/gone\nnot a url\n"

    ran = verifier(
        "links", "--config", config, "--format", "json", "--urls", "-", stdin=given.encode()
    )

    assert states(ran) == {"a": "live", "gone": "failing", "not a url": "malformed"}
    assert set(ran.json) == {"schema", "links", "hosts"}
    assert ran.code == 1


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ((), {"/a", "/b"}),
        (("--exclude", "/a$"), {"/b"}),
        (("--include", "/a$"), {"/a"}),
        (("--include", "/[ab]", "--exclude", "b"), {"/a"}),
        (("--exclude", "domain:example.org"), {"/a", "/b"}),
        (("--exclude", "domain:127.0.0.1"), set()),
    ],
)
def test_patterns_choose_the_links(
    verifier: Command,
    site: Origin,
    config: Path,
    tmp_path: Path,
    options: tuple[str, ...],
    asked: set[str],
) -> None:
    """--exclude wins over --include; what is left out is named as excluded, with the rule."""
    (tmp_path / "a.txt").write_text(f"See {site.url}/a and then {site.url}/b for more.")

    ran = verifier("links", "--config", config, "--format", "json", "a.txt", *options)

    assert set(site.asked) == asked
    left_out = {"/a", "/b"} - asked
    named = [link for link in ran.json["links"] if link["reason"] == "excluded"]
    assert len(named) == len(left_out)
    assert all(link["status"] == "unchecked" and link["why"] for link in named)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("It is at {u}/a here. <!-- verifier: ignore -->\n\nIt is at {u}/b there.", {"/b"}),
        ("<!-- verifier:ignore -->\nIt is at {u}/a here.\n\nIt is at {u}/b there.", {"/b"}),
        (
            (
                "<!-- verifier: ignore-start -->\n\nIt is at {u}/a.\n\n"
                "<!-- verifier: ignore-end -->\n\nIt is at {u}/b."
            ),
            {"/b"},
        ),
        ("<!-- verifier: ignore-file -->\n\nAt {u}/a.\n\nAt {u}/b.", set()),
        ("It is at {u}/a. <!-- verifier: ignore -->\n\nAgain: {u}/a is there.", {"/a"}),
    ],
)
def test_a_comment_in_the_text_leaves_links_out(
    verifier: Command, site: Origin, config: Path, tmp_path: Path, text: str, asked: set[str]
) -> None:
    """A comment speaks for its line, the next or a stretch; elsewhere the link still counts."""
    (tmp_path / "a.md").write_text(text.format(u=site.url))

    verifier("links", "--config", config, "a.md")

    assert set(site.asked) == asked


def test_good_answers_are_kept_and_errors_asked_again(
    verifier: Command, site: Origin, config: Path, tmp_path: Path
) -> None:
    """Within max_age a live link is not visited again; a failing one is, every time."""
    (tmp_path / "a.txt").write_text(f"See {site.url}/a and then {site.url}/gone for more.")
    command = ("links", "--config", config, "--format", "json", "a.txt")

    first, second = verifier(*command), verifier(*command)
    third = verifier(*command, "--max-age", "0s")

    assert sorted(site.asked) == ["/a", "/a", "/gone", "/gone", "/gone"]
    assert states(first) == states(second) == states(third)


def test_a_refusal_can_have_an_age_of_its_own(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path
) -> None:
    """A page that refuses us is asked again at every run, unless the settings give it an age."""
    origin.pages["/a"] = Page("no", status=403)
    (tmp_path / "a.txt").write_text(f"See {origin.url}/a for more.")
    command = ("links", "--config", config, "--format", "json", "a.txt")

    verifier(*command)
    again = verifier(*command)
    config.write_text(f'{config.read_text()}\n[links.ages]\nblocked = "1d"\n')
    kept = verifier(*command)

    assert origin.asked.count("/a") == 2
    assert states(again) == states(kept) == {"a": "blocked"}


def test_files_that_documents_point_at_are_looked_for(
    verifier: Command, site: Origin, config: Path, tmp_path: Path
) -> None:
    """They are links with a path: told by line, in the exit code, left out as others are."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "b.md").write_text("# B\n\n## Set up\n")
    (docs / "a.md").write_text(
        f"See [b](b.md#set-up), [c](b.md#setup), [d](gone.md) and [w]({site.url}/a).\n\n"
        "Not [e](no.md). <!-- verifier: ignore -->\n"
    )
    command = ("links", "--config", config, "docs/a.md", "--save-baseline", "base.json")

    ran = verifier(*command, "--format", "json")
    shown = verifier("links", "--config", config, "docs/a.md", "--format", "github")
    known = verifier("links", "--config", config, "docs", "--baseline", "base.json")
    left = verifier("links", "--config", config, "docs", "--exclude", r"gone\.md|#setup")
    none = verifier("links", "--config", config, "docs/a.md", "--no-files", "--format", "json")

    reasons = {link["url"]: link["reason"] for link in ran.json["links"]}
    assert reasons == {
        f"{site.url}/a": "ok",
        "docs/b.md#set-up": "ok",
        "docs/b.md#setup": "anchor_missing",
        "docs/gone.md": "file_missing",
        "docs/no.md": "excluded",
    }
    assert [ran.code, shown.code, known.code, left.code, none.code] == [1, 1, 0, 0, 0]
    assert "::error file=docs/a.md,line=1,title=link file missing::docs/gone.md" in shown.out
    assert [link["url"] for link in none.json["links"]] == [f"{site.url}/a"]
    assert verifier("links", "--config", config, "-", stdin=b"[d](gone.md)").code == 0


def test_what_comes_and_goes_beside_a_document_is_seen_at_the_next_run(
    verifier: Command, config: Path, tmp_path: Path
) -> None:
    """A document that has not changed is looked at again for its files."""
    (tmp_path / "a.md").write_text("See [b](b.md).\n")
    command = ("links", "--config", config, "a.md")

    codes = [verifier(*command).code, verifier(*command).code]
    (tmp_path / "b.md").write_text("# B\n")
    codes += [verifier(*command).code, verifier(*command).code]
    again = verifier(*command)
    (tmp_path / "b.md").unlink()

    assert [*codes, verifier(*command).code] == [1, 1, 0, 0, 1]
    assert "nothing has changed since" in again.err


def test_an_unchanged_document_is_not_read_again(
    verifier: Command, site: Origin, config: Path, tmp_path: Path
) -> None:
    """The second report is the first, of one reading that is kept; a changed text has its own."""
    document, address = tmp_path / "a.md", f"sqlite:///{tmp_path}/s.sqlite"
    document.write_text(f"It fell.[^1] It [rose]({site.url}/b).\n\n[^1]: Brown, {site.url}/a\n")
    command = ("links", "--config", config, "--format", "json", "--db", address, document)

    def kept() -> int:
        with Store.open(address) as store:
            return store.info().rows["kept_reading"]

    first, once, second = verifier(*command), kept(), verifier(*command, "--fail-on", "none")
    document.write_text(f"It fell.\n\nIt [rose]({site.url}/b).\n")
    third = verifier(*command)

    assert (once, kept()) == (1, 2)
    assert states(first) == states(second) == {"a": "live", "b": "live"}
    assert [first.json[part] for part in ("document", "links", "hosts", "summary")] == [
        second.json[part] for part in ("document", "links", "hosts", "summary")
    ]
    assert states(third) == {"b": "live"}


def test_a_baseline_lets_old_rot_pass_and_new_rot_not(
    verifier: Command, site: Origin, config: Path, tmp_path: Path
) -> None:
    """Findings saved once do not make the exit code 1 again; a new one does."""
    file = tmp_path / "a.txt"
    file.write_text(f"See {site.url}/old here.")
    command = ("links", "--config", config, "a.txt")

    saved = verifier(*command, "--save-baseline", "known.json")
    old = verifier(*command, "--baseline", "known.json")
    file.write_text(f"See {site.url}/old here. See {site.url}/new there.")
    new = verifier(*command, "--baseline", "known.json")

    assert (saved.code, old.code, new.code) == (1, 0, 1)
    assert "exit code 1: 1 finding (1 http_404)\n" in saved.err
    assert "exit code 0: no findings that known.json does not know\n" in old.err
    assert "exit code 1: 1 finding (1 http_404) that known.json does not know\n" in new.err


def test_a_mended_finding_is_still_in_the_baseline_and_said_to_be(
    verifier: Command, site: Origin, config: Path, tmp_path: Path
) -> None:
    """Entries that no finding answers to are counted, so that somebody writes it anew."""
    file = tmp_path / "a.txt"
    file.write_text(f"See {site.url}/old here.")
    verifier("links", "--config", config, "a.txt", "--save-baseline", "known.json")
    file.write_text(f"See {site.url}/a here.")

    ran = verifier("links", "--config", config, "a.txt", "--baseline", "known.json")

    assert ran.code == 0
    assert "1 of its 1 entries not met" in ran.err
    quiet = verifier("links", "--config", config, "-q", "a.txt", "--baseline", "known.json")
    assert quiet.err == ""


def test_of_many_documents_those_in_order_take_a_line(
    verifier: Command, site: Origin, config: Path, tmp_path: Path
) -> None:
    """What is wrong is told document by document, what all links did together at the end."""
    (tmp_path / "docs").mkdir()
    for name, paths in {"a": ["/a"], "b": ["/a", "/gone"], "c": []}.items():
        text = "\n\n".join(f"[{path}]({site.url}{path})" for path in paths)
        (tmp_path / "docs" / f"{name}.md").write_text(f"# The {name}\n\n{text}\n")

    ran = verifier("links", "--config", config, "docs")

    assert "docs/b.md: The b\n2 links\n" in ran.out
    assert "IN ORDER\n  docs/a.md: The a  1 link\n  docs/c.md: The c  0 links\n" in ran.out
    assert "3 documents, 2 links\n" in ran.out
    assert ran.out.count("/gone") == 1
    assert "exit code 1: 1 finding (1 http_404)\n" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["links"], "--urls"),
        (["links", "--urls", "none.txt"], "none.txt"),
        (["links", "--exclude", "(", "a.txt"], "regular expression"),
        (["links", "--max-age", "old", "a.txt"], "--max-age"),
        (["links", "--baseline", "none.json", "a.txt"], "--save-baseline"),
    ],
)
def test_mistakes_are_one_line(
    verifier: Command, tmp_path: Path, arguments: list[str], said: str
) -> None:
    """Each wrong option exits with 2 and names the way out."""
    (tmp_path / "a.txt").write_text("x")

    ran = verifier(*arguments)

    assert (ran.code, ran.out, said in ran.err) == (2, "", True)
    assert len(ran.err.splitlines()) == 1


def test_the_json_of_links_holds_what_the_contract_says(
    verifier: Command, site: Origin, config: Path, tmp_path: Path
) -> None:
    """Document, links and summary; every link with its hops, times and standing."""
    (tmp_path / "a.txt").write_text(f"See {site.url}/a here.")

    printed: Any = verifier("links", "--config", config, "--format", "json", "a.txt").json

    assert {"document", "links", "summary"} <= set(printed)
    (link,) = printed["links"]
    assert (link["http_status"], link["strikes"], link["title"]) == (200, 0, "A page")
    assert link["next_check_at"] > link["checked_at"]


PLACES = Page(
    '<title>A page</title><h1 id="one">One</h1><p>With some words in it, as pages have them.</p>'
)


def reasons(ran: Ran) -> dict[str, tuple[str, str]]:
    """Last part of each URL -> its reason and sentence."""
    return {
        link["url"].rpartition("/")[2]: (link["reason"], link["why"]) for link in ran.json["links"]
    }


@pytest.mark.parametrize("form", ["list", "document"])
def test_the_places_that_are_cited_are_looked_for(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path, form: str
) -> None:
    """One visit of a page looks for all its places; the next run asks again, for it may cite
    others."""
    origin.pages.update({"/a": PLACES, "/b": PLACES, "/c": PLACES})
    cited = ["/a#one", "/a#two", "/a#three", "/b#one", "/c"]
    urls = "\n".join(f"{origin.url}{path}" for path in cited)
    (tmp_path / "list.txt").write_text(urls)
    (tmp_path / "doc.md").write_text("\n\n".join(f"It is told at <{u}>." for u in urls.split()))
    source = ("--urls", "list.txt") if form == "list" else ("doc.md",)

    first = verifier("links", "--config", config, "--format", "json", *source)
    asked = list(origin.asked)
    verifier("links", "--config", config, "--format", "json", *source)

    found = reasons(first)
    assert found["a"][0] == "fragment_missing"
    assert "(#two, #three)" in found["a"][1]
    assert (found["b"][0], found["c"][0]) == ("ok", "ok")
    assert sorted(asked) == ["/a", "/b", "/c"]
    assert sorted(origin.asked) == ["/a", "/a", "/b", "/b", "/c"]


def test_an_audit_looks_for_the_places_that_are_cited(
    verifier: Command, origin: Origin, config: Path, tmp_path: Path
) -> None:
    """The page is live, and the report says which place is not there."""
    origin.pages["/a"] = PLACES
    (tmp_path / "a.md").write_text(f"The lake fell.[^1]\n\n[^1]: Brown, {origin.url}/a#two\n")

    ran = verifier("audit", "--config", config, "--format", "json", "a.md")

    assert reasons(ran)["a"][0] == "fragment_missing"


def test_settings_that_cannot_be_used_are_told_in_one_line_where_others_visit(
    verifier: Command, config: Path, tmp_path: Path
) -> None:
    """What the processes that visit find wrong is said as if we had found it ourselves."""
    config.write_text(config.read_text().replace('"127.0.0.0/8"', '"nonsense"'))
    urls = "\n".join(f"http://127.0.0.1/{number}" for number in range(500))
    (tmp_path / "list.txt").write_text(urls)
    (tmp_path / "doc.md").write_text("\n\n".join(f"<{url}>" for url in urls.split()))

    for source in (("--urls", "list.txt"), ("doc.md",)):
        ran = verifier("links", "--config", config, "-q", *source)
        assert ran.code == 2
        assert ran.err.count("\n") == 1
        assert "fetch.allow_addresses: 'nonsense'" in ran.err


def test_a_link_of_a_chapter_is_found_in_the_chapters_file(
    verifier: Command, site: Origin, config: Path, tmp_path: Path
) -> None:
    """Of a text that is put together from files, the file and its own line are named."""
    (tmp_path / "ch").mkdir()
    (tmp_path / "ch" / "one.tex").write_text(f"The first.\n\nSee \\url{{{site.url}/gone}}.\n")
    (tmp_path / "main.tex").write_text(
        "\\documentclass{book}\n\\begin{document}\n\\include{ch/one}\n"
        f"And \\url{{{site.url}/lost}}.\n\\end{{document}}\n"
    )

    ran = verifier("links", "--config", config, "main.tex")

    told = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert f"ch/one.tex, line 3 {site.url}/gone" in told
    assert f"main.tex, line 4 {site.url}/lost" in told

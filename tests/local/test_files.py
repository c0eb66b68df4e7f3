"""Files that documents point at: what is found, under which name, and what is never touched."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.linking import read_links
from verifier.local import Folders, unchanged
from verifier.local.files import Shelf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with a folder of documents, and a file outside that nobody may open."""
    files = {
        "out/secret.md": "# Secret",
        "repo/.git/HEAD": "",
        "repo/LICENSE": "free",
        "repo/tool.py": "a\nb\nc\n",
        "repo/docs/a.md": "# A",
        "repo/docs/b.md": "# B\n\n## Second *part*\n\n## Dup\n\n## Dup\n",
        "repo/docs/guide/index.md": "# Guide\n\n## Setup\n",
        "repo/docs/img/map one.png": "png",
        "repo/docs/100%.md": "# All",
        "repo/docs/ref.rst": "Title here\n==========\n\n.. _my-label:\n\nText.\n",
        "repo/docs/page.html": "<p id=x>x<a name=y></a>",
        "repo/docs/empty/x.txt": "",
        "repo/static/logo.svg": "<svg/>",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "repo/docs/way").symlink_to(tmp_path / "out")
    (tmp_path / "repo/docs/one.md").symlink_to(tmp_path / "out/secret.md")
    (tmp_path / "repo/docs/same.md").symlink_to(tmp_path / "repo/docs/b.md")
    return tmp_path / "repo"


def looked(path: Path, text: str, **folders: Any) -> dict[str, str]:
    """The links of a document on the disk, by the path that they are named by -> reason."""
    path.write_text(text)
    reading = read_links(path.read_bytes(), str(path))
    _, states = Folders(**folders).look([reading])
    return {
        os.path.relpath(url, path.parent) if url.startswith(str(path.parents[2])) else url: (
            state.reason
        )
        for url, state in states.items()
    }


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("b.md", "ok"),
        ("./b.md", "ok"),
        ("b.md#second-part", "ok"),
        ("b.md#Second-Part", "ok"),
        ("b.md#dup-1", "ok"),
        ("b.md#dup-2", "anchor_missing"),
        ("b.md#third", "anchor_missing"),
        ("b.md?raw=true#third", "anchor_missing"),
        ("b.md?raw=true", "ok"),
        ("gone.md", "file_missing"),
        ("B.md", "file_missing"),
        ("../LICENSE", "ok"),
        ("img/map%20one.png", "ok"),
        ("<img/map one.png>", "ok"),
        ("img/map%20two.png", "file_missing"),
        ("100%25.md", "ok"),
        ("100%.md", "ok"),
        ("b.html", "ok"),
        ("b.html#second-part", "ok"),
        ("b/", "ok"),
        ("b", "ok"),
        ("b#third", "anchor_missing"),
        ("../b/", "ok"),
        ("../b.md", "file_missing"),
        ("guide/", "ok"),
        ("guide/#setup", "ok"),
        ("guide#set", "anchor_missing"),
        ("guide/index.html", "ok"),
        ("guide.html", "ok"),
        ("empty", "ok"),
        ("empty#x", "ok"),
        ("ref.html#my-label", "ok"),
        ("ref.rst#title-here", "ok"),
        ("ref.rst#title", "anchor_missing"),
        ("page.html#x", "ok"),
        ("page.html#y", "ok"),
        ("page.html#z", "anchor_missing"),
        ("../tool.py#L3", "ok"),
        ("../tool.py#L2-L3", "ok"),
        ("../tool.py#L4", "anchor_missing"),
        ("../tool.py#main", "ok"),
        ("genindex.html", "ok"),
        ("#here", "ok"),
        ("#there", "anchor_missing"),
        ("#top", "ok"),
        ("#fn1", "ok"),
        ("/docs/b.md", "ok"),
        ("/logo.svg", "ok"),
        ("/b", "ok"),
        ("/nowhere/b.md", "root_unknown"),
        ("../../out/secret.md", "outside_root"),
        ("../../issues", "outside_root"),
        ("%2e%2e/%2e%2e/out/secret.md", "outside_root"),
        ("way/secret.md", "outside_root"),
        ("way/../../out/secret.md", "file_missing"),
        ("one.md#secret", "outside_root"),
        ("same.md#dup", "ok"),
        ("b%00.md", "file_missing"),
        ("x" * 400, "file_missing"),
        ("a/" * 300, "file_missing"),
    ],
)
def test_a_link_leads_to_a_file_and_a_place(folder: Path, target: str, reason: str) -> None:
    """Files are found as people and site generators write them, and nothing outside is."""
    found = looked(folder / "docs/doc.md", f"# Here\n\nSee [this]({target}).\n")

    assert list(found.values()) == [reason]


@pytest.mark.parametrize(
    ("target", "reason"),
    [("/b.md", "ok"), ("/nowhere.md", "file_missing"), ("/../LICENSE", "ok"), ("b.md", "ok")],
)
def test_a_root_says_what_a_slash_means(folder: Path, target: str, reason: str) -> None:
    """A path that begins with "/" is then below the root, or it is missing."""
    root = str(folder / "docs")
    found = looked(folder / "docs/guide/doc.md", f"See [this]({target}).", root=root)

    expected = {"b.md": "file_missing"}.get(target, reason)
    assert list(found.values()) == [expected]


def test_what_may_be_a_label_is_no_missing_file(folder: Path) -> None:
    """MyST names labels as if they were files, and ":doc:" is Sphinx's alone."""
    myst = "# A\n\n(here)=\n## B\n\nSee [this](there), [that](gone.md) and [it](#elsewhere).\n"
    assert looked(folder / "docs/m.md", myst) == {
        "gone.md": "file_missing",
        "m.md#elsewhere": "ok",
    }
    rst = "See :doc:`there` and `that <gone.rst>`_.\n"
    assert looked(folder / "docs/m.rst", rst.replace("gone.rst", "gone.html")) == {
        "gone.html": "file_missing"
    }
    (folder / "conf.py").write_text("")
    assert looked(folder / "docs/m.rst", rst) == {
        "there.rst": "file_missing",
        "gone.rst": "file_missing",
    }


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("B.md", "There is no such file (b.md is there)."),
        ("guide/instal.md", "There is no such file."),
        ("guide/idnex.md", "There is no such file (index.md is there)."),
        ("example.org/page", "There is no such file (a web address begins with https://)."),
        ("a@example.org", "There is no such file (a mail address begins with mailto:)."),
        (
            "b.md#scond-part",
            "The file is there, but nothing in it is called #scond-part; #second-part is there.",
        ),
        ("../tool.py#L9", "The file is there, but nothing in it is called #L9; it has 3 lines."),
    ],
)
def test_a_finding_says_what_there_is_instead(folder: Path, target: str, said: str) -> None:
    """A slip in a name, an address without its beginning, the length of a file."""
    document = folder / "docs/doc.md"
    document.write_text(f"See [this]({target}).\n")
    reading = read_links(document.read_bytes(), str(document))
    _, states = Folders().look([reading])

    assert [state.why for state in states.values()] == [said]


def test_without_a_repository_the_folder_given_is_the_bound(tmp_path: Path) -> None:
    """What lies beside the folder given is not looked at; without one, the document's own is."""
    (tmp_path / "docs/in").mkdir(parents=True)
    (tmp_path / "up.md").write_text("# Up")
    (tmp_path / "docs/beside.md").write_text("# Beside")
    text = "[a](../../up.md) [b](../beside.md)"

    wide = looked(tmp_path / "docs/in/doc.md", text, given=[str(tmp_path / "docs")])
    narrow = looked(tmp_path / "docs/in/doc.md", text)

    assert list(wide.values()) == ["outside_root", "ok"]
    assert list(narrow.values()) == ["outside_root", "outside_root"]


@pytest.mark.parametrize("change", ["docs/b.md", "docs/gone.md", "static/x.png", "docs/conf.py"])
def test_what_was_looked_at_tells_of_changes(folder: Path, change: str) -> None:
    """A search that would find something else is known by what the first one looked at."""
    document = folder / "docs/doc.md"
    document.write_text("[a](b.md#dup) [b](gone.md) [c](/x.png) [d](same.md) [e](way/x)\n")
    (folder / "docs/r.rst").write_text(":doc:`nowhere`\n")
    paths = [document, folder / "docs/r.rst"]
    folders = Folders()
    folders.look([read_links(path.read_bytes(), str(path)) for path in paths])
    out = str(folder.parent / "out")

    assert unchanged(folders.seen)
    assert unchanged(json.loads(json.dumps(folders.seen)))
    assert not any(path.startswith(out) for path in folders.seen)
    (folder / change).write_text("# Another\n")
    assert not unchanged(folders.seen)


def test_html_needs_an_index_and_a_saved_page_is_not_blamed(folder: Path) -> None:
    """A folder without an index page is missing; a page that leads to no file here is a site's."""
    page = folder / "docs/doc.html"
    text = "<p>Words <a href='{}'>a</a> <a href=/news/1>n</a> <a href='#q'>q</a></p>"

    assert looked(page, text.format("empty/")) == {}
    assert looked(page, "<p>Words <a href='#q'>q</a> <a href='#r' role=tab>r</a></p>") == {
        "doc.html#q": "anchor_missing"
    }
    assert looked(page, text.format("empty/") + "<img src=page.html>") == {
        "empty": "file_missing",
        "/news/1": "root_unknown",
        "doc.html#q": "anchor_missing",
        "page.html": "ok",
    }


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            ["..", ".", "docs", "way", "b.md", "%2e%2e", "%2E.", "..%2f..", "out", "secret.md", "/"]
        ),
        min_size=1,
        max_size=8,
    )
)
def test_no_path_leads_outside(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    """Whatever a path is made of, what is found lies inside, symbolic links followed."""
    base = tmp_path_factory.getbasetemp() / "bounds"
    if not base.exists():
        (base / "repo/docs").mkdir(parents=True)
        (base / "out").mkdir()
        (base / "out/secret.md").write_text("x")
        (base / "repo/docs/b.md").write_text("x")
        (base / "repo/docs/way").symlink_to(base / "out")
    shelf = Shelf(given=(str(base / "repo"),))
    place = shelf.place(str(base / "repo/docs/a.md"), is_page=False)

    found = shelf.find("/".join(parts), place, plain=True)

    if found.kind in ("file", "folder"):
        assert found.real.startswith(os.path.realpath(base / "repo"))

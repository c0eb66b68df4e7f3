"""The HTML report is one safe file that shows every claim with what was found."""

from __future__ import annotations

import base64
import dataclasses
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from citations.model import Audit, BlockKind, Citation, Mapped, Pointer, Reading
from reports import REPORTS, Options, to_json
from reports.markup import el, join
from reports.prose import passages
from reports.safe import shown

CSS = (Path(__file__).parents[2] / "reports" / "html.css").read_text(encoding="utf-8")
_MB = 1_000_000


def rendered(*audits: Audit) -> str:
    """The page over these sources."""
    return REPORTS["html"](audits, Options())


def parsed(*audits: Audit) -> lxml_html.HtmlElement:
    """The page as a browser's parser would have it."""
    return lxml_html.document_fromstring(rendered(*audits))


def embedded(*audits: Audit) -> Any:
    """The element that holds the JSON report."""
    (data,) = cast("list[Any]", parsed(*audits).xpath("//script[@id='verifier-report']"))
    return data


def elements(page: lxml_html.HtmlElement) -> Counter[tuple[str, ...]]:
    """How often each element occurs with each set of attributes."""
    return Counter((node.tag, *sorted(node.keys())) for node in page.iter() if node.tag)


def test_every_claim_is_marked_with_its_status(audit: Audit) -> None:
    """Colour, sign and word stand by each claim's own words, not checkable ones too."""
    page = parsed(audit)

    for claim in audit.reading.claims:
        (mark,) = page.xpath(f"//*[@id='{claim.id}']")
        status = audit.tags[claim.id].status.value
        assert mark.text_content() == claim.text
        assert f"s-{status}" in mark.get("class")
        flag = mark.xpath("following-sibling::*[contains(@class, 'flag')]")[0]
        assert status.replace("_", " ") in flag.text_content()


def test_beside_a_claim_stand_reason_source_state_copy_and_passage(audit: Audit) -> None:
    """The card holds all that an editor needs to decide."""
    (card,) = parsed(audit).xpath("//*[@id='v-c3']")
    told = card.text_content()

    assert "The quotation says “honest”; the source has “great”." in told
    assert "Marlow, On bridges, 1939" in told
    assert "soft 404" in told
    assert "copy of 2019-03-05" in told
    assert card.xpath(".//mark")[0].text == "“the last great bridge in the county”"
    assert card.get("open") is not None


def test_the_tables_list_every_note_reference_and_link(audit: Audit) -> None:
    """Nothing that was read is left out, and each row can be linked to."""
    page = parsed(audit)
    ids = set(page.xpath("//@id"))
    reading = audit.reading

    assert {f"n-{note.id}" for note in reading.notes} <= ids
    assert {f"n-{reference.id}" for reference in reading.references} <= ids
    assert {f"l-{link.id}" for link in reading.links} <= ids


def test_every_link_on_the_page_leads_somewhere(audit: Audit) -> None:
    """Ids are unique, over several sources too, and no inner link dangles."""
    page = parsed(audit, audit)
    ids = page.xpath("//@id")

    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_hostile_text_adds_nothing_to_the_page(audit: Audit, hostile: Audit) -> None:
    """The parsed page has the template's elements and attributes alone, links apart."""
    usual, attacked = elements(parsed(audit)), elements(parsed(hostile))

    assert {tag for tag, *_ in attacked} <= {tag for tag, *_ in usual}
    assert {name for _, *names in attacked for name in names} <= {
        name for _, *names in usual for name in names
    }
    assert len(parsed(hostile).xpath("//script")) == 2
    assert not any(name.startswith("on") for _, *names in attacked for name in names)


def test_only_honest_web_addresses_become_links(hostile: Audit) -> None:
    """javascript:, data: and disguised addresses are shown as text."""
    hrefs = [href for href in parsed(hostile).xpath("//@href") if not href.startswith("#")]

    assert hrefs
    assert all(re.match(r"https?://ok\.example/", href) for href in hrefs)


def test_hidden_characters_are_shown(hostile: Audit) -> None:
    """No mark that turns text around or hides it reaches the page."""
    page = rendered(hostile)

    assert not set(page) & set("\x00\x07\x1b\x9b\u202e\u2066\ufeff")
    assert "⟨U+202E⟩" in page
    page.encode("utf-8")


def test_the_policy_allows_one_style_and_one_script(audit: Audit) -> None:
    """The hashes in the policy are those of the page's own style and script."""
    page = parsed(audit)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = page.xpath("//style")
    script = page.xpath("//script")[-1]

    for element in (style, script):
        digest = base64.b64encode(sha256(element.text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not page.xpath("//@style")
    assert not page.xpath("//@src")


def test_the_json_report_is_inside(audit: Audit, hostile: Audit) -> None:
    """What programs read is embedded whole, and cannot end its element early."""
    for one in (audit, hostile):
        data = embedded(one)
        assert data.get("type") == "application/json"
        assert json.loads(data.text) == json.loads(json.dumps(to_json(one)))


def test_a_thousand_claims_fit_in_two_megabytes(large: Callable[[int], Audit]) -> None:
    """Even when each has a source, a link and a passage of its own; the JSON is packed then."""
    audit = large(1000)
    page = rendered(audit)
    data = embedded(audit)

    assert len(page.encode()) < 2 * _MB
    assert data.get("type") == "application/gzip"
    assert json.loads(gzip.decompress(base64.b64decode(data.text))) == to_json(audit)


def test_claims_outside_all_blocks_are_shown(audit: Audit) -> None:
    """A reader that gives no blocks still gets every claim on the page."""
    bare = dataclasses.replace(audit.reading.document, blocks=())
    page = parsed(
        dataclasses.replace(audit, reading=dataclasses.replace(audit.reading, document=bare))
    )

    assert {claim.id for claim in audit.reading.claims} <= set(page.xpath("//@id"))


def test_a_claim_over_two_blocks_is_one_claim(audit: Audit) -> None:
    """Its words are marked in both blocks, and it has one card, one flag and one id."""
    first, second = audit.reading.claims[3], audit.reading.claims[4]
    over = dataclasses.replace(first, end=second.end)
    claims = tuple(over if claim is first else claim for claim in audit.reading.claims)
    claims = tuple(claim for claim in claims if claim is not second)
    page = parsed(
        dataclasses.replace(audit, reading=dataclasses.replace(audit.reading, claims=claims))
    )
    blocks = {
        element.getparent() for element in page.xpath("//span[contains(@class, 's-not_in_source')]")
    }

    assert len(blocks) == 2
    assert len(page.xpath("//*[@id='c4']")) == len(page.xpath("//*[@id='v-c4']")) == 1
    assert len(page.xpath("//a[@href='#v-c4']")) == 1


def test_an_audit_of_nothing_is_a_page(audit: Audit) -> None:
    """An empty document, an unchecked one, and none at all are still whole pages."""
    empty = Reading(document=dataclasses.replace(audit.reading.document, blocks=(), text=""))

    for audits in ((Audit(reading=empty),), (Audit(reading=audit.reading),), ()):
        page = rendered(*audits)
        assert page.startswith("<!doctype html>")
        assert page.endswith("</html>\n")


def test_markup_in_the_source_stays_out_of_the_reading_text(audit: Audit) -> None:
    """A Markdown link shows its words; a note marker that is only mark-up shows its number."""
    text = "See [the records](https://a.example) of 1937.[^1] Then more."
    words = "See the records of 1937. Then more."
    offsets = [text.index("See") + i for i in range(4)] + [5 + i for i in range(11)]
    offsets += [text.index(" of 1937") + i for i in range(9)] + [
        text.index(" Then") + i for i in range(11)
    ]
    link_end = text.index(")") + 1
    note = text.index("[^1]")
    block = dataclasses.replace(
        audit.reading.document.blocks[2],
        kind=BlockKind.PARAGRAPH,
        content=Mapped(words, offsets),
    )
    pointers = (
        Pointer(style="inline_link", marker="", start=4, end=link_end, block=0, at=15),
        Pointer(style="footnote", marker="1", start=note, end=note + 4, block=0, at=24),
    )
    document = dataclasses.replace(
        audit.reading.document, text=text, blocks=(block,), pointers=pointers
    )
    claims = (
        dataclasses.replace(audit.reading.claims[0], start=0, end=note, text=words[:24]),
        dataclasses.replace(audit.reading.claims[1], start=text.index("Then"), end=len(text)),
    )
    citations = tuple(
        Citation(id=f"m{n}", marker=p.marker, style=p.style, start=p.start, end=p.end, line=1)
        for n, p in enumerate(pointers)
    )
    reading = dataclasses.replace(
        audit.reading, document=document, claims=claims, citations=citations, notes=()
    )

    (passage,) = passages(reading)

    assert [
        (piece.text, piece.claim and piece.claim.id, piece.citation and piece.citation.id)
        for piece in passage.pieces
    ] == [
        ("See ", "c1", None),
        ("the records", "c1", "m0"),
        (" of 1937.", "c1", None),
        ("1", None, "m1"),
        (" ", None, None),
        ("Then more.", "c2", None),
    ]
    assert [claim.id for claim in passage.ending] == ["c1", "c2"]


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_stays_text(words: str, title: str) -> None:
    """A parser reads back the very text, in content and in attributes."""
    page = f"<!doctype html><body>{el('p', words, title=title)}"
    (made,) = BeautifulSoup(page, "lxml").find_all("p")

    assert made.get_text() == shown(words)
    assert made["title"] == shown(title)


def test_headings_leave_out_no_level(audit: Audit) -> None:
    """Whatever levels a document's headings have, a screen reader finds them in order."""
    blocks = tuple(
        dataclasses.replace(block, level=level)
        for level, block in zip((1, 4, 1, 6, 2, 3), audit.reading.document.blocks, strict=False)
    )
    kinds = [BlockKind.HEADING] * 5 + [BlockKind.TITLE]
    made = tuple(dataclasses.replace(b, kind=k) for b, k in zip(blocks, kinds, strict=True))
    document = dataclasses.replace(audit.reading.document, blocks=made)
    page = rendered(
        dataclasses.replace(audit, reading=dataclasses.replace(audit.reading, document=document))
    )
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_elements_escape_by_construction() -> None:
    """Text, attribute values and addresses need no care from those who build a page."""
    assert el("p", "<b>", el("i", "&")) == "<p>&lt;b&gt;<i>&amp;</i></p>"
    assert el("a", "x", href="javascript:alert(1)", title='"') == '<a title="&quot;">x</a>'
    assert el("a", "x", href="https://a.example/?a=1&b") == (
        '<a href="https://a.example/?a=1&amp;b">x</a>'
    )
    assert el("input", type="radio", checked=True, id=None) == "<input type=radio checked>"
    assert join("a\nb", None) == "a b"


def _colors(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_the_contrast_of_wcag_aa(scheme: str) -> None:
    """4.5 to 1 for all text, on the page, on cards, on its own tint and on others'."""
    light, dark = CSS.split("@media (prefers-color-scheme: dark)")[:2]
    colors = _colors(light if scheme == "light" else dark.split("* { box-sizing")[0])
    tones = [name.removesuffix("-tint") for name in colors if name.endswith("-tint")]
    pairs = [(name, ground) for name in ("ink", "soft", "link", *tones) for ground in _GROUNDS]
    pairs += [(tone, f"{tone}-tint") for tone in tones] + [("ink", f"{t}-tint") for t in tones]
    pairs += [("page", tone) for tone in tones]

    assert len(tones) == 7
    assert [(a, b) for a, b in pairs if _contrast(colors[a], colors[b]) < 4.5] == []


_GROUNDS = ("page", "sheet")

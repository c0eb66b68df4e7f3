"""HTML: the main text first, then whatever else the page says outside its navigation.

trafilatura finds the article but leaves out captions, tables and lists that a claim may
rest on. A passage that we dropped would be called missing, so it is put behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from citations.formats.decode import decode
from verifier.sources.base import Read, tidy

__all__ = ["read"]

#: Beyond this trafilatura takes seconds, and more stack than we like to lend.
_MAIN_TEXT_LIMIT = 1_500_000
# Looking for a line in a long text is not free; later lines are kept unlooked.
_MAX_LOOKS = 2_000
_NOT_WORD = re.compile(r"\W+")
_MAX_DEPTH = 1_500
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_NO_TAGS = re.compile(r"<[^<>]{0,5000}>")
# Elements that have no end tag, or need none.
_UNNESTED = frozenset(
    "area base br col embed hr img input link meta source track wbr p li dt dd tr td th "  # noqa: SIM905
    "thead tbody tfoot option optgroup rp rt path circle rect line polygon use stop".split()
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_FURNITURE = (
    "script, style, noscript, template, svg, iframe, object, select, nav, footer, aside, form, "
    'button, [hidden], [aria-hidden="true"], [role="navigation"], [role="banner"], '
    '[style*="display:none"], [style*="display: none"]'
)
_BLOCKS = frozenset(
    "address article aside blockquote body br caption dd div dl dt figcaption figure h1 h2 h3 h4 "  # noqa: SIM905
    "h5 h6 header hr li main ol p pre section summary table tbody thead tr ul".split()
)
_CELLS = frozenset(("td", "th"))


def read(body: bytes, declared: str | None, url: str) -> Read:
    """The page's words and what it says of itself."""
    found = _META_CHARSET.search(body[:4096])
    html = decode(body, url, declared or (found[1].decode("ascii") if found else None))
    if _too_deep(html):
        return Read(text=_NO_TAGS.sub("\n", html))
    tree = LexborHTMLParser(html)
    title, language, scholarly = _about(tree)
    main = _main(html) if len(html) <= _MAIN_TEXT_LIMIT else None
    whole = _visible(tree)
    first = tidy(main.text or "") if main else ""
    text = _joined(first, tidy(whole))
    return Read(
        text=text,
        main=len(first) or None,
        title=(main.title if main else None) or title,
        authors=_authors(main.author if main else None),
        published=_date(main.date if main else None),
        language=language,
        scholarly=scholarly,
    )


def _too_deep(html: str) -> bool:
    """Whether elements are nested as no page has them: every parser is quadratic in that."""
    depth = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _UNNESTED:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > _MAX_DEPTH:
                return True
    return False


def _about(tree: LexborHTMLParser) -> tuple[str | None, str | None, bool]:
    title = tree.css_first("title")
    root = tree.css_first("html")
    language = (root.attributes.get("lang") if root else None) or ""
    return (
        (title.text(strip=True)[:500] or None) if title else None,
        language.split("-")[0].lower()[:8] or None,
        tree.css_first('meta[name="citation_title" i], meta[name="citation_doi" i]') is not None,
    )


def _main(html: str) -> Any:
    """trafilatura's article, or None when it finds none."""
    from trafilatura import bare_extraction

    return bare_extraction(
        html,
        output_format="python",  # "txt" would leave .text empty
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        with_metadata=True,
    )


def _visible(tree: LexborHTMLParser) -> str:
    """All visible words outside navigation, a line a block; a table row is one line."""
    for node in tree.css(_FURNITURE):
        if node.tag not in ("html", "body"):
            node.decompose()
    return "".join(_pieces(tree))


def _pieces(tree: LexborHTMLParser) -> Iterator[str]:
    if tree.body is None:
        return
    for node in tree.body.traverse(include_text=True):
        if node.tag == "-text":
            yield re.sub(r"\s+", " ", node.text_content or "")
        elif node.tag in _BLOCKS:
            yield "\n"
        elif node.tag in _CELLS:
            yield " | "


def _joined(main: str, whole: str) -> str:
    """The main text, then the lines of the whole that it does not hold."""
    if not main:
        return whole
    lines, known = set(main.split("\n")), _bare(main)
    rest, looked = [], 0
    for line in whole.split("\n"):
        if line in lines:
            continue
        bare = _bare(line)
        looked += 1
        if len(bare) >= 3 and (looked > _MAX_LOOKS or bare not in known):
            rest.append(line)
    return "\n".join([main, *rest])


def _bare(text: str) -> str:
    return _NOT_WORD.sub("", text).casefold()


def _authors(named: str | None) -> tuple[str, ...]:
    return tuple(name.strip()[:200] for name in (named or "").split(";") if name.strip())[:20]


def _date(found: str | None) -> date | None:
    try:
        return date.fromisoformat(found) if found else None
    except ValueError:
        return None

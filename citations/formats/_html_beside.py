"""Blocks beside a page's article: menus, teasers, lists of what else the site has.

The names that a page gives its parts tell most of them (``_html_scope``). The rest shows in
the links: short texts in a row that lead to other pages of the same site are no prose, and
neither are the few words that stand between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from urllib.parse import urlsplit

from citations.formats._html_tree import Tree, words
from citations.model import Block, BlockKind

__all__ = ["beside", "hosts_of", "is_date", "is_own", "is_sharing"]

_PLAIN = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})
_LOOSE = _PLAIN | {BlockKind.HEADING, BlockKind.NAVIGATION, BlockKind.BYLINE}
#: So much of a block is links: it leads somewhere and says nothing.
_LINKED = 0.8
#: A text of that weight outside its links is prose; a teaser has at most the second one.
_PROSE, _TEASER = 80, 400
#: An ideograph says as much as three letters.
_WIDE = re.compile(r"[぀-ヿ㐀-鿿가-힣]")
_SENTENCE = re.compile(r"[.!?。！？…][\"'”’»)\]]*\s*\Z")
#: So many short texts between two links go with them.
_BETWEEN = 2
_DATE = re.compile(r"\d{1,2}[./:]\d{1,2}|\b(?:19|20)\d\d\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHARING = re.compile(
    r"(?i)//(?:[a-z0-9-]+\.)*(?:(?:twitter|x)\.com/(?:share|intent|home\?status)|"
    r"facebook\.com/(?:share|dialog)|linkedin\.com/(?:share|cws)|pinterest\.[a-z.]+/pin/create|"
    r"reddit\.com/submit|tumblr\.com/share|t\.me/share|telegram\.me/share|wa\.me/|"
    r"api\.whatsapp\.com/|getpocket\.com/(?:save|edit)|xing\.com/(?:spi|app/user|social)|"
    r"plus\.google\.com/share|news\.ycombinator\.com/submitlink|vk\.com/share|addtoany\.com)"
)
_NETWORKS = words(
    "twitter facebook instagram linkedin youtube pinterest whatsapp telegram tiktok xing reddit "
    "tumblr flickr mastodon threads bluesky vimeo soundcloud weibo vk"
)
#: A page with fewer links does not tell its own site by them.
_FEW = 10


def hosts_of(tree: Tree) -> frozenset[str]:
    """The hosts of the page's own site: those it names, else the one most of its links lead to."""
    named: set[str] = set()
    linked: Counter[str] = Counter()
    for element in tree.elements:
        if element.tag == "a":
            linked[_site(_host(element.get("href")))] += 1
        elif (element.tag == "link" and element.get("rel").lower() == "canonical") or (
            element.tag == "base"
        ):
            named.add(_host(element.get("href")))
        elif element.tag == "meta" and element.get("property") == "og:url":
            named.add(_host(element.get("content")))
    if named - {""}:
        return frozenset(named - {""})
    total = sum(linked.values())
    host, count = max(linked.items(), key=lambda row: (bool(row[0]), row[1]), default=("", 0))
    return frozenset({host} if host and count >= _FEW and count * 2 >= total else ())


def _host(url: str) -> str:
    try:
        host = urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _site(host: str) -> str:
    """What a host and its sister hosts share: "news.town.example" is also "town.example"."""
    labels = host.split(".")
    short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if short else -2 :])


def is_own(url: str, hosts: Collection[str]) -> bool:
    """The address is one of the page's own site, or of a part of it."""
    host = _host(url) if hosts else ""
    return bool(host) and any(
        host == one or host.endswith(f".{one}") or one.endswith(f".{host}") for one in hosts
    )


def is_sharing(url: str, label: str) -> bool:
    """The link passes the page on to others, or leads to its makers' account somewhere."""
    return label.strip().lower() in _NETWORKS or bool(_SHARING.search(url[:200]))


def beside(blocks: Sequence[Block], linked: Sequence[int], cited: Collection[int]) -> set[int]:
    """The indices of the blocks that stand beside the article.

    ``linked`` tells of each block how many of its characters are links within the site;
    blocks in ``cited`` hold a note's marker and are always the article's.
    """
    weights = [
        _weight(block, inner) if block.kind in _PLAIN else 0
        for block, inner in zip(blocks, linked, strict=True)
    ]
    leading = {
        at
        for at, (block, inner) in enumerate(zip(blocks, linked, strict=True))
        if at not in cited and _leads(block, inner)
    }
    found = set(leading)
    for run in _runs(blocks, weights, cited):
        _spread(run, blocks, found)
    _teasers(blocks, weights, leading, found, cited)
    return found


def is_date(block: Block) -> bool:
    """A line that only says when the page was made."""
    text = block.content.text
    return (
        block.kind is BlockKind.PARAGRAPH
        and len(text) < _PROSE
        and bool(_DATE.search(text))
        and len(_WORD.findall(text)) <= 4
        and not _SENTENCE.search(text)
    )


def _weight(block: Block, inner: int) -> int:
    text = block.content.text
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    size = len(text) + 2 * wide
    free = size - min(size, inner * size // max(1, len(text)))
    if free >= _PROSE or (_SENTENCE.search(text) and free * 2 > size and free > _PROSE // 4):
        return free
    return 0


def _leads(block: Block, inner: int) -> bool:
    if block.kind is BlockKind.NAVIGATION:
        return True
    if block.kind is BlockKind.HEADING and block.level == 1:
        return False
    return block.kind in _LOOSE and inner > len(block.content.text) * _LINKED


def _runs(
    blocks: Sequence[Block], weights: Sequence[int], cited: Collection[int]
) -> Iterator[range]:
    """Stretches of blocks without prose."""
    start = 0
    for at, block in enumerate(blocks):
        if block.kind not in _LOOSE or weights[at] or at in cited:
            if at > start:
                yield range(start, at)
            start = at + 1
    if len(blocks) > start:
        yield range(start, len(blocks))


def _spread(run: range, blocks: Sequence[Block], found: set[int]) -> None:
    """Short texts between links, or between links and an end of the page, go with them."""
    if found.isdisjoint(run):
        return
    gap: list[int] = []
    open_left = run.start == 0
    for at in [*run, run.stop]:
        if at < run.stop and at not in found:
            gap.append(at)
            continue
        closed = at < run.stop or run.stop == len(blocks)
        if gap and closed and len(gap) <= _BETWEEN and (open_left or _heads(gap, found)):
            found.update(one for one in gap if not _is_title(blocks[one]))
        gap, open_left = [], True


def _heads(gap: Sequence[int], found: set[int]) -> bool:
    """Words that announce the links behind them."""
    after = gap[-1] + 1
    return len(gap) == 1 and after in found and after + 1 in found


def _is_title(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level == 1


def _teasers(
    blocks: Sequence[Block],
    weights: Sequence[int],
    leading: set[int],
    found: set[int],
    cited: Collection[int],
) -> None:
    """Titles that are links, each with a few words on the page behind it."""
    titles = [at for at in sorted(leading) if blocks[at].kind is BlockKind.HEADING]
    for here, there in zip(titles, [*titles[1:], len(blocks)], strict=False):
        between = range(here + 1, there)
        near = there in leading or (here in found and here - 2 in found)
        if (
            near
            and len(between) <= _BETWEEN
            and not any(
                at in cited or weights[at] > _TEASER or blocks[at].kind not in _LOOSE
                for at in between
            )
        ):
            found.update(between)

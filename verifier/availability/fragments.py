"""Whether the place in a page that is cited is there: ids, names, headings, words, pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from verifier.availability.page import Page
from verifier.availability.phrases import plain
from verifier.availability.words import parse_html

__all__ = ["has_fragment", "lost_places"]

#: So much of a page is searched.
_MOST = 2_000_000
# Places that scripts make: routes of one-page applications and of book readers, players, lines
# of files, comments that are loaded later, and what counters of visits append.
_SCRIPTED = re.compile(
    r"!|.*/|:~:|(?:t|xywh|:\w+)=|L\d+(?:-L?\d+)?$|L\d+C\d+|\d+(?:[-,:]\d+)+$|utm_|xtor=|.*=|"
    r"(?:issue|review|commit|disqus|dsq)?[_-]?comments?(?:[_-]?\w*\d)?$|disqus_thread$|respond$|"
    r"(?:discussion_r|discussioncomment-|pullrequestreview-|note_|event-|diff-)\w+$|"
    r"axzz\w{8,}$|\.[\w-]{8,24}$",
    re.IGNORECASE,
)
_FORGES = ("github.com", "gitlab.com", "codeberg.org", "bitbucket.org")
# Where a forge of one's own (GitLab, Gitea, Forgejo) shows a file, a wiki or a discussion.
_FORGE_PATH = re.compile(
    r"/-/(?:blob|tree|wikis|issues|merge_requests)/|/src/(?:branch|tag|commit)/"
)
_ANCHOR = re.compile(rb'"anchor":"([^"\\]{1,300})"|user-content-([^"\\\s]{1,300})')
#: The class of a text that forges have set themselves.
_PROSE_SHOWN = b"markdown-body"
_PDF_PAGE = re.compile(r"(?:^|&)page=(\d{1,6})(?:&|$)")
_PDF_COUNT = re.compile(rb"/Type\s{0,4}/Page(?![A-Za-z])")
_PDF_TOTAL = re.compile(rb"/Count\s{1,4}(\d{1,6})")


def lost_places(page: Page, fragments: Iterable[str]) -> list[str]:
    """Those of the places that a page which was read whole does not have."""
    if page.fetched.truncated or page.fetched.unread:
        return []
    return [each for each in fragments if has_fragment(page, each) is False]


def has_fragment(page: Page, fragment: str) -> bool | None:
    """Whether the page has the place; None if that cannot be told without running scripts."""
    plain_part, directive, words = fragment.partition(":~:")
    if directive:
        found = _has_words(page, words)
        return found if not plain_part else (found is not False and has_fragment(page, plain_part))
    name = unquote(plain_part)
    if not name or name.lower() == "top":
        return True
    if page.body.startswith(b"%PDF-"):
        return _has_pdf_page(page.body, plain_part)
    if not page.is_html:
        return None
    wanted = (plain_part, name, f"user-content-{name}", f"user-content-{name.lower()}")
    if not page.names.isdisjoint(wanted):
        return True
    if _SCRIPTED.match(plain_part) or page.words.scripted or page.has_more_names:
        return None
    return _has_heading(page, name) if _is_forge(page) else False


def _is_forge(page: Page) -> bool:
    address = urlsplit(page.fetched.final_url)
    host = address.hostname or ""
    known = any(host == forge or host.endswith(f".{forge}") for forge in _FORGES)
    return known or _FORGE_PATH.search(address.path) is not None


def _has_heading(page: Page, name: str) -> bool | None:
    """GitHub and GitLab make a heading's anchor from its words, some of them as scripts run."""
    wanted = {name.lower(), re.sub(r"-\d+$", "", name.lower())}
    tree = parse_html(page.body[:_MOST].decode(page.charset, "replace"))
    headings = [node.text() or "" for node in tree.css("h1, h2, h3, h4, h5, h6")]
    if not wanted.isdisjoint(map(slug, headings)):
        return True
    # The text that scripts are to show lies in the page as data, with its anchors.
    found = (match[1] or match[2] for match in _ANCHOR.finditer(page.body[:_MOST]))
    data = {anchor.decode("utf-8", "replace").lower() for anchor in found}
    if not wanted.isdisjoint(data):
        return True
    return False if data or _PROSE_SHOWN in page.body else None


def slug(heading: str) -> str:
    """A heading's anchor as GitHub and GitLab make it: lower case, hyphens for blanks."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


def _has_pdf_page(body: bytes, fragment: str) -> bool | None:
    match = _PDF_PAGE.search(fragment)
    if match is None:
        return None
    counted = len(_PDF_COUNT.findall(body))
    total = max([counted, *(int(count) for count in _PDF_TOTAL.findall(body)[:1000])])
    # Pages inside compressed objects cannot be counted here.
    return int(match[1]) <= total if total else None


def _has_words(page: Page, directives: str) -> bool | None:
    """Text fragments (WICG): every text= must be there; others are for scripts."""
    if not page.is_html:
        return None
    text = f" {plain(page.all_text)} "
    parts = [part[5:] for part in directives.split("&") if part.startswith("text=")]
    if not parts:
        return None
    if all(_says(text, part) for part in parts):
        return True
    return None if page.words.scripted else False


def _says(text: str, part: str) -> bool:
    """One text=[prefix-,]start[,end][,-suffix]: its pieces stand in this order."""
    pieces = [plain(unquote(piece.strip("-"))) for piece in part.split(",")[:4]]
    at = 0
    for piece in pieces:
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True

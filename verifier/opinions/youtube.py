"""YouTube: a video that is gone or private has a page that answers 200 all the same.

oEmbed tells them apart: 404 or 400 where there is no such video, 403 (or a bare "Forbidden")
where it is private, 401 where it may not be embedded, which says nothing against it.
"""

from __future__ import annotations

from urllib.parse import parse_qs, quote

from citations.model import LinkStatus
from verifier.addresses import Target
from verifier.availability import Fetched, Finding
from verifier.availability.page import Page
from verifier.opinions.question import Question, json_of

__all__ = ["opinion"]

_PLAYS = b'"playabilityStatus":{"status":"OK"'
_OEMBED = "https://www.youtube.com/oembed?format=json&url="
#: Paths whose second part is a video.
_VIDEO_PATHS = frozenset({"embed", "shorts", "live", "v"})


def opinion(
    target: Target, page: Page, finding: Finding, _: frozenset[str]
) -> Finding | Question | None:
    """A page that does not show whether its video plays is not believed."""
    if finding.status in (LinkStatus.SOFT_404, LinkStatus.FAILING) or _PLAYS in page.body:
        return None
    watch = _watch(target)
    if watch is None:
        return None
    return Question(url=_OEMBED + quote(watch, safe=""), read=lambda got: _read(got, finding))


def _watch(target: Target) -> str | None:
    """The address of the video or list in the one spelling that oEmbed takes."""
    path, _, query = target.path.partition("?")
    parts = [part for part in path.split("/") if part]
    asked = parse_qs(query[:2_000])
    video = asked.get("v", [""])[0] if parts == ["watch"] else ""
    if target.host.endswith("youtu.be") and parts:
        video = parts[0]
    elif len(parts) == 2 and parts[0] in _VIDEO_PATHS and parts[1] != "videoseries":
        video = parts[1]
    if video:
        return f"https://www.youtube.com/watch?v={quote(video, safe='')}"
    playlist = asked.get("list", [""])[0] if parts == ["playlist"] else ""
    return f"https://www.youtube.com/playlist?list={quote(playlist, safe='')}" if playlist else None


def _read(fetched: Fetched, before: Finding) -> Finding | None:
    if fetched.status in (400, 404):
        return Finding(LinkStatus.SOFT_404, "not_found_page", "YouTube has no such video.")
    if fetched.status == 403 or fetched.body.strip() == b"Forbidden":
        return Finding(LinkStatus.BLOCKED, "login_required", "The video is private.")
    if fetched.status == 200 and json_of(fetched).get("title"):
        if before.status is LinkStatus.MOVED:
            return None
        return Finding(LinkStatus.LIVE, "ok", "The video is there.")
    return None

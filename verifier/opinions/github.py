"""GitHub: pages it keeps programs from, private repositories, and lines of files.

Its robots.txt keeps programs from folders and histories, and it answers 429 to many a visit;
raw.githubusercontent.com and the API say whether the thing is there. A private repository
answers 404 to strangers; with credentials for api.github.com in the settings it is asked.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from citations.model import LinkStatus
from verifier.addresses import Target
from verifier.availability import Fetched, Finding
from verifier.availability.page import Page
from verifier.availability.reasons import finding as finding_of
from verifier.opinions.question import Question

__all__ = ["opinion"]

_API = "api.github.com"
_LINES = re.compile(r"L(\d{1,9})(?:C\d{1,9})?(?:-L?(\d{1,9})(?:C\d{1,9})?)?")
_REPOSITORY = re.compile(r"/([\w.-]{1,100})/([\w.-]{1,100})(/.*)?", re.ASCII)
#: First parts of paths that are GitHub's own, not somebody's.
_OWN = frozenset(
    """about apps collections contact customer-stories enterprise events explore features login
    marketplace new notifications orgs organizations pricing readme search security settings
    site sponsors team topics trending users""".split()  # noqa: SIM905
)
_THERE = "GitHub says that it is there, though it does not show programs the page."
_PRIVATE = "The page is there for those with access: its repository is private."
_MAYBE_PRIVATE = "{why}; GitHub says the same of what is private."


def opinion(
    target: Target, page: Page, finding: Finding, credentials: frozenset[str]
) -> Finding | Question | None:
    """Whether what GitHub hides is there, and whether a file has the lines that are cited."""
    match = _REPOSITORY.fullmatch(target.path.partition("?")[0])
    if target.host not in ("github.com", "www.github.com") or not match or match[1] in _OWN:
        return None
    owner, repository, rest = match[1], match[2].removesuffix(".git"), match[3] or "/"
    kind, _, path = rest[1:].partition("/")
    if finding.reason == "http_404":
        if _API in credentials:
            return Question(url=_asked(owner, repository, kind, path), read=_private)
        why = finding.why.removesuffix(".")
        return Finding(finding.status, finding.reason, _MAYBE_PRIVATE.format(why=why))
    if kind in ("blob", "raw", "blame") and "/" in path:
        last = _last_line(target.fragment) if kind != "raw" else 0
        if finding.status is LinkStatus.BLOCKED or (last and finding.reason == "ok"):
            url = f"https://raw.githubusercontent.com/{owner}/{repository}/{path}"
            return Question(
                url=url, read=lambda got: _file(got, target.fragment, last, page.fetched)
            )
    elif finding.status is LinkStatus.BLOCKED:
        return Question(url=_asked(owner, repository, kind, path), read=_there)
    return None


def _last_line(fragment: str) -> int:
    """The last of the lines that are cited, a blank between citations; 0: none are."""
    matches = filter(None, map(_LINES.fullmatch, fragment.split(" ")))
    return max((int(n) for match in matches for n in match.groups() if n), default=0)


def _asked(owner: str, repository: str, kind: str, path: str) -> str:
    """The API's address of a file or folder, or else of the repository."""
    base = f"https://{_API}/repos/{owner}/{repository}"
    branch, slash, inside = path.partition("/")
    if kind in ("blob", "tree", "raw", "blame") and slash and inside:
        return f"{base}/contents/{inside}?ref={quote(branch, safe='')}"
    if kind in ("issues", "pulls", "pull") and branch.isdigit():
        return f"{base}/issues/{branch}"
    return base


def _there(fetched: Fetched) -> Finding | None:
    return Finding(LinkStatus.LIVE, "ok", _THERE) if fetched.status == 200 else None


def _private(fetched: Fetched) -> Finding | None:
    return Finding(LinkStatus.LIVE, "ok", _PRIVATE) if fetched.status == 200 else None


def _file(fetched: Fetched, fragment: str, last: int, before: Fetched) -> Finding | None:
    """What the file itself says: it is there, and long enough."""
    if fetched.status != 200:
        return None
    lines = fetched.body.count(b"\n") + (not fetched.body.endswith(b"\n"))
    if last > lines and not fetched.truncated:
        return finding_of("fragment_missing", detail=f"{fragment}, of {lines} lines")
    shown = before.status is not None and 200 <= before.status < 300
    return None if shown else Finding(LinkStatus.LIVE, "ok", _THERE)

"""DOIs and handles: whether one is registered is for the handle system to say.

doi.org redirects a DOI that is registered. What its publisher then says to programs is not
the DOI's fault; what doi.org says of its own is asked again of the proxy's interface, whose
``responseCode`` is 1 for a handle that exists and 100 for one that does not.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from citations.model import LinkStatus
from verifier.addresses import Target
from verifier.availability import Fetched, Finding
from verifier.availability.page import Page
from verifier.opinions.question import Question, json_of

__all__ = ["opinion"]

_FOUND, _NOT_FOUND = 1, 100
_RESOLVERS = frozenset({"doi.org", "www.doi.org", "dx.doi.org", "hdl.handle.net"})
_LEADS = "The {kind} is registered and leads to {final}, which lets only browsers in."
_ANSWERED = frozenset({LinkStatus.LIVE, LinkStatus.MOVED, LinkStatus.PAYWALLED})


def opinion(
    target: Target, page: Page, finding: Finding, _: frozenset[str]
) -> Finding | Question | None:
    """A refusal behind the resolver is none of the DOI; the resolver's own is asked again."""
    name = target.path.partition("?")[0].lstrip("/")
    if target.host not in _RESOLVERS or "/" not in name or finding.status in _ANSWERED:
        return None
    kind = "DOI" if name.startswith("10.") else "handle"
    if (urlsplit(page.fetched.final_url).hostname or "") not in _RESOLVERS:
        if finding.status is not LinkStatus.BLOCKED:
            return None
        why = _LEADS.format(kind=kind, final=page.fetched.final_url)
        return Finding(LinkStatus.LIVE, "ok", why)
    host = "doi.org" if kind == "DOI" else "hdl.handle.net"
    url = f"https://{host}/api/handles/{name}"
    return Question(url=url, read=lambda fetched: _read(fetched, kind))


def _read(fetched: Fetched, kind: str) -> Finding | None:
    answer = json_of(fetched)
    if answer.get("responseCode") == _FOUND:
        leads = _leads(answer.get("values"))
        behind = f" and leads to {leads}, which was not visited" if leads else ""
        return Finding(LinkStatus.LIVE, "ok", f"The {kind} is registered{behind}.")
    if answer.get("responseCode") == _NOT_FOUND:
        why = f"There is no such {kind}: the registry does not know it."
        return Finding(LinkStatus.FAILING, "http_404", why)
    return None


def _leads(values: object) -> str:
    """The address that is registered, if one is."""
    for value in values if isinstance(values, list) else []:
        data = value.get("data") if isinstance(value, dict) else None
        if isinstance(data, dict) and value.get("type") == "URL":
            url = data.get("value")
            if isinstance(url, str) and url.startswith("http") and url.isprintable():
                return url[:300]
    return ""

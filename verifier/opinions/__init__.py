"""Second opinions: sites whose pages lie or hide, and who else of the site can be asked.

A site is one file with ``opinion`` and a line in ``OPINIONS`` for each of its hosts.
"""

from __future__ import annotations

from collections.abc import Callable

from citations.model import LinkStatus
from verifier.addresses import Target
from verifier.availability import Finding
from verifier.availability.page import Page
from verifier.domains import registrable
from verifier.opinions import doi, github, youtube
from verifier.opinions.question import Question

__all__ = ["OPINIONS", "Question", "second_opinion"]

Opinion = Callable[[Target, Page, Finding, frozenset[str]], Finding | Question | None]
"""From what was asked, what came, what it means so far, and the hosts that we have
credentials for, to what it really means, or to whom to ask; None: it means what it means."""

#: By the registrable domain of the address that was asked.
OPINIONS: dict[str, Opinion] = {
    "doi.org": doi.opinion,
    "handle.net": doi.opinion,
    "github.com": github.opinion,
    "youtube.com": youtube.opinion,
    "youtube-nocookie.com": youtube.opinion,
    "youtu.be": youtube.opinion,
}
_HOSTS = tuple(OPINIONS)
_NOT_VISITED = frozenset({LinkStatus.UNCHECKED, LinkStatus.UNSAFE, LinkStatus.MALFORMED})


def second_opinion(
    target: Target, page: Page, finding: Finding, credentials: frozenset[str]
) -> Finding | Question | None:
    """What else there is to say of a visit to one of these sites."""
    if not target.host.endswith(_HOSTS) or finding.status in _NOT_VISITED:
        return None  # nearly every visit, without a look-up
    opinion = OPINIONS.get(registrable(target.host))
    return opinion(target, page, finding, credentials) if opinion else None

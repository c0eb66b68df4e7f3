"""The last line on stderr: why the exit code is what it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from citations.model import Audit, ClaimStatus

__all__ = ["counted", "told"]


def counted(audits: Sequence[Audit], fail_on: frozenset[str]) -> Counter[str]:
    """What counts as a finding, by the word of ``fail_on``; a link that is cited often is one."""
    links = {
        url: state.reason if state.reason in fail_on else state.status.value
        for audit in audits
        for url, state in audit.states.items()
        if not fail_on.isdisjoint((state.status.value, state.reason))
    }
    found = Counter(links.values())
    for audit in audits:
        found.update(tag.status.value for tag in audit.tags.values() if tag.status in fail_on)
        if ClaimStatus.DANGLING.value in fail_on:
            told_already = sum(tag.status == "dangling" for tag in audit.tags.values())
            markers = sum(citation.dangling for citation in audit.reading.citations)
            found[ClaimStatus.DANGLING.value] += max(markers - told_already, 0)
    return +found


def told(found: Counter[str]) -> str:
    """ "3 findings (2 http_404, 1 dead)", the most frequent first."""
    count = found.total() or "no"
    parts = ", ".join(f"{n} {word}" for word, n in sorted(found.items(), key=lambda i: (-i[1], i)))
    return f"{count} finding{'s' if count != 1 else ''}" + (f" ({parts})" if parts else "")

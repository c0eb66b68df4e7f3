"""Links as lines of JSON: of the parts of a report there are most of these.

Nearly every link of a text answers and nothing more is to be said of it. Its line is written
in one go, in a third of the time that it takes by way of a value; all others are written so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from json.encoder import encode_basestring

from citations.model import Audit, Link, LinkState
from reports.instead import copies, suggestions
from reports.model import Json, link_json, utc

__all__ = ["link_lines"]


def link_lines(audit: Audit, encode: Callable[[Json], str]) -> Iterator[str]:
    """What ``encode``, which writes compact JSON, makes of each link of the contract, in order."""
    better = suggestions(audit, copies(audit))
    more = {*audit.cited_copies, *audit.drift, *audit.mementos, *audit.reviews}
    for link in audit.reading.links:
        state, other = audit.states.get(link.url), better.get(link.id)
        line = None
        if state is not None and other is None and link.url and link.url not in more:
            line = _line(link, state)
        yield encode(link_json(audit, link, other)) if line is None else line


def _line(link: Link, state: LinkState) -> str | None:
    """The line of a link that answered; None if there is more to say."""
    last = state.last_check
    if last is None or last.hops or last.error is not None or last.http_status is None:
        return None
    final_url, title, kind = last.final_url, last.title, last.content_type
    length, digest = last.content_length, last.content_sha256
    if final_url is None or title is None or kind is None or length is None or digest is None:
        return None
    if state.checked_at is None or state.next_check_at is None:
        return None
    quoted = encode_basestring
    return (
        f'{{"id":{quoted(link.id)},"url":{quoted(link.url)},"status":"{state.status.value}",'
        f'"reason":{quoted(state.reason)},"why":{quoted(state.why)},'
        f'"http_status":{last.http_status},"final_url":{quoted(final_url)},"hops":[],'
        f'"checked_at":"{utc(state.checked_at)}","elapsed_ms":{last.elapsed_ms},'
        f'"title":{quoted(title)},"content_type":{quoted(kind)},'
        f'"content_length":{length},'
        f'"truncated":{"true" if last.truncated else "false"},"error":null,'
        f'"strikes":{state.strikes},"next_check_at":"{utc(state.next_check_at)}",'
        f'"content_sha256":{quoted(digest)},"cited_copy":null,"drift":null,'
        f'"mementos":[],"suggestion":null,"review":null}}'
    )

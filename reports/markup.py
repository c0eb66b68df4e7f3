"""HTML that is safe by construction: text is escaped, addresses are judged, always."""

from __future__ import annotations

import re
from html import escape

from reports.safe import shown, web_address

_PLAIN = re.compile(r"[A-Za-z0-9_#-]+")
_VOID = frozenset({"br", "hr", "meta", "link", "input"})


class Html(str):
    """Mark-up that this module made; every other string is text and will be escaped."""

    __slots__ = ()


def el(tag: str, *children: str | None, **attributes: str | int | bool | None) -> Html:
    """An element. ``class_`` is class, ``aria_label`` is aria-label; None is left out.

    A ``href`` that is neither a place on this page nor an honest web address is left out.
    """
    parts = [f"<{tag}"]
    for key, value in attributes.items():
        name = key.rstrip("_").replace("_", "-")
        if value is None or value is False or (name == "href" and not _followed(str(value))):
            continue
        parts.append(f" {name}" if value is True else f" {name}={_quoted(str(value))}")
    parts.append(">")
    if tag not in _VOID:
        parts += [join(*children), f"</{tag}>"]
    return Html("".join(parts))


def join(*children: str | None) -> Html:
    """The children one after the other."""
    return Html(
        "".join(
            child if isinstance(child, Html) else text(child)
            for child in children
            if child is not None
        )
    )


def text(value: str) -> Html:
    """Text, escaped for any place in the page, hidden characters written out."""
    return Html(escape(shown(value)))


def raw(value: str) -> Html:
    """A part of our own that is mark-up already; never for words from a document."""
    return Html(value)


def _quoted(value: str) -> str:
    """The value of an attribute; a plain name needs no quotes, and a long page has many."""
    return value if _PLAIN.fullmatch(value) else f'"{text(value)}"'


def _followed(address: str) -> bool:
    return address.startswith("#") or web_address(address) is not None

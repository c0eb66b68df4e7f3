"""Wikitext's constructs with their spans: templates, links, tables, notes; in linear time."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

__all__ = ["Node", "attributes", "code_spans", "is_typed", "parameters", "scan"]

_TOKEN = re.compile(
    r"<!--|\{\{|\}\}|\[\[|\]\]|(?:(?<=\n)|\A)[ \t:]*\{\||\n[ \t]*\|\}|"
    r"<(?P<raw>nowiki|pre|math|chem|score|syntaxhighlight|source|timeline|graph)\b[^<>]{0,500}>|"
    r"<(?P<ref>ref)(?=[\s/>])(?P<attrs>[^<>]{0,500}?)(?P<alone>/?)>|</ref\s{0,9}>|"
    r"<gallery\b[^<>]{0,300}>|</gallery\s{0,9}>|"
    r"<(?P<list>references)\b[^<>]{0,200}?(?P<empty>/?)>|</references\s{0,9}>",
    re.IGNORECASE,
)
_CLOSES = {
    "}}": "template",
    "]]": "link",
    "|}": "table",
    "</ref": "ref",
    "</references": "list",
    "</gallery": "gallery",
}
_ATTRIBUTE = re.compile(
    r"""(\w+)\s{0,9}=\s{0,9}(?:"([^"]{0,300})"|'([^']{0,300})'|([^\s"'/>]{1,300}))"""
)
_CODE = re.compile(r"<(/?)(?:code|tt|kbd|samp)\b[^<>]{0,300}>", re.IGNORECASE)
#: Code in a line is no longer: a tag that is never closed takes no page.
_LONGEST = 2_000
#: Nothing is nested deeper on purpose.
_DEEPEST = 60


@dataclass(slots=True)
class Node:
    """One construct: ``start`` and ``end`` with its brackets, ``inner`` without them."""

    kind: str
    start: int
    inner_start: int
    inner_end: int = -1
    end: int = -1
    #: A ref's or list's attributes as written.
    attributes: str = ""
    children: list[Node] = field(default_factory=list)
    #: What whoever read a template has found in it, so that nobody reads it twice.
    read: object = None


def scan(text: str) -> list[Node]:
    """The constructs of a text that no other one encloses; what is left open is plain text."""
    root = Node("root", 0, 0)
    stack = [root]
    unclosed: set[str] = set()
    at = 0
    while (found := _TOKEN.search(text, at)) is not None:
        at = found.end()
        token = found[0]
        if token == "<!--":
            close = text.find("-->", at)
            at = len(text) if close < 0 else close + 3
            stack[-1].children.append(Node("comment", found.start(), found.end(), at, at))
        elif found["raw"]:
            at = _raw(text, found, stack[-1], unclosed)
        elif found["ref"] or found["list"]:
            kind = "ref" if found["ref"] else "list"
            node = Node(kind, found.start(), at, at, at, found["attrs"] or "")
            if found["alone"] or found["empty"]:
                stack[-1].children.append(node)
            else:
                _push(stack, node)
        elif token[1] in "gG":
            _push(stack, Node("gallery", found.start(), at))
        elif token in ("{{", "[[") or token.endswith("{|"):
            kind = {"{{": "template", "[[": "link"}.get(token, "table")
            _push(stack, Node(kind, found.end() - 2, at))
        else:
            _close(stack, found)
    while len(stack) > 1:
        _give_up(stack)
    root.children.sort(key=lambda node: node.start)
    return root.children


def _raw(text: str, found: re.Match[str], parent: Node, unclosed: set[str]) -> int:
    """What stands between tags that switch the mark-up off."""
    at = found.end()
    name = found["raw"].lower()
    if not found[0].endswith("/>"):
        if name in unclosed:
            return at
        close = re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE).search(text, at)
        if close is None:
            unclosed.add(name)
            return at
        at = close.end()
        parent.children.append(Node("raw", found.start(), found.end(), close.start(), at))
    else:
        parent.children.append(Node("raw", found.start(), at, at, at))
    return at


def _push(stack: list[Node], node: Node) -> None:
    if len(stack) < _DEEPEST:
        stack.append(node)


def _close(stack: list[Node], found: re.Match[str]) -> None:
    """Close the nearest open construct of this kind; those inside it were never closed."""
    token = found[0].strip().rstrip(">").rstrip().lower()
    kind = _CLOSES.get(token)
    place = next((at for at in range(len(stack) - 1, 0, -1) if stack[at].kind == kind), None)
    if place is None:
        return
    while len(stack) - 1 > place:
        _give_up(stack)
    node = stack.pop()
    node.inner_end, node.end = found.start(), found.end()
    stack[-1].children.append(node)


def _give_up(stack: list[Node]) -> None:
    node = stack.pop()
    stack[-1].children.extend(node.children)


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case."""
    return {
        match[1].lower(): (match[2] or match[3] or match[4] or "").strip()
        for match in _ATTRIBUTE.finditer(written)
    }


def parameters(text: str, node: Node) -> Iterator[tuple[str, int, int]]:
    """A template's name (""), then its parameters: name or number, and the value's span."""
    inside = [(child.start, child.end) for child in node.children]
    cuts: list[int] = []
    at = node.inner_start
    for start, end in [*inside, (node.inner_end, node.inner_end)]:
        while at < start and (bar := text.find("|", at, start)) >= 0:
            cuts.append(bar)
            at = bar + 1
        at = max(at, end)
    edges = [node.inner_start - 1, *cuts, node.inner_end]
    position = 0
    for number, (low, high) in enumerate(itertools.pairwise(edges)):
        low += 1
        if number == 0:
            yield "", low, high
            continue
        equals = text.find("=", low, min(high, low + 80))
        before = bisect_right(inside, (equals, high)) - 1
        if equals >= 0 and (before < 0 or inside[before][1] <= equals):
            name = text[low:equals].strip().lower()
            yield name, *_trimmed(text, equals + 1, high)
        else:
            position += 1
            yield str(position), *_trimmed(text, low, high)


def _trimmed(text: str, low: int, high: int) -> tuple[int, int]:
    kept = text[low:high]
    start = low + len(kept) - len(kept.lstrip())
    return (start, low + len(kept.rstrip())) if start < high else (high, high)


def code_spans(text: str, nodes: Sequence[Node]) -> tuple[tuple[int, int], ...]:
    """The spans of what is written as code in a line, or set as it is typed."""
    found = [(node.inner_start, node.inner_end) for node in typed(text, nodes)]
    opened = -1
    for tag in _CODE.finditer(text):
        if not tag[1]:
            opened = tag.end()
        elif opened >= 0:
            if tag.start() - opened <= _LONGEST:
                found.append((opened, tag.start()))
            opened = -1
    return tuple(sorted(found))


def typed(text: str, nodes: Sequence[Node]) -> Iterator[Node]:
    """What stands between ``<nowiki>`` tags, in other constructs too."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        waiting.extend(node.children)
        if is_typed(text, node):
            yield node


def is_typed(text: str, node: Node) -> bool:
    """Whether a node is words that are shown as they are typed."""
    if node.kind != "raw" or node.inner_end < 0:
        return False
    return text[node.start + 1 : node.start + 7].lower() == "nowiki"

"""HTML as a flat list of events, each with its place in the file.

Written for hostile pages: one pass, no recursion, and no more than ``_MAX_DEPTH`` open
elements (deeper ones become siblings, as in browsers). Of the tree construction rules of
the HTML standard it follows those that move text from one block into another: implied end
tags, scopes, void and raw-text elements.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

__all__ = ["BLOCKS", "VOID", "Element", "Event", "Tree", "build", "words"]


def words(text: str) -> frozenset[str]:
    """A set of names, written as one text."""
    return frozenset(text.split())


_MAX_DEPTH = 500
_TAG = re.compile(
    r"<(/?)([A-Za-z][^\s/>]*)"
    r"((?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)\s*/?>"
)
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    r"[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"'][^\s>]*|)))?"
)
_OPEN_QUOTE = re.compile(r"\s*=?\s*[\"']")
_TAG_REST = re.compile(r"[\s/]*>")

VOID = words(
    "area base br col embed frame hr img input link meta param source track wbr basefont bgsound "
    "keygen"
)
#: Elements whose content is text, not mark-up, up to their end tag.
_RAW = words("script style xmp iframe noembed noframes textarea title plaintext")
BLOCKS = words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main "
    "menu nav ol optgroup option p pre search section summary table tbody td tfoot th thead tr ul"
)
#: An end tag does not reach over these.
_SCOPES = words("table td th caption html template object marquee applet")
_TABLE_PARTS = words("table tbody thead tfoot tr td th caption html body")
#: Opening one of these closes an open element of its group, up to the given border.
_CLOSES = {
    "li": (("li",), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (("dt", "dd"), frozenset({"dl"})),
    "dd": (("dt", "dd"), frozenset({"dl"})),
    "td": (("td", "th"), frozenset({"tr", "table"})),
    "th": (("td", "th"), frozenset({"tr", "table"})),
    "tr": (("tr", "td", "th", "caption"), frozenset({"table"})),
    "tbody": (("tbody", "thead", "tfoot", "caption"), frozenset({"table"})),
    "thead": (("tbody", "thead", "tfoot", "caption"), frozenset({"table"})),
    "tfoot": (("tbody", "thead", "tfoot", "caption"), frozenset({"table"})),
    "option": (("option",), frozenset({"select"})),
}
_CLOSE_P = BLOCKS - {"body", "head", "html", "td", "th", "tr", "tbody", "thead", "tfoot", "caption"}


class Element:
    """One element: its tag, the file's span, and its span in ``Tree.events``."""

    __slots__ = (
        "_attributes", "_raw", "blocks", "end", "first", "last", "parent", "start", "start_end",
        "tag",
    )  # fmt: skip

    def __init__(
        self, tag: str, raw: str, start: int, start_end: int, parent: Element | None
    ) -> None:
        self.tag = tag
        self._raw = raw
        self._attributes: dict[str, str] | None = None
        self.start = start
        self.start_end = start_end
        self.end = start_end
        self.parent = parent
        self.first = self.last = 0
        #: Blocks inside, counted for table cells only.
        self.blocks = 0

    @property
    def attributes(self) -> dict[str, str]:
        if self._attributes is None:
            self._attributes = _attributes(self._raw) if self._raw else {}
        return self._attributes

    def get(self, name: str) -> str:
        """The attribute's value, or an empty text."""
        return self.attributes.get(name, "") if self._raw else ""

    def ancestors(self) -> Iterator[Element]:
        node = self.parent
        while node:
            yield node
            node = node.parent


#: The start or the end of an element, or a run of text.
Event = tuple[str, Element] | tuple[int, int]


class Tree:
    """The events of a page in order: ("start", element), ("end", element), (start, end)."""

    __slots__ = ("elements", "events", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.events: list[Event] = []
        self.elements: list[Element] = []

    def is_second_break(self, index: int) -> bool:
        """Whether a line break before the event ``index`` makes one there end a paragraph."""
        for first, second in reversed(self.events[max(0, index - 2) : index]):
            if isinstance(second, Element):
                return second.tag == "br"
            if not self.text[int(first) : second].isspace():
                break
        return False


def _attributes(raw: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(raw):
        name = match[1].lower()
        if name not in found:
            value = next((part for part in match.groups()[1:] if part is not None), "")
            found[name] = html.unescape(value) if "&" in value else value
    return found


def build(text: str, *, xml: bool = False) -> Tree:
    """Read a page, or a part of one; in ``xml`` an element may close itself."""
    builder = _Builder(text, xml=xml)
    builder.run()
    return builder.tree


class _Builder:
    def __init__(self, text: str, *, xml: bool) -> None:
        self.text = text
        self.xml = xml
        self.tree = Tree(text)
        self.stack: list[Element] = []
        self.open: Counter[str] = Counter()
        self.cells: list[Element] = []

    def run(self) -> None:
        text, at, size = self.text, 0, len(self.text)
        events = self.tree.events
        while at < size:
            low = text.find("<", at)
            if low < 0:
                low = size
            elif text[low + 1 : low + 2] not in _AFTER_ANGLE or not text[low + 1 : low + 2]:
                # An angle that opens nothing is text.
                low = text.find("<", low + 1)
                low = size if low < 0 else low
                events.append((at, low))
                at = low
                continue
            if low > at:
                events.append((at, low))
            if low == size:
                break
            at = self.markup(low)
        while self.stack:
            self.pop(size)

    def markup(self, at: int) -> int:
        """Read the tag, comment or declaration at ``at``; where it ends."""
        match = _TAG.match(self.text, at)
        if match:
            end, raw = match.end(), match[3]
        else:
            match = _TAG_NAME.match(self.text, at)
            if not match:
                return self.comment(at)
            end, raw = self.crooked(match.end())
        tag = match[2].lower()
        if match[1]:
            self.end_tag(tag, at, end)
            return end
        return self.start_tag(tag, raw, at, end)

    def comment(self, at: int) -> int:
        text, size = self.text, len(self.text)
        if text.startswith("<!--", at):
            if text.startswith(("<!-->", "<!--->"), at):
                return text.index(">", at) + 1
            end = text.find("-->", at + 4)
            return size if end < 0 else end + 3
        tail = "]]>" if text.startswith("<![CDATA[", at) and self.open["svg"] else ">"
        end = text.find(tail, at)
        return size if end < 0 else end + len(tail)

    def crooked(self, at: int) -> tuple[int, str]:
        """The end of a tag that is not well-formed, and its attributes.

        As in browsers, an attribute that is never closed swallows the rest of the page.
        """
        start, text = at, self.text
        while not (rest := _TAG_REST.match(text, at)):
            match = _ATTRIBUTE.match(text, at)
            if not match or match.end() == at:
                return len(text), ""
            at = match.end()
            if match[2] is match[3] is match[4] is None or match[4] == "":
                quote = _OPEN_QUOTE.match(text, at)
                if quote and text.find(text[quote.end() - 1], quote.end()) < 0 and match[4] == "":
                    return len(text), ""
        return rest.end(), text[start:at]

    def start_tag(self, tag: str, raw: str, at: int, end: int) -> int:
        if tag in _CLOSES:
            self.close_group(*_CLOSES[tag], at)
        if tag in _CLOSE_P and self.open["p"]:
            self.close_p(at)
        stack = self.stack
        events = self.tree.events
        if self.cells and tag in BLOCKS and tag not in _TABLE_PARTS:
            self.cells[-1].blocks += 1
        elif self.cells and tag == "br" and self.tree.is_second_break(len(events)):
            self.cells[-1].blocks += 2
        element = Element(tag, raw, at, end, stack[-1] if stack else None)
        element.first = len(events)
        events.append(("start", element))
        self.tree.elements.append(element)
        closed = self.xml and self.text[end - 2 : end] == "/>"
        if closed or tag in VOID or len(stack) >= _MAX_DEPTH:
            events.append(("end", element))
            element.last = len(events)
            return end
        stack.append(element)
        self.open[tag] += 1
        if tag in ("td", "th"):
            self.cells.append(element)
        return self.raw_text(element, end) if tag in _RAW else end

    def raw_text(self, element: Element, at: int) -> int:
        close = re.compile(rf"</{re.escape(element.tag)}(?=[\s/>])", re.IGNORECASE)
        match = close.search(self.text, at)
        end = match.start() if match and element.tag != "plaintext" else len(self.text)
        if end > at:
            self.tree.events.append((at, end))
        return end

    def end_tag(self, tag: str, at: int, end: int) -> None:
        if tag == "br":
            self.start_tag("br", "", at, end)
            return
        if not self.open[tag]:
            return
        inline = tag not in BLOCKS
        for index in range(len(self.stack) - 1, -1, -1):
            name = self.stack[index].tag
            if name == tag:
                while len(self.stack) > index + 1:
                    self.pop(at)
                self.pop(end)
                return
            if (inline and name in BLOCKS) or (name in _SCOPES and tag not in _TABLE_PARTS):
                return

    def close_group(self, group: tuple[str, ...], border: frozenset[str], at: int) -> None:
        deepest = None
        for index in range(len(self.stack) - 1, -1, -1):
            name = self.stack[index].tag
            if name in group:
                deepest = index
                if name not in ("td", "th") or group[0] != "tr":
                    break
            if name in border or (name == "table"):
                break
        if deepest is not None:
            while len(self.stack) > deepest:
                self.pop(at)

    def close_p(self, at: int) -> None:
        """A block closes the paragraph it stands in, over inline elements only."""
        for index in range(len(self.stack) - 1, -1, -1):
            name = self.stack[index].tag
            if name == "p":
                while len(self.stack) > index:
                    self.pop(at)
                return
            if name in BLOCKS or name in _SCOPES:
                return

    def pop(self, at: int) -> None:
        element = self.stack.pop()
        self.open[element.tag] -= 1
        if self.cells and self.cells[-1] is element:
            self.cells.pop()
        element.end = at
        self.tree.events.append(("end", element))
        element.last = len(self.tree.events)


_AFTER_ANGLE = frozenset("/!?abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

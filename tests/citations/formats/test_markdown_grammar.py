"""Our Markdown grammar against markdown-it's, on documents made of its building blocks."""

from __future__ import annotations

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from citations.formats.html import read_page
from citations.formats.markdown import read
from citations.model import BlockKind, Mapped

ORACLE = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)

PIECES = (
    "a|bc| |  |*|**|***|_|__|`|``|[|]|z](/u)|z](<u v>)|[x]|[x][y]|![|\\|\\*|&amp;|&lt;|&nosuch;|!"
    "|)|.|,|\u201c|\u201d|é|1|~~|<http://a.b/c>|<b>|</b>|<!-- c -->|\n|  \n|\\\n"
)
INLINE = st.sampled_from(PIECES.split("|"))
LINES = (
    "text|more text|  indented"
    "|    code|\ttab|> quote|>quote|>|- item|-   wide|* star|+ plus"
    "|1. one|2) two|10. ten|-|1.|  - nested|    - deeper|- > both|> - both|# head|## head ##|#|#no"
    "|===|---|***|_ _ _|```|```py|~~~|````|[x]: /url|[x]: /url 'title'|[y]: <b c>|[z]:|/url"
    "|<div>|</div>|<b>x</b>|<!--|-->|a | b|--- | :-:|| c | d ||    more"
    "|\\# no|1986\\. A|&nbsp;|[x] and *em*|two  |back\\".replace("a | b", "a \0 b")
    .replace("--- | :-:", "--- \0 :-:")
    .replace("| c | d |", "\0 c \0 d \0")
)
LINE = st.sampled_from(LINES.split("|")).map(lambda line: line.replace("\0", "|"))


def visible(token: Token) -> str:
    """The text a reader sees of an inline token."""
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type not in ("html_inline", "image", "footnote_ref"):
            parts.append(child.content)
    return "".join(parts)


def expected(text: str) -> list[str]:
    """The texts of the oracle's inline tokens, notes last; rows of a table are one text."""
    texts: list[str] = []
    row: list[str] | None = None
    for token in ORACLE.parse(text):
        if token.type == "footnote_block_open":
            break
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            texts.append(" ".join(row))
            row = None
        elif token.type == "html_block":
            blocks = read_page(Mapped.plain(token.content), whole=False).blocks
            texts += [block.content.text for block in blocks]
        elif token.type == "inline":
            (texts if row is None else row).append(visible(token))
    return [squeezed for item in texts if (squeezed := squeeze(item))]


def found(text: str) -> list[str]:
    document = read(text.encode(), "a.md")
    blocks = [block.content for block in document.blocks if block.kind is not BlockKind.CODE]
    for content in blocks:
        assert len(content.text) == len(list(content.offsets)) == len(content.offsets)
    return [squeezed for content in blocks if (squeezed := squeeze(content.text))]


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@settings(max_examples=150, deadline=None)
@given(st.lists(INLINE, max_size=14))
def test_the_inline_text_is_that_of_markdown_it(parts: list[str]) -> None:
    """Emphasis, code, links, escapes, entities and tags leave the same words to a reader."""
    text = (
        "x" + "".join(parts).replace("\n\n", "\n").replace("~~~", "~~ ") + ".\n\n[x]: /u\n[y]: /v\n"
    )
    # markdown-it takes no "[x]" for a link before a bracket that is no label, as "[[".
    assume("][[" not in text)
    assert "".join("".join(found(text)).split()) == "".join("".join(expected(text)).split())


@settings(max_examples=150, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=9))
def test_the_blocks_are_those_of_markdown_it(lines: list[str]) -> None:
    """The same lines form the same paragraphs, headings, items and rows."""
    text = "start\n\n" + "\n".join(lines) + "\n"
    # Behind a definition markdown-it begins anew, the specification goes on with a paragraph.
    assume(not re.search(r"\]:.*\n(?!\n|text|/url\n\n|$)", text))
    assert found(text) == expected(text)

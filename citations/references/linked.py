"""Notes in which a title is a link: the address stands behind its words, not among them."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from citations import names
from citations.model import Mapped
from citations.patterns import lazy
from citations.references.parse import parse_note

__all__ = ["read_linked", "title_of"]

_QUOTES = "“”„‟\"«»‘’'`*_ \t\n"
#: Words of links that say what is there to have, not what it is called.
_NO_TITLES = lazy(
    r"(?i:(?:pdf|html?|online|links?|here|hier|aquí|ici|qui|burada|здесь|ссылка|website|homepage|"
    r"weblink|webseite|digitalisat|ausz[uü]ge?|volltext|abstra[ck]t|archived?|archiv|archiviert|"
    r"archivado|archivé|archiviato|preview|snippet|review|doi|pubmed|google|books|twitter|facebook|"
    r"instagram|youtube|original|source|quelle|fuente|fonte|kaynak|источник|оригинал|原文|全文|存档|"
    r"アーカイブ)\b[\s-]*)+"
)
_DOMAIN = lazy(r"(?i:(?:[\w-]+\.)+[a-z]{2,12}(?:/\S*)?|https?:\S+|www\.\S+)")
#: What stands behind the names of those who wrote it.
_AFTER_NAMES = (":", "：", "『", "「", "《")
#: Fewer letters are no title.
_FEW = 3
#: A longer note is more than one source with a linked title.
_LONG = 600


def title_of(words: str) -> str | None:
    """The words of a link, if they can be a title."""
    title = " ".join(words.split()).strip(_QUOTES + ",;:([")
    if sum(map(str.isalpha, title)) < _FEW or _DOMAIN.fullmatch(title):
        return None
    return None if _NO_TITLES.fullmatch(title.strip("().[]")) else title


def read_linked(
    text: str,
    link: tuple[int, int],
    url: str,
    *,
    language: str | None,
    words: Container[str] = frozenset(),
) -> dict[str, Any] | None:
    """The work that a note means which begins with a link; None: it does not, or has no title.

    It is read as if its title stood in quotation marks and its address at its end.
    """
    title = title_of(text[slice(*link)])
    if title is None or text[: link[0]].strip(_QUOTES + "([") or len(text) > _LONG:
        return None
    rest = text[link[1] :].lstrip("“”\"»’'")
    if rest.lstrip()[:1] in _AFTER_NAMES or ("," in title and names.looks_like_people(title)):
        return None
    quoted = title.translate({ord(sign): "’" for sign in '“”„"«»'})
    found = parse_note(Mapped.plain(f"“{quoted}”{rest} {url}"), language=language, words=words)
    csl = dict(found.references[0].csl) if found.references else {"type": "webpage"}
    return {**csl, "title": title, "URL": url}

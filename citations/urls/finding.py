"""Addresses in running text: where they begin, where they end, what they were."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from citations.model import Mapped
from citations.patterns import lazy
from citations.quickly import quickly
from citations.urls import repair
from citations.urls.repair import Piece

# A space may have crept in behind the scheme ("https:// www"), as in text taken from a PDF.
_START = lazy(
    r"(?<![A-Za-z0-9@])(?:(?:https?|ftp)\s?:\s?/\s?/\s?(?=[^\s/.,;)])|(?<![/.-])www\d?\.(?=[^\s./]))",
    re.IGNORECASE,
)
# Signs that RFC 3986 keeps out of addresses, typographic quotes and East Asian punctuation.
_RUN = lazy(r"[^\s<>\"“”„«»‘’‚‹›`{}|\\^…。．，、；：？！「」『』（）【】《》〈〉［］・～]+")
# Behind the scheme, what nearly every address is: it ends where its run of signs ends, but for
# the stops and brackets of the sentence, and what stands behind does not go on with it.
_PLAIN = lazy(
    r"(?>[A-Za-z0-9._~:/?#@!$&'*+,;=%-]*[A-Za-z0-9/])"
    r"(?=[.,;:!'*)\]]*(?:\Z|[<>\"“”„«»‘’‚‹›`{}|\\^…]"
    r"|[ ](?=\S)(?:(?<!/[ ])|(?=[(\"“‘—–]|[^\W\d_]{1,30},?[ ]))))"
)
_SCHEMES = frozenset({"http://", "https://"})
_CJK = lazy(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_PAIRS = {")": "(", "]": "["}
_TRAILING = ".,;:!?'*_~"
#: Longer ones are cut there: no address that people cite comes near.
MAX_LENGTH = 8192


@quickly
@dataclass(frozen=True, slots=True, kw_only=True)
class FoundUrl:
    """One address in a text; ``start`` and ``end`` count in the text given to ``find``."""

    start: int
    end: int
    #: Just as it stands, white space and line breaks and all.
    printed: str
    #: The best reading of it.
    url: str
    #: Other readings, best first.
    candidates: tuple[str, ...] = ()
    #: Why this reading was chosen; None where there was nothing to choose.
    why: str | None = None

    @property
    def repaired(self) -> bool:
        """Whether the reading differs from what is printed."""
        return self.why is not None


def find(content: Mapped, *, words: Container[str] = frozenset()) -> tuple[FoundUrl, ...]:
    """Every address in the text, in order; ``words`` are lower-case words of the document.

    Broken ones are put together again: the printed form, the chosen reading, the other
    readings and the reason are all kept, because only a visit can tell for certain.
    """
    found: list[FoundUrl] = []
    position, text = 0, content.text
    if "/" not in text and "www" not in text.lower():
        return ()
    while match := _START.search(text, position):
        one = _read(content, match, words)
        if one is None:
            position = match.end()
        else:
            found.append(one)
            position = one.end
    return tuple(found)


def _read(content: Mapped, match: re.Match[str], words: Container[str]) -> FoundUrl | None:
    text, begin, start = content.text, match.end(), match.start()
    angled = text[start - 1 : start] == "<"
    if not angled and match[0] in _SCHEMES and (plain := _PLAIN.match(text, begin)):
        end = plain.end()
        if end - start < MAX_LENGTH:
            printed = text[start:end]
            return FoundUrl(start=start, end=end, printed=printed, url=printed)
    return _read_closely(content, match, words, angled=angled)


def _read_closely(
    content: Mapped, match: re.Match[str], words: Container[str], *, angled: bool
) -> FoundUrl | None:
    text, begin, start = content.text, match.end(), match.start()
    pieces = (_follow_angled(text, begin) if angled else None) or _follow(text, begin)
    pieces = _trim(text, pieces)
    if not pieces:
        return None
    end = pieces[-1].end
    scheme = "".join(match[0].split())
    prefix = scheme if "/" in scheme else f"http://{scheme}"
    printed = text[start:end]
    if len(pieces) == 1 and printed.isascii() and scheme == match[0]:
        return FoundUrl(
            start=start, end=end, printed=printed, url=prefix + text[pieces[0].start : end]
        )
    reading = repair.read(content, pieces, words)
    notes = list(reading.why)
    if scheme != match[0]:
        notes.insert(0, "white space inside the scheme was dropped")
    if any(ord(sign) in _INVISIBLE for sign in printed):
        notes.append("invisible signs inside the address were dropped")
    return FoundUrl(
        start=start,
        end=end,
        printed=printed,
        url=prefix + reading.text.translate(_INVISIBLE),
        candidates=tuple(prefix + one.translate(_INVISIBLE) for one in reading.others),
        why="; ".join(notes) or None,
    )


def _follow(text: str, begin: int) -> list[Piece]:
    """From behind the scheme to the end of the address, over breaks that belong to it."""
    pieces: list[Piece] = []
    end = _run_end(text, begin)
    reason: str | None = None
    while end > begin:
        pieces.append(Piece(begin, end, reason))
        gap = repair.GAP.match(text, end)
        if gap is None or end - pieces[0].start > MAX_LENGTH or len(pieces) > repair.MAX_PIECES:
            break
        begin = gap.end()
        if _START.match(text, begin):
            break
        end = _run_end(text, begin)
        left = text[pieces[0].start : pieces[-1].end]
        reason = repair.continues(left, gap[0], text[begin:end], text[end : end + 40])
        if reason is None:
            break
    return pieces


def _follow_angled(text: str, begin: int) -> list[Piece] | None:
    """Inside ``<...>`` all white space was put in (RFC 3986, appendix C)."""
    close = text.find(">", begin, begin + MAX_LENGTH)
    inner = text[begin:close] if close > 0 else ""
    if not inner or "<" in inner or "\n\n" in inner or inner.count(" ") > repair.MAX_PIECES:
        return None
    reason = "white space between angle brackets was dropped"
    runs = list(re.finditer(r"\S+", inner))
    return [
        Piece(begin + run.start(), begin + run.end(), reason if at else None)
        for at, run in enumerate(runs)
    ]


def _run_end(text: str, begin: int) -> int:
    match = _RUN.match(text, begin, begin + MAX_LENGTH)
    if match is None:
        return begin
    if match[0].isascii():
        return match.end()
    for sign in _CJK.finditer(text, begin, match.end()):
        # An East Asian word may be part of a path, but prose follows an address unspaced.
        before = text[sign.start() - 1]
        if sign.start() == begin or before in "/=_-#%&?." or _CJK.match(before):
            continue
        return sign.start()
    return match.end()


def _trim(text: str, pieces: list[Piece]) -> list[Piece]:
    """Take away what the sentence, not the address, put at the end."""
    if not pieces or text[pieces[-1].end - 1].isalnum() or text[pieces[-1].end - 1] == "/":
        return pieces
    kept = list(pieces)
    depth = {
        close: sum(
            text.count(opening, piece.start, piece.end) - text.count(close, piece.start, piece.end)
            for piece in pieces
        )
        for close, opening in _PAIRS.items()
    }
    while kept:
        last = kept[-1]
        end = last.end
        while end > last.start:
            final = text[end - 1]
            if final in _PAIRS and depth[final] < 0:
                depth[final] += 1
            elif final not in _TRAILING and ord(final) not in _INVISIBLE:
                break
            end -= 1
        if end > last.start:
            kept[-1] = Piece(last.start, end, last.reason)
            return kept
        kept.pop()
    return kept

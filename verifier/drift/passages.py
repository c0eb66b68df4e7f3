"""Is a passage still on the page, word for word but for typography?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import islice

from citations.model import PassageDrift
from verifier.drift.tokens import MAX_TOKENS, WIDTH, Token, is_number, shingles, tokens

__all__ = ["look_for"]

#: A longer passage is looked for by its beginning.
_LONGEST = 400
#: Words that may stand between the words of a passage: an advertisement, a caption.
_ROOM = 40
#: Places where a passage may have gone that are looked at closely.
_PLACES = 3
#: A place counts when this share of the passage's words is there, in order.
_LEAST = 0.5

_NO = (
    "no not never none neither nor nobody nothing without cannot t kein keine keinen keiner nicht "
    "nie niemals ohne ne pas jamais aucun aucune sans nunca jamás sin ningún non mai senza nessun "
    "não sem niet geen nooit zonder"
)
_NEGATIONS = frozenset(_NO.split())
#: Words that a copy editor changes and a claim does not rest on.
_THE = (
    "a an the that which who this these those and of in on at to for with by as is was are were be "
    "it its der die das den dem des ein eine und von im in zu mit le la les un une et de du des en "
    "el los las y del al il lo gli e di da o os as um uma"
)
_LIGHT = frozenset(_THE.split())


def look_for(passages: Sequence[str], text: str) -> tuple[PassageDrift, ...]:
    """What has become of each passage in ``text``."""
    if not passages:
        return ()
    page = _Page(text)
    return tuple(page.find(passage) for passage in passages)


class _Page:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[Token] = list(islice(tokens(text), MAX_TOKENS))
        self._words = [token.word for token in self._tokens]
        self._places: dict[int, list[int]] = defaultdict(list)
        for place, shingle in enumerate(shingles(self._words)):
            self._places[shingle].append(place)

    def find(self, passage: str) -> PassageDrift:
        said = [token.word for token in islice(tokens(passage), _LONGEST)]
        best: tuple[float, int, int] | None = None
        for start in self._starts(said):
            end = start + len(said) + _ROOM
            seen = self._words[start:end]
            matcher = SequenceMatcher(None, said, seen, autojunk=False)
            blocks = [block for block in matcher.get_matching_blocks() if block.size]
            if not blocks:
                continue
            first, last = blocks[0].b, blocks[-1].b + blocks[-1].size
            if _same(said, seen[first:last], self._breaks(start + first, start + last)):
                return PassageDrift(exact=passage, kept=True)
            share = sum(block.size for block in blocks) / len(said)
            if share >= _LEAST and (best is None or share > best[0]):
                best = (share, start + first, start + last)
        return PassageDrift(exact=passage, kept=False, now=self._cut(best))

    def _cut(self, best: tuple[float, int, int] | None) -> str | None:
        if best is None:
            return None
        _, first, last = best
        return self._text[self._tokens[first].start : self._tokens[last - 1].end]

    def _breaks(self, first: int, last: int) -> list[bool]:
        ends = [token.end for token in self._tokens[first : last + 1]]
        starts = [token.start for token in self._tokens[first : last + 1]]
        gaps = zip([0, *ends], starts, strict=False)
        return [False, *("\n" in self._text[end:start] for end, start in [*gaps][1:]), False]

    def _starts(self, said: list[str]) -> list[int]:
        """Where the passage may begin: the places that most of its shingles point to."""
        if len(said) < WIDTH:
            return self._short(said)
        votes: Counter[int] = Counter()
        for at, shingle in enumerate(shingles(said)):
            # A shingle that is everywhere says nothing of where.
            for place in self._places.get(shingle, ())[:20]:
                votes[max(0, place - at)] += 1
        return [start for start, _ in votes.most_common(_PLACES)]

    def _short(self, said: list[str]) -> list[int]:
        count = len(said)
        ends = range(len(self._words) - count + 1)
        return [at for at in ends if said and self._words[at : at + count] == said][:1]


def _same(said: list[str], seen: list[str], breaks: Sequence[bool]) -> bool:
    """Only light words differ, spelling, or lines that stand between.

    ``breaks[n]`` is True where a line ends before word ``n`` of ``seen``.
    """
    changes = 0
    for kind, a, b, c, d in SequenceMatcher(None, said, seen, autojunk=False).get_opcodes():
        gone, come = said[a:b], seen[c:d]
        if kind == "equal" or (not gone and breaks[c] and breaks[d]):
            continue
        if any(word in _NEGATIONS for word in (*gone, *come)) or not _trifle(gone, come):
            return False
        changes += len(gone) + len(come)
    return changes <= max(2, len(said) // 6)


def _trifle(gone: list[str], come: list[str]) -> bool:
    if not gone and len(come) == 1 and is_number(come[0]):
        return len(come[0]) < 4  # the number of a note
    if all(word in _LIGHT for word in (*gone, *come)):
        return True
    if any(is_number(word) for word in (*gone, *come)):
        return False
    # Spelling: organise and organize, e-mail and email.
    one, other = "".join(gone), "".join(come)
    return min(len(one), len(other)) > 3 and SequenceMatcher(None, one, other).ratio() > 0.85

"""Words and what is the same word: folded, stemmed, with those that carry nothing left out."""

from __future__ import annotations

import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from citations.patterns import lazy

__all__ = ["STOPWORDS", "Word", "fold", "letters", "stem", "words"]

# Han, kana and Hangul write no blanks between words: there each letter counts as one.
_SCRIPT = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_WORD = lazy(rf"\d+(?:[.,:]\d+)*|[{_SCRIPT}]|[^\W\d_{_SCRIPT}]+(?:['’][^\W\d_]+)*")
# A point or comma counts between digits: 3.5 is not 35.
_LETTERS = lazy(r"[^\W_]|[%$€£¥]|(?<=\d)[.,](?=\d)")
_MARKS = lazy("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands; ``key`` is what the same word in another form shares."""

    text: str
    start: int
    end: int
    key: str

    @property
    def carries(self) -> bool:
        """Whether it says something by itself."""
        return self.key not in STOPWORDS and (len(self.key) > 1 or not self.key.isascii())


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text[start:end]``, offsets into ``text``."""
    stop = len(text) if end is None else end
    return [
        Word(match[0], match.start(), match.end(), stem(match[0]))
        for match in _WORD.finditer(text, start, stop)
    ]


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Case, accents, ligatures and width apart, the same letters."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", word).casefold()).replace("’", "'")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """What the forms of a word share; enough to compare by, not to print."""
    folded = fold(word[:60])
    if not folded.isalpha():
        folded = folded.split("'")[0] if folded[-2:] in ("'s", "n'") else folded.replace("'", "")
        if not folded.isalpha():
            return folded
    if folded in STOPWORDS or len(folded) < 4:
        return folded
    for ending in _ENDINGS:
        # Too short a stem of Romance or German endings is another English word: "sign", "sig".
        least = 4 if ending in ("a", "o", "i", "n") else 3
        if folded.endswith(ending) and len(folded) - len(ending) >= least:
            folded = folded[: -len(ending)]
            break
    if len(folded) > 4 and folded[-1] == folded[-2]:
        folded = folded[:-1]
    return folded[:8]


def letters(text: str) -> tuple[str, array[int]]:
    """The letters and digits of a text, folded, and the offset of each.

    Two texts that differ in quotation marks, dashes, spaces and hyphens alone have the same.
    """
    kept: list[str] = []
    offsets = array("L")
    for match in _LETTERS.finditer(text):
        plain = _plain(match[0])
        kept.append(plain)
        offsets.extend(repeat(match.start(), len(plain)))
    return "".join(kept), offsets


@lru_cache(maxsize=4_096)
def _plain(letter: str) -> str:
    return unicodedata.normalize("NFKC", letter).casefold()


# Longest first. English mostly, with the plurals and cases the other languages share.
_ENDINGS_TEXT = """
    isations izations ization isation ational ising izing ised ized ises izes fulness
    iveness ations ements ities ingly ation ement ments edly ions ings ists isms ness ment
    able ible ance ence ally ical ion ing ies ied ist ism ity ous ive ers est ful ial ed
    es er ly al ic en em os as is s e y a o i n
"""
_ENDINGS = tuple(_ENDINGS_TEXT.split())

# Words that say nothing by themselves, in the languages together: articles, prepositions,
# auxiliaries, pronouns, and the verbs that only announce what somebody said.
_STOPWORDS = """
    say says said saying told a about after all also am an and any are as at be been before
    being between both but by can could did do does doing during each few for from further
    had has have having he her here hers him his how i if in into is it its itself just me
    more most my nor not now of off on once only or other our out over own s same she should
    so some such t than that the their them then there these they this those through to too
    under until up very was we were what when where which while who whom why will with would
    you your one upon within among however although though since because per may might must
    shall us der die das den dem des ein eine einer eines einem einen und oder aber ist sind
    war waren wird wurde wurden werden hat haben hatte hatten sein seine seiner ihr ihre
    ihrer er sie es wir von mit bei nach aus zu zum zur im auf für über unter vor durch um
    als auch noch nur wie dass daß sich nicht kein keine dies diese dieser dieses bis seit
    le la les un une du de d l et ou mais est sont était étaient ont avait avaient été être
    il elle ils elles nous vous ce cette ces cet son sa ses leur leurs que qui quoi dont où
    dans sur sous par pour avec sans en au aux ne pas plus se y n qu c j el los las unos
    unas del al o u e pero era eran fue fueron ha han había ser lo su sus quien como con sin
    sobre entre por para desde hasta no más este esta estos estas ese esa os uma da dos em
    na nos nas ao à pelo pela com não foi gli uno dello della dei degli delle nel nella nei
    nelle sul sulla dal dalla ma erano è stato stata stati state hanno aveva avevano suo sua
    suoi sue che chi cui come tra fra non più questo questa questi queste anche si ed ad het
    een van op te zijn voor met werd aan ook door bij naar om ve bir bu ile için olarak olan
    çok daha sagte sagen sagt déclaré dit dijo dicho disse detto zei gezegd
"""

STOPWORDS = frozenset(fold(word) for word in _STOPWORDS.split())

"""Where one reference of a note ends and the next begins."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from citations import names, phrases
from citations.patterns import lazy
from citations.references import legal, marks, naming, opening, papers, roles
from citations.references.zones import Zone, covered, find_zones

Span = tuple[int, int]

_SEMICOLON = lazy(r"[;；](?=\s|$|[^\x00-\x7f])")
# What lies farther from a full stop says nothing of whether one source ends there, and a
# note with more sentences than these is a chapter.
_WINDOW = 700
_MAX_SENTENCES = 100
_OPENING = lazy(r"[(‘“\"„«《「,.，、]")
#: Ends on a year, a page or an address; comments end on words.
_ENDS_AS_SOURCE = lazy(r"(?:\d[a-z]?年?|[页頁]|\x01)[\s)\]>.。]{0,4}\Z")
_SHORT = 160
_SENTENCE = lazy(
    r"(?<=[^\s.][.!?])[\"”’»]?\s+(?=[^\W\da-z_]|[“‘„«\"'§])|(?<=。)\s*(?=[^\s」』”’）)\]])"
    r"|(?<=[頁面年）刊下日照])、(?=[\u3040-\u30ff\u3400-\u9fff・（）]{2,20}[「『]|[「『])"
)
#: What sentences of Chinese and Japanese are written with, and sources are not.
_EAST_ASIAN_PROSE = lazy(
    r"ただし|しかし|これら|であ[るっり]|だっ[たて]|ている|てい[なた]|され[たて]|られ[たて]|だろう|思われ|考えられ|べき|"
    r"不过|但是|然而|并没有|没有|因此|所以|认为|这些|那些|当时|是否|应该|我们|他们|值得|需要|並沒有|沒有|認為|這些|當時"
)
_PLACE_PUBLISHER = lazy(r"[^\W\d_][\w. -]{1,30}:\s[^\W\d_a-z]\w+")
_YEAR_IN_BRACKETS = lazy(r"\([^()]{0,60}\b(?:1[5-9]|20)\d\d[a-z]?\)")
_YEAR = lazy(
    r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|\d[./-]\d{1,2}[./-]\d\d|(?:令和|平成|昭和|大正|明治)[\d元]"
)
_WORD = lazy(r"[^\W\d_]+")
# "Heron Press; 2004", "Coast J; 12(3)": what follows the semicolon is no new source.
_VOLUME_FIRST = lazy(r"\s*(?:\d{1,4}\s?(?:\(|[:,])|(?:1[4-9]|20)\d\d(?:\D|$))")
_SHORT_SHAPE = lazy(r"\s*[^\W\da-z_][\w.’'-]*(?:\s[\w.’'-]+){0,3},\s+[^\W\da-z_]")


def split(text: str, zones: tuple[Zone, ...]) -> list[Span]:
    """The spans of a note's references and comments, in order, without gaps that matter.

    ``text`` is masked: an address is a run of ``marks.URL_SIGN``.
    """
    flags = covered(zones, len(text))
    spans = _cut(_semicolons(text, flags), 0, len(text))
    spans = [part for span in spans for part in _cut(_restarts(text, flags, span), *span)]
    spans = _merge(text, [span for span in spans if text[slice(*span)].strip(" ;,.")])
    return [part for span in spans for part in _cut_sentences(text, flags, span)]


def is_reference(text: str) -> bool:
    """Whether a stretch of masked text, read alone, points at a source."""
    if marks.URL_SIGN in text and len(text) < _WINDOW and not prose_words(text):
        return True
    return reaches(text, 2)


@lru_cache(maxsize=64)  # Both sides of a full stop are weighed again at the next one.
def reaches(text: str, wanted: int) -> bool:
    """Whether what speaks for a source, less what speaks for running prose, is so much."""
    text = text.lstrip(" ,;.")
    text = text[opening.lead_of(text) :]
    bare = _outside_quotes(text)
    points = -min(4, prose_words(bare))
    # Nothing takes a point away, so what is asked last is seldom asked at all.
    for more in (_sign_points, _word_points, _head_points):
        points += more(text, bare)
        if points >= wanted:
            return True
    return False


def _sign_points(text: str, bare: str) -> int:
    points = 3 * (marks.URL_SIGN in text)
    points += 2 * (len(bare) < len(text) and _title_like(text))
    points += "(" in bare and bool(_YEAR_IN_BRACKETS.search(bare))
    points += bool(_YEAR.search(bare))
    begun = opening.INITIAL_LAST.match(text)
    points += " // " in bare or bool(begun and not names.looks_like_people(text))
    points += _ENDS_AS_SOURCE.search(text[-8:]) is not None
    return points


def _head_points(text: str, bare: str) -> int:
    head = _OPENING.split(text, maxsplit=1)[0].strip()
    points = int(names.looks_like_people(head) or names.is_corporate(head))
    points += ":" in bare and bool(_PLACE_PUBLISHER.search(bare))
    points += len(text) < _SHORT and bool(_SHORT_SHAPE.match(text)) and not _only_names(text)
    return points


def _word_points(text: str, bare: str) -> int:
    words = marks.words_of(text)
    points = 3 * (marks.URL_SIGN not in text and _announced(text))
    if marks.says(words, marks.POINTING_HEADS):
        points += bool(marks.IBID.match(text.lstrip())) * 3
        points += bool(marks.OP_CIT.search(bare) or marks.SUPRA.search(bare)) * 3
    points += (legal.cites_law(text, words) or papers.begins(text) or roles.directs(bare)) * 3
    points += marks.says(words, marks.PAGE_HEADS) and bool(marks.PAGES.search(bare))
    points += bool(marks.volume_issue(words, bare))
    return points


def _only_names(text: str) -> bool:
    if not names.looks_like_people(text):
        return False
    # "García Márquez, Cien Años": both surnames are said, and no given name follows.
    first, _, second = text.strip().partition(", ")
    named = naming.is_given(second.partition(",")[0])
    return named or " " not in first or " " not in second or not names.is_surnames(first)


def prose_words(text: str) -> int:
    """How many words of the text are ones that sources are not written with."""
    words = _WORD.findall(text)
    # In the middle of a sentence a capital makes a name of it: "Will", "Which?".
    first = bool(words) and words[0].lower() in phrases.PROSE and not words[0].islower()
    prose = first + sum(map(phrases.PROSE.__contains__, words))
    return prose + len(_EAST_ASIAN_PROSE.findall(text)) if not text.isascii() else prose


def _outside_quotes(text: str) -> str:
    kept: list[str] = []
    position = 0
    for zone in find_zones(text):
        if zone.kind in {"quote", "square"}:
            kept.append(text[position : zone.start])
            position = zone.end
    return "".join(kept) + text[position:] if kept else text


def _title_like(text: str) -> bool:
    for zone in find_zones(text):
        if zone.kind == "quote":
            after = text[zone.end : zone.end + 3].lstrip()
            inside = text[zone.inner].rstrip()
            return not after or after[0] in ",.[(;:<，。、；：（「『《" or inside[-1:] in ",.?!"
    return False


def _announced(text: str) -> bool:
    if not marks.says(marks.words_of(text), marks.ANNOUNCER_HEADS):
        return False
    return any(marks.ANNOUNCER_SURE.search(match[0]) for match in marks.ANNOUNCER.finditer(text))


def _cut(cuts: list[Span], start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    for cut_start, cut_end in cuts:
        spans.append((start, cut_start))
        start = cut_end
    spans.append((start, end))
    return spans


def _semicolons(text: str, flags: bytearray) -> list[Span]:
    cuts: list[Span] = []
    if ";" not in text and "；" not in text:
        return cuts
    for match in _SEMICOLON.finditer(text):
        if flags[match.start()] or _leads_up(text[: match.start()]):
            continue
        cuts.append(match.span())
    return cuts


def _leads_up(left: str) -> bool:
    """Whether the text so far ends in words like "see" that lead up to a source."""
    tail = left[-40:]
    if not marks.says(marks.words_of(tail), marks.SEE_HEADS):
        return False
    return any(match.end() == len(tail) for match in marks.SEE_INSIDE.finditer(tail))


def _restarts(text: str, flags: bytearray, span: Span) -> list[Span]:
    """Places where an address was lost ("online at: For ...") and something new begins."""
    cuts: list[Span] = []
    if not marks.says(marks.words_of(text[slice(*span)]), marks.ANNOUNCER_HEADS):
        return cuts
    for match in marks.ANNOUNCER.finditer(text, *span):
        following = text[match.end() : match.end() + 1]
        if flags[match.start()] or not marks.ANNOUNCER_SURE.search(match[0]):
            continue
        new = following.isupper() or following in "‘“„«\"'"
        if following and new and ":" in match[0] and match.end() < span[1]:
            cuts.append((match.end(), match.end()))
    return cuts


def _merge(text: str, spans: list[Span]) -> list[Span]:
    """Put back what a semicolon divides inside one reference: authors, a volume, a locator."""
    if len(spans) < 2:
        return spans
    merged: list[Span] = []
    waiting: int | None = None
    for start, end in spans:
        part = text[start:end]
        if waiting is not None:
            start, waiting = waiting, None
        if names.looks_like_people(part) and not reaches(part, 2) and end < spans[-1][1]:
            waiting = start
        elif merged and (_VOLUME_FIRST.match(part) or _goes_on(text[:end], part)):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


#: "Quill, A., Eds."; "Heron Press: Bristol, 2013"; "published online May 3".
_PART_OF_A_BOOK = lazy(
    r"\s*(?:[^:;]{2,120},\s\(?(?:Eds?|Hgg?|Hrsg|éds?|dirs?|coords?)\.?\)?\s*$"
    r"|[^\W\d_][^:;,.]{1,60}:\s[^:;,.]{2,40}(?:,\s(?:1[5-9]|20)\d\d)?[\s,.]*$"
    r"|(?:pp?|S)\.\s)"
)
_SMALL_WORD = lazy(r"\s*(?=[^\W\d_])(?P<word>\w+)")
#: "In: Quill, A.; Reyes, B. (Eds.)": editors follow.
_NAMES_EDITORS = lazy(
    r"(?:\b(?:In|Dans|En)\s?:|//|\b[Ii]n)\s[^:;.()]{2,60},\s(?:[^\W\d_]{1,2}\.[\s-]?){1,4}"
    r"(?:;\s[^:;.()]{2,60},\s(?:[^\W\d_]{1,2}\.[\s-]?){1,4}){0,8};\Z"
)


def _goes_on(before: str, part: str) -> bool:
    """Whether a stretch is no source of its own, but more of the one before it."""
    word = _SMALL_WORD.match(part)
    small = word is not None and word["word"].islower() and word["word"] not in phrases.PARTICLES
    if small and not opening.lead_of(part) and not prose_words(_outside_quotes(part)):
        return True
    left = before[: len(before) - len(part)].rstrip()
    # "; dazu: § 6 BGB" leads up to another source.
    if (not opening.lead_of(part) and _PART_OF_A_BOOK.match(part)) or _NAMES_EDITORS.search(
        left[-400:]
    ):
        return True
    return not (is_reference(part) or prose_words(_outside_quotes(part)) > 1)


def _cut_sentences(text: str, flags: bytearray, span: Span) -> list[Span]:
    """Cut at a full stop where both sides are whole: two sources, or a source and prose."""
    start, end = span
    cuts: list[Span] = []
    left_start = start
    for match in itertools.islice(_SENTENCE.finditer(text, start, end), _MAX_SENTENCES):
        # Where nothing stands between the two, the sign before tells what is inside.
        within = flags[match.start() - (match.start() == match.end())]
        if within or _is_abbreviation(text[left_start : match.start()]):
            continue
        left = text[max(left_start, match.start() - _WINDOW) : match.start()]
        right = text[match.end() : min(end, match.end() + _WINDOW)]
        if _both_whole(left, right):
            cuts.append(match.span())
            left_start = match.end()
    return _cut(cuts, start, end)


_ABBREVIATED = lazy(
    r"(?:^|[\s.(])(?:[^\W\d_]|vol|no|nr|pp?|ed|eds|trans|op|cit|al|Dr|Prof|St|Mr|Mrs|Ms|Jr|Hg|Hrsg|vgl|bzw|cf|etc|"
    r"Univ|Dept|Inc|Ltd|Co|Rev|Art|Abs|Aufl|Bd|Jg|ca|approx|dir|coord|trad|núm|pág|págs|bkz|см|под|ред|т|с)\.\Z",
    re.IGNORECASE,
)


#: "S. 12 f.", "p. 12 et s.", "1990 г.": nothing follows these but the end.
_ENDS_LOCATOR = lazy(r"(?:\d\s?(?:ff?|sqq?|ss?|vd|г)|\b(?:et|y|e)\ss{1,2})\.\Z")


def _is_abbreviation(left: str) -> bool:
    return bool(_ABBREVIATED.search(left[-12:])) and not _ENDS_LOCATOR.search(left[-12:])


#: Names and a year, and nothing yet that they wrote: "Quill, A. (2004)."
_OPENING_ALONE = lazy(
    r"^(?P<names>[^\d:：\[《「『]{2,300}?)[\s,]{0,3}"
    r"(?:[(\[][^()\[\]]{0,24}?(?:1[4-9]|20)\d\d[^)\]]{0,24}[)\]]|[\s,](?:1[4-9]|20)\d\d[a-z]?)[.:]?\Z"
)

#: "Moreau (dir.), Title": more than names.
_EDITED_MORE = lazy(
    r"\((?:eds?|hgg?|hrsg|éds?|dirs?|coords?|ред)\.?\)[,.:]?\s+[^\W\d_]", re.IGNORECASE
)

#: Two words that no title begins with.
_LEADS = lazy(
    r"(?:See\salso|See\sfurther|Cf\.\salso|Vgl\.\s(?:auch|dazu|ferner)|Siehe\s(?:auch|dazu|ferner)|S\.\sauch|"
    r"Voir\s(?:aussi|également)|Véase\s(?:también|además)|Ver\stambién|Cfr\.\sanche|Si\sveda\s(?:anche|inoltre)|"
    r"Vedi\sanche|Ayrıca\s(?:bkz\.|bakınız)|См\.\sтакже)[\s:,]"
)


#: A body's name with so many commas has a title behind it.
_MANY_COMMAS = 3


def _only_who(text: str) -> bool:
    """Whether what stands before a year is nothing but who wrote what is to follow."""
    if _EDITED_MORE.search(text):
        return False
    body = names.is_corporate(text) and text.count(", ") < _MANY_COMMAS
    return body or names.looks_like_people(text)


def _both_whole(left: str, right: str) -> bool:
    if (match := _OPENING_ALONE.match(left)) and _only_who(match["names"]):
        return False
    first = _SENTENCE.split(right, maxsplit=1)[0]
    right_is_source = is_reference(right) or _begins_as_source(right)
    if _is_prose(left):
        return right_is_source and (_title_like(right) or opening.opens_source(right))
    if _LEADS.match(right) and right_is_source and is_reference(left):
        return True
    left_is_source = is_reference(left) and (
        _title_like(left) or reaches(left, 3) or opening.is_complete(left)
    )
    if not left_is_source:
        return False
    if _is_prose(first) and not _title_like(first):
        return True
    if not right_is_source:
        return False
    if marks.SEE_AT_START.match(right):
        return True
    # A law or a standard is whole with its name, whatever words that ends on.
    if opening.is_complete(left) or _is_law_or_paper(left):
        return opening.opens_source(right)
    return _title_like(left) and opening.opens_quoted(right)


def _is_law_or_paper(left: str) -> bool:
    left = left.lstrip()
    left = left[opening.lead_of(left) :]
    return papers.begins(left) or legal.cites_law(left, marks.words_of(left))


def _begins_as_source(right: str) -> bool:
    """Whether the first sentences are a source; what follows may be a comment."""
    ends = (match.start() for match in itertools.islice(_SENTENCE.finditer(right), 8))
    whole = (end for end in ends if not _is_abbreviation(right[:end]))
    return any(is_reference(right[:end]) for end in itertools.islice(whole, 3))


def _is_prose(sentence: str) -> bool:
    return prose_words(_outside_quotes(sentence)) > 1 and not reaches(sentence, 1)

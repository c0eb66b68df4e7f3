"""Who edited or translated a work, where words before the names say so: "trans. Ada Quill"."""

from __future__ import annotations

import re

from citations import names
from citations.patterns import lazy
from citations.references import marks
from citations.references.draft import Draft

_FROM = (
    r"(?:\s(?:from|aus|du|de|d|dal|dall|del|с)\b['’]?\s?(?:the\s|dem\s|der\s|l['’]\s?)?"
    r"[^\W\d_]{2,14}\.?)?"
)
_TRANSLATED = (
    rf"(?:translated|transl?\.|tr\.){_FROM}(?:\sby)?"
    r"|(?:aus\sdem\s[^\W\d_]{4,20}\s(?:übersetzt\s|übers\.\s)?|deutsch\s|in\sder\sübersetzung\s)v(?:on|\.)"
    r"|übers(?:etzt|\.)(?:\saus\sdem\s[^\W\d_]{4,20})?(?:\sv(?:on|\.))?|übersetzung:"
    r"|(?:traducción|traducido|trad\.)(?:\s(?:cast|esp)\.)?\s(?:de|por)"
    r"|(?:traduzione|tradotto|trad\.)(?:\sit\.)?\s(?:di|da|a\scura\sdi)|trad\.\sit\."
    rf"|(?:traduit|traduction|trad\.){_FROM}(?:\s(?:fr|franç)\.)?(?:\spar|\sde)?"
    r"|çev(?:iren|irenler|\.):?|çeviri:"
    rf"|(?:в\s)?пер(?:евод|\.){_FROM}(?:\sяз\.)?"
)
_EDITED = (
    r"ed(?:ited|s?\.)(?:\s(?:and|&)\s[^\W\d_]{3,14}\.?){0,2}(?:\sby)?"
    r"|(?:hrsg|hg|hgg)\.(?:\su\.\s\w+\.)?(?:\sv(?:on|\.))?|herausgegeben\svon|bearb\.\sv(?:on|\.)"
    r"|sous\sla\s(?:direction|dir\.)\sde|sous\sla\sdirection\sd['’]|édité\spar|éd\.(?:\spar)?|dir\."
    r"|(?:edición|ed\.|editado|coordinado|coord\.|a\scargo)\s(?:de|por)|coords?\."
    r"|a\scura\sdi|ed\.\sda"
    r"|(?:yay(?:ına|\.)\s)?haz(?:ırlayan|\.):?|der(?:leyen|\.):?|editör:?"
    r"|(?:под|отв\.|гл\.)\s(?:общ(?:ей|\.)\s|науч\.\s)?ред(?:акцией|\.)|сост(?:авитель|\.):?"
)
#: Who made a film; "dir." is said of editors too, but not in English.
_DIRECTED = (
    r"(?:written\sand\s)?directed\sby|(?:regie|regia|dirección|réalisation|mise\sen\sscène|yönetmen|yön\.|реж(?:иссёр|иссер|\.))"
    r":?(?:\s(?:von|di|de|da))?|réalisée?\spar|dirigid[ao]\spor|diretto\sda|(?:un\s)?film\s(?:de|di|von)"
)
_ROLES = lazy(
    rf"(?:^|[\s,.;:/(\[–—]{{1,3}})\b(?:(?P<translator>{_TRANSLATED})|(?P<author>{_DIRECTED})|(?P<editor>{_EDITED}))"
    r"(?:\s|(?<=[.’':]))(?=[^\W\d_])",
    re.IGNORECASE,
)
_WORDS = (
    "translated trans transl tr aus übers übersetzt übersetzung deutsch traduit traduction trad "
    "traducción traducido traduzione tradotto çev çeviren çevirenler çeviri пер перевод ed eds "
    "edited hrsg hg hgg herausgegeben bearb sous édité éd dir edición editado coordinado coord "
    "coords cargo cura haz hazırlayan der derleyen editör под отв гл сост составитель "
    "written directed regie regia dirección réalisation mise yönetmen yön реж режиссёр режиссер "
    "réalisé réalisée dirigido dirigida diretto un film"
)
_HEADS = frozenset(_WORDS.split())


def read_roles(draft: Draft) -> None:
    """Set ``translator`` and ``editor`` where words announce them; blank what they take.

    The rest reads as if nothing had stood there.
    """
    if not draft.says(_HEADS):
        return
    position = 0
    while match := _ROLES.search(draft.text, position):
        position = match.end()
        role = _role(draft, match)
        if _in_quotation(draft, match.start()) or _is_edition(draft.text, match):
            continue
        people = _people(draft.text, match.end())
        if people:
            draft.put(role, people[0])
            if role == "author":
                draft.found.setdefault("media_type", "motion_picture")
            draft.blank(match.start(), people[1])
            position = people[1]


def _role(draft: Draft, match: re.Match[str]) -> str:
    if match["translator"]:
        return "translator"
    english = (draft.language or "").startswith("en")
    directed = match["author"] or (english and match["editor"].lower() == "dir.")
    return "author" if directed else "editor"


def directs(text: str) -> bool:
    """Whether words say who made a film: "Regie: Greta Sommer"."""
    return _FILM.search(text) is not None


_FILM = lazy(rf"[,(.]\s?(?:{_DIRECTED}|dir\.)\s(?-i:[^\W\da-z_])", re.IGNORECASE)


def _in_quotation(draft: Draft, at: int) -> bool:
    return any(zone.kind == "quote" and zone.start <= at < zone.end for zone in draft.zones)


def _is_edition(text: str, match: re.Match[str]) -> bool:
    """Whether "ed." is that of "2nd ed., London"."""
    before = text[max(0, match.start() - 12) : match.start()].rstrip(" .,")
    return bool(re.search(r"(?:\d(?:st|nd|rd|th|e|ª|a)?|rev|revised|new)\.?$", before)) and (
        "," not in text[match.start() : match.start() + 1]
    )


#: How far a list of translators goes.
_LONGEST = 160
_CUT = lazy(
    r",\s|\s?[;:()/\[\]]|(?<=[^\W\d_]{2})\.\s(?=[^\W\da-z_–—-])|\.$|\s–\s|\s(?=\d{4}|\()|$|"
    + marks.URL_SIGN
)


def _people(text: str, start: int) -> tuple[list[dict[str, str]], int] | None:
    """The names from ``start`` on, as many comma parts as are people, and where they end."""
    best = None
    for match in _CUT.finditer(text, start, min(len(text), start + _LONGEST)):
        stretch = text[start : match.start()].strip(" ,")
        if not stretch or not names.looks_like_people(stretch):
            break
        if best is not None and not _joins(text[best[1] : match.start()]):
            break
        if " " in stretch or "." in stretch:
            best = (list(names.read_names(stretch).names), match.start())
        if not match[0].startswith((",", "/", ".")):
            break
    return best


def _joins(piece: str) -> bool:
    """Whether a comma part goes on with people: "A. Quill, B. Reyes and C. Voss"."""
    return bool(re.search(r"\b(?:and|und|et|y|e|ve|и|&)\s|[^\W\d_]\.\s?[^\W\d_]|^/", piece))

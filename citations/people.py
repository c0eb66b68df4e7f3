"""Does a sentence speak of a living person? What is said of one needs a source most of all.

A person is somebody with a given name and a surname, and a role or a verb that only people
have. Nobody can tell from a sentence who is alive, so this asks for a sign of it: the
present tense behind the name, or a year not long past. What speaks of a death rules it out.
"""

from __future__ import annotations

import re

from citations.patterns import lazy

__all__ = ["of_living_person"]

#: Whoever did something since then is mostly alive.
_RECENT = 2010
_LONGEST = 2_000
#: What a role before a name and a verb behind it fit in, in characters.
_AROUND = 60

_PARTICLE = r"(?:von|van|der|den|de|del|della|di|da|dos|du|la|le|al|bin|ibn|ten|zu)"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŠŽČŁŚİ]"
_NAMED = rf"{_CAPITAL}[\w’'-]{{1,24}}"
_NAME = rf"{_NAMED}(?: {_CAPITAL}\.){{0,2}}(?: {_PARTICLE}){{0,2}}(?: {_NAMED}){{1,2}}"

# Words that are never part of a person's name: the rest of it is an office or a place.
_NO_PERSON = frozenset(
    """
    the a an this that university college school institute academy party company corporation
    group bank court council committee commission ministry department office agency union states
    kingdom republic islands island river lake mountain mount bay sea ocean street road avenue
    square park bridge station airport hospital church museum theatre theater cathedral castle
    house hall centre center association society foundation federation league club team cup
    championship festival award prize war act law bill treaty agreement north south east west
    northern southern eastern western new san santa los las saint january february march april
    may june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday times post news press journal magazine records pictures entertainment
    universität gesellschaft partei straße université parti universidad partido università partito
    """.split()  # noqa: SIM905
)

_ROLE = (
    r"(?:president|vice[- ]president|chancellor|prime minister|minister|secretary|senator|governor"
    r"|mayor|congress(?:man|woman)|judge|justice|chief executive|ceo|chair(?:man|woman)?|director"
    r"|professor|prof\.?|dr\.?|mr\.?|mrs\.?|ms\.?|sir|dame|king|queen|prince|princess|pope|bishop"
    r"|general|colonel|coach|captain|leader|founder|editor|author|writer|novelist|poet|journalist"
    r"|reporter|actor|actress|singer|musician|rapper|composer|artist|painter|architect|engineer"
    r"|economist|historian|scientist|physicist|biologist|lawyer|activist|entrepreneur|politician"
    r"|player|footballer|athlete|spokes(?:man|woman|person)|candidate|deputy|commissioner"
    r"|präsident(?:in)?|bundeskanzler(?:in)?|kanzler(?:in)?|minister(?:in)?|bürgermeister(?:in)?"
    r"|schauspieler(?:in)?|autor(?:in)?|sprecher(?:in)?|président|présidente|ministre|maire"
    r"|chanteu(?:r|se)|écrivain|presidente|presidenta|ministro|ministra|alcalde|alcaldesa|sindaco"
    r"|escritor|escritora|scrittore|scrittrice|cantante)"
)
# What only people do; newspapers and companies say, lead and deny as well.
_DOES = (
    r"(?:lives|teaches|tweeted|(?:has )?resigned|married|testified|(?:has )?apologi[sz]ed"
    r"|was (?:arrested|elected|appointed|accused|convicted|sentenced|re-elected|nominated)"
    r"|lebt|wurde (?:gewählt|ernannt|verhaftet)|vit|vive)"
)
_IS = r"(?:is|ist|est|es|è)"
_PRESENT = lazy(
    r"^(?:, [^,.]{1,60},)?[ ,]{1,2}(?:who )?(?:also |now |currently |still )?"
    r"(?:is|has|says|tells|argues|claims|believes|thinks|insists|denies|admits|lives|works|writes"
    r"|teaches|serves|leads|heads|owns|runs|plays|ist|hat|sagt|erklärt|lebt|arbeitet|leitet"
    r"|est|dit|affirme|déclare|vit|dirige|es|dice|afirma|vive|è|afferma|dichiara|ha)\b"
)
_BEFORE = lazy(rf"\b{_ROLE}(?: of (?:the )?{_NAMED})? $", re.IGNORECASE)
_ARTICLE = r"(?:an? |the |its |their |ein |eine |un |une |una )?(?:[\w-]{1,20} ){0,3}?"
_AFTER = lazy(
    rf"^(?:,? {_DOES}\b|,? (?:who )?(?:also |now |currently )?{_IS} {_ARTICLE}{_ROLE}\b"
    rf"|, {_ARTICLE}{_ROLE}\b)",
    re.IGNORECASE,
)
#: What could be a person's name: asked first, for most sentences have none.
_CANDIDATE = lazy(rf"(?<!\w){_NAME}")
_PERSON = lazy(rf"(?<!\w)(?!(?i:{_ROLE})[ .]){_NAME}")
_YEAR = lazy(r"(?<!\d)(?:1[0-9]\d\d|20\d\d)(?!\d)")
_DEAD = lazy(
    r"\b(?:died|dies|dead|death|deceased|late|killed|murdered|assassinated|buried|posthumous\w*"
    r"|starb|gestorben|verstorben\w*|tod|mort|morte|décédée?|murió|fallecid[oa]|morto|defunt[oa])\b"
    r"|\(\D{0,40}\d{4}\D{0,30}[–-]\D{0,30}\d{4}\)",
    re.IGNORECASE,
)


def of_living_person(text: str) -> bool:
    """Whether a sentence says something of a person who is named and shows signs of life."""
    text = text[:_LONGEST]
    if not _CANDIDATE.search(text) or _DEAD.search(text):
        return False
    years = [int(year) for year in _YEAR.findall(text)]
    # A year long past beside a recent one is of somebody else, or of a long story.
    recent = bool(years) and max(years) >= _RECENT and min(years) >= _RECENT - 30
    for match in _PERSON.finditer(text):
        before, after = text[: match.start()][-_AROUND:], text[match.end() :][: 2 * _AROUND]
        person = _is_name(match[0]) and (_BEFORE.search(before) or _AFTER.search(after))
        if person and (recent or _PRESENT.search(after)):
            return True
    return False


def _is_name(name: str) -> bool:
    return (
        "'s" not in name
        and "’s" not in name
        and not any(word.casefold().strip(".’'") in _NO_PERSON for word in name.split())
    )

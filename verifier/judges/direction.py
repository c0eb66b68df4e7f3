"""Negation and direction: reasons to look twice at a passage that holds the claim's words.

"Rose" and "fell" stand in like sentences, and so do "won" and "did not win". Words alone
cannot tell which is meant, so this opens a question and never settles one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from citations.words import Word, fold, stem, words
from verifier.judges.passages import Page
from verifier.judges.quotes import negates

__all__ = ["Turn", "turns"]

#: Share of the claim's words that the sentence must hold for the two to be about one thing.
_ALIKE = 0.5

_PAIRS = """
    rose fell | rise fall | rising falling | increased decreased | increase decrease
    | increasing decreasing | grew shrank | gained lost | won lost | win lose | more fewer
    | more less | higher lower | highest lowest | larger smaller | largest smallest
    | greater lesser | most least | majority minority | before after | above below | over under
    | first last | early late | earlier later | began ended | start end | opened closed
    | entered left | arrived departed | bought sold | accepted rejected | approved rejected
    | allowed banned | legal illegal | lawful unlawful | supported opposed | support oppose
    | praised criticised | success failure | succeeded failed | born died | alive dead
    | north south | east west | northern southern | eastern western | male female | men women
    | husband wife | son daughter | father mother | brother sister | hot cold | warm cold
    | rich poor | old young | older younger | oldest youngest | long short | longer shorter
    | fast slow | faster slower | strong weak | stronger weaker | better worse | best worst
    | public private | always never | all none | everyone nobody | includes excludes
    | guilty innocent | true false | safe dangerous | possible impossible | known unknown
    | stieg sank | stieg fiel | mehr weniger | höher niedriger | größer kleiner | vor nach
    | gewann verlor | erste letzte | eröffnet geschlossen | erlaubt verboten | besser schlechter
    | augmenté diminué | hausse baisse | plus moins | avant après | gagné perdu | ouvert fermé
    | premier dernier | meilleur pire | aumentó disminuyó | subió bajó | más menos
    | antes después | ganó perdió | abierto cerrado | primero último | mejor peor
    | aumentato diminuito | salito sceso | più meno | prima dopo | vinto perso | aperto chiuso
    | migliore peggiore
"""


def _table() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in " ".join(_PAIRS.split()).split(" | "):
        one, other = (stem(word) for word in pair.split())
        table.setdefault(one, set()).add(other)
        table.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in table.items()}


_OPPOSITES = _table()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What the claim and the passage may say the other way round."""

    #: "negation" or "direction".
    kind: str
    claim: str
    source: str


def turns(claim: str, page: Page, sentence: int | None) -> list[Turn]:
    """How the sentence nearest the claim may say the opposite of it."""
    if sentence is None:
        return []
    said = words(claim)
    keys = {word.key for word in said if word.carries}
    if not keys or len(keys & page.keys[sentence]) < _ALIKE * len(keys):
        return []
    given = words(page.text, *page.spans[sentence])
    return [*_opposites(said, given), *_negations(said, given)]


def _opposites(said: Iterable[Word], given: list[Word]) -> list[Turn]:
    ours, theirs = {word.key: word for word in said}, {word.key: word for word in given}
    return [
        Turn(kind="direction", claim=word.text, source=theirs[other].text)
        for key, word in ours.items()
        if key not in theirs
        for other in sorted(_OPPOSITES.get(key, frozenset()) & theirs.keys() - ours.keys())
    ]


def _negations(said: list[Word], given: list[Word]) -> list[Turn]:
    """A negation on one side of words that both have, and none on the other."""
    ours, theirs = _negated(said), _negated(given)
    keys, other_keys = {word.key for word in said}, {word.key for word in given}
    found = [
        Turn(kind="negation", claim=text, source="")
        for key, text in ours.items()
        if key in other_keys and key not in theirs
    ]
    found += [
        Turn(kind="negation", claim="", source=text)
        for key, text in theirs.items()
        if key in keys and key not in ours
    ]
    return found[:3]


def _negated(said: list[Word]) -> dict[str, str]:
    """The next word that carries something behind each negation -> the two as written."""
    found = {}
    for at, word in enumerate(said):
        if negates(word) and fold(word.text) not in ("sin", "sans", "senza", "without", "ohne"):
            following = next((next_ for next_ in said[at + 1 : at + 5] if next_.carries), None)
            if following is not None:
                found[following.key] = f"{word.text} … {following.text}"
    return found

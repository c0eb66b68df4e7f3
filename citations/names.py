"""Names of authors and editors as notes and bibliographies write them, as CSL names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from citations import phrases
from citations.patterns import any_case, fold, lazy

Name = dict[str, str]

_SUFFIX = lazy(r"^(?:Jr|Sr|II|III|IV|Jnr|Snr)\.?$")
_CORPORATE = any_case(
    r"\b(?:network|board|universit\w+|ministr\w+|ministerium|committee|organi[sz]ation|institut\w*|"
    r"agenc\w+|bank|council|department|cent(?:er|re)|association|commission|foundation|"
    r"parliament|government|office|bureau|authority|administration|society|federation|union|"
    r"academy|library|museum|works|trust|services|survey|institution|college|hospital|"
    r"laborator(?:y|ies)|coalition|league|secretariat|directorate|tribunal|consortium|"
    r"municipality|utilities|police|international|watch|"
    r"ltd|inc|llc|gmbh|corp(?:oration)?|company|nations|staff|team|"
    r"editors|desk|press|news|group|alliance|project|initiative|forum|observatory|party|court|"
    r"bundes\w+|verband|verein|stiftung|amt|gesellschaft|zentrum|behörde|kommission|"
    r"ministère|conseil|comité|fondation|centre|agence|assemblée|"
    r"ministerio|consejo|fundación|centro|agencia|asociación|"
    r"ministero|consiglio|fondazione|agenzia|associazione|istituto|"
    r"bakanlığı|kurumu|merkezi|vakfı|derneği|başkanlığı|üniversitesi|"
    r"platform\w*|dostları|birliği|konseyi|komitesi|müdürlüğü|belediyesi|sendikası|odası|meclisi|"
    r"collectif|compagnie|société|syndicat|ligue|mouvement|observatoire|"
    r"compañía|sociedad|sindicato|movimiento|observatorio|ecologistas|cooperativa|"
    r"compagnia|società|comitato|sindacato|movimento|osservatorio|lega|"
    r"gewerkschaft|förderkreis|landes\w+amt|kammer|"
    r"министерство|институт|комитет|совет|центр|фонд|агентство|служба|университет|"
    r"общество|союз|ассоциация|управление|администрация|организация|федерация)\b"
    r"|^(?:save|friends|freunde|amis|les amis|amigos|amici|sauvons|salvemos|salviamo|rettet)\s"
)
#: Legal forms of companies and clubs, which stand last; Russian ones stand first.
_FIRM = lazy(
    r"\s(?:e\.\s?V|OHG|mbH|KGaA|plc|PLC|LLP|Ltd|LTD|Inc|Co|Corp|Pty|SAU|SARL|S\.A\.R\.L|SAS|"
    r"S\.?p\.?A|[Ss]\.?r\.l|A\.?Ş|Şti|Oyj|ApS|A/S|a\.\s?s|s\.\s?r\.\s?o|z\.\s?s|Kft|"
    r"d\.o\.o|sp\.\sz\so\.o|vzw|asbl)\.?$"
    r"|^(?:ООО|АО|ПАО|ЗАО|ОАО|АНО|НКО|ФГБУ|ФГУП|ГУП|МУП)\s"
)
#: Others could be initials behind a surname ("Quill AG"): of a body only where it stands alone.
_FIRM_ALONE = lazy(
    r"[^\W\da-z_][^,;]{1,60}\s(?:AG|KG)"
    r"|[^\W\da-z_][^\s,;]+\s[^,;]{2,60}\s(?:S[EA]|S\.\s?A\.?(?:\s?U\.?)?|S\.\s?L\.?(?:\s?U\.?)?|SL|"
    r"B\.?V\.?|N\.?V\.?|ASA|Oy|LP)"
)
_CORPORATE_CJK = lazy(
    r"(?:部|委员会|委員会|大学|大學|研究所|研究院|协会|協会|中心|社|局|省|庁|会|公司|集团|院|馆|館|署|处|基金)$"
    r"|株式会社|有限会社|合同会社|[社財]団法人|ＮＰＯ|NPO"
)
_INITIALS = lazy(r"^(?:[^\W\d_]{1,2}\.[\s-]?){1,5}$|^(?:[^\W\d_]\s?-?){1,4}$")
_INITIALS_DOTTED = lazy(r"^(?:-?[^\W\d_]{1,2}\.[\s-]?){1,5}$")
_AND = lazy(r"\s*(?:,\s*)?(?:\s&\s|\s(?:and|und|et|y|e|en|ve|и|with|mit|AND|UND|ET)\s)\s*|\s*&\s*")
_LEADING_AND = lazy(r"^(?:and|und|et|y|ve|и|&)\s+")
_OTHERS = lazy(
    r",?\s*(?:\bet\s+al(?:ii)?\b\.?|\bu\.\s?a\b\.?|(?:\band|&)\s*others\b|\bund andere\b"
    r"|&\s*al\b\.?"
    r"|\bet\s(?:coll|autres)\b\.?|\by\s(?:otros|cols?)\b\.?|\be\s(?:altri|al)\b\.?"
    r"|\bve\s(?:diğ(?:erleri)?|ark(?:adaşları)?)\b\.?|\bvd\b\.?|\bи\s(?:др|другие)\b\.?"
    r"|等|ほか|他)\s*$"
)
_ABBREVIATION = lazy(r"\s*[(\[]\s*((?=[^)\]]*[^\W\d_a-z])[^\W_][\w.&/-]{1,14})\s*[)\]]\s*$")
_ROLE = lazy(
    r"[\s,]*[(\[]?\s*\b(?:(?P<editor>eds?|editors?|hgg?|hrsg|herausgeber|éds?|dirs?|coords?|"
    r"comps?|a cura di|haz|der|ред|сост|主编|编|編)"
    r"|(?P<translator>transl?|trad|übers|çev|пер|译|訳))\b\.?\s*[)\]]?\s*$",
    re.IGNORECASE,
)
# What a text ends on, its stops and brackets aside, that one of the patterns above matches.
_ROLE_ENDS = (
    *("ed", "eds", "editor", "editors", "hg", "hgg", "hrsg", "herausgeber", "éd", "éds", "dir"),
    *("dirs", "coord", "coords", "comp", "comps", "haz", "der", "сост", "di", "ред", "编", "編"),
    *("trans", "transl", "trad", "übers", "çev", "пер", "译", "訳"),
)
_OTHERS_ENDS = (
    *("al", "alii", "a", "others", "andere", "coll", "autres", "otros", "col", "cols", "altri"),
    *("diğ", "diğerleri", "ark", "arkadaşları", "vd", "др", "другие", "等", "ほか", "他"),
)
_JOINTS = frozenset("and und et y e en ve и with mit AND UND ET".split())  # noqa: SIM905
_INITIAL_LAST = lazy(r"(?:^|[\s.-])[^\W\d_]\.\W*$")
# "Vogel, Karin/Lindner, Hans"
_STROKES = lazy(r"^[^/,;]{2,60},[^/,;]{2,60}(?:/[^/,;]{2,60},[^/,;]{2,60}){1,9}$")
#: The first of two Spanish surnames, where people mostly leave the given name out.
_FIRST_SURNAMES = frozenset(
    """
    garcía rodríguez gonzález fernández lópez martínez sánchez pérez gómez jiménez hernández díaz
    álvarez muñoz gutiérrez domínguez vázquez ramírez núñez suárez méndez ibáñez benítez vargas
    bioy donoso cabrera lezama pardo primo rosales carpentier vásquez velázquez márquez ordóñez
    """.split()  # noqa: SIM905
)
# "Lang/Berg", "Karin Vogel/Hans Lindner"
_PARTED = lazy(r"^[^\W\d_][^/,;\d]{2,40}(?:\s?/\s?[^\W\d_][^/,;\d]{2,40}){1,5}$")
_TAIL = 40
_HAN = lazy(r"^[\u3400-\u9fff\u3040-\u30ff·・]{2,10}$")


# A point joins Japanese authors; inside a foreign name it stands between syllables.
_POINTED = lazy(
    r"^[\u3400-\u9fff]{2,5}[\u3040-\u309f]{0,4}(?:・[\u3400-\u9fff]{2,5}[\u3040-\u309f]{0,4}){1,9}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names read from one stretch of text."""

    names: tuple[Name, ...]
    #: "author", "editor" or "translator".
    role: str = "author"
    #: The short name that is defined beside a body's full one: "(ETNC)".
    abbreviation: str | None = None
    #: The list goes on: "et al.".
    others: bool = False


def read_names(text: str, *, single_is_person: bool = False) -> Names:
    """The people or bodies named in a stretch that holds nothing else.

    A word alone is a body unless the caller knows better (a short form names a surname).
    """
    text = " ".join(text.split())
    kept = text.strip(" ,;:.\n") + ("." if "." in text and _INITIAL_LAST.search(text) else "")
    role = "author"
    # No role and no "and others" is longer than this.
    if match := _role(kept, max(0, len(kept) - _TAIL)):
        role = "editor" if match["editor"] else "translator"
        kept = kept[: match.start()]
    match = _others(kept, max(0, len(kept) - _TAIL))
    others = match is not None
    if match:
        kept = kept[: match.start()]
    bracketed = kept.rstrip().endswith((")", "]"))
    if bracketed and (match := _ABBREVIATION.search(kept)) and match.start() > 0:
        literal = kept[: match.start()].strip(" ,")
        return Names(names=({"literal": literal},), role=role, abbreviation=match[1], others=others)
    kept = kept.strip(" ,;")
    alone = single_is_person or others
    names = tuple(_split(kept, single_is_person=alone)) if kept else ()
    return Names(names=names, role=role, others=others)


def _role(text: str, start: int = 0) -> re.Match[str] | None:
    """The words at the end that make the people before them editors or translators."""
    ends = fold(text).rstrip(" .)]").endswith(_ROLE_ENDS)
    return _ROLE.search(text, start) if ends else None


def _others(text: str, start: int = 0) -> re.Match[str] | None:
    """The words at the end that say that the list of names goes on."""
    ends = text.rstrip(" .").endswith(_OTHERS_ENDS)
    return _OTHERS.search(text, start) if ends else None


def _commas_for_and(text: str) -> str:
    """A list of names with commas where "and" stands."""
    joined = "&" in text or not _JOINTS.isdisjoint(text.split())
    return _AND.sub(",", text) if joined else text


def _split(text: str, *, single_is_person: bool) -> list[Name]:
    if is_corporate(text):
        return [{"literal": text}]
    if _STROKES.match(text):
        text = text.replace("/", ";")
    elif _PARTED.match(text) and (parts := _parted(text)):
        return parts
    if ";" in text:
        return [_inverted_or_plain(part) for part in text.split(";") if part.strip(" ,.")]
    if _POINTED.match(text):
        return [{"literal": part} for part in text.split("・")]
    if "、" in text or (_HAN.match(text.replace("，", "")) and "，" in text):
        return [{"literal": part.strip()} for part in re.split("[、，]", text) if part.strip()]
    if " y " in text and (one := _doubled(text)):
        return [one]
    groups = [part.strip(" ,") for part in _AND.split(text)]
    if len(groups) > 1 and all(_is_inverted(group) for group in groups):
        return [_inverted_or_plain(group) for group in groups]
    pieces = [part.strip() for part in _commas_for_and(text).split(",")]
    pieces = [_LEADING_AND.sub("", piece) for piece in pieces if piece]
    if len(pieces) == 1 and single_is_person and " " not in pieces[0] and not pieces[0].isupper():
        return [_plain(pieces[0]) if _HAN.match(pieces[0]) else {"family": pieces[0]}]
    particle = _particle(text.split(maxsplit=1)[0])
    initials = _trailing_initials(text.split())
    if single_is_person and particle and len(pieces) == 1 and not initials:
        return [{"family": text}]
    if len(groups) > 1 and "," not in groups[0] and all(" " not in piece for piece in pieces):
        # "Smith and Jones": two surnames, not a surname and a given name.
        return [{"family": piece} for piece in pieces]
    if _by_turns(pieces, inverted=_is_inverted(groups[-1])):
        pairs = zip(pieces[::2], pieces[1::2], strict=True)
        return [{"family": family, "given": given} for family, given in pairs]
    if len(pieces) > 1 and _initials(pieces[1]):
        return _pair_up(pieces)
    if (
        "," in text
        and len(pieces) == 2
        and " " not in pieces[1]
        and _given(pieces[1])
        and _surnames(pieces[0])
    ):
        return [{"family": pieces[0], "given": pieces[1]}]
    if len(pieces) > 1 and _one_surname(pieces[0]) and _given(pieces[1]):
        first: Name = {"family": pieces[0], "given": pieces[1]}
        return [first, *(_plain(piece) for piece in pieces[2:])]
    return [_plain(piece) for piece in pieces]


#: "José Ortega y Gasset", "Ortega y Gasset, José": two people would both have given names.
_DOUBLED = lazy(
    r"(?:(?P<before>[^\s,]+(?:\s[^\s,]+){0,2})\s)?(?P<family>[^\s,.]+\sy\s[^\s,.]+)"
    r"(?:,\s(?P<behind>[^\s,]+(?:\s[^\s,]+){0,2}))?"
)
#: Of these it is known without a given name.
_KNOWN_DOUBLED = frozenset(
    ["ortega y gasset", "ramón y cajal", "menéndez y pelayo", "pi y margall", "figueroa y torres",
     "torres y villarroel", "moreno y maisonnave", "santa cruz y espejo", "silva y aceves"]
)  # fmt: skip


def _doubled(text: str) -> Name | None:
    """One person with two surnames that "y" joins, or None."""
    match = _DOUBLED.fullmatch(text)
    if match is None or not _person(text.replace(",", "").replace(" y ", " ")):
        return None
    before, behind = match["before"], match["behind"]
    if before and (behind or "y" in before.split() or is_surnames(before)):
        return None  # "García Márquez y Fuentes"
    given = before or behind
    if not given and match["family"].lower() not in _KNOWN_DOUBLED:
        return None
    return {"given": given, "family": match["family"]} if given else {"family": match["family"]}


def is_surnames(text: str) -> bool:
    """Whether a name begins with what is a first surname, so that no given name is in it."""
    return text.split(maxsplit=1)[0].lower() in _FIRST_SURNAMES


def _parted(text: str) -> list[Name]:
    """Names between strokes: surnames alone, or whole names; none where one is no person's."""
    pieces = [piece.strip() for piece in text.split("/")]
    if not all(_person(piece) and not piece.isupper() for piece in pieces):
        return []
    lone = all(len([word for word in one.split() if not _particle(word)]) == 1 for one in pieces)
    return [{"family": piece} if lone else _plain(piece) for piece in pieces]


def _is_inverted(group: str) -> bool:
    """``MOREAU, Luc``: one comma, a surname, a given name."""
    family, comma, given = group.partition(",")
    return bool(comma) and "," not in given and _one_surname(family) and _given(given)


def _by_turns(pieces: list[str], *, inverted: bool) -> bool:
    """``MOREAU, Luc, KERBRAT, Gaspard``; in small letters only where the last says so."""
    if len(pieces) < 4 or len(pieces) % 2 or not all(map(_given, pieces[1::2])):
        return False
    families = pieces[::2]
    return all(map(_one_surname, families)) and (inverted or all(map(str.isupper, families)))


def _pair_up(pieces: list[str]) -> list[Name]:
    """``Hancock, T., Neville, S.``: surname and initials by turns; a full name may come last."""
    names: list[Name] = []
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
        if names and _initials(piece) and "given" not in names[-1] and "literal" not in names[-1]:
            names[-1]["given"] = piece
        elif names and _SUFFIX.match(piece):
            names[-1]["suffix"] = piece
        elif _initials(following):
            names.append({"family": piece})
        else:
            names.append(_plain(piece))
    return names


def _inverted_or_plain(part: str) -> Name:
    family, comma, given = part.strip().partition(",")
    if comma and family.strip() and given.strip():
        return {"family": family.strip(), "given": given.strip()}
    return _plain(part.strip(" ,"))


def _plain(piece: str) -> Name:
    """One name in speaking order, or as a surname with initials behind it."""
    words = piece.split()
    if (is_corporate(piece) and not _trailing_initials(words)) or _HAN.match(piece):
        return {"literal": piece}
    suffix: Name = {}
    if len(words) > 2 and _SUFFIX.match(words[-1]):
        suffix = {"suffix": words.pop()}
    if len(words) == 2 and is_surnames(piece):
        return {"family": piece}  # "García Márquez", without a given name
    if len(words) < 2:
        return {"literal": piece} if not suffix else {"family": words[0]} | suffix
    if _trailing_initials(words):
        # "LE GOFF O.": where one initial has its full stop, all have.
        dotted = "." in words[-1]
        at = len(words) - 1
        while at > 1 and _initials(words[at - 1]) and dotted == ("." in words[at - 1]):
            at -= 1
        return {"family": " ".join(words[:at]), "given": " ".join(words[at:])} | suffix
    cut = len(words) - 1
    while cut > 1 and _particle(words[cut - 1]):
        cut -= 1
    return {"given": " ".join(words[:cut]), "family": " ".join(words[cut:])} | suffix


def _trailing_initials(words: list[str]) -> bool:
    """``Hancock TJ`` and ``Иванов И. И.``: the surname comes first."""
    last, first = words[-1], words[0]
    if not _initials(last) or (_initials(first) and not _particle(first.lower())):
        return False
    return last.isupper() and len(first) > 1


def _initials(piece: str) -> bool:
    if _INITIALS_DOTTED.match(piece):
        return True
    return bool(_INITIALS.match(piece)) and piece.isupper()


def _particle(word: str) -> bool:
    """A small word of a surname; a single capital is an initial, not the "e" of Eça e Melo."""
    bare = word.rstrip("'’")
    return bare.lower() in phrases.PARTICLES and (len(bare) > 1 or bare.islower())


def _surnames(piece: str) -> bool:
    """Two surnames, of a person with a single given name behind the comma."""
    return len(piece.split()) < 4 and _person(piece) and not is_corporate(piece)


def _one_surname(piece: str) -> bool:
    words = piece.split()
    return len([word for word in words if not _particle(word)]) == 1 or (
        piece.isupper() and len(words) < 4
    )


def _given(piece: str) -> bool:
    words = piece.split()
    return 0 < len(words) < 4 and all(_name_word(word) for word in words) and not piece.isupper()


#: "d’Ormesson", "dell’Acqua"
_ELIDED = lazy(r"^(?:[dl]|dell|dall|all|nell)['’](?=[^\W\d_a-z])")


#: Signs inside a name.
_JOINS = dict.fromkeys(map(ord, "-'’.‐‑"))


def _name_word(word: str) -> bool:
    bare = (_ELIDED.sub("", word) if "'" in word or "’" in word else word).strip(".,'’")
    if not bare:
        return False
    if _particle(word):
        return True
    letters = bare if bare.isalpha() else bare.translate(_JOINS)
    return letters.isalpha() and (
        bare[0].isupper() or (not bare[0].isascii() and not bare.islower())
    )


# The parts of one note are asked for again and again: as the head of a source, as names.
@lru_cache(maxsize=512)
def is_firm(text: str) -> bool:
    """Whether a name ends, or begins, with what companies and clubs are registered as."""
    return bool(_FIRM.search(text))


def is_corporate(text: str) -> bool:
    """Whether a name is that of a body: by its words, its length or its capitals."""
    if _FIRM.search(text):
        return True
    if _FIRM_ALONE.fullmatch(text):
        return not _particle(text.split(maxsplit=1)[0])
    if _CORPORATE.search(text) or _is_east_asian_body(text):
        return "," not in text or not looks_like_people(text)
    words = text.split()
    if len(words) == 1:
        return text.isupper() and len(text) > 1 and not _initials(text)
    return any(word in {"of", "for", "on", "the", "für", "pour", "para", "per"} for word in words)


@lru_cache(maxsize=512)
def looks_like_people(text: str) -> bool:
    """Whether every part of a list could be a person's name, and no part is a body's."""
    kept = " ".join(text.split()).strip(" ,.;:")
    if match := _role(kept):
        kept = kept[: match.start()]
    if match := _others(kept):
        kept = kept[: match.start()]
    pieces = [_LEADING_AND.sub("", part.strip()) for part in _commas_for_and(kept).split(",")]
    pieces = [part for piece in pieces for part in piece.split(";")]
    return bool(pieces) and all(_person(piece.strip()) for piece in pieces)


def _is_east_asian_body(text: str) -> bool:
    possible = not text.isascii() or "NPO" in text
    return possible and _CORPORATE_CJK.search(text) is not None


def _person(piece: str) -> bool:
    words = piece.split()
    if not 0 < len(words) <= 6 or any(map(str.isdigit, piece)) or _CORPORATE.search(piece):
        return False
    if _FIRM.search(piece):
        return False
    return all(_name_word(word) for word in words) or bool(_HAN.match(piece))

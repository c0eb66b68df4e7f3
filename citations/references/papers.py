"""Sources without a title of their own: letters, interviews, files of archives, standards, patents.

Each is known by how it begins, in the languages that notes are mostly in.
"""

from __future__ import annotations

import re
from typing import Any

from citations import names
from citations.patterns import lazy
from citations.references import fields
from citations.references.draft import Draft, tidy
from citations.references.passages import read_passage

_PERSON = r"[^\W\da-z_][^,;:()\d“„«‘\"\x01\x02]{2,60}?"
_TO = r"(?:to|an|à|al?|ad|к)"
_LETTER_FROM = (
    r"(?:Letter|Postcard|Telegram|Memo(?:randum)?|E-?[Mm]ail)\sfrom|(?:Brief|Schreiben|Postkarte|"
    r"E-Mail)\svon|(?:Lettre|Courriel)\sd(?:e\s|['’])|(?:Carta|Correo)\sde|(?:Lettera|E-mail)\sdi|"
    r"Письмо(?:\sот)?"
)
_INTERVIEW_WITH = (
    r"(?:(?:(?:[Tt]he\s)?[Aa]uthor[’']?s?[’']?|My|Our)\s)?(?:(?:Telephone|Personal|Oral|Skype|telephone|personal)\s)?"
    r"[Ii]nterview\s(?:with|of)|(?:[Cc]onversation|[Dd]iscussion)\swith|(?:(?:Eigenes|Persönliches)\s)?(?:Telefon)?[Ii]nterview"
    r"(?:\sdes\sVerfassers|\sder\sVerfasserin)?\smit|"
    r"(?:Telefong|G)espräch(?:\sdes\sVerfassers|\sder\sVerfasserin)?\smit|"
    r"Entretien(?:\stéléphonique|\spersonnel)?(?:\s(?:de\sl[’']aut(?:eur|rice)|réalisé))?\savec|"
    r"Entrevista\s(?:telefónica\s|personal\s)?(?:de(?:l|\sla)\sautora?\s)?(?:con|a)|"
    r"Intervista\s(?:telefonica\s|personale\s)?(?:dell[’']autor(?:e|trice)\s)?(?:a|con|di)|Colloquio\scon|Интервью\sс|Беседа\sс"
)
_INTERVIEWED = (
    r",\s(?:(?:telephone|personal|oral|phone|author)[’'s]*\s)?interview(?:ed)?\b(?!\swith\s[^\W\da-z_])|"
    r",\sin\s(?:discussion|conversation)\swith\s(?:the\sauthor|me)\b|"
    r"\sim\s(?:Gespräch|Interview)\smit\s|,\s(?:Interview|entretien|entrevista|intervista)\s(?=avec|con|mit|d)|"
    r"(?:['’](?:la|le|yla|yle)|\sile)\s(?:\w+\s)?(?:görüşme|röportaj|mülakat|söyleşi)|,\sинтервью\b"
)
_PERSONAL = (
    r"(?:personal\scommunication|pers\.\scomm|private\scommunication|e-?mail\s(?:to|message|exchange)|"
    r"letter\sto\sthe|(?:text|WhatsApp)\smessage|conversation\swith|(?:E-Mail|Brief|Schreiben)\san\s|"
    r"(?:persönliche|briefliche|mündliche)\s(?:Mitteilung|Auskunft)|Telefonat|"
    r"courriel|communication\spersonnelle|correo\selectrónico|comunicación\spersonal|"
    r"e-?mail\sall?[’'\s]|comunicazione\spersonale|kişisel\s(?:görüşme|iletişim|yazışma)|"
    r"e-?posta|личное\sсообщение|(?:электронное\s)?письмо\s(?:к\s)?автору)"
)
_ARCHIVE_WORD = (
    r"(?:Archiv(?:es?|io|os?|i)?|[^\W\d_]{2,24}archiv|Arşiv(?:i|leri)|[Аа]рхив(?:\s[^.]{3,60})?|"
    r"Record\sOffice|Special\sCollections(?:,\s[^,]{3,60})?|Manuscripts?\sDivision|Papers|TNA|NARA|"
    r"ГАРФ|РГ[А-Я]{2,5}|ЦГ[А-Я]{2,5}|Service\shistorique|"
    r"档案馆藏?|公文書館|史料館|文書館)"
)
_SIGNATURE = (
    r"(?:MSS?|Ms|Box|Folder|fols?|RG|FO|CAB|HO|PRO|[Cc]arton|dossier|leg(?:ajo)?|caja|exp|"
    r"b(?:usta)?|fasc|Bd|Band|Nachlass|Ф|Оп|Д|Nr|No|Bl|Akte|Bestand|Rep|dosya|kutu|全宗)\b\.?"
    r"|[A-Z]{1,4}(?:\s[A-Z])?[\s/]?\d|\d{2,}|第?\d"
)
_BODIES = (
    r"BS|DIN|ÖNORM|SN|NF|UNE|UNI|TSE?|GOST|ГОСТ|GB|GB/T|JIS|EN|ISO|IEC|IEEE|ASTM|ANSI|ASME|NIST|"
    r"ITU-T|ETSI|RFC"
)
LETTER = lazy(
    rf"(?:(?:{_LETTER_FROM})\s?(?P<from>{_PERSON})\s{_TO}\s(?P<to>{_PERSON})"
    rf"|(?P<author>{_PERSON})\s{_TO}\s(?P<recipient>{_PERSON}))"
    r"(?=(?:,|\svom|\sdel?|\sdu|\sот)?\s(?:\d|[^\W\d_]{3,10}\.?\s\d))"
)
INTERVIEW = lazy(
    rf"(?:{_INTERVIEW_WITH})\s(?P<with>{_PERSON})(?=,|\s?\(|\.?$|\s(?:am|vom|on|le|el|il|de[ln]?|от)\s\d)|(?P<author>{_PERSON})(?:{_INTERVIEWED})"
)
PERSONAL = lazy(rf"(?P<author>{_PERSON}),\s\(?{_PERSONAL}")
ARCHIVE = lazy(
    rf"(?P<archive>(?:[^,;:.\d“„«‘]{{1,60}}\s)?{_ARCHIVE_WORD}(?:\s[^,;:.\d]{{1,50}})?)"
    rf"[,.:，、]\s?(?={_SIGNATURE})"
)
STANDARD = lazy(
    rf"(?P<number>(?:{_BODIES})(?:[\s/-](?:{_BODIES}|TR|TS|Std|SP|Р|R))*[\s-]?\d[\d.]{{0,8}}"
    r"(?:-\d{1,4}){0,3}(?::\s?(?P<year>\d{4})(?:-\d\d)?)?)(?=[\s,:.(]|$)"
)
PATENT = lazy(
    r"(?:\b(?:U\.?S\.?|European|German|British|Japanese|Chinese|EP|WO|DE|JP)\s)?"
    r"(?:[Pp]atent(?:schrift)?|[Bb]revet|[Bb]revetto|Патент|专利|特許)\s?"
    r"(?:(?:[Aa]pplication|[Pp]ublication)\s)?(?:(?:No|Nr|n)[.°º]?\s?|№\s?)?"
    r"(?P<number>(?:[A-Z]{2}\s?)?(?:\d{1,3}(?:[ ,.]\d{3}){1,4}|\d[\d./]{2,14}\d)(?:\s?[A-Z]\d?\b)?)"
)
_YEAR = lazy(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


def begins(text: str) -> bool:
    """Whether the text begins as one of these does."""
    return _found(text.lstrip(" ,.;")) is not None


def _found(text: str) -> tuple[str, re.Match[str]] | None:
    text = text[:300]
    if match := STANDARD.match(text):
        return "standard", match
    if match := ARCHIVE.match(text):
        return "manuscript", match
    if not _YEAR.search(text):
        return None
    for kind, pattern in (
        ("personal_communication", PERSONAL),
        ("interview", INTERVIEW),
        ("personal_communication", LETTER),
    ):
        match = pattern.match(text)
        if match and all(map(_is_person, _people(match))):
            return kind, match
    return None


def _people(match: re.Match[str]) -> list[str]:
    return [value for name, value in match.groupdict().items() if value and name != "number"]


def _is_person(name: str) -> bool:
    return len(name.split()) > 1 and names.looks_like_people(name)


def read_paper(draft: Draft) -> bool:
    """Read a reference that is a letter, an interview, a file or a standard; whether it was one."""
    start = len(draft.text) - len(draft.text.lstrip(" ,.;"))
    found = _found(draft.text[start:])
    if found is None:
        return read_passage(draft)
    kind, match = found
    draft.csl = {"type": kind, **draft.csl}
    groups = match.groupdict()
    draft.claim(start, start + match.end())
    if kind == "standard":
        _read_standard(draft, groups, start + match.end())
        return True
    for role, given in (("author", ("author", "from", "with")), ("recipient", ("recipient", "to"))):
        for name in given:
            if groups.get(name):
                draft.put(role, list(names.read_names(groups[name]).names))
    if kind == "manuscript":
        draft.put("archive", tidy(groups["archive"]))
        location = tidy(draft.raw[start + match.end() :])
        draft.put("archive_location", location)
    fields.read_issued(draft)
    if kind == "personal_communication" and "recipient" in draft.csl:
        _read_kept_in(draft)
    return True


def _read_kept_in(draft: Draft) -> None:
    """The archive that keeps a letter, behind its date."""
    *_, rest = draft.text.split("\x02")
    rest = rest.strip(" ,.")
    name, comma, location = rest.partition(",")
    if name and not any(sign.isdigit() for sign in name):
        draft.put("archive", tidy(name))
        draft.put("archive_location", tidy(location) if comma else "")


def _read_standard(draft: Draft, groups: dict[str, Any], end: int) -> None:
    draft.put("number", " ".join(groups["number"].split()))
    if groups["year"]:
        draft.put("issued", {"date-parts": [[int(groups["year"])]]})
    rest = draft.raw[end:]
    title = re.match(r"[\s,:.–—-]*(?P<title>[^(\[]{3,300}?)(?=\s?[(\[]|[.,]?\s*$)", rest)
    if title:
        fields_title = title["title"].strip(" .,‘’“”„«»\"'")
        draft.put("title", tidy(fields_title))
        draft.claim(end, end + title.end())
    fields.read_issued(draft)

"""Citation templates of the main Wikipedias, read as CSL-JSON."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from citations.dates import find_dates
from citations.model import Csl
from citations.names import is_corporate
from citations.urls import unwrap

__all__ = ["cite_item", "is_cite", "plain", "short_key", "short_keys"]

_TYPES = {
    # English; most other Wikipedias know these as well.
    "cite web": "webpage", "cite news": "article-newspaper", "cite newspaper": "article-newspaper",
    "cite book": "book", "cite journal": "article-journal", "cite magazine": "article-magazine",
    "cite report": "report", "cite tech report": "report", "cite techreport": "report",
    "cite thesis": "thesis", "cite dissertation": "thesis", "cite conference": "paper-conference",
    "cite encyclopedia": "entry-encyclopedia", "cite encyclopaedia": "entry-encyclopedia",
    "cite dictionary": "entry-dictionary", "cite press release": "webpage", "cite pr": "webpage",
    "cite av media": "motion_picture", "cite video": "motion_picture", "cite episode": "broadcast",
    "cite podcast": "broadcast", "cite interview": "interview", "cite speech": "speech",
    "cite map": "map", "cite court": "legal_case", "cite act": "legislation",
    "cite arxiv": "article",
    "cite biorxiv": "article", "cite ssrn": "article", "cite document": "document",
    "cite tweet": "post", "cite mailing list": "post", "cite newsgroup": "post",
    "cite patent": "patent", "citation": "document", "cite": "document", "cite paper": "document",
    "cite q": "document", "cite pmid": "article-journal", "cite doi": "article-journal",
    # German, French, Spanish, Italian, Portuguese, Dutch, Polish, Turkish, Russian.
    "internetquelle": "webpage", "literatur": "document", "cite speech de": "speech",
    "lien web": "webpage", "article": "article", "ouvrage": "book", "chapitre": "chapter",
    "cita web": "webpage", "cita noticia": "article-newspaper", "cita libro": "book",
    "cita publicación": "article-journal", "obra citada": "document", "cita news":
    "article-newspaper", "cita pubblicazione": "article-journal", "cita testo": "document",
    "cita conferenza": "paper-conference", "citar web": "webpage", "citar livro": "book",
    "citar jornal": "article-newspaper", "citar periódico": "article-journal",
    "citar notícia": "article-newspaper", "citeer web": "webpage", "citeer boek": "book",
    "citeer journal": "article-journal", "citeer nieuws": "article-newspaper",
    "cytuj": "document", "cytuj stronę": "webpage", "cytuj książkę": "book",
    "cytuj pismo": "article-journal", "web kaynağı": "webpage", "kitap kaynağı": "book",
    "haber kaynağı": "article-newspaper", "akademik dergi kaynağı": "article-journal",
    "книга": "book", "статья": "article-journal", "публикация": "document",
}  # fmt: skip

#: CSL field -> the names that parameters for it have, the usual one first.
_FIELDS = {
    "title": "title titel titre título titulo titolo tytuł başlık заглавие название",
    "container-title": "journal newspaper magazine work website site periodical périodique "
    "sammelwerk werk hrsg obra publicación periódico jornal opera pubblicazione rivista jornal "
    "czasopismo gazete dergi çalışma издание журнал encyclopedia encyclopaedia dictionary "
    "book-title conference series-title",
    "publisher": "publisher verlag éditeur editorial editore editora uitgever wydawca yayıncı "
    "издательство agency institution",
    "publisher-place": "location place ort lieu ubicación lugar città local plaats miejsce yer "
    "место publication-place",
    "volume": "volume band tome volumen deel wolumin cilt том",
    "issue": "issue number nummer numéro número numero numer sayı номер выпуск",
    "page": "pages page p pp seiten seite passage pages páginas página pagine pagina páginas "
    "strony s sayfalar sayfa страницы страниц",
    "edition": "edition auflage édition edición edizione edição wydanie basım",
    "URL": "url chapter-url contribution-url lire-en-ligne",
    "DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "PMCID": "pmc",
    "language": "language lang sprache langue idioma lingua język dil язык",
    "issued": "date datum año fecha data tarih дата year jahr année anno ano rok yıl год",
    "accessed": "access-date accessdate zugriff consulté-le fechaacceso accesso acessodata "
    "data-dostępu erişimtarihi датаобращения abruf",
    "archive-url": "archive-url archiveurl archiv-url archive-url urlarchivo urlarchivio wayb "
    "arquivourl arşivurl archiwum archivedurl",
    "archive-date": "archive-date archivedate archiv-datum archive-date fechaarchivo "
    "dataarchivio arquivodata arşivtarihi zarchiwizowano",
}  # fmt: skip
#: Types whose templates may give an address and a title without names.
_BY_ORDER = frozenset({"webpage", "article-newspaper"})
_WEB = ("http://", "https://", "//", "www.")
_PLACE = {name: field for field, names in _FIELDS.items() for name in names.split()}
_LAST = "last surname nachname nom apellido apellidos cognome sobrenome último ultimo soyadı "
_FIRST = "first given vorname prénom nombre nombres nome primeiro ad"
_AUTHOR = "author authors autor auteur autore yazar автор author-name authorlink"
_NAME = re.compile(
    rf"(?:(?P<editor>editor)-?)?(?:(?P<part>{'|'.join((_LAST + _FIRST + ' ' + _AUTHOR).split())})|"
    r"(?<=editor)|(?<=editor-))"
    r"(?P<number>\d{1,2})?(?:-(?P<late>last|first)(?P<again>\d{1,2})?)?"
)
_LASTS, _FIRSTS = frozenset(_LAST.split()), frozenset(_FIRST.split())
_MARKUP = re.compile(
    r"<!--.*?-->|'{2,5}|\[\[(?:[^\[\]|]{0,300}\|)?([^\[\]|]{0,300})\]\]|\{\{[^{}]{0,300}\}\}|"
    r"</?[a-z]{1,10}\b[^<>]{0,200}>|\[(?:https?:)?//\S{1,2000} ([^\[\]]{0,300})\]",
    re.IGNORECASE | re.DOTALL,
)
_SHORT = {
    "sfn", "sfnp", "sfnm", "sfn2", "harv", "harvnb", "harvp", "harvtxt", "harvcol", "harvcoltxt",
    "harvs", "harvsp",
}  # fmt: skip
_YEAR = re.compile(r"\d{4}[a-z]?")


def plain(text: str) -> str:
    """The words of a template's value, without links, italics and comments."""
    if not text.isalnum():  # Numbers and single words, which most values are, have no mark-up.
        text = _MARKUP.sub(lambda found: found[1] or found[2] or "", text)
        text = html.unescape(text).replace("((", "").replace("))", "")
    return " ".join(text.split())


def is_cite(name: str) -> bool:
    return name in _TYPES


def cite_item(name: str, values: Mapping[str, str]) -> Csl:
    """The work that a citation template describes, in the fields that it gives."""
    csl: dict[str, Any] = {}
    values = _named(name, values)
    for key, value in values.items():
        field = _PLACE.get(key)
        if field and value and field not in csl:
            csl[field] = value
    _dates(csl)
    archive = csl.pop("archive-url", None)
    csl.pop("archive-date", None)
    _address(csl, archive)
    _kinds(name, csl, values)
    csl |= _people(values)
    return {"type": csl.pop("type"), **csl}


def _named(name: str, values: Mapping[str, str]) -> Mapping[str, str]:
    """Values under the names that they usually have: some templates go by order, or by country."""
    moved = {
        "url" if value.startswith(_WEB) else "title": value
        for key in ("1", "2")
        if (value := values.get(key, "")) and _TYPES[name] in _BY_ORDER
    }
    if "hrsg" in values:
        moved["editor" if name == "literatur" else "publisher"] = values["hrsg"]
    # What is named wins.
    return {**moved, **{key: value for key, value in values.items() if value and key != "hrsg"}}


def _address(csl: dict[str, Any], archive: str | None) -> None:
    """The original address, also where only the archived one is given; and the copy's own."""
    copies = [url for url in (archive, csl.get("URL")) if url and unwrap(url)]
    if copies:
        csl["archive_location"] = copies[0]
    for url in (csl.get("URL"), archive):
        if not url:
            continue
        found = unwrap(url)
        csl["URL"] = found.original if found and found.original else url
        return


def _dates(csl: dict[str, Any]) -> None:
    for field in ("issued", "accessed"):
        if field not in csl:
            continue
        found = find_dates(csl[field])
        if found:
            csl[field] = found[0].csl()
        else:
            del csl[field]


def _kinds(name: str, csl: dict[str, Any], values: Mapping[str, str]) -> None:
    kind = _TYPES[name]
    chapter = next(
        (values[key] for key in ("chapter", "contribution", "entry") if values.get(key)), ""
    )
    if chapter and "title" in csl:
        csl["container-title"], csl["title"] = csl["title"], chapter
        kind = "chapter" if kind in ("book", "document") else kind
    if kind == "document":
        if values.get("journal") or "PMID" in csl:
            kind = "article-journal"
        elif values.get("newspaper"):
            kind = "article-newspaper"
        elif "ISBN" in csl or "publisher" in csl:
            kind = "book"
        elif "URL" in csl:
            kind = "webpage"
    csl["type"] = kind


def _people(values: Mapping[str, str]) -> dict[str, Any]:
    """Authors and editors, from numbered surnames and given names or from whole names."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for key, value in values.items():
        match = _NAME.fullmatch(key)
        if match is None or not value or "link" in key:
            continue
        number = int(match["number"] or match["again"] or 1)
        person = found.setdefault(("editor" if match["editor"] else "author", number), {})
        part = match["late"] or match["part"]
        if part in _LASTS:
            person["family"] = value
        elif part in _FIRSTS:
            person["given"] = value
        else:
            person.setdefault("literal", value)
    people: dict[str, Any] = {}
    for role, number in sorted(found):
        name = _name(found[role, number])
        if name:
            people.setdefault(role, []).extend(name)
    return people


def _name(parts: dict[str, str]) -> list[dict[str, str]]:
    if "family" in parts:
        person: dict[str, str] = {
            str(key): parts[key] for key in ("family", "given") if key in parts
        }
        body = "given" not in person and is_corporate(person["family"])
        return [{"literal": person["family"]} if body else person]
    whole = parts.get("literal", "")
    names = []
    for one in whole.split(";"):
        family, comma, given = (part.strip() for part in one.partition(","))
        if comma and given and not is_corporate(one):
            names.append({"family": family, "given": given})
        elif one.strip():
            names.append({"literal": one.strip()})
    return names


# Short citations -------------------------------------------------------------------------------


def short_keys(name: str, values: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """What ``{{sfn}}`` and its kin point at: names and year as one key, and the page."""
    if name not in _SHORT:
        return []
    positional = [values[str(at)] for at in range(1, 8) if values.get(str(at))]
    page = next(
        (values[key] for key in ("p", "pp", "loc", "page", "pages") if values.get(key)), None
    )
    groups, group = [], []
    for part in positional:
        group.append(part)
        if _YEAR.fullmatch(part):
            groups.append(group)
            group = []
    if group:
        groups.append(group)
    if name != "sfnm":
        groups = groups[:1]
    locator = f"p. {page}" if page and page[0].isdigit() else page
    return [("".join(one), locator) for one in groups]


def short_key(csl: Csl, values: Mapping[str, str]) -> str:
    """The key by which short citations point at a work."""
    if values.get("ref", "").startswith("CITEREF"):
        return values["ref"].removeprefix("CITEREF")
    people = (csl.get("author") or csl.get("editor") or [])[:4]
    names = "".join(one.get("family") or one.get("literal", "") for one in people)
    year = ""
    for key in ("year", "date"):
        if match := _YEAR.search(values.get(key, "")):
            year = match[0]
            break
    return names + year

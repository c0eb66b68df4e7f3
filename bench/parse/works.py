"""Made-up works to train on, of every kind and with every gap that real lists have."""

# ruff: noqa: E501 (lists of words read best a list a line)
from __future__ import annotations

import random

from bench.parse.items import Item
from bench.parse.vocabulary import Words

_KINDS = (
    ("article-journal", 30),
    ("book", 16),
    ("chapter", 15),
    ("article-newspaper", 9),
    ("webpage", 9),
    ("report", 9),
    ("thesis", 6),
    ("paper-conference", 6),
    ("post-weblog", 3),
)
_THESES = {
    "en": "PhD thesis|Doctoral dissertation|Master’s thesis|PhD dissertation|unpublished PhD thesis|Ph.D. thesis",
    "de": "Dissertation|Diss.|Masterarbeit|Habilitationsschrift|phil. Diss.",
    "fr": "thèse de doctorat|mémoire de master", "es": "tesis doctoral|tesis de maestría",
    "it": "tesi di dottorato|tesi di laurea", "tr": "doktora tezi|yüksek lisans tezi",
    "ru": "диссертация|дис. канд. ист. наук", "pt": "tese de doutorado|dissertação de mestrado",
    "zh": "博士论文|硕士论文", "ja": "博士論文|修士論文",
}  # fmt: skip
_REPORTS = {
    "en": "Special Report|Working Paper|Policy Brief|Technical report|Discussion Paper|Report|Briefing Paper|White Paper",
    "de": "Forschungsbericht|Arbeitspapier|Bericht|Gutachten", "fr": "Rapport|Document de travail|Rapport technique",
    "es": "Informe|Documento de trabajo|Informe técnico", "it": "Rapporto|Documento di lavoro", "tr": "Rapor|Teknik Rapor",
    "ru": "Доклад|Отчёт", "pt": "Relatório|Relatório técnico", "zh": "研究报告|白皮书", "ja": "報告書|調査報告書",
}  # fmt: skip
_GATHERINGS = ["Proceedings of the {n}th {t} Conference", "Proceedings of the International Conference on {t}", "{t} Symposium", "Proc. {t} Workshop", "{t} ’{y}: Proceedings of the Conference on {t}", "Actes du colloque {t}", "Tagungsband {t}", "Proceedings of {t} {y}"]  # fmt: skip
_HANDS = "abcdefghijklmnoprstuvw"


def make_work(chance: random.Random, language: str) -> Item:
    """One work as CSL-JSON; no two of its numbers are the same, so that each can be found again."""
    words = Words(chance, language)
    kind = chance.choices([one for one, _ in _KINDS], weights=[weight for _, weight in _KINDS])[0]
    item: Item = {"id": "w", "type": kind, "language": language, "title": words.title()}
    item["author"] = _authors(chance, words, kind)
    year = chance.randint(1890, 2024) if chance.random() < 0.3 else chance.randint(1975, 2024)
    long = kind in {"article-newspaper", "webpage", "post-weblog"} and chance.random() < 0.85
    date = [year, chance.randint(1, 12), chance.randint(1, 28)] if long else [year]
    if kind in {"report", "paper-conference", "article-journal"} and chance.random() < 0.15:
        date = [year, chance.randint(1, 12)]
    item["issued"] = {"date-parts": [date]}
    _MAKERS[kind](chance, words, item)
    for name in ("author", "issued"):
        if name in item and chance.random() < 0.04 and len(item) > 5:
            del item[name]
    return _unlike_numbers(chance, item)


def _authors(chance: random.Random, words: Words, kind: str) -> list[dict[str, str]]:
    body = 0.55 if kind in {"report", "webpage"} else 0.06
    if chance.random() < body:
        body = words.body()
        short = "".join(word[0] for word in body.split() if word[0].isupper())
        known = len(short) > 1 and chance.random() < 0.12
        return [{"literal": f"{body} ({short})" if known else body}]
    count = chance.choices((1, 2, 3, 4, 5, 7, 9), weights=(9, 6, 4, 2, 1, 1, 1))[0]
    return [words.person() for _ in range(count)]


def _unlike_numbers(chance: random.Random, item: Item) -> Item:
    """Give volume and issue other numbers where a day, page or month has theirs."""
    dates = [part for name in ("issued",) for part in item.get(name, {}).get("date-parts", [[]])[0]]
    taken = {str(part) for part in dates} | {*item.get("page", "").split("-")}
    for name in ("volume", "issue", "number", "edition"):
        while name in item and item[name] in taken:
            item[name] = str(chance.randint(2, 99))
        taken.add(item.get(name, ""))
    return item


def _online(chance: random.Random, item: Item, share: float) -> None:
    if chance.random() >= share:
        return
    hand = "".join(chance.choice(_HANDS) for _ in range(6))
    item["URL"] = f"https://www.{hand}.example/{chance.randint(10, 99)}/{hand[::-1]}"
    if chance.random() < 0.6:
        year = item["issued"]["date-parts"][0][0] + 1
        item["accessed"] = {"date-parts": [[year, chance.randint(1, 12), chance.randint(1, 28)]]}


def _pages(chance: random.Random) -> str:
    roll = chance.random()
    first = chance.randint(1, 380) if roll < 0.8 else chance.randint(800, 12000)
    if roll > 0.94:
        return str(first) if roll > 0.97 else f"e{first}"
    return f"{first}-{first + chance.randint(2, 40)}"


def _doi(chance: random.Random, item: Item, share: float) -> None:
    if chance.random() < share:
        hand = chance.choice(("j.", "s", "0", ""))
        item["DOI"] = f"10.{chance.randint(1000, 9999)}/{hand}{chance.randint(1000, 999999)}"


def _journal(chance: random.Random, words: Words, item: Item) -> None:
    item["container-title"] = words.journal()
    if chance.random() < 0.94:
        item["volume"] = str(chance.randint(1, 420 if chance.random() < 0.2 else 90))
    if chance.random() < 0.75:
        item["issue"] = str(chance.randint(1, 12))
        if chance.random() < 0.04:
            item["issue"] = f"{item['issue']}-{int(item['issue']) + 1}"
    if chance.random() < 0.93:
        item["page"] = _pages(chance)
    _doi(chance, item, 0.5)
    _online(chance, item, 0.12)


def _newspaper(chance: random.Random, words: Words, item: Item) -> None:
    item["container-title"] = words.paper()
    if chance.random() < 0.3:
        item["page"] = str(chance.randint(1, 60))
    _online(chance, item, 0.6)


def _webpage(chance: random.Random, words: Words, item: Item) -> None:
    if chance.random() < 0.8:
        item["container-title"] = words.site() if chance.random() < 0.6 else words.paper()
    _online(chance, item, 1.0)


def _weblog(chance: random.Random, words: Words, item: Item) -> None:
    item["container-title"] = f"{words.term()} {chance.choice(('Blog', 'Weblog', 'Diaries'))}"
    _online(chance, item, 0.95)


def _book(chance: random.Random, words: Words, item: Item) -> None:
    if chance.random() < 0.95:
        item["publisher"] = words.house() if chance.random() < 0.93 else words.body()
    if chance.random() < 0.8:
        item["publisher-place"] = words.place()
    if chance.random() < 0.15:
        item["edition"] = str(chance.randint(2, 9))
    if chance.random() < 0.15:
        item["collection-title"] = (
            words.term() + " " + chance.choice(("Series", "Studies", "Library", "Reihe"))
        )
        if chance.random() < 0.5:
            item["collection-number"] = str(chance.randint(100, 200))
    if item["type"] == "book" and chance.random() < 0.12 and "family" in item["author"][0]:
        item["editor"] = item.pop("author")
    if item["type"] == "book" and chance.random() < 0.08:
        item["volume"] = str(chance.randint(1, 12))
    _doi(chance, item, 0.06)
    _online(chance, item, 0.05)


def _chapter(chance: random.Random, words: Words, item: Item) -> None:
    _book(chance, words, item)
    item["container-title"] = words.title()
    if chance.random() < 0.88:
        count = chance.choices((1, 2, 3), weights=(5, 4, 2))[0]
        item["editor"] = [words.person() for _ in range(count)]
    if chance.random() < 0.9:
        item["page"] = _pages(chance)


def _conference(chance: random.Random, words: Words, item: Item) -> None:
    pattern = chance.choice(_GATHERINGS)
    year = item["issued"]["date-parts"][0][0]
    item["container-title"] = pattern.format(n=chance.randint(4, 39), t=words.term(), y=year)
    if chance.random() < 0.8:
        item["page"] = _pages(chance)
    if chance.random() < 0.6:
        item["publisher"] = words.house() if chance.random() < 0.5 else words.body()
        if chance.random() < 0.6:
            item["publisher-place"] = words.place()
    elif chance.random() < 0.4:
        item["publisher-place"] = words.place()
    if chance.random() < 0.2:
        count = chance.choice((1, 2, 3))
        item["editor"] = [words.person() for _ in range(count)]
    _doi(chance, item, 0.4)


def _report(chance: random.Random, words: Words, item: Item) -> None:
    item["publisher"] = words.body() if chance.random() < 0.8 else words.house()
    if chance.random() < 0.6:
        item["publisher-place"] = words.place()
    if chance.random() < 0.75:
        item["genre"] = chance.choice(_REPORTS[words.language].split("|"))
        if chance.random() < 0.4:
            item["number"] = str(chance.randint(10, 2999))
    _online(chance, item, 0.5)


def _thesis(chance: random.Random, words: Words, item: Item) -> None:
    item["publisher"] = words.university()
    item["genre"] = chance.choice(_THESES[words.language].split("|"))
    if chance.random() < 0.4:
        item["publisher-place"] = words.place()
    if "literal" in item["author"][0]:
        item["author"] = [words.person()]
    item["author"] = item["author"][:1]
    _online(chance, item, 0.2)


_MAKERS = {
    "article-journal": _journal,
    "article-newspaper": _newspaper,
    "webpage": _webpage,
    "post-weblog": _weblog,
    "book": _book,
    "chapter": _chapter,
    "paper-conference": _conference,
    "report": _report,
    "thesis": _thesis,
}

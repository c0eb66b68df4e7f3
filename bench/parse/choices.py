"""What citation styles choose from, in ten languages: words, marks and their order."""

# ruff: noqa: E501 (lists of choices read best a list a line)
from __future__ import annotations

# fmt: off

QUOTES = {
    "en": ("“”", "‘’", '""', "''", "``"),
    "de": ("„“", "»«", '""', "«»"),
    "fr": ("«»", "“”", "« »"),
    "es": ("«»", "“”", '""'),
    "it": ("«»", "“”", "‘’"),
    "tr": ("“”", '""'),
    "ru": ("«»", '""'),
    "pt": ("“”", '""', "«»"),
    "zh": ("《》", "“”"),
    "ja": ("「」", "『』"),
}
AND = {
    "en": "and",
    "de": "und",
    "fr": "et",
    "es": "y",
    "it": "e",
    "tr": "ve",
    "ru": "и",
    "pt": "e",
}
IN = {
    "en": "In|in",
    "de": "In|in",
    "fr": "In|Dans |dans|in |Dans",
    "es": "En|en",
    "it": "In|in",
    "tr": "İçinde|In",
    "ru": "В",
    "pt": "In|Em|em",
}
EDITORS = {
    "en": "ed.|eds.|Ed.|Eds.|editors|editor|eds|ed",
    "de": "Hg.|Hrsg.|Hgg.|Hrsg",
    "fr": "éd.|dir.|éds.|eds.",
    "es": "ed.|eds.|coord.|comp.",
    "it": "a cura di|ed.|eds.",
    "tr": "ed.|haz.|Ed.",
    "ru": "ред.|под ред.",
    "pt": "org.|orgs.|ed.",
}
EDITED_BY = {
    "en": "edited by|ed. by|ed.|eds.|ed|eds|edited by",
    "de": "hrsg. von|hg. v.|herausgegeben von|hg. von",
    "fr": "sous la direction de|sous la dir. de|éd. par",
    "es": "editado por|ed.|ed. por",
    "it": "a cura di|curato da",
    "tr": "ed.|haz.",
    "ru": "под ред.|ред.",
    "pt": "organizado por|org. por",
}
EDITION = {
    "en": "{n}th ed.|{n}nd ed.|{n}th edn|{n}rd edition|Edition {n}",
    "de": "{n}. Aufl.|{n}., überarb. Aufl.|{n}. Auflage",
    "fr": "{n}e éd.|{n}e édition",
    "es": "{n}ª ed.|{n}.ª edición",
    "it": "{n}ª ed.|{n} ed.",
    "tr": "{n}. baskı",
    "ru": "{n}-е изд.|Изд. {n}-е",
    "pt": "{n}. ed.|{n}ª ed.",
    "zh": "第{n}版",
    "ja": "第{n}版",
}
PAGES = {
    "en": "pp. |p. |pp |p.|pages |",
    "de": "S. |S.|Seiten |",
    "fr": "p. |pp. |",
    "es": "pp. |p. |págs. |",
    "it": "pp. |p. |",
    "tr": "s. |ss. |",
    "ru": "С. |с. |стр. |",
    "pt": "p. |pp. |",
    "zh": "第|",
    "ja": "pp.|頁|",
}
VOLUMES = {
    "en": "vol. |Vol. |vol |v. |Volume ",
    "de": "Bd. |Jg. |Band |Vol. ",
    "fr": "vol. |t. |tome ",
    "es": "vol. |v. |tomo ",
    "it": "vol. |v. ",
    "tr": "cilt |c. |C. ",
    "ru": "Т. |т. |Том ",
    "pt": "v. |vol. ",
    "zh": "第|Vol. ",
    "ja": "第|Vol. ",
}
ISSUES = {
    "en": "no. |No. |issue |iss. |nr. |n. |Number ",
    "de": "H. |Heft |Nr. |no. ",
    "fr": "n° |no |no. |nº ",
    "es": "n.º |núm. |no. |n. ",
    "it": "n. |no. |fasc. ",
    "tr": "sayı |S. |no. ",
    "ru": "№ |Вып. |вып. ",
    "pt": "n. |no. |nº ",
    "zh": "第|No. ",
    "ja": "第|No. ",
}
OTHERS = {
    "en": " et al.|, et al.| et al|, et al| and others",
    "de": " et al.| u. a.|, u. a.",
    "fr": " et al.| et autres",
    "es": " et al.| y otros",
    "it": " et al.| e altri",
    "tr": " vd.| ve diğerleri",
    "ru": " и др.",
    "pt": " et al.",
}
MEDIA = {
    "en": "[Online]|[Internet]|[WWW Document]|[online]|[Web page]",
    "de": "[online]|[Online]",
    "fr": "[en ligne]|[En ligne]",
    "es": "[en línea]|[Internet]",
    "it": "[online]",
    "tr": "[çevrimiçi]",
    "ru": "[Электронный ресурс]",
    "pt": "[online]",
    "zh": "[EB/OL]|[J/OL]",
    "ja": "[オンライン]",
}
ONLINE = {
    "en": "Available at: |URL |Available from: |Retrieved from |URL: |<|https: |",
    "de": "URL: |Verfügbar unter: |Online: |",
    "fr": "Disponible sur : |URL : |Disponible à l’adresse : |",
    "es": "Disponible en: |Recuperado de |",
    "it": "Disponibile su: |URL: |",
    "tr": "Erişim adresi: |",
    "ru": "URL: |Режим доступа: ",
    "pt": "Disponível em: |",
    "zh": "网址：|",
    "ja": "URL: |",
}
ACCESSED = {
    "en": "accessed {}|Accessed {}|Accessed: {}|[Accessed {}]|(accessed {})|[cited {}]|Retrieved {}|Last accessed {}",
    "de": "(Zugriff am {})|Abgerufen am {}|(zuletzt abgerufen am {})|[Zugriff: {}]",
    "fr": "(consulté le {})|[Consulté le {}]",
    "es": "(consultado el {})|[Consulta: {}]",
    "it": "(consultato il {})|[ultimo accesso: {}]",
    "tr": "(erişim tarihi {})",
    "ru": "(дата обращения: {})",
    "pt": "Acesso em: {}",
    "zh": "（访问日期：{}）",
    "ja": "（最終閲覧日：{}）",
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
ABBREVIATED = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

#: How a style writes each part; what is there twice is chosen twice as often.
DRAWN: dict[str, tuple[str, ...]] = {
    "name": ("F, I.", "F, I.", "F I", "I. F", "F, G", "G F", "F I.", "F, G", "G F", "F. I."),
    "turned": ("all", "all", "first"),
    "between": (", ", ", ", ", ", "; ", "; ", " / ", " – ", ". "),
    "last": (", and ", " and ", " & ", ", & ", "", "", " and "),
    "year": ("early", "early", "late", "late", "late"),
    "year_form": ("({})", "({})", "({}).", "{}.", ", {}.", "{},", ", {},", "[{}].", "({}):", "({}),", "{}:", ", {}:"),
    "sep": (". ", ". ", ". ", ". ", ", ", ", ", ", ", "; ", " – "),
    "after_names": ("", "", ", ", ": ", ". ", " "),
    "case": ("keep", "keep", "title", "keep"),
    "journal_in": ("", "", "", "", "in: ", "In: ", "// ", "in "),
    "volume": ("{v}({i})", "{v} ({i})", "{v}", "{V}{v}, {I}{i}", "{V}{v}, {I}{i}", "{v}, {I}{i}", "{v}.{i}", "{v}/{i}", "{v}, {i}", "{V}{v} ({i})", "{V}{v}. {I}{i}", "{v}, n. {i}", "{V}{v}"),
    "before_volume": (", ", " ", " ", ". ", ", ", "; "),
    "journal_year": (" (Y)", ", Y", "; Y", ". Y", " Y", " (Y)", ", Y", "end", "Y;", "Y;", "end"),
    "before_pages": (", ", ", ", ": ", ":", ", ", " ", ". "),
    "dash": ("–", "–", "-", "–", "—", "--", " – ", "‑"),
    "after_in": (": ", ": ", " ", " ", ", "),
    "editor": ("before", "before", "after", "bracket", "behind", "none"),
    "publisher": ("P: H", "P: H", "P: H", "H, P", "H, P", "H", "P, H", "(P: H, Y)", "(H, Y)", "(H, P, Y)", "P: H; Y", "H; Y", "P: H, Y", "H, P, Y", "P : H", "(P: H)", "P: H", "H: P", "P Y", "P – H"),
    "chapter_pages": ("after title", "end", "end", "bracket", "before house"),
    "genre": (" ({g})", " [{g}]", ". {g}", ", {g}", " ({g})", ". {g}"),
    "date": ("d M Y", "M d, Y", "d. M Y", "Y, M d", "d.m.Y", "Y-m-d", "d A Y", "Y A d", "A. d, Y", "d de M de Y", "M d Y", "Y, A d"),
    "doi": ("doi:{}", "https://doi.org/{}", "DOI: {}", "doi: {}", "http://dx.doi.org/{}", "https://doi.org/{}", "DOI {}"),
    "stop": (".", ".", ".", "", "."),
}
BY_LANGUAGE: dict[str, dict[str, str]] = {
    "pages": PAGES,
    "in_word": {**IN, "other": "In|in"},
    "editor_word": {**EDITORS, "other": "ed.|編|编"},
    "edited_by": {**EDITED_BY, "other": "ed.|編"},
    "medium": MEDIA,
    "online": ONLINE,
    "accessed": ACCESSED,
}
LIKELY = {"capitals": 0.12, "spaced": 0.6, "quoted": 0.33, "comma_inside": 0.4, "books_quoted": 0.12, "short_journal": 0.2, "journal_pages": 0.5, "short_pages": 0.15, "lawyers": 0.05, "late_medium": 0.5, "media": 0.25}
LIKELY_IN_ASIA = {**LIKELY, "quoted": 0.6, "books_quoted": 0.5}

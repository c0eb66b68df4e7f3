"""Words without meaning, in many tongues, so that a model learns shapes and no vocabulary.

Names, titles, journals and houses are put together from syllables and the few words that tell
what such a thing is ("Journal of", "Verlag"); half of them go without those.
"""

# ruff: noqa: E501 (lists of words read best a list a line)
from __future__ import annotations

import random
from dataclasses import dataclass

Name = dict[str, str]

_SYLLABLES: dict[str, tuple[str, str, str]] = {
    "en": (
        "b br c ch cl d f g gr h j k l m n p pr r s sh st t th tr v w",
        "a e i o u ea ou ai",
        "n r l s t ck nd rt ss m ng d st th",
    ),
    "de": (
        "b br d f g gr h k kr l m n pf r s sch st t w z",
        "a e i o u ä ö ü au ei ie",
        "n r l s t ck nd rt ß m ng cht ll tz",
    ),
    "fr": (
        "b br c ch d f g gr j l m n p pr qu r s t tr v",
        "a e i o u é è ou eau oi ai",
        "n r l s t nd rt x m g ne lle che",
    ),
    "es": (
        "b br c ch d f g gr j l ll m n p pr r s t tr v z",
        "a e i o u á é í ó ue ie",
        "n r l s z d ñ o a",
    ),
    "it": (
        "b br c ch d f g gr gl l m n p pr r s sc t tr v z",
        "a e i o u à è ò ie uo",
        "n r l tt cc no lo ri ni zza",
    ),
    "tr": ("b c ç d f g h k l m n p r s ş t v y z", "a e ı i o ö u ü", "n r l s t k m y z ş"),
    "ru": ("б в г д ж з к л м н п р с т ф х ч ш", "а е и о у ы я ю", "н р л с т к м в й ль ть х"),
    "pt": (
        "b br c ch d f g gr j l lh m n nh p r s t tr v",
        "a e i o u ã á é ê ó õe",
        "n r l s m z ão o a",
    ),
}
_LETTERS = {
    "zh": "山水东西南北天地人文经济社会发展历史科学技术城市海洋气候教育政治法律艺术语言信息网络健康医疗环境农村制度理论",
    "ja": "山川海空東西南北日本近代文学歴史社会経済政治教育科学技術環境都市農村法律言語情報医療制度理論研究地域変動構造",
}
_SMALL = {
    "en": "of the in and for on a from to with at under between", "de": "der die des und im für von zur auf mit am",
    "fr": "de la les des et en du pour sur dans à", "es": "de la los las y en del por para con",
    "it": "di la le e in del della per nel con", "tr": "ve için ile bir üzerine", "ru": "и в на о для из к по",
    "pt": "de da do os as e em no na para com",
}  # fmt: skip
_COMMON = {
    "en": "history politics effects theory analysis women cities water economy study evidence role memory war trade health children policy art language",
    "de": "Geschichte Politik Wirkung Theorie Städte Wasser Wirtschaft Untersuchung Erinnerung Krieg Handel Gesundheit Sprache Recht",
    "fr": "histoire politique théorie femmes villes eau économie mémoire guerre commerce santé langue droit", "es": "historia política teoría mujeres ciudades agua economía memoria guerra comercio salud lengua derecho",
    "it": "storia politica teoria donne città acqua economia memoria guerra commercio salute lingua diritto", "tr": "tarih siyaset kuram kentler su ekonomi bellek savaş ticaret sağlık dil hukuk",
    "ru": "история политика теория города вода экономика память война торговля здоровье язык право", "pt": "história política teoria mulheres cidades água economia memória guerra comércio saúde língua direito",
}  # fmt: skip
_JOURNALS = {
    "en": "Journal of {t}|{t} Review|Annals of {t}|International Journal of {t} and {t}|{t} Letters|{t} Studies|Proceedings of the {t} Society|{t} Quarterly|Archives of {t}|Advances in {t}|Transactions on {t}|{t} Research|The {t} Journal|Bulletin of {t}|{t} and {t}|{t}|{t}",
    "de": "Zeitschrift für {t}|Archiv für {t}|Jahrbuch der {t}|{t} Studien|Beiträge zur {t}|{t}|{t} und {t}|Forschungen zur {t}|Vierteljahrshefte für {t}",
    "fr": "Revue de {t}|Annales de {t}|Cahiers de {t}|Études de {t}|{t}|{t} et {t}|Recherches sur {t}|Bulletin de la Société {t}",
    "es": "Revista de {t}|Cuadernos de {t}|Estudios de {t}|Anales de {t}|{t}|{t} y {t}|Boletín de {t}", "it": "Rivista di {t}|Quaderni di {t}|Studi di {t}|Annali di {t}|{t}|{t} e {t}",
    "tr": "{t} Dergisi|{t} Araştırmaları Dergisi|{t} ve {t}|{t}", "ru": "Вестник {t}|Журнал {t}|Вопросы {t}|Известия {t}|{t}|Труды {t}", "pt": "Revista de {t}|Cadernos de {t}|Estudos de {t}|{t}|{t} e {t}",
    "zh": "{t}研究|{t}学报|{t}|{t}评论", "ja": "{t}研究|{t}学会誌|{t}紀要|{t}",
}  # fmt: skip
_PAPERS = {
    "en": "The {t} Times|{t} Post|The {t} Gazette|{t} Herald|Daily {t}|The {t} Observer|{t} News|{t} Tribune|The {t}|{t} Mail|The {t} Chronicle|{t} Today|{t} Evening Standard",
    "de": "{t}er Zeitung|{t} Nachrichten|Neue {t} Zeitung|{t}er Anzeiger|{t}kurier|{t}blatt|Der {t}|{t}er Rundschau", "fr": "Le {t}|Le Courrier de {t}|La Gazette de {t}|{t} Matin|L’Écho de {t}|La Dépêche de {t}",
    "es": "El {t}|Diario de {t}|La Voz de {t}|El Heraldo de {t}|Noticias de {t}|La Gaceta de {t}", "it": "Il {t}|La {t}|Corriere di {t}|Il Giornale di {t}|La Gazzetta di {t}|L’Eco di {t}",
    "tr": "{t} Gazetesi|{t} Postası|{t} Haber|{t}", "ru": "{t} газета|Известия {t}|{t} новости|{t}", "pt": "Jornal de {t}|Folha de {t}|O {t}|Diário de {t}", "zh": "{t}日报|{t}晚报|{t}时报", "ja": "{t}新聞|{t}日報|{t}時報",
}  # fmt: skip
_SITES = {
    "en": "{t} Online|{t}.org|{t} Portal|{t} Museum|Visit {t}|{t} Web|{t} Council|The {t} Project|{t}", "de": "{t} Online|{t}-Portal|{t}.de|Museum {t}|{t}", "fr": "{t} en ligne|{t}.fr|Musée de {t}|Portail {t}", "es": "{t} Digital|{t}.es|Portal de {t}|Museo de {t}",
    "it": "{t} Online|{t}.it|Portale {t}|Museo di {t}", "tr": "{t} Portalı|{t}.com|{t} Müzesi", "ru": "Портал {t}|{t}.ру|Музей {t}", "pt": "{t} Digital|Portal {t}|Museu de {t}", "zh": "{t}网|{t}在线", "ja": "{t}ネット|{t}オンライン",
}  # fmt: skip
_HOUSES = {
    "en": "{t} Press|{t} Books|{t} University Press|{t} & Sons|{t} Publishing|{t}|{t}|{t} & {t}|University of {t} Press|{t} House|{t} Academic", "de": "{t} Verlag|Verlag {t}|{t}verlag|{t}|{t} & {t}|Edition {t}|Universitätsverlag {t}|{t}", "fr": "Éditions {t}|Presses universitaires de {t}|{t}|Éditions du {t}|Librairie {t}|La {t}",
    "es": "Editorial {t}|Ediciones {t}|{t}|Publicaciones {t}|La {t}", "it": "{t} Editore|Edizioni {t}|{t}|Il {t}|{t} Editrice", "tr": "{t} Yayınları|{t} Yayınevi|{t}", "ru": "Издательство {t}|{t}|Изд-во {t}|Издательство «{t}»|«{t}»", "pt": "Editora {t}|Edições {t}|{t}", "zh": "{t}出版社|{t}书店", "ja": "{t}出版|{t}書店|{t}社",
}  # fmt: skip
_BODIES = {
    "en": "{t} Board|Ministry of {t}|National {t} Office|{t} Institute|International {t} Association|Centre for {t}|Department of {t}|World {t} Organization|{t} Foundation|{t} Works|Royal Society of {t}|{t} Group|Committee on {t}|{t} Council|Office for {t} and {t}|U|World {t}|European {t} Network on {t}|Centre for the Study of {t}|U.S. Department of {t}|{t} {t} Board|{t} Commission on {t}",
    "de": "Amt für {t}|Bundesamt für {t}|Institut für {t}|Verband der {t}|Stiftung {t}|Ministerium für {t}|Deutsche Gesellschaft für {t}|U", "fr": "Ministère de {t}|Institut {t}|Agence {t}|Conseil de {t}|Fondation {t}|Comité {t}|U", "es": "Ministerio de {t}|Instituto de {t}|Agencia de {t}|Consejo de {t}|Fundación {t}|U",
    "it": "Ministero di {t}|Istituto di {t}|Agenzia {t}|Consiglio di {t}|Fondazione {t}|U", "tr": "{t} Bakanlığı|{t} Kurumu|{t} Merkezi|{t} Vakfı", "ru": "Министерство {t}|Институт {t}|Комитет {t}|Центр {t}", "pt": "Ministério de {t}|Instituto de {t}|Agência de {t}|Fundação {t}|U", "zh": "{t}委员会|{t}研究所|{t}部|{t}局", "ja": "{t}委員会|{t}研究所|{t}省|{t}協会",
}  # fmt: skip
_UNIVERSITIES = {
    "en": "University of {t}|{t} University|{t} College", "de": "Universität {t}|Technische Universität {t}", "fr": "Université de {t}", "es": "Universidad de {t}", "it": "Università di {t}", "tr": "{t} Üniversitesi", "ru": "Университет {t}", "pt": "Universidade de {t}", "zh": "{t}大学", "ja": "{t}大学",
}  # fmt: skip
_LEADS = ("La ", "Le ", "New ", "Saint-", "San ", "Santa ", "Bad ", "El ", "Los ", "St. ", "Den ")
_SMALL_TERMS = {"fr", "es", "it", "ru", "pt"}
_OPENINGS = {
    "en": "The|A|On|In|An|From|Why|How|What|To|Towards|After|At|Is|No|Beyond|Notes on|Rethinking|Of", "de": "Die|Der|Das|Von|Zur|Zum|Über|Ein|Im|Wie|Warum|Was|Aus|Ohne|Auf|Eine|Für",
    "fr": "Le|La|Les|Des|Du|De|L’|Pour|Une|Sur|Que|Comment|À|En|Vivre sans", "es": "El|La|Los|Las|De|Por qué|Una|Sobre|Cómo|En|Del|Hacia",
    "it": "Il|La|I|Gli|Le|Dal|Per|Una|Sulla|Perché|Come|Dalla|Nel", "tr": "Bir|Bu|Neden|Her", "ru": "О|Об|К|На|В|Почему|Как|Из|О том, как", "pt": "O|A|Os|As|Do|Da|Um|Por que|Sobre|Como",
}  # fmt: skip
_ARTICLES = {
    "en": "A a An The the An",
    "de": "Ein Eine Die Das",
    "fr": "une Une un le",
    "es": "una Una un El",
    "it": "un Una una Il",
    "tr": "bir Bir",
    "ru": "О Из К",
    "pt": "uma um Uma O",
}
_WELL_KNOWN = [
    "London",
    "New York",
    "Paris",
    "Berlin",
    "Cambridge",
    "Oxford",
    "Chicago",
    "München",
    "Leipzig",
    "Frankfurt am Main",
    "Amsterdam",
    "Wien",
    "Zürich",
    "Madrid",
    "Barcelona",
    "Milano",
    "Roma",
    "Москва",
    "İstanbul",
    "Boston, MA",
    "Cambridge, MA",
    "Princeton, NJ",
    "Thousand Oaks, CA",
    "London; New York",
    "London/New York",
    "Dordrecht",
    "Toronto",
    "Washington, DC",
    "São Paulo",
    "México",
]
LANGUAGES = (*_SYLLABLES, *_LETTERS)


@dataclass(slots=True)
class Words:
    """A source of words in one language; every call gives new ones."""

    chance: random.Random
    language: str

    def word(self, low: int = 1, high: int = 3) -> str:
        """A word of a few syllables, in small letters; East Asian ones of signs."""
        chance = self.chance
        if self.language in _LETTERS:
            letters = _LETTERS[self.language]
            return "".join(chance.choice(letters) for _ in range(chance.randint(low + 1, high + 1)))
        onsets, vowels, codas = (part.split() for part in _SYLLABLES[self.language])
        made = ""
        for _ in range(chance.randint(low, high)):
            made += chance.choice(onsets) + chance.choice(vowels)
        return made + (chance.choice(codas) if chance.random() < 0.8 else "")

    def term(self) -> str:
        """One or two capitalised words, as stand in the names of things."""
        if self.language in _LETTERS:
            return self.word()
        words = [self.word().capitalize() for _ in range(self.chance.choice((1, 1, 1, 2)))]
        if self.chance.random() < 0.3:
            words = [self.chance.choice(_COMMON[self.language].split()).capitalize()]
        return " ".join(words)

    def _made(self, table: dict[str, str]) -> str:
        pattern = self.chance.choice(table[self.language].split("|"))
        # "Instituto de las Mareas", but "Revue d'histoire maritime".
        small = self.language in _SMALL_TERMS and pattern[0] != "{" and self.chance.random() < 0.5
        if pattern == "U":
            return "".join(
                self.chance.choice("ABCDEFGHIKLMNOPRSTUW") for _ in range(self.chance.randint(2, 5))
            )
        while "{t}" in pattern:
            term = self.term()
            pattern = pattern.replace("{t}", term.lower() if small else term, 1)
        return pattern

    def journal(self) -> str:
        """A journal."""
        return self._made(_JOURNALS)

    def paper(self) -> str:
        """A newspaper."""
        return self._made(_PAPERS)

    def site(self) -> str:
        """A web site."""
        return self._made(_SITES)

    def house(self) -> str:
        """A publisher."""
        return self._made(_HOUSES)

    def body(self) -> str:
        """An office, institute or society."""
        return self._made(_BODIES)

    def university(self) -> str:
        """A university."""
        return self._made(_UNIVERSITIES)

    def place(self) -> str:
        """A place of publication, half of them well known."""
        if self.chance.random() < 0.5 and self.language not in _LETTERS:
            return self.chance.choice(_WELL_KNOWN)
        word = self.word(1, 2)
        if self.language in _LETTERS:
            return word
        lead = self.chance.choice(_LEADS) if self.chance.random() < 0.2 else ""
        return lead + word.capitalize()

    def person(self) -> Name:
        """A name in two parts, with the particles, hyphens and suffixes that names have."""
        chance = self.chance
        if self.language in _LETTERS:
            letters = _LETTERS[self.language]
            return {"family": chance.choice(letters), "given": "".join(chance.choice(letters) for _ in range(chance.choice((1, 2))))}  # fmt: skip
        family = self.word(1, 2).capitalize()
        given = self.word(1, 2).capitalize()
        roll = chance.random()
        if roll < 0.08:
            family = f"{chance.choice(('van der', 'de', 'von', 'van', 'de la', 'di', 'al-', 'El', 'O’', 'Mc', 'd’'))} {family}".replace("- ", "-").replace("’ ", "’").replace("Mc ", "Mc")  # fmt: skip
        elif roll < 0.13:
            family += f"-{self.word(1, 1).capitalize()}"
        elif roll < 0.17:
            family += f" {self.word(1, 1).capitalize()}"
        roll = chance.random()
        if roll < 0.15:
            given += f" {self.word(1, 1).capitalize()}"
        elif roll < 0.3:
            given += f" {self._initial()}"
        elif roll < 0.36:
            given += f"-{self.word(1, 1).capitalize()}"
        elif roll < 0.4:
            given = f"{given[0]}. {self._initial()}"
        return {"family": family, "given": given}

    def _initial(self) -> str:
        onset = self.chance.choice(_SYLLABLES[self.language][0].split())
        return f"{onset[0].upper()}."

    def title(self) -> str:
        """A title; some with a colon, a question, a quotation, years, numbers or a bracket."""
        if self.language in _LETTERS:
            return self._east_asian_title()
        chance = self.chance
        words = self._run(chance.choices((1, 2, 3, 5, 8, 12), weights=(1, 2, 3, 5, 5, 3))[0])
        if chance.random() < 0.42:
            words[0] = f"{chance.choice(_OPENINGS[self.language].split('|'))} {words[0]}".replace(
                "’ ", "’"
            )
        roll = chance.random()
        if roll < 0.25:
            words[-1] += chance.choice((":", ":", ":", ".", " –", "?", " :"))
            words += self._subtitle()
        elif roll < 0.31:
            words = [
                f"“{words[0]}",
                *words[1:-1],
                f"{words[-1]}”:",
                *self._run(chance.randint(2, 5)),
            ]
        elif roll < 0.35 and len(words) > 3:
            words[1:3] = [f"‘{words[1]}", f"{words[2]}’"]
        first = chance.randint(1600, 1990)
        roll = chance.random()
        if roll < 0.10:
            words[-1] += f", {first}–{first + chance.randint(1, 90)}"
        elif roll < 0.13:
            words[-1] += f" ({first}–{first + chance.randint(1, 90)})"
        elif roll < 0.16:
            words[-1] += f" {chance.choice(('in', 'since', ''))} {first}".replace("  ", " ")
        elif roll < 0.21:
            words[-1] += chance.choice("??!")
        elif roll < 0.25 and len(words) > 2 and words[1].isalpha():
            words[1] += ","
        elif roll < 0.28:
            words.append(f"({self.word().upper()[:4]})")
        elif roll < 0.31:
            words.insert(len(words) // 2, self.word().upper()[:4])
        elif roll < 0.33:
            words.insert(len(words) // 2, str(chance.randint(2, 500)))
        elif roll < 0.37:
            pair = f"{self.word().capitalize()}{chance.choice('–-/')}{self.word().capitalize()}"
            words.insert(len(words) // 2, pair)
        elif roll < 0.39:
            words.insert(0, f"{self.word().upper()[:5]}-{chance.randint(2, 40)}")
        text = " ".join(words)
        return (
            text[0].upper() + text[1:]
            if text[0].isalpha()
            else text[0] + text[1:2].upper() + text[2:]
        )

    def _subtitle(self) -> list[str]:
        if self.chance.random() < 0.3:
            article = self.chance.choice(_ARTICLES[self.language].split())
            return [article, *self._run(self.chance.choice((1, 1, 2, 2, 4)))]
        return self._capital(self._run(self.chance.randint(2, 8)))

    def _run(self, count: int) -> list[str]:
        words = []
        small = _SMALL[self.language].split()
        common = _COMMON[self.language].split()
        for at in range(count):
            if at % 2 and at < count - 1 and self.chance.random() < 0.65:
                words.append(self.chance.choice(small))
            elif self.chance.random() < 0.4:
                words.append(self.chance.choice(common))
            else:
                word = self.word(1, 4)
                name = self.chance.random() < (0.5 if self.language == "de" else 0.18)
                words.append(word.capitalize() if name else word)
        return words

    def _capital(self, words: list[str]) -> list[str]:
        return [words[0].capitalize(), *words[1:]] if self.chance.random() < 0.6 else words

    def _east_asian_title(self) -> str:
        chance = self.chance
        letters = _LETTERS[self.language]
        title = "".join(chance.choice(letters) for _ in range(chance.randint(3, 14)))
        if self.language == "ja":
            at = chance.randint(1, len(title) - 1)
            title = title[:at] + chance.choice(("の", "と", "における", "をめぐる")) + title[at:]
        if chance.random() < 0.2:
            title += chance.choice(("：", "――")) + "".join(chance.choice(letters) for _ in range(5))
        return title

"""Number words, months, units and bounds in the languages that the readers know."""

from __future__ import annotations

from collections.abc import Mapping

from citations.words import fold

__all__ = [
    "BOUNDS",
    "CURRENCIES",
    "MONTHS",
    "ORDINALS",
    "SCALES",
    "UNITS",
    "all_numerals",
    "numerals",
]

_ONES: Mapping[str, str] = {
    "en": "zero - two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
    "de": "null - zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "fr": "zéro - deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf",
    "es": "cero - dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve",
    "it": "zero - due tre quattro cinque sei sette otto nove dieci undici dodici tredici "
    "quattordici quindici sedici diciassette diciotto diciannove",
    "pt": "zero - dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze "
    "dezasseis dezassete dezoito dezanove",
    "nl": "nul - twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien "
    "vijftien zestien zeventien achttien negentien",
}
_TENS: Mapping[str, str] = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
}

_SCALE_WORDS = """
    100 hundred hundert cien cientos cento honderd
    1000 thousand thousands tausend tausende mille mila mil miles duizend k
    1000000 million millions mio millionen millón millones milione milioni milhão milhões miljoen
    1000000 mn
    1000000000 billion billions bn milliarde milliarden mrd milliard milliards miliardo miliardi
    1000000000 miljard
    1000000000000 trillion trillions tn
"""

#: What multiplies the number before it, in any of the languages.
SCALES: Mapping[str, float] = {
    fold(word): float(line.split()[0])
    for line in _SCALE_WORDS.strip().splitlines()
    for word in line.split()[1:]
}

_EN_ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS: Mapping[str, Mapping[str, int]] = {
    "en": {fold(word): place for place, word in enumerate(_EN_ORDINALS.split(), 2)},
}

_MONTH_NAMES = (
    "january jan januar jänner janvier enero gennaio janeiro januari ocak",
    "february feb februar février febrero febbraio fevereiro februari şubat",
    "march mar märz mars marzo março maart mart",
    "april apr avril abril aprile nisan",
    "may mai mayo maggio maio mei mayıs",
    "june jun juni juin junio giugno junho haziran",
    "july jul juli juillet julio luglio julho temmuz",
    "august aug août agosto augustus ağustos",
    "september sep sept septembre septiembre settembre setembro eylül",
    "october oct oktober okt octobre octubre ottobre outubro ekim",
    "november nov novembre noviembre novembro kasım",
    "december dec dezember dez décembre diciembre dicembre dezembro aralık",
)
MONTHS: Mapping[str, int] = {
    fold(name): number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()
}

CURRENCIES: Mapping[str, str] = {
    fold(word): sign
    for sign, words in (
        ("$", "$ dollar dollars usd us$"),
        ("€", "€ euro euros eur"),
        ("£", "£ pound pounds gbp pfund libras sterline"),
        ("¥", "¥ yen yuan renminbi rmb jpy cny"),
        ("₹", "₹ rupee rupees inr"),
    )
    for word in words.split()
}

# What it measures, how many of the basic unit, and the words for it.
_UNIT_WORDS = """
    % 1 % percent prozent percentage pct
    length 1000 km kilometre kilometres kilometer kilometers kilomètre kilomètres kilómetros
    length 1000 kilómetro chilometro chilometri
    length 1 m metre metres meter meters mètre mètres metros metri
    length 0.01 cm centimetre centimetres centimeter centimeters zentimeter
    length 0.001 mm millimetre millimetres millimeter millimeters
    length 1609.344 mile miles mi meile meilen
    length 0.3048 foot feet ft
    mass 1 kg kilogram kilograms kilogramme kilo kilos kilogramm
    mass 1000 tonne tonnes ton tons tonnen tonnellate toneladas
    mass 0.001 g gram grams gramme grammes gramm
    mass 0.45359237 lb lbs
    time 60 minute minutes min minuten minuti minutos
    time 3600 hour hours stunde stunden heure heures hora horas ore ora
    time 86400 day days tag tage tagen jour jours día días giorno giorni
    time 604800 week weeks woche wochen semaine semaines semana semanas settimana settimane
    months 1 month months monat monate monaten mois mes meses mese mesi
    months 12 year years yr yrs jahr jahre jahren an ans année années año años anno anni
"""

#: Unit -> what it measures, and in how many of the basic unit.
UNITS: Mapping[str, tuple[str, float]] = {
    fold(word): (line.split()[0], float(line.split()[1]))
    for line in _UNIT_WORDS.strip().splitlines()
    for word in line.split()[2:]
}

_OVER = """
    more than | over | above | at least | exceeding | exceeded | exceeds | upwards of
    | no fewer than | mehr als | über | mindestens | plus de | au moins | más de | al menos
    | più di | almeno | oltre | meer dan | mais de
"""
_UNDER = """
    less than | fewer than | under | below | at most | up to | nearly | almost | close to
    | just under | weniger als | unter | höchstens | bis zu | fast | beinahe | knapp | moins de
    | au plus | jusqu'à | près de | presque | menos de | hasta | casi | meno di | fino a | quasi
    | bijna | quase
"""
_ABOUT = """
    about | around | approximately | roughly | some | circa | ca | an estimated | estimated
    | approx | etwa | rund | ungefähr | zirka | environ | quelque | alrededor de | unos | unas
    | cerca de | aproximadamente | intorno a | ongeveer
"""
#: What may stand before a number, by folded words: the longest that fits counts.
BOUNDS: Mapping[str, str] = {
    fold(phrase): bound
    for bound, phrases in (("over", _OVER), ("under", _UNDER), ("about", _ABOUT))
    for phrase in " ".join(phrases.split()).split(" | ")
}


def numerals(language: str | None) -> Mapping[str, float]:
    """The number words of a language, folded; those of English if it is not known."""
    return _NUMERALS.get(language or "en", _NUMERALS["en"])


def all_numerals() -> frozenset[str]:
    """Every word, folded, that a quantity can begin with, in any of the languages."""
    tables = (*_NUMERALS.values(), *ORDINALS.values(), SCALES, MONTHS)
    return frozenset(word for table in tables for word in table)


def _table(language: str) -> Mapping[str, float]:
    ones = _ONES[language].split()
    table = {fold(word): float(value) for value, word in enumerate(ones) if word != "-"}
    tens = _TENS[language].split()
    table |= {
        fold(word): float(value) for value, word in zip(range(20, 100, 10), tens, strict=True)
    }
    if language in ("de", "nl"):
        joint = "und" if language == "de" else "en"
        small = ["ein" if language == "de" else "een", *ones[2:10]]
        for ten, word in zip(range(20, 100, 10), tens, strict=True):
            table |= {fold(f"{one}{joint}{word}"): ten + n for n, one in enumerate(small, 1)}
    return table


_NUMERALS: Mapping[str, Mapping[str, float]] = {language: _table(language) for language in _ONES}

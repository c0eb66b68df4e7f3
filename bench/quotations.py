"""Constructed quotations: each sentence of a page edited in every way that must be told apart.

Six languages, written for this purpose. What an editor may do to a quotation (other
marks, dashes, spaces, hyphens at line ends, an omission marked) leaves it verbatim; what
changes its words, digits or negation does not.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from citations.model import SourceText
from verifier.judges.passages import Page
from verifier.judges.quotes import Found, find

__all__ = ["SENTENCES", "Case", "cases", "is_right", "main", "page"]

SENTENCES: dict[str, tuple[str, ...]] = {
    "en": (
        "We have not sold a single one of the 14 boats that lay in the old harbour.",
        "The council will never spend 2.5 million on a bridge that nobody asked for.",
        "My grandfather built this mill in 1887 with the help of three neighbours.",
        "There is no reason to believe that the water in the well - or in the river - is safe.",
        "About 3,400 people walked from the station to the market square that morning.",
        "You cannot run a ferry on good wishes; it takes 90 litres of diesel an hour.",
        "Our co-operative paid its members 12% more than the dairy in the next valley.",
        "Nothing in the letter of 4 May suggests that the doctor knew about the leak.",
        "The long-term plan foresees 27 new houses, a school and a well-lit path.",
        "She did not sign the contract until the 300 workers had been paid in full.",
        "It rained for 11 days, and the fields between here and Odrin stood under water.",
        "Without the night train, which carried 560 passengers, the town would be cut off.",
    ),
    "de": (
        "Wir haben von den 14 Booten im alten Hafen kein einziges verkauft.",
        "Der Rat wird niemals 2,5 Millionen für eine Brücke ausgeben, die keiner wollte.",
        "Mein Großvater hat diese Mühle 1887 mit Hilfe von drei Nachbarn gebaut.",
        "Es gibt nicht den geringsten Grund, dem Wasser im Brunnen - oder im Fluss - zu trauen.",
        "Etwa 3.400 Menschen gingen an jenem Morgen vom Bahnhof zum Marktplatz.",
        "Mit guten Wünschen fährt keine Fähre; sie braucht 90 Liter Diesel in der Stunde.",
        "Unsere Genossenschaft zahlte ihren Mitgliedern 12 % mehr als die Molkerei im Nachbartal.",
        "Nichts in dem Brief vom 4. Mai deutet darauf hin, dass der Arzt von dem Leck wusste.",
        "Der Plan sieht 27 neue Häuser, eine Schule und einen gut beleuchteten Weg vor.",
        "Sie unterschrieb den Vertrag nicht, bevor die 300 Arbeiter ihren Lohn hatten.",
        "Es regnete 11 Tage lang, und die Felder bis Odrin standen unter Wasser.",
        "Ohne den Nachtzug mit seinen 560 Plätzen wäre die Stadt abgeschnitten.",
    ),
    "fr": (
        "Nous n’avons pas vendu un seul des 14 bateaux qui dormaient dans le vieux port.",
        "Le conseil ne dépensera jamais 2,5 millions pour un pont que personne n’a demandé.",
        "Mon grand-père a construit ce moulin en 1887 avec l’aide de trois voisins.",
        "Il n’y a aucune raison de croire que l’eau du puits - ou de la rivière - est saine.",
        "Environ 3 400 personnes ont marché ce matin-là de la gare à la place du marché.",
        "Un bac ne roule pas avec de bons vœux ; il lui faut 90 litres de gazole par heure.",
        "Notre coopérative a payé ses membres 12 % de plus que la laiterie de la vallée voisine.",
        "Rien dans la lettre du 4 mai ne laisse penser que le médecin connaissait la fuite.",
        "Le plan prévoit 27 maisons neuves, une école et un chemin bien éclairé.",
        "Elle n’a pas signé le contrat avant que les 300 ouvriers soient payés.",
        "Il a plu pendant 11 jours, et les champs d’ici à Odrin étaient sous l’eau.",
        "Sans le train de nuit, qui portait 560 voyageurs, la ville serait coupée du monde.",
    ),
    "es": (
        "No hemos vendido ni uno solo de los 14 barcos que estaban en el viejo puerto.",
        "El consejo nunca gastará 2,5 millones en un puente que nadie ha pedido.",
        "Mi abuelo construyó este molino en 1887 con la ayuda de tres vecinos.",
        "No hay razón para creer que el agua del pozo - o la del río - sea segura.",
        "Unas 3.400 personas caminaron aquella mañana de la estación a la plaza del mercado.",
        "Un transbordador no anda con buenos deseos; gasta 90 litros de gasóleo por hora.",
        "Nuestra cooperativa pagó a sus socios un 12 % más que la lechería del valle vecino.",
        "Nada en la carta del 4 de mayo indica que el médico supiera de la fuga.",
        "El plan prevé 27 casas nuevas, una escuela y un camino bien iluminado.",
        "Ella no firmó el contrato hasta que los 300 obreros cobraron todo.",
        "Llovió durante 11 días, y los campos hasta Odrin quedaron bajo el agua.",
        "Sin el tren nocturno, que llevaba 560 viajeros, la ciudad quedaría aislada.",
    ),
    "it": (
        "Non abbiamo venduto neppure una delle 14 barche ferme nel vecchio porto.",
        "Il consiglio non spenderà mai 2,5 milioni per un ponte che nessuno ha chiesto.",
        "Mio nonno costruì questo mulino nel 1887 con l’aiuto di tre vicini.",
        "Non c’è motivo di credere che l’acqua del pozzo - o del fiume - sia sicura.",
        "Circa 3.400 persone camminarono quella mattina dalla stazione alla piazza del mercato.",
        "Un traghetto non va avanti con gli auguri; consuma 90 litri di gasolio all’ora.",
        "La nostra cooperativa pagò ai soci il 12% in più della latteria della valle accanto.",
        "Niente nella lettera del 4 maggio fa pensare che il medico sapesse della perdita.",
        "Il piano prevede 27 case nuove, una scuola e un sentiero ben illuminato.",
        "Lei non firmò il contratto finché i 300 operai non furono pagati.",
        "Piovve per 11 giorni, e i campi da qui a Odrin rimasero sott’acqua.",
        "Senza il treno di notte, che portava 560 passeggeri, la città sarebbe isolata.",
    ),
    "nl": (
        "Wij hebben van de 14 boten in de oude haven niet één verkocht.",
        "De raad zal nooit 2,5 miljoen uitgeven aan een brug waar niemand om vroeg.",
        "Mijn grootvader bouwde deze molen in 1887 met hulp van drie buren.",
        "Er is geen reden om te geloven dat het water in de put - of in de rivier - veilig is.",
        "Ongeveer 3.400 mensen liepen die ochtend van het station naar het marktplein.",
        "Een veerboot vaart niet op goede wensen; hij verbruikt 90 liter diesel per uur.",
        "Onze coöperatie betaalde haar leden 12% meer dan de zuivelfabriek in het dal ernaast.",
        "Niets in de brief van 4 mei wijst erop dat de dokter van het lek wist.",
        "Het plan voorziet in 27 nieuwe huizen, een school en een goed verlicht pad.",
        "Zij tekende het contract niet voordat de 300 arbeiders betaald waren.",
        "Het regende 11 dagen, en de velden van hier tot Odrin stonden onder water.",
        "Zonder de nachttrein, die 560 reizigers vervoerde, zou de stad afgesneden zijn.",
    ),
}

_NEGATIONS = {
    "en": r"\b(?:not|never|no|cannot|nothing|without)\b",
    "de": r"\b(?:nicht|niemals|kein|keine|nichts|ohne)\b",
    "fr": r"\b(?:pas|jamais|aucune|rien|sans)\b",
    "es": r"\b(?:no|nunca|nada|sin|ni)\b",
    "it": r"\b(?:non|mai|niente|senza)\b",
    "nl": r"\b(?:niet|nooit|geen|niets|zonder)\b",
}
_NOT = {"en": "not", "de": "nicht", "fr": "pas", "es": "no", "it": "non", "nl": "niet"}


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation as a claim gives it, and what must be found out about it."""

    language: str
    edit: str
    quotation: str
    #: "verbatim", "altered" or "absent".
    expected: str
    #: The kind of difference that must be named, if any.
    difference: str = ""


def page(language: str) -> str:
    """The page on which the sentences of a language stand, a few to a line."""
    lines = SENTENCES[language]
    return "\n".join(" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3))


def cases(seed: int = 7) -> Iterator[Case]:
    """Every sentence in every edit that it allows."""
    chance = random.Random(seed)
    for language, lines in SENTENCES.items():
        for number, line in enumerate(lines):
            for name, edit in _HARMLESS.items():
                yield Case(language, name, edit(line), "verbatim")
            for name, edited, kind in _harmful(line, language, chance):
                yield Case(language, name, edited, "altered", kind)
            strange = sorted(set(SENTENCES) - {language})[number % 5]
            yield Case(language, "elsewhere", SENTENCES[strange][number], "absent")


def _middle(line: str) -> str:
    """A fragment, as most quotations are, that does not cut off a negation at its beginning."""
    parts = line.split()
    negates = any(re.fullmatch(form, parts[0], re.IGNORECASE) for form in _NEGATIONS.values())
    return " ".join(parts[0 if negates else 1 : -1]).rstrip(",;")


def _omission(mark: str) -> Callable[[str], str]:
    def edit(line: str) -> str:
        parts = line.split()
        return " ".join([*parts[:4], mark, *parts[-4:]])

    return edit


_HARMLESS: dict[str, Callable[[str], str]] = {
    "as it stands": lambda line: line,
    "marks inside": lambda line: f"«{line}»",
    "without full stop": lambda line: line.rstrip("."),
    "comma inside": lambda line: line.rstrip(".") + ",",
    "fragment": _middle,
    "straight apostrophes": lambda line: line.replace("’", "'"),
    "curly apostrophes": lambda line: line.replace("'", "’"),
    "dashes": lambda line: line.replace(" - ", " — "),
    "tight dashes": lambda line: line.replace(" - ", "–"),
    "no-break spaces": lambda line: line.replace(" ", "\u00a0"),
    "doubled spaces": lambda line: line.replace(" ", "  "),
    "broken lines": lambda line: re.sub(r"(\w{4})(\w{3})", r"\1-\n\2", line, count=1),
    "soft hyphens": lambda line: re.sub(r"(\w{4})(\w{3})", "\\1\u00ad\\2", line),
    "small first letter": lambda line: line[0].lower() + line[1:],
    "omission ...": _omission("..."),
    "omission […]": _omission("[…]"),
}


def _harmful(line: str, language: str, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    digits = [match.start() for match in re.finditer(r"\d", line)]
    for at in digits:
        yield (
            "digit",
            line[:at] + str((int(line[at]) + chance.randint(1, 9)) % 10) + line[at + 1 :],
            "digits",
        )
    for at in digits[:1]:
        yield "digit added", line[:at] + "1" + line[at:], "digits"
    for match in re.finditer(_NEGATIONS[language], line, re.IGNORECASE):
        yield (
            "negation dropped",
            " ".join((line[: match.start()] + line[match.end() :]).split()),
            "negation",
        )
    parts = line.split()
    for at in chance.sample(range(2, len(parts) - 2), 2):
        yield "negation added", " ".join([*parts[:at], _NOT[language], *parts[at:]]), "negation"
    plain = [at for at in range(1, len(parts) - 1) if parts[at].isalpha() and len(parts[at]) > 3]
    for at in chance.sample(plain, 2):
        yield "word swapped", " ".join([*parts[:at], "zebra", *parts[at + 1 :]]), ""
        yield "word dropped", " ".join([*parts[:at], *parts[at + 1 :]]), ""
    at = chance.choice(plain)
    yield "word added", " ".join([*parts[:at], "zebra", *parts[at:]]), ""


def main(argv: list[str]) -> int:
    """Print, for every edit, how many of its cases came out as they must."""
    del argv
    right, total = Counter[str](), Counter[str]()
    pages = {language: _ready(language) for language in SENTENCES}
    for case in cases():
        found = find(case.quotation, pages[case.language])
        total[case.edit] += 1
        right[case.edit] += is_right(case, found)
    for edit, count in total.items():
        print(f"{edit:24} {right[edit]:5} of {count:5}")
    print(f"{'all':24} {right.total():5} of {total.total():5}")
    return 0 if right == total else 1


def is_right(case: Case, found: Found) -> bool:
    """Whether what was found is what had to be, with the difference of the right kind."""
    kinds = {item.kind for item in found.differences}
    return found.status == case.expected and (not case.difference or case.difference in kinds)


def _ready(language: str) -> Page:
    return Page(SourceText(url="", text=page(language), text_sha256="", language=language))

# ruff: noqa: E501, SIM905 - tables of words read best unbroken; chance is for variety
"""Generated pages in ten languages: live articles, and missing pages that answer 200.

The words are common words of each language and the sentences have no meaning; what varies
is what a verdict could trip over: length, mark-up, menus, titles, adverts, repeated addresses.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from verifier.availability import Fetched

__all__ = ["Case", "live_articles", "missing_pages"]

WORDS = {
    "en": "the report water lake level city council measured found year people public study house not error page history story after before price school energy river new old small great market state number which could would their about between".split(),
    "de": "der bericht wasser see stand stadt rat gemessen gefunden jahr menschen studie haus nicht fehler seite geschichte nach vor preis schule energie fluss neu alt klein markt zahl welche könnte würde ihre über zwischen wurde".split(),
    "fr": "le rapport eau lac niveau ville conseil mesuré trouvé année gens étude maison pas erreur page histoire après avant prix école énergie fleuve nouveau vieux petit marché nombre qui pourrait leur entre été dans pour".split(),
    "es": "el informe agua lago nivel ciudad consejo medido encontrado año gente estudio casa no error página historia después antes precio escuela energía río nuevo viejo pequeño mercado número cual podría su entre sobre".split(),
    "it": "il rapporto acqua lago livello città consiglio misurato trovato anno gente studio casa non errore pagina storia dopo prima prezzo scuola energia fiume nuovo vecchio piccolo mercato numero quale potrebbe loro tra".split(),
    "pt": "o relatório água lago nível cidade conselho medido encontrado ano pessoas estudo casa não erro página história depois antes preço escola energia rio novo velho pequeno mercado número qual poderia seu entre".split(),
    "nl": "het rapport water meer peil stad raad gemeten gevonden jaar mensen studie huis niet fout pagina geschiedenis na voor prijs school energie rivier nieuw oud klein markt aantal welke zou hun tussen".split(),
    "pl": "raport woda jezioro poziom miasto rada zmierzono znaleziono rok ludzie badanie dom nie błąd strona historia po przed cena szkoła energia rzeka nowy stary mały rynek liczba który mógłby ich między".split(),
    "ru": "отчёт вода озеро уровень город совет измерил найдено год люди исследование дом не ошибка страница история после до цена школа энергия река новый старый малый рынок число который могли их между".split(),
    "sv": "rapport vatten sjö nivå stad råd mätt funnit år människor studie hus inte fel sida historia efter före pris skola energi flod ny gammal liten marknad antal som kunde deras mellan".split(),
}
# What missing pages say: (title, heading, sentence), each language in several manners.
GONE = {
    "en": [
        ("Page not found", "Page not found", "The page you requested could not be found."),
        (
            "404 Not Found",
            "Oops! That page can't be found.",
            "It looks like nothing was found at this location.",
        ),
        ("Error 404", "We're sorry", "The page you are looking for no longer exists."),
        (
            "{site}",
            "Sorry, this page isn't available",
            "The link you followed may be broken, or the page may have been removed.",
        ),
        ("Oops", "404", "We can't seem to find the page you're looking for."),
        ("{site}", "{site}", "Sorry, the article you are looking for does not exist."),
        ("Content unavailable", "This content is no longer available", "Try our search."),
    ],
    "de": [
        (
            "Seite nicht gefunden",
            "Seite nicht gefunden",
            "Die angeforderte Seite konnte nicht gefunden werden.",
        ),
        ("Fehler 404", "Leider nichts gefunden", "Die gesuchte Seite existiert nicht mehr."),
        ("{site}", "Diese Seite gibt es nicht", "Leider ist der Artikel nicht mehr verfügbar."),
        ("404", "Hoppla!", "Die von Ihnen gesuchte Seite ist nicht mehr vorhanden."),
    ],
    "fr": [
        ("Page introuvable", "Page introuvable", "La page que vous recherchez n'existe pas."),
        ("Erreur 404", "Oups", "Désolé, la page demandée est introuvable."),
        ("{site}", "Page non trouvée", "Cette page n'existe plus ou a été déplacée."),
        ("404", "Cette page n'est plus disponible", "Le contenu que vous cherchez a été supprimé."),
    ],
    "es": [
        ("Página no encontrada", "Página no encontrada", "La página que buscas no existe."),
        ("Error 404", "Lo sentimos", "No hemos encontrado la página solicitada."),
        ("{site}", "No se encontró la página", "El contenido que busca ya no está disponible."),
    ],
    "it": [
        ("Pagina non trovata", "Pagina non trovata", "La pagina che cerchi non esiste."),
        ("Errore 404", "Siamo spiacenti", "La pagina richiesta non è stata trovata."),
        ("{site}", "Questa pagina non esiste", "Il contenuto non è più disponibile."),
    ],
    "pt": [
        ("Página não encontrada", "Página não encontrada", "A página que procura não existe."),
        ("Erro 404", "Desculpe", "A página solicitada não foi encontrada."),
        ("{site}", "Página não encontrada", "O conteúdo não está mais disponível."),
    ],
    "nl": [
        ("Pagina niet gevonden", "Pagina niet gevonden", "De pagina die u zoekt bestaat niet."),
        ("Fout 404", "Helaas", "De opgevraagde pagina kon niet worden gevonden."),
        ("{site}", "Deze pagina bestaat niet", "Deze pagina is niet meer beschikbaar."),
    ],
    "pl": [
        (
            "Strona nie została znaleziona",
            "Nie znaleziono strony",
            "Strona, której szukasz, nie istnieje.",
        ),
        ("Błąd 404", "Przepraszamy", "Nie znaleziono żądanej strony."),
        ("{site}", "Nie ma takiej strony", "Szukana strona nie została znaleziona."),
    ],
    "ru": [
        ("Страница не найдена", "Страница не найдена", "Запрашиваемая страница не существует."),
        ("Ошибка 404", "К сожалению", "Страница, которую вы ищете, не найдена."),
        ("{site}", "Такой страницы не существует", "Страница удалена или не существует."),
    ],
    "sv": [
        ("Sidan hittades inte", "Sidan hittades inte", "Sidan du söker finns inte längre."),
        ("Fel 404", "Tyvärr", "Vi kan inte hitta sidan du letar efter."),
        ("{site}", "Sidan finns inte", "Sidan kunde inte hittas."),
    ],
}
# Titles of live articles that a careless rule takes for a missing page.
TRAPS = {
    "en": [
        "Page not found: a history of the error page",
        "404 Media wins a prize",
        "Why links are not found",
        "Lost and found: the missing lake",
        "Not found in any archive: a village",
        "The page that does not exist",
        "Domain for sale: how names are traded",
        "How to sign in without a password",
        "Life under maintenance",
        "Are you a robot?",
    ],
    "de": [
        "Nicht gefunden: wie Links sterben",
        "Fehler 404 und andere Geschichten",
        "Die verlorene Seite",
        "Seite 404 eines Romans",
    ],
    "fr": ["Introuvable : l'histoire d'un lac", "Erreur 404, le roman", "La page perdue"],
    "es": ["No encontrado: historia de un error", "La página que no existe en los mapas"],
    "it": ["Non trovato: storia di un lago", "La pagina che non esiste nei libri"],
    "pt": ["Não encontrado: a história de um lago", "A página perdida"],
    "nl": ["Niet gevonden: het verhaal van een meer", "De verloren pagina"],
    "pl": ["Nie znaleziono: historia jeziora", "Zagubiona strona"],
    "ru": ["Не найдено: история озера", "Потерянная страница"],
    "sv": ["Hittades inte: en historia", "Den förlorade sidan"],
}
SITES = [
    "The Daily",
    "Nordwind",
    "Le Courrier",
    "El Faro",
    "La Voce",
    "O Diário",
    "De Krant",
    "Głos",
    "Вестник",
    "Dagen",
]


@dataclass(frozen=True)
class Case:
    """One page, what its site answers for an address that cannot exist, and the language."""

    fetched: Fetched
    sibling: Fetched | None
    language: str


def live_articles(count: int, seed: int = 1) -> Iterator[Case]:
    """Articles that are there, on honest sites, on sites that never say 404, and unasked."""
    chance = random.Random(seed)
    for number in range(count):
        language = chance.choice(list(WORDS))
        trap = chance.random() < 0.15
        title = chance.choice(TRAPS[language]) if trap else _title(chance, language)
        # A trap in the title of a note of three lines could be either; people would ask too.
        paragraphs = chance.randint(8, 30) if trap else chance.choice([1, 2, 3, 5, 8, 15, 40])
        body = _page(chance, language, title, title, _prose(chance, language, paragraphs))
        url = f"https://site{number % 50}.test/{_slug(chance, language)}"
        yield Case(_answer(url, body), _sibling(chance, language, url), language)


def missing_pages(count: int, seed: int = 2) -> Iterator[Case]:
    """Pages that are gone but answer 200, alone and beside their site's made-up page."""
    chance = random.Random(seed)
    for number in range(count):
        language = chance.choice(list(WORDS))
        site = chance.choice(SITES)
        wordy = chance.choice(GONE[language])
        title, heading, sentence = (part.replace("{site}", site) for part in wordy)
        full = chance.choice([title, f"{title} | {site}", f"{site} - {title}", f"{title} – {site}"])
        teasers = "".join(
            f"<li><a href=/{n}>{_sentence(chance, language)}</a></li>"
            for n in range(chance.choice([0, 0, 3, 8]))
        )
        inner = f"<p>{sentence}</p>" + (f"<ul>{teasers}</ul>" if teasers else "")
        body = _page(chance, language, full, heading, inner, site=site)
        url = f"https://site{number % 50}.test/{_slug(chance, language)}"
        yield Case(_answer(url, body), None, language)


def _sentence(chance: random.Random, language: str) -> str:
    words = chance.choices(WORDS[language], k=chance.randint(6, 18))
    return f"{' '.join(words).capitalize()}."


def _title(chance: random.Random, language: str) -> str:
    words = " ".join(chance.sample(WORDS[language], chance.randint(3, 8))).capitalize()
    site = chance.choice(SITES)
    return chance.choice([words, f"{words} | {site}", f"{words} - {site}", f"{site}: {words}"])


def _slug(chance: random.Random, language: str) -> str:
    manner = chance.random()
    if manner < 0.3:
        return f"article/{chance.randint(1, 99999)}"
    words = chance.sample(WORDS[language if language != "ru" else "en"], 4)
    return f"{chance.choice(['news', 'blog', '2021/05'])}/{'-'.join(words)}"


def _prose(chance: random.Random, language: str, paragraphs: int) -> str:
    def paragraph() -> str:
        text = " ".join(_sentence(chance, language) for _ in range(chance.randint(2, 6)))
        return f"<p>{text}</p>"

    return "\n".join(paragraph() for _ in range(paragraphs))


def _page(
    chance: random.Random, language: str, title: str, heading: str, inner: str, *, site: str = ""
) -> bytes:
    menu = "".join(
        f"<a href=/{n}>{chance.choice(WORDS[language])}</a> "
        for n in range(chance.choice([0, 5, 20]))
    )
    advert = chance.choice(
        ["", "<script>var page=404; /* not found */</script>", "<!-- page not found -->"]
    )
    aside = chance.choice(
        ["", "<aside><p>404 error page not found? Search here</p></aside>" if site else ""]
    )
    form = chance.choice(["", "<form><input type=password></form>", "<form><input name=q></form>"])
    wrap = chance.choice(["article", "main", "div"])
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f"{advert}</head><body><nav>{menu}</nav><{wrap}><h1>{heading}</h1>{inner}</{wrap}>{aside}"
        f"<footer>{form}<p>© 2024 {site}</p></footer></body></html>"
    ).encode()


def _sibling(chance: random.Random, language: str, url: str) -> Fetched | None:
    made_up = url.rpartition("/")[0] + "/no-such-page-0123456789ab"
    kind = chance.choice(["unasked", "honest", "soft", "home"])
    if kind == "unasked":
        return None
    if kind == "honest":
        return _answer(made_up, b"<title>404</title>", 404)
    title, heading, sentence = chance.choice(GONE[language])
    inner = f"<p>{sentence}</p>" if kind == "soft" else _prose(chance, language, 6)
    heading = heading if kind == "soft" else "News"
    return _answer(
        made_up, _page(chance, language, title if kind == "soft" else "News", heading, inner)
    )


def _answer(url: str, body: bytes, status: int = 200) -> Fetched:
    headers = (("content-type", "text/html; charset=utf-8"),)
    return Fetched(asked=url, final_url=url, status=status, headers=headers, body=body)

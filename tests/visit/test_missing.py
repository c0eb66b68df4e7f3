"""Missing pages in the words of real sites, and articles in ten languages that are none."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from evil_origin import html

from citations.model import LinkStatus
from verifier.availability import Fetched, phrases
from verifier.availability.classify import classify
from verifier.availability.page import Page

sys.path.insert(0, str(Path(__file__).parents[2]))

from short_pages import SHORT

from bench.families import FAMILIES, live_family, missing_family
from bench.pages import live_articles, missing_pages
from bench.soft404 import verdicts

SAID = [
    "404 Not Found",
    "HTTP Error 404 - Not Found",
    "The requested URL was not found on this server.",
    "The resource cannot be found.",
    "The page cannot be found",
    "File or directory not found.",
    "Sorry, this page isn't available.",
    "This content isn't available right now",
    "Hmm...this page doesn’t exist.",
    "This video isn't available anymore",
    "This is not the web page you are looking for.",
    "Sorry, that page was not found",
    "We're sorry, but the page you're looking for can't be located",
    "You've found a page that doesn't exist",
    "Uh oh. That page doesn't exist.",
    "The article you have been looking for has expired and is no longer available on our system.",
    "This page can’t be found",
    "No such page exists",
    "We couldn't find that page",
    "The link you followed may be broken, or the page may have been removed.",
    "Seite wurde nicht gefunden",
    "Die Seite, die Sie suchen, konnte nicht gefunden werden",
    "Huch! Diese Seite existiert nicht",
    "Dieser Artikel ist leider nicht mehr verfügbar",
    "Cette page n’est pas disponible",
    "La page demandée n’a pas été trouvée",
    "Oups ! Cette page est introuvable",
    "Contenu introuvable",
    "¡Ups! Página no encontrada",
    "Lo sentimos, la página que busca no se encuentra disponible",
    "Esta página ya no está disponible",
    "No pudimos encontrar la página",
    "La pagina che stai cercando non è stata trovata",
    "Pagina inesistente",
    "Ops! Página não encontrada",
    "Não foi possível encontrar a página",
    "Deze pagina kon niet worden gevonden",
    "Oeps, pagina niet gevonden",
    "Strony nie znaleziono",
    "Ups! Strona o podanym adresie nie istnieje",
    "Nie odnaleziono strony",
    "Ой! Страница не найдена",
    "Такой страницы нет",
    "Запрошенная страница не найдена",
    "Sidan kan inte hittas",
    "Hoppsan! Sidan finns inte",
    "Siden blev ikke fundet",
    "Siden finnes ikke",
    "Sivua ei löytynyt",
    "Stránka nenalezena",
    "Сторінку не знайдено",
    "Sayfa bulunamadı",
    "Az oldal nem található",
    "Pagina nu a fost găsită",
    "Η σελίδα δεν βρέθηκε",
    "ページが見つかりませんでした",
    "お探しのページは見つかりませんでした。",
    "404 页面未找到",
    "您访问的页面不存在",
    "페이지를 찾을 수 없습니다",
    "الصفحة غير موجودة",
]


def _page(body: bytes) -> Fetched:
    url = "http://site.test/a/17"
    headers = (("content-type", "text/html"),)
    return Fetched(asked=url, final_url=url, status=200, headers=headers, body=body)


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("manner", ["title", "heading", "sentence"])
def test_missing_pages_are_found_in_many_words(said: str, manner: str) -> None:
    """In the title, in the heading, or in the one sentence there is."""
    body = {
        "title": html(f"{said} | The Daily", "Search our site."),
        "heading": html("The Daily", "").replace(b"<h1>The Daily", f"<h1>{said}".encode()),
        "sentence": f"<title>The Daily</title><p>{said}</p><a href=/>Home</a>".encode(),
    }[manner]

    found = classify(_page(body))

    assert (found.status, found.reason) == (LinkStatus.SOFT_404, "not_found_page")


def test_no_live_article_is_called_missing() -> None:
    """Not one of 600 varied articles in ten languages (bench/soft404 runs 2,000)."""
    articles = list(live_articles(600))

    wrong = [found.why for found in verdicts(articles) if found.status is not LinkStatus.LIVE]

    assert wrong == []


def test_missing_pages_that_answer_200_are_found() -> None:
    """At least 97 % of 300 varied ones (bench/soft404 runs 1,000)."""
    pages = list(missing_pages(300))

    found = sum(finding.status is LinkStatus.SOFT_404 for finding in verdicts(pages))

    assert found >= 0.97 * len(pages)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("held_out", [False, True])
def test_kinds_of_sites_keep_what_is_there(family: str, *, held_out: bool) -> None:
    """What shops, forums, offers of work and others say on good pages makes none of them gone."""
    live = verdicts(list(live_family(family, 60, held_out=held_out)))

    assert [found.why for found in live if found.status is not LinkStatus.LIVE] == []


@pytest.mark.parametrize("held_out", [False, True])
def test_kinds_of_sites_say_in_their_own_words_what_is_gone(*, held_out: bool) -> None:
    """At least 97 % of it is found."""
    pages = [page for one in FAMILIES for page in missing_family(one, 100, held_out=held_out)]
    gone = sum(found.status is LinkStatus.SOFT_404 for found in verdicts(pages))

    assert gone >= 0.97 * len(pages)


@pytest.mark.parametrize("headed", [True, False])
@pytest.mark.parametrize("title", SHORT)
def test_a_short_page_on_what_is_gone_is_there(title: str, *, headed: bool) -> None:
    """A line or two on something lost, removed or expired is no notice of a missing page."""
    heading = f"<h1>{title.partition(' | ')[0]}</h1>" if headed else ""
    body = f"<!doctype html><title>{title}</title><nav>Home</nav>{heading}{SHORT[title]}"

    assert classify(_page(body.encode())).reason == "ok"


def test_a_title_that_says_missing_is_always_looked_at() -> None:
    """Whatever the patterns would find in a title has a telltale word, or is not ASCII."""
    for said in [s for s in SAID if s.isascii()]:
        page = Page(_page(html(f"{said} | Daily", "<div>x</div>" * 900)), honest=True)
        assert page.is_suspect, said


PATTERNS = [
    *(phrases.NOT_FOUND, phrases.PAGE_WORDS, phrases.LOGIN, phrases.MAINTENANCE),
    *(phrases.SERVER_FAULT, phrases.EXPIRED_DOMAIN, phrases.HUMAN_CHECK, phrases.PAYWALL),
    phrases.TO_READER,
]
HOSTILE = [
    "page is ",
    "not ",
    "domain ",
    "a",
    "parked ",
    "you have read your ",
    "plesk ",
    "page has been ",
    " ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_pattern_is_slow_on_hostile_text(text: str) -> None:
    """On what a verdict reads of a page at most, every pattern ends at once."""
    long = (text * 40_000)[:6_000]
    started = time.process_time()

    for pattern in PATTERNS:
        pattern.search(long)

    assert time.process_time() - started < 1.0

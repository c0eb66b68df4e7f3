"""What a page says about itself and around its text: it changes daily and means nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from citations.phrases import MONTHS
from verifier.drift.tokens import is_number

__all__ = ["announces", "corrects", "is_counter", "is_dated", "mentions_site"]

#: Words of datelines and counters, in the languages of most pages we read.
_DATELINES = (
    "updated update published posted modified last created date time am pm utc gmt est edt cet "
    "min mins minute minutes read reading hour hours day days week weeks month months year years "
    "ago today yesterday views view viewed comments comment shares share shared likes like reads "
    "readers followers votes reactions replies times online visitors downloads points rating "
    "first second version you are visitor visitors number no counter hits "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "aktualisiert veröffentlicht stand uhr vor minuten stunden tagen aufrufe kommentare gelesen "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag lesezeit geteilt "
    "publié mis jour modifié il y a heures jours lecture vues commentaires partages "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "publicado actualizado hace horas días lectura visitas comentarios compartido "
    "lunes martes miércoles jueves viernes sábado domingo "
    "pubblicato aggiornato fa ore giorni lettura visualizzazioni commenti condivisioni "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica "
    "atualizado há leitura visualizações comentários partilhas bijgewerkt geplaatst geleden "
    "the a an on at in of by to and der die das am um den von le la les du de à el los las del "
    "al il lo i gli op om"
)
_COUNTED = frozenset(_DATELINES.split())

_STARTS = re.compile(
    r"\W{0,3}(?:advertisements?|advertising|sponsored|promoted|subscribe|sign (?:up|in)|log ?in"
    r"|read (?:more|also|next)|related|most (?:read|popular)|you (?:may|might) also|recommended"
    r"|more (?:from|on|in|stories)|share (?:this|on)|follow us|skip to|back to top|download our"
    r"|get (?:our|the) |story continues|continue reading|watch:|listen:|see also|photo:|image:"
    r"|(?:copyright|©)|anzeige|werbung|mehr zum thema|lesen sie (?:auch|mehr)|auch interessant"
    r"|newsletter|abonnieren|jetzt |teilen|publicité|lire aussi|à lire|abonnez|inscrivez"
    r"|sur le même sujet|partager|publicidad|lea también|te puede interesar|suscríb"
    r"|compartir|más noticias|pubblicità|leggi anche|iscriviti|condividi|publicidade"
    r"|leia também|assine|advertentie|lees ook|deel dit)(?!\w)",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"correct(?:ion|ed)\b|clarification|earlier version|erratum|editor['’]s note|was amended"
    r"|berichtig|korrektur|früheren fassung|rectificat|correctif|version antérieure"
    r"|fe de erratas|correcci[oó]n|rettifica|errata|correção",
    re.IGNORECASE,
)
_MENTIONS = re.compile(
    r"cookie|newsletter|subscri|sign up|log in|sponsored|advertis|all rights reserved|copyright|©"
    r"|privacy (?:policy|notice)|terms (?:of|and)|follow us|contact us|editorial (?:team|office)"
    r"|support our|our (?:readers|journalism|team|app)|registered (?:company|charity|office)"
    r"|your (?:browser|inbox|email|e-mail)|javascript|datenschutz|impressum|rechte vorbehalten"
    r"|abonn|redaktion|droits réservés|confidentialité|rédaction|inscri|derechos reservados"
    r"|privacidad|redacción|suscri|diritti riservati|redazione|iscriv|direitos reservados"
    r"|alle rechten",
    re.IGNORECASE,
)


def is_counter(words: list[str]) -> bool:
    """Only a date, a time, a count of readers, or a byline with one of them."""
    if not words or len(words) > 15:
        return False
    rest = [word for word in words if not _counts(word)]
    if not rest:
        return True
    dated = any(word in MONTHS or is_number(word) for word in words)
    return dated and len(rest) <= 4 and any(word in _BYLINE for word in words)


_ISO = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{2,4}|\d\d?:\d\d")


def is_dated(text: str, words: Iterable[str]) -> bool:
    """A heading or cell with a date or a time of day in it."""
    return _ISO.search(text) is not None or any(word in MONTHS for word in words)


_BYLINES = "by von par por di da door published updated posted aktualisiert publié"
_BYLINE = frozenset(_BYLINES.split())


def _counts(word: str) -> bool:
    return is_number(word) or word in _COUNTED or word in MONTHS or len(word) == 1


def announces(text: str) -> bool:
    """It opens with words that announce an advertisement, a teaser or a form."""
    return _STARTS.match(text) is not None


def mentions_site(text: str) -> bool:
    """It speaks of the site, its subscriptions or its law, as an article may too."""
    return _MENTIONS.search(text) is not None


def corrects(text: str) -> bool:
    """It says that the article was corrected."""
    return _CORRECTS.search(text) is not None

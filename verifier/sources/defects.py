"""What a text is not: the tell-tale words of pages that stand in front of a source."""

from __future__ import annotations

import re

__all__ = ["defect_of"]

#: A wall is short; a long text that mentions one is an article about it.
_WALL_LIMIT = 2_500
_LEAST_WORDS = 5
#: The full text of a paper is longer than this, in words; its abstract is not.
_ABSTRACT_LIMIT = 700

_BOT_WALL = re.compile(
    r"just a moment|attention required|checking (?:if the site connection|your browser)"
    r"|verif(?:y|ying) (?:that )?you are (?:a )?human|are you a (?:robot|human)|i['’]m not a robot"
    r"|enable javascript and cookies to continue|pardon our interruption|unusual traffic"
    r"|access (?:to this page has been )?denied|request unsuccessful|incapsula|ddos protection"
    r"|please complete the security check|security check to access|captcha|bot detection"
    r"|sicherheitsüberprüfung|sind sie ein (?:mensch|roboter)|vérification de sécurité"
    r"|verificando que (?:usted|no eres)|controllo di sicurezza"
    r"|please (?:enable|turn on) javascript|you need to enable javascript"
)
_CONSENT = re.compile(
    r"before you continue to|we value your privacy|we and our \d* ?partners|accept all cookies"
    r"|(?:accept|reject|manage) (?:all )?cookies|your privacy choices|cookie (?:consent|settings)"
    r"|bevor sie fortfahren|wir und unsere partner|alle cookies akzeptieren|alle akzeptieren"
    r"|zustimmen und weiter|avant d['’]accéder|tout accepter|accepter (?:tous )?les cookies"
    r"|continuer sans accepter|antes de ir a|aceptar (?:todas las )?cookies|prima di continuare"
    r"|accetta (?:tutti i )?cookie|nous et nos \d* ?partenaires"
)
_ABSTRACT = re.compile(r"\b(?:abstract|summary|zusammenfassung|résumé|resumen|riassunto)\b")
_SECTIONS = re.compile(
    r"^(?:\d+\.?\s+)?(?:introduction|methods?|materials and methods|results|discussion|conclusions?"
    r"|references|bibliography|einleitung|literatur|introducción|bibliografía|introduzione)\s*$",
    re.MULTILINE,
)


def defect_of(text: str, title: str | None, *, scholarly: bool) -> str | None:
    """ "empty", "bot_wall", "consent_page", "abstract", or None for the thing itself."""
    words = len(text[: _WALL_LIMIT * 4].split())
    folded = f"{title or ''}\n{text[: _WALL_LIMIT * 4]}".casefold()
    # Scripts without blanks between words say much in what counts as one word.
    if words < _LEAST_WORDS and len(text) < 40:
        return "bot_wall" if _BOT_WALL.search(folded) else "empty"
    if len(text) < _WALL_LIMIT:
        if _BOT_WALL.search(folded):
            return "bot_wall"
        if _consent(folded, words):
            return "consent_page"
    if scholarly and words < _ABSTRACT_LIMIT and len(_SECTIONS.findall(folded)) < 2:
        return "abstract" if _ABSTRACT.search(folded) or words < _ABSTRACT_LIMIT // 2 else None
    return None


def _consent(folded: str, words: int) -> bool:
    """A short page that is mostly about consent; a banner on a real article is not."""
    mentions = sum(1 for _ in _CONSENT.finditer(folded))
    about = folded.count("cookie") + folded.count("consent") + folded.count("privacy") + mentions
    return bool(mentions) and about * 40 >= words

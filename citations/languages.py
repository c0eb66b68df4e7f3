"""Which language a text is in: by its script, then by its commonest small words."""

from __future__ import annotations

from citations.patterns import lazy

__all__ = ["guess", "primary_tag"]

#: This much of a text is looked at.
_SAMPLE = 20_000

_SCRIPTS = (
    ("ja", lazy(r"[\u3041-\u30ff]")),
    ("ko", lazy(r"[\uac00-\ud7af]")),
    ("zh", lazy(r"[\u4e00-\u9fff]")),
    ("uk", lazy(r"[іїєґІЇЄҐ]")),
    ("ru", lazy(r"[\u0430-\u044f]")),
    ("el", lazy(r"[\u03b1-\u03c9]")),
    ("ar", lazy(r"[\u0621-\u064a]")),
    ("he", lazy(r"[\u05d0-\u05ea]")),
    ("hi", lazy(r"[\u0904-\u0939]")),
    ("th", lazy(r"[\u0e01-\u0e2e]")),
)
# A script that takes this share of a text's letters decides; Japanese needs little kana.
_SHARE = {"ja": 0.08, "uk": 0.01}

_SMALL_WORDS = {
    "en": "the of and to in that is was for with as on by it at from this are were which its has "
    "have had be been they their he she his her or not an but would when there after who will said",
    "de": "der die das und ist nicht von mit dem den ein eine zu auf für im wurde auch sich des "
    "einer einem einen eines nach bei aus seit vom zum zur wird werden wurden hat haben sind war "
    "waren oder aber dass nur noch bis durch",
    "fr": "le la les des et est une du dans que pour par qui sur avec au ce pas plus sont aux ont "
    "été cette ces leur leurs mais ou où elle elles ils être était entre depuis selon sous un",
    "es": "el la los las y es una del que en por con para se su como más fue al lo un ha han sido "
    "fueron era entre desde sobre pero sin este esta según muy también cuando hasta",
    "it": "il la di che è una per con non sono della del nel gli dei alla si le da anche i lo un "
    "degli delle dal nella nelle ha hanno stato stata ma più tra questo questa suo sua come dopo",
    "pt": "o a os as e é uma do da que em por com para não dos das no na foi mais ao um pela pelo "
    "são foram tem ser está nos nas aos mas ou também entre desde sobre",
    "nl": "de het een van en is dat op te zijn voor met niet die door wordt ook aan bij er naar "
    "uit om was werd worden heeft hebben maar nog",
    "tr": "ve bir bu da de için ile olarak olan çok daha en gibi ancak kadar sonra ise",
    "pl": "i w na z że jest nie do się to od przez oraz dla po jako które był",
    "sv": "och att det som en på är av för med till den har inte om ett var från",
    "da": "og det at er en af på til den som med for har ikke de et blev fra",
    "cs": "a se v na že je s z do to pro jako by ale i který která byl",
    "ro": "și de în la a cu care nu pe din este o pentru un mai au fost",
    "hu": "a az és hogy nem is egy volt meg ez de csak mint már vagy",
    "fi": "ja on ei että oli se hän ovat myös kuin mutta joka sen tai",
    "id": "yang dan di dengan untuk pada dari dalam ini itu tidak adalah ke oleh",
}
# Letters that few languages have; each counts as much as a small word.
_LETTERS = {
    "tr": "ığş",
    "de": "ßä",
    "fr": "çêèœ",
    "es": "ñ¿¡",
    "it": "òì",
    "pt": "ãõ",
    "pl": "łąęśżź",
    "cs": "řěůž",
    "hu": "őű",
    "ro": "țșă",
    "sv": "å",
    "da": "øæ",
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _LANGUAGES_OF.setdefault(_word, []).append(_language)


# What follows an apostrophe in a word is none: "Kiel's" is not Czech, "qu'il" not Italian.
_WORD = lazy(r"(?<!\w)(?<![^\W\d_]['’])[^\W\d_]+")


def guess(text: str) -> str | None:
    """The primary tag of the language of ``text``, or None if there is too little to tell."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return None
    for language, script in () if sample.isascii() else _SCRIPTS:
        count = len(script.findall(sample))
        if count >= letters * _SHARE.get(language, 0.3) and count:
            return language
    return _by_small_words(sample)


def _by_small_words(sample: str) -> str | None:
    votes = dict.fromkeys(_SMALL_WORDS, 0.0)
    lowered = sample.lower()
    for word in _WORD.findall(lowered):
        speakers = _LANGUAGES_OF.get(word, ())
        for language in speakers:
            # A word that many languages share says little of any.
            votes[language] += 1 / len(speakers)
    for language, letters in _LETTERS.items():
        votes[language] += sum(map(lowered.count, letters))
    best = max(votes, key=votes.__getitem__)
    return best if votes[best] >= 1 else None


def primary_tag(language: str | None) -> str | None:
    """ "de" of "de-AT"; None for what is no language tag."""
    tag = (language or "").strip().replace("_", "-").split("-")[0].lower()
    return tag if tag.isalpha() and len(tag) in (2, 3) else None

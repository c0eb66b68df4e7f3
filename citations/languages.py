"""Which language a text is in: by its script, then by its commonest small words."""

from __future__ import annotations

import re

__all__ = ["guess"]

#: This much of a text is looked at.
_SAMPLE = 20_000

_SCRIPTS = (
    ("ja", re.compile(r"[\u3041-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[\u0430-\u044f]")),
    ("el", re.compile(r"[\u03b1-\u03c9]")),
    ("ar", re.compile(r"[\u0621-\u064a]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    ("hi", re.compile(r"[\u0904-\u0939]")),
    ("th", re.compile(r"[\u0e01-\u0e2e]")),
)
# A script that takes this share of a text's letters decides; Japanese needs little kana.
_SHARE = {"ja": 0.08, "uk": 0.01}

_SMALL_WORDS = {
    "en": "the of and to in that is was for with as on by it at from this are were which",
    "de": "der die das und ist nicht von mit dem den ein eine zu auf für im wurde auch sich",
    "fr": "le la les des et est une du dans que pour par qui sur avec au ce pas plus sont",
    "es": "el la los las y es una del que en por con para se su como más fue al lo",
    "it": "il la di che è una per con non sono della del nel gli dei alla si le da anche",
    "pt": "o a os as e é uma do da que em por com para não dos das no na foi mais ao",
    "nl": "de het een van en is dat op te zijn voor met niet die door wordt ook aan bij",
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


def guess(text: str) -> str | None:
    """The primary tag of the language of ``text``, or None if there is too little to tell."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return None
    for language, script in _SCRIPTS:
        count = len(script.findall(sample))
        if count >= letters * _SHARE.get(language, 0.3) and count:
            return language
    return _by_small_words(sample)


def _by_small_words(sample: str) -> str | None:
    votes = dict.fromkeys(_SMALL_WORDS, 0.0)
    lowered = sample.lower()
    for word in re.findall(r"[^\W\d_]+", lowered):
        speakers = _LANGUAGES_OF.get(word, ())
        for language in speakers:
            # A word that many languages share says little of any.
            votes[language] += 1 / len(speakers)
    for language, letters in _LETTERS.items():
        votes[language] += sum(map(lowered.count, letters))
    best = max(votes, key=votes.__getitem__)
    return best if votes[best] >= 1 else None

"""Sentences end where a reader of the language would say they do."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.sentences import ends_sentence, split

# Sentences that stand next to each other, one trap each.
TABLE = [
    ("en", ["Dr. Smith flew to Washington.", "He landed at noon."]),
    ("en", ["The U.S. Army built it in 1951.", "It fell in 1962."]),
    ("en", ["See no. 5 for the details.", "Fig. 3 shows the rest."]),
    ("en", ["J. K. Rowling wrote it.", "A. B. Hall read it."]),
    ("en", ["“Stop!” he said.", "“Why?” she asked."]),
    ("en", ["“The dam will hold,” the mayor said in May.", "It did not."]),
    ("en", ["He called it ‘a door to nowhere’.", "Nobody laughed."]),
    ("en", ["The note read: ‘We are gone.’", "This act was seen by all."]),
    ("en", ["The report (was it read?) Chinese and short lay on the desk.", "So it went."]),
    ("en", ["The book “Where Now? The Future of Rain” sold well.", "It was short."]),
    ("en", ["Sales rose by 3.5 per cent.", "Version 2.0 came later."]),
    ("en", ["They sold pens, paper, etc. to schools.", "Then they closed."]),
    ("en", ["It happened in 2019.", "In 2020 it happened again."]),
    ("en", ["She waited … and waited.", "Then she left…", "He came."]),
    ("en", ["Is it true?", "Yes!", "It is."]),
    ("en", ["He works for Brown & Co. in Leeds.", "The firm is old."]),
    ("en", ["Marlow v. Harbour Board (1987) settled it.", "It held."]),
    ("en", ["See 410 U.S. 512 and 35 L. Ed. 2d 147.", "Both hold."]),
    ("en", ["At 93 S. Ct. 705 (1973) it says so.", "Nobody asked."]),
    ("en", ["He served Henry V.", "It was long ago."]),
    ("en", ["They left the U.S.", "15 came back."]),
    ("de", ["Am 3. März 2020 kam z. B. Dr. Müller.", "Das war gut."]),
    ("de", ["Im 19. Jahrhundert war es anders.", "Die Nr. 5 lebte."]),
    ("de", ["Er schrieb: „Wir gehen nicht.“", "Dann ging er."]),
    ("de", ["„Das stimmt nicht“, sagte sie.", "„Doch“, sagte er."]),
    ("de", ["Sie sprach von einem „Weg ins Nichts“.", "Er schwieg."]),
    ("de", ["Das Haus (erbaut um 1900) gehört u. a. der Stadt.", "Es steht leer."]),
    ("de", ["Es waren ca. 300 Personen, d. h. alle.", "Niemand fehlte."]),
    ("fr", ["M. Dupont a dit : « Bonjour. »", "Puis il est parti."]),
    ("fr", ["« C’est faux », a répondu Mme Roy.", "Elle avait raison."]),
    ("fr", ["Il parle d’un « long hiver ».", "Personne ne rit."]),
    ("fr", ["Où va-t-il ?", "Nulle part !", "Il reste."]),
    ("fr", ["Le bateau mesure env. 30 m.", "Il est neuf."]),
    ("es", ["¿Dónde está el Sr. Gil?", "¡Aquí!", "No se fue."]),
    ("es", ["Dijo: «Nos vamos.»", "Y se fueron."]),
    ("es", ["Habló de un «largo invierno».", "Nadie rió."]),
    ("es", ["La pág. 12 lo dice.", "EE. UU. no respondió."]),
    ("it", ["Il dott. Bruni disse: «Andiamo.»", "E se ne andò."]),
    ("it", ["Cita l’art. 5 della legge.", "La legge è del 1990."]),
    ("it", ["«È falso», rispose la sig.ra Conti.", "Aveva ragione."]),
    ("tr", ["Prof. Dr. Aydın geldi.", "20. yüzyılda köprü yoktu."]),
    ("tr", ["“Gidiyoruz,” dedi.", "Sonra gitti."]),
    ("tr", ["Bunu “uzun bir kış” olarak adlandırdı.", "Kimse gülmedi."]),
    ("ru", ["В 2020 г. завод и т. д. закрыли.", "Это сделал А. С. Громов."]),
    ("ru", ["«Это неправда», — сказала она.", "Он молчал."]),
    ("ru", ["Он назвал это «долгой зимой».", "Никто не смеялся."]),
    ("ru", ["Длина моста 5 км.", "Ширина 10 м."]),
    ("zh", ["他说：“今天好。”", "然后他离开了。", "真的吗？", "是的！"]),
    ("zh", ["价格上涨了3.5%。", "他称之为“漫长的冬天”。"]),
    ("ja", ["「今日は晴れ。」と彼は言った。", "次の文です。", "『本』は良い。"]),
    ("ja", ["価格は３．５％上がった。", "本当か？", "そうだ！"]),
    ("ja", ["波は３．５ｍであった．", "港は閉じた．"]),
    ("ko", ["그는 서울에 갔다.", "그녀는 남았다."]),
    ("ar", ["ذهب إلى المدينة.", "هل عاد؟", "لم يعد."]),
    ("hi", ["वह शहर गया।", "वह लौट आया।"]),
    (None, ["One thing is sure.", "Another is not."]),
]


@pytest.mark.parametrize(("language", "sentences"), TABLE)
def test_neighbours_are_told_apart(language: str | None, sentences: list[str]) -> None:
    """Each sentence of a row comes out whole, none glued to its neighbour."""
    text = ("" if language in ("zh", "ja") else " ").join(sentences)
    assert [text[start:end] for start, end in split(text, language)] == sentences


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It is over.", True),
        ("“It is over.”", True),
        ("« Fini. »", True),
        ("結束。」", True),
        ("Really?", True),
        ("The title of a chapter", False),
        ("such as:", False),
        ("", False),
    ],
)
def test_the_end_of_a_sentence_is_seen_through_quotation_marks(text: str, *, ends: bool) -> None:
    """Marks that close there do not hide the full stop."""
    assert ends_sentence(text) == ends


@given(st.text(max_size=300), st.sampled_from([None, "en", "de", "fr", "ja", "ru"]))
@settings(deadline=None, max_examples=200)
def test_spans_cover_all_but_white_space(text: str, language: str | None) -> None:
    """Spans rise, do not overlap, and leave out nothing but space."""
    spans = split(text, language)
    kept = [index for start, end in spans for index in range(start, end)]
    assert kept == sorted(set(kept))
    left = set(range(len(text))) - set(kept)
    assert all(text[index].isspace() for index in left)


@pytest.mark.parametrize(
    "unit", ["a", ".", "“", "(", "A. ", "1. ", "(a?) ", "“b. ” ", "。", "z. B. ", "『", " »"]
)
def test_time_is_linear_in_hostile_text(unit: str) -> None:
    """100 kB of one pattern is split in well under two seconds."""
    text = unit * (100_000 // len(unit))
    began = time.perf_counter()
    split(text, "de")
    assert time.perf_counter() - began < 2

"""Languages told by script and small words."""

from __future__ import annotations

import pytest

from citations.languages import guess


@pytest.mark.parametrize(
    ("text", "language"),
    [
        # The "s" behind an apostrophe is the commonest word of Czech, and no word of English.
        ("The bridge's engineers disagreed.", "en"),
        ("Kiel’s harbour silts.", None),
        ("He's the river's warden, isn't he?", "en"),
        # "il" and "un" are words of two languages; here they hang on others.
        ("On dit qu'il pleut sur les ponts.", "fr"),
        ("La signora ha detto ch’è stata chiusa nella notte.", "it"),
        ("Seit dem Sommer ruht der Betrieb.", "de"),
        ("Es wurde nach einer Stunde gelöscht.", "de"),
        ("La empresa vende desde hace años sin permiso.", "es"),
        ("O barco foi vendido pela empresa.", "pt"),
        ("S tím se nedá nic dělat, ale je to pravda.", "cs"),
        ("Köprü bu yıl için çok pahalı.", "tr"),
        ("橋は昨年閉鎖された。", "ja"),
        ("1953 – 42 %", None),
    ],
)
def test_a_sentence_is_in_its_language(text: str, language: str | None) -> None:
    """One sentence is enough where it has a few small words, and too little where it has none."""
    assert guess(text) == language

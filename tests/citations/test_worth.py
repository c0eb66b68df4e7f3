"""What a sentence is and how much it matters, by rows of sentences."""

from __future__ import annotations

import time

import pytest

from citations.worth import weigh


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("The port handled 4,120 ships last year.", "en", "statistic"),
        ("Unemployment rose by 3.2 percent.", "en", "statistic"),
        ("He told reporters: “We will not sell the harbour to anyone.”", "en", "quotation"),
        ("The bridge has been described as an eyesore.", "en", "attribution"),
        ("According to Lena Vogt, the ferry was late.", "en", "attribution"),
        ("A caldera refers to a large volcanic crater.", "en", "definition"),
        ("The strike led to a shortage of bread.", "en", "causal"),
        ("Odrin is larger than Poldrin.", "en", "comparison"),
        ("The council approved the plan.", "en", "event"),
        ("On 4 May 2021 the ferry sank.", "en", "event"),
        ("In May 2021 the ferry sank with 62 cars.", "en", "statistic"),
        ("The tower was rebuilt after the fire of 1911.", "en", "historical"),
        ("Die Stadt zählte 12.400 Einwohner.", "de", "statistic"),
        ("Die Brücke gilt vielen als das schönste Bauwerk des Landes.", "de", "attribution"),
        ("Le maire a démissionné après le vote.", "fr", "event"),
        ("Se dice que el puerto está cerrado.", "es", "attribution"),
        ("Si dice che il porto sia chiuso.", "it", "attribution"),
        ("Is the harbour open?", "en", "not_checkable"),
        ("I believe that the harbour should close.", "en", "not_checkable"),
        ("In conclusion, the harbour is a metaphor.", "en", "not_checkable"),
        ("Whether it will work remains to be seen.", "en", "not_checkable"),
        ("Click here for more.", "en", "not_checkable"),
        ("Ich glaube, dass der Hafen schließt.", "de", "not_checkable"),
        ("Je crois que le port est trop petit.", "fr", "not_checkable"),
        ("Malheureusement, le port est vide.", "fr", "fact"),
        ("Sadly, the ferry was arguably too late.", "en", "fact"),
        ("I believe that it sank on 4 May 2021.", "en", "event"),
        ("Related topics", "en", "not_checkable"),
    ],
)
def test_kinds(text: str, language: str, kind: str) -> None:
    """A declarative sentence is a claim of some kind unless nobody could look it up."""
    assert weigh(text, language).kind == kind


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Some critics say the port was sold too cheaply.", "unsourced_attribution"),
        ("It is widely believed that the mayor knew.", "unsourced_attribution"),
        ("The plan has often been seen as a failure.", "unsourced_attribution"),
        ("The plan, with some calling it a failure, went ahead.", "unsourced_aside"),
        ("The mayor may have known.", "hedge"),
        ("The sum came to $2 billion.", "money"),
        ("It opened on 4 May 2021.", "date"),
        ("It was the largest port in the region.", "superlative"),
        ("Thousands of people came to the port.", "quantity"),
        ("Manche sagen, der Hafen sei verkauft.", "unsourced_attribution"),
        ("Certains disent que le port est vendu.", "unsourced_attribution"),
    ],
)
def test_reasons(text: str, reason: str) -> None:
    """What makes a sentence worth checking is named by a code."""
    assert reason in weigh(text).reasons


@pytest.mark.parametrize(
    "text",
    [
        "The COVID-19 wave reached the G7 and the 5G makers.",
        "The B-52 is a bomber of the United States.",
        "The MP3 format is widely supported by players.",
    ],
)
def test_digits_of_names_are_no_figures(text: str) -> None:
    """A digit that belongs to a name makes no statistic."""
    assert "number" not in weigh(text).reasons


def test_figures_and_nameless_sources_are_looked_up_first() -> None:
    """A sentence with a figure or "it is said" outranks any plain statement of fact."""
    first = ["The fund paid 89 million to 14 towns.", "The scheme has been regarded as a success."]
    last = [
        "The scheme was a part of the reform.",
        "The town on the Oder welcomed Anna Karst because the ferry was late.",
        "The reform led to better roads than in Poldrin.",
    ]

    assert min(weigh(text).checkworthiness for text in first) > max(
        weigh(text).checkworthiness for text in last
    )


@pytest.mark.parametrize(
    "text",
    ["", " ", "a" * 100_000, "some " * 20_000, "“" * 50_000, "1," * 50_000, "was also " * 12_000],
)
def test_any_text_is_weighed_quickly(text: str) -> None:
    """No text, however made, takes long."""
    began = time.process_time()

    worth = weigh(text)

    assert 0 <= worth.checkworthiness <= 1
    assert time.process_time() - began < 0.5

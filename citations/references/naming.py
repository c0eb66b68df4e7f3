"""Where the names end and an unquoted title begins: "Ortega, Dry Land (London: Faber, 2018)".

To a model that knows shapes alone, two capitalised words behind a comma are a given name or a
second author. Here they are one only where a sign, an initial or a known given name says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citations import names
from citations.patterns import lazy
from citations.references import lexicon
from citations.references.tagging import Part
from citations.references.zones import covered, find_zones

_NAMES = {"author", "editor"}
#: What a title may have been taken for where none was found.
_MISTAKEN = {"container-title", "publisher", "collection-title"}
_AND = lazy(r"(?:^|\s)(?:and|und|et|y|e|ve|и|&)\s", re.IGNORECASE)
_INITIALS = lazy(r"(?:^|[\s-])[^\W\d_]{1,2}\.|\s[^\W\d_a-z]{1,2}$|^[^\W\d_a-z]{1,2}(?:\s|$)")
_OTHERS = lazy(r"\bet al\b|\bu\. ?a\.|\band others\b|\bи др\b|[(\[]")
#: Given names that many people have, in the languages that the notes are mostly in.
_GIVEN = frozenset(
    """
    aaron adam adrian agnes ahmed aisha alan albert alejandro alessandro alex alexander alexandra
    alexandre alexis alfred ali alice alicia alison amanda amélie amy ana anders andré andrea
    andreas andrew andrés ángel angela angelo anja ann anna anne annette anthony antoine anton
    antonia antonio antónio arne arnold arthur astrid august axel ayşe barbara beatrice beatriz ben
    benjamin benoît bernard bernd bernhard bertrand betty bill birgit björn bob brian brigitte
    bruce bruno camille carl carla carlo carlos carmen carol caroline catherine cécile charles
    charlotte chris christa christian christiane christina christine christoph christopher claire
    clara claude claudia claudio clemens colin cornelia craig cristina daniel daniela daniele
    david deborah denis denise dennis diana diane didier diego dieter dietrich dirk dominic
    dominique donald doris dorothea douglas edgar eduardo edward elena eleanor elias elisabeth
    elizabeth ellen emily emma emmanuel enrico enrique éric eric erich erik ernest ernst esther
    eugene eva evelyn fabio fatma federico felix ferdinand fernando florian francesca francesco
    francis francisco franco frank franz françois françoise fred frederick frédéric friedrich fritz
    gabriel gabriela gabriele gareth gary gavin geoffrey georg george georges gérard gerd gerhard
    gertrud gianni gilbert gilles giorgio giovanni giulia giulio giuseppe gonzalo gordon grace
    greta graham gregor gregory guido guillaume günter günther gustav guy hanna hannah hannes hans
    harald harold harry hartmut hassan heather heike heiner heinrich heinz helen helena helga
    helmut henri henrik henry herbert hermann howard hubert hugh hugo ian ignacio ines inés inge
    ingrid irene iris isabel isabelle jack jacob jacques jakob james jan jane janet jason javier
    jean jeanne jeff jeffrey jens jérôme jessica jill jim joachim joan joana joanna jochen joe
    johan johann johanna johannes john jon jonas jonathan jordi jörg jorge josé josef joseph juan
    judith jules julia julian julie julien jürgen justin jutta karen karin karl karl-heinz kate
    katharina katherine kathrin katja keith kelly ken kenneth kevin kim klaus konrad kurt lars
    laura laurent lawrence lea leo leon leonard lewis linda lisa lorenzo louis louise luc luca
    lucas lucía lucie lucy ludwig luigi luis luís luisa lukas luke lutz lydia manfred manuel manuela
    marc marcel marcello marco marcos marcus margaret margarete margarita maria maría marianne
    marie marina mario marion mark markus marta martha martin martina mary massimo mateo mathieu
    matteo matthew matthias maurice mauro max maximilian megan mehmet melanie michael michel
    michele michelle miguel mike mónica monica monika moritz mustafa nadia nancy natalia natalie
    nathalie neil nelson nicholas nick nicola nicolas nicole niklas nikolaus nils nina nora norbert
    norman oliver olivier oscar oskar otto pablo paola paolo pascal patricia patrick paul paula
    paulo pedro penelope peter petra philip philipp philippe pierre pietro rachel rafael rainer
    ralf ralph ramón raúl raymond rebecca regina reinhard rené renate ricardo riccardo richard rita
    robert roberto robin roger roland rolf roman ronald rosa rosemary roy rudolf ruth ryan sabine
    salvatore sam samuel sandra sara sarah scott sean sebastian sébastien sergio sharon silvia
    simon simone sofia sofía sonja sophia sophie stefan stefania stefano stephan stephanie stéphane
    stephen steve steven stuart susan susanne suzanne sven sylvia sylvie tamara teresa theo theodor
    theresa thérèse thierry thilo thomas tim timothy tobias tom tommaso tony torsten udo ulrich
    ulrike umberto ursula ute uwe valentina valeria vera véronique vicente victor víctor victoria
    vincent vincenzo virginia viktor volker walter wendy werner wilhelm william winston wolfgang
    xavier yannick yves yvonne zeynep александр алексей анатолий андрей анна борис василий виктор
    владимир галина георгий дмитрий евгений екатерина елена иван игорь ирина константин людмила
    мария михаил надежда наталья николай олег ольга павел пётр петр сергей татьяна юрий
    """.split()  # noqa: SIM905
)


def with_title(text: str, parts: Sequence[Part], *, language: str | None = None) -> Sequence[Part]:
    """The parts, with the title apart that the first names' label took in.

    A reference has a title before it has a second author whom nothing marks.
    """
    count = next((at for at, part in enumerate(parts) if part.label not in _NAMES), len(parts))
    if not count:
        return parts
    run = Part(parts[0].label, parts[0].start, parts[count - 1].end)
    behind = list(parts[count:])
    spans = _pieces(text, run)
    if not spans:
        return parts
    if imprint := _imprint(text, spans, behind):
        return [Part(run.label, run.start, spans[-2][1]), Part("title", *spans[-1]), *imprint]
    if any(part.label == "title" for part in behind):
        return _grown(text, parts, spans, behind, language)
    spans, behind = _without_place(text, spans, behind)
    pieces = [text[start:end] for start, end in spans]
    number = _names(pieces)
    if number == len(pieces) and _is_mistaken(text, run.end, behind):
        return [*parts[:count], behind[0]._replace(label="title"), *behind[1:]]
    if number == len(pieces) > 1 and _may_be_title(pieces[-1]):
        number -= 1
    if number == len(pieces):
        return parts
    return [_named(text, run, spans, number), *_titled(text, spans[number:], behind)]


#: "Buenos Aires: Sudamericana"
_HOUSE = lazy(r"(?P<place>[^\W\da-z_][^:,.;]{1,30}):\s(?P<house>[^\W\da-z_][^:,.;]{1,50})")


def _imprint(text: str, spans: list[tuple[int, int]], behind: list[Part]) -> list[Part]:
    """What stands behind names that took the title in, where the title's label took the house."""
    if len(spans) < 2 or len(behind) < 2 or behind[0].label != "title":
        return []
    match = _HOUSE.fullmatch(text, behind[0].start, behind[0].end)
    last = text[slice(*spans[-1])].split()
    housed = any(part.label == "publisher" for part in behind) or behind[1].label != "issued"
    if match is None or housed or len(last) < 3:
        return []
    place, house = match.span("place"), match.span("house")
    return [Part("publisher-place", *place), Part("publisher", *house), *behind[1:]]


def is_inverted(surname: str, given: str) -> bool:
    """Whether two pieces between commas are one name: "Herrera", "Lucía"."""
    return _lone(surname) and _given(given)


def _pieces(text: str, run: Part) -> list[tuple[int, int]]:
    """The spans between the commas of the names' stretch."""
    inside = covered(find_zones(text), len(text))
    cuts = [at for at in range(run.start, run.end) if text[at] == "," and not inside[at]]
    spans = []
    for start, end in zip([run.start, *(at + 1 for at in cuts)], [*cuts, run.end], strict=True):
        while start < end and text[start] == " ":
            start += 1
        if any(map(str.isalnum, text[start:end])):
            spans.append((start, end))
    return spans


def _without_place(
    text: str, spans: list[tuple[int, int]], behind: list[Part]
) -> tuple[list[tuple[int, int]], list[Part]]:
    """The names' spans without a last one that is a place: "Kuru Toprak, İzmir: Press"."""
    if len(spans) < 3 or any(part.label == "publisher-place" for part in behind):
        return spans, behind
    start, end = spans[-1]
    following = text[end : behind[0].start].strip() if behind else ""
    before_house = following == ":" and behind[0].label == "publisher"
    if not before_house and not lexicon.has(text[start:end], "place"):
        return spans, behind
    return spans[:-1], [Part("publisher-place", start, end), *behind]


def _names(pieces: list[str]) -> int:
    """How many of the pieces, from the first, are names."""
    divided = [at for at, piece in enumerate(pieces) if _is_divided(piece)]
    if divided:
        # "Ortega, Maria; Lindner, Hans, Dry Land"
        inverted = _lone(re.split("[;/]", pieces[divided[-1]])[-1])
        return min(len(pieces), divided[-1] + 1 + inverted)
    joined = [at for at, piece in enumerate(pieces) if _AND.search(piece) and _people(piece)]
    if joined == [0] and len(pieces) > 2 and is_given(pieces[1]) and " " not in pieces[1]:
        return 2  # "Ortega y Gasset, José, ..."
    if joined and (joined[-1] < len(pieces) - 1 or _surely(pieces[joined[-1]])):
        return joined[-1] + 1
    if names.is_corporate(pieces[0]):
        return 1
    count = 0
    while count + 1 < len(pieces) and is_inverted(pieces[count], pieces[count + 1]):
        count += 2
    if not count:
        count = 1
        following = pieces[1] if len(pieces) > 1 else ""
        # "Adichie, Chimamanda, ..." and "García Lorca, Federico, ..."
        surname = _lone(pieces[0]) or not is_given(pieces[0])
        if surname and _given(following):
            count = 2
        elif surname and len(pieces) > 2 and _lone(following) and _people(following):
            count = 1 if any(map(_AND.search, pieces[2:])) else 2
    while count < len(pieces) and _surely(pieces[count]):
        count += 1
    return count


def _is_divided(piece: str) -> bool:
    """Whether one name ends within it and another begins: "Maria; Lindner", "Maria/Lindner"."""
    given, stroke, family = piece.partition("/")
    return ";" in piece or bool(stroke and _given(given) and _lone(family))


def _lone(piece: str) -> bool:
    """A surname alone: one word, with particles, hyphens or capitals throughout."""
    words = [word for word in piece.split() if "particle" not in lexicon.kinds_of(word)]
    return len(words) == 1 or (piece.isupper() and len(words) < 4)


def is_given(piece: str) -> bool:
    """Whether a piece begins with a given name that many people have."""
    word = piece.split(maxsplit=1)[0].lower() if piece.strip() else ""
    return word in _GIVEN or word.partition("-")[0] in _GIVEN


def _given(piece: str) -> bool:
    """A given name that says that it is one."""
    return bool(_INITIALS.search(piece)) or (is_given(piece) and len(piece.split()) < 3)


def _surely(piece: str) -> bool:
    """A whole name, by an initial, a known given name or words such as "et al."."""
    last = _AND.split(piece)[-1]
    named = bool(_INITIALS.search(last)) or (is_given(last) and len(last.split()) > 1)
    return (named or bool(_OTHERS.search(piece))) and _people(piece)


def is_named(piece: str) -> bool:
    """Whether a piece is a whole name in speaking order that says it is one: "Greta Sommer"."""
    return _surely(piece) and is_given(piece)


def _people(piece: str) -> bool:
    return names.looks_like_people(piece)


def _may_be_title(piece: str) -> bool:
    """Whether a piece could be a title: "Smith, Winston Churchill, London: Faber"."""
    marked = _INITIALS.search(piece) or _OTHERS.search(piece) or _AND.search(piece)
    return not marked and len(piece.split()) > 1


def _is_mistaken(text: str, end: int, behind: list[Part]) -> bool:
    """Whether the part behind the names is the title by its place, whatever it looks like."""
    if len(behind) < 2 or behind[0].label not in _MISTAKEN:
        return False
    between = _OTHERS.sub("", re.sub(r"\(.*?\)", "", text[end : behind[0].start]))
    return not any(map(str.isalpha, between))


def _named(text: str, run: Part, spans: list[tuple[int, int]], number: int) -> Part:
    end = spans[number - 1][1]
    editors = names.read_names(text[run.start : end]).role == "editor"
    return Part("editor" if editors else "author", run.start, end)


def _titled(text: str, spans: list[tuple[int, int]], behind: list[Part]) -> list[Part]:
    """The title of the rest of the pieces; a last single word may be the house."""
    start, end = spans[0][0], spans[-1][1]
    housed = any(part.label == "publisher" for part in behind)
    last = text[slice(*spans[-1])]
    if len(spans) > 1 and not housed and _lone(last) and " " in text[slice(*spans[-2])]:
        return [Part("title", start, spans[-2][1]), Part("publisher", *spans[-1]), *behind]
    return [Part("title", start, end), *behind]


def _grown(
    text: str,
    parts: Sequence[Part],
    spans: list[tuple[int, int]],
    behind: list[Part],
    language: str | None,
) -> Sequence[Part]:
    """The parts where names took only the beginning of a title that has a colon or a comma."""
    sign = text[spans[-1][1] : behind[0].start].strip()
    if behind[0].label == "title" and sign == "," and len(spans) == 1:
        return _given_back(text, parts, behind, language)
    pieces = [text[start:end] for start, end in spans]
    number = _names(pieces)
    if behind[0].label != "title" or number == len(pieces) or sign not in {":", ","}:
        return parts
    if sign == ":":
        # "Vogel, Karin: Stille": a colon divides a lone given name, and German names, from it.
        kept = _is_german(language) or not all(map(_may_be_title, pieces[number:]))
    else:
        kept = not (is_given(pieces[0]) and number == 1 and _lone(pieces[-1]))
    if kept:
        return parts
    run = Part(parts[0].label, parts[0].start, spans[-1][1])
    title = Part("title", spans[number][0], behind[0].end)
    return [_named(text, run, spans, number), title, *behind[1:]]


def _given_back(
    text: str, parts: Sequence[Part], behind: list[Part], language: str | None
) -> Sequence[Part]:
    """The parts, with the names before a colon that the title's label took from the authors."""
    title = behind[0]
    held = text[title.start : title.end]
    # "Vargas Llosa, Gabriel. Title" and "Vogel, Karin: Title"
    given, colon, rest = held.partition(". " if _STOPPED.match(held) else ":")
    if not (colon and rest.strip() and given.strip()):
        return parts
    if colon == ". " or _lone(text[parts[0].start : parts[0].end]):
        named = all(is_given(word) or _INITIALS.search(word) for word in given.split())
    else:
        named = _is_german(language) and _surely(given)
    if not named:
        return parts
    start = title.end - len(rest.lstrip())
    people = Part(parts[0].label, parts[0].start, title.start + len(given))
    return [people, title._replace(start=start), *behind[1:]]


#: A given name, with initials, that a full stop ends.
_STOPPED = lazy(r"[^\W\da-z_][\w’'-]{2,}(?:\s[^\W\da-z_][\w’'-]+)?(?<![^\w]\w)\.\s[^\W\da-z_]")


def _is_german(language: str | None) -> bool:
    """Whether a colon is what parts names from a title in the document's language."""
    return (language or "").startswith("de")

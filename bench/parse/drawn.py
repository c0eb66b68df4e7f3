"""A citation style drawn by lot: its choices, and how it writes names, dates and numbers."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from bench.parse import choices
from bench.parse.items import Item

Piece = tuple[str, str]
"""Text with its label; "" for what no field has."""


@dataclass(slots=True)
class Line:
    """A reference while it is written."""

    pieces: list[Piece] = field(default_factory=list)

    def add(self, text: str, label: str = "") -> None:
        """Write on."""
        if text:
            self.pieces.append((text, label))

    @property
    def text(self) -> str:
        """What is written."""
        return "".join(text for text, _ in self.pieces)

    def labels(self) -> list[str]:
        """The label of every character."""
        return [label for text, label in self.pieces for _ in text]


class Drawn:
    """The choices of one style, each made once."""

    def __init__(self, chance: random.Random, language: str) -> None:
        self.chance, self.language = chance, language
        self.asian = language in {"zh", "ja"}
        # What is drawn first may be drawn again below, where the language leaves no choice.
        drawn = {name: chance.choice(table) for name, table in choices.DRAWN.items()}
        for name, by_language in choices.BY_LANGUAGE.items():
            table = by_language.get(language) or by_language["other"]
            drawn[name] = chance.choice(table.split("|"))
        drawn["quotes"] = chance.choice(choices.QUOTES[language])
        drawn["last"] = drawn["last"].replace("and", choices.AND.get(language, "and"))
        if self.asian:
            drawn["between"] = drawn["last"] = chance.choice(("、", "，", "・", ", "))
            drawn["sep"] = chance.choice(("，", "，", ". ", "。", "、", ", "))
        elif drawn["name"] == "F, G" and drawn["turned"] == "all" and drawn["between"] == " / ":
            drawn["between"] = "; "
        self.chosen: dict[str, str] = drawn
        drawn["edited_by"] = drawn["edited_by"].strip() + " "
        drawn["in_word"] += drawn["after_in"]
        drawn["last"] = drawn["last"] or drawn["between"]
        drawn["after_names"] = drawn["after_names"] or drawn["sep"]
        self.most = chance.choice((2, 3, 3, 6, 9))
        likely = choices.LIKELY_IN_ASIA if self.asian else choices.LIKELY
        #: What a style does or does not do.
        self.does = {name for name, share in likely.items() if chance.random() < share}
        if "media" not in self.does:
            drawn["medium"] = ""

    def _behind(self, line: Line, separator: str) -> str:
        """A separator that does not double the full stop of what stands before it."""
        if line.text.endswith((".", "?", "!")) and separator[:1] == ".":
            return (
                separator[1:]
                if line.text.endswith(".") or self.chance.random() < 0.9
                else separator
            )
        return separator

    def _join(self, line: Line, separator: str) -> None:
        """Write a separator in place of one that was written ahead."""
        if line.pieces and not line.pieces[-1][1] and line.text.endswith(" "):
            last, _ = line.pieces.pop()
            line.add(last.rstrip(" .,;:–，。、") if last.strip() != ")" else last.rstrip())
        line.add(self._behind(line, separator))

    def _date(self, work: Item, *, whole: bool = True) -> str:
        parts = work["issued"]["date-parts"][0]
        year = str(parts[0])
        if len(parts) == 1 or not whole:
            return year + (self.chance.choice("ab") if self.chance.random() < 0.04 else "")
        return self._written(parts)

    def _written(self, parts: list[int]) -> str:
        year, month = str(parts[0]), parts[1]
        if self.asian:
            return "".join(f"{part}{sign}" for part, sign in zip(parts, "年月日", strict=False))
        name = choices.MONTHS[self.language].split()[month - 1]
        short = name if self.language != "en" else choices.ABBREVIATED[month - 1]
        if len(parts) == 2:
            return f"{name} {year}" if self.chosen["date"][0] != "Y" else f"{year} {short}"
        made = (
            self.chosen["date"]
            .replace("Y", year)
            .replace("de M", "de \x00")
            .replace("M", "\x00")
            .replace("A", "\x03")
        )
        made = made.replace("d.m", f"{parts[2]:02}.{month:02}").replace(
            "-m-d", f"-{month:02}-{parts[2]:02}"
        )
        made = made.replace(" de \x00 de ", "\x04").replace("d", str(parts[2]))
        return made.replace("\x04", f" de {name} de ").replace("\x00", name).replace("\x03", short)

    def _year_here(self, line: Line, work: Item, form: str) -> None:
        opening, closing = form.split("Y")
        self._join(line, opening)
        line.add(self._date(work), "issued")
        line.add(closing)

    def _names(
        self, line: Line, people: list[dict[str, str]], label: str, *, straight: bool = False
    ) -> None:
        shown = people[: self.most] if len(people) > self.most + 1 else people
        if len(shown) < len(people):
            shown = people[: self.chance.choice((1, self.most))]
        text = ""
        for at, one in enumerate(shown):
            if at:
                text += self.chosen["last"] if at == len(people) - 1 else self.chosen["between"]
            text += self._name(
                one, turned=not straight and (self.chosen["turned"] == "all" or at == 0)
            )
        line.add(text, label)
        if len(shown) < len(people):
            line.add(self.chance.choice(choices.OTHERS.get(self.language, "等").split("|")))

    def _name(self, one: dict[str, str], *, turned: bool) -> str:
        if "literal" in one:
            return one["literal"].upper() if "capitals" in self.does else one["literal"]
        family, given = one["family"], one["given"]
        if "capitals" in self.does:
            family = family.upper()
        if self.asian:
            return family + given
        initials = [part[0] + "." for part in given.replace("-", " ").split()]
        joined = (" " if "spaced" in self.does else "").join(initials)
        if not turned and self.chosen["name"][0] == "F":
            return f"{joined} {family}" if "I" in self.chosen["name"] else f"{given} {family}"
        bare = "".join(part[0] for part in initials)
        return {
            "F, I.": f"{family}, {joined}", "F I": f"{family} {bare}", "I. F": f"{joined} {family}",
            "F, G": f"{family}, {given}", "G F": f"{given} {family}", "F I.": f"{family} {joined}",
            "F. I.": f"{family}, {bare}",
        }[self.chosen["name"]]  # fmt: skip

    def _cased(self, title: str) -> str:
        if self.chosen["case"] != "title" or self.language != "en":
            return title
        return " ".join(
            word[:1].upper() + word[1:] if len(word) > 3 else word for word in title.split(" ")
        )

    def _word(self, table: dict[str, str]) -> str:
        return self.chance.choice(table[self.language].split("|"))

    def _volume(self, line: Line, work: Item) -> None:
        volume, issue = work.get("volume"), work.get("issue")
        form = self.chosen["volume"]
        if not issue or "{i}" not in form:
            form = form.split("{v}")[0] + "{v}"
        elif not volume:
            form = "{I}{i}"
        marks = {"{V}": self._word(choices.VOLUMES), "{I}": self._word(choices.ISSUES)}
        for part in form.replace("{", "\x00{").replace("}", "}\x00").split("\x00"):
            if part == "{v}":
                line.add(volume or "", "volume")
                line.add("卷" if self.asian and marks["{V}"] == "第" and "{V}" in form else "")
            elif part == "{i}":
                line.add(issue or "", "issue")
                line.add("号" if self.asian and marks["{I}"] == "第" and "{I}" in form else "")
            else:
                line.add(marks.get(part, part))

    def _pages(self, line: Line, work: Item, word: str) -> None:
        first, _, last = work["page"].partition("-")
        if "short_pages" in self.does and len(last) == len(first) > 1:
            last = last[-2:]
        line.add(word)
        line.add(f"{first}{self.chosen['dash']}{last}" if last else first, "page")
        line.add("页" if word == "第" else "")

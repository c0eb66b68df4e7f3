"""References in styles drawn by lot, each part labelled as it is written.

CSL styles are many but alike; what a reader meets in real lists is each of these choices in
any combination: where the year stands, how names are turned, what divides the parts.
"""

from __future__ import annotations

from typing import Any

from bench.parse import choices
from bench.parse.drawn import Drawn, Line
from bench.parse.items import Item


class Style(Drawn):
    """One drawn style: ``write`` gives a work as it would print it."""

    def write(self, work: Item) -> Line:
        """The work as this style prints it."""
        line = Line()
        kind = work["type"]
        early = self.chosen["year"] == "early" and "issued" in work
        if "author" in work:
            self._names(line, work["author"], "author")
            self._early(line, work) if early else line.add(
                self._behind(line, self.chosen["after_names"])
            )
        elif "editor" in work and kind == "book":
            self._names(line, work["editor"], "editor")
            line.add(
                f" ({self.chosen['editor_word']})"
                if self.chosen["editor"] != "after"
                else f", {self.chosen['editor_word']}"
            )
            self._early(line, work) if early else line.add(
                self._behind(line, self.chosen["after_names"])
            )
            early = early and "issued" in work
        else:
            early = False
        self._title(line, work)
        if kind == "article-journal":
            self._in_journal(line, work, early=early)
        elif kind in {"article-newspaper", "webpage", "post-weblog"}:
            self._in_paper(line, work, early=early)
        elif kind in {"chapter", "paper-conference"}:
            self._in_book(line, work, early=early)
        else:
            self._alone(line, work, early=early)
        self._addresses(line, work)
        if not line.text.endswith((".", "。", ">")) and "URL" not in work:
            line.add(self.chosen["stop"])
        return line

    def _early(self, line: Line, work: Item) -> None:
        form = self.chosen["year_form"]
        opening, _, closing = form.partition("{}")
        if opening[:1] != ",":
            opening = ("" if line.text.endswith(" ") else " ") + opening
        line.add(opening)
        line.add(self._date(work, whole=self.chance.random() < 0.5), "issued")
        line.add((closing or "") + " ")

    def _title(self, line: Line, work: Item) -> None:
        title = self._cased(work["title"])
        contained = work["type"] not in {"book", "report", "thesis"}
        if "quoted" in self.does and (contained or "books_quoted" in self.does):
            opening, closing = (
                (self.chosen["quotes"][0], self.chosen["quotes"][-1])
                if self.chosen["quotes"] != "``"
                else ("“", "”")
            )
            if "“" in title and opening == "“":
                title = title.replace("“", "‘").replace("”", "’")
            gap = " " if self.chosen["quotes"] == "« »" else ""
            line.add(opening + gap)
            line.add(title, "title")
            if (
                "comma_inside" in self.does
                and self.chosen["sep"][0] in ",."
                and title[-1] not in "?!"
                and opening in "“‘\"'"
            ):
                line.add(self.chosen["sep"][0] + closing + " ")
                return
            line.add(gap + closing)
        else:
            line.add(title, "title")
        if work["type"] == "book" and "volume" in work:
            line.add(self.chosen["sep"] if not line.text.endswith("?") else " ")
            line.add(choices.VOLUMES[self.language].split("|")[0])
            line.add(work["volume"], "volume")
        if "edition" in work:
            edition = self.chance.choice(choices.EDITION[self.language].split("|")).format(
                n=work["edition"]
            )
            form = self.chance.choice((" ({})", ". {}", ", {}"))
            opening, closing = form.split("{}")
            line.add(self._behind(line, opening))
            line.add(edition, "edition")
            line.add(closing)
        if self.chosen["medium"] and "URL" in work and "late_medium" not in self.does:
            line.add(" ")
            line.add(self.chosen["medium"], "medium")
        line.add(self._behind(line, self.chosen["sep"]))

    def _medium(self, line: Line, work: Item) -> None:
        if self.chosen["medium"] and "URL" in work and "late_medium" in self.does:
            line.add(" ")
            line.add(self.chosen["medium"], "medium")

    def _in_journal(self, line: Line, work: Item, *, early: bool) -> None:
        line.add(self.chosen["journal_in"])
        journal = work["container-title"]
        if "lawyers" in self.does and {"volume", "page"} <= work.keys():
            self._as_lawyers_do(line, work, early=early)
            return
        if "short_journal" in self.does and " " in journal and not self.asian:
            dot = self.chance.choice((".", ""))
            journal = " ".join(
                word[: self.chance.choice((3, 4, 5))] + dot if len(word) > 5 else word
                for word in journal.split()
                if word not in {"of", "and", "the", "für", "de"}
            )
        line.add(journal, "container-title")
        self._medium(line, work)
        dated = early or "issued" not in work
        year = "" if dated else self.chosen["journal_year"]
        if year == "Y;":
            line.add(self._behind(line, ". ") if not line.text.endswith(".") else " ")
            line.add(self._date(work), "issued")
            line.add(self.chance.choice((";", "; ", ";")))
        elif year in {". Y", ", Y", "; Y", " Y"} and self.chance.random() < 0.5:
            line.add(self._behind(line, year[:-1]))
            line.add(self._date(work), "issued")
            year = ""
        if "volume" in work or "issue" in work:
            line.add(
                ""
                if line.text.endswith((" ", ";"))
                else self._behind(line, self.chosen["before_volume"])
            )
            self._volume(line, work)
        if year and year not in {"Y;", "end"}:
            self._year_here(line, work, year)
        if "page" in work:
            line.add(self._behind(line, self.chosen["before_pages"]))
            self._pages(line, work, (self.chosen["pages"] if "journal_pages" in self.does else ""))
        if year == "end":
            self._year_here(line, work, self.chance.choice((" (Y)", ", Y", ", Y")))

    def _as_lawyers_do(self, line: Line, work: Item, *, early: bool) -> None:
        """``(2019) 12 Coast Review 45``, ``12 Coast Review 45 (2019)``."""
        first = not early and "issued" in work and self.chance.random() < 0.6
        if first:
            line.add("(")
            line.add(self._date(work, whole=False), "issued")
            line.add(") ")
        line.add(work["volume"], "volume")
        if "issue" in work and self.chance.random() < 0.4:
            line.add("(")
            line.add(work["issue"], "issue")
            line.add(")")
        line.add(" ")
        line.add(work["container-title"], "container-title")
        line.add(" ")
        line.add(work["page"].partition("-")[0], "page")
        if not first and not early and "issued" in work:
            self._year_here(line, work, " (Y)")

    def _in_paper(self, line: Line, work: Item, *, early: bool) -> None:
        if "container-title" in work:
            line.add(
                self.chosen["journal_in"]
                if self.chosen["journal_in"].strip() in {"in:", "In:", ""}
                else ""
            )
            line.add(work["container-title"], "container-title")
            self._medium(line, work)
        else:
            last = line.pieces.pop()
            if last[1]:
                line.pieces.append(last)
        if not early and "issued" in work:
            self._year_here(
                line, work, self.chance.choice((", Y", ", Y", " (Y)", ". Y", "; Y", ", Y"))
            )
        if "page" in work:
            line.add(self._behind(line, self.chance.choice((", ", ", ", ". ", ": ", " "))))
            self._pages(line, work, self.chosen["pages"] if self.chance.random() < 0.7 else "")

    def _in_book(self, line: Line, work: Item, *, early: bool) -> None:
        asian = self.chance.choice(("", "In: ", "载："))
        line.add(asian if self.asian else self.chosen["in_word"])
        editors, place = work.get("editor"), self.chosen["editor"]
        if editors and place in {"before", "bracket"}:
            self._editors_before(line, editors)
        line.add(self._cased(work["container-title"]), "container-title")
        if editors and place == "after":
            self._edited_by(line, editors)
        if editors and place == "behind":
            self._join(line, self.chance.choice((". ", ", ", " (", "; ")))
            closing = ")" if line.text.endswith("(") else ""
            self._names(line, editors, "editor", straight=self.chance.random() < 0.6)
            line.add(f", {self.chosen['editor_word']}{closing}")
        pages = self.chosen["chapter_pages"] if "page" in work else ""
        if pages in {"bracket", "after title", "before house"}:
            line.add(" (" if pages == "bracket" else ", ")
            self._pages(line, work, self.chosen["pages"])
            line.add(")" if pages == "bracket" else "")
        self._series(line, work)
        self._house(line, work, early=early)
        if pages == "end":
            line.add(self._behind(line, self.chance.choice((", ", ". ", ": ", ", "))))
            self._pages(line, work, self.chosen["pages"])

    def _editors_before(self, line: Line, editors: list[dict[str, str]]) -> None:
        """``Quill, A. (ed.), ``: names, what they are, a separator."""
        self._names(line, editors, "editor", straight=self.chance.random() < 0.6)
        form = self.chance.choice((" ({})", " ({}),", ", {}", " ({}):", " [{}].", ", {}."))
        line.add(form.format(self.chosen["editor_word"]).replace("..", "."))
        line.add(" " if line.text[-1] in ",.:" else self.chance.choice((" ", ", ", ": ")))

    def _edited_by(self, line: Line, editors: list[dict[str, str]]) -> None:
        """``, edited by A. Quill``."""
        opening, closing = self.chance.choice(((", ", ""), (" (", ")"), (". ", ""), (" / ", "")))
        words = self.chosen["edited_by"]
        line.add(self._behind(line, opening))
        line.add(words.capitalize() if opening == ". " else words)
        self._names(line, editors, "editor", straight=self.chance.random() < 0.7)
        line.add(closing)

    def _series(self, line: Line, work: Item) -> None:
        if "collection-title" in work:
            opening, closing = self.chance.choice(
                ((" (", ")"), (". ", ""), (", ", ""), (" [", "]"))
            )
            line.add(self._behind(line, opening))
            line.add(work["collection-title"], "collection-title")
            if "collection-number" in work:
                line.add(
                    self.chance.choice((" ", "; ", ", ", ", vol. ")) + work["collection-number"]
                )
            line.add(closing)

    def _house(self, line: Line, work: Item, *, early: bool) -> None:
        house, place = work.get("publisher"), work.get("publisher-place")
        dated = early or "issued" not in work
        if not house and not place:
            if not dated:
                self._year_here(line, work, self.chance.choice((", Y", " (Y)", ". Y")))
            return
        form = self.chosen["publisher"]
        written = dated
        bracket = form[0] == "("
        order = form.strip("()").replace(" ", "")
        if not house:
            order = "P"
        elif not place:
            order = "H"
        self._join(line, " (" if bracket else self.chance.choice((self.chosen["sep"], ". ", ", ")))
        middle = ": " if ":" in order else " – " if "–" in order else ", "
        if form == "P : H":
            middle = " : "
        names = [sign for sign in order if sign in "PH"]
        for at, sign in enumerate(names):
            line.add(middle if at else "")
            line.add(
                (place if sign == "P" else house) or "",
                "publisher-place" if sign == "P" else "publisher",
            )
        if not written and "Y" in form:
            self._year_here(line, work, "; Y" if ";" in form else " Y" if form == "P Y" else ", Y")
            written = True
        line.add(")" if bracket else "")
        if not written:
            self._year_here(line, work, self.chance.choice((", Y", " (Y)", ", Y", ". Y")))

    def _alone(self, line: Line, work: Item, *, early: bool) -> None:
        if "editor" in work and "author" in work:
            line.add(self.chosen["edited_by"])
            self._names(line, work["editor"], "editor", straight=True)
            line.add(". ")
        if "genre" in work:
            self._genre(line, work)
        self._series_here(line, work)
        self._house(line, work, early=early)

    def _series_here(self, line: Line, work: Item) -> None:
        if "collection-title" in work:
            self._join(line, "")
            self._series(line, work)

    def _genre(self, line: Line, work: Item) -> None:
        opening, closing = self.chosen["genre"].split("{g}")
        self._join(line, opening)
        line.add(work["genre"], "genre")
        if "number" in work:
            line.add(self.chance.choice((" ", " No. ", ", no. ", " ", " Nr. ")))
            line.add(work["number"], "number")
        line.add(closing)

    def _addresses(self, line: Line, work: Item) -> None:
        if "DOI" in work and self.chance.random() < 0.8:
            self._join(line, self.chance.choice((". ", ", ", " ", ". ")))
            line.add(self.chosen["doi"].format(work["DOI"]))
        if "URL" in work:
            before = self.chance.random() < 0.3
            accessed = self._accessed(work)
            self._join(line, self.chance.choice((". ", ", ", " ", ". ")))
            line.add(accessed + " " if before and accessed else "")
            closing = ">" if self.chosen["online"].endswith("<") else ""
            line.add(f"{self.chosen['online']}{work['URL']}{closing}")
            line.add(f" {accessed}" if accessed and not before else "")

    def _accessed(self, work: Item) -> str:
        if "accessed" not in work:
            return ""
        parts: Any = work["accessed"]["date-parts"][0]
        return self.chosen["accessed"].format(self._written(parts))

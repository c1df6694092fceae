"""Generate a project of any size: texts, evidence, figures, chapters. The same seed gives the same project."""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
SYLLABLES = (
    "ba be bi bo da de di do fa fe ga go ka ke ki la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se ta te"
)
TEXTS = "bib/texts"
WORKS = "bib/works.bib"
STATEMENTS = 20
"""Sentences of a chapter."""
BARS = 8
"""Rows that a chart shows."""

BRIEF = r"""\documentclass[11pt,oneside]{report}
\usepackage{reportgen}
\input{setup}
\begin{document}
\BLOCK{ for chapter in chapters }
\chapter{\VAR{ chapter.title }}
\VAR{ chapter.body }
\BLOCK{ endfor }
\VAR{ evidence_annex() }
\VAR{ bibliography() }
\end{document}
"""


_NO_CLAIM = {"claim": False, "claimReason": "made up for the measurement"}


@dataclass(frozen=True)
class Size:
    """How large a project is: evidence rows, words of text in all, statements, rows of data, and sources.

    ``works`` are further entries of the bibliography, of which the first ``cited`` are cited through evidence
    (a work for each statement at most); the rows of data are shown by ``tables``, some of them by ``charts``.
    """

    evidence: int = 10_000
    words: int = 1_000_000
    statements: int = 5_000
    rows: int = 10_000
    sources: int = 10
    works: int = 0
    cited: int = 0
    tables: int = 0
    charts: int = 0

    def times(self, factor: int) -> Size:
        """Return a size so many times as large, of as many sources."""
        grown = {name: getattr(self, name) * factor for name in self.__dataclass_fields__ if name != "sources"}
        return Size(**{**grown, "sources": self.sources})


@dataclass(frozen=True)
class Planted:
    """A number that stands in a paragraph of a text, and a quotation that pins the paragraph."""

    source: str
    section: str
    quote: str
    value: str
    year: int


def write_project(folder: Path, size: Size, seed: int = 1) -> None:
    """Write a project with its texts, where reportgen looks for them, into an empty folder."""
    chance = random.Random(seed)
    words = sorted({"".join(chance.choices(SYLLABLES.split(), k=chance.randint(2, 4))) for _ in range(6000)})
    for name in ("data", "bib", "templates/chapters", TEXTS):
        (folder / name).mkdir(parents=True, exist_ok=True)
    planted = [p for n in range(size.sources) for p in _text(folder, n, size, words, chance)]
    _bibliography(folder, size, words, chance)
    _evidence(folder, planted, size)
    _data(folder, planted, size, words)
    chapters = max(1, size.statements // STATEMENTS)
    _templates(folder, planted, size, chapters)
    _settings(folder, size, chapters)


def _text(folder: Path, number: int, size: Size, words: list[str], chance: random.Random) -> Iterator[Planted]:
    """Write one source in sections of paragraphs of about 100 words, each with a planted number."""
    paragraphs = max(1, size.evidence // size.sources)
    length = max(20, size.words // size.sources // paragraphs)
    lines: list[str] = []
    for index in range(paragraphs):
        section = index // 25 + 1
        if index % 25 == 0:
            lines += ["", f"{section}. Section {chance.choice(words)} {chance.choice(words)}", ""]
        body = chance.choices(words, k=length)
        value, year = f"{chance.randint(1, 999)}.{chance.randint(1, 9)}", chance.randint(1900, 2020)
        at = chance.randint(5, len(body) - 10)
        body[at:at] = ["reached", f"${value}", "billion", "in", str(year)]
        quote = " ".join(body[at - 3 : at + 5])
        text = " ".join(body).capitalize() + "."
        lines += [*_wrapped(text), ""]
        yield Planted(f"source{number}", str(section), quote, value, year)
    (folder / TEXTS / f"source{number}.txt").write_text("\n".join(lines), "utf-8")


def _wrapped(text: str) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if len(line) + len(word) > 90:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def _bibliography(folder: Path, size: Size, words: list[str], chance: random.Random) -> None:
    entries = (
        f"@book{{source{n},\n  author = {{Writer, W.}},\n  title = {{Volume {n}}},\n  publisher = {{Press}},\n"
        f"  langid = {{english}},\n  date = {{{1990 + n % 30}}},\n  file = {{source{n}.txt}},\n}}\n"
        for n in range(size.sources)
    )
    (folder / "bib/sources.bib").write_text("\n".join(entries), "utf-8")
    works = "\n".join(_work(n, words, chance) for n in range(size.works))
    (folder / WORKS).write_text(works or "% Works that the sources cite.\n", "utf-8")


def _work(number: int, words: list[str], chance: random.Random) -> str:
    """Write an entry as reference managers export it: two authors, accents, braces, numbers and an address.

    No two authors share a family name; docs/performance.md says what becomes of it where they do.
    """
    own = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    first, second, given, *rest = (word.capitalize() for word in chance.choices(words, k=10))
    first, second = first + own, second + own
    kind, where = (("article", "journaltitle"), ("incollection", "booktitle"), ("report", "institution"))[number % 3]
    type_ = "  type = {Working Paper},\n" if kind == "report" else ""
    title, holder = f"{rest[0]} of {{{rest[1]}}} and {rest[2]} \\'{{e}} {number}", f"{rest[3]} \\& {rest[4]}"
    return (
        f'@{kind}{{work{number},\n  author = {{{first}{{\\"o}}, {given} and {second}, {rest[5]} {rest[6][0]}.}},\n'
        f"  title = {{{title}}},\n  {where} = {{{holder}}},\n{type_}"
        f"  date = {{{1950 + number % 70}}},\n  pages = {{{number % 300 + 1}--{number % 300 + 9}}},\n"
        f"  url = {{https://example.org/{number}}},\n}}\n"
    )


def _evidence(folder: Path, planted: list[Planted], size: Size) -> None:
    with (folder / "bib/evidence.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["id", "source", "section", "footnote", "quote", "via", "note"])
        for n, p in enumerate(planted):
            via = f"work{n}" if n < min(size.cited, size.works) else ""
            rows.writerow([f"e{n}", p.source, p.section, "", p.quote, via, ""])


def _data(folder: Path, planted: list[Planted], size: Size, words: list[str]) -> None:
    columns = ["id", "part", "measure", "date", "value", "unit", "scale", "qualifier", "evidence"]
    with (folder / "data/figures.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(columns)
        for n in range(size.rows):
            p = planted[n % len(planted)]
            measure = f"{words[n % len(words)]} {words[n * 7 % len(words)]}"
            part = f"p{n % max(1, size.tables)}"
            rows.writerow([f"f{n}", part, measure, p.year, p.value, "USD", "1e9", "", f"e{n % len(planted)}"])
    names: dict[str, dict[str, object]] = {
        "date": {"rdfType": EDTF},
        "value": {"type": "number"},
        "scale": {"type": "number", **_NO_CLAIM},
    }
    names |= {"evidence": {"type": "list", "delimiter": ";"}, "measure": _NO_CLAIM, "part": _NO_CLAIM}
    fields = [{"name": c, "type": "string", **names.get(c, {})} for c in columns]
    schema = {"fields": fields, "primaryKey": ["id"]}
    package = {"name": "generated", "resources": [{"name": "figures", "path": "figures.csv", "schema": schema}]}
    (folder / "data/datapackage.json").write_text(json.dumps(package, indent=1), "utf-8")


def _templates(folder: Path, planted: list[Planted], size: Size, chapters: int) -> None:
    for chapter in range(chapters):
        lines = []
        for n in range(chapter, size.statements, chapters):
            name = n % min(len(planted), size.rows)
            call = rf'\VAR{{ figure("f{name}") }} in \VAR{{ year("f{name}") }}\VAR{{ cite("e{name}") }}.'
            lines.append(f"The amount came to {call}" + ("\n" if n % 5 == 0 else ""))
        lines += [rf'\VAR{{ chart("chart{n}") }}' + "\n" for n in range(chapter, size.charts, chapters)]
        lines += [rf'\VAR{{ table("table{n}") }}' + "\n" for n in range(chapter, size.tables, chapters)]
        (folder / f"templates/chapters/c{chapter}.tex.j2").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "templates/brief.tex.j2").write_text(BRIEF, "utf-8")


def _settings(folder: Path, size: Size, chapters: int) -> None:
    listed = "".join(
        f'\n[[chapters]]\nid = "c{n}"\ntitle = "Chapter"\ntemplate = "templates/chapters/c{n}.tex.j2"\n'
        for n in range(chapters)
    )
    tables = "".join(
        f'\n[exhibits.table{n}]\nkind = "table"\ntitle = "Amounts"\ntable = "figures"\nwhere = {{ part = "p{n}" }}\n'
        'columns = ["measure", "date", "quantity", "source"]\n'
        for n in range(size.tables)
    )
    charts = "".join(
        f'\n[exhibits.chart{n}]\nkind = "bars"\ntitle = "Amounts"\ntable = "figures"\nheight = 60\n'
        f"where = {{ id = {json.dumps(_shown(n, size))} }}\n"
        'columns = { label = "measure", value = "value" }\noptions = { unit = "billion US dollars" }\n'
        for n in range(size.charts)
    )
    head = (
        'title = "Generated"\nauthors = ["Nobody"]\ndate = "2020-01-01"\n'
        f'bibliography = ["bib/sources.bib", "{WORKS}"]\n'
    )
    units = '\n[units]\nUSD = { prefix = "$" }\n'
    (folder / "report.toml").write_text(head + listed + units + tables + charts, "utf-8")


def _shown(chart: int, size: Size) -> list[str]:
    return [f"f{(chart * BARS + n) % size.rows}" for n in range(min(BARS, size.rows))]


def main() -> None:
    """Write a project of the size asked for."""
    parser = argparse.ArgumentParser(description="Generate a project.")
    parser.add_argument("folder", type=Path)
    for name in Size.__dataclass_fields__:
        parser.add_argument(f"--{name}", type=int, default=getattr(Size(), name))
    options = vars(parser.parse_args())
    write_project(options.pop("folder"), Size(**options))


if __name__ == "__main__":
    main()

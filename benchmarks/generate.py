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


@dataclass(frozen=True)
class Size:
    """How large a project is: evidence rows, words of text in all, statements, rows of data, and sources."""

    evidence: int = 10_000
    words: int = 1_000_000
    statements: int = 5_000
    rows: int = 10_000
    sources: int = 10


@dataclass(frozen=True)
class Planted:
    """A number that stands in a paragraph of a text, and a quotation that pins the paragraph."""

    source: str
    section: str
    quote: str
    value: str
    year: int


def write_project(folder: Path, size: Size, seed: int = 1) -> None:
    """Write a project with its texts (``texts/``) into an empty folder."""
    chance = random.Random(seed)
    words = sorted({"".join(chance.choices(SYLLABLES.split(), k=chance.randint(2, 4))) for _ in range(6000)})
    for name in ("data", "bib", "templates/chapters", "texts"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    planted = [p for n in range(size.sources) for p in _text(folder, n, size, words, chance)]
    _bibliography(folder, size)
    _data(folder, planted, size)
    chapters = max(1, size.statements // 100)
    _templates(folder, planted, size, chapters)
    _settings(folder, chapters)


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
    (folder / "texts" / f"source{number}.txt").write_text("\n".join(lines), "utf-8")


def _wrapped(text: str) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if len(line) + len(word) > 90:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def _bibliography(folder: Path, size: Size) -> None:
    entries = (
        f"@book{{source{n},\n  author = {{Writer, W.}},\n  title = {{Volume {n}}},\n  publisher = {{Press}},\n"
        f"  date = {{{1990 + n % 30}}},\n  file = {{source{n}.txt}},\n}}\n"
        for n in range(size.sources)
    )
    (folder / "bib/sources.bib").write_text("\n".join(entries), "utf-8")


def _data(folder: Path, planted: list[Planted], size: Size) -> None:
    with (folder / "bib/evidence.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["id", "source", "section", "footnote", "quote", "via", "note"])
        rows.writerows([f"e{n}", p.source, p.section, "", p.quote, "", ""] for n, p in enumerate(planted))
    with (folder / "data/figures.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["id", "measure", "date", "value", "unit", "scale", "qualifier", "evidence"])
        for n in range(size.rows):
            p = planted[n % len(planted)]
            rows.writerow([f"f{n}", "amount", p.year, p.value, "USD", "1e9", "", f"e{n % len(planted)}"])
    names = {"date": {"rdfType": EDTF}, "value": {"type": "number"}, "scale": {"type": "number", "claim": False}}
    names |= {"evidence": {"type": "list", "delimiter": ";"}, "measure": {"claim": False}}
    columns = ["id", "measure", "date", "value", "unit", "scale", "qualifier", "evidence"]
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
        (folder / f"templates/chapters/c{chapter}.tex.j2").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "templates/brief.tex.j2").write_text(BRIEF, "utf-8")


def _settings(folder: Path, chapters: int) -> None:
    listed = "".join(
        f'\n[[chapters]]\nid = "c{n}"\ntitle = "Chapter"\ntemplate = "templates/chapters/c{n}.tex.j2"\n'
        for n in range(chapters)
    )
    head = 'title = "Generated"\nauthors = ["Nobody"]\ndate = "2020-01-01"\n'
    (folder / "report.toml").write_text(head + listed + '\n[units]\nUSD = { prefix = "$" }\n', "utf-8")


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

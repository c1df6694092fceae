"""A project in which every way that a text can take to the page carries hostile strings between marks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from reportgen.findings.model import Diagnostic
from reportgen.findings.rules import FIRM, RULES

WAYS: Mapping[str, str] = {
    "C": "cell of a table",
    "P": "cell in a sentence",
    "G": "heading of a group",
    "H": "column title of the data package",
    "T": "title of an exhibit",
    "N": "note of an exhibit",
    "A": "description of a chart",
    "L": "label in a chart",
    "B": "title in the bibliography",
    "U": "author in the bibliography",
    "O": "note in the bibliography",
    "Q": "quotation of evidence",
    "E": "note of evidence",
    "S": "section of evidence",
    "K": "title of a chapter and bookmark",
    "M": "metadata of the PDF",
}
"""Ways of a text, by the letter in its marks."""

SHARED = "HMA"
"""Ways on which several strings stand in one line."""

IGNORED = ("STM", "NUM", "EVI", "CON", "BUN")
_BRIEF = r"""\documentclass[11pt,oneside]{report}
\usepackage{reportgen}
\input{setup}
\begin{document}
\BLOCK{ for chapter in chapters }
\chapter{\VAR{ chapter.title }}
\VAR{ chapter.body }
\BLOCK{ endfor }
\unnumberedchapter{Evidence}{Evidence}
\VAR{ evidence_annex() }
\unnumberedchapter{Bibliography}{Bibliography}
\VAR{ bibliography() }
\end{document}
"""
_LATEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_LATEX |= {c: f"\\{c}" for c in "$&#%_"} | {"`": r"\textasciigrave{}", "'": r"\textquotesingle{}", "-": "{-}"}
_LATEX |= {'"': r"\textquotedbl{}"}


@dataclass(frozen=True)
class Case:
    """A string (by number) on one of the ways."""

    way: str
    number: int
    text: str

    @property
    def marked(self) -> str:
        """The string between its marks."""
        return f"Q{self.way}{self.number}Z{self.text}Q{self.number}{self.way}Z"


@dataclass(frozen=True)
class Written:
    """A project on disk: at which (file, line, column) each case stands; column 0 stands for any."""

    folder: Path
    places: Mapping[Case, tuple[str, int, int]]

    def named(self, case: Case, findings: Sequence[Diagnostic]) -> bool:
        """Tell whether a finding names the place of a case."""
        path, line, column = self.places[case]
        here = [f for f in findings if (f.location.path, f.location.line) == (path, line)]
        if case.way in SHARED:
            return any(f"U+{ord(c):04X} " in f.message + " " for f in here for c in normalize("NFC", case.text))
        return any(f.location.column in (column, 0) for f in here)


def toml_string(text: str) -> str:
    """Return a TOML basic string; every character that is not ASCII is written out."""
    return (
        '"'
        + "".join(c if c.isascii() and c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text)
        + '"'
    )


def latex_source(text: str) -> str:
    """Return a text as a careful author writes it in a BibTeX field."""
    return "".join(_LATEX.get(c, c) for c in text)


class _Maker:
    def __init__(self, folder: Path, cases: Sequence[Case], engine: str) -> None:
        self.folder, self.engine = folder, engine
        self.by_way = {way: [c for c in cases if c.way == way] for way in WAYS}
        self.places: dict[Case, tuple[str, int, int]] = {}
        self.toml: list[str] = []

    def write(self) -> Written:
        for name in ("data", "bib", "templates"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        (self.folder / "templates/brief.tex.j2").write_text(_BRIEF)
        self._csv("data/plain.csv", ["id", "text", "group"], self._plain())
        self._csv(
            "data/labels.csv",
            ["id", "label", "value"],
            [(c, [f"l{c.number}", c.marked, "1"], 2) for c in self.by_way["L"]] or [(None, ["l", "x", "1"], 2)],
        )
        self._columns()
        self._evidence()
        self._settings()
        (self.folder / "data/datapackage.json").write_text(json.dumps(self.package, indent=1))
        (self.folder / "report.toml").write_text("\n".join(self.toml) + "\n", "utf-8")
        return Written(self.folder, self.places)

    def _plain(self) -> list[tuple[Case | None, list[str], int]]:
        rows: list[tuple[Case | None, list[str], int]] = [(None, ["plain", "plain", ""], 0)]
        rows += [(c, [f"c{c.number}", c.marked, "cells"], 2) for c in self.by_way["C"]]
        rows += [(c, [f"p{c.number}", c.marked, "prose"], 2) for c in self.by_way["P"]]
        rows += [(c, [f"g{c.number}", "x", c.marked], 3) for c in self.by_way["G"]]
        return rows

    def _csv(self, path: str, header: list[str], rows: Sequence[tuple[Case | None, list[str], int]]) -> None:
        with (self.folder / path).open("w", encoding="utf-8", newline="") as file:
            file.write(",".join(header) + "\r\n")
            line = 2
            for case, cells, column in rows:
                if case is not None:
                    self.places[case] = (path, line, column)
                text = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\r\n"
                file.write(text)
                # As csv counts: every line break inside a cell ends a line.
                line += len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1

    def _columns(self) -> None:
        wide = [{"name": f"h{c.number}", "type": "string", "title": c.marked} for c in self.by_way["H"]]
        self._csv("data/wide.csv", ["id", *(f["name"] for f in wide)], [(None, ["w", *("x" for _ in wide)], 0)])
        for case in self.by_way["H"]:
            self.places[case] = ("data/datapackage.json", 0, 0)
        labels = [*_fields("id", "label"), {"name": "value", "type": "number"}]
        tables = {"plain": _fields("id", "text", "group"), "labels": labels, "wide": [*_fields("id"), *wide]}
        self.package = {
            "name": "fuzz",
            "resources": [
                {"name": name, "path": f"{name}.csv", "title": name, "schema": {"fields": columns}}
                for name, columns in tables.items()
            ],
        }

    def _evidence(self) -> None:
        works: dict[int, None] = {c.number: None for way in "BUOQES" for c in self.by_way[way]} or {0: None}
        rows: list[tuple[Case | None, list[str], int]] = []
        for way, column in (("Q", 4), ("E", 5), ("S", 3)):
            for case in self.by_way[way]:
                cells = [f"e{way}{case.number}", f"w{case.number}", "sect", "some words", ""]
                cells[column - 1] = case.marked
                rows.append((case, cells, column))
        rows += [(None, [f"e{n}", f"w{n}", "sect", "some words", ""], 0) for n in works]
        self._csv("bib/evidence.csv", ["id", "source", "section", "quote", "note"], rows)
        self.cited = [cells[0] for _, cells, _ in rows]
        given = {way: {c.number: c for c in self.by_way[way]} for way in "BUO"}
        lines: list[str] = []
        for number in works:
            start = len(lines) + 1
            lines.append(f"@book{{w{number},")
            for way, field in (("B", "title"), ("U", "author"), ("O", "note")):
                found = given[way].get(number)
                text = latex_source(found.marked) if found else f"{field} {number}"
                text = f"{{{text}}}" if way == "U" else text
                if found:
                    self.places[found] = ("bib/sources.bib", start, 0)
                lines += f"  {field} = {{{text}}},".replace("\r\n", "\n").replace("\r", "\n").split("\n")
            lines += ["  publisher = {Press}, date = {2001}, location = {Town},", "}"]
        (self.folder / "bib/sources.bib").write_text("\n".join(lines) + "\n", "utf-8")

    def _keyed(self, key: str, cases: Sequence[Case]) -> None:
        for case in cases:
            self.places[case] = ("report.toml", len(self.toml) + 1, 0)
        self.toml.append(f"{key} = {toml_string(' '.join(c.marked for c in cases))}")

    def _settings(self) -> None:
        self._head()
        self._chapters()
        self._exhibit("cells", "table", "plain", '["text"]', 'where = { group = "cells" }\noptions = { long = true }')
        self._exhibit("groups", "table", "plain", '["id"]', 'options = { group = "group", long = true }')
        for start in range(0, len(self.by_way["H"]), 3):
            names = [f"h{c.number}" for c in self.by_way["H"][start : start + 3]]
            self._exhibit(
                f"wide{start}",
                "table",
                "wide",
                "[" + ", ".join(f'{{ name = "{n}", width = 0.3 }}' for n in names) + "]",
            )
        for start in range(max(len(self.by_way[w]) for w in "TN")):
            extra = {"title": self.by_way["T"][start : start + 1], "note": self.by_way["N"][start : start + 1]}
            self._exhibit(f"told{start}", "table", "plain", '["text"]', 'where = { id = "plain" }', extra)
        for start in range(0, len(self.by_way["A"]), 30):
            extra = {"alt": self.by_way["A"][start : start + 30]}
            self._chart(f"alt{start}", "l" if not self.by_way["L"] else f"l{self.by_way['L'][0].number}", extra)
        for start in range(0, len(self.by_way["L"]), 12):
            names = [f"l{c.number}" for c in self.by_way["L"][start : start + 12]]
            self._chart(f"chart{start}", names)

    def _head(self) -> None:
        self.toml += ['title = "Fuzz"', 'authors = ["Nobody"]', 'date = "2020-02-29"', f'engine = "{self.engine}"']
        if self.by_way["M"]:
            self._keyed("subject", self.by_way["M"])
        for prefix in IGNORED:
            codes = [code for code in _codes() if code.startswith(prefix)]
            self.rules = getattr(self, "rules", []) + codes

    def _chapters(self) -> None:
        self.exhibits: list[tuple[str, str]] = []
        (self.folder / "templates/empty.tex.j2").write_text("x\n")
        for number, start in enumerate(range(len(self.by_way["K"]))):
            self.toml += ["[[chapters]]", f'id = "k{number}"']
            self._keyed("title", self.by_way["K"][start : start + 1])
            self.toml.append('template = "templates/empty.tex.j2"')
        self.toml += ["[[chapters]]", 'id = "all"', 'title = "All"', 'template = "templates/all.tex.j2"']
        for code in (*self.rules, "EXH013"):
            self.toml += ["[[rules]]", f'code = "{code}"', 'severity = "ignore"', 'reason = "a trial"']

    def _exhibit(
        self,
        name: str,
        kind: str,
        table: str,
        columns: str,
        more: str = "",
        texts: Mapping[str, Sequence[Case]] | None = None,
    ) -> None:
        if kind == "table" and name == "cells" and not self.by_way["C"]:
            return
        self.exhibits.append((kind, name))
        self.toml += [
            f"[exhibits.{name}]",
            f'kind = "{kind}"',
            f'table = "{table}"',
            f"columns = {columns}",
            *more.split("\n"),
        ]
        given = dict(texts or {})
        if not given.get("title"):
            self.toml.append(f'title = "{name}"')
        for key, cases in given.items():
            if cases:
                self._keyed(key, cases)
        self._template()

    def _chart(self, name: str, rows: Sequence[str] | str, texts: Mapping[str, Sequence[Case]] | None = None) -> None:
        where = json.dumps([rows] if isinstance(rows, str) else list(rows))
        height = 20 if isinstance(rows, str) else 210
        self._exhibit(
            name,
            "bars",
            "labels",
            '{ label = "label", value = "value" }',
            f"where = {{ id = {where} }}\nheight = {height}",
            texts,
        )

    def _template(self) -> None:
        lines = [
            r"\BLOCK{ for row in rows('plain', group='prose') }",
            r"\VAR{ value(row.id, 'text') }",
            "",
            r"\BLOCK{ endfor }",
        ]
        lines += [rf"x\VAR{{ cite('{e}') }}." for e in self.cited]
        for kind, name in self.exhibits:
            lines.append(rf"\clearpage\VAR{{ {'table' if kind == 'table' else 'chart'}('{name}') }}")
        (self.folder / "templates/all.tex.j2").write_text("\n".join(lines) + "\n")


def _fields(*names: str) -> list[dict[str, str]]:
    return [{"name": name, "type": "string"} for name in names]


def _codes() -> list[str]:
    return [code for code in RULES if code not in FIRM]


def write(folder: Path, cases: Sequence[Case], engine: str = "auto") -> Written:
    """Write a project that carries the cases."""
    return _Maker(folder, cases, engine).write()

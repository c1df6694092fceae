"""Data that are commands: what a brief is made from, taken for TeX, and TeX without a sandbox."""

from __future__ import annotations

import csv
import json
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from reportgen import pipeline
from reportgen.findings.model import Severity
from reportgen.findings.rules import FIRM, RULES
from reportgen.store.seal import signature
from reportgen.system import sandbox
from reportgen.typeset import environment, preamble, run_pass
from trials.fuzzproject import latex_source

WAIVED = 'code = "TEX017"\nseverity = "ignore"\nreason = "none"'


@pytest.fixture
def unconfined(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A machine that has no sandbox."""
    monkeypatch.setenv(sandbox.VARIABLE, "none")
    sandbox.kind.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    sandbox.kind.cache_clear()


def replace(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), "utf-8")


@pytest.mark.tex
@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_no_engine_that_reads_any_file_is_started_without_a_sandbox(
    rivers: Path, unconfined: pytest.MonkeyPatch, engine: str
) -> None:
    """As where TeX Live 2026 is: it no longer heeds what keeps pdfLaTeX in its folder."""
    unconfined.setattr(environment, "refuses_to_read", lambda: False)
    started: list[object] = []
    unconfined.setattr(run_pass, "run", lambda *command, **_: started.append(command))
    unconfined.setattr(preamble, "run", lambda *command, **_: started.append(command))
    replace(rivers, "report.toml", "[[chapters]]", f'engine = "{engine}"\n[[rules]]\n{WAIVED}\n[[chapters]]')
    built = pipeline.build(rivers, lambda _: None)
    assert built.value is None
    assert {f.code for f in built.findings} & {"TEX017", "PRJ007"}
    assert not started


@pytest.mark.tex
@pytest.mark.parametrize("waived", [False, True])
def test_lualatex_without_a_sandbox_is_refused(rivers: Path, unconfined: pytest.MonkeyPatch, waived: bool) -> None:
    replace(rivers, "data/bridges.csv", "Old Bridge", "Мост")
    if waived:
        with (rivers / "report.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n[[rules]]\n{WAIVED}\n")
    built = pipeline.build(rivers, lambda _: None)
    assert built.value is None
    assert not (rivers / "build/brief.pdf").exists()
    assert not list((rivers / "build").rglob("*.luc"))
    told = [str(f) for f in built.findings if f.code == "TEX017"]
    message = "brief.tex: error TEX017 no-sandbox: the brief needs LuaLaTeX, and nothing here confines it"
    if waived:
        assert "PRJ007" in {f.code for f in built.findings}
        return
    assert told == [message]
    unconfined.setenv(sandbox.VARIABLE, "off")
    built = pipeline.build(rivers, lambda _: None)
    assert built.value is not None, built.findings


@pytest.mark.tex
def test_pdflatex_needs_no_sandbox_where_it_keeps_to_its_own_files(
    rivers: Path, unconfined: pytest.MonkeyPatch
) -> None:
    built = pipeline.build(rivers, lambda _: None)
    if environment.may_start("pdflatex"):
        assert built.value is not None, built.findings
    else:
        # since TeX Live 2026 it reads any file
        assert [f.code for f in built.findings] == ["TEX017"]


# What becomes of it if TeX gets it as it stands: words on the screen, a file, a link that starts a program, a way out
# of every argument. Its letters are parted, so that a text that is merely printed never looks like what it does.
COMMANDS = (
    r"}] \message{LE^^41KED} ^^5cmessage{LE^^41KED} \immediate\openout15=poi^^73oned.txt \directlua{os.exit(7)} "
    r"\href{run:calc}{x} \pdfextension literal{x} \special{x} \csname end\endcsname \input{/etc/passwd} "
    r"$ & # ~ _ ^ % ' ` < > | * [x] = + {"
)
TEMPLATE = r"\VAR{ poisoned() }\BLOCK{ poisoned() }\#{ {{ poisoned() }} {% poisoned %}"
BALANCED = r"\message{LE^^41KED} \href{run:calc}{x} \directlua{os.exit(7)} \url{javascript:x} $ & # ~ ' [x]"
COMMAND = re.compile(
    r"\\(?:message|openout|directlua|special|pdfextension|csname)(?![a-z])|\^\^|\\\w*(?:url|href)\{run:"
)
ADDRESSES = ("run:calc", "javascript:alert(1)", "file:///etc/passwd", "calc.exe", "data:text/html,x", "RUN:calc")
LINKS = ("http:", "https:", "mailto:", "doi:")
RULES_OFF = [
    {"code": code, "severity": "warning", "reason": "a hostile project says so"}
    for code in RULES
    if RULES[code].severity is Severity.ERROR and code not in FIRM
]

Path_ = tuple[str | int, ...]


def leaves(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Yield where texts stand in a value of mappings and lists; of mappings whose keys are names, the keys too."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, number))


def with_leaf(value: Any, path: Path_, text: str) -> Any:
    """Return a value with another text at a path."""
    if not path:
        return text
    changed: Any = dict(value) if isinstance(value, dict) else list(value)
    changed[path[0]] = with_leaf(value[path[0]], path[1:], text)
    return changed


def toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)


@dataclass
class Poisoning:
    """One project, file by file as plain values, that one text after the other is put into."""

    folder: Path
    settings: dict[str, Any]
    package: dict[str, Any]
    tables: dict[str, list[list[str]]]
    works: dict[str, dict[str, str]]
    lock: list[dict[str, Any]]

    def fields(self) -> Iterator[tuple[str, Path_]]:
        """Yield every text of every file."""
        # The severities would be undone; languages and styles are tried elsewhere.
        yield from (("settings", p) for p in leaves(self.settings) if p[0] not in {"rules", "language", "style"})
        # A type that there is not is tried in inputs/test_tables.py.
        yield from (("package", p) for p in leaves(self.package) if p[-1] != "type")
        for table, rows in self.tables.items():
            yield from (("tables", (table, 1, column)) for column in range(len(rows[0])))
        yield from (("works", p) for p in leaves(self.works))
        yield from (("lock", p) for p in leaves(self.lock))

    def put(self, part: str, path: Path_, text: str) -> None:
        setattr(self, part, with_leaf(getattr(self, part), path, text))

    def write(self) -> None:
        """Write all files."""
        text = "".join(f"{key} = {toml(value)}\n" for key, value in self.settings.items())
        (self.folder / "report.toml").write_text(text, "utf-8")
        (self.folder / "data/datapackage.json").write_text(json.dumps(self.package), "utf-8")
        for path, rows in self.tables.items():
            with (self.folder / path).open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows(rows)
        entries = (
            f"@{'book' if key == 'guide' else 'article'}{{{key},\n"
            + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
            + "}\n"
            for key, fields in self.works.items()
        )
        (self.folder / "bib/sources.bib").write_text("".join(entries), "utf-8")
        lines = "".join(json.dumps(line) + "\n" for line in self.lock)
        (self.folder / "bib/evidence.lock").write_text(lines, "utf-8")


@pytest.fixture
def poisoning(rivers: Path) -> Poisoning:
    """The project of the tests with a value for every setting and field that prints something."""
    pipeline.lock(rivers, lambda _: None)
    printed = r"\VAR{ bibliography() }"
    replace(rivers, "templates/brief.tex.j2", printed, printed + r"\VAR{ source_texts() }\VAR{ lock_date() }")
    settings = tomllib.loads((rivers / "report.toml").read_text())
    settings |= {"subject": "s", "keywords": ["k"], "words": {"way": "way", "Note": "Note"}, "rules": RULES_OFF}
    settings |= {"sections": {"Tolls": "T"}, "language": "en-GB", "style": "chicago-author-date"}
    settings["chapters"][0]["short"] = "short"
    for exhibit in settings["exhibits"].values():
        exhibit |= {"note": "note", "alt": "alt"}
    settings["exhibits"]["bridges"]["columns"] = [{"name": "name", "title": "Name"}, "opened", "length"]
    works = {
        "guide": {
            "author": "Bridge, Anna",
            "title": "A Guide to Bridges",
            "shorttitle": "Guide",
            "publisher": "Press",
            "date": "2005",
            "file": "guide.txt",
            "note": "A note",
            "url": "https://example.org/a",
            "doi": "10.1/x",
            "location": "Here",
            "edition": "2",
            "series": "Series",
            "isbn": "1",
            "urldate": "2020-01-01",
            "editor": "Pier, Otto",
            "pages": "1-2",
            "langid": "english",
            "keywords": "k",
            "abstract": "a",
        },
        "survey": {
            "author": "Pier, Otto and Arch, Ida",
            "title": "A Survey",
            "journaltitle": "Journal",
            "date": "1998",
            "volume": "1",
            "number": "2",
            "pages": "3-4",
            "subtitle": "sub",
            "url": "https://example.org/b",
        },
    }
    tables = {}
    for path in ("data/rivers.csv", "data/bridges.csv", "data/figures.csv", "bib/evidence.csv"):
        tables[path] = list(csv.reader((rivers / path).read_text().splitlines()))
    lock = [json.loads(line) for line in (rivers / "bib/evidence.lock").read_text().splitlines()]
    shutil.rmtree(rivers / "bib/texts")
    package = json.loads((rivers / "data/datapackage.json").read_text())
    made = Poisoning(rivers, settings, package, tables, works, lock)
    made.write()
    assert not [f for f in pipeline.check(rivers, lambda _: None).findings if f.severity is Severity.ERROR]
    return made


def poisons(part: str, number: int) -> Mapping[str, str]:
    """Return what is put into a field, each with what it says; texts of report.toml may call what templates do."""
    said = (COMMANDS if part == "settings" else COMMANDS + TEMPLATE) + f" Q{number}Z"
    # A bibliography is written in LaTeX: commands as such, and as the letters that they are written with.
    return {latex_source(said): said, BALANCED: ""} if part == "works" else {said: said}


def pages(pdf: Path) -> str:
    """Return all that a PDF says, on its pages and beside them, to be compared."""
    said = []
    with pikepdf.open(pdf) as document:
        for found in document.objects:
            if isinstance(found, pikepdf.Dictionary):
                said += [
                    str(found[key]) for key in ("/Title", "/Subject", "/Keywords", "/Author", "/Alt") if key in found
                ]
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    # Once more without running heads, which end with the title, and numbers: a text may run on over a page's end.
    inner = "".join(re.sub(r"^.{0,450}?q0z|\d$", "", bare(text)) for text in texts)
    return bare("\n".join((*said, *texts))) + inner


def bare(text: str) -> str:
    """Return what is compared of a text: styles change capitals and quotation marks, lines end with hyphens."""
    return re.sub(r"[^a-z0-9\\{}^$#%&_]", "", text.casefold())


def innocent(project: Path) -> None:
    """Look into all that a build left: nothing did what the poison says."""
    for path in project.rglob("*"):
        assert "poisoned" not in path.name, path
        if path.suffix == ".tex":
            found = COMMAND.search(path.read_text("utf-8"))
            assert found is None or path.name == "brief.tex", (path, found)
    log = project / "build/log/brief.log"
    if log.is_file():
        said = log.read_text("utf-8", "replace")
        assert "LEAKED" not in said
        assert "poisoned.txt" not in said
    pdf = project / "build/brief.pdf"
    if pdf.is_file():
        harmless(pdf)


def harmless(pdf: Path) -> None:
    """Look at every action of a PDF: links within it, and to addresses of the web; files only of the project."""
    with pikepdf.open(pdf) as document:
        for found in document.objects:
            if not isinstance(found, pikepdf.Dictionary):
                continue
            assert not {"/JS", "/Launch", "/AA"} & set(found.keys()) or "/FontFile" in found
            assert "/F" not in found or isinstance(found.F, int | pikepdf.Stream) or found.get("/Type") == "/Filespec"
            if found.get("/Type") == "/Filespec":
                assert re.fullmatch(r"[\w-]+(?:/[\w-]+)*\.(?:json|csv|bib|lock|toml)", str(found.F)), found.F
            kind = found.get("/S")
            if isinstance(kind, pikepdf.Name) and "/Type" in found and found.Type == "/Action":
                assert kind in {"/GoTo", "/URI"}, found
            if "/URI" in found:
                assert str(found.URI).lower().startswith(LINKS), found.URI
            action = found.get("/A")
            if isinstance(action, pikepdf.Dictionary) and found.get("/Type") != "/StructElem":
                assert action.S in {"/GoTo", "/URI"}, action


CONTENT = ("NUM", "STM", "WRD", "CON", "CIT", "EVI008", "EVI011", "EVI012")
"""Findings about what is said, and whether a text bears it out; where there are no others, the project is sound."""
NAMES = ("NUM001", "NUM002")
"""But for these, about names of numbers and units that are not there."""
BETWEEN = {"subtitle", "note", "Note", "author"}
"""Where words of the tool, or the end of a page, stand amid a text."""


@pytest.mark.tex
@pytest.mark.usefixtures("shared_cache")
def test_no_field_of_any_file_becomes_a_command(poisoning: Poisoning) -> None:
    """Each field alone is built; what stays sound goes once more through TeX with all the others, by both engines."""
    folder = poisoning.folder
    sound: list[tuple[str, Path_, str, str]] = []
    usual = {f.code for f in pipeline.check(folder, lambda _: None).findings}
    fields = list(poisoning.fields())
    assert len(fields) > 150
    for number, (part, path) in enumerate(fields):
        before = getattr(poisoning, part)
        for text, said in poisons(part, number).items():
            poisoning.put(part, path, text)
            poisoning.write()
            found = pipeline.check(folder, lambda _: None).findings
            new = {f.code for f in found} - usual
            if all(code.startswith(CONTENT) and code not in NAMES for code in new):
                sound.append((part, path, text, said))
            elif not any(f.severity is Severity.ERROR for f in found):
                pipeline.build(folder, lambda _: None)
                innocent(folder)
            setattr(poisoning, part, before)
    assert len(sound) > 80
    for part, path, text, _ in sound:
        poisoning.put(part, path, text)
    for engine in ("pdflatex", "lualatex"):
        poisoning.settings["engine"] = engine
        poisoning.write()
        built = pipeline.build(folder, lambda _: None)
        innocent(folder)
        assert built.value is not None, "\n".join(map(str, built.findings))
        read = pages(folder / "build/brief.pdf")
        printed = [(path, said) for _, path, _, said in sound if said and said.split()[-1].casefold() in read]
        assert len(printed) > 38
        assert {path[-1] for path, said in printed if bare(said) not in read} <= BETWEEN


@pytest.mark.tex
@pytest.mark.usefixtures("shared_cache")
@pytest.mark.parametrize("field", ["url", "doi", "howpublished", "note"])
def test_only_addresses_of_the_web_become_links(poisoning: Poisoning, field: str) -> None:
    for address in ADDRESSES:
        poisoning.works["guide"][field] = address
        poisoning.works["survey"][field] = rf"\url{{{address}}}"
        poisoning.write()
        built = pipeline.build(poisoning.folder, lambda _: None)
        innocent(poisoning.folder)
        assert built.value is not None, built.findings


@pytest.mark.tex
@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_what_a_former_build_left_is_not_believed(rivers: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if ``build/`` had come with the project: sealed by another, with commands in all that TeX might read."""
    with (rivers / "report.toml").open("r+") as file:
        text = f'engine = "{engine}"\n' + file.read()
        file.seek(0)
        file.write(text)
    with monkeypatch.context() as other:
        other.setattr("reportgen.store.seal.key", lambda: b"x" * 32)
        assert pipeline.build(rivers, lambda _: None).value is not None
        for path in sorted((rivers / "build/.cache").rglob("*")):
            if path.is_file():
                content = path.read_bytes()[32:].replace(b"Bridges", rb"\string")
                path.write_bytes(signature(path.name.encode() + content) + content)
    good = (rivers / "build/brief.pdf").read_bytes()
    evil = rb"\message{LE^^41KED}\immediate\openout15=poi^^73oned.txt "
    for path in sorted((rivers / "build").rglob("*")):
        if path.is_file() and ".cache" not in path.parts:
            path.write_bytes(b'{"x": "' + evil + b'"}' if path.suffix == ".json" else evil)
    built = pipeline.build(rivers, lambda _: None)
    assert built.value is not None, built.findings
    innocent(rivers)
    assert (rivers / "build/brief.pdf").read_bytes() == good

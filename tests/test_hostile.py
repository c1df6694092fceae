"""Untrusted files: paths that lead out, values without measure, templates without end."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.citations.find import find_style
from reportgen.findings.model import Diagnostic, collect
from reportgen.findings.rules import did_you_mean
from reportgen.inputs.data import csv_rows

CHAPTER = "templates/chapters/bridges.tex.j2"
PACKAGE = "data/datapackage.json"


def findings(folder: Path) -> tuple[Diagnostic, ...]:
    """Check a project; it must end soon and raise nothing."""
    begun = time.monotonic()
    found = pipeline.check(folder, lambda _: None).findings
    assert time.monotonic() - begun < 10
    for one in found:
        str(one).encode()
    return found


def codes(folder: Path) -> set[str]:
    return {f.code for f in findings(folder)}


def replace(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def outside(rivers: Path) -> Path:
    """A folder beside the project with files that nothing may read."""
    folder = rivers.parent / "outside"
    folder.mkdir()
    for name in ("secret.csv", "secret.tex.j2", "secret.bib", "secret.json", "secret.py"):
        (folder / name).write_text("id,name\nsecret,SECRET\n")
    return folder


@pytest.mark.parametrize("link", [False, True])
@pytest.mark.parametrize(
    ("key", "old", "name", "code"),
    [
        ("template", 'edition = "Test edition"', "secret.tex.j2", "PRJ004"),
        ("data", 'edition = "Test edition"', "secret.json", "PRJ004"),
        ("evidence", 'edition = "Test edition"', "secret.csv", "PRJ004"),
        ("bibliography", 'edition = "Test edition"', "secret.bib", "PRJ004"),
        ("kinds", 'edition = "Test edition"', "secret.py", "PRJ004"),
        ("chapter", 'template = "templates/chapters/bridges.tex.j2"', "secret.tex.j2", "PRJ004"),
    ],
)
def test_no_path_of_the_settings_leads_outside(
    rivers: Path, outside: Path, key: str, old: str, name: str, code: str, link: bool
) -> None:
    for path in (f"../outside/{name}", str(outside / name)):
        given = path
        if link:
            (rivers / "inside").unlink(missing_ok=True)
            (rivers / "inside").symlink_to(outside / name)
            given = "inside"
        value = {"bibliography": f'["{given}"]', "kinds": f'{{ own = "{given}" }}'}.get(key, f'"{given}"')
        before = (rivers / "report.toml").read_text("utf-8")
        replace(rivers, "report.toml", old, f"{'template' if key == 'chapter' else key} = {value}")
        found = findings(rivers)
        assert code in {f.code for f in found}
        assert "SECRET" not in " ".join(map(str, found))
        (rivers / "report.toml").write_text(before, "utf-8")


@pytest.mark.parametrize("path", ["../../outside/secret.csv", "/etc/passwd", "https://example.org/a.csv", "link.csv"])
def test_no_path_of_the_data_package_leads_outside(rivers: Path, outside: Path, path: str) -> None:
    (rivers / "data/link.csv").symlink_to(outside / "secret.csv")
    replace(rivers, PACKAGE, '"path": "rivers.csv"', f'"path": "{path}"')
    assert codes(rivers) & {"DAT001", "PRJ010"}


@pytest.mark.parametrize("path", ["../outside/secret.tex.j2", "/etc/passwd", "templates/link.j2"])
@pytest.mark.parametrize("how", ["include", "import", "extends"])
def test_no_template_reads_a_file_outside(rivers: Path, outside: Path, path: str, how: str) -> None:
    (rivers / "templates/link.j2").symlink_to(outside / "secret.tex.j2")
    behind = " as x" if how == "import" else ""
    replace(rivers, CHAPTER, r"\VAR", rf"\BLOCK{{ {how} '{path}'{behind} }}\VAR")
    assert [f.code for f in findings(rivers)] == ["TPL001"]


@pytest.mark.parametrize("name", ["build", "build/.cache", "build/log", "build/tex"])
def test_a_link_in_the_place_of_outputs_is_reported(rivers: Path, outside: Path, name: str) -> None:
    (rivers / name).parent.mkdir(exist_ok=True)
    (rivers / name).symlink_to(outside)
    before = sorted(outside.rglob("*"))
    assert "PRJ004" in codes(rivers)
    assert {f.code for f in pipeline.build(rivers, lambda _: None).findings} & {"PRJ004", "BUN007"}
    assert sorted(outside.rglob("*")) == before


def test_a_data_package_makes_nobody_ask_a_server(rivers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(f"socket.{name}", lambda *a, **_: asked.append(a))
    package = json.loads((rivers / PACKAGE).read_text("utf-8"))
    for resource in package["resources"]:
        resource |= {"profile": "https://example.org/p.json", "basepath": "/etc"}
        resource["schema"] |= {"profile": "https://example.org/s.json", "$schema": "https://example.org/s.json"}
    package["profile"] = "https://example.org/p.json"
    (rivers / PACKAGE).write_text(json.dumps(package))
    assert findings(rivers) == ()
    for resource in package["resources"]:
        resource["dialect"] = "/etc/passwd"
    (rivers / PACKAGE).write_text(json.dumps(package))
    assert {f.code for f in findings(rivers)} == {"DAT003"}
    assert asked == []


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        ("data/bridges.csv", "Old Bridge", "x" * 10_000_000, "DAT013"),
        ("data/figures.csv", "2.5", "1e999999999", "DAT006"),
        ("data/figures.csv", "2.5", "9" * 10_000, "DAT006"),
        ("data/figures.csv", "2.5", "NaN", "DAT006"),
        ("data/figures.csv", "1e6", "1e99999", "DAT006"),
        (PACKAGE, '"title": "River"', '"title": "Ri\\ud800ver"', "DAT003"),
        (PACKAGE, '"name": "length"', '"name": "len\\udfffgth"', "DAT003"),
        (PACKAGE, '"name": "rivers",', '"x": ' + "[" * 100_000, "DAT003"),
        ("report.toml", 'edition = "Test edition"', "edition = " + "[" * 5000 + "]" * 5000, "PRJ002"),
        ("report.toml", 'edition = "Test edition"', "edition" + ".a" * 3000 + " = 1", "PRJ002"),
        ("report.toml", 'edition = "Test edition"', "edition" + ".a" * 110 + " = 1", "PRJ002"),
        ("report.toml", 'edition = "Test edition"', "edition" + ".a" * 90 + " = 1", "PRJ004"),
        ("report.toml", 'edition = "Test edition"', "edition = " + "[" * 110 + "]" * 110, "PRJ002"),
        ("report.toml", "height = 40", "height = " + "9" * 5000, "PRJ002"),
        ("bib/sources.bib", "A Guide to Bridges", "{" * 100_000, "BIB001"),
        ("bib/evidence.csv", "opened in May after nine years", "opened in May " * 1_400, "EVI008"),
        (CHAPTER, r"\VAR", r"\BLOCK{ for i in range(10**9) }x\BLOCK{ endfor }\VAR", "TPL005"),
        (
            CHAPTER,
            r"\VAR",
            r"\BLOCK{ for i in range(9**5) }\BLOCK{ for j in range(9**5) }\BLOCK{ endfor }\BLOCK{ endfor }\VAR",
            "TPL007",
        ),
        (CHAPTER, r"\VAR", r"\VAR{ 'x' * 10**10 }\VAR", "TPL007"),
        (CHAPTER, r"\VAR", r"\VAR{ (9**9)**(9**9) }\VAR", "TPL007"),
        (CHAPTER, r"\VAR", r"\VAR{ '%1000000000d' % 1 }\VAR", "TPL007"),
        (CHAPTER, r"\VAR", r"\VAR{ 'x'|center(10**9) }\VAR", "TPL007"),
        (CHAPTER, r"\VAR", r"\VAR{ '%1000000000d'|format(1) }\VAR", "TPL007"),
        (CHAPTER, r"\VAR", r"\BLOCK{ macro m() }\VAR{ m() }\BLOCK{ endmacro }\VAR{ m() }\VAR", "TPL005"),
        (CHAPTER, r"\VAR", r"\VAR{ ''.__class__.__mro__ }\VAR", "TPL005"),
        (CHAPTER, r"\VAR", r"\VAR{ figure.__globals__ }\VAR", "TPL005"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_values_without_measure_are_findings(rivers: Path, path: str, old: str, new: str, code: str) -> None:
    replace(rivers, path, old, new)
    assert code in codes(rivers)


def test_abbreviations_that_double_each_other_are_findings(rivers: Path) -> None:
    doubled = [f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(60)]
    text = (rivers / "bib/sources.bib").read_text("utf-8")
    (rivers / "bib/sources.bib").write_text('@string{s0 = "xxxxxxxxxx"}\n' + "".join(doubled) + text)
    assert codes(rivers) == {"BIB001"}


def test_tables_without_end_are_findings(rivers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "MOST_ROWS", 2)
    found = [f for f in findings(rivers) if f.code == "DAT013"]
    assert {f.location.path for f in found} >= {"data/bridges.csv"}
    assert all(f.location.line for f in found)
    monkeypatch.setattr(csv_rows, "LARGEST", 20)
    assert "DAT013" in codes(rivers)


def test_data_are_no_template(rivers: Path) -> None:
    replace(rivers, "data/bridges.csv", "Old Bridge", r"\VAR{ ''.__class__ } \BLOCK{ if x }")
    assert {f.code for f in findings(rivers)} <= {"NUM006"}


@pytest.mark.tex
@pytest.mark.usefixtures("shared_cache")
def test_hostile_cells_are_printed_or_reported_at_their_row(rivers: Path) -> None:
    replace(rivers, "data/bridges.csv", "Old Bridge", r"\input{/etc/passwd} ^^M %")
    replace(rivers, "data/bridges.csv", "Toll Bridge", "Toll\u202eBridge")
    replace(rivers, "data/rivers.csv", "Oder", "O\x07der")
    found = pipeline.build(rivers, lambda _: None).findings
    told = {(f.code, str(f.location)) for f in found if f.code.startswith("TEX")}
    assert told == {("TEX010", "data/bridges.csv:4:2"), ("TEX010", "data/rivers.csv:3:2")}
    assert any("RIGHT-TO-LEFT OVERRIDE is a control of the direction" in f.message for f in found)
    assert not os.path.lexists(rivers / "build/brief.pdf")


@pytest.mark.parametrize("value", ["1e60", "1e-60", "1e59", "123456789012345678901234567890.5", "0", "-0", "-1e60"])
@pytest.mark.parametrize("old", ["2.5", "1e6"])
def test_numbers_of_any_size_are_printed_or_reported(rivers: Path, old: str, value: str) -> None:
    replace(rivers, "data/figures.csv", old, value)
    found = findings(rivers)
    assert "TPL005" not in {f.code for f in found}
    assert all("Error" not in f.message and "InvalidOperation" not in f.message for f in found)


@pytest.mark.parametrize("style", ["x" * 300, "x" * 5000, "", ".", "/", "../x", r"\u0000"])
def test_a_style_that_cannot_be_is_a_finding(style: str) -> None:
    outcome = collect(find_style(style.encode().decode("unicode-escape"), Path()))
    assert [f.code for f in outcome.findings] == ["CIT002"]
    assert outcome.value is None
    assert len(outcome.findings[0].message) < 200


@pytest.mark.parametrize(
    "keys",
    [
        {"foreignKeys": [{}]},
        {"foreignKeys": 5},
        {"foreignKeys": [{"fields": "name", "reference": 5}]},
        {"primaryKey": {}},
        {"missingValues": 5},
        {"fields": [5]},
        {"fields": [{}]},
        {"fields": []},
    ],
)
def test_a_schema_that_is_none_is_a_finding(rivers: Path, keys: dict[str, object]) -> None:
    package = json.loads((rivers / PACKAGE).read_text("utf-8"))
    package["resources"][0]["schema"] |= keys
    (rivers / PACKAGE).write_text(json.dumps(package))
    assert codes(rivers) & {"DAT003", "DAT004"}


@pytest.mark.parametrize("path", ["x" * 300, "", ".", "/", "a/" * 3000 + "b", "\0x", "a\nb", "..", "x\ud800"])
def test_what_can_be_no_path_in_the_data_package_is_a_finding(rivers: Path, path: str) -> None:
    package = json.loads((rivers / PACKAGE).read_text("utf-8"))
    package["resources"][0]["path"] = path
    (rivers / PACKAGE).write_text(json.dumps(package))
    found = findings(rivers)
    assert {f.code for f in found} == {"DAT003"}
    assert all(len(str(f)) < 300 for f in found)


def test_a_mistyped_name_is_not_compared_without_end() -> None:
    begun = time.monotonic()
    known = [f"evidence-{n}" for n in range(100_000)]
    for name in ("no-such-evidence", "x" * 1_000_000):
        did_you_mean(name, known)
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("sign", ["\x0399\x04", "\x030\x04", "\x01report.toml:1\x02"])
def test_signs_of_the_tools_own_in_a_cell_are_no_traceback_in_a_title(rivers: Path, sign: str) -> None:
    settings, table = rivers / "report.toml", rivers / "data/rivers.csv"
    call = r"\\VAR{ rows('rivers')[0].name }\\BLOCK{ filter replace('q', rows('rivers')[0].name) }q\\BLOCK{ endfilter }"
    before, key, after = settings.read_text().partition("[[chapters]]")
    settings.write_text(before + key + after.replace('title = "', f'title = "{call} ', 1))
    table.write_text(table.read_text().replace("Elbe", f"{sign}Elbe", 1))
    built = pipeline.build(rivers, lambda _: None)
    assert built.value is None
    assert {f.code for f in built.findings} & {"NUM005", "TEX010"}

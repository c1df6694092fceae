from __future__ import annotations

from pathlib import Path

import pytest

import reading as reader
from reportgen.findings.model import collect
from reportgen.project import parse
from reportgen.project.lines import key_lines


def test_a_sound_project_gives_no_findings(rivers: Path) -> None:
    outcome = collect(reader.read(rivers))
    assert outcome.findings == ()
    assert outcome.value is not None
    assert outcome.value.settings.exhibits["costs"].height == 40
    assert outcome.value.line("exhibits", "costs", "kind") == 24


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('title = "Bridges over', 'titel = "Bridges over', "report.toml:1: error PRJ003"),
        ("height = 40", 'height = "tall"', "report.toml:29: error PRJ004"),
        ('edition = "Test edition"', "edition = 5", "report.toml:5: error PRJ004"),
        ('date = "2020-02-29"', 'date = "29 February"', "report.toml:4: error PRJ004"),
        ('authors = ["The bridge office"]\n', "", "report.toml:1: error PRJ005"),
        ('edition = "Test', "edition = Test", "report.toml:5:11: error PRJ002"),
        ("bridges.tex.j2", "brigdes.tex.j2", 'there is no file "templates/chapters/brigdes.tex.j2"'),
        ("templates/chapters/bridges", "../../templates/bridges", "lies outside the project"),
        (
            "[units]",
            '[[rules]]\ncode = "EVI099"\nseverity = "info"\nreason = "x"\n[units]',
            "report.toml:13: error PRJ006",
        ),
        ('id = "bridges"', 'id = "bridges"\nshrot = "B"', 'did you mean "short"?'),
    ],
)
def test_mistakes_are_found_at_their_line(rivers: Path, old: str, new: str, expected: str) -> None:
    path = rivers / "report.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    outcome = collect(reader.read(rivers))
    assert outcome.failed
    assert any(expected in f"{f} {f.hint}" for f in outcome.findings), outcome.findings


def test_no_report_toml_is_a_finding(tmp_path: Path) -> None:
    outcome = collect(reader.read(tmp_path))
    assert [f.code for f in outcome.findings] == ["PRJ001"]


def test_all_mistakes_are_told_at_once(rivers: Path) -> None:
    path = rivers / "report.toml"
    path.write_text(
        path.read_text("utf-8").replace("subtitle", "subtilte").replace("height = 40", "height = -1"), "utf-8"
    )
    codes = [f.code for f in collect(reader.read(rivers)).findings]
    assert sorted(codes) == ["PRJ003", "PRJ004"]


def test_the_published_schema_is_the_models() -> None:
    path = Path(parse.__file__).with_name("report.schema.json")
    assert path.read_text("utf-8") == parse.schema(), "run: reportgen-schema (see CONTRIBUTING.md)"


def test_lines_of_keys() -> None:
    text = (
        'a = [\n  "]", # [x]\n  "k = 1",\n]\n[[c]]\nid = 1\n[[c]]\nid = 2\n'
        '["q r".s]\nt.u = """\n[no]\nv = 1\n"""\nw = {x=1}\n'
    )
    lines = key_lines(text)
    assert lines[("a",)] == 1
    assert lines[("c", 1, "id")] == 8
    assert lines[("q r", "s", "t", "u")] == 10
    assert lines[("q r", "s", "w")] == 14
    assert not any("no" in path for path in lines)


@pytest.mark.parametrize("language", ["x", "en_GB", "", "../../etc/passwd", "zz", "de-", "mul", "a" * 5000, r"\u0000"])
def test_a_language_that_nobody_knows_is_a_finding(rivers: Path, language: str) -> None:
    path = rivers / "report.toml"
    path.write_text(f'language = "{language}"\n' + path.read_text("utf-8"), "utf-8")
    assert [(f.code, f.location.line) for f in collect(reader.read(rivers)).findings] == [("PRJ004", 1)]


@pytest.mark.parametrize("day", ["2026-02-30", "0000-01-01", "２０２６-01-01", "2026-13-01", "2026-00-00"])
def test_a_day_that_no_calendar_has_is_a_finding(rivers: Path, day: str) -> None:
    path = rivers / "report.toml"
    path.write_text(path.read_text("utf-8").replace("2020-02-29", day), "utf-8")
    assert [(f.code, f.location.line) for f in collect(reader.read(rivers)).findings] == [("PRJ004", 4)]


@pytest.mark.parametrize("value", ["x" * 300, "", ".", "/", "..", "a/", "a/" * 3000 + "b", r"\u0000x", r"a\nb"])
@pytest.mark.parametrize("key", ["template", "data", "evidence", "bibliography", "kinds", "chapter"])
def test_what_can_be_no_path_is_a_finding(rivers: Path, key: str, value: str) -> None:
    path = rivers / "report.toml"
    text = path.read_text("utf-8")
    if key == "chapter":
        text = text.replace('"templates/chapters/bridges.tex.j2"', f'"{value}"')
    else:
        form = {"bibliography": '["{}"]', "kinds": '{{ own = "{}" }}'}.get(key, '"{}"')
        text = f"{key} = {form.format(value)}\n{text}"
    path.write_text(text, "utf-8")
    found = collect(reader.read(rivers)).findings
    assert [f.code for f in found] == ["PRJ004"]
    assert len(found[0].message) < 200
    assert found[0].message.isprintable()

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.findings.model import Location
from reportgen.findings.rules import RULES, did_you_mean, finding

TESTS = "\n".join(p.read_text("utf-8") for p in Path(__file__).parents[1].rglob("test_*.py") if p != Path(__file__))
SOURCE = "\n".join(p.read_text("utf-8") for p in (Path(__file__).parents[2] / "src").rglob("*.py"))


@pytest.mark.parametrize("code", RULES)
def test_every_code_has_a_test_and_is_found_somewhere(code: str) -> None:
    assert re.search(rf"\b{code}\b", TESTS), f"no test names {code}"
    assert len(re.findall(rf'"{code}"', SOURCE)) >= 2, f"nothing finds {code}"


def test_names_are_words_and_summaries_are_sentences() -> None:
    for rule in RULES.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
        assert rule.summary.endswith(".")
        rooms = "PRJ|DAT|BIB|EVI|CIT|STM|NUM|WRD|CON|TPL|EXH|TEX|REV|VOL|WEB|DOC|VER|BUN|CRT"
        assert re.fullmatch(rf"({rooms})\d{{3}}", rule.code)


def test_findings_read_as_file_line_column_severity_code_name_message() -> None:
    told = finding("CIT001", Location("a.tex", 14, 3), 'no evidence "x"', 'did you mean "y"?')
    assert str(told) == 'a.tex:14:3: error CIT001 unknown-evidence: no evidence "x"'
    assert str(Location("a.tex")) == "a.tex"


def test_near_words_are_suggested_and_far_ones_are_not() -> None:
    assert did_you_mean("guam-fonding", ["guam-founding", "cis"]) == 'did you mean "guam-founding"?'
    assert did_you_mean("zzz", ["guam-founding"]) == ""

"""Every finding is explained; run this file to write docs/findings.md anew."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import groupby
from pathlib import Path

import pytest

from reportgen.findings.explain import explanation
from reportgen.findings.rules import RULES

INDEX = Path(__file__).parents[2] / "docs" / "findings.md"
PARTS = ["What it does", "Why it matters", "Example", "How to mend"]
GROUPS = {
    "PRJ": "The project's settings",
    "DAT": "Data tables",
    "BIB": "Bibliography",
    "EVI": "Evidence",
    "CIT": "Citations",
    "STM": "Statements",
    "REV": "Review",
    "NUM": "Numbers",
    "WRD": "Wording",
    "CON": "Conflicts between sources",
    "TPL": "Templates",
    "EXH": "Exhibits",
    "TEX": "Setting the PDF",
    "VOL": "Volumes",
    "WEB": "The page for browsers",
    "DOC": "The Word file",
    "BUN": "Records",
    "VER": "Verifying a PDF",
    "CRT": "Bundles",
}


def index() -> str:
    """Return docs/findings.md as the rules have it."""
    text = [
        "# Findings",
        "",
        "Every mistake that reportgen reports, with its code. `reportgen explain CODE` prints its page. An error",
        "stops the build, a warning does not; `[[rules]]` in `report.toml` can change that, with a reason.",
        "",
        "The examples change files of a small project, [tests/projects/explained](../tests/projects/explained); `…`",
        "stands for the lines that it has there.",
    ]
    for group, rules in groupby(RULES.values(), key=lambda rule: rule.code[:3]):
        text += ["", f"## {GROUPS[group]}", "", "| code | name | severity | what it says |", "|---|---|---|---|"]
        for rule in rules:
            page = f"../src/reportgen/findings/explanations/{rule.code}-{rule.name}.md"
            text.append(f"| [{rule.code}]({page}) | {rule.name} | {rule.severity} | {rule.summary} |")
    return "\n".join(text) + "\n"


@pytest.mark.parametrize("code", RULES)
def test_every_code_is_explained_in_four_parts(code: str) -> None:
    rule, page = RULES[code], explanation(code)
    assert page.startswith(f"# {code} {rule.name}\n")
    headings = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert headings == PARTS
    for part in re.split(r"^## .+$", page, flags=re.MULTILINE)[1:]:
        assert len(part.split()) >= 4, f"a part of {code} says nothing"
    assert max(map(len, page.splitlines())) <= 240


@pytest.mark.parametrize("code", RULES)
def test_the_example_shows_the_finding_as_it_is_printed(code: str) -> None:
    rule = RULES[code]
    shown = re.search(rf"^\S+: {rule.severity} {code} {rule.name}: .+$", explanation(code), re.MULTILINE)
    assert shown, f"the example of {code} shows no finding"


def test_there_is_no_page_without_a_rule() -> None:
    pages = {page.name for page in (files("reportgen.findings") / "explanations").iterdir()}
    assert pages == {f"{rule.code}-{rule.name}.md" for rule in RULES.values()}


def test_a_code_that_no_rule_has_is_not_explained() -> None:
    with pytest.raises(KeyError):
        explanation("XYZ999")


def test_the_index_of_findings_is_that_of_the_rules() -> None:
    assert INDEX.read_text("utf-8") == index(), "run: python tests/findings/test_explain.py"


if __name__ == "__main__":
    INDEX.write_text(index(), "utf-8")

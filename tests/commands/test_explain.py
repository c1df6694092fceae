"""``reportgen explain``: all findings in lines, one of them with its page, and codes that there are not."""

from __future__ import annotations

import pytest

from commands.said import said
from reportgen.findings.explain import explanation
from reportgen.findings.rules import RULES


def test_without_a_code_each_finding_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, "explain")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    assert [line.split()[2] for line in lines] == [rule.severity for rule in RULES.values()]


@pytest.mark.parametrize("code", ["EXH011", "exh011"])
def test_a_code_has_its_page(capsys: pytest.CaptureFixture[str], code: str) -> None:
    status, out, err = said(capsys, "explain", code)
    rule = RULES["EXH011"]
    assert (status, err) == (0, "")
    assert out == f"{rule.summary} ({rule.severity})\n\n{explanation('EXH011')}\n"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("EXH0111", 'no finding has the code EXH0111; did you mean "EXH011"?\n'),
        ("bridges", "no finding has the code bridges\n"),
    ],
)
def test_a_code_that_there_is_not_is_wrong_usage(capsys: pytest.CaptureFixture[str], code: str, told: str) -> None:
    assert said(capsys, "explain", code) == (2, "", told)

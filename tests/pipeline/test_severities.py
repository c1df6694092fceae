"""Severities of report.toml, and of ``--strict``, without a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.drafted import read
from reportgen.findings.model import Location, Severity
from reportgen.findings.rules import finding
from reportgen.pipeline.severities import Severities
from reportgen.pipeline.store import Store

PLACE = Location("a.csv", 3, 1)
UNUSED = finding("EVI002", PLACE, 'evidence "spare" is used nowhere')


def severities(rivers: Path, rules: str = "", strict: bool = False) -> Severities:
    with (rivers / "report.toml").open("a", encoding="utf-8") as file:
        file.write(rules)
    return Severities(read(Store(rivers)), strict)


def rule(code: str, severity: str, match: str = "") -> str:
    return f'\n[[rules]]\ncode = "{code}"\nseverity = "{severity}"\nmatch = "{match}"\nreason = "a test"\n'


def test_without_settings_a_finding_weighs_what_its_rule_says(rivers: Path) -> None:
    weighing = severities(rivers)
    assert weighing.weigh([UNUSED]) == (UNUSED,)
    assert not weighing.failed([UNUSED])
    assert weighing.failed([finding("NUM001", PLACE, "no figure")])


@pytest.mark.parametrize(
    ("match", "found"), [("", "error"), ("spare", "error"), ("a.csv:3", "error"), ("x", "warning")]
)
def test_a_setting_counts_for_what_matches_place_or_message(rivers: Path, match: str, found: str) -> None:
    weighing = severities(rivers, rule("EVI002", "error", match))
    assert [f.severity for f in weighing.weigh([UNUSED])] == [found]
    assert weighing.failed([UNUSED]) == (found == "error")


def test_what_is_ignored_is_not_told_and_the_last_setting_counts(rivers: Path) -> None:
    weighing = severities(rivers, rule("EVI002", "ignore") + rule("EVI002", "info", "other"))
    assert weighing.weigh([UNUSED]) == ()
    other = finding("EVI002", PLACE, 'evidence "other" is used nowhere')
    assert [f.severity for f in weighing.weigh([UNUSED, other])] == [Severity.INFO]


def test_findings_are_told_once_in_the_order_of_places(rivers: Path) -> None:
    before = finding("EVI002", Location("a.csv", 2), "x")
    assert severities(rivers).weigh([UNUSED, before, UNUSED]) == (before, UNUSED)


def test_strictness_is_stronger_than_a_setting_but_for_what_is_unverified_only(rivers: Path) -> None:
    unverified = finding("EVI012", PLACE, "the text is not at hand")
    rules = rule("EVI012", "ignore") + rule("EVI002", "ignore")
    assert [f.code for f in severities(rivers, rules, strict=True).weigh([unverified, UNUSED])] == ["EVI012"]


def test_a_setting_that_a_stage_could_not_go_on_with_is_told(rivers: Path) -> None:
    weighing = severities(rivers, rule("NUM005", "info"))
    (told,) = weighing.lightened([finding("NUM005", PLACE, "typed")])
    assert (told.code, told.location.path) == ("PRJ007", "report.toml")
    assert weighing.lightened([UNUSED]) == ()

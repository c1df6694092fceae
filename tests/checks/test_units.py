from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline


def found(folder: Path) -> list[str]:
    return [f"{f.location} {f.code} {f.message}" for f in pipeline.check(folder, lambda _: None).findings]


def replace(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")


def test_a_unit_without_an_entry_is_told_once_at_its_first_row(rivers: Path) -> None:
    replace(rivers, "report.toml", 'USD = { prefix = "$" }\n', "")
    (told,) = [each for each in found(rivers) if "NUM010" in each]
    assert told.startswith('data/figures.csv:2:6 NUM010 "cost-old" is in "USD", as in ')
    assert "[units] of report.toml" in told


def test_a_unit_that_nothing_is_written_for(rivers: Path) -> None:
    replace(rivers, "report.toml", 'USD = { prefix = "$" }', "USD = {}")
    assert found(rivers) == []


@pytest.mark.parametrize(
    ("writing", "read"),
    [
        ('{ prefix = "€" }', "7 EUR"),
        ('{ prefix = "$", suffix = " thousand" }', "7 thousand USD"),
        ('{ suffix = " per cent" }', "7 per cent"),
        ('{ prefix = "-$" }', "-7 USD"),
    ],
)
def test_a_writing_that_reads_as_another_number_or_unit(rivers: Path, writing: str, read: str) -> None:
    replace(rivers, "report.toml", 'USD = { prefix = "$" }', f"USD = {writing}")
    (told,) = [each for each in found(rivers) if each.startswith("report.toml")]
    assert told.startswith("report.toml:13 NUM009 [units] writes 7 USD as ")
    assert told.endswith(f"which reads as {read}")

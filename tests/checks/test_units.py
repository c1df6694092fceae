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


@pytest.mark.parametrize(
    ("scale", "sound"),
    [("0", False), ("-1e6", False), ("12", False), ("2000", False), ("1e9", True), ("0.001", True), ("", True)],
)
def test_a_scale_is_a_power_of_ten(rivers: Path, scale: str, sound: bool) -> None:
    path = rivers / "data/figures.csv"
    path.write_text(path.read_text("utf-8").replace("40,USD,1e6", f"40,USD,{scale}"), "utf-8")
    found = [f for f in pipeline.check(rivers, lambda _: None).findings if f.code == "NUM030"]
    assert [str(f.location) for f in found] == ([] if sound else ["data/figures.csv:3:7"])

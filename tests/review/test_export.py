from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from reportgen import cli
from review.conftest import change, judge_all, read


def exported(folder: Path, name: str) -> Path:
    path = folder.parent / name
    assert cli.main(["review", "export", str(path), "--project", str(folder)]) == 0
    return path


def test_all_items_are_one_table_with_their_passages_and_verdicts(rivers: Path) -> None:
    judge_all(rivers, "Ada Reader", "partly")
    with exported(rivers, "items.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    judged = {each.item.id: each for each in read(rivers).reviewed.judged}
    assert rows.keys() == judged.keys()
    for name, row in rows.items():
        assert row["text"] == judged[name].item.text
        assert row["passages"].count("[[") == len(judged[name].item.evidence)
        assert row["verdicts"].startswith("partly (Ada Reader, ")
        assert row["state"] == "disputed"
    (dear,) = [row for row in rows.values() if row["text"].startswith("The new one cost")]
    assert f"[[{read(rivers).checked.inputs.evidence['guide-new'].quote}" in dear["passages"]
    assert "figures/cost-new: " in dear["rows"]
    assert dear["chapter"] == "Bridges"


def test_programs_get_the_same_as_json(rivers: Path) -> None:
    told = json.loads(exported(rivers, "items.json").read_text("utf-8"))
    assert [item["id"] for item in told["items"]] == [each.item.id for each in read(rivers).reviewed.judged]
    assert set(told["passages"]) == {name for item in told["items"] for name in item["evidence"]}


def test_no_cell_is_a_formula(rivers: Path) -> None:
    change(rivers, "templates/chapters/bridges.tex.j2", "The new one", "=2+3 new ones")
    with exported(rivers, "items.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert any(cell.startswith("'=2+3") for cell in cells)
    assert not any(cell.startswith("=") for cell in cells)


def test_without_a_name_it_lies_in_the_build_folder(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["review", "export", "--project", str(rivers)]) == 0
    assert capsys.readouterr().out.startswith("build/review.csv: 14 items\n")
    assert (rivers / "build/review.csv").is_file()


def test_where_nothing_can_be_written_it_is_told(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["review", "export", str(rivers / "no/such.csv"), "--project", str(rivers)]) == 1
    assert "BUN007" in capsys.readouterr().err


def test_a_file_that_is_no_export_is_not_written_over(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("data/figures.csv", "data/datapackage.json"):
        before = (rivers / name).read_bytes()
        assert cli.main(["review", "export", str(rivers / name), "--project", str(rivers)]) == 1
        assert "a file that is no export is there already" in capsys.readouterr().err
        assert (rivers / name).read_bytes() == before
    for name in ("items.csv", "items.json"):
        assert exported(rivers, name) == exported(rivers, name)


@pytest.mark.parametrize("options", [["--volume", "brief"], ["--chapter", "bridges"], ["--sample", "2"], ["--all"]])
def test_what_chooses_for_the_terminal_is_not_ignored_elsewhere(
    rivers: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for action in ("page", "status", "export"):
        assert cli.main(["review", action, *options, "--project", str(rivers)]) == 2
        assert f'"{options[0]}" goes with "--here" alone' in capsys.readouterr().err

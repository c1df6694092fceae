from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen import pipeline

PROJECT = Path(__file__).parents[2] / "projects" / "explained"


@pytest.mark.parametrize(
    ("passage", "measure", "codes"),
    [
        ("The repairs will probably cost $3 million.", "cost", ["WRD015"]),
        ("The repairs did not cost $3 million.", "cost", ["WRD015"]),
        ("The repairs were expected to cost $3 million.", "cost", ["WRD015"]),
        # said by the row itself
        ("The repairs will probably cost $3 million.", "forecast cost", []),
        # told as a fact, or of something else
        ("The repairs cost $3 million.", "cost", []),
        ("The arch would not hold, and the repairs cost $3 million.", "cost", []),
        ("The repairs might take years. They cost $3 million.", "cost", []),
    ],
)
def test_a_figure_is_no_more_of_a_fact_than_in_its_passage(
    tmp_path: Path, passage: str, measure: str, codes: list[str]
) -> None:
    folder = tmp_path / "project"
    shutil.copytree(PROJECT, folder)
    for path, text in (
        ("bib/texts/guide.txt", f"\nRepairs\n\n{passage}\n"),
        ("bib/evidence.csv", f'guide-more,guide,Repairs,,"{" ".join(passage.split()[:3]).rstrip(",")}"\n'),
        ("data/figures.csv", f"cost-more,{measure},,3,USD,1e6,,,guide-more\n"),
    ):
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write(text)
    assert [f.code for f in pipeline.check(folder, lambda _: None).findings if f.code == "WRD015"] == codes

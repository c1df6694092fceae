"""What sentences of briefs in other languages say of the numbers that calls print, against rows and passages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from checks.test_number_context import Part, project
from reportgen import pipeline

LINES: Final = [
    line.strip()
    for line in Path(__file__).with_name("briefs.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
ROWS: Final = [line.removeprefix("row: ") for line in LINES if line.startswith("row: ")]
SENTENCES: Final = [tuple(line.split(" | ", 3)) for line in LINES if not line.startswith("row: ")]


def brief(folder: Path, language: str, sentences: list[tuple[str, str, str]]) -> Path:
    """Make a brief of sentences in a language."""
    rows = [[*(cell.strip() for cell in row.split(" | ")[0].split(";")), row.split(" | ")[1]] for row in ROWS]
    made = project(folder, Part(rows, sentences))
    settings = (made / "report.toml").read_text("utf-8")
    (made / "report.toml").write_text(f'language = "{language}"\n{settings}', "utf-8")
    return made


@pytest.fixture(scope="module")
def codes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, set[str]]:
    """Codes of the findings by sentence."""
    found: dict[str, set[str]] = {}
    for language in dict.fromkeys(each[0] for each in SENTENCES):
        own = [(verdict, cited, text) for tag, verdict, cited, text in SENTENCES if tag == language]
        folder = brief(tmp_path_factory.mktemp("brief") / language, language, own)
        for each in pipeline.check(folder, lambda _: None).findings:
            if each.location.path.endswith("bridges.tex.j2"):
                found.setdefault(own[each.location.line // 2][2], set()).add(each.code)
    return found


@pytest.mark.parametrize(("language", "verdict", "cited", "text"), SENTENCES)
def test_a_sentence_is_judged_as_by_hand(
    codes: Mapping[str, set[str]], language: str, verdict: str, cited: str, text: str
) -> None:
    assert bool(codes.get(text)) is (verdict == "wrong"), (language, cited, codes.get(text))

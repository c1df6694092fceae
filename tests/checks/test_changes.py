"""What changed since the lock is told with old and new words, and settled by ``lock`` or ``approve``."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from reportgen import cli, pipeline

CHAPTER = "templates/chapters/bridges.tex.j2"
LOCK = "bib/evidence.lock"
RIVERS = Path(__file__).parents[1] / "projects" / "rivers"


def run(*arguments: str, folder: Path) -> int:
    return cli.main([*arguments, "--project", str(folder)])


def found(folder: Path) -> list[tuple[str, str]]:
    findings = pipeline.check(folder, lambda _: None).findings
    return [(f.code, str(f.location)) for f in findings]


def told(folder: Path, code: str = "EVI023") -> list[str]:
    return [f.message for f in pipeline.check(folder, lambda _: None).findings if f.code == code]


def replace(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def once_locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, locked: to be copied, not changed."""
    folder = Path(shutil.copytree(RIVERS, tmp_path_factory.mktemp("locked") / "rivers"))
    assert run("lock", folder=folder) == 0
    assert found(folder) == []
    return folder


@pytest.fixture
def locked(once_locked: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(once_locked, tmp_path / "rivers"))


CHANGES = [
    (
        "report.toml",
        "What bridges cost",
        "What all bridges cost",
        'exhibit:costs …: title: "What bridges cost" → "What all',
    ),
    ("report.toml", '"million dollars"', '"million"', 'options unit: "million dollars" → "million"'),
    ("report.toml", '"opened", "length"]', '"length", "opened"]', "exhibit:bridges …: columns: "),
    ("report.toml", "height = 40", "height = 41", 'height: "40.0" → "41.0"'),
    ("report.toml", "per cent", "percent", 'unit:percent …: suffix: " per cent" → " percent"'),
    ("report.toml", "Bridges over two rivers", "Bridges over rivers", "brief:settings …: title: "),
    ("report.toml", 'title = "Bridges"', 'title = "Crossings"', 'chapter:bridges …: title: "Bridges" → "Crossings"'),
    ("data/bridges.csv", "arch,1851", "beam,1851", 'row:bridges/old …: kind: "arch" → "beam"'),
    ("data/rivers.csv", "Oder", "Odra", 'row:rivers/oder …: name: "Oder" → "Odra"'),
    ("data/figures.csv", "1e6,about", "1e6,over", 'row:figures/cost-new …: qualifier: "about" → "over"'),
    ("data/figures.csv", "1e6,about", "1e6,", 'row:figures/cost-new …: qualifier: "about" → nothing'),
    ("data/datapackage.json", '"title": "Length"', '"title": "Span"', "table:bridges …: column length title: "),
    ("bib/evidence.csv", "took long,survey", "took long,", 'evidence:guide-new …: via: "survey" → nothing'),
    ("bib/sources.bib", "date       = {2005~}", "date       = {2006~}", "entry:guide …: issued date-parts: "),
    (
        "bib/sources.bib",
        "A Guide to",
        "The Guide to",
        'entry:guide …: title: "A Guide to Bridges" → "The Guide to Bridges"',
    ),
    (CHAPTER, 'figure("cost-old")', 'figure("cost-old", decimals=1)', 'text: "… Bridge cost'),
    (CHAPTER, 'cite("guide-new", "guide-toll")', 'cite("guide-new")', "text: "),
    (CHAPTER, 'year(row.id, "opened")', 'date(row.id, "opened")', "text: "),
    (CHAPTER, "opened in", "closed in", "text: "),
]


@pytest.mark.parametrize("texts", [True, False], ids=["texts", "lock"])
@pytest.mark.parametrize(("path", "old", "new", "shown"), CHANGES)
def test_a_change_is_told_with_old_and_new_words(
    locked: Path, path: str, old: str, new: str, shown: str, texts: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if not texts:
        shutil.rmtree(locked / "bib/texts")
    before, text = (locked / LOCK).read_text("utf-8"), (locked / path).read_text("utf-8")
    replace(locked, path, old, new)
    messages = told(locked)
    assert any(shown in m.replace(" is not as it was settled", " …") for m in messages), messages
    assert (locked / LOCK).read_text("utf-8") == before, "to look settles nothing"
    (locked / path).write_text(text, "utf-8")
    assert found(locked) == [], "what is undone is as it was"


def test_lock_settles_what_texts_bear_out_and_prints_it(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(locked, CHAPTER, "The Old Bridge cost", "The old crossing cost")
    replace(locked, "data/figures.csv", ",2.5,USD", ",2.50,USD")
    replace(locked, "bib/evidence.csv", "an eighth of all who cross pay", "an eighth of all who cross")
    replace(locked, "report.toml", "What bridges cost", "What all bridges cost")
    assert sorted(code for code, _ in found(locked)) == ["EVI023"] * 4
    assert run("lock", folder=locked) == 0
    shown = capsys.readouterr()
    assert (
        'changed: evidence:guide-toll: quote: "an eighth of all who cross pay" → "an eighth of all who cross"'
        in shown.out
    )
    assert 'value: "2.5" → "2.50"' in shown.out
    assert "exhibit:costs" not in shown.out
    assert "EVI023" in shown.err, "what a machine cannot verify goes on being told"
    assert found(locked) == [("EVI023", "report.toml:23"), ("EVI023", f"{CHAPTER}:1")]
    assert run("approve", "statement:", folder=locked) == 0
    shown = capsys.readouterr()
    assert 'text: "The Old Bridge cost \\VAR{ figure(' in shown.out
    assert 'rests on guide-old (guide, The Old Bridge): "opened in May' in shown.out
    assert found(locked) == [("EVI023", "report.toml:23")]


def test_what_no_text_bears_out_is_approved(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(locked, "report.toml", "What bridges cost", "What all bridges cost")
    replace(locked, "data/figures.csv", "1e6,about", "1e6,over")
    replace(locked, "report.toml", "per cent", "percent")
    assert run("lock", folder=locked) == 0
    assert len(told(locked)) == 3
    assert run("approve", "exhibit:cost", folder=locked) == 2
    assert 'did you mean "exhibit:costs"?' in capsys.readouterr().err
    assert run("approve", "exhibit:costs", folder=locked) == 0
    shown = capsys.readouterr().out
    assert 'changed: exhibit:costs: title: "What bridges cost" → "What all bridges cost"' in shown
    assert 'rests on guide-old (guide, The Old Bridge): "opened in May after nine years"' in shown
    assert run("approve", "row:", folder=locked) == 0
    assert 'rests on guide-new (guide, The New Bridge, 3): "cost forty' in capsys.readouterr().out
    assert [m.split(" ")[0] for m in told(locked)] == ["unit:percent"]
    assert run("approve", "--all", folder=locked) == 0
    assert 'unit:percent: suffix: " per cent" → " percent"' in capsys.readouterr().out
    # that somebody has read it does not make "over" what the passage says
    assert found(locked) == [("NUM019", "data/figures.csv:3:8")]


def test_a_draft_may_go_on_and_a_final_version_may_not(locked: Path) -> None:
    replace(locked, "report.toml", "What bridges cost", "What all bridges cost")
    assert run("check", folder=locked) == 0
    assert run("check", "--strict", folder=locked) == 1
    assert run("approve", "exhibit:", folder=locked) == 0
    assert run("check", "--strict", folder=locked) == 0


def test_what_came_and_went_is_told_by_file_and_noted_by_lock(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (locked / CHAPTER).open("a", encoding="utf-8") as file:
        cite = '\\VAR{ cite("guide-toll") }.'
        file.write(f"\nBoats cross the river too{cite} Carts pay at the gate{cite}\n")
    replace(locked, "data/figures.csv", "share-toll,share,toll,2000,12.5,percent,1,,guide-toll\n", "")
    assert told(locked, "EVI024") == [
        "since the lock this is no more: row:figures/share-toll",
        'since the lock this is new: "Carts pay at the gate\\VAR{ …"; "Boats cross the river too\\VAR{ …"',
    ]
    assert run("check", folder=locked) == 0
    assert run("check", "--strict", folder=locked) == 1
    assert run("lock", folder=locked) == 0
    assert "no more: row:figures/share-toll\n" in capsys.readouterr().out
    assert found(locked) == []


def test_a_new_id_is_a_change(locked: Path) -> None:
    replace(locked, "data/figures.csv", "share-toll,", "share-of-toll,")
    assert told(locked) == [
        "row:figures/share-of-toll (was row:figures/share-toll) is not as it was settled: "
        'id: "share-toll" → "share-of-toll"'
    ]


def test_an_old_lock_is_told_and_upgraded(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (locked / LOCK).read_text("utf-8").replace('{"lock": 2', '{"lock": 1').splitlines(keepends=True)
    (locked / LOCK).write_text("".join(line for line in lines if not line.startswith('{"held"')), "utf-8")
    assert found(locked) == [("EVI025", LOCK)]
    assert run("lock", folder=locked) == 0
    assert "the lock was of format 1" in capsys.readouterr().out
    assert found(locked) == []


def test_without_a_lock_nothing_is_compared(rivers: Path) -> None:
    assert found(rivers) == []
    replace(rivers, "report.toml", "What bridges cost", "What all bridges cost")
    assert found(rivers) == []


def test_approving_with_an_old_lock_holds_everything(locked: Path) -> None:
    lines = (locked / LOCK).read_text("utf-8").replace('{"lock": 2', '{"lock": 1').splitlines(keepends=True)
    (locked / LOCK).write_text("".join(line for line in lines if not line.startswith('{"held"')), "utf-8")
    assert run("approve", "--all", folder=locked) == 0
    assert found(locked) == []


def test_an_analysis_is_approved_with_its_sentences(locked: Path) -> None:
    with (locked / CHAPTER).open("a", encoding="utf-8") as file:
        file.write(
            '\n\\BLOCK{ analysis "dear" rests_on=["cost-new"] }\nThe new bridge was dear.\n\\BLOCK{ endanalysis }\n'
        )
    assert run("lock", folder=locked) == 0
    assert run("approve", "dear", folder=locked) == 0
    replace(locked, CHAPTER, "was dear", "was very dear")
    assert [code for code, _ in found(locked)] == ["STM002", "EVI023"]
    assert run("approve", "dear", folder=locked) == 0
    assert found(locked) == []


def test_a_column_that_claims_nothing_needs_a_reason(locked: Path) -> None:
    said = '"title": "Length",'
    replace(locked, "data/datapackage.json", said, f'{said} "claim": false,')
    assert ("EVI026", "data/datapackage.json:1") in found(locked)
    replace(locked, "data/datapackage.json", '"claim": false,', '"claim": false, "claimReason": "measured by us",')
    assert "EVI026" not in [code for code, _ in found(locked)]
    with (locked / CHAPTER).open("a", encoding="utf-8") as file:
        file.write("\n\\BLOCK{ for columns, why in exempt() }\\VAR{ columns }: \\VAR{ why }\\BLOCK{ endfor }\n")
    looked = pipeline.look(locked, lambda _: None, ()).value
    assert looked is not None
    assert "Length: measured by us" in looked.draft.files[-1].text


def test_what_is_said_twice_is_held_twice(locked: Path) -> None:
    sentence = '\nBoats cross the river too\\VAR{ cite("guide-toll") }.\n'
    with (locked / CHAPTER).open("a", encoding="utf-8") as file:
        file.write(sentence)
        file.write(sentence)
    assert run("lock", folder=locked) == 0
    replace(locked, CHAPTER, sentence, "")
    assert len(told(locked, "EVI024")) == 1


def test_rows_without_ids_are_held_by_their_cells(locked: Path) -> None:
    table = '{"name": "ferries", "path": "ferries.csv", "schema": {"fields": [{"name": "name"}, {"name": "river"}]}},\n'
    replace(locked, "data/datapackage.json", '"resources": [\n', f'"resources": [\n{table}')
    (locked / "data/ferries.csv").write_text("name,river\nLittle Otter,elbe\nGrey Heron,oder\n", "utf-8")
    assert run("lock", folder=locked) == 0
    assert found(locked) == []
    replace(locked, "data/ferries.csv", "Grey Heron", "Grey Goose")
    (message,) = told(locked)
    assert 'name: "Grey Heron" → "Grey Goose"' in message


def test_a_lock_that_lost_its_lines_is_told(locked: Path) -> None:
    lines = (locked / LOCK).read_text("utf-8").splitlines(keepends=True)
    (locked / LOCK).write_text("".join(line for line in lines if not line.startswith('{"held"')), "utf-8")
    assert {code for code, _ in found(locked)} == {"EVI024"}
    (locked / LOCK).write_text("".join(line for line in lines if not line.startswith('{"lock"')), "utf-8")
    replace(locked, "report.toml", "What bridges cost", "What all bridges cost")
    assert "EVI023" in [code for code, _ in found(locked)]
    (locked / LOCK).write_text("", "utf-8")
    assert {code for code, _ in found(locked)} == {"EVI024"}


def test_an_approval_shows_the_sentence_with_its_own_passages_and_notes_who_read_it(
    locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = 'A is old\\VAR{ cite("guide-old") }. B has a toll for all\\VAR{ cite("guide-toll") }.\n'
    with (locked / CHAPTER).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}")
    assert run("lock", folder=locked) == 0
    replace(locked, CHAPTER, "for all", "for everybody")
    capsys.readouterr()
    assert run("approve", "--all", "--reader", "Ada Reader", folder=locked) == 0
    shown = capsys.readouterr().out
    assert 'the brief says "B has a toll for everybody."' in shown
    assert "rests on guide-toll" in shown
    assert "guide-old" not in shown
    assert re.search(r"approved by Ada Reader on \d{4}-\d\d-\d\d: 1 thing\n", shown)
    assert '"by": "Ada Reader", "on": "' in (locked / LOCK).read_text("utf-8")
    assert run("approve", "--all", folder=locked) == 0
    assert capsys.readouterr().out == "nothing is left to approve\n"
    assert run("lock", folder=locked) == 0
    assert '"by": "Ada Reader"' in (locked / LOCK).read_text("utf-8")


def test_an_analysis_is_shown_with_all_that_it_rests_on_before_it_is_recorded(locked: Path) -> None:
    with (locked / CHAPTER).open("a", encoding="utf-8") as file:
        file.write(
            '\n\\BLOCK{ analysis "dear" rests_on=["cost-new", "guide-toll"] }\nThe new bridge was dear.\n'
            "\\BLOCK{ endanalysis }\n"
        )
    assert run("lock", folder=locked) == 0
    before = (locked / LOCK).read_bytes()
    seen: list[str] = []

    def refuse(lines: Sequence[str]) -> bool:
        seen.extend(lines)
        return False

    refused = pipeline.approve(locked, lambda _: None, agree=refuse)
    assert (refused.value.count, (locked / LOCK).read_bytes()) == (0, before)
    told = "\n".join(seen)
    for shown in ('"The new bridge was dear."', "figure cost-new: about 40 × 1E+6 USD", "guide-toll (", "guide-new ("):
        assert shown in told
    assert run("approve", "dear", "--reader", "Ada", folder=locked) == 0
    replace(locked, "data/figures.csv", ",40,", ",41,")
    assert "STM002" in [code for code, _ in found(locked)]

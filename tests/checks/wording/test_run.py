from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from reportgen import pipeline
from reportgen.ledger.uses import recorded

PROJECT = Path(__file__).parents[2] / "projects" / "explained"
CHAPTER = "templates/chapters/bridges.tex.j2"
TEXT = "bib/texts/guide.txt"
EVIDENCE = "bib/evidence.csv"

Bridges: TypeAlias = Callable[[str, str, str], Path]


@pytest.fixture
def bridges(tmp_path: Path) -> Bridges:
    """Return a project whose source has one more passage: ``bridges(passage, quote, sentence that cites it)``."""

    def make(passage: str, quote: str, sentence: str) -> Path:
        folder = tmp_path / "project"
        shutil.copytree(PROJECT, folder)
        add(folder, TEXT, f"\nRepairs\n\n{passage}\n")
        add(folder, EVIDENCE, f'guide-more,guide,Repairs,,"{quote}"\n')
        (folder / CHAPTER).write_text(sentence + "\n", "utf-8")
        return folder

    return make


def add(folder: Path, path: str, text: str) -> None:
    with (folder / path).open("a", encoding="utf-8") as file:
        file.write(text)


def replace(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), "utf-8")


def found(folder: Path) -> list[str]:
    """Return the codes of findings about wording, each with its line."""
    told = pipeline.check(folder, lambda _: None).findings
    return [f"{f.code}:{f.location.line}" for f in told if f.code.startswith("WRD")]


WRONG = (
    "The joints may loosen in winter.",
    "joints may loosen in winter",
    'The joints loosen in winter\\VAR{ cite("guide-more") }.',
)


def test_a_finding_shows_the_words_of_both_and_what_to_do(bridges: Bridges) -> None:
    (told,) = pipeline.check(bridges(*WRONG), lambda _: None).findings
    assert told.code == "WRD001"
    assert '"joints loosen in winter" says as a fact "guide-more": "The joints may loosen in winter."' in told.message
    assert 'cite(…, dropped_hedge="…")' in told.hint


def test_no_more_than_eight_words_of_a_text_are_shown(bridges: Bridges) -> None:
    long = (
        "In the coldest weeks of the year the joints of the bridge may loosen in a way that nobody can foresee by day."
    )
    folder = bridges(
        long, "joints of the bridge may loosen", 'The joints of the bridge loosen\\VAR{ cite("guide-more") }.'
    )
    (told,) = pipeline.check(folder, lambda _: None).findings
    shown = re.findall(r'"([^"]*)"', told.message)[-1]
    assert len(shown.replace("…", "").split()) <= 8


def test_an_answer_settles_a_finding_and_stands_in_the_ledger(bridges: Bridges) -> None:
    folder = bridges(*WRONG)
    replace(folder, CHAPTER, 'cite("guide-more")', 'cite("guide-more", dropped_hedge="May is what the joints do.")')
    outcome = pipeline.check(folder, lambda _: None)
    assert found(folder) == []
    assert outcome.value is not None
    uses = [recorded(usage.use) for usage in outcome.value.draft.usages]
    told = {"answers": {"dropped-hedge": "May is what the joints do."}}
    assert ("citation", ("guide-more",), told) in uses


@pytest.mark.parametrize(
    ("passage", "sentence", "rule"),
    [
        ("The miller sued the town.", "The town sued the miller", "exchanged_roles"),
        ("The ministry said that the arch was unsafe.", "The union said that the arch was unsafe", "wrong_speaker"),
        ("The town repaired the old toll house.", "The town may repair the old toll house", "added_reserve"),
        ("The town repaired the toll house.", "It repaired the toll house; fat eels left the pond", "uncovered_clause"),
    ],
)
def test_the_answer_that_a_hint_names_is_taken(bridges: Bridges, passage: str, sentence: str, rule: str) -> None:
    folder = bridges(passage, " ".join(passage.rstrip(".").split()[-3:]), f'{sentence}\\VAR{{ cite("guide-more") }}.')
    (told,) = (f for f in pipeline.check(folder, lambda _: None).findings if f.code.startswith("WRD"))
    assert f'cite(…, {rule}="…")' in told.hint
    replace(folder, CHAPTER, 'cite("guide-more")', f'cite("guide-more", {rule}="It is so.")')
    assert found(folder) == []


def test_an_answer_to_nothing_is_told(bridges: Bridges) -> None:
    folder = bridges(*WRONG)
    replace(folder, CHAPTER, "loosen in winter", "may loosen in winter")
    replace(folder, CHAPTER, 'cite("guide-more")', 'cite("guide-more", dropped_hedge="No reason is left.")')
    assert found(folder) == ["WRD011:1"]


@pytest.mark.parametrize(
    ("argument", "told"),
    [
        ('dropped_hegde="x"', 'no rule of wording "dropped_hegde"'),
        ('dropped_hedge=" "', "dropped_hedge gives no reason"),
    ],
)
def test_an_answer_names_a_rule_and_gives_a_reason(bridges: Bridges, argument: str, told: str) -> None:
    folder = bridges(*WRONG)
    replace(folder, CHAPTER, 'cite("guide-more")', f'cite("guide-more", {argument})')
    (finding,) = (f for f in pipeline.check(folder, lambda _: None).findings if f.code == "TPL005")
    assert told in finding.message


@pytest.mark.parametrize(
    ("passage", "sentence", "codes"),
    [
        ("Some engineers distrust the joints.", "All engineers distrust the joints", ["WRD002:1"]),
        ("According to the mayor, the arch leans.", "The arch leans to the east", ["WRD003:1"]),
        ("According to the mayor, the arch leans.", "For the mayor the arch leans", []),
        ("The town never sold the arch.", "The town sold the arch", ["WRD007:1"]),
        ("Swallows nest there every spring.", "Steel went up in price", ["WRD009:1"]),
        ("The miller sued the town.", "The town sued the miller", ["WRD012:1"]),
        ("The ministry said that the arch was unsafe.", "The union said that the arch was unsafe", ["WRD013:1"]),
        ("The town repaired the old toll house.", "The town may repair the old toll house", ["WRD014:1"]),
        ("The town repaired the old toll house.", "The town repaired the toll house; eels died", []),
        ("The town repaired the toll house.", "It repaired the toll house, and the eels left the pond", ["WRD016:1"]),
        ("The town repaired the toll house.", "It repaired the toll house, and the town paid the cost", []),
        ("The mayor called it a gross waste of money.", "He saw “a [minor] waste of money”", ["WRD017:1"]),
        ("The mayor called it a gross waste of money.", "He saw “a gross waste of money", ["WRD015:1"]),
        ("The mayor called it a gross waste of money.", "He saw “a gross waste”, and “waste of money”", []),
        ("Anna Lund drew it, and Erik Dahl built it.", "Erik Lund drew it", ["WRD018:1"]),
    ],
)
def test_each_rule_finds_its_flaw(bridges: Bridges, passage: str, sentence: str, codes: list[str]) -> None:
    quote = " ".join(passage.rstrip(".").split()[-3:])
    assert found(bridges(passage, quote, f'{sentence}\\VAR{{ cite("guide-more") }}.')) == codes


def test_a_passage_is_held_against_the_nearest_of_the_sentences_that_it_covers(bridges: Bridges) -> None:
    sentence = 'Winters are hard here. The joints loosen in winter\\VAR{ cite("guide-more") }.'
    assert found(bridges(*WRONG[:2], sentence)) == ["WRD001:1"]


def test_what_it_and_this_stand_for_is_in_the_sentence_before(bridges: Bridges) -> None:
    text = "The toll house was built of stone. It burned within a year of that."
    lead = 'The toll house cost little\\VAR{ cite("guide-old") }. '
    folder = bridges(text, "It burned within a year of that", lead + 'Fire took it\\VAR{ cite("guide-more") }.')
    assert found(folder) == []


@pytest.mark.parametrize(
    ("voice", "sentence", "codes"),
    [
        ("reported", "The arch leans to the east", ["WRD004:1"]),
        ("official", "The arch leans to the east", ["WRD004:1"]),
        ("reported", "The arch is said to lean to the east", []),
        ("reported", "For the mayor the arch leans to the east", []),
        ("author", "The arch leans to the east", []),
    ],
)
def test_a_voice_is_named(bridges: Bridges, voice: str, sentence: str, codes: list[str]) -> None:
    folder = bridges(
        "According to the mayor, the arch leans.", "the arch leans", f'{sentence}\\VAR{{ cite("guide-more") }}.'
    )
    lines = (folder / EVIDENCE).read_text("utf-8").splitlines()
    lines = [f"{line},{'voice' if n == 0 else voice if 'more' in line else ''}" for n, line in enumerate(lines)]
    (folder / EVIDENCE).write_text("\n".join(lines) + "\n", "utf-8")
    assert found(folder) == codes


def test_a_voice_is_one_of_three(bridges: Bridges) -> None:
    folder = bridges(*WRONG)
    lines = (folder / EVIDENCE).read_text("utf-8").splitlines()
    (folder / EVIDENCE).write_text("\n".join([lines[0] + ",voice", *(f"{line},repotred" for line in lines[1:])]) + "\n")
    told = [str(f) for f in pipeline.check(folder, lambda _: None).findings]
    assert any('"repotred" is no voice of a passage' in line for line in told)


def disputed(folder: Path, settles: str, kind: str = "conflict") -> Path:
    """Add a second source, and a point on which it and the guide differ."""
    add(
        folder,
        "bib/sources.bib",
        "\n@book{letters, title={Letters}, author={Stone, Ben}, publisher={R}, date={1860}, file={l.txt}}\n",
    )
    (folder / "bib/texts/l.txt").write_text("Opening\n\nThe arch leaned since the day of its opening.\n", "utf-8")
    add(folder, EVIDENCE, "letters-arch,letters,Opening,,leaned since the day of its opening\n")
    package = json.loads((folder / "data/datapackage.json").read_text("utf-8"))
    fields = next(r for r in package["resources"] if r["name"] == "conflicts")["schema"]["fields"]
    fields += [{"name": name, "type": "list", "delimiter": ";"} for name in ("settles", "evidence")]
    (folder / "data/datapackage.json").write_text(json.dumps(package), "utf-8")
    header = "id,question,kind,rows,reading,settles,evidence"
    row = f"arch,Since when does the arch lean?,{kind},,x,{settles},guide-more;letters-arch"
    (folder / "data/conflicts.csv").write_text(f"{header}\n{row}\n", "utf-8")
    return folder


ARCH = "The arch leans since the flood.", "leans since the flood"


@pytest.mark.parametrize(
    ("settles", "sentence", "codes"),
    [
        ("", 'The arch leans since the flood\\VAR{ cite("guide-more") }.', ["WRD005:1"]),
        ("", '\\VAR{ source("guide") } has the arch lean since the flood\\VAR{ cite("guide-more") }.', []),
        ("", 'One source has the arch lean since the flood\\VAR{ cite("guide-more") }.', []),
        ("guide-more", 'The arch leans since the flood\\VAR{ cite("guide-more") }.', []),
        ("guide-more", 'The arch leaned since its opening\\VAR{ cite("letters-arch") }.', ["WRD006:1"]),
        ("guide-more", 'By Stone the arch leaned since its opening\\VAR{ cite("letters-arch") }.', []),
        (
            "guide-more",
            'By Stone it leaned\\VAR{ cite("letters-arch") }. It did since then\\VAR{ cite("letters-arch") }.',
            [],
        ),
    ],
)
def test_a_side_of_a_dispute_is_named(bridges: Bridges, settles: str, sentence: str, codes: list[str]) -> None:
    assert found(disputed(bridges(*ARCH, sentence), settles)) == codes


def test_other_differences_than_conflicts_are_open_without_anybody_named(bridges: Bridges) -> None:
    sentence = 'The arch leans since the flood\\VAR{ cite("guide-more") }.'
    assert found(disputed(bridges(*ARCH, sentence), "", kind="silence")) == []


def test_an_analysis_names_whose_reading_it_rests_on(bridges: Bridges) -> None:
    block = (
        '\\BLOCK{ analysis "lean" rests_on=["letters-arch"]%s }\nThe arch was never upright.\n\\BLOCK{ endanalysis }'
    )
    folder = disputed(bridges(*ARCH, block % ""), "guide-more")
    assert found(folder) == ["WRD006:2"]
    (folder / CHAPTER).write_text(block % ' rejected_reading="It weighs the letters."' + "\n", "utf-8")
    assert found(folder) == []


def test_an_answer_of_an_analysis_is_part_of_what_is_approved(bridges: Bridges) -> None:
    begin = '\\BLOCK{ analysis "lean" rests_on=["letters-arch"] rejected_reading="%s" }'
    block = f"{begin}\nIt was never upright.\n\\BLOCK{{ endanalysis }}\n"
    folder = disputed(bridges(*ARCH, block % "It weighs the letters."), "guide-more")
    pipeline.lock(folder, lambda _: None)
    pipeline.approve(folder, lambda _: None, names=["lean"])
    codes = [f.code for f in pipeline.check(folder, lambda _: None).findings]
    assert not {"STM002", "STM003"} & set(codes)
    (folder / CHAPTER).write_text(block % "Another reason.", "utf-8")
    assert "STM002" in [f.code for f in pipeline.check(folder, lambda _: None).findings]


def test_what_a_conflict_settles_on_is_there(bridges: Bridges) -> None:
    folder = disputed(bridges(*WRONG), "guide-mroe")
    told = [f for f in pipeline.check(folder, lambda _: None).findings if f.code == "DAT008"]
    assert [f.message for f in told] == ['"guide-mroe" is neither evidence nor a row of a table']


def test_a_language_that_is_not_read_is_told_once(bridges: Bridges) -> None:
    folder = bridges(*WRONG)
    add(folder, CHAPTER, '\nThe joints loosen\\VAR{ cite("guide-more") }.\n')
    replace(folder, "bib/sources.bib", "date      = {2005},", "date      = {2005},\n  langid    = {hungarian},")
    assert found(folder) == ["WRD010:1"]


def test_a_brief_in_another_language_is_told_once(bridges: Bridges) -> None:
    folder = bridges(*WRONG)
    replace(folder, "report.toml", 'date = "2020-02-29"', 'date = "2020-02-29"\nlanguage = "de"')
    assert found(folder) == ["WRD010:4"]


def test_without_its_text_nothing_is_told_of_a_sentence(bridges: Bridges) -> None:
    folder = bridges(*WRONG)
    (folder / TEXT).unlink()
    assert found(folder) == []


def test_words_that_hold_while_the_data_say_so_need_no_passage(bridges: Bridges) -> None:
    told = 'Nearly \\VAR{ "all" | when(1 > 0) } engineers distrust the joints\\VAR{ cite("guide-more") }.'
    assert found(bridges("Some engineers distrust the joints.", "engineers distrust the joints", told)) == []

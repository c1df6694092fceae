from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from reading import read
from reportgen import pipeline
from reportgen.checks.evidence import check_passages, verified
from reportgen.findings.model import Outcome, collect
from reportgen.inputs.evidence.differences import word_diff
from reportgen.inputs.evidence.lock import lock_text
from reportgen.inputs.evidence.model import Lock, LockedPassage
from reportgen.inputs.load import load
from reportgen.inputs.model import Inputs

EVIDENCE = "bib/evidence.csv"
TEXT = "bib/texts/guide.txt"


def replace(folder: Path, path: str, old: str, new: str) -> None:
    content = (folder / path).read_text("utf-8")
    assert old in content
    (folder / path).write_text(content.replace(old, new, 1), "utf-8")


def inputs(folder: Path) -> Inputs:
    project = collect(read(folder)).value
    assert project is not None
    return collect(load(project)).value


def check(folder: Path) -> Outcome[None]:
    return collect(check_passages(inputs(folder)))


def found(folder: Path) -> list[str]:
    return [str(f) for f in check(folder).findings]


def write_lock(folder: Path) -> Lock:
    """Lock the project as it is."""
    now = inputs(folder)
    texts = {key: (text.digest, text.extractor) for key, text in now.texts.items()}
    passages = {
        passage.evidence: LockedPassage(
            passage.evidence,
            now.texts[now.evidence[passage.evidence].source].digest,
            now.evidence[passage.evidence].digest,
            passage.match,
            passage.section,
            passage.position,
        )
        for passage in now.passages.values()
    }
    lock = Lock(texts, passages, date="2020-02-29")
    (folder / "bib/evidence.lock").write_text(lock_text(lock), "utf-8")
    return lock


@pytest.fixture
def locked(rivers: Path) -> Path:
    """The project with a lock and without its text."""
    write_lock(rivers)
    shutil.rmtree(rivers / "bib/texts")
    return rivers


def test_a_sound_project_has_no_findings(rivers: Path) -> None:
    assert found(rivers) == []
    assert verified(inputs(rivers)) == {"guide-old": "exact", "guide-new": "exact", "guide-toll": "exact"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("opened in May after nine", "opened in June after ten", f"{EVIDENCE}:2:5: error EVI005 quote-not-found"),
        ("opened in May after nine years", "The Old Bridge", f"{EVIDENCE}:2:5: error EVI006 ambiguous-quote"),
        ("guide,The Old Bridge,", "guide,Tolls,", f"{EVIDENCE}:2:3: error EVI007 wrong-section"),
        ("guide,The Old Bridge,", "guide,The Ould Bridge,", f"{EVIDENCE}:2:3: error EVI007 wrong-section"),
        ("The New Bridge,3,", "The New Bridge,2,", f"{EVIDENCE}:3:4: error EVI007 wrong-section"),
        ("The New Bridge,3,", "The New Bridge,,", f"{EVIDENCE}:3:4: error EVI007 wrong-section"),
        ("Tolls,,", "Tolls,1,", f"{EVIDENCE}:4:4: error EVI007 wrong-section"),
        (
            "an eighth of all who cross pay",
            '"bridge of 88.25 metres from the 1990s, an eighth of all who cross"',
            f"{EVIDENCE}:4:5: error EVI008 long-quote",
        ),
        ("nine years", "nien years", f"{EVIDENCE}:2:5: error EVI009 fuzzy-quote"),
    ],
)
def test_a_wrong_row_is_reported_at_its_cell(rivers: Path, old: str, new: str, expected: str) -> None:
    replace(rivers, EVIDENCE, old, new)
    [finding] = found(rivers)
    assert finding.startswith(expected)


def test_the_hint_shows_the_nearest_wording_or_the_right_place(rivers: Path) -> None:
    write_lock(rivers)
    replace(rivers, EVIDENCE, "opened in May after nine years", "opened in June after nine years")
    replace(rivers, EVIDENCE, "guide,Tolls,", "guide,The Old Bridge,")
    assert [f.hint for f in check(rivers).findings] == [
        "nearest in the text: opened in [-June-] {+May+} after nine years",
        'it stands in section "Tolls"',
    ]


def test_a_slip_does_not_take_a_locked_heading_away(rivers: Path) -> None:
    """Nothing but this row names the heading Tolls; the one before it would hold the passage then."""
    write_lock(rivers)
    replace(rivers, EVIDENCE, "guide,Tolls,", "guide,The New Bridge,")
    assert [f.hint for f in check(rivers).findings] == ['it stands in section "Tolls"']


def test_pages_are_checked_where_they_are_known(rivers: Path) -> None:
    now = inputs(rivers)
    row = dataclasses.replace(now.evidence["guide-old"], page="12")
    passage = dataclasses.replace(now.passages["guide-old"], page="13")
    changed = dataclasses.replace(now, evidence={row.id: row}, passages={row.id: passage})
    [finding] = collect(check_passages(changed)).findings
    assert (finding.code, finding.hint) == ("EVI007", 'it stands in page "13"')


def test_a_text_that_changed_is_evi010(rivers: Path) -> None:
    write_lock(rivers)
    assert found(rivers) == []
    with (rivers / TEXT).open("a", encoding="utf-8") as file:
        file.write("And more.\n")
    [finding] = found(rivers)
    assert finding.startswith("bib/sources.bib:1: error EVI010 text-changed")


def test_the_lock_stands_in_for_the_text(locked: Path) -> None:
    assert found(locked) == []
    assert set(verified(inputs(locked)).values()) == {"locked"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("after nine years", "after ten years", f"{EVIDENCE}:2:5: error EVI011 changed-since-lock"),
        ("The New Bridge,3,", "The New Bridge,4,", f"{EVIDENCE}:3:5: error EVI011 changed-since-lock"),
        ("guide-toll,", "guide-tolls,", f"{EVIDENCE}:4:1: error EVI011 changed-since-lock"),
    ],
)
def test_a_row_that_changed_since_the_lock_is_evi011(locked: Path, old: str, new: str, expected: str) -> None:
    replace(locked, EVIDENCE, old, new)
    [finding] = found(locked)
    assert finding.startswith(expected)
    assert sorted(verified(inputs(locked)).values()) == ["locked", "locked", "unverified"]


@pytest.mark.parametrize(
    ("match", "expected", "status"),
    [("fuzzy", "EVI009", "locked"), ("", "EVI005", "unverified")],
)
def test_what_the_lock_did_not_find_word_for_word_is_said(locked: Path, match: str, expected: str, status: str) -> None:
    replace(locked, "bib/evidence.lock", '"match": "exact"', f'"match": "{match}"')
    assert [f.code for f in check(locked).findings] == [expected]
    assert sorted(verified(inputs(locked)).values()) == sorted(["locked", "locked", status])


def test_neither_text_nor_lock_is_one_evi012_for_a_source(rivers: Path) -> None:
    shutil.rmtree(rivers / "bib/texts")
    [finding] = found(rivers)
    assert finding.startswith("bib/sources.bib:1: warning EVI012 unverified-evidence")
    assert "3 evidence rows" in finding
    assert set(verified(inputs(rivers)).values()) == {"unverified"}


def test_texts_may_lie_elsewhere(rivers: Path, tmp_path: Path) -> None:
    (rivers / "bib/texts").rename(tmp_path / "elsewhere")
    project = collect(read(rivers)).value
    assert project is not None
    outcome = collect(load(project, [tmp_path / "elsewhere"]))
    assert set(outcome.value.texts) == {"guide"}
    assert TEXT not in outcome.value.files


def test_a_diff_shows_no_more_than_eight_words_of_the_text() -> None:
    text = "one two " + " ".join(f"w{n}" for n in range(20)) + " three"
    shown = word_diff("one two three", text)
    assert shown == "one two {+w0 w1 w2 w3 w4 w5 w6 w7 …+} three"
    assert word_diff("The “old” bridge", 'the "old" long bridge') == 'the "old" {+long+} bridge'


def test_where_only_blanks_differ_is_evi014(rivers: Path) -> None:
    quote = inputs(rivers).evidence["guide-old"].quote
    glued = quote.replace(" ", "", 1)
    replace(rivers, TEXT, quote.split()[0] + " " + quote.split()[1], quote.split()[0] + quote.split()[1])
    assert found(rivers) == [
        f'{EVIDENCE}:2:5: warning EVI014 other-blanks: the quotation of "guide-old" is in the text only if blanks do '
        "not count"
    ]
    assert check(rivers).findings[0].hint.startswith(f"the text says: {glued.split()[0]}")
    assert verified(inputs(rivers))["guide-old"] == "fuzzy"


def test_a_finding_names_the_file_and_where_it_was_looked_for(rivers: Path) -> None:
    replace(rivers, EVIDENCE, "opened in May", "closed in June or July after no")
    assert 'is not in the text of "guide" (guide.txt in bib/texts)' in check(rivers).findings[0].message
    (rivers / TEXT).unlink()
    [finding] = check(rivers).findings
    assert finding.code == "EVI012"
    assert finding.hint == "looked for guide.txt in bib/texts; put it there, or say with --texts where it is"
    replace(rivers, "bib/sources.bib", "guide.txt", "guide.docx")
    assert "in the field `file` of its entry" in check(rivers).findings[0].hint


def test_a_text_that_cannot_be_read_is_told_once(rivers: Path) -> None:
    (rivers / "bib/texts/guide.txt").write_bytes(b"\xff\xfe\x00")
    found = [f for f in pipeline.check(rivers, lambda _: None).findings if f.code == "EVI012"]
    assert [f.message.partition(", ")[0] for f in found] == ['the text of "guide"']
    assert "cannot be read" in found[0].message

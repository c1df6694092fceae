"""What is told of what came back."""

from __future__ import annotations

from reportgen.edits.model import Comment, Edit, Outcome, Paper, Remark, Revision, Source
from reportgen.edits.tell import said, tell
from reportgen.findings.model import Location, collect

PAPER = Paper(("A paragraph of words.",), formatted=2)
SOURCE = Source("row figures/a, column value", Location("data/figures.csv", 2, 4))


def told(outcome: Outcome, tracked: bool = True) -> list[str]:
    revision = Revision(0, 2, "paragraph", "line", "Ada" if tracked else "", tracked=tracked)
    edit = Edit(revision, outcome, Location("t", 3, 1), "this is a number", (SOURCE,), "change the row")
    return [f"{f.location} {f.code} {f.message} {f.hint}" for f in collect(tell("x.docx", PAPER, [edit], [])).findings]


def test_each_outcome_is_told_where_somebody_has_to_look() -> None:
    assert told("applied")[:-1] == []
    assert told("made")[:-1] == []
    assert told("told")[0].startswith('t:3:1 DOC021 "paragraph" → "line" (Ada) is not applied: this is a number')
    assert "row figures/a, column value (data/figures.csv:2:4)" in told("told")[0]
    assert told("lost")[0].startswith('x.docx DOC022 "paragraph" → "line" (Ada) has no place')
    assert told("applied", tracked=False)[0].startswith("t:3:1 DOC025")
    assert told("made")[-1].startswith("x.docx DOC026")


def test_a_comment_about_nothing_is_told_with_its_words() -> None:
    remark = Remark(Comment(0, 2, "Why?", "Ada", ""), Location(""))
    (found, _) = collect(tell("x.docx", PAPER, [], [remark])).findings
    assert (found.code, str(found.location)) == ("DOC023", "x.docx")
    assert '"Why?"' in found.message


def test_what_was_taken_out_or_put_in_is_said_in_words() -> None:
    assert said(Revision(0, 0, "a\nb", "", "Ada")) == '"a ¶ b" taken out (Ada)'
    assert said(Revision(0, 0, "", "x", tracked=False)) == '"x" put in (without tracking)'

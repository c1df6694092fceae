"""The XML of Word → what was there before, and what was changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edits.documents import WHO, changed, deleted, docx, end, inserted, run
from reportgen.edits.archive import unpacked
from reportgen.edits.document import document
from reportgen.edits.model import Paper
from reportgen.findings.model import collect

WORDS = st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1), min_size=1, max_size=6)


def paper(*paragraphs: str) -> Paper:
    parts = collect(unpacked("sent.docx", docx(paragraphs))).value
    assert parts is not None
    return document(parts)


@given(WORDS, WORDS, WORDS)
def test_texts_before_and_after_are_those_that_were_written(before: list[str], old: list[str], new: list[str]) -> None:
    pieces = [run(t) for t in before] + [deleted(t) for t in old] + [inserted(t) for t in new] + [run("end")]
    made = paper("".join(pieces))
    head = "".join(before).replace("\u00ad", "")
    assert made.paragraphs == (head + "".join(old).replace("\u00ad", "") + "end",)
    (revision,) = made.revisions
    assert (revision.begin, revision.author) == (len(head), "Ada")
    assert revision.deleted == "".join(old)
    assert revision.inserted == "".join(new)


def test_blanks_of_a_change_stay_with_it() -> None:
    (revision,) = paper(changed("one two three", " two", "")).revisions
    assert (revision.begin, revision.deleted) == (3, " two")


def test_an_inserted_end_parts_and_a_deleted_one_joins() -> None:
    made = paper(end("ins") + run("a"), run("b"), end("del") + run("c"), run("d"))
    assert made.paragraphs == ("ab", "c", "d")
    assert [(r.paragraph, r.begin, r.deleted, r.inserted) for r in made.revisions] == [
        (0, 1, "", "\n"),
        (1, 1, "\n", ""),
    ]


def test_what_was_moved_is_known_as_moved() -> None:
    gone = f"<w:moveFrom {WHO}><w:r><w:delText>x</w:delText></w:r></w:moveFrom>"
    made = paper(f"{gone}{run('a')}<w:moveTo {WHO}>{run('x')}</w:moveTo>")
    assert made.paragraphs == ("xa",)
    assert [r.moved for r in made.revisions] == [True, True]


def test_what_was_inserted_and_deleted_again_was_never_there() -> None:
    both = f"<w:ins {WHO}><w:del {WHO}><w:r><w:delText>gone</w:delText></w:r></w:del></w:ins>"
    made = paper(run("a") + both + run("b"))
    assert (made.paragraphs, made.revisions) == (("ab",), ())

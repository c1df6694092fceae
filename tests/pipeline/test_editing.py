"""What comes back from Word, from the file to the templates."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from edits.documents import changed, deleted, docx, end, inserted, run
from reportgen import cli
from reportgen.findings.model import Outcome, collect
from reportgen.pipeline import reviewing
from reportgen.pipeline.editing import Imported, take_document
from reportgen.pipeline.printing import Printing

pytestmark = pytest.mark.usefixtures("shared_cache")

CHAPTER = "templates/chapters/bridges.tex.j2"
TEMPLATE = r"""\section{On tolls}

The Old Bridge cost \VAR{ figure("cost-old") }\VAR{ cite("guide-old") }.
People who cross each morning say that the river looks calm,
and that \emph{the old ferry} is missed --- as a poet wrote, ``the water waits''.

\begin{itemize}
\item Lanterns hang along the rail.
\item Boats pass below.
\end{itemize}

It was opened in \VAR{ year("old", "opened") }, and nobody\footnote{Ferries had bells.} minds.
Three of them were said to be late.

A short paragraph stands here.

\VAR{ table("bridges") }
\VAR{ chart("costs") }

The last words are plain.
"""


@pytest.fixture
def project(rivers: Path) -> Path:
    (rivers / CHAPTER).write_text(TEMPLATE, "utf-8")
    return rivers


def paragraphs(project: Path) -> list[str]:
    """Return the paragraphs that the templates print, without marks."""
    reading = reviewing.read(project, lambda _: None).value
    assert reading is not None
    templates = collect(Printing(reading.checked, reading.checked.verified, reading.reviewed).templates({})).value
    assert templates is not None
    return [p.text for p in templates.printed]


def brought(project: Path, sent: bytes, *, apply: bool = False, built: Sequence[str] = ()) -> Outcome[Imported | None]:
    if built:
        (project / "build").mkdir(exist_ok=True)
        (project / "build" / "brief.docx").write_bytes(docx(map(run, built)))
    path = project / "sent.docx"
    path.write_bytes(sent)
    return take_document(project, lambda _: None, path, apply=apply)


def sent(texts: Sequence[str], old: str, new: str) -> bytes:
    """Return a document in which words of one paragraph were changed."""
    assert sum(old in text for text in texts) == 1, old
    return docx(changed(text, old, new) if old in text else run(text) for text in texts)


APPLIED = [
    ("river looks calm", "water looks quiet", "river looks calm", "water looks quiet"),
    ("People who", "Those who", "People who", "Those who"),
    ("who cross each", "who cross it each", "who cross each", "who cross it each"),
    (" is missed", " is dearly missed", " is missed", " is dearly missed"),
    ("old ferry", "ferry", r"\emph{the old ferry}", r"\emph{the ferry}"),
    ("calm,", "calm & clear, 'tis said,", "calm,", r"calm \& clear, `tis said,"),
    (
        "say that",
        r"say, in {x_y}~#\VAR that",
        "say that",
        r"say, in \{x\_y\}\textasciitilde{}\#\textbackslash{}VAR that",
    ),
    ("Lanterns hang", "Lamps hang", "Lanterns hang", "Lamps hang"),
    ("On tolls", "On ferries", r"\section{On tolls}", r"\section{On ferries}"),
    ("Ferries had bells", "Ferries rang", "{Ferries had bells.}", "{Ferries rang.}"),
    ("calm, and that", "calm and that", "calm,\nand that", "calm\nand that"),
    ("here.", "here, and it grew – much.", "stands here.", "stands here, and it grew -- much."),
    (" minds.", " minds. They wave.", "minds.\nThree", "minds. They wave.\nThree"),
    ("cost $", "came to $", r"Bridge cost \VAR", r"Bridge came to \VAR"),
]


@pytest.mark.parametrize(("old", "new", "before", "behind"), APPLIED)
def test_words_of_a_template_are_changed_in_its_own_line_and_nothing_else(
    project: Path, old: str, new: str, before: str, behind: str
) -> None:
    if old == "cost $":
        old, new = "Bridge cost ", "Bridge came to "
    outcome = brought(project, sent(paragraphs(project), old, new), apply=True)
    assert outcome.value is not None
    assert outcome.value.written
    assert (project / CHAPTER).read_text("utf-8") == TEMPLATE.replace(before, behind, 1)
    assert [e.location.line for e in outcome.value.edits] == [TEMPLATE[: TEMPLATE.index(before)].count("\n") + 1]
    assert new.replace("'", "’").split()[0] in " ".join(paragraphs(project)).replace("‘", "’")


TOLD = [
    ("2.5", "2.7", "data/figures.csv:2:5"),
    ("1851", "1861", "data/bridges.csv:2:5"),
    ("the water waits", "the waters wait", "quoted"),
    ("Three of them", "Four of them", "number or date"),
    ("looks calm", "looks calm in 1999", "number or date"),
    ("A test", "A trial", "report.toml"),
]


@pytest.mark.parametrize(("old", "new", "told"), TOLD)
def test_what_is_not_the_templates_to_change_is_told_with_its_place(
    project: Path, old: str, new: str, told: str
) -> None:
    file = sent(paragraphs(project), old, new)
    outcome = brought(project, file, apply=True)
    assert outcome.value is not None
    (edit,) = outcome.value.edits
    assert edit.outcome == "told"
    assert (project / CHAPTER).read_text("utf-8") == TEMPLATE
    found = [f for f in outcome.findings if f.code == "DOC021"]
    assert any(told in f"{f.location} {f.message} {f.hint}" for f in found), outcome.findings


def test_paragraphs_are_put_in_parted_joined_and_taken_out(project: Path) -> None:
    texts = paragraphs(project)
    made: list[str] = []
    for text in texts:
        if text.startswith("A short"):
            made += [end("del") + deleted(text)]
        elif text.startswith("The last"):
            made += [end("ins") + run("The last words"), run(" are plain."), inserted("Nothing follows.")]
        else:
            made.append(run(text))
    outcome = brought(project, docx(made), apply=True)
    assert outcome.value is not None
    wanted = TEMPLATE.replace("A short paragraph stands here.\n\n", "").replace("last words are", "last words\n\nare")
    assert (project / CHAPTER).read_text("utf-8") == wanted.rstrip("\n") + "\n"


def test_a_paragraph_put_in_behind_another_stands_behind_it(project: Path) -> None:
    texts = paragraphs(project)
    made = [end("ins") + run(t) for t in texts if t.startswith("A short")]
    file = docx(x for t in texts for x in ([made[0], inserted("It is new.")] if t.startswith("A short") else [run(t)]))
    outcome = brought(project, file, apply=True)
    assert outcome.value is not None
    assert (project / CHAPTER).read_text("utf-8") == TEMPLATE.replace("stands here.", "stands here.\n\nIt is new.")


def test_what_is_put_in_before_a_block_goes_with_its_words(project: Path) -> None:
    block = '\\BLOCK{ analysis "a" rests_on=["guide-old"] }\nIt is so.\n\\BLOCK{ endanalysis }\n'
    text = TEMPLATE.replace("Three of them were", f"{block}Three of them were")
    (project / CHAPTER).write_text(text, "utf-8")
    outcome = brought(project, sent(paragraphs(project), "It is so.", "Indeed, it is so."), apply=True)
    assert outcome.value is not None
    assert (project / CHAPTER).read_text("utf-8") == text.replace("It is so.", "Indeed, it is so.")


def test_a_sentence_with_calls_in_it_is_not_taken_out(project: Path) -> None:
    outcome = brought(project, sent(paragraphs(project), "It was opened in 1851, and", "And"), apply=True)
    assert outcome.value is not None
    assert [e.outcome for e in outcome.value.edits] == ["told"]
    assert (project / CHAPTER).read_text("utf-8") == TEMPLATE


def test_what_was_changed_without_tracking_is_found_beside_the_built_document(project: Path) -> None:
    texts = paragraphs(project)
    silent = [t.replace("looks calm", "looks quiet").replace("2.5", "2.9") for t in texts]
    outcome = brought(project, docx(map(run, silent)), apply=True, built=texts)
    assert outcome.value is not None
    assert (project / CHAPTER).read_text("utf-8") == TEMPLATE.replace("looks calm", "looks quiet")
    assert sorted(f.code for f in outcome.findings) == ["DOC021", "DOC025"]


def test_a_document_of_another_build_is_told(project: Path) -> None:
    texts = paragraphs(project)
    file = sent(texts, "river looks calm", "water looks calm")
    assert [f.code for f in brought(project, file).findings] == ["DOC024"]
    others = [text.upper() for text in texts]
    assert [f.code for f in brought(project, file, built=others).findings] == ["DOC024"]
    assert not brought(project, file, built=texts).findings


@pytest.mark.parametrize("last", ["bridges.tex.j2", "reviews.csv"])
def test_templates_and_reviews_are_written_all_or_none(
    project: Path, monkeypatch: pytest.MonkeyPatch, last: str
) -> None:
    made = [changed(t, "river looks", "water looks") if "river looks" in t else run(t) for t in paragraphs(project)]
    at = next(n for n, t in enumerate(paragraphs(project)) if t.startswith("The Old"))
    made[at] = f'<w:commentRangeStart w:id="1"/>{made[at]}'
    file = docx(made, {"1": "Who says so?"})
    names = ("bib", "data", "templates")
    before = {p: p.read_bytes() for name in names for p in (project / name).rglob("*") if p.is_file()}
    put = Path.replace

    def fails(path: Path, target: Path) -> Path:
        if Path(target).name == last:
            raise OSError(28, "No space left on device")
        return put(path, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", fails)
        outcome = brought(project, file, apply=True)
    assert outcome.value is None
    errors = [f for f in outcome.findings if f.severity == "error"]
    assert [(f.code, Path(f.location.path).name) for f in errors] == [("BUN007", last)]
    assert {p: p.read_bytes() for name in names for p in (project / name).rglob("*") if p.is_file()} == before
    assert brought(project, file, apply=True).value.kept == 1  # type: ignore[union-attr]


def test_what_is_applied_already_is_not_applied_again(project: Path) -> None:
    text = TEMPLATE.replace("say that", "say that that")
    file = sent(paragraphs(project), "looks calm", "looks quiet")
    brought(project, sent(paragraphs(project), "say that", "say that that"), apply=True)
    assert (project / CHAPTER).read_text("utf-8") == text
    (project / CHAPTER).write_text(TEMPLATE, "utf-8")
    brought(project, file, apply=True)
    again = brought(project, file, apply=True)
    assert again.value is not None
    assert [e.outcome for e in again.value.edits] == ["made"]
    assert (project / CHAPTER).read_text("utf-8") == TEMPLATE.replace("looks calm", "looks quiet")


def test_a_template_that_prints_words_twice_is_changed_by_hand(project: Path) -> None:
    text = "\\BLOCK{ for n in [1, 2] }\nSuch words come again.\n\n\\BLOCK{ endfor }\n"
    (project / CHAPTER).write_text(text, "utf-8")
    texts = paragraphs(project)
    at = next(n for n, t in enumerate(texts) if t.startswith("Such"))
    file = docx(changed(t, "come", "came") if n == at else run(t) for n, t in enumerate(texts))
    outcome = brought(project, file, apply=True)
    assert "more than once" in outcome.findings[-1].message
    assert (project / CHAPTER).read_text("utf-8") == text


def test_comments_become_remarks_and_verdicts_and_the_rest_is_listed(project: Path) -> None:
    start = '<w:commentRangeStart w:id="{}"/>'
    made: list[str] = []
    for t in paragraphs(project):
        first = start.format(1) if t.startswith("The Old") else start.format(3) if t.startswith("Boats") else ""
        made.append(first + (run("It") + start.format(2) + run(t[2:]) if t.startswith("It was") else run(t)))
    comments = {"1": "Who says so?", "2": "Partly: only the arch.", "3": "Which boats?"}
    outcome = brought(project, docx(made, comments), apply=True)
    assert outcome.value is not None
    rows = (project / "bib" / "reviews.csv").read_text("utf-8").splitlines()[1:]
    assert any(",Ada,reader,2020-03-01T10:00:00Z,remark,Who says so?" in row for row in rows)
    assert outcome.value.kept == len(rows)
    reading = reviewing.read(project, lambda _: None).value
    assert reading is not None
    judged = next(j for j in reading.reviewed.judged if j.item.text.startswith("The Old"))
    assert judged.state == "unread"
    assert [r.comment for r in judged.remarks] == ["Who says so?"]
    assert brought(project, docx(made, comments), apply=True).value.kept == 0  # type: ignore[union-attr]


def test_nothing_is_written_without_being_asked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "sent.docx").write_bytes(sent(paragraphs(project), "looks calm", "looks quiet"))
    status = cli.main(["review", "import", str(project / "sent.docx"), "--project", str(project)])
    told = capsys.readouterr()
    assert status == 0
    assert f"--- a/{CHAPTER}\n+++ b/{CHAPTER}" in told.out
    assert "+People who cross each morning say that the river looks quiet,\n" in told.out
    assert "1 in the patch, 0 told, 0 not placed" in told.err
    assert (project / CHAPTER).read_text("utf-8") == TEMPLATE


def test_what_has_no_place_is_listed_and_the_status_says_so(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    strange = "This paragraph was written by nobody who knows the brief at all."
    (project / "sent.docx").write_bytes(docx([changed(strange, "nobody", "somebody")]))
    status = cli.main(["review", "import", str(project / "sent.docx"), "--project", str(project)])
    assert status == 1
    assert 'DOC022 unplaced-edit: "nobody" → "somebody" (Ada)' in capsys.readouterr().err


def test_line_ends_and_the_mark_of_utf_8_stay(project: Path) -> None:
    texts = paragraphs(project)
    (project / CHAPTER).write_bytes(b"\xef\xbb\xbf" + TEMPLATE.replace("\n", "\r\n").encode())
    brought(project, sent(texts, "looks calm", "looks quiet"), apply=True)
    wanted = TEMPLATE.replace("looks calm", "looks quiet").replace("\n", "\r\n")
    assert (project / CHAPTER).read_bytes() == b"\xef\xbb\xbf" + wanted.encode()

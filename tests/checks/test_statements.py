from __future__ import annotations

import csv
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from reading import read
from reportgen.checks.analysis import approved_value, check_analysis
from reportgen.checks.hardcoded_numbers import check_hardcoded_numbers
from reportgen.checks.model import Statement
from reportgen.checks.statements import check_sourced, statements
from reportgen.draft.compose import compose
from reportgen.draft.model import (
    CellUse,
    CitationUse,
    DateUse,
    Draft,
    DraftFile,
    FigureUse,
    PartUse,
    SourceUse,
    Usage,
    token,
)
from reportgen.findings.model import Diagnostic, Location, collect
from reportgen.inputs.data.model import RowRef
from reportgen.inputs.evidence.model import Lock
from reportgen.inputs.load import load
from reportgen.inputs.model import Inputs

CHAPTER = "templates/chapters/bridges.tex.j2"
A, B = r'\VAR{ cite("guide-old") }', r'\VAR{ cite("guide-new") }'


@dataclass(frozen=True)
class Drafted:
    draft: Draft
    inputs: Inputs

    @property
    def told(self) -> list[tuple[str, str, tuple[str, ...]]]:
        return [(s.text, s.kind, s.evidence) for s in statements(self.draft)]


@pytest.fixture
def drafted(rivers: Path) -> Callable[[str], Drafted]:
    """Render a text as the project's chapter."""

    def render(text: str) -> Drafted:
        (rivers / CHAPTER).write_text(text, "utf-8")
        project = collect(read(rivers)).value
        assert project is not None
        inputs = collect(load(project))
        assert not inputs.failed, inputs.findings
        draft = collect(compose(project, inputs.value))
        assert draft.findings == ()
        return Drafted(draft.value, inputs.value)

    return render


def found(findings: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{f.location} {f.code} {f.message}" for f in findings]


def test_a_citation_covers_back_to_the_one_before(drafted: Callable[[str], Drafted]) -> None:
    text = f"One. Two{A}. Three, {B} and so on. Four. Five.{A} Six.\n\nSeven."
    assert drafted(text).told == [
        ("One.", "sourced", ("guide-old",)),
        ("Two.", "sourced", ("guide-old",)),
        ("Three, and so on.", "sourced", ("guide-new",)),
        ("Four.", "sourced", ("guide-old",)),
        ("Five.", "sourced", ("guide-old",)),
        ("Six.", "unsourced", ()),
        ("Seven.", "unsourced", ()),
    ]


def test_a_sentence_with_two_citations_has_both(drafted: Callable[[str], Drafted]) -> None:
    assert drafted(f"One. Two{A} and two{B}.").told == [
        ("One.", "sourced", ("guide-old",)),
        ("Two and two.", "sourced", ("guide-old", "guide-new")),
    ]


def test_an_analysis_is_marked_over_paragraphs_and_ends_what_a_citation_covers(
    drafted: Callable[[str], Drafted],
) -> None:
    text = (
        "Before.\n"
        '\\BLOCK{ analysis "dear" rests_on=["guide-old", "cost-old"] }\n'
        f"Dear.\\footnote{{Very.}} More{B}.\n\nOn.\n"
        "\\BLOCK{ endanalysis }\n"
        f"Behind{A}.\n"
    )
    rests_on = ("guide-old", "cost-old")
    assert drafted(text).told == [
        ("Before.", "unsourced", ()),
        ("Dear.", "analysis", rests_on),
        ("More.", "analysis", (*rests_on, "guide-new")),
        ("Very.", "analysis", rests_on),
        ("On.", "analysis", rests_on),
        ("Behind.", "sourced", ("guide-old",)),
    ]


def test_statements_know_their_usages_and_line(drafted: Callable[[str], Drafted]) -> None:
    text = (
        "\\section{Costs}\n\n"
        f'It cost \\VAR{{ figure("cost-old") }} in \\VAR{{ year("old", "opened") }}{A}.\n'
        f'\\VAR{{ source("guide") }} says: it is \\VAR{{ tally("works") }}\nof many{B}.\n'
    )
    made = drafted(text)
    first, second = statements(made.draft)
    kinds = [[type(made.draft.usages[n].use) for n in s.usages] for s in (first, second)]
    assert kinds == [[FigureUse, DateUse, CitationUse], [SourceUse, PartUse, CitationUse]]
    assert [s.location for s in (first, second)] == [Location(CHAPTER, 3), Location(CHAPTER, 4)]
    assert second.text.endswith("says: it is … of many.")


def test_unsourced_sentences_are_told_at_their_line(drafted: Callable[[str], Drafted]) -> None:
    made = drafted(f"Sourced{A}.\nOne two three four five six seven eight nine.\n")
    findings = collect(check_sourced(statements(made.draft))).findings
    assert found(findings) == [f'{CHAPTER}:2 STM001 no citation covers "One two three four five six seven eight …"']


def test_typed_digits_are_told_and_printed_ones_are_not(drafted: Callable[[str], Drafted]) -> None:
    text = (
        "\\section{The 1920s}\\label{s1}\n"
        'It cost \\VAR{ figure("cost-old") }, 3\\VAR{ year("old", "opened") } in'
        ' \\VAR{ year("old", "opened") }--\\VAR{ year("new", "opened") }.\n'
        "\\vspace{3mm}$x^2$ on 5 May\n"
        '\\BLOCK{ for row in rows("bridges", id="old") }\n\\VAR{ row["opened"] }\n\\BLOCK{ endfor }\n'
    )
    findings = collect(check_hardcoded_numbers(drafted(text).draft)).findings
    assert [(f.location.line, f.message.split(" ")[0]) for f in findings] == [
        (1, '"1920s"'),
        (2, '"31851"'),
        (3, '"x2"'),
        (3, '"5"'),
        (5, '"1851-05"'),
    ]
    assert {f.code for f in findings} == {"NUM005"}


def test_titles_print_by_calls_and_their_typed_digits_are_told(rivers: Path, drafted: Callable[[str], Drafted]) -> None:
    toml = rivers / "report.toml"
    settings = toml.read_text("utf-8").replace(
        'title = "What bridges cost"',
        'title = \'What 2 bridges & \\VAR{ figure("cost-old") } cost since \\VAR{ year("old", "opened") }\'',
    )
    toml.write_text(settings, "utf-8")
    draft = drafted(f"One{A}.").draft
    title = draft.titles["exhibits", "costs", "title"]
    cost, year = draft.usages[:2]
    assert title.text == f"What 2 bridges & {cost.use.text} cost since 1851"
    assert [title.text[begin:end] for _, begin, end in title.spans] == [cost.use.text, year.use.text]
    assert cost.location == title.location
    assert title.location.path == "report.toml"
    (finding,) = collect(check_hardcoded_numbers(draft)).findings
    assert (finding.location, finding.message[:12]) == (title.location, '"2" is typed')


ANALYSIS = '\\BLOCK{ analysis "dear" rests_on=["guide-old", "cost-old"] }\nIt was dear.\n\\BLOCK{ endanalysis }\n'


def approved(made: Drafted) -> str:
    ((usage, use),) = made.draft.analyses
    return approved_value(usage, use, made.draft, made.inputs)


def checked(made: Drafted, value: str) -> list[str]:
    inputs = replace(made.inputs, lock=Lock(approved={"dear": value}))
    return [f.message for f in collect(check_analysis(made.draft, inputs)).findings]


def test_an_analysis_must_be_approved(drafted: Callable[[str], Drafted]) -> None:
    made = drafted(ANALYSIS)
    (finding,) = collect(check_analysis(made.draft, made.inputs)).findings
    assert (finding.code, finding.hint[-22:]) == ("STM003", "reportgen approve dear")
    assert checked(made, approved(made)) == []


def test_what_changed_since_the_approval_is_named(rivers: Path, drafted: Callable[[str], Drafted]) -> None:
    before = approved(drafted(ANALYSIS))
    assert before.count(":") == 3
    moved = drafted(f"More{A}. Text{B}.\n\n" + ANALYSIS.replace("was dear", "was\n dear"))
    assert checked(moved, before) == []
    assert checked(drafted(ANALYSIS.replace("dear.", "cheap.")), before) == [
        'since analysis "dear" was approved, its words changed'
    ]
    assert checked(drafted(ANALYSIS.replace('"cost-old"', '"cost-new"')), before) == [
        'since analysis "dear" was approved, "cost-new" came to what it rests on; "cost-old" went from what it rests on'
    ]
    change(rivers / "data/figures.csv", "cost-old", "value", "7")
    assert checked(drafted(ANALYSIS), before) == ['since analysis "dear" was approved, "cost-old" changed']
    change(rivers / "bib/evidence.csv", "guide-old", "quote", "another quote")
    assert checked(drafted(ANALYSIS), before) == ['since analysis "dear" was approved, "cost-old", "guide-old" changed']


def change(path: Path, row: str, column: str, value: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for each in rows:
        if each["id"] == row:
            each[column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_two_analyses_of_one_name_are_told(drafted: Callable[[str], Drafted]) -> None:
    made = drafted(ANALYSIS + "\n" + ANALYSIS)
    codes = [f.code for f in collect(check_analysis(made.draft, made.inputs)).findings]
    assert codes == ["STM003", "TPL005"]


def test_five_thousand_statements_are_found_in_linear_time() -> None:
    def usage(number: int) -> Usage:
        use = CitationUse("", ("a",)) if number % 2 else CellUse("12", ("a",), RowRef("t", "a"), Location("t"), "c")
        return Usage(number, use, Location("t", number), "chapters/a.tex")

    text, spans = "", []
    for number in range(0, 5_000, 2):
        text += "The river is wide. It is "
        spans.append((number, len(text), len(text) + 15))
        text += r"\traced{e}{12 m} long"
        mark = token(number + 1)
        spans.append((number + 1, len(text), len(text) + len(mark)))
        text += f"{mark}.\n\n"
    file = DraftFile(
        "chapters/a.tex", text, tuple(Location("t", n) for n in range(1, text.count("\n") + 1)), tuple(spans)
    )
    start = time.perf_counter()
    made: tuple[Statement, ...] = statements(Draft((file,), tuple(usage(n) for n in range(5_000))))
    assert time.perf_counter() - start < 3
    assert len(made) == 5_000
    assert {s.kind for s in made} == {"sourced"}
    assert made[1].usages == (0, 1)


def test_the_items_of_a_list_that_are_one_sentence_share_its_citation(drafted: Callable[[str], Drafted]) -> None:
    text = "There was\n\\begin{itemize}\n\\item rain, and\n\\item hail;\n\\item snow" + A + ".\n\\end{itemize}"
    assert [kind for _, kind, _ in drafted(text).told] == ["sourced", "sourced"]
    apart = "\\begin{itemize}\n\\item It rained.\n\\item It snowed" + A + ".\n\\end{itemize}"
    assert [kind for _, kind, _ in drafted(apart).told] == ["unsourced", "sourced"]


def test_each_row_of_a_table_is_read_by_itself_and_cells_are_apart(drafted: Callable[[str], Drafted]) -> None:
    rows = rf"Old Bridge & Elbe{A} & arch \\ New Bridge & Oder{B} \\"
    text = r"\begin{tabular}{lll} River & Bridge \\ \hline " + rows + r"\end{tabular}"
    assert drafted(text).told == [
        ("River ; Bridge", "sourced", ("guide-old",)),
        ("Old Bridge ; Elbe ; arch", "sourced", ("guide-old",)),
        ("New Bridge ; Oder", "sourced", ("guide-new",)),
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (r"See Table~\ref{a}.", []),
        (r"(See also \exhibitref{costs} and page~\pageref{a}.)", []),
        (r"Siehe Abbildung~\ref{a}.", []),
        ("See above.", ["See above."]),
        (r"See the late bridge, \ref{a}.", ["See the late bridge, …."]),
        (r"\exhibitref{costs} shows it.", ["Exhibit … shows it."]),
        (rf"It was late. See \ref{{a}}. It opened{A}.", ["It was late.", "It opened."]),
    ],
)
def test_a_sentence_that_is_but_a_reference_says_nothing(
    drafted: Callable[[str], Drafted], text: str, left: list[str]
) -> None:
    assert [statement for statement, _, _ in drafted(text).told] == left

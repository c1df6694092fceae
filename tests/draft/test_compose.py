from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reading import read
from reportgen.draft.compose import compose
from reportgen.draft.model import DerivedUse, Draft
from reportgen.findings.model import Outcome, collect
from reportgen.inputs.data.model import RowRef
from reportgen.inputs.load import load
from reportgen.ledger.uses import recorded

CHAPTER = "templates/chapters/bridges.tex.j2"


def drafted(folder: Path) -> Outcome[Draft]:
    project = collect(read(folder)).value
    assert project is not None
    inputs = collect(load(project))
    assert not inputs.failed, inputs.findings
    return collect(compose(project, inputs.value))


@pytest.fixture
def chapter(rivers: Path) -> Callable[[str], Outcome[Draft]]:
    """Render a text as the project's chapter."""

    def render(text: str) -> Outcome[Draft]:
        (rivers / CHAPTER).write_text(text, "utf-8")
        return drafted(rivers)

    return render


def text_of(outcome: Outcome[Draft]) -> str:
    return next(f.text for f in outcome.value.files if f.path.startswith("chapters/"))


def test_usages_are_recorded_with_their_line(rivers: Path) -> None:
    outcome = drafted(rivers)
    assert outcome.findings == ()
    told = [(*recorded(u.use)[:2], u.location.line) for u in outcome.value.usages if u.file.startswith("chapters/")]
    assert told == [
        ("figure", ("cost-old",), 1),
        ("citation", ("guide-old",), 1),
        ("derived", ("cost-new", "cost-old"), 2),
        ("citation", ("guide-new", "guide-toll"), 2),
        ("date", ("old",), 5),
        ("citation", ("guide-old",), 5),
        ("date", ("new",), 5),
        ("citation", ("guide-new",), 5),
        ("exhibit", ("bridges",), 8),
        ("exhibit", ("costs",), 9),
    ]
    derived = next(u.use for u in outcome.value.usages if isinstance(u.use, DerivedUse))
    assert (derived.text, derived.formula, derived.unrounded, derived.decimals) == ("16.0", "a / b", Decimal(16), 1)
    assert derived.evidence == ("guide-new", "guide-old")


def test_values_are_escaped_and_latex_is_not(chapter: Callable[[str], Outcome[Draft]]) -> None:
    outcome = chapter('\\emph{\\VAR{ rows("bridges")[1]["name"] }}')
    assert text_of(outcome) == "\\emph{New \\& Long Bridge}"


def test_macros_and_set_blocks_give_latex(chapter: Callable[[str], Outcome[Draft]]) -> None:
    outcome = chapter(
        "\\BLOCK{ macro bold(x) }\\textbf{\\VAR{ x }}\\BLOCK{ endmacro }"
        "\\BLOCK{ set a }\\emph{é & more}\\BLOCK{ endset }\\VAR{ bold('5 %') }\\VAR{ a }"
    )
    assert text_of(outcome) == "\\textbf{5 \\%}\\emph{é & more}"


def test_lines_are_traced_through_loops_conditions_macros_and_trimming(
    chapter: Callable[[str], Outcome[Draft]],
) -> None:
    outcome = chapter(
        "one\n"  # 1
        '\\BLOCK{ for row in rows("rivers") }\n'  # 2
        "  \\BLOCK{- if row.id == 'elbe' -}\n"  # 3
        "  left \\VAR{ row['name'] }\n"  # 4
        "  \\BLOCK{ else }\n"  # 5
        "right\n"  # 6
        "\\VAR{ row['name'] }\n"  # 7
        "  \\BLOCK{ endif }\n"  # 8
        "\\BLOCK{ endfor }\n"  # 9
        "\\#{ a comment\nover two lines }\n"  # 10, 11
        "\\BLOCK{ macro twice(x) }\n"  # 12
        "a \\VAR{ x }\n"  # 13
        "b\n"  # 14
        "\\BLOCK{ endmacro }\n"  # 15
        "\\VAR{ twice(1) }\n"  # 16
        "end"  # 17
    )
    assert outcome.findings == ()
    file = next(f for f in outcome.value.files if f.path.startswith("chapters/"))
    origins = {line: place.line for line, place in zip(file.text.split("\n"), file.lines, strict=False) if line.strip()}
    assert origins == {
        "one": 1,
        "left Elbe": 4,
        "right": 6,
        "Oder": 7,
        "a 1": 13,
        "b": 14,
        "end": 17,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('x\ny \\VAR{ cite("guide-odl") }', f"{CHAPTER}:2:15: error CIT001"),
        ('\\VAR{ figure("cost-odl") }', f"{CHAPTER}:1:15: error NUM001"),
        ('\\VAR{ ratio("cost-old", "share-toll") }', f"{CHAPTER}:1"),
        ('\\VAR{ ratio("cost-old", "share-toll") }', "error NUM002"),
        ('a\n\\VAR{ "more than double" | when(ratio("cost-new", "cost-old") > 100) }', f"{CHAPTER}:2"),
        ('\\VAR{ "more" | when(1 > 2) }', "error NUM004"),
        ("a\n\\BLOCK{ if x }\n", f"{CHAPTER}:2: error TPL002"),
        ("a\n\\VAR{ }\n", "error TPL002"),
        ("a\n\\VAR{ chapterr.title }", f"{CHAPTER}:2:7: error TPL003"),
        ("\\VAR{ 'x' | shout }", f"{CHAPTER}:1:13: error TPL004"),
        ('\\BLOCK{ include "templates/none.j2" }', f"{CHAPTER}:1: error TPL001"),
        ("\\VAR{ figure() }", f"{CHAPTER}:1: error TPL005"),
        ('\\VAR{ figure("cost-old") | upper }', "error TPL005"),
        ('\\VAR{ year("nobody") }', f"{CHAPTER}:1:13: error TPL006"),
        ('\\VAR{ rows("bridgs") | length }', f"{CHAPTER}:1:13: error TPL006"),
        ('\\VAR{ rows("bridges", colour="red") }', "error TPL006"),
        ('\\VAR{ value("old", "colour") }', "error TPL006"),
        ('\\VAR{ word("none") }', "error TPL006"),
        ('\\VAR{ source("giude") }', f"{CHAPTER}:1:15: error EVI001"),
        ('\\VAR{ table("costs") }', f"{CHAPTER}:1:14: error EXH002"),
        ('\\VAR{ chart("cost") }', "error EXH002"),
        ('\\BLOCK{ analysis "a" rests_on=["guide-odl"] }x\\BLOCK{ endanalysis }', "error CIT001"),
        ('\\BLOCK{ analysis "a" rests_on=[] }x\\BLOCK{ endanalysis }', "error TPL005"),
        ("\\VAR{ ''.__class__.__mro__ }", f"{CHAPTER}:1"),
    ],
)
def test_mistakes_are_found_at_their_line(chapter: Callable[[str], Outcome[Draft]], text: str, expected: str) -> None:
    outcome = chapter(text)
    assert any(expected in str(f) for f in outcome.findings), [str(f) for f in outcome.findings]


def test_several_unknown_names_are_told_at_once_with_near_ones(chapter: Callable[[str], Outcome[Draft]]) -> None:
    outcome = chapter('\\VAR{ cite("guide-odl") }\n\\VAR{ figure("cost-odl") }')
    assert [(f.code, f.location.line, f.hint) for f in outcome.findings] == [
        ("CIT001", 1, 'did you mean "guide-old"?'),
        ("NUM001", 2, 'did you mean "cost-old"?'),
    ]
    assert outcome.value.complete


def test_a_failed_template_leaves_the_draft_incomplete(chapter: Callable[[str], Outcome[Draft]]) -> None:
    assert not chapter("\\VAR{ nothing }").value.complete


def test_calls_of_numbers_and_names(chapter: Callable[[str], Outcome[Draft]]) -> None:
    outcome = chapter(
        '\\VAR{ figure("cost-new") }; \\VAR{ figure("cost-new", unit=False) }; '
        '\\VAR{ figure("cost-new", unit="prefix", qualifier=False) };\n'
        '\\VAR{ growth("cost-old", "cost-new", annual=True, decimals=2) }; \\VAR{ growth("cost-old", "cost-new") };\n'
        '\\VAR{ total("cost-old", "cost-new") }; \\VAR{ difference("cost-new", "cost-old") };\n'
        '\\VAR{ count(rows("bridges", river="elbe")) | spelled | capital }; \\VAR{ names(rows("bridges"), "river") };\n'
        '\\VAR{ years_between("old", "new", "opened") }; \\VAR{ value("old", "river") }; \\VAR{ date("old", "opened") }'
    )
    assert outcome.findings == ()
    assert [u.use.text for u in outcome.value.usages if u.file.startswith("chapters/")] == [
        "about $40 million",
        "40",
        "$40",
        "1.89 per cent",
        "1,500.0 per cent",
        "$42.5 million",
        "$37.5 million",
        "Two",
        "Elbe and Oder",
        "148",
        "Elbe",
        "May 1851",
    ]


@pytest.mark.parametrize(
    ("units", "text"),
    [
        ("", "12.0 percentage points"),
        ('"percentage points" = { suffix = " points" }\n', "12.0 points"),
    ],
)
def test_percentages_differ_by_percentage_points(rivers: Path, units: str, text: str) -> None:
    with (rivers / "data/figures.csv").open("a", encoding="utf-8") as figures:
        figures.write("share-less,share,toll,2000,0.5,percent,1,,guide-toll\n")
    settings = (rivers / "report.toml").read_text("utf-8").replace("[units]\n", f"[units]\n{units}")
    (rivers / "report.toml").write_text(settings, "utf-8")
    (rivers / CHAPTER).write_text('\\VAR{ difference("share-toll", "share-less") }', "utf-8")
    (used,) = (u.use for u in drafted(rivers).value.usages if u.file.startswith("chapters/"))
    assert isinstance(used, DerivedUse)
    assert (used.text, used.unit) == (text, "percentage points")


def test_a_number_without_its_minus_sign_keeps_its_record(chapter: Callable[[str], Outcome[Draft]]) -> None:
    fall, less = 'growth("cost-new", "cost-old")', 'difference("cost-old", "cost-new", decimals=1)'
    outcome = chapter(
        f"\\VAR{{ {fall} }}; \\VAR{{ {fall} | abs }}; \\VAR{{ {less} | abs }}; \\VAR{{ {less} | abs | capital }};\n"
        '\\VAR{ growth("cost-old", "cost-new") | abs }; \\VAR{ figure("cost-new") | abs };\n'
        f'\\VAR{{ "by nine tenths" | when({fall} | abs > 90) }}'
    )
    assert outcome.findings == ()
    uses = [u.use for u in outcome.value.usages if u.file.startswith("chapters/")]
    assert [use.text for use in uses] == [
        "\N{MINUS SIGN}93.8 per cent",
        "93.8 per cent",
        "$37.5 million",
        "$37.5 million",
        "1,500.0 per cent",
        "about $40 million",
    ]
    signed, plain = uses[:2]
    assert isinstance(signed, DerivedUse)
    assert isinstance(plain, DerivedUse)
    assert signed.unrounded == plain.unrounded == Decimal("-93.75")
    assert recorded(signed) == recorded(plain)


def test_a_qualifier_is_of_the_number_with_its_sign(rivers: Path) -> None:
    path = rivers / "data/figures.csv"
    path.write_text(path.read_text("utf-8").replace("1999,40,USD,1e6,about", "1999,-40,USD,1e6,less than"), "utf-8")
    (rivers / CHAPTER).write_text('\\VAR{ figure("cost-new") | abs }', "utf-8")
    (told,) = drafted(rivers).findings
    assert (told.code, told.message) == (
        "NUM002",
        '"less than $\N{MINUS SIGN}40 million" is another number without its minus sign',
    )
    (rivers / CHAPTER).write_text('less than \\VAR{ figure("cost-new", qualifier=False) | abs }', "utf-8")
    outcome = drafted(rivers)
    assert outcome.findings == ()
    assert "$40 million" in text_of(outcome).replace("\\", "")


def test_analysis_is_recorded_with_what_it_rests_on(chapter: Callable[[str], Outcome[Draft]]) -> None:
    outcome = chapter(
        '\\BLOCK{ analysis "dear" rests_on=["guide-new", "cost-new"] }\nToo dear.\n\\BLOCK{ endanalysis }'
    )
    ((_, use),) = outcome.value.analyses
    assert (use.name, use.rests_on) == ("dear", ("guide-new", "cost-new"))
    assert use.rows == (RowRef("figures", "cost-new"),)
    assert "Too dear." in text_of(outcome)


def test_spans_tell_what_calls_have_printed(chapter: Callable[[str], Outcome[Draft]]) -> None:
    text = 'It cost \\VAR{ figure("cost-old") }\\VAR{ cite("guide-old") } in \\VAR{ year("old", "opened") }.\n'
    draft = chapter(text).value
    file = next(f for f in draft.files if f.path.startswith("chapters/"))
    printed = [(recorded(draft.usages[n].use)[0], file.text[begin:end]) for n, begin, end in file.spans]
    assert [kind for kind, _ in printed] == ["figure", "citation", "date"]
    assert printed[0][1] == r"\traced{guide-old}{\used{2}\$2.5 million}"
    assert printed[2][1] == "1851"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ('\\VAR{ figure("cost-odl") }', "NUM001"),
        ('\\VAR{ figure("cost-odl") | spelled }', "NUM001"),
        ('\\VAR{ figure("cost-odl") | capital }', "NUM001"),
        ('\\VAR{ figure("cost-odl") | abs }', "NUM001"),
        ("\\VAR{ cost }", "TPL003"),
        ("\\VAR{ figure( }", "TPL002"),
        ('Bridges \\VAR{ cite("guide-old") }', "TPL005"),
        ('\\VAR{ "dear" | when(1 > 2) }', "NUM004"),
    ],
)
def test_what_is_wrong_in_a_title_is_told_at_its_line(rivers: Path, title: str, code: str) -> None:
    toml = rivers / "report.toml"
    toml.write_text(toml.read_text("utf-8").replace('title = "What bridges cost"', f"title = '{title}'"), "utf-8")
    line = toml.read_text("utf-8").split("\n").index(f"title = '{title}'") + 1
    assert [(f.code, str(f.location)) for f in drafted(rivers).findings] == [(code, f"report.toml:{line}")]


def test_a_call_of_another_template_language_is_a_finding(chapter: Callable[[str], Outcome[Draft]]) -> None:
    outcome = chapter('It cost {{ figure("cost-old") }}.\nWords {% if x %} here.\n')
    assert [(f.code, str(f.location)) for f in outcome.findings] == [
        ("TPL008", f"{CHAPTER}:1:9"),
        ("TPL008", f"{CHAPTER}:2:7"),
    ]


def test_a_call_of_another_template_language_in_a_title_is_a_finding(rivers: Path) -> None:
    path = rivers / "report.toml"
    path.write_text(path.read_text("utf-8").replace('"Bridges by river"', '"{{ name }} by river"'), "utf-8")
    assert [(f.code, str(f.location)) for f in drafted(rivers).findings] == [("TPL008", "report.toml:18")]


def test_an_open_group_is_told_of_on_its_line_of_the_template(chapter: Callable[[str], Outcome[Draft]]) -> None:
    text = "\\BLOCK{ for x in (1, 2, 3) }\nA {word}.\n\\BLOCK{ endfor }\n\nAnother {\\bfseries word.\n\nEnd.\n"
    outcome = chapter(text)
    assert [(f.code, str(f.location)) for f in outcome.findings] == [("TPL009", f"{CHAPTER}:5")]


@pytest.mark.parametrize(
    "way",
    [
        '\\par\\VAR{ "skip 3cm" }',
        '\\par\\VAR{ "skip 3cm"|e }',
        '\\par\\VAR{ "skip 3cm"|e|e }',
        '\\par\\VAR{ "SKIP 3cm"|lower }',
        '\\par\\VAR{ ["skip", "3cm"]|join(" ") }',
        '\\par\\VAR{ "skip " ~ "3cm" }',
        '\\par\\VAR{ "skip 3cm"|when(true) }',
        "\\par \\VAR{- 'skip 3cm' -}",
        "\\par\\BLOCK{ if true }\\VAR{ 'skip 3cm' }\\BLOCK{ endif }",
        "\\par\\BLOCK{ for x in ['skip 3cm'] }\\VAR{ x }\\BLOCK{ endfor }",
        "\\BLOCK{ macro m(x) }\\VAR{ x }\\BLOCK{ endmacro }\\par\\VAR{ m('skip 3cm') }",
        "\\BLOCK{ macro m(x) }\\par\\VAR{ x }\\BLOCK{ endmacro }\\VAR{ m('skip 3cm') }",
        "\\BLOCK{ macro m() }\\par\\VAR{ caller() }\\BLOCK{ endmacro }"
        "\\BLOCK{ call m() }\\VAR{ 'skip 3cm' }\\BLOCK{ endcall }",
        "\\BLOCK{ set x }\\VAR{ 'skip 3cm' }\\BLOCK{ endset }\\par\\VAR{ x }",
        "\\BLOCK{ set x }skip 3cm\\BLOCK{ endset }\\par\\VAR{ x|lower }",
        "\\BLOCK{ set x }\\VAR{ 'skip' }\\BLOCK{ endset }\\par\\VAR{ x|replace('p', 'p 3cm') }",
        "\\par\\BLOCK{ filter lower }SKIP 3cm\\BLOCK{ endfilter }",
        "\\par\\BLOCK{ filter lower }\\VAR{ 'SKIP 3cm' }\\BLOCK{ endfilter }",
    ],
)
def test_a_value_is_parted_from_a_command_however_it_is_made(
    chapter: Callable[[str], Outcome[Draft]], way: str
) -> None:
    assert text_of(chapter(way)) == "\\par skip 3cm"


@pytest.mark.parametrize("sum_", ['figure("cost-old") + figure("cost-new")', '1 - figure("cost-old")'])
def test_numbers_are_not_reckoned_with_by_signs(chapter: Callable[[str], Outcome[Draft]], sum_: str) -> None:
    found = next(f for f in chapter(f"It cost \\VAR{{ {sum_} }}.").findings if f.code == "TPL005")
    assert "total(" in found.hint

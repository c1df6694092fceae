"""Calls and filters with arguments that they do not have say how they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.draft.recorder import CALLS

CHAPTER = "templates/chapters/bridges.tex.j2"


def found(folder: Path, expression: str) -> list[tuple[str, str, str]]:
    (folder / CHAPTER).write_text(f"\\VAR{{ {expression} }}\n", "utf-8")
    findings = pipeline.check(folder, lambda _: None).findings
    return [(f.code, f.message, f.hint) for f in findings if f.location.path == CHAPTER]


@pytest.mark.parametrize("name", [name for name in CALLS if name not in {"analysis", "cite", "rows"}])
def test_every_call_tells_how_it_is_written(name: str, rivers: Path) -> None:
    ((code, message, hint),) = found(rivers, f"{name}(no_such=1)")
    assert code == "TPL005"
    assert message == f"{name}(): got an unexpected keyword argument 'no_such'" or "missing a required" in message
    assert hint.startswith(f"write {name}(")


@pytest.mark.parametrize(
    ("expression", "message", "hint"),
    [
        ('cite("guide-old", no_such="why")', 'there is no rule of wording "no_such" to answer', "answer one of"),
        ('figure("cost-old", colour=1)', "figure(): got an unexpected", "write figure(name, decimals=…"),
        ("cite()", "cite() names no evidence", 'write cite("evidence-id")'),
        ("cite(none)", "cite() names no evidence", 'write cite("evidence-id")'),
        ('cite("")', "cite() names no evidence", 'write cite("evidence-id")'),
        ('cite("guide-old", none)', "cite() names no evidence", 'write cite("evidence-id")'),
        ('cite(["guide-old"])', "cite() names no evidence", 'write cite("evidence-id")'),
        ("figure()", "figure(): missing a required argument: 'name'", "write figure(name, decimals=…"),
        ('share("a", "b", 1, 2)', "share(): too many positional arguments", "write share(part, whole, decimals=…)"),
        ('figure(["cost-old"])', "figure() cannot use what it is given", "write figure(name,"),
        ("source(none)", "source() cannot use what it is given: key is a text, and not none", "write source(key)"),
        ("value(3, 'name')", "value() cannot use what it is given: name is a text, and not", "write value("),
        ("total('cost-old', none)", "total() cannot use what it is given: names is a text, and not", "write total("),
        ("index(none)", "index() cannot use what it is given: table is a text, and not none", "write index("),
        ("count(none)", "count() cannot use what it is given: rows are rows, as rows(…) gives them", "write count("),
        ('count("abc")', "count() cannot use what it is given: rows are rows, as rows(…) gives them", "write count("),
        ('figure("cost-old") | spelled(3)', "spelled(): too many positional arguments", "write … | spelled"),
        ('"dear" | when', "when(): missing a required argument", "write … | when("),
    ],
)  # fmt: skip
def test_wrong_arguments_are_told_in_the_words_of_templates(
    expression: str, message: str, hint: str, rivers: Path
) -> None:
    (told,) = found(rivers, expression)
    assert told[0] == "TPL005"
    assert told[1].startswith(message)
    assert told[2].startswith(hint)


@pytest.mark.parametrize(
    ("expression", "code", "message"),
    [
        ('count(rows("bridges"), "nmae")', "TPL006", 'table "bridges" has no column "nmae"'),
        ('trend(rows("bridges"), "length", by="nmae")', "TPL006", 'trend() was given rows without a column "nmae"'),
        ('rows("bridges") | map(attribute="nmae") | list', "TPL003", 'row "toll" of the table "bridges" has no column'),
        ('[rows("bridges")[0].nmae]', "TPL003", 'row "old" of the table "bridges" has no column "nmae"'),
        ('{"a": rows("bridges")[0].nmae}', "TPL003", 'row "old" of the table "bridges" has no column "nmae"'),
        ('rows("bridges")[0].nmae', "TPL003", 'row "old" of the table "bridges" has no column "nmae"'),
        ("[nmae]", "TPL003", "'nmae' is undefined"),
    ],
)
def test_a_column_that_is_not_there_is_named_and_never_printed(
    expression: str, code: str, message: str, rivers: Path
) -> None:
    (told,) = found(rivers, expression)
    assert told[0] == code
    assert told[1].startswith(message)
    assert (told[2] == "name a column of that table") == ("row " in message)


def test_counting_the_values_of_a_column_still_works(rivers: Path) -> None:
    assert all(code not in {"TPL005", "TPL006"} for code, _, _ in found(rivers, 'count(rows("bridges"), "river")'))
    assert all(code not in {"TPL005", "TPL006"} for code, _, _ in found(rivers, 'count([], "river")'))

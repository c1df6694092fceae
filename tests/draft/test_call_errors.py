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

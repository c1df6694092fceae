"""What is filled in when the whole brief is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('index("bridge")', 'no table "bridge"'),
        ('index("bridges", "nam")', 'table "bridges" has no column "nam"'),
        ('tally("bridges")', 'nothing counts "bridges"'),
    ],
)
def test_a_part_of_what_is_not_there(rivers: Path, call: str, message: str) -> None:
    template = rivers / "templates/brief.tex.j2"
    text = template.read_text("utf-8").replace("\\end{document}", f"\\VAR{{ {call} }}\n\\end{{document}}")
    template.write_text(text, "utf-8")
    outcome = pipeline.build(rivers, lambda _: None)
    (found,) = [finding for finding in outcome.findings if finding.code == "TPL006"]
    assert message in found.message
    assert outcome.value is None

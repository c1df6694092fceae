from __future__ import annotations

from pathlib import Path

from reportgen.typeset.characters import beyond, covered, declared
from reportgen.typeset.engine import fallback_fonts


def test_pdflatex_sets_what_the_encodings_declare(tmp_path: Path) -> None:
    encoding = tmp_path / "t1enc.dfu"
    encoding.write_bytes(b"\\DeclareUnicodeCharacter{00E9}{\\'e}\n\\DeclareUnicodeCharacter{2013}{\\textendash}\n")
    settable = declared((encoding,))
    assert {"a", "é", "–", "~"} <= settable
    assert beyond({"a.tex": "né\nЖуков Жж", "b.tex": "plain"}, settable) == {
        "a.tex": tuple(sorted(((2, c) for c in "Жжуков"), key=lambda pair: pair[1])),
    }


def test_the_fallback_fonts_cover_other_scripts() -> None:
    found = covered(fallback_fonts())
    assert set("Жукаძწ\u0531Ωß") <= found
    assert "\ufffd" not in found
    assert "漢" not in found

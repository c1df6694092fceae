"""Templates with edits in them, as text and as a patch."""

from __future__ import annotations

import subprocess
from pathlib import Path

from reportgen.edits.model import Change, Edit, Printed, Revision, Splice, Templates, WordPlace
from reportgen.edits.rewrite import misprinted, patch, rewritten
from reportgen.findings.model import Location

TEXTS = {"t.tex": "One line.\nAnother one.\nNo end"}


def edit(begin: int, end: int, text: str, printed: str = "") -> Edit:
    change = Change(0, begin, end, printed or text)
    splices = (Splice(WordPlace("t.tex", begin, end), text),)
    return Edit(Revision(0, 0, "", ""), "applied", Location("t.tex", 1), splices=splices, change=change)


def test_splices_change_their_places_alone() -> None:
    made = rewritten(TEXTS, [edit(10, 17, "A third"), edit(3, 3, " short")])
    assert made == {"t.tex": "One short line.\nA third one.\nNo end"}


def test_a_patch_is_one_that_git_applies(tmp_path: Path) -> None:
    (tmp_path / "t.tex").write_text(TEXTS["t.tex"], "utf-8")
    new = {"t.tex": "One line.\nAnother one.\nAn end"}
    (tmp_path / "p").write_text(patch(TEXTS, new), "utf-8")
    subprocess.run(["git", "apply", "p"], cwd=tmp_path, check=True)
    assert (tmp_path / "t.tex").read_text("utf-8") == new["t.tex"]


def test_an_edit_that_would_not_print_as_it_was_typed_is_named() -> None:
    before = Templates(TEXTS, (Printed("One line.", ()),))
    edits = [edit(3, 3, " short")]
    assert list(misprinted(before, [Printed("One short line.", ())], edits)) == []
    assert list(misprinted(before, [Printed("One shor line.", ())], edits)) == [0]

from __future__ import annotations

from reportgen.typeset.pages import Sheets, pages, sheets

NOTED = {
    "brief.aux": b"\\rgcontents{1}{2}\n\\newlabel{exhibit:cost}{{1}{3}{Cost}{rgfigure.1}{}}\n",
    "brief.uses": b"\\rgsheet{1}\n\\rgpage{ev.old}{2}\n\\rgpage{use.4}{2}\n\\rgsheet{2}\n",
    "brief.late": b"\\rgpage{ev.old}{9}\n\\rgsheet{9}\n",
}


def test_pages_are_read_from_what_was_noted_early_and_late() -> None:
    found = pages(NOTED)
    assert found.evidence == {"old": ("2", "9")}
    assert found.usages == {4: ("2",)}
    assert found.exhibits == {"cost": ("figure", "1", "3")}


def test_sheets_are_told_in_the_order_in_which_they_were_set() -> None:
    assert sheets(NOTED) == Sheets(1, 2, ("1", "2", "9"))
    assert sheets({"brief.uses": NOTED["brief.uses"]}) == Sheets(0, 0, ("1", "2"))
    assert sheets({"brief.aux": NOTED["brief.aux"]}) is None

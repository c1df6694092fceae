"""Hostile strings on every way to the page, a short form of ``make fuzz``; and the escaper, read back."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.text.characters import unsettable
from reportgen.text.latex import control, escape
from trials.fuzz import fits, random_strings, try_out
from trials.fuzzproject import WAYS, Case

STRINGS = Path(__file__).parents[1] / "trials" / "strings"
PRINTED = {
    "textbackslash": "\\",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textasciigrave": "`",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textminus": "\N{MINUS SIGN}",
    "allowbreak": "",
}
PIECE = re.compile(r"\\([a-z]+)\{\}|\\(.)|(~)|([^\\{}$&#%_^`'\"~])", re.DOTALL)


def read_back(latex: str) -> str:
    """Return what TeX prints for escaped text."""
    latex = re.sub(r"^\{\}(?= *[\[*])", "", latex)
    printed, at = "", 0
    while at < len(latex):
        piece = PIECE.match(latex, at)
        assert piece, f"TeX would act on {latex[at : at + 20]!r}"
        command, symbol, tie, plain = piece.groups()
        if command:
            printed += PRINTED[command]
        elif symbol:
            printed += {"/": "", "-": "\u00ad"}.get(symbol, symbol)
        else:
            printed += "\u00a0" if tie else plain
        at = piece.end()
    return printed


@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_what_tex_prints_is_what_the_data_say(text: str) -> None:
    said = unicodedata.normalize("NFC", text)
    said = re.sub("[\t\n\r\x85\u2028\u2029]+", " ", said)
    wanted = "".join("\ufffd" if control(c) else c for c in said)
    assert read_back(escape(text)) == wanted


@given(st.text(alphabet="-<>,?!`'\"f", max_size=40))
def test_no_two_characters_meet_that_fonts_join(text: str) -> None:
    assert not re.search(r"--|<<|>>|,,|[?!]`|``|''", escape(text))


@given(st.integers(31, 400))
def test_a_long_word_may_be_broken_everywhere(length: int) -> None:
    pieces = escape("9" * length).split(r"\allowbreak{}")
    assert "".join(pieces) == "9" * length
    assert max(map(len, pieces)) <= 10


@given(st.characters(codec=None))
def test_no_character_is_replaced_that_would_not_be_reported(character: str) -> None:
    if control(character):
        assert unsettable(character)


@pytest.mark.tex
def test_every_string_comes_out_unchanged_or_is_reported() -> None:
    naughty = [s for s in json.loads((STRINGS / "blns.json").read_text("utf-8")) if s.strip()]
    names = json.loads((STRINGS / "names.json").read_text("utf-8"))
    strings = [*names, *naughty[::9], *random_strings(40, seed=7)]
    per_way = [w for w in WAYS if w not in "AL"]
    # Each way takes another part of the strings, so that one brief holds them all.
    cases = [Case(way, n, s) for n, s in enumerate(strings) for way in (per_way[n % 7], per_way[7 + n % 7])]
    cases += [Case("L", n, s) for n, s in enumerate(names[:12])]
    cases = [c for c in cases if c.text.strip() and fits(c.way, c.text)]
    became, _ = try_out(cases)
    counts = Counter(what.partition(":")[0] for what in became.values())
    assert {case: what for case, what in became.items() if what.startswith("lost")} == {}
    assert counts.total() == len(cases)
    assert counts["unchanged"] > counts["reported"] > 0

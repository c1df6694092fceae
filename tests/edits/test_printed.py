"""Blocks with marks → paragraphs with the origin of each character."""

from __future__ import annotations

import json
from typing import Any

from reportgen.edits.mark import BEHIND, CLOSE, USE, Marker
from reportgen.edits.model import Source, WordPlace
from reportgen.edits.printed import printed
from reportgen.findings.model import Location


def words(text: str) -> list[Any]:
    made: list[Any] = []
    for part in text.split(" "):
        made += [{"t": "Str", "c": part}, {"t": "Space"}]
    return made[:-1]


def test_each_character_knows_its_place_or_its_usage() -> None:
    marker = Marker()
    marked = marker.mark("t", "He  paid a lot.")
    bought = marked[marked.index("paid") + 4 : marked.rindex(".") - 1]
    say = marked.replace("  ", " ").replace(bought, f" {chr(USE + 7)}$5{CLOSE}")
    made = printed([json.dumps([{"t": "Para", "c": words(say)}]).encode()], marker, {}).printed[0]
    assert made.text == "He paid $5."
    assert made.origins[0] == WordPlace("t", 0, 1)
    assert made.origins[2] == WordPlace("t", 2, 4)
    assert made.origins[8:10] == (7, 7)


def test_words_that_stand_twice_are_known() -> None:
    marker = Marker()
    block = {"t": "Para", "c": words(marker.mark("t", "Again."))}
    templates = printed([json.dumps([block, block]).encode()], marker, {})
    assert {p.begin for p in templates.repeated} == set(range(6))


def test_a_stop_before_the_mark_of_a_note_has_its_place() -> None:
    marker = Marker()
    marked = marker.mark("t", "Said.")
    text = f"{marked[:5]}.{chr(USE + 3)}12{BEHIND}{marked[5]}"
    made = printed([json.dumps([{"t": "Plain", "c": words(text)}]).encode()], marker, {}).printed[0]
    assert made.text == "Said.12"
    assert made.origins[4:] == (WordPlace("t", 4, 5), 3, 3)


def test_passages_know_their_rows_and_notes_follow_their_paragraph() -> None:
    source = Source("evidence a", Location("bib/evidence.csv", 2))
    link = {"t": "Link", "c": [["", [], []], words("a"), ["rg:passage/a", ""]]}
    note = {"t": "Note", "c": [{"t": "Para", "c": words("below")}]}
    blocks = [
        {"t": "Div", "c": [["", [], []], [{"t": "Para", "c": [link]}]]},
        {"t": "Para", "c": [*words("above"), note]},
    ]
    made = printed([json.dumps(blocks).encode()], Marker(), {"a": source}).printed
    assert [p.text for p in made] == ["a", "above", "below"]
    assert [p.about for p in made] == [source, None, None]

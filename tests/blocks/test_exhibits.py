from __future__ import annotations

from dataclasses import replace

from blocks.making import Text
from reportgen.blocks.exhibits import foot, label
from reportgen.blocks.nodes import text, words


def test_an_exhibit_is_called_by_its_form_and_number_in_the_brief_s_words(rivers_text: Text) -> None:
    table, figure = rivers_text.edition.exhibits
    assert [label(shown, rivers_text.edition) for shown in (table, figure)] == ["Table\u00a01", "Figure\u00a01"]
    german = replace(rivers_text.edition, words={**rivers_text.edition.words, "Table": "Tabelle"})
    assert label(table, german) == "Tabelle\u00a01"


def test_a_note_and_a_source_line_stand_below_only_where_there_are_some(rivers_text: Text) -> None:
    shown = replace(rivers_text.edition.exhibits[0], note="")
    assert list(foot(shown, rivers_text.edition, [])) == []
    (below,) = foot(replace(shown, note="Of five."), rivers_text.edition, [text("Guide")])
    assert [words(line) for line in below["c"][1]] == ["Note Of five.", "Source Guide"]

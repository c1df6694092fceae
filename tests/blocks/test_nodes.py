from __future__ import annotations

import json

from reportgen.blocks.nodes import attributes, document, link, para, span, strong, text, words


def test_words_are_what_a_reader_reads() -> None:
    quoted = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, [text("so")]]}
    note = {"t": "Note", "c": [para([text("below")])]}
    said = [link([text("a")], "https://example.org"), {"t": "Space"}, span([strong("b")], attributes()), quoted, note]
    assert words(para([*said, {"t": "Code", "c": [attributes(), "c"]}])) == "a b“so”c"
    assert words({"t": "RawInline", "c": ["html", "<b>"]}) == words([]) == ""


def test_a_document_names_what_it_is_given() -> None:
    made = json.loads(document([para([text("é")])], lang="fr", title=""))
    assert made["meta"] == {"lang": {"t": "MetaInlines", "c": [text("fr")]}}
    assert made["blocks"] == [para([text("é")])]


def test_attributes_leave_out_what_is_empty() -> None:
    assert attributes("a", ["b"], aria_label="c", work="") == ["a", ["b"], [["aria-label", "c"]]]

"""Encodings told by their bytes."""

from __future__ import annotations

import pytest

from reportgen.text.encodings import likely_encoding

TEXTS = {
    "windows-1252": (
        "Brücke über die Elbe",
        "le coût de la forêt, à Orléans",
        "São Paulo, Peñón",
        "“It’s” – €5",
        "Malmö",
    ),
    "windows-1251": ("Мост через Волгу", "Россия и Беларусь", "Україна, Київ"),
    "windows-1250": ("Łódź, Kraków i Wrocław", "Příliš žluťoučký kůň"),
    "koi8-r": ("Мост через Волгу", "Россия и Беларусь"),
    "cp866": ("Мост через Волгу", "Россия и Беларусь"),
    "mac-roman": ("Brücke über die Elbe", "le coût de la forêt, à Orléans"),
}


@pytest.mark.parametrize(("encoding", "text"), [(name, text) for name, texts in TEXTS.items() for text in texts])
def test_the_encoding_of_a_few_words(encoding: str, text: str) -> None:
    assert likely_encoding(f"id,name\n1,{text}\n".encode(encoding)) == encoding


def test_a_byte_that_is_wrong_in_utf_8() -> None:
    assert likely_encoding("Łódź, Kraków".encode() + b"\xff") == "utf-8"

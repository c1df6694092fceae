"""Names of languages for TeX, and the tool's own words in them."""

from __future__ import annotations

import pytest
from babel import Locale

from reportgen.text.translations import own_word, quotes, tex_name, tex_package
from reportgen.text.wording import Wording


@pytest.mark.parametrize(
    ("tag", "name", "package"),
    [
        ("en-GB", "english", "texlive-lang-european"),
        ("de-AT", "ngerman", "texlive-lang-german"),
        ("pt-BR", "brazilian", "texlive-lang-portuguese"),
        ("pt", "portuguese", "texlive-lang-portuguese"),
        ("nb", "norsk", "texlive-lang-european"),
        ("sl", "slovene", "texlive-lang-european"),
        ("sr-Cyrl", "serbianc", "texlive-lang-cyrillic"),
        ("ka", "georgian", "texlive-lang-other"),
        ("cs", "czech", "texlive-lang-czechslovak"),
    ],
)
def test_tex_calls_languages_so(tag: str, name: str, package: str) -> None:
    assert tex_name(str(Locale.parse(tag, sep="-").english_name)) == name
    assert tex_package(name) == package


@pytest.mark.parametrize(
    ("language", "words", "written"),
    [
        ("en-GB", {}, "1990s"),
        ("de-DE", {}, "1990er Jahre"),
        ("ru", {}, "1990-е"),
        ("fi", {}, "1990s"),
        ("fi", {"0s": "0-luku"}, "1990-luku"),
    ],
)
def test_decades_are_written_in_the_language(language: str, words: dict[str, str], written: str) -> None:
    wording = Wording(language, {}, words)
    assert wording.year("199X") == wording.date("199X") == written


def test_words_that_the_tool_does_not_know_are_none() -> None:
    assert own_word("as cited in", "ru-RU") == "цит. по:"
    assert own_word("as cited in", "fi") == ""


@pytest.mark.parametrize(
    ("language", "text", "written"),
    [
        ("tr", "ilk köprü", "İlk köprü"),
        ("tr", "ırmak", "Irmak"),
        ("en", "islands", "Islands"),
        ("ka", "თბილისი", "თბილისი"),
        ("de", "", ""),
    ],
)
def test_capitals_are_those_of_the_language(language: str, text: str, written: str) -> None:
    assert Wording(language, {}, {}).capital(text) == written


@pytest.mark.parametrize(
    ("language", "signs"),
    [("en-GB", "“ ”"), ("de-AT", "„ “"), ("fr", "«\u00a0 \u00a0»"), ("ru-RU", "« »"), ("pl", "„ ”"), ("xx", "“ ”")],
)
def test_quotations_stand_between_the_signs_of_the_language(language: str, signs: str) -> None:
    assert " ".join(quotes(language)) == signs

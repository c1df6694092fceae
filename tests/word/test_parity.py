"""PDF, page and Word file of a brief say the same; of the brief itself tests/brief holds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from webpage.parity import missing, sentences
from word.parity import differences, in_word
from word.reading import WordFile

pytestmark = pytest.mark.tex
Three = tuple[bytes, str, WordFile]


@pytest.fixture
def three(built_features: Path, request: pytest.FixtureRequest) -> Three:
    """The PDF, the page and the Word file of a volume that places all that templates can place."""
    build = built_features / "build" / request.param
    word = WordFile(build.with_suffix(".docx").read_bytes())
    return build.with_suffix(".pdf").read_bytes(), build.with_suffix(".html").read_text("utf-8"), word


@pytest.mark.parametrize(("three", "numbered"), [("brief", True), ("annex", False)], indirect=["three"])
def test_page_and_word_file_say_the_same_sign_by_sign(three: Three, numbered: bool) -> None:
    _, html, word = three
    assert len(in_word(word, numbered)) > 20
    assert differences(html, word, numbered) == ([], [])


@pytest.mark.parametrize("three", ["brief"], indirect=True)
def test_the_pdf_says_every_sentence_of_both(three: Three) -> None:
    pdf, html, _ = three
    assert len(list(sentences(html))) > 30
    assert missing(html, pdf) == []


@pytest.mark.parametrize("three", ["brief"], indirect=True)
@pytest.mark.parametrize(
    ("ours", "other"),
    [
        (b"$2.5 million", b"$2.6 million"),
        (b"Old Bridge", b"Old\xe2\x80\x89Bridge"),
        (b"per cent", b"per\xc2\xa0cent"),
        (b"sec. ", b"sec "),
    ],
)
def test_a_sign_that_only_one_of_them_has_is_seen(three: Three, ours: bytes, other: bytes) -> None:
    _, html, word = three
    parts = {name: word.parts[name] for name in ("word/document.xml", "word/endnotes.xml")}
    assert any(ours in part for part in parts.values())
    for name, part in parts.items():
        word.parts[name] = part.replace(ours, other)
    only_page, only_word = differences(html, word, True)
    assert only_page
    assert only_word

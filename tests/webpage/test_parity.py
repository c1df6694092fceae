"""The PDF and the page of a brief say the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen import pipeline
from review.conftest import change
from webpage.parity import missing, numbers, pages, sentences
from webpage.reading import parsed

Both = tuple[str, bytes]


@pytest.fixture(scope="module")
def both(built_rivers: Path, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """The page and the PDF of the small project."""
    folder = Path(shutil.copytree(built_rivers, tmp_path_factory.mktemp("both") / "rivers"))
    title = (folder / "report.toml").read_text("utf-8").splitlines()[0]
    change(folder, "report.toml", title, f'{title}\noutputs = ["pdf", "html"]')
    assert pipeline.build(folder, lambda _: None).findings == ()
    return (folder / "build/brief.html").read_text("utf-8"), (folder / "build/brief.pdf").read_bytes()


@pytest.mark.tex
def test_the_pdf_says_every_sentence_of_the_page(both: Both) -> None:
    assert len(list(sentences(both[0]))) > 30
    assert missing(*both) == []


@pytest.mark.tex
def test_the_page_says_every_number_of_the_pdf(both: Both) -> None:
    html, pdf = both
    (main,) = parsed(html).all("main")
    said = numbers(" ".join([*sentences(html), *(text.text for text in main.all("text"))]))
    labels = {str(number) for number in range(1, len(pages(pdf)) + 1)}
    assert {n for n in numbers(" ".join(pages(pdf))) if n not in said} <= labels


@pytest.mark.tex
def test_a_sentence_or_digit_that_only_one_of_them_says_is_seen(both: Both) -> None:
    html, pdf = both
    assert "$2.5 million" in html
    (told,) = missing(html.replace("$2.5 million", "$2.6 million", 1), pdf)
    assert "$2.6 million" in told

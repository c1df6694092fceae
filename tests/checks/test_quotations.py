"""Words in quotation marks against the passages that are cited for them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.checks.quotation_marks import quotations

CHAPTER = "templates/chapters/bridges.tex.j2"
OLD, NEW, TOLL = (rf'\VAR{{ cite("guide-{name}") }}' for name in ("old", "new", "toll"))


def told(folder: Path, said: str) -> list[str]:
    """Return what is told of quotations in a chapter that begins with a paragraph."""
    chapter = folder / CHAPTER
    if "%%" not in chapter.read_text("utf-8"):
        chapter.write_text("%%\n" + chapter.read_text("utf-8"), "utf-8")
    chapter.write_text(f"{said}\n\n%%\n" + chapter.read_text("utf-8").partition("%%\n")[2], "utf-8")
    found = pipeline.check(folder, lambda _: None).findings
    return [f"{f.code} {f.message} | {f.hint}" for f in found if f.code in {"EVI018", "EVI019", "EVI029"}]


@pytest.mark.parametrize(
    "said",
    [
        f"It was “opened in May after nine years”{OLD}.",
        f"It was ``opened in May after nine years''{OLD}.",
        f'It was "opened in May after nine years"{OLD}.',
        f"It was «opened in May after nine years»{OLD}.",
        f"It was ‘opened in May after nine years’{OLD}.",
        f"It was `opened in May after nine years'{OLD}.",
        rf"It was \enquote{{opened in May after nine years}}{OLD}.",
        f"“Since then it has carried every load.”{OLD}",
        f"“The town had borrowed most of the money from merchants,” it says{OLD}.",
        f"It “was opened in May […] and had cost” a lot{OLD}.",
        f"It “was opened in [the month of] May after nine years”{OLD}.",
        f"“[O]pened in May after nine years”, it says{OLD}.",
        f"It was “the first … that did not burn”{OLD}.",
        f"It “did not burn. The arch bridge, 402.5 metres long”, is said to last{OLD}.",
        f"It was built{OLD}, in a “never seen” way.",
        f"Of “A Guide to Bridges” we know “the letters”{OLD}.",
        f"The towns' bridge and the town's load and the boats' are `old'{OLD}.",
        rf"It was built\footnote{{It was “opened in May after nine years”{OLD}.}}{OLD}.",
        rf"\begin{{quote}}Since then it has carried every load{OLD}.\end{{quote}}",
        rf"It \enquote{{was \textins{{then}} opened in May \textelp{{}} and had cost}} a lot{OLD}.",
        f"Who crosses “cost forty million and took long” reads{NEW}.",
    ],
)
def test_words_that_the_source_has(rivers: Path, said: str) -> None:
    assert told(rivers, said) == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (f"It is said that “the bridge will never open”{OLD}.", "the bridge will never open"),
        (f"It is said that ``the bridge will never open''{OLD}.", "the bridge will never open"),
        (f'It is said that "the bridge will never open"{OLD}.', "the bridge will never open"),
        (f"It is said that «the bridge will never open»{OLD}.", "the bridge will never open"),
        (f"It is said that ‘the bridge will never open’{OLD}.", "the bridge will never open"),
        (f"It is said that `the bridge will never open'{OLD}.", "the bridge will never open"),
        (rf"It is said that \enquote{{the bridge will never open}}{OLD}.", "the bridge will never open"),
        (f"It was “opened in June after nine years”{OLD}.", "opened in June after nine years"),
        (f"It was “opened in May after nine years”, “to the joy of all”{OLD}.", "to the joy of all"),
        (f"It had “carried every load. It will do so”, they say{OLD}.", "It will do so"),
        (rf"It was built\footnote{{“The bridge will never open”{OLD}.}}{OLD}.", "The bridge will never open"),
        (rf"\begin{{quote}}The bridge will never open{OLD}.\end{{quote}}", "The bridge will never open."),
        (f"It “had cost […] opened in May after”, they say{OLD}.", "had cost […] opened in May after"),
        (f"It is said: “The bridge will never open{OLD}.", "The bridge will never open."),
    ],
)
def test_words_that_it_does_not_have_are_evi018(rivers: Path, said: str, words: str) -> None:
    assert any(each.startswith(f'EVI018 "{words}') for each in told(rivers, said)), told(rivers, said)


@pytest.mark.parametrize(
    "marks",
    [
        *("‹%s›", "›%s‹", "»%s«", "„%s“", "„%s”", "”%s”", "’%s’", "「%s」", ",,%s''", "''%s''", "'%s'", "<<%s>>"),
        *(
            r"\glqq %s\grqq",
            r"{\glqq{}%s\grqq{}}",
            r"\flqq %s \frqq",
            r"\glq %s\grq{}",
            r"\guillemotleft %s\guillemotright",
        ),
        *(
            r"\guilsinglleft %s\guilsinglright{}",
            r"\quotedblbase %s\textquotedblleft{}",
            r"\openautoquote %s\closeautoquote{}",
        ),
        *(r"\enquote*{%s}", r"\textquote[Smith][.]{%s}", r"\blockquote[X]{%s}", r"\say{%s}", r"\mkbibquote{%s}"),
        *(r"\foreigntextquote{german}{%s}", r"\hyphenquote{german}{%s}", r"\textcquote[1][2]{key}[.]{%s}"),
        *(r"\begin{verse}%s\end{verse}", r"\begin{displayquote}[X][.] %s\end{displayquote}"),
        r"\begin{foreigndisplayquote}{german}%s\end{foreigndisplayquote}",
    ],
)
def test_all_marks_of_quotations_are_read(rivers: Path, marks: str) -> None:
    for words, lost in (("the bridge will never open", 1), ("opened in May after nine years", 0)):
        said = marks % (words + OLD) if "begin" in marks else f"It is said that {marks % words}{OLD}."
        found = told(rivers, said)
        assert [each.startswith(f'EVI018 "{words}" ') for each in found] == [True] * lost, found


@pytest.mark.parametrize(
    "said", ["’Tis the towns’ bridge", "In the ’90s the towns’ bridge", "It is 5' long and 6' wide now"]
)
def test_apostrophes_open_no_quotation(said: str) -> None:
    assert quotations([said]) == ()


def test_brackets_behind_the_beginning_of_a_quotation_are_words(rivers: Path) -> None:
    (found,) = told(rivers, rf"\begin{{quote}}[We know] that it will never open{OLD}\end{{quote}}")
    assert found.startswith('EVI018 "that it will never open"')


def test_words_of_another_section_are_evi018(rivers: Path) -> None:
    (message,) = told(rivers, f"It “was opened in 1999, to take the lorries off”{OLD}.")
    assert message.startswith('EVI018 "was opened in 1999, to take the lorries off" stands elsewhere than the passage')
    assert 'it stands in section "The New Bridge"' in message


def test_the_hint_shows_what_the_text_says(rivers: Path) -> None:
    (message,) = told(rivers, f"It was “opened in June after nine years”{OLD}.")
    assert "nearest in the text: opened in [-June-] {+May+} after nine years" in message


def test_a_translation_is_marked(rivers: Path) -> None:
    said = f"It says “the bridge will never open” (our translation){OLD}."
    assert len(told(rivers, said)) == 1
    works = rivers / "bib/sources.bib"
    works.write_text(works.read_text("utf-8").replace("{Guide},", "{Guide}, langid = {german},"), "utf-8")
    # The text is in English, whatever the entry says.
    assert [each[:6] for each in told(rivers, said)] == ["EVI018"]
    text = rivers / "bib/texts/guide.txt"
    german = "Die Brücke wird nie geöffnet, und der Rat hat das Geld nicht, das sie kostet, sagt man in der Stadt."
    text.write_text(f"The Old Bridge\n\n{german}\n" * 30, "utf-8")
    assert [each for each in told(rivers, said) if "will never" in each] == []
    assert len([each for each in told(rivers, said.replace(" (our translation)", "")) if "will never" in each]) == 1


def test_words_that_are_no_translation_are_not_called_one(rivers: Path) -> None:
    said = f"It was “opened in May after nine years” (our translation){OLD}."
    assert told(rivers, said) == []
    works = rivers / "bib/sources.bib"
    works.write_text(works.read_text("utf-8").replace("{Guide},", "{Guide}, langid = {british},"), "utf-8")
    (message,) = told(rivers, said)
    assert message.startswith('EVI029 "opened in May after nine years" is called a translation, and its source is in')
    assert told(rivers, f"The guide was translated in May; it was “opened in May after nine years”{OLD}.") == []


def test_cells_are_looked_up(rivers: Path) -> None:
    data = rivers / "data/figures.csv"
    package = rivers / "data/datapackage.json"
    assert "cost-old" in data.read_text("utf-8")
    assert package.exists()
    text = data.read_text("utf-8")
    head = text.splitlines()[0].split(",")
    row = next(line for line in text.splitlines() if line.startswith("cost-old,")).split(",")
    row[head.index("measure")] = "cost that “the bridge will never bear”"
    data.write_text(
        text.replace(next(x for x in text.splitlines() if x.startswith("cost-old,")), ",".join(row)), "utf-8"
    )
    found = pipeline.check(rivers, lambda _: None).findings
    assert any(f.code == "EVI018" and f.location.path == "data/figures.csv" for f in found)


def test_the_lock_vouches_for_words_whose_text_is_away(rivers: Path) -> None:
    said = f"“Since then it has carried every load”, it says{OLD}."
    assert told(rivers, said) == []
    pipeline.lock(rivers, lambda _: None)
    shutil.rmtree(rivers / "bib/texts")
    assert told(rivers, said) == []
    assert [each[:6] for each in told(rivers, said.replace("has", "had"))] == ["EVI019"]
    assert told(rivers, f"It was “opened in May after nine years”, says the guide{OLD}.") == []


def test_what_is_misquoted_is_not_locked(rivers: Path) -> None:
    said = f"“Since then it had carried every load”, it says{OLD}."
    assert [each[:6] for each in told(rivers, said)] == ["EVI018"]
    pipeline.lock(rivers, lambda _: None)
    shutil.rmtree(rivers / "bib/texts")
    assert [each[:6] for each in told(rivers, said)] == ["EVI019"]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["He said “this is it”."], ["this is it"]),
        (["He said “this is", "it and", "that” too."], ["this is", "it and", "that"]),
        (["“He said ‘this is it’ then”."], ["He said ‘this is it’ then"]),
        (["“outer “inner” words here” and"], ["outer “inner” words here"]),
        (["»this is it« and „this was it“"], ["this is it", "this was it"]),
        (["the ‘old towns’ hope for it’ and"], ["old towns’ hope for it"]),
        (['12" pipes and 6" pipes are here'], []),
        (["rock ’n’ roll and the towns’ own ’tis said"], []),
        (["“two words” and “one”"], []),
        (["“a", "b"], []),
    ],
)
def test_where_quotations_begin_and_end(sentences: list[str], expected: list[str]) -> None:
    assert [quotation.words for quotation in quotations(sentences)] == expected

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.findings.model import Location
from reportgen.inputs.evidence.model import Evidence, Passage
from reportgen.inputs.evidence.passages import THRESHOLD, locate
from reportgen.inputs.texts.read import source_text

RULE = " " * 40
TEXT = f"""1. The Old Bridge

The bridge was opened in May after nine years of work, in 1851-18602 they
say, and "nobody" was drowned. Toll was taken from everybody who
crossed on foot.1 The multi-
speed ferry went out of use, which was agreed in 1994-20002 by all

{RULE}
1 Children crossed for nothing, says Pier, and dogs swam.
2 It burned down.
\fof the towns.

2. The New Bridge

The towns have agreed that toll was taken from everybody who came by
cart. The new one cost forty million.
"""


def row(quote: str, section: str = "1", footnote: str = "", page: str = "") -> Evidence:
    return Evidence("e", "guide", section, footnote, page, quote, "", "", Location("bib/evidence.csv", 2, 1))


def find(quote: str, section: str = "1", footnote: str = "", text: str = TEXT) -> Passage:
    source = source_text("guide", "0", text, ["1", "2"])
    return locate([row(quote, section, footnote)], {"guide": source})["e"]


@pytest.mark.parametrize(
    ("quote", "section", "footnote"),
    [
        ("opened in May after nine years", "1", ""),
        ("Opened in May after nine years,", "1", ""),
        ("the multi-speed ferry went", "1", ""),
        ("agreed in 1994-2000 by all of the towns", "1", ""),
        ("agreed in 1994-20002 by all of the", "1", ""),
        ("who crossed on foot.1 The", "1", ""),
        ("says Pier, and dogs swam", "1", "1"),
        ("cost forty million", "2", ""),
        ("The New Bridge", "2", ""),
    ],
)
def test_word_for_word_once_and_in_its_place(quote: str, section: str, footnote: str) -> None:
    found = find(quote, section, footnote)
    assert (found.match, found.count, found.score) == ("exact", 1, 100.0)
    assert (found.section, found.footnote) == (section, footnote)


def test_a_section_is_named_as_the_text_does_where_the_row_is_wrong() -> None:
    assert find("cost forty million", "1").section == "2. The New Bridge"
    assert find("cost forty million", "2. The new bridge").section == "2. The new bridge"
    assert find("and dogs swam", "1", "2").footnote == "1"


def test_of_several_places_the_one_that_the_row_says_is_given() -> None:
    for section in ("1", "2"):
        found = find("toll was taken from everybody who", section)
        assert (found.count, found.section) == (2, section)


def test_a_quotation_does_not_run_from_one_footnote_into_another() -> None:
    assert find("dogs swam. It burned").match == ""


def test_nearly_is_fuzzy() -> None:
    found = find("opened in May after nien years of work")
    assert found.match == "fuzzy"
    assert THRESHOLD <= found.score < 100
    assert found.nearest == "opened in May after nine years of work,"
    assert found.section == "1"


@pytest.mark.parametrize(
    "quote", ["agreed in 1994-2001 by all of the towns", "opened in June after ten months of work", "of the towns was"]
)
def test_another_number_or_wording_is_not_found(quote: str) -> None:
    found = find(quote)
    assert (found.match, found.count) == ("", 0)
    assert len(found.nearest.split()) <= len(quote.split()) + 8


@pytest.mark.parametrize("quote", ["", "—", "xyzzy plugh", "xyzzy"])
def test_nothing_like_it(quote: str) -> None:
    found = find(quote)
    assert (found.match, found.nearest, found.position) == ("", "", -1)


def test_rows_without_a_text_are_left_out() -> None:
    assert locate([row("of the towns")], {}) == {}


WORDS = st.sampled_from(("the", "of", "river", "Elbe", "1851", "town-hall", "$5", "toll,", "old.", "(long)", "and"))


@given(st.lists(WORDS, min_size=30, max_size=120), st.integers(4, 12), st.data())
def test_every_window_of_a_text_is_found_at_its_place(words: list[str], length: int, data: st.DataObject) -> None:
    text = source_text("guide", "0", " ".join(words))
    start = data.draw(st.integers(0, len(text.words) - length))
    found = locate([row(" ".join(text.words[start : start + length]), "")], {"guide": text})["e"]
    assert found.match == "exact"
    same = text.words[start : start + length]
    places = [at for at in range(len(text.words)) if text.words[at : at + length] == same]
    assert found.count >= len(places)
    assert found.position <= start
    assert found.count > 1 or found.position == start


def test_thousands_of_quotations_in_one_pass() -> None:
    chance = random.Random(1)
    words = [f"w{chance.randrange(5000)}" for _ in range(100_000)]
    text = source_text("guide", "0", " ".join(words))
    rows = []
    for number in range(2000):
        start = chance.randrange(len(words) - 12)
        quote = " ".join(text.words[start : start + 8])
        rows.append(Evidence(f"e{number}", "guide", "", "", "", quote, "", "", Location("e.csv", number)))
    begun = time.perf_counter()
    found = locate(rows, {"guide": text})
    assert time.perf_counter() - begun < 5
    assert all(passage.match == "exact" for passage in found.values())


@pytest.mark.parametrize(
    ("quote", "said", "match"),
    [
        ("fell by 2.5 per cent", "fell by −2.5 per cent", ""),
        ("2.5 per cent of all", "it was −2.5 per cent of all", ""),
        ("2.5 per cent of all", "it was − 2.5 per cent of all", ""),
        ("510 of the towns", "5–10 of the towns", ""),
        ("15% of the towns", "1–5% of the towns", ""),
        ("12 of the towns", "1/2 of the towns", ""),
        ("12 of the towns", "1.2 of the towns", ""),
        ("towns lost 20 of", "towns lost (20) of", ""),
        ("towns lost 20 of", "towns lost $ 20 of", ""),
        ("lost 20", "towns lost 20 % of", ""),
        ("grew to 10² barges", "grew to 10 barges", ""),
        ("grew to 106 barges", "grew to 10⁶ barges", ""),
        ("the value of x2 is", "the value of x² is", ""),
        ("25 km2 of the land", "25 km² of the land", "exact"),
        ("the Masse of all", "the Maße of all", "fuzzy"),
        ("a ferry for US all", "a ferry for us all", "fuzzy"),
        ("will re-sign the treaty", "will resign the treaty", "fuzzy"),
        ("a co-op of the towns", "a coop of the towns", "fuzzy"),
        ("that it's old one", "that its old one", "fuzzy"),
        ("the towns which pay", "the towns, which pay", "fuzzy"),
        ("was not able to all", "was notable to all", "spaced"),
        ("able to cross the bridge", "was unable to cross the bridge", "fuzzy"),
        ("able to cross the bridge", "wasableto cross the bridge", "spaced"),
        ("5 % of the towns", "5% of the towns", "exact"),
        ("Toll was taken", "then toll was taken", "exact"),
        ("toll was taken.", "then toll was taken, and", "exact"),
        ("TOLL WAS TAKEN", "then Toll was Taken", "exact"),
    ],
)
def test_exact_is_what_reads_alike(quote: str, said: str, match: str) -> None:
    text = source_text("guide", "0", f"Of the river it is said here that {said} who was there, and more is said.")
    assert locate([row(quote, "")], {"guide": text})["e"].match == match


def test_the_exact_place_of_several_counts() -> None:
    text = source_text("guide", "0", "They told us all in May. They told US all in June. They told us all in July.")
    found = locate([row("told US all", "")], {"guide": text})["e"]
    assert (found.match, found.count, found.position) == ("exact", 1, 7)


@pytest.mark.parametrize(
    ("quote", "difference"),
    [
        ("fell by 2.5 per cent", "fell by [-2.5-] {+−2.5+} per cent,"),
        ("will re-sign the treaty", "will [-re-sign-] {+resign+} the treaty"),
        ("no bridge of the kind", ""),
    ],
)
def test_the_difference_shows_what_the_text_says(quote: str, difference: str) -> None:
    text = source_text("guide", "0", "Said Ann: the toll fell by −2.5 per cent, and they will resign the treaty now.")
    assert locate([row(quote, "")], {"guide": text})["e"].difference == difference

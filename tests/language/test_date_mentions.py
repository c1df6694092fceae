"""Months, quarters, seasons, decades and days: what texts say, and what passages bear out of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.checks.claim_matching import bears_out, claims_in, claims_of_date
from reportgen.checks.passage_facts import parse_passage
from reportgen.language.date_mentions import dates_in
from reportgen.language.names import fold
from reportgen.language.notations import notation_of
from reportgen.language.registry import KNOWN, dates_of, words_of


def holds(sentence: str, passage: str, language: str = "english") -> bool:
    """Whether a passage in a language bears out the dates that an English sentence claims; it must claim one."""
    facts = parse_passage(passage, notation_of(language), language != "english", words_of(language)).facts
    claims = [c for c in claims_in(sentence, spelled=True) if c.kind in {"date", "year"}]
    assert claims, sentence
    return all(bears_out(claim, [facts], {}) for claim in claims)


SAID = [
    # sentence, a passage that bears it out, one that does not
    ("The bridge opened in June.", "It was opened in June 1994.", "It was opened in July 1994."),
    ("The bridge opened in June.", "It was opened on 14.06.1994.", "It was opened at last."),
    ("It opened in early June.", "It was opened in early June.", "It was opened in late June."),
    ("It opened in early June.", "It was opened on 3 June.", "It was opened on 23 June."),
    ("It opened in mid-June.", "It was opened in the middle of June.", "It was opened at the end of June."),
    ("It was closed from May to July.", "It was shut from May till July.", "It was shut from May to August."),
    ("June's figures were better.", "In June they were better.", "In July they were better."),
    ("June saw more ships.", "There were more ships in June.", "There were more ships in May."),
    ("It fell in Jun. and rose again.", "It fell in June.", "It fell in July."),
    ("It fell in June and July 1994.", "Falls came in June and July 1994.", "Falls came in June and July 1995."),
    ("It opened in spring 1994.", "It was opened in the spring of 1994.", "It was opened in autumn 1994."),
    ("It opened in spring 1994.", "It was opened in April 1994.", "It was opened in April 1995."),
    ("It opened in the fall of 1994.", "It was opened in autumn 1994.", "It was opened in spring 1994."),
    ("It opened on Monday.", "They opened it on Monday.", "They opened it on Tuesday."),
    ("It opened on Thursday.", "They opened it on 14 September 1995.", "They opened it on 15 September 1995."),
    ("In the second quarter of 1994 it rose.", "2Q94 saw a rise.", "3Q94 saw a rise."),
    ("In Q2 1994 it rose.", "It rose in the 2nd quarter of 1994.", "It rose in Q2 1995."),
    ("In Q2 1994 it rose.", "It rose from April to June 1994.", "It rose in 1994."),
    ("In the first quarter it rose.", "1994: a rise in Q1.", "1994: a rise in Q4."),
    ("In the first half of 1994 it rose.", "H1 1994 saw a rise.", "H2 1994 saw a rise."),
    ("In the first half of 1994 it rose.", "In the first six months of 1994.", "In the first nine months of 1994."),
    ("By the end of 1994 it stood.", "It stood at end-1994.", "It stood at the beginning of 1994."),
    ("By the end of 1994 it stood.", "It stood on 31 December 1994.", "It stood at the end of 1995."),
    ("In the 1990s it stood.", "It stood through the 1990s.", "It stood through the 1980s."),
    ("In the mid-1990s it stood.", "It stood in the mid-1990s.", "It stood in the late 1990s."),
    ("In the late 1990s it stood.", "It stood at the end of the 1990s.", "It stood in the early 1990s."),
    ("In the 1990s it stood.", "It stood in the late 1990s.", "It stood in the 1900s."),
    ("In the 19th century it stood.", "It stood in the nineteenth century.", "It stood in the 18th century."),
    ("In fiscal 1994/95 it stood.", "It stood in FY1994/95.", "It stood in FY1993/94."),
    ("In 1994–95 it stood.", "It stood in 1994 and in 1995.", "It stood in 1994."),
    ("In 1994–5 it stood.", "It stood in 1994/95.", "It stood in 1994/96."),
    ("In 1999/00 it stood.", "It stood in 1999 and 2000.", "It stood in 1999."),
    ("In the summer of '94 it stood.", "It stood in summer 1994.", "It stood in summer 1995."),
    ("It was closed from 3 to 7 May 1994.", "It was closed on 3-7 May 1994.", "It was closed on 4-7 May 1994."),
    ("It was closed on 3, 5 and 7 May.", "On 3 May, 5 May and 7 May.", "On 3 May, 6 May and 7 May."),
    ("It was closed 30 April–2 May 1994.", "From April 30, 1994 to May 2, 1994.", "From 30 April 1993 to 2 May 1994."),
    ("It was closed between May 3 and 7, 1994.", "3 to 7 May 1994", "3 to 8 May 1994"),
    ("It opened on the 3rd of May.", "It opened on 3 May.", "It opened on 4 May."),
    ("It opened in December 2004.", "It opened in December 2004.", "It opened in the second half of 2004."),
    ("It opened in 1994.", "It opened in 1994.", "It opened in the first half of the 1990s."),
    ("It was built in winter 1994/95.", "They built in the winter of 1994-95.", "They built in the winter of 1993."),
    ("It opened in late May and early June 1994.", "From late May 1994 to early June 1994.", "In early June 1994."),
]


@pytest.mark.parametrize(("sentence", "right", "wrong"), SAID)
def test_a_sentence_s_dates_stand_in_its_passage(sentence: str, right: str, wrong: str) -> None:
    assert holds(sentence, right)
    assert not holds(sentence, wrong)


@pytest.mark.parametrize(
    "text",
    [
        "They may march in august company, and may fall.",
        "The March of Time was read to the march of time.",
        "May I ask?",
        "Theresa May resigned, and June Carter sang.",
        "Jan Kowalski and April Smith paid.",
        "Second came Oberau, third the rest.",
        "The first half of the bridge is of stone, the fourth quarter of it of wood.",
        "They are in their 30s.",
        "It was the fall of a city, and a spring of water.",
        "The October Revolution and Black Monday ended it.",
        "Both halves and three quarters of the city paid.",
        "It is '94 per cent' stone.",
        "vitamin H2 and group T1",
    ],
)
def test_words_that_are_no_dates_claim_none(text: str) -> None:
    assert [c for c in claims_in(text, spelled=True) if c.kind in {"date", "year"}] == []


@pytest.mark.parametrize(
    ("edtf", "passage", "held"),
    [
        ("2004-07/2004-12", "in the second half of 2004", True),
        ("2004-07/2004-12", "from July to December 2004", True),
        ("2004-07/2004-12", "in July 2004, and in December 2004", True),
        ("2004-07/2004-12", "in the first half of 2004", False),
        ("2004-04/2004-06", "in 2Q04", True),
        ("2014-01/2014-09", "the first nine months of 2014", True),
        ("1990/1994", "the first half of the 1990s", True),
        ("1995/1999", "in 1995 and 1999", True),
        ("1995/1999", "the first half of the 1990s", False),
        ("2004-12", "in the second half of 2004", False),
        ("1994", "in the second quarter of 1994", True),
        ("1994", "in late 1994", True),
    ],
)
def test_intervals_of_rows_may_be_told_as_periods(edtf: str, passage: str, held: bool) -> None:
    assert all(bears_out(c, [parse_passage(passage).facts], {}) for c in claims_of_date(edtf)) is held


FOREIGN = [
    # language, sentence, a passage that bears it out, one that does not
    ("german", "It was signed on 14 September 1995.", "am 14. September 1995", "am 15. September 1995"),
    ("german", "It was signed on 14 September 1995.", "am 14.9.1995", "am 14.8.1995"),
    ("german", "It was signed in March 1995.", "im März 1995", "im Mai 1995"),
    ("german", "It stood in the late 1990s.", "Ende der 90er Jahre", "Anfang der 90er Jahre"),
    ("german", "It fell in the second quarter of 1994.", "im zweiten Quartal 1994", "im dritten Quartal 1994"),
    ("german", "It was closed from 3 to 7 May 1994.", "vom 3. bis 7. Mai 1994", "vom 3. bis 8. Mai 1994"),
    ("french", "It was signed on 1 May 1994.", "le 1er mai 1994", "le 2 mai 1994"),
    ("french", "It was signed in August 1994.", "en août 1994", "en avril 1994"),
    ("french", "It stood in the 1990s.", "dans les années 1990", "dans les années 1980"),
    ("french", "It stood in the 19th century.", "au XIXe siècle", "au XVIIIe siècle"),
    ("french", "It stood by the end of 1994.", "à la fin de 1994", "au début de 1994"),
    ("spanish", "It was signed on 14 September 1995.", "el 14 de septiembre de 1995", "el 14 de septiembre de 1996"),
    (
        "spanish",
        "It fell in the first half of 1994.",
        "en el primer semestre de 1994",
        "en el segundo semestre de 1994",
    ),
    ("spanish", "It was closed on 3 and 7 May.", "el 3 y el 7 de mayo", "el 3 y el 8 de mayo"),
    ("russian", "It was signed on 14 September 1995.", "14 сентября 1995 года", "14 октября 1995 года"),
    ("russian", "It was signed on 14 September 1995.", "14.IX.1995", "14.X.1995"),
    ("russian", "It was signed in June 1994.", "в июне 1994 г.", "в июле 1994 г."),
    ("russian", "It stood in the 1990s.", "в 1990-х годах", "в 1980-х годах"),
    ("russian", "It stood in the 20th century.", "в XX веке", "в XIX веке"),
    ("russian", "It fell in the second quarter of 1994.", "во II квартале 1994 года", "в I квартале 1994 года"),
    ("russian", "It was signed on Wednesday.", "в среду", "в субботу"),
    ("ukrainian", "It was signed on 14 September 1995.", "14 вересня 1995 року", "14 жовтня 1995 року"),
    ("ukrainian", "It was signed in February 1994.", "у лютому 1994 р.", "у червні 1994 р."),
    ("polish", "It was signed on 14 September 1995.", "14 września 1995 r.", "14 sierpnia 1995 r."),
    ("polish", "It was signed in June 1994.", "w czerwcu 1994 r.", "w lipcu 1994 r."),
    ("polish", "It stood in the 1990s.", "w latach 90.", "w latach 80."),
    ("italian", "It was signed on 1 May 1994.", "il 1º maggio 1994", "il 1º marzo 1994"),
    ("italian", "It stood in the 1990s.", "negli anni '90", "negli anni '80"),
    ("portuguese", "It was signed on 14 September 1995.", "14 de setembro de 1995", "14 de dezembro de 1995"),
    ("portuguese", "It stood in the 19th century.", "no século XIX", "no século XVI"),
    ("dutch", "It was signed on 14 March 1995.", "14 maart 1995", "14 mei 1995"),
    ("dutch", "It stood by the end of 1994.", "eind 1994", "begin 1994"),
    ("danish", "It was signed on 14 May 1995.", "den 14. maj 1995", "den 14. marts 1995"),
    ("danish", "It stood in the 19th century.", "i 1800-tallet", "i 1900-tallet"),
    ("swedish", "It stood in the 1990s.", "på 1990-talet", "på 1980-talet"),
    ("swedish", "It stood in the 19th century.", "på 1800-talet", "på 1700-talet"),
    ("czech", "It was signed on 14 September 1995.", "14. září 1995", "14. října 1995"),
    ("czech", "It fell in the first half of 1994.", "v prvním pololetí 1994", "ve druhém pololetí 1994"),
    ("hungarian", "It was signed on 14 September 1995.", "1995. szeptember 14-én", "1995. október 14-én"),
    ("hungarian", "It was signed in early June 1995.", "1995 június elején", "1995 július elején"),
]


@pytest.mark.parametrize(("language", "sentence", "right", "wrong"), FOREIGN)
def test_sources_in_other_languages(language: str, sentence: str, right: str, wrong: str) -> None:
    assert holds(sentence, f"x {right} x", language)
    assert not holds(sentence, f"x {wrong} x", language)


@pytest.mark.parametrize(
    ("language", "text", "claimed"),
    [
        ("german", "Die Brücke wurde im Juni eröffnet.", ["Juni"]),
        ("french", "La planète Mars; elle ouvrit en juin.", ["juin"]),
        ("spanish", "Abrió en mayo.", ["mayo"]),
    ],
)
def test_months_in_sentences_of_briefs_in_other_languages(language: str, text: str, claimed: list[str]) -> None:
    found = claims_in(text, True, notation_of(language), words_of(language))
    assert [c.text for c in found if c.kind == "date"] == claimed


@given(st.sampled_from(sorted(KNOWN)), st.text(alphabet="abcIVX 0123456789.-/'май quartal Mai of", max_size=60))
def test_any_text_has_dates_in_the_calendar_and_in_its_bounds(tag: str, text: str) -> None:
    plain = fold(text)
    for dated in dates_in(plain, dates_of(KNOWN[tag])):
        day = dated.day
        assert 0 <= dated.start < dated.end <= len(plain)
        assert (day.month or 1) in range(1, 13)
        assert (day.day or 1) in range(1, 32)


@pytest.mark.parametrize("part", ["first and ", "3, ", "May 3, ", "1994-", "1. 2. ", "Q2 ", "end of the "])
def test_reading_takes_no_more_than_so_much_time_a_letter(part: str) -> None:
    begin = time.process_time()
    dates_in(part * (40_000 // len(part)))
    assert time.process_time() - begin < 5

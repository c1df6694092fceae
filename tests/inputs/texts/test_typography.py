from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.inputs.texts.read import source_text
from reportgen.inputs.texts.typography import numbers, same, within
from reportgen.inputs.texts.words import LINE_END, as_printed, mended

ALIKE = [
    ("the “old” bridge", 'the "old" bridge'),
    ("the ‘old’ bridge", "the «old» bridge"),
    ("the « old » bridge", "the „old“ bridge"),
    ("the ``old'' bridge", "the “old” bridge"),
    ("It’s the towns’ own", "It's the towns' own"),
    ("rivers — all of them — flow", "rivers – all of them – flow"),
    ("London–Paris", "London-Paris"),
    ("1999–2004", "1999-2004"),
    ("−2.5 per cent", "–2.5 per cent"),
    ("fell to −2.5 per cent", "fell to - 2.5 per cent".replace("- ", "−")),
    ("fell to − 2.5 per cent", "fell to −2.5 per cent"),
    ("ﬁne ﬂow", "fine flow"),
    ("inte\u00adgral", "integral"),
    ("25 km²", "25 km2"),
    ("½ of", "1/2 of"),
    ("CO₂", "CO2"),
    ("and so on… and on", "and so on... and on"),
    ("The bridge", "the bridge"),
    ("the bridge.", "the bridge,"),
    ("the bridge", "“the bridge”"),
    ("THE OLD BRIDGE", "The Old Bridge"),
    ("the towns* which", "the towns which"),
    ("5 %", "5%"),
    ("$ 5", "$5"),
    ("Maſse", "Masse"),
    ("(see below) and", "(see below ) and"),
]
UNLIKE = [
    ("2.5 per cent", "−2.5 per cent"),
    ("2.5 per cent", "-2.5 per cent"),
    ("2.5 per cent", "– −2.5 per cent"),
    ("510", "5–10"),
    ("15%", "1–5%"),
    ("12", "1.2"),
    ("12", "1/2"),
    ("1.2", "1,2"),
    ("5 of the", "5% of the"),
    ("5 of the", "5 % of the"),
    ("5 of the", "5‰ of the"),
    ("20", "20°"),
    ("20", "$20"),
    ("20", "(20)"),
    ("a loss of 20 in", "a loss of (20) in"),
    ("20", "+20"),
    ("20", "<20"),
    ("20", "±20"),
    ("20", "~20"),
    ("x2", "x²"),
    ("x₂", "x²"),
    ("106 t", "10⁶ t"),
    ("10⁶ t", "10⁻⁶ t"),
    ("2n", "2ⁿ"),
    ("Masse", "Maße"),
    ("US", "us"),
    ("join the US now", "join the us now"),
    ("re-sign", "resign"),
    ("co-op", "coop"),
    ("re-cover", "recover"),
    ("it’s", "its"),
    ("the towns’ bridge", "the towns bridge"),
    ("the towns, which", "the towns which"),
    ("the “old” bridge", "the old bridge"),
    ("will it open?", "will it open."),
    ("not able", "notable"),
    ("20 – 30", "20 30"),
    ("20 > 30", "20 < 30"),
    ("the Polish towns", "the polish towns"),
    ("resume", "résumé"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_reads_alike_is_the_same(one: str, other: str) -> None:
    assert same(as_printed(one), as_printed(other))
    assert same(as_printed(other), as_printed(one))


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_what_reads_otherwise_is_not(one: str, other: str) -> None:
    assert not same(as_printed(one), as_printed(other))


def test_a_fragment_has_no_more_than_its_sentence_calls_out() -> None:
    assert same("will it open", "will it open?")
    assert not same("will it open!", "will it open?")


def test_a_hyphen_at_a_line_end_is_there_or_not() -> None:
    parted = f"multi{LINE_END}speed ferry"
    assert same("multi-speed ferry", parted)
    assert same("multispeed ferry", parted)
    assert same(mended("multi-\nspeed ferry"), "multispeed ferry")
    assert same(mended("multi-\nspeed ferry"), parted)
    assert not same("multispeed fer-ry", parted)


def test_a_text_keeps_how_it_prints_what_is_looked_up_otherwise() -> None:
    text = source_text("a", "0", "The value of x² was told to the multi-\nspeed ferry of the towns.")
    assert set(text.printed.values()) == {"x^2", f"multi{LINE_END}speed"}


@pytest.mark.parametrize(
    ("quote", "text", "there"),
    [
        ("was opened in May", "bridgewas openedin May", True),
        ("re-sign in May", "resignin May", False),
        ("fell by 2.5 in May", "fellby −2.5 in May", False),
        ("fell by 12 34 in May", "fellby 1234 in May", False),
    ],
)
def test_blanks_alone_may_differ_where_they_do_not_count(quote: str, text: str, there: bool) -> None:
    assert within(as_printed(quote), as_printed(text)) is there


def test_numbers_keep_their_signs() -> None:
    assert numbers("of 5 to (20) at 3%, −2.5, and 1/2.") == sorted(["5", "(20)", "3%", "−2.5", "1/2"])


LETTERS = "abXYßéΩж0123456789%$€−+±<>~/°"
WORDS = st.lists(st.text(LETTERS + ".,'’-–", min_size=1, max_size=6), min_size=1, max_size=6).map(" ".join)


@given(WORDS)
def test_a_wording_is_the_same_as_itself(text: str) -> None:
    assert same(as_printed(text), as_printed(text))


@given(WORDS, st.sampled_from(LETTERS), st.data())
def test_no_letter_digit_or_sign_can_be_lost(text: str, lost: str, data: st.DataObject) -> None:
    """Whatever is put in that is no mere typography, the two are no longer the same."""
    at = data.draw(st.integers(0, len(text)))
    longer = text[:at] + lost + text[at:]
    beside = text[at - 1 : at] + text[at : at + 1]
    if lost in "/+<>~−±%°$€" and not re.search(r"\d", text[at : at + 1] if lost == "−" else beside):
        return  # a sign that belongs to no number may part a fragment from its sentence, as a dash does
    assert not same(as_printed(text), as_printed(longer))


@given(WORDS, st.data())
def test_what_reads_alike_has_the_same_letters_and_digits(text: str, data: st.DataObject) -> None:
    other = data.draw(WORDS)
    if same(as_printed(text), as_printed(other)):
        assert re.sub(r"[^\w%$€+±<>~°]", "", text).lower() == re.sub(r"[^\w%$€+±<>~°]", "", other).lower()


def test_a_quotation_may_leave_out_a_mark_whose_partner_stands_outside_of_it() -> None:
    text = as_printed("a marriage of convenience” for all")
    assert same("a marriage of convenience for all", text)
    assert not same("a marriage of “convenience for all", text)
    assert not same("a marriage for all", text)

"""Terms of which one number can be only one, and the words that are about one number alone."""

from __future__ import annotations

import pytest

from reportgen.language.english.exclusive import clause_of, is_each, is_total, opposed
from reportgen.language.numerals import numbers_in


@pytest.mark.parametrize(
    ("text", "number", "about"),
    [
        ("Exports came to 40 million and imports to 60 million.", "40", "Exports came to 40 million"),
        ("Exports came to 40 million and imports to 60 million.", "60", " imports to 60 million"),
        ("Boys (71 per cent) did better than girls (78 per cent).", "71", "Boys (71 per cent"),
        ("Boys (71 per cent) did better than girls (78 per cent).", "78", " girls (78 per cent"),
        ("Boys 71 girls 78", "78", " girls 78"),
        ("Imports rose from 40 to 60 tonnes.", "60", "Imports rose from 40 to 60 tonnes"),
        ("It fell; of 900 pledged, 150 were paid.", "900", "of 900 pledged"),
    ],
)
def test_a_clause_is_about_one_number(text: str, number: str, about: str) -> None:
    places = [(n.start, n.end) for n in numbers_in(text)]
    start, end = next(place for place in places if text[place[0] :].startswith(number))
    assert clause_of(text, start, end, places).strip(" .") == about.strip()


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ("imports of coal", "exports came to", ("imports", "exports")),
        ("imports of coal", "imports for re-export came to", None),
        ("imports less exports", "exports came to", None),
        ("important roads", "exports came to", None),
        ("share of gross domestic product", "external debt was", None),
        ("net loans", "gross loans were", ("net", "gross")),
        ("GDP in real terms", "nominal GDP", ("real", "Nominal")),
        ("registered voters", "unregistered voters", ("registered", "unregistered")),
        ("voters unlike others", "voters like others", None),
        ("pupils in primary schools", "secondary schools had", ("primary", "secondary")),
        ("exports of South Africa", "in the north it was", None),
    ],
)
def test_terms_exclude_each_other(ours: str, theirs: str, told: tuple[str, str] | None) -> None:
    found = opposed(ours, theirs)
    assert found == told or (found and told and found[1].casefold() == told[1].casefold() and found[0] in ours)


def test_what_is_for_each_and_what_in_all() -> None:
    assert is_each("Each school had 12 teachers")
    assert is_each("12 teachers per school")
    assert not is_each("sold in every bakery")
    assert not is_each("each of 12 households")
    assert not is_each("40 per cent, as every year")
    assert not is_each("A household spent 340 dollars")
    assert is_each("A household spent 340 dollars", loosely=True)
    assert is_total("12 teachers in all")

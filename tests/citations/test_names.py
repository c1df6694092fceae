from __future__ import annotations

import pytest

from reportgen.citations.names import share_family_names


@pytest.mark.parametrize(
    ("names", "shared"),
    [
        ((("Hale", "Ann"), ("Ito", "K.")), False),
        ((("Hale", "Ann"), ("Hale", "Ann")), False),
        ((("Hale", "Ann"), ("Hale", "A.")), True),
        ((("van Gogh", "V."), ("Gogh", "T.")), True),
        ((("d’Arc", "J."), ("d'Arc", "K.")), True),
        ((("HALE", "Ann"), ("Hale", "Ben")), True),
    ],
)
def test_family_names(names: tuple[tuple[str, str], ...], shared: bool) -> None:
    people = [{"family": family, "given": given} for family, given in names]
    assert share_family_names([{"id": "a", "author": people[:1]}, {"id": "b", "editor": people[1:]}]) is shared


def test_what_has_no_family_name_is_no_person() -> None:
    body = {"author": [{"literal": "City"}], "issued": {"date-parts": [[1990]]}, "keyword": ["Hale"], "title": "T"}
    assert not share_family_names([body, body])

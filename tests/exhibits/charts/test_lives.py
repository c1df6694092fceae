from __future__ import annotations

from collections.abc import Callable

from reportgen.exhibits.charts.lives import chains, end_where_others_begin, read_lives
from reportgen.exhibits.model import Chart

Make = Callable[..., Chart]
Show = Callable[[Chart], str]

COLUMNS = "id label start end group successor"


def test_what_turned_into_something_else_ends_where_that_began(make: Make) -> None:
    rows = [("a", "A", "1991", None, "b"), ("b", "B", "2002", None, None), ("c", "C", "1991", None, "gone")]
    lives = end_where_others_begin(read_lives(make("timeline", "id label start end successor", rows)))
    ends = [life.spell.end for life in lives]
    assert ends == [lives[1].spell.start, None, None]


def test_lines_of_succession_stand_together_and_what_is_alone_stands_last(make: Make, show: Show) -> None:
    rows = [
        ("a", "Elbe Working Group", "1990", "1994", None, "c"),
        ("b", "Oder Convention", "1991", "1999", None, None),
        ("c", "Elbe Basin Authority", "1994", None, None, None),
        ("d", "Sava Framework", "1992", "2005", None, ("e", "unknown")),
        ("e", "Sava Commission", "2005", None, None, None),
        ("f", "Elbe Survey", "1989", "1990", None, "c"),
    ]
    chart = make("timeline", COLUMNS, rows, chains=True)
    found = [[life.ids[0] for life in chain] for chain in chains(read_lives(chart))]
    assert found == [["a", "c", "f"], ["d", "e"], ["b"]]
    assert show(chart).index("Elbe Survey") < show(chart).index("Sava Framework")


def test_a_ring_of_successors_is_one_line(make: Make) -> None:
    rows = [("a", "A", "1990", "1991", "b"), ("b", "B", "1991", "1992", "a")]
    assert len(chains(read_lives(make("timeline", "id label start end successor", rows)))) == 1


def test_a_bar_tells_an_end_from_the_last_date_that_is_told(make: Make, show: Show) -> None:
    rows = [
        ("a", "Ended", "1990", "1994", "1994", None),
        ("b", "Last told of", "1990", None, "1999-06", None),
        ("c", "Spoken of in the present", "1990", None, None, None),
        ("d", "Told of once", "2001", None, "1999", None),
        ("e", "Turned into another", "1990", None, "1992", "c2"),
        ("c2", "The other", "1995", None, None, None),
    ]
    chart = make("timeline", "id label start end told successor", rows, from_=1988, to=2005)
    lives = end_where_others_begin(read_lives(chart))
    assert [life.lost for life in lives] == [False, True, False, True, False, False]
    assert [life.spell.end and round(life.spell.end, 1) for life in lives] == [
        1994.5,
        1999.5,
        None,
        2001.5,
        1995.5,
        None,
    ]
    assert "Last told of" in show(chart)

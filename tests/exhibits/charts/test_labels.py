from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reportgen.exhibits.charts.labels import spread

LABEL = st.tuples(st.floats(0, 100), st.floats(0.5, 6))


@given(st.lists(LABEL, min_size=1, max_size=15))
def test_spread_keeps_labels_apart_in_order_and_inside(labels: list[tuple[float, float]]) -> None:
    targets, sizes = [t for t, _ in labels], [s for _, s in labels]
    middles = spread(targets, sizes, 0, 100)
    placed = sorted((m - s / 2, m + s / 2) for m, s in zip(middles, sizes, strict=True))
    assert placed[0][0] >= -1e-6
    assert placed[-1][1] <= 100 + 1e-6
    assert all(one[1] <= two[0] + 1e-6 for one, two in itertools.pairwise(placed))
    ordered = [middles[i] for i in sorted(range(len(targets)), key=lambda i: targets[i])]
    assert ordered == sorted(ordered)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9, unique=True))
def test_spread_leaves_labels_that_have_room(tens: list[int]) -> None:
    targets = [10.0 * n + 5 for n in tens]
    assert spread(targets, [10.0] * len(targets), 0, 100) == targets


def test_spread_moves_labels_of_one_place_to_both_sides() -> None:
    assert spread([50, 50], [4, 4], 0, 100) == [48, 52]


def test_spread_packs_what_does_not_fit() -> None:
    assert spread([5, 5, 5], [4, 4, 4], 0, 10) == [2, 6, 10]

"""What stages hand to whoever keeps their results."""

from __future__ import annotations

import pickle
from dataclasses import dataclass

from reportgen.store.memo import PickledByFields, TracedResult, traced_without_cache, without_cache


@dataclass
class Words(PickledByFields):
    text: str

    def count(self) -> int:
        self.counted = len(self.text.split())
        return self.counted


def test_what_a_dataclass_worked_out_for_itself_is_not_kept() -> None:
    words = Words("a b c")
    assert words.count() == 3
    kept = pickle.loads(pickle.dumps(words))
    assert kept == words
    assert vars(words) == {"text": "a b c", "counted": 3}
    assert vars(kept) == {"text": "a b c"}


def test_without_a_store_everything_is_made_each_time() -> None:
    times: list[int] = []

    def make() -> int:
        times.append(1)
        return len(times)

    assert [without_cache("unit", {"a": "1"}, make) for _ in range(2)] == [1, 2]
    assert traced_without_cache("unit", lambda: TracedResult(make(), {"a.csv": "1"})) == 3

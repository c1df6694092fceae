from __future__ import annotations

from pathlib import Path

import pytest

from measure import Failed, Spread, in_rounds, take
from page import page
from results import JSON, Results, Target, beside_peers, verdicts
from watching import View, read_view


def once(seconds: float) -> Spread:
    return Spread(seconds, seconds, seconds, 1)


def test_a_target_is_told_in_units_and_met_up_to_its_limit() -> None:
    results = Results(
        cases={"P": once(2.0), "U": once(1.0), "word": once(2.6), "cell": once(3.6), "word, preview": once(1)}
    )
    assert [(str(t), limit, met) for t, _, limit, met in verdicts(results)] == [
        ("P + 0.6 U", 2.6, True),
        ("P + 1.5 U", 3.5, False),
    ]
    assert Target("word, preview", b=0.35).limit(results.cases) is None


def test_results_come_back_from_json_and_stand_on_the_page() -> None:
    cases = {"P": once(2.0), "U": once(1.0), "clean": once(7.0), "pandoc: clean": once(8.0)}
    told = {"processors": "2", "system": "Linux", "Python": "3.11", "TeX": "pdfTeX"}
    results = Results(told, cases, {"reportgen": 82}, left_out={"latexmk": "not installed: biber"})
    assert JSON.validate_json(JSON.dump_json(results)) == results
    assert [(kind, peer) for kind, peer, *_ in beside_peers(results)] == [("clean", "pandoc")]
    written = page(results)
    assert "| clean | ≤ 3 P + 4 U | 10.00 s | 7.00 s (7.00–7.00) | 0.70 | 0.70 | yes |" in written
    assert "| latexmk | not installed: biber |" in written


def test_rounds_measure_every_case_in_turn() -> None:
    order: list[str] = []

    class Case:
        def __init__(self, name: str) -> None:
            self.name = name

        def once(self) -> float:
            order.append(self.name)
            return float(len(order))

    assert in_rounds([Case("a"), Case("b")], 2) == {"a": Spread(2.5, 1, 4, 2), "b": Spread(2.5, 2, 3, 2)}
    assert order == ["a", "b", "b", "a"]


def test_a_command_that_fails_is_told_with_the_end_of_its_output(tmp_path: Path) -> None:
    taken = take(["sh", "-c", "exit 0"], tmp_path)
    assert taken.seconds > 0 < taken.megabytes
    with pytest.raises(Failed, match=r"(?s)exit status 3.*no such brief"):
        take(["sh", "-c", "echo no such brief; exit 3"], tmp_path)


def test_a_preview_has_changed_with_a_provisional_page_or_a_newer_build() -> None:
    def view(number: int, state: str, *pages: tuple[str, bool]) -> View:
        shown = [{"pdf": pdf, "index": 0, "provisional": quick} for pdf, quick in pages]
        return read_view({"number": number, "state": state, "pages": shown})

    before = view(1, "built", ("a", False), ("b", False))
    assert view(2, "building", ("a", False), ("b", False)).changed(before) == ""
    assert view(2, "building", ("a", False), ("c", True)).changed(before) == "page/c/0.png"
    assert view(2, "built", ("d", False)).changed(before) == "page/d/0.png"

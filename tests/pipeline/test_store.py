"""What is kept of a project: by its parts, by the files it rests on, and which of these an author may change."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.pipeline.store import Store
from reportgen.store.cache import TracedResult
from reportgen.store.fingerprint import ABSENT, of_bytes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "project/data").mkdir(parents=True)
    (tmp_path / "project/data/a.csv").write_text("1")
    return tmp_path / "project"


def begun(folder: Path, *texts: Path) -> Store:
    store = Store(folder, texts)
    store.begin()
    return store


def traced(store: Store, value: str, *paths: str) -> str:
    """Return what the store gives for a unit that rests on files, and that would be ``value`` if made now."""
    made = TracedResult(value, {path: store.digest(path) for path in paths})
    return store.trace("unit", {"language": "en"}, lambda: made)[0]


def test_a_result_is_made_once_for_the_same_parts(folder: Path) -> None:
    assert begun(folder).memoize("unit", {"a": "1"}, lambda: "first") == "first"
    assert begun(folder).memoize("unit", {"a": "1"}, lambda: "second") == "first"
    assert begun(folder).memoize("unit", {"a": "2"}, lambda: "third") == "third"
    assert begun(folder).memoize("other unit", {"a": "1"}, lambda: "fourth") == "fourth"


def test_another_version_of_the_tool_makes_everything_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(folder).memoize("unit", {}, lambda: "first")
    monkeypatch.setattr("reportgen.pipeline.store.of_tool", lambda: {"reportgen": "another"})
    assert begun(folder).memoize("unit", {}, lambda: "second") == "second"
    assert not begun(folder).has("third", {})


def test_a_result_fits_while_the_files_it_rests_on_stay(folder: Path) -> None:
    assert traced(begun(folder), "first", "data/a.csv", "data/none.csv") == "first"
    assert traced(begun(folder), "second") == "first"
    (folder / "data/a.csv").write_text("2")
    assert traced(begun(folder), "third", "data/a.csv") == "third"
    (folder / "data/a.csv").write_text("1")
    assert traced(begun(folder), "fourth") == "first"
    (folder / "data/none.csv").write_text("now there")
    (folder / "data/a.csv").write_text("3")
    assert traced(begun(folder), "fifth") == "fifth"


def test_within_a_build_a_file_is_what_it_was_when_first_looked_at(folder: Path) -> None:
    store = begun(folder)
    first = store.digest("data/a.csv")
    (folder / "data/a.csv").write_text("2")
    assert store.digest("data/a.csv") == first == of_bytes(b"1")
    store.begin()
    assert store.digest("data/a.csv") == of_bytes(b"2")
    assert store.digest("data/none.csv") == ABSENT


def test_digests_that_are_given_stand_for_files_that_are_none(folder: Path) -> None:
    store = begun(folder)
    made = TracedResult("first", {"build/tex/a.tex": "1", "data/a.csv": store.digest("data/a.csv")})
    assert store.trace("unit", {}, lambda: made, generated={"build/tex/a.tex": "1"})[0] == "first"
    assert store.files == {"data/a.csv": of_bytes(b"1")}


def test_an_author_changes_what_lies_in_the_project_or_among_the_texts(folder: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    store = begun(folder, texts)
    store.note({"data/a.csv": "1", str(texts / "a.txt"): "2", "/usr/share/fonts/a.otf": "3", "build/tex/a.tex": "4"})
    assert store.watched == {"data/a.csv", str(texts / "a.txt")}
    assert store.inputs == {"data/a.csv": "1", str(texts / "a.txt"): "2"}
    assert len(store.files) == 4


def test_a_whole_build_is_current_until_a_file_changes(folder: Path) -> None:
    store = begun(folder)
    store.note({"data/a.csv": store.digest("data/a.csv")})
    store.keep("build", {}, "built")
    other = begun(folder)
    assert other.current("build", {}, str) == "built"
    assert other.watched == {"data/a.csv"}
    assert begun(folder).current("build", {}, int) is None
    (folder / "data/a.csv").write_text("2")
    assert begun(folder).current("build", {}, str) is None


def test_what_is_put_down_is_replaced_and_asked_for_by_its_kind(folder: Path) -> None:
    store = begun(folder)
    assert store.recall("auxiliary", dict) is None
    store.put_down("auxiliary", {"a": b"1"})
    store.put_down("auxiliary", {"a": b"2"})
    assert begun(folder).recall("auxiliary", dict) == {"a": b"2"}
    assert begun(folder).recall("auxiliary", str) is None


def test_steps_say_what_was_reused_and_for_what_the_rest_was_made(folder: Path) -> None:
    store = begun(folder)
    traced(store, "first", "data/a.csv")
    store.end()
    again = begun(folder)
    traced(again, "second")
    again.end()
    (folder / "data/a.csv").write_text("2")
    third = begun(folder)
    traced(third, "third", "data/a.csv")
    assert [(step.reused, step.changed) for each in (store, again, third) for step in each.steps] == [
        (False, ()),
        (True, ()),
        (False, ("data/a.csv",)),
    ]


def test_the_cache_lies_in_the_build_folder_or_where_the_environment_says(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(folder).memoize("unit", {}, lambda: 1)
    assert any((folder / "build/.cache").iterdir())
    monkeypatch.setenv("REPORTGEN_CACHE", str(tmp_path / "elsewhere"))
    begun(folder).memoize("unit", {}, lambda: 1)
    assert any((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize("link", ["build", "build/.cache"])
def test_nothing_is_kept_through_a_link(folder: Path, tmp_path: Path, link: str) -> None:
    (tmp_path / "target").mkdir()
    (folder / link).parent.mkdir(exist_ok=True)
    (folder / link).symlink_to(tmp_path / "target")
    store = begun(folder)
    assert store.memoize("unit", {}, lambda: 1) == 1
    store.end()
    assert list((tmp_path / "target").iterdir()) == []

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.findings.model import Location, Outcome
from reportgen.store.cache import Cache, Step, TracedResult
from reportgen.store.fingerprint import ABSENT, of_object
from reportgen.store.seal import SIZE, key, signature
from reportgen.text.latex import Latex


class Counting:
    """Makes a value and counts how often."""

    def __init__(self, value: Any) -> None:
        self.value = value
        self.times = 0

    def __call__(self) -> Any:
        self.times += 1
        return self.value


def fresh(folder: Path) -> Cache:
    """The cache of another process."""
    cache = Cache(folder)
    cache.begin("x")
    return cache


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*/*") if path.is_file())


def test_a_result_is_made_once_for_the_same_parts(tmp_path: Path) -> None:
    make = Counting((Location("a", 1), Latex("b"), Decimal("1.50"), Path("e"), {"c": [1, None, b"d"]}))
    first = fresh(tmp_path).memoize("unit", {"a": "1"}, make)
    again = fresh(tmp_path).memoize("unit", {"a": "1"}, make)
    assert first == again == make.value
    assert isinstance(again[1], Latex)
    assert make.times == 1


@pytest.mark.parametrize(
    ("unit", "parts"), [("other", {"a": "1"}), ("unit", {"a": "2"}), ("unit", {"b": "1"}), ("unit", {})]
)
def test_anything_else_is_made_anew(unit: str, parts: dict[str, str], tmp_path: Path) -> None:
    fresh(tmp_path).memoize("unit", {"a": "1"}, Counting(1))
    assert fresh(tmp_path).memoize(unit, parts, Counting(2)) == 2


def test_it_says_which_parts_changed_and_follows_them_to_their_roots(tmp_path: Path) -> None:
    for digest in ("1", "2"):
        cache = fresh(tmp_path)
        made = TracedResult(0, {"text.csv": digest})
        _, key, _ = cache.trace("text", {}, lambda path: ABSENT, Counting(made))
        cache.memoize("draft", {"text": key, "tool": "t"}, Counting(0))
        cache.end("x")
    assert cache.steps == [Step("text", False, ("text.csv",)), Step("draft", False, ("text.csv",))]
    cache = fresh(tmp_path)
    cache.memoize("draft", {"text": key, "tool": "t"}, Counting(0))
    assert cache.steps == [Step("draft", True)]


def test_a_traced_result_fits_while_all_its_files_are_as_they_were(tmp_path: Path) -> None:
    now = {"a.csv": "1", "b.csv": ABSENT}
    make = Counting(TracedResult("result", dict(now)))
    for _ in range(2):
        assert fresh(tmp_path).trace("unit", {}, now.__getitem__, make)[0] == "result"
    assert make.times == 1
    now["b.csv"] = "2"
    other = Counting(TracedResult("other", dict(now)))
    assert fresh(tmp_path).trace("unit", {}, now.__getitem__, other)[0] == "other"
    now["b.csv"] = ABSENT
    assert fresh(tmp_path).trace("unit", {}, now.__getitem__, make)[0] == "result"
    assert (make.times, other.times) == (1, 1)


def test_what_failed_is_not_kept_unless_it_had_to_fail(tmp_path: Path) -> None:
    class Failed(Outcome[int]):
        @property
        def failed(self) -> bool:
            return True

    make = Counting(Failed(1))
    for _ in range(2):
        fresh(tmp_path).memoize("unit", {}, make)
        fresh(tmp_path).trace("traced", {}, lambda _: "1", lambda: TracedResult(Failed(1), {"a": "1"}))
    assert make.times == 2
    assert entries(tmp_path) == []


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut": lambda content: content[: len(content) // 2],
    "longer": lambda content: content + b"x",
    "one bit": lambda content: content[:-3] + bytes([content[-3] ^ 1]) + content[-2:],
    "other digest": lambda content: b"\0" * 32 + content[32:],
    "a folder": lambda content: b"/",
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_entry_is_a_miss(kind: str, tmp_path: Path) -> None:
    fresh(tmp_path).memoize("unit", {"a": "1"}, Counting("good"))
    (path,) = entries(tmp_path)
    content = DAMAGE[kind](path.read_bytes())
    path.unlink()
    if kind == "a folder":
        path.mkdir()
    else:
        path.write_bytes(content)
    assert fresh(tmp_path).memoize("unit", {"a": "1"}, Counting("made anew")) == "made anew"


class Evil:
    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return (eval, ("open('hacked', 'w')",))


@pytest.mark.parametrize("value", [Evil(), Counting, Path.unlink, pytest])
def test_an_entry_may_hold_nothing_but_the_tools_own_values(
    value: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fresh(tmp_path / "cache").memoize("unit", {}, Counting("good"))
    (path,) = entries(tmp_path / "cache")
    try:
        content = pickle.dumps(value)
    except TypeError:
        content = b"cpytest\nmain\n."
    path.write_bytes(signature(path.name.encode() + content) + content)
    assert fresh(tmp_path / "cache").memoize("unit", {}, Counting("made anew")) == "made anew"
    assert not (tmp_path / "hacked").exists()


@pytest.mark.parametrize("seal", ["another user's", "of another entry", "a plain digest"])
def test_an_entry_that_another_has_made_is_not_looked_into(
    seal: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh(tmp_path).memoize("unit", {}, Counting(Latex(r"\input{evil}")))
    fresh(tmp_path).memoize("other", {}, Counting(1))
    (path,) = [p for p in entries(tmp_path) if b"evil" in p.read_bytes()]
    content = path.read_bytes()[SIZE:]
    if seal == "another user's":
        monkeypatch.setattr("reportgen.store.seal.key", lambda: b"x" * SIZE)
    elif seal == "of another entry":
        path.write_bytes(signature(b"note" + content) + content)
    else:
        path.write_bytes(hashlib.sha256(content).digest() + content)
    assert fresh(tmp_path).memoize("unit", {}, Counting("made anew")) == "made anew"


def test_the_key_is_made_once_and_is_its_users_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    key.cache_clear()
    try:
        first = key()
        key.cache_clear()
        assert key() == first
        (tmp_path / "reportgen/seal").write_bytes(b"short")
        key.cache_clear()
        assert key() != first
        assert len(key()) == SIZE
        assert [p.name for p in (tmp_path / "reportgen").iterdir()] == ["seal"]
        assert (tmp_path / "reportgen/seal").stat().st_mode & 0o077 == 0
    finally:
        key.cache_clear()


def test_without_a_place_for_a_key_there_is_one_for_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    key.cache_clear()
    try:
        assert len(key()) == SIZE
        assert key() == key()
    finally:
        key.cache_clear()


def test_a_cache_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = fresh(tmp_path / "file" / "cache")
    assert cache.memoize("unit", {}, Counting(1)) == 1
    assert cache.memoize("unit", {}, Counting(2)) == 1
    assert cache.trouble


def test_the_entries_least_lately_used_go_first(tmp_path: Path) -> None:
    import os

    cache = Cache(tmp_path, largest=2500)
    cache.begin("x")
    for number in range(4):
        cache.memoize("unit", {"n": str(number)}, Counting("x" * 1000))
        for path in entries(tmp_path):
            os.utime(path, (path.stat().st_atime - 10, path.stat().st_mtime - 10))
    cache.end("x")
    assert sum(path.stat().st_size for path in entries(tmp_path)) <= 2500
    assert fresh(tmp_path).memoize("unit", {"n": "3"}, Counting("anew")) != "anew"
    assert fresh(tmp_path).memoize("unit", {"n": "0"}, Counting("anew")) == "anew"


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False) | st.binary(),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
)


@given(plain, plain)
@settings(max_examples=200)
def test_digests_tell_values_apart(one: Any, other: Any) -> None:
    assert (of_object(one) == of_object(other)) == (repr(one) == repr(other))


def test_what_is_traced_without_any_file_is_found_again(tmp_path: Path) -> None:
    make = Counting(TracedResult("value", {}))
    for _ in range(2):
        assert fresh(tmp_path).trace("unit", {"part": "1"}, lambda _: "", make)[0] == "value"
    assert make.times == 1

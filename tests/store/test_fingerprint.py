"""SHA-256 of bytes, files and values: the same for the same, and another for another."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reportgen.store.fingerprint import (
    ABSENT,
    of_bytes,
    of_file,
    of_object,
    of_tool,
    of_value,
    read_digest,
    unread,
)

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""SHA-256 of nothing (FIPS 180-4)."""


@dataclass
class Pair:
    first: Any
    second: Any


def test_bytes_and_files_have_their_sha_256(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for content in (b"", b"abc", bytes(3 << 20)):
        path.write_bytes(content)
        assert of_file(path) == of_bytes(content) == hashlib.sha256(content).hexdigest()
    assert of_bytes(b"") == EMPTY


def test_what_is_not_there_and_what_cannot_be_read_differ(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "inner").mkdir()
    (tmp_path / "outside").write_text("x")
    (tmp_path / "inner/link").symlink_to(tmp_path / "outside")
    assert [of_file(tmp_path / name) for name in ("none", "outside/none")] == [ABSENT] * 2
    assert of_file(tmp_path / "pipe") == unread("is a pipe, not a plain file")
    assert of_file(tmp_path / "inner") == unread("is a folder, not a plain file")
    assert of_file(tmp_path / "inner/link") == of_bytes(b"x")
    assert of_file(tmp_path / "inner/link", within=tmp_path / "inner") == unread("lies outside the project")


@pytest.mark.parametrize("text", ["", EMPTY[:-1], f"{EMPTY}0", EMPTY.upper(), f"{EMPTY}\n", ABSENT, unread(EMPTY)])
def test_what_is_no_digest(text: str) -> None:
    assert read_digest(text) is None
    assert read_digest(EMPTY) == EMPTY


def test_keys_have_no_order_in_values_and_have_one_in_objects() -> None:
    first, second = {"a": 1, "b": [2, "ä"]}, {"b": [2, "ä"], "a": 1}
    assert of_value(first) == of_value(second)
    assert of_object(first) != of_object(second)
    assert of_object(first) == of_object(dict(first))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", 1),
        (1, 1.0),
        (1, True),
        (Decimal("1.0"), Decimal("1.00")),
        ("a", b"a"),
        (["ab", "c"], ["a", "bc"]),
        ([["a"], "b"], [["a", "b"]]),
        ([], None),
        ((1,), [1]),
        (Pair(1, 2), (1, 2)),
        (Pair("a", None), Pair(None, "a")),
        ({"a": "b"}, ["a", "b"]),
    ],
)
def test_objects_are_told_apart(one: Any, other: Any) -> None:
    assert of_object(one) != of_object(other)
    assert of_object(one) == of_object(one)


def test_halves_of_characters_have_a_digest() -> None:
    assert of_object("\ud800") != of_object("\ud801")
    assert of_value("\ud800") != of_value("\ud801")


def test_there_is_no_digest_of_what_has_no_plain_form() -> None:
    with pytest.raises(TypeError, match="no digest for set"):
        of_object([{1, 2}])


def test_the_tool_is_its_code_and_what_it_runs_with() -> None:
    assert of_tool().keys() == {"reportgen", "Python and packages"}
    assert all(read_digest(digest) for digest in of_tool().values())

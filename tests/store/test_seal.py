"""The key of a user: made once, kept outside of projects, and never half of one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.store import seal


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for the state of programs, and no key yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    seal.key.cache_clear()
    yield tmp_path / "state/reportgen"
    monkeypatch.undo()
    seal.key.cache_clear()


def test_a_key_is_made_once_and_for_its_owner_alone(state: Path) -> None:
    first = seal.key()
    seal.key.cache_clear()
    assert seal.key() == first == (state / "seal").read_bytes()
    assert len(first) == seal.SIZE
    assert (state / "seal").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in state.iterdir()] == ["seal"]


def test_a_seal_is_that_of_the_content_and_the_key(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = seal.signature(b"content")
    assert made == hashlib.blake2b(b"content", key=seal.key(), digest_size=32).digest()
    assert made != seal.signature(b"content.")
    monkeypatch.setattr(seal, "key", lambda: b"x" * 32)
    assert made != seal.signature(b"content")


def test_of_two_processes_the_first_keeps_its_key(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state.mkdir(parents=True)
    link = os.link

    def too_late(source: Path, target: Path) -> None:
        target.write_bytes(b"f" * 32)
        link(source, target)

    monkeypatch.setattr(os, "link", too_late)
    assert seal.key() == b"f" * 32
    assert [path.name for path in state.iterdir()] == ["seal"]


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_damaged_key_is_not_used(state: Path, content: bytes) -> None:
    state.mkdir(parents=True)
    (state / "seal").write_bytes(content)
    assert len(seal.key()) == seal.SIZE
    assert seal.key() != content
    assert (state / "seal").read_bytes() == content


def test_where_no_folder_can_be_made_a_key_lasts_as_long_as_the_process(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null/x")
    first = seal.key()
    assert seal.key() == first
    seal.key.cache_clear()
    assert seal.key() != first


def test_without_a_variable_it_lies_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    seal.key.cache_clear()
    found = seal.key()
    assert (tmp_path / ".local/state/reportgen/seal").read_bytes() == found
    seal.key.cache_clear()

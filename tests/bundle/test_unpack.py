"""Zips that a stranger may have made."""

from __future__ import annotations

import random

import pytest

from reportgen.bundle.model import MOST_FILES
from reportgen.bundle.pack import pack
from reportgen.bundle.unpack import inside, unpack
from reportgen.findings.model import Location, collect
from trials.tamper_bundles import TIME, ZIPS, ZipTampering

SOUND = pack({"README.txt": b"read me", "ledger.json": b"{}", "project/data/a.csv": b"id\n"}, TIME)


def told(content: bytes) -> tuple[bool, list[str]]:
    outcome = collect(unpack(content, Location("a.zip")))
    assert {found.code for found in outcome.findings} <= {"CRT005"}
    return outcome.value is not None, [found.message for found in outcome.findings]


@pytest.mark.parametrize("change", ZIPS, ids=lambda change: change.__name__)
def test_a_zip_that_no_bundle_is_is_refused(change: ZipTampering) -> None:
    for seed in range(20):
        made = change(SOUND, random.Random(seed))
        assert made != SOUND
        sound, messages = told(made)
        assert not sound
        assert messages


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("name_that_leads_out", '"../out.txt" in it is no path of a file inside a folder'),
        ("case", '"ledger.JSON" in it is one file with "ledger.json" on some systems, or on all'),
        ("link", '"link" in it is no plain file (mode 120777)'),
        ("file_in_a_file", '"ledger.json/x" in it lies in a file, not in a folder'),
        ("encrypted", '"README.txt" in it is encrypted'),
        ("something_behind", "it is no zip, or something follows its end"),
    ],
)
def test_it_says_why(name: str, why: str) -> None:
    (change,) = (change for change in ZIPS if change.__name__ == name)
    assert why in told(change(SOUND, random.Random(1)))[1]


def test_every_bit_of_a_zip_counts() -> None:
    for at in range(len(SOUND)):
        for bit in range(8):
            assert not told(SOUND[:at] + bytes([SOUND[at] ^ 1 << bit]) + SOUND[at + 1 :])[0], at


def test_too_many_files_are_refused_before_they_are_read() -> None:
    sound, messages = told(pack({f"{n}": b"" for n in range(MOST_FILES + 1)}, TIME))
    assert not sound
    assert messages == [f"it has no file in it, more than {MOST_FILES}, or more to say of them than there is"]


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\5\6" + bytes(18), bytes(100)])
def test_what_is_no_zip_is_told(content: bytes) -> None:
    assert not told(content)[0]


@pytest.mark.parametrize("path", ["a", "a/b.txt", "ä ö/c", "project/data/.hidden"])
def test_a_path_inside(path: str) -> None:
    assert inside(path)


@pytest.mark.parametrize("path", ["", "/a", "../a", "a/../b", "a//b", "./a", "a/", "a\\b", "C:a", "a\0", "a/. "])
def test_a_path_that_is_none_inside(path: str) -> None:
    assert not inside(path)

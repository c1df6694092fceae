from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.findings.model import Location, collect
from reportgen.inputs.evidence.lock import lock_text, read_lock
from reportgen.inputs.evidence.model import Evidence, Lock, LockedPassage, spelled
from reportgen.store.fingerprint import Digest, of_value

PATH = "bib/evidence.lock"
LOCK = Lock(
    {"guide": (Digest("ab" * 32), "plain text"), "atlas": (Digest("cd" * 32), "PDFium 8149 (pypdfium2 5.15.2)")},
    {
        "guide-toll": LockedPassage("guide-toll", Digest("ab" * 32), Digest("12" * 32), "exact", "Tolls", 245),
        "guide-old": LockedPassage("guide-old", Digest("ab" * 32), Digest("34" * 32), "fuzzy", "The “Old” Bridge", 83),
    },
    {"figures/cost-old": "56" * 32},
    {"78" * 32: "9a" * 32},
    {"costs-rise": "bc" * 32},
    "2020-02-29",
    {"row:figures/cost-old": spelled({"value": "2.5"}), "exhibit:costs": spelled({"title": "What “bridges” cost"})},
    version=2,
)


def lines(lock: Lock) -> list[str]:
    return lock_text(lock).splitlines()


def findings(content: str) -> list[str]:
    return [str(f) for f in collect(read_lock(PATH, content.encode())).findings]


def test_the_lock_is_read_as_it_was_written() -> None:
    outcome = collect(read_lock(PATH, lock_text(LOCK).encode()))
    assert outcome.findings == ()
    assert outcome.value == LOCK
    assert lock_text(outcome.value) == lock_text(LOCK)


def test_no_lock_is_an_empty_lock() -> None:
    assert collect(read_lock(PATH, None)).value == Lock()


def test_one_entry_a_line_in_a_stable_order() -> None:
    reversed_lock = dataclasses.replace(LOCK, passages=dict(sorted(LOCK.passages.items(), reverse=True)))
    assert lock_text(reversed_lock) == lock_text(LOCK)
    assert [next(iter(json.loads(line).items())) for line in lines(LOCK)] == [
        ("lock", 2),
        ("source", "atlas"),
        ("source", "guide"),
        ("passage", "guide-old"),
        ("passage", "guide-toll"),
        ("row", "figures/cost-old"),
        ("statement", "78" * 32),
        ("approved", "costs-rise"),
        ("held", "exhibit:costs"),
        ("held", "row:figures/cost-old"),
    ]
    moved = dataclasses.replace(LOCK.passages["guide-old"], position=84)
    changed = dataclasses.replace(LOCK, passages={**LOCK.passages, "guide-old": moved})
    assert sum(a != b for a, b in zip(lines(LOCK), lines(changed), strict=True)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "[1]",
        "{}",
        "7",
        '{"bridge": "old"}',
        '{"row": 5, "digest": "x"}',
        '{"row": "a"}',
        '{"held": "row:a/b"}',
        '{"held": "row:a/b", "as": "words"}',
        '{"held": "row:a/b", "as": {"value": 3}}',
        '{"held": "row:a/b", "as": {"value": {"deep": ""}}}',
        '{"passage": "a", "match": "exact", "section": "", "at": "3", "row": "", "text": ""}',
        "[" * 100_000,
    ],
)
def test_a_broken_line_is_evi013(line: str) -> None:
    first, *rest = lines(LOCK)
    content = "\n".join([first, line, *rest])
    assert findings(content) == [f"{PATH}:2: error EVI013 broken-lock: this line of the lock cannot be read"]
    assert collect(read_lock(PATH, content.encode())).value == LOCK


def test_bytes_that_are_not_utf8_are_evi013() -> None:
    content = lock_text(LOCK).encode() + b'{"row": "\xff", "digest": "x"}\n'
    assert [f.code for f in collect(read_lock(PATH, content)).findings] == ["EVI013"]


def test_a_line_that_stands_twice_and_another_format_are_evi013() -> None:
    assert findings(lock_text(LOCK) + lines(LOCK)[3]) == [
        f'{PATH}:11: error EVI013 broken-lock: passage "guide-old" stands in line 4 too'
    ]
    assert findings('{"lock": 3, "date": ""}') == [f"{PATH}:1: error EVI013 broken-lock: the lock has format 3, not 2"]
    assert findings('{"lock": true, "date": ""}') == [
        f"{PATH}:1: error EVI013 broken-lock: the lock has format True, not 2"
    ]


def test_a_lock_of_format_1_is_read_and_written_as_format_2() -> None:
    old = "\n".join(line for line in lines(LOCK) if not line.startswith('{"held"')).replace('"lock": 2', '"lock": 1')
    outcome = collect(read_lock(PATH, old.encode()))
    assert outcome.findings == ()
    assert (outcome.value.version, outcome.value.old) == (1, True)
    assert outcome.value == dataclasses.replace(LOCK, held={})
    assert lines(outcome.value)[0] == '{"lock": 2, "date": "2020-02-29"}'


ROW = Evidence("a", "guide", "Tolls", "", "", "of the river", "via", "note", Location("e.csv", 2))


@pytest.mark.parametrize(
    "other",
    [
        dataclasses.replace(ROW, source="x"),
        dataclasses.replace(ROW, section="x"),
        dataclasses.replace(ROW, footnote="x"),
        dataclasses.replace(ROW, page="x"),
        dataclasses.replace(ROW, quote="x"),
    ],
)
def test_the_digest_is_of_what_the_row_claims(other: Evidence) -> None:
    assert other.digest != ROW.digest


def test_the_digest_is_not_of_notes_and_places() -> None:
    other = dataclasses.replace(ROW, id="b", via="", note="", location=Location("e.csv", 9))
    assert other.digest == ROW.digest


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8)), st.text(max_size=8))
def test_any_names_survive(names: dict[str, str], section: str) -> None:
    digests = {name: of_value(other) for name, other in names.items()}
    passages = {name: LockedPassage(name, of_value("t"), of_value("r"), "exact", section, 1) for name in names}
    lock = Lock(passages=passages, rows=digests, statements=digests, approved=digests, date="2020-02-29")
    outcome = collect(read_lock(PATH, lock_text(lock).encode("utf-8")))
    assert (outcome.value, outcome.findings) == (lock, ())


@pytest.mark.parametrize("value", ["", "0" * 63, "A" * 64, "0" * 65, "0" * 64 + "\n", r"\href{run:calc}{x}", "０" * 64])
def test_a_digest_is_64_hexadecimal_digits(value: str) -> None:
    members = {("source", "text"), ("passage", "text"), ("passage", "row"), ("row", "digest")}
    for kind, member in sorted(members):
        found = [json.loads(line) for line in lines(LOCK)]
        number, line = next((n, line) for n, line in enumerate(found, 1) if next(iter(line)) == kind)
        line[member] = value
        outcome = collect(read_lock(PATH, "".join(json.dumps(line) + "\n" for line in found).encode()))
        message = f'"{member}" of {kind} "{line[kind]}" is not the 64 hexadecimal digits of a SHA-256'
        assert [str(f) for f in outcome.findings] == [f"{PATH}:{number}: error EVI020 no-digest: {message}"]
        assert json.dumps(value) not in lock_text(outcome.value)


@pytest.mark.parametrize("value", ["yesterday", "2020-02-30", "20200229", r"\input{x}"])
def test_the_day_of_the_lock_is_a_day(value: str) -> None:
    outcome = collect(read_lock(PATH, json.dumps({"lock": 1, "date": value}).encode()))
    assert [f.code for f in outcome.findings] == ["EVI013"]
    assert outcome.value.date == ""

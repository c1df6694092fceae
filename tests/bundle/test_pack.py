from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.bundle.pack import pack, time_of
from reportgen.bundle.unpack import unpack
from reportgen.findings.model import Location, collect

NAMES = st.text("abcdefgh", min_size=1, max_size=8)
CONTENTS = st.dictionaries(NAMES.map(lambda name: f"d/{name}"), st.binary(max_size=200), min_size=1, max_size=8)


@given(CONTENTS, st.integers(0, 2**33))
def test_what_is_packed_is_unpacked_and_the_same_whatever_the_order(files: dict[str, bytes], epoch: int) -> None:
    made = pack(files, time_of(epoch))
    assert made == pack(dict(reversed(files.items())), time_of(epoch))
    outcome = collect(unpack(made, Location("a.zip")))
    assert (outcome.value, outcome.findings) == (files, ())


def test_another_program_reads_it_with_its_times_and_rights() -> None:
    with zipfile.ZipFile(io.BytesIO(pack({"ä b.txt": b"x", "a/b": b""}, time_of(1582934400)))) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == ["a/b", "ä b.txt"]
        for entry in opened.infolist():
            assert entry.date_time == (2020, 2, 29, 0, 0, 0)
            assert (entry.external_attr >> 16, entry.extra, entry.comment) == (0o100644, b"", b"")


@pytest.mark.parametrize(
    ("epoch", "year"), [(0, 1980), (315532799, 1980), (1582934400, 2020), (4354819199, 2107), (253402300799, 2107)]
)
def test_a_time_that_no_zip_can_have_is_the_nearest_one(epoch: int, year: int) -> None:
    assert time_of(epoch)[0] == year

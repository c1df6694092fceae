from __future__ import annotations

import json
from dataclasses import replace

import pytest

from reportgen.findings.model import Location, collect
from reportgen.proof.carried import carried, table_rows
from reportgen.proof.model import LEDGER, RECORD, WORKS, Opened

HERE = Location("brief.pdf")


@pytest.mark.tex
def test_evidence_works_and_record_are_read(opened: Opened) -> None:
    read = collect(carried(opened, HERE)).value
    assert read is not None
    assert read.evidence["guide-old"].quote == "opened in May after nine years"
    assert read.works.keys() == {"guide", "survey"}
    assert read.record.volume == "brief"
    assert read.record.attached.keys() == opened.files.keys() - {RECORD}


@pytest.mark.tex
@pytest.mark.parametrize("path", [RECORD, LEDGER, WORKS, "bib/evidence.csv"])
def test_a_file_that_is_missing_or_broken_is_told_once(opened: Opened, path: str) -> None:
    for files in (
        {name: content for name, content in opened.files.items() if name != path},
        {**opened.files, path: b"{"},
    ):
        outcome = collect(carried(replace(opened, files=files), HERE))
        assert outcome.value is None
        assert [f.code for f in outcome.findings] == ["VER001"]


@pytest.mark.tex
def test_a_record_of_another_version_is_told_as_such(opened: Opened) -> None:
    record = {**json.loads(opened.files[RECORD]), "version": 1}
    outcome = collect(carried(replace(opened, files={**opened.files, RECORD: json.dumps(record).encode()}), HERE))
    assert outcome.value is None
    assert [f.code for f in outcome.findings] == ["VER011"]
    assert "version 1" in outcome.findings[0].message


def test_rows_have_their_cells_by_column_however_many_there_are() -> None:
    assert list(table_rows(b"\xef\xbb\xbfid,a\r\n1,2,3\r\n4\r\n")) == [{"id": "1", "a": "2"}, {"id": "4", "a": ""}]

"""Files of a bundle that were changed, and those of which all lists were made anew."""

from __future__ import annotations

import pytest

from reportgen.bundle.model import CITATION, CRATE, README, RECORD, SUMS
from reportgen.bundle.verify import citation, record_of, sums, texts_in, titles, verify
from reportgen.findings.model import Location, collect
from reportgen.store.fingerprint import of_bytes
from trials.tamper_bundles import Files, forge

pytestmark = pytest.mark.tex
AT = Location("a.zip")


def told(files: Files) -> list[str]:
    return [f"{found.location} {found.code}" for found in collect(verify(files, AT)).findings]


def test_a_bundle_as_it_was_made_has_no_findings(files: Files) -> None:
    assert told(files) == []


def test_a_file_that_was_changed_is_told_by_each_list(files: Files) -> None:
    files["ledger.json"] += b" "
    assert told(files) == ["a.zip/ledger.json CRT007"] * 3


def test_a_file_that_was_taken_out_or_put_in_is_told_by_each_list(files: Files) -> None:
    files["tex/more.tex"] = files.pop("tex/brief.tex")
    assert told(files) == [f"a.zip/{path} CRT006" for path in (SUMS, SUMS, CRATE, CRATE, RECORD, RECORD)]


def test_a_file_that_only_the_lists_name_is_told(files: Files) -> None:
    files["project/more.csv"] = b"id\n"
    files[SUMS] = sums({path: content for path, content in files.items() if path != SUMS})
    assert told(files) == [f"a.zip/{CRATE} CRT006", f"a.zip/{RECORD} CRT006"]


@pytest.mark.parametrize("path", [SUMS, CRATE, RECORD])
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"@graph": [1]}', b"\xff\xfe", b"[" * 5000])
def test_a_list_that_is_none_is_told(files: Files, path: str, content: bytes) -> None:
    files[path] = content
    assert any(line.startswith(f"a.zip/{path} CRT006") for line in told(files))


def test_lists_that_are_made_anew_are_lists_again(files: Files) -> None:
    files["brief.html"] += b" "
    forge(files)
    assert told(files) == []


def test_the_text_of_a_source_is_told(files: Files) -> None:
    found = [*texts_in(files, {"guide": of_bytes(files[README]), "none": ""}, AT)]
    assert [f"{f.location} {f.code} {f.message}" for f in found] == [
        'a.zip/README.txt CRT004 it is the text of the source "guide"'
    ]


def test_what_a_build_writes_of_how_to_cite_it_is_read(files: Files) -> None:
    cited = citation(files[CITATION])
    assert (cited["title"], cited["abstract"]) == ("What a template can place", "Bridges")


def test_the_record_of_a_build_is_read(files: Files) -> None:
    record = collect(record_of(files, AT)).value
    assert record is not None
    assert record.files.keys() < files.keys()


@pytest.mark.parametrize("path", [CITATION, CRATE, README])
def test_a_title_that_is_not_that_of_the_settings_is_told(files: Files, path: str) -> None:
    assert [*titles(files, AT)] == []
    files[path] = files[path].replace(b"What a template", b"Whatever a template")
    assert [f"{found.location} {found.code}" for found in titles(files, AT)] == [f"a.zip/{path} CRT008"]


def test_a_title_that_is_made_by_a_call_is_held_against_the_others_alone(files: Files) -> None:
    settings = files["project/report.toml"]
    files["project/report.toml"] = settings.replace(b'title = "What a', b"title = 'What \\VAR{ x }", 1).replace(
        b'place"', b"place'", 1
    )
    assert [*titles(files, AT)] == []
    files[CRATE] = files[CRATE].replace(b"What a template", b"Whatever a template")
    assert [found.code for found in titles(files, AT)] == ["CRT008"]

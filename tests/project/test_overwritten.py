"""No command writes over a file that the project reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportgen import pipeline

EVIDENCE = "bib/evidence.csv"


def codes(folder: Path) -> set[str]:
    return {f.code for f in pipeline.lock(folder, lambda _: None).findings}


def named(folder: Path, key: str, path: str) -> None:
    text = (folder / "report.toml").read_text()
    kept = [line for line in text.splitlines() if not line.startswith(f"{key} =")]
    (folder / "report.toml").write_text("\n".join([f"{key} = {path}", *kept]) + "\n")


@pytest.mark.parametrize("name", ["bib/evidence.lock", "bib/Evidence.LOCK", "./bib/../bib/evidence.lock"])
def test_evidence_that_has_the_locks_name_is_refused(rivers: Path, name: str) -> None:
    content = (rivers / EVIDENCE).read_bytes()
    (rivers / EVIDENCE).rename(rivers / name)
    named(rivers, "evidence", f'"{name}"')
    assert "PRJ020" in codes(rivers)
    assert (rivers / name).read_bytes() == content


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_evidence_that_is_a_link_to_the_lock_is_refused(rivers: Path, link: object) -> None:
    lock = rivers / "bib/evidence.lock"
    lock.unlink(missing_ok=True)
    (rivers / EVIDENCE).rename(lock)
    if link is os.link:
        os.link(lock, rivers / EVIDENCE)
    else:
        (rivers / EVIDENCE).symlink_to("evidence.lock")
    content = lock.read_bytes()
    assert "PRJ020" in codes(rivers)
    assert lock.read_bytes() == content


@pytest.mark.parametrize("name", ["build/x.bib", "Build/x.bib", "build/log/x.bib"])
def test_what_a_build_writes_or_removes_is_no_input(rivers: Path, name: str) -> None:
    (rivers / name).parent.mkdir(parents=True, exist_ok=True)
    (rivers / name).write_bytes((rivers / "bib/sources.bib").read_bytes())
    named(rivers, "bibliography", f'["{name}"]')
    assert "PRJ020" in codes(rivers)


def test_a_table_has_another_name_than_the_lock(rivers: Path) -> None:
    package = rivers / "data/datapackage.json"
    package.write_text(package.read_text().replace('"rivers.csv"', '"evidence.lock"'))
    (rivers / "data/rivers.csv").rename(rivers / "data/evidence.lock")
    (rivers / "data/evidence.csv").write_bytes((rivers / EVIDENCE).read_bytes())
    named(rivers, "evidence", '"data/evidence.csv"')
    assert "PRJ020" in codes(rivers)


@pytest.mark.parametrize("evidence", ["", ".", "/", "a/", r"a\u0000b"])
def test_what_else_is_written_over_is_told_beside_evidence_that_is_no_file(rivers: Path, evidence: str) -> None:
    named(rivers, "bibliography", '["build/x.bib"]')
    named(rivers, "evidence", f'"{evidence}"')
    assert {"PRJ004", "PRJ020"} <= codes(rivers)

"""PDFs that were changed after they were built: each kind of change is found, and packing anew is none."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from reportgen import pipeline
from reportgen.findings.model import collect
from reportgen.proof.model import Opened
from reportgen.proof.verify import verify
from trials.forgeries import FORGED, NAMED, PLAIN
from trials.tamper import codes, saved, tampered
from trials.tamperings import Tampering

pytestmark = pytest.mark.tex


def test_a_pdf_as_it_was_built_has_no_findings(built_features: Path) -> None:
    for volume, pages in (("brief", 2), ("annex", 12)):
        outcome = pipeline.verify_pdf(built_features / "build" / f"{volume}.pdf")
        assert outcome.findings == ()
        assert outcome.value.pages == pages
        assert min(outcome.value.numbers, outcome.value.citations, outcome.value.quotations) > 0


def test_a_pdf_that_is_packed_anew_is_the_same(built_features: Path, tmp_path: Path) -> None:
    with pikepdf.open(built_features / "build" / "annex.pdf") as document:
        assert codes(saved(document), tmp_path) == []


ACTIVE = {
    *("script_added", "page_script_added", "second_file", "file_renamed", "file_described", "file_kind_changed"),
    *("file_dated", "files_branched", "associated_elsewhere", "signature_faked", "field_added"),
}
"""Forgeries that no digest has to tell of: no build writes what they add."""


def _codes(brief: bytes, change: Tampering, folder: Path, *, forged: bool) -> Sequence[str]:
    made = tampered(brief, change, random.Random(2), forged=forged)
    assert made is not None
    return codes(made, folder)


@pytest.mark.parametrize("change", PLAIN, ids=lambda change: change.__name__)
def test_what_is_changed_is_found(brief: bytes, change: Tampering, tmp_path: Path) -> None:
    assert {"VER001", "VER002", "VER008"} & set(_codes(brief, change, tmp_path, forged=False))


@pytest.mark.parametrize("change", [c for c in FORGED if c.__name__ not in NAMED], ids=lambda change: change.__name__)
def test_a_forgery_is_found_though_its_digests_are_right(brief: bytes, change: Tampering, tmp_path: Path) -> None:
    found = set(_codes(brief, change, tmp_path, forged=True))
    assert found & {"VER003", "VER004"} or change.__name__ in ACTIVE
    assert found


def test_a_digest_that_the_metadata_do_not_name_is_found(opened: Opened) -> None:
    other = Opened(opened.pages, opened.files, "0" * 64, opened.active, opened.around, opened.metadata)
    assert [f.code for f in collect(verify(other, "brief.pdf")).findings] == ["VER002"]

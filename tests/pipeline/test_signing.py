"""Signing PDFs: none is written where one cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.pipeline.signing import SigningOrder
from signing_keys import PASSPHRASE, signer

ADA = signer()


def order(folder: Path, *, replace: bool = False) -> SigningOrder:
    (folder / "ada.p12").write_bytes(ADA.p12())
    return SigningOrder(folder / "signed", lambda: PASSPHRASE, folder / "ada.p12", replace=replace)


def test_what_is_no_pdf_of_a_build_is_not_signed(tmp_path: Path) -> None:
    pdf = tmp_path / "brief.pdf"
    pdf.write_text("nothing")
    outcome = pipeline.sign([pdf], order(tmp_path))
    assert [found.code for found in outcome.findings] == ["VER001", "VER007"]
    assert outcome.value == ()
    assert not (tmp_path / "signed").exists()


@pytest.mark.tex
def test_files_are_replaced_where_that_is_allowed(tmp_path: Path, built_features: Path) -> None:
    pdf = built_features / "build" / "brief.pdf"
    first, again, allowed = (pipeline.sign([pdf], order(tmp_path, replace=may)) for may in (False, False, True))
    assert [found.code for found in again.findings] == ["VER007"]
    assert first.value == allowed.value == (tmp_path / "signed" / "brief.pdf",)
    assert allowed.value[0].read_bytes().startswith(pdf.read_bytes())

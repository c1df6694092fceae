"""PDFs of strangers: whatever is wrong with one, it is said, and nothing breaks."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from reportgen import pipeline
from reportgen.proof.model import LEDGER, RECORD
from trials.tamper import saved
from trials.tamperings import attached, evidence_of


def _empty(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    change(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _loop_of_pages(document: pikepdf.Pdf) -> None:
    document.Root.Pages.Kids = pikepdf.Array([document.Root.Pages])


def _loop_of_resources(document: pikepdf.Pdf) -> None:
    page = document.pages[0].obj
    page.Resources = document.make_indirect(pikepdf.Dictionary())
    page.Resources.XObject = page.Resources


def _loop_of_bookmarks(document: pikepdf.Pdf) -> None:
    outlines = document.make_indirect(pikepdf.Dictionary())
    outlines.First = outlines.Next = outlines
    document.Root.Outlines = outlines


def _bomb(document: pikepdf.Pdf) -> None:
    stream = document.make_stream(b"0" * 300_000_000)
    spec = pikepdf.Dictionary(UF=pikepdf.String("a"), EF=pikepdf.Dictionary(F=stream))
    document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=["a", spec]))


def _many_files(document: pikepdf.Pdf) -> None:
    spec = pikepdf.Dictionary(UF=pikepdf.String("a"), EF=pikepdf.Dictionary(F=document.make_stream(b"")))
    listed = [pikepdf.String("a"), document.make_indirect(spec)] * 3000
    document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=pikepdf.Array(listed)))


def _no_file(document: pikepdf.Pdf) -> None:
    document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=["a", pikepdf.Dictionary()]))


def _names_are_a_number(document: pikepdf.Pdf) -> None:
    document.Root.Names = 3


def _deep(document: pikepdf.Pdf) -> None:
    nested = pikepdf.Array([])
    for _ in range(400):
        nested = pikepdf.Array([nested])
    document.pages[0].obj.Resources = pikepdf.Dictionary(Deep=nested)


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"\0" * 5000, b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF"],
    ids=["empty", "head", "zeros", "catalogue"],
)
def test_what_is_no_pdf_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    assert [f.code for f in pipeline.verify_pdf(tmp_path / "a.pdf").findings] == ["VER001"]


@pytest.mark.parametrize(
    "change",
    [
        *(_loop_of_pages, _loop_of_resources, _loop_of_bookmarks, _bomb, _many_files, _no_file, _deep),
        *(_names_are_a_number, lambda _: None),
    ],
    ids=lambda change: change.__name__,
)
def test_a_hostile_pdf_is_told_within_seconds(change: Callable[[pikepdf.Pdf], None], tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(_empty(change))
    begun = time.monotonic()
    assert [f.code for f in pipeline.verify_pdf(tmp_path / "a.pdf").findings] == ["VER001"]
    assert time.monotonic() - begun < 60


def test_a_pdf_with_a_password_is_told(tmp_path: Path) -> None:
    document = pikepdf.new()
    document.add_blank_page()
    document.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="u", owner="o"))
    (told,) = pipeline.verify_pdf(tmp_path / "a.pdf").findings
    assert "password" in told.message


def test_a_pdf_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert [f.code for f in pipeline.verify_pdf(tmp_path / "none.pdf").findings] == ["VER001"]


@pytest.mark.tex
@pytest.mark.parametrize(
    ("path", "content"),
    [
        (RECORD, b"["),
        (RECORD, b'{"version": 2}'),
        (RECORD, b"[" * 100_000),
        (LEDGER, b'{"version": "x"}'),
        (LEDGER, b"\xff\xfe"),
        ("evidence", b'id,source,quote\n"'),
        ("evidence", b"\xff\xff"),
        ("evidence", b'id,source,quote\na,b,"' + b"x" * 200_000 + b'"\n'),
        ("evidence", b"id,source,quote\n\0,\0,\0\n"),
        ("evidence", b""),
    ],
)
def test_a_carried_file_that_cannot_be_read_is_told(brief: bytes, path: str, content: bytes, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(brief)) as document:
        attached(document)[evidence_of(document) if path == "evidence" else path].write(content)
        (tmp_path / "a.pdf").write_bytes(saved(document))
    outcome = pipeline.verify_pdf(tmp_path / "a.pdf", [tmp_path])
    assert outcome.failed
    assert {f.code for f in outcome.findings} <= {"VER001", "VER002", "VER003", "VER004", "VER005"}

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.system import pandoc


def test_a_document_is_converted_and_what_pandoc_leaves_out_is_told(tmp_path: Path) -> None:
    done = pandoc.convert(rb"a \reflectbox{b}", ("--from=latex", "--to=plain"), tmp_path)
    assert (done.content, done.wrong) == (b"a\n", "")
    assert [said["type"] for said in done.told] == ["SkippedContent"]
    assert pandoc.convert(b"a", ("--from=latex", "--to=html"), tmp_path, "a.html").content == b"<p>a</p>\n"


def test_what_cannot_be_read_gives_no_document(tmp_path: Path) -> None:
    done = pandoc.convert(rb"\begin{a", ("--from=latex", "--to=plain"), tmp_path)
    assert done.content == b""
    assert "line 2" in done.wrong


def test_no_other_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("secret")
    done = pandoc.convert(
        rf"\input{{{tmp_path}/secret}}\include{{secret}}".encode(), ("--from=latex", "--to=plain"), tmp_path
    )
    assert b"secret" not in done.content


def test_that_pandoc_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "program", lambda: str(tmp_path / "pandoc"))
    assert "cannot be started" in pandoc.convert(b"a", (), tmp_path).wrong

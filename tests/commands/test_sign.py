"""``reportgen sign``, and what ``verify`` says of what was signed, by the command line."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from commands.said import said
from reportgen import pipeline
from reportgen.pipeline import proving, signing
from reportgen.pipeline.signing import SigningOrder
from signing_keys import PASSPHRASE, PEM, Signer, signer, timestamp_server
from trials.tamper import forge, saved

pytestmark = pytest.mark.tex
ADA = signer()


@pytest.fixture(scope="module")
def signed(built_features: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The first volume, signed by Ada."""
    folder = tmp_path_factory.mktemp("signed")
    (folder / "ada.p12").write_bytes(ADA.p12())
    order = SigningOrder(folder / "out", lambda: PASSPHRASE, folder / "ada.p12")
    (path,) = pipeline.sign([built_features / "build" / "brief.pdf"], order).value
    return path.read_bytes()


@pytest.fixture
def build(built_features: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the PDFs; the one that is worked in has Ada's files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REPORTGEN_PASSPHRASE", PASSPHRASE)
    keep(ADA, "ada")
    return built_features / "build"


def keep(who: Signer, name: str) -> None:
    """Write what somebody signs with, and the certificate to trust."""
    root = who.root.public_bytes(PEM)
    files = {"p12": who.p12(), "key": who.key_pem(), "pem": who.pem(), "root": root}
    for ending, content in files.items():
        Path(f"{name}.{ending}").write_bytes(content)


def test_volumes_are_signed_at_once_and_stay_what_was_built(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = said(capsys, "sign", "--p12", "ada.p12", build / "brief.pdf", build / "annex.pdf")
    assert (status, out.splitlines()) == (0, ["signed/brief.pdf: signed", "signed/annex.pdf: signed"])
    for volume in ("brief", "annex"):
        signed, before = ((folder / f"{volume}.pdf").read_bytes() for folder in (tmp_path / "signed", build))
        assert signed.startswith(before)
        assert PASSPHRASE.encode() not in signed
    status, out, _ = said(capsys, "verify", "signed/brief.pdf", "--trust", "ada.root")
    assert status == 0
    told = out.splitlines()[-1]
    assert told.startswith('signed by "Common Name: Ada Lovelace", at 2')
    assert 'certificate of "Common Name: Root of Ada Lovelace"' in told
    assert told.endswith("; trusted")


def test_the_project_gives_the_pdf_that_was_signed(
    build: Path, capsys: pytest.CaptureFixture[str], shared_cache: None
) -> None:
    said(capsys, "sign", "--p12", "ada.p12", build / "brief.pdf")
    assert said(capsys, "verify", "signed/brief.pdf", "--rebuild", build.parent)[0] == 0


def test_a_key_with_its_certificate_signs_and_a_second_signature_stands_beside_the_first(
    build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(signer("Bea"), "bea")
    said(capsys, "sign", "--key", "ada.key", "--cert", "ada.pem", build / "brief.pdf")
    assert said(capsys, "sign", "--p12", "bea.p12", "signed/brief.pdf", "--to", "both")[0] == 0
    status, out, _ = said(capsys, "verify", "both/brief.pdf", "--trust", "bea.root")
    assert status == 0
    first, second = out.splitlines()[-2:]
    assert '"Common Name: Ada Lovelace"' in first
    assert "not trusted: no certificate chain found" in first
    assert '"Common Name: Bea"' in second
    assert second.endswith("; trusted")


def test_who_is_not_vouched_for_is_an_error_where_a_certificate_is_given(
    build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(signer("Ada Lovelace"), "other")
    said(capsys, "sign", "--p12", "other.p12", build / "brief.pdf")
    assert said(capsys, "verify", "signed/brief.pdf")[0] == 0
    for path in ("signed/brief.pdf", build / "brief.pdf"):
        status, _, err = said(capsys, "verify", path, "--trust", "ada.root")
        assert status == 1
        assert "VER009" in err
    Path("none.pem").write_text("nothing")
    assert "VER008" in said(capsys, "verify", "signed/brief.pdf", "--trust", "none.pem")[2]


def test_a_trusted_timestamp_outlives_the_certificate(build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clock = signer("Clock", stamps=True)
    keep(clock, "clock")
    with timestamp_server(clock) as address:
        assert said(capsys, "sign", "--p12", "ada.p12", "--timestamp", address, build / "brief.pdf")[0] == 0
    status, out, _ = said(capsys, "verify", "signed/brief.pdf", "--trust", "ada.root", "--trust", "clock.root")
    assert status == 0
    assert '("Common Name: Clock", trusted)' in out.splitlines()[-1]
    status, _, err = said(capsys, "sign", "--p12", "ada.p12", "--timestamp", address, "--replace", build / "brief.pdf")
    assert status == 1
    assert f'the timestamp server "{address}" does not answer as one' in err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--p12", "ada.pem"), "is none, or the passphrase is missing or wrong"),
        (("--p12", "missing.p12"), "No such file"),
        (("--key", "bea.key", "--cert", "ada.pem"), "the key is not the one of the first certificate"),
        (("--p12", "old.p12"), "the certificate is valid from"),
        (("--p12", "ada.p12", "--to", "{build}"), "it would be replaced by the signed one"),
        (("--p12", "ada.p12", "--to", "there"), "it is there already"),
        (("--p12", "ada.p12", "--to", "ada.p12"), "cannot write there"),
        (("{build}/brief.pdf", "--p12", "ada.p12"), "two PDFs have this name"),
        (("changed.pdf", "--p12", "ada.p12"), "what does not verify is not signed"),
    ],
)
def test_what_cannot_be_signed_is_told_and_nothing_is_written(
    build: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], message: str
) -> None:
    keep(signer("Bea"), "bea")
    keep(signer("Old", days=(-30, -1)), "old")
    Path("there").mkdir()
    Path("there/brief.pdf").write_text("kept")
    with pikepdf.open(build / "brief.pdf") as document:
        document.pages[0].Rotate = 90
        Path("changed.pdf").write_bytes(saved(document))
    given = [option.format(build=build) for option in options]
    status, _, err = said(capsys, "sign", build / "brief.pdf", *given)
    assert status == 1
    assert "VER007" in err
    assert message in err
    assert PASSPHRASE not in err
    assert Path("there/brief.pdf").read_text() == "kept"
    assert not Path("signed").exists()


@pytest.mark.parametrize("options", [(), ("--key", "ada.key"), ("--p12", "a", "--key", "b", "--cert", "c")])
def test_it_must_be_said_with_what_to_sign(capsys: pytest.CaptureFixture[str], options: tuple[str, ...]) -> None:
    assert said(capsys, "sign", "brief.pdf", *options)[0] == 2


def test_a_passphrase_comes_from_a_file_and_a_wrong_one_is_not_told(
    build: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTGEN_PASSPHRASE", "not this one")
    status, _, err = said(capsys, "sign", "--p12", "ada.p12", build / "brief.pdf")
    assert (status, "VER007" in err, "not this one" in err) == (1, True, False)
    Path("secret").write_text(f"{PASSPHRASE}\nmore\n")
    assert said(capsys, "sign", "--p12", "ada.p12", "--passphrase-file", "secret", build / "brief.pdf")[0] == 0


def test_without_the_library_it_is_told_what_to_install(
    build: Path, signed: bytes, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("signed").mkdir()
    Path("signed/brief.pdf").write_bytes(signed)
    monkeypatch.setattr(proving, "can_examine", lambda: False)
    monkeypatch.setattr(signing, "can_examine", lambda: False)
    status, _, err = said(capsys, "verify", "signed/brief.pdf")
    assert (status, "VER010" in err, "install pyhanko" in err) == (0, True, True)
    status, _, err = said(capsys, "verify", "signed/brief.pdf", "--trust", "ada.root")
    assert (status, "VER009" in err) == (1, True)
    status, _, err = said(capsys, "sign", "--p12", "ada.p12", "--replace", build / "brief.pdf")
    assert (status, "install pyhanko" in err) == (1, True)


def _appended(signed: bytes, kind: str) -> bytes:
    """Return a signed PDF behind which somebody has written something that viewers take."""
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    changed = {
        "page": writer.root["/Pages"]["/Kids"][0].get_object(),
        "title": writer.trailer["/Info"],
        "nothing that is seen": writer.root,
    }[kind]
    changed[generic.pdf_name("/Rotate")] = generic.NumberObject(90)  # type: ignore[no-untyped-call]
    writer.update_container(changed)
    written = io.BytesIO()
    writer.write(written)  # type: ignore[no-untyped-call]
    return written.getvalue()


def _byte_changed(signed: bytes) -> bytes:
    """Change a byte of the comment at the beginning, of which nothing depends."""
    return signed[:10] + bytes([signed[10] ^ 1]) + signed[11:]


@pytest.mark.parametrize("kind", ["page", "nothing that is seen", "title", "byte", "forged", "moved", "stripped"])
def test_what_was_changed_after_it_was_signed_is_found(
    build: Path, signed: bytes, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    if kind == "byte":
        changed = _byte_changed(signed)
    elif kind == "stripped":
        changed = (build / "brief.pdf").read_bytes()
    elif kind in {"forged", "moved"}:
        with pikepdf.open(io.BytesIO(signed)) as document:
            if kind == "forged":
                forge(document)
            changed = saved(document)
    else:
        changed = _appended(signed, kind)
    Path("changed.pdf").write_bytes(changed)
    status, _, err = said(capsys, "verify", "changed.pdf", "--trust", "ada.root")
    assert status == 1
    assert {"title": "VER002", "stripped": "VER009"}.get(kind, "VER008") in err

"""``ledger``, ``trace`` and ``verify``: what they print of what the pipeline gives them, and how they end."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import cli, pipeline
from reportgen.build_record.verify import Verified
from reportgen.findings.model import Diagnostic, Location, Outcome
from reportgen.findings.rules import finding
from reportgen.pipeline.model import Traced

CHANGED = finding("BUN004", Location("data/a.csv"), "it changed since")
ALTERED = finding("BUN001", Location("build/brief.pdf"), "it is not what was built")


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.main(arguments)
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.mark.parametrize("command", [("ledger", "--as", "prov-json"), ("trace", "guide")])
def test_without_a_ledger_a_build_is_asked_for(
    rivers: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    status, out, err = told(capsys, *command, "--project", str(rivers))
    assert (status, out) == (2, "")
    assert err == "no build/ledger.json of this version; run: reportgen build\n"


@pytest.mark.parametrize("form", ["web-annotation", "prov-json"])
def test_a_ledger_is_printed_in_the_form_that_is_asked_for(
    rivers: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(pipeline, "export", lambda folder, as_form: f"{folder.name}\n{as_form}")
    assert told(capsys, "ledger", "--as", form, "--project", str(rivers)) == (0, f"rivers\n{form}\n", "")


def test_a_chain_is_printed_as_text_or_json(
    rivers: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "trace", lambda _, what: Traced(True, f"text of {what}", f"json of {what}"))
    project = ("--project", str(rivers))
    assert told(capsys, "trace", "guide", *project) == (0, "text of guide\n", "")
    assert told(capsys, "trace", "guide", "--json", *project) == (0, "json of guide\n", "")


@pytest.mark.parametrize(
    ("nearest", "said"),
    [
        ('did you mean "guide"?', 'nothing is called "giude"; did you mean "guide"?\n'),
        ("", 'nothing is called "giude"\n'),
    ],
)
def test_what_is_not_in_the_ledger_is_told_with_what_may_be_meant(
    rivers: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, nearest: str, said: str
) -> None:
    monkeypatch.setattr(pipeline, "trace", lambda *_: Traced(nearest=nearest))
    assert told(capsys, "trace", "giude", "--project", str(rivers)) == (1, "", said)


@pytest.mark.parametrize(
    ("findings", "status", "counted"),
    [((), 0, "no findings"), ((CHANGED,), 0, "1 warning"), ((ALTERED, CHANGED), 1, "1 error, 1 warning")],
)
def test_a_verification_fails_for_errors_alone_and_counts_what_it_looked_at(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    findings: tuple[Diagnostic, ...],
    status: int,
    counted: str,
) -> None:
    looked = Outcome(Verified(outputs=2, inputs=1, tools=3), findings)
    monkeypatch.setattr(pipeline, "verify", lambda _: looked)
    found, out, err = told(capsys, "verify", str(tmp_path))
    assert found == status
    assert out.splitlines()[-1] == f"2 outputs, 1 input, 3 tools looked at; {counted}"
    assert all(any(f.code in line for line in err.splitlines()) for f in findings)

"""TeX in its environment: what hostile or run-away TeX can do."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.findings.model import collect
from reportgen.system.process import Completed, run
from reportgen.typeset.environment import CONFINE, LIMITS, stopped, tex_environment, tex_options, tex_writable
from reportgen.typeset.model import Engine

pytestmark = pytest.mark.tex


def tex(folder: Path, body: str, engine: Engine = "pdflatex", seconds: float = 20.0) -> tuple[Completed, str]:
    """Run TeX on a document with this body; give how it ended and its log."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "brief.tex").write_text(rf"\documentclass{{article}}\begin{{document}}{body}\end{{document}}", "utf-8")
    command = [engine, *tex_options(engine), "-interaction=nonstopmode", "-halt-on-error", "brief.tex"]
    small = replace(LIMITS, file=5_000_000, output=2_000_000)
    environment = tex_environment(0)
    done = run(
        command,
        folder=folder,
        environment=environment,
        seconds=seconds,
        limits=small,
        writable=tex_writable(folder, engine),
        readable=[CONFINE],
    )
    log = folder / "brief.log"
    return done, log.read_bytes().decode("utf-8", "replace") if log.is_file() else ""


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
@pytest.mark.parametrize("path", ["/etc/passwd", "../secret.tex", "link/../../secret.tex"])
def test_tex_reads_nothing_outside_its_folder(tmp_path: Path, engine: Engine, path: str) -> None:
    (tmp_path / "secret.tex").write_text("the secret words")
    done, log = tex(tmp_path / "work", rf"\IfFileExists{{{path}}}{{THERE \input{{{path}}}}}{{NOTTHERE}}x", engine)
    assert "secret words" not in log
    assert "root:" not in log
    assert done.status is not None
    assert b"THERE" not in done.stdout.replace(b"NOTTHERE", b"")


def test_tex_writes_nothing_outside_its_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "made.txt", Path("../made.txt")):
        tex(tmp_path / "work", rf"\newwrite\out\immediate\openout\out={path} \immediate\write\out{{x}}x")
    assert not (tmp_path / "made.txt").exists()


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_tex_runs_no_program(tmp_path: Path, engine: Engine) -> None:
    command = r"\directlua{os.execute('touch made')}" if engine == "lualatex" else r"\immediate\write18{touch made}"
    tex(tmp_path / "work", command + "x", engine)
    assert not (tmp_path / "work/made").exists()


def test_a_format_in_the_folder_comes_first(tmp_path: Path) -> None:
    (tmp_path / "own.fmt").write_bytes(b"")
    environment = tex_environment(0)
    assert environment["TEXFORMATS"] == environment["TEXINPUTS"] == f".{os.pathsep}"
    found = run(["kpsewhich", "own.fmt"], folder=tmp_path, environment=environment)
    assert found.text.strip() in ("./own.fmt", "own.fmt")


def test_settings_and_packages_of_the_user_do_not_count(tmp_path: Path) -> None:
    environment = tex_environment(0)
    for name in ("TEXMFHOME", "TEXMFCONFIG", "HOME"):
        assert not Path(environment[name]).exists()
    assert environment["openin_any"] == environment["openout_any"] == "p"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (r"\def\again{\again}\again", "TEX008"),
        (r"\def\again{\message{xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}\again}\again", "TEX009"),
    ],
)
def test_a_command_without_end_becomes_a_finding(tmp_path: Path, body: str, code: str) -> None:
    done, _ = tex(tmp_path / "work", body, seconds=3.0 if code == "TEX008" else 20.0)
    outcome = collect(stopped(done, 3.0))
    assert outcome.value is True
    assert [(f.code, str(f.location)) for f in outcome.findings] == [(code, "brief.tex")]


def test_an_ordinary_end_is_no_finding() -> None:
    outcome = collect(stopped(Completed(0, b"", b""), 1.0))
    assert (outcome.value, outcome.findings) == (False, ())


def test_fonts_that_lualatex_has_read_are_kept_beside_the_folder(tmp_path: Path) -> None:
    done, log = tex(tmp_path / "build/.work-1", "x", "lualatex")
    assert done.status == 0, log[-500:]
    assert list((tmp_path / "build/tex-cache").rglob("*.lua"))


def test_lua_reads_the_files_of_tex_as_luaotfload_does(tmp_path: Path) -> None:
    name = 'kpse.find_file("UnicodeData.txt")'
    _, log = tex(
        tmp_path / "work", rf"x\directlua{{texio.write_nl('io.open: ' .. tostring(io.open({name})))}}", "lualatex"
    )
    assert "io.open: file" in log

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path

import pytest

from reportgen.system.process import run
from reportgen.typeset.files import locate
from reportgen.typeset.model import ProgramOutputs
from reportgen.typeset.system_files import describe, found, installed, owners, read_by, within
from reportgen.typeset.toolchain import versions

FLS = """PWD /tmp/x
INPUT /usr/share/texmf/web2c/texmf.cnf
INPUT brief.tex
INPUT ./setup.tex
INPUT /usr/share/texlive/texmf-dist/tex/latex/base/report.cls
INPUT /usr/share/texlive/texmf-dist/tex/latex/base/report.cls
OUTPUT brief.log
INPUT C:/texlive/2024/texmf-dist/tex/latex/base/size11.clo
"""
LOG = """This is pdfTeX, Version 3.14-2.6-1.40.24 (TeX Live 2022/Debian) (preloaded format=pdflatex 2026.11.20)
entering extended mode
(./brief.tex
LaTeX2e <2022-11-01> patch level 1
"""


def test_a_recording_is_read_without_the_working_folder() -> None:
    assert read_by(FLS) == (
        "/usr/share/texmf/web2c/texmf.cnf",
        "/usr/share/texlive/texmf-dist/tex/latex/base/report.cls",
        "C:/texlive/2024/texmf-dist/tex/latex/base/size11.clo",
    )


@pytest.mark.parametrize(
    ("path", "inner"),
    [
        ("/usr/share/texlive/texmf-dist/tex/latex/base/report.cls", "tex/latex/base/report.cls"),
        ("/usr/share/texmf/fonts/type1/public/tex-gyre/qplr.pfb", "fonts/type1/public/tex-gyre/qplr.pfb"),
        ("/home/ann/texmf/tex/latex/own.sty", "tex/latex/own.sty"),
        ("C:/Program Files/MiKTeX/tex/latex/base/report.cls", "tex/latex/base/report.cls"),
        ("/opt/texlive/2024/texmf-dist/tex/latex/base/report.cls", "tex/latex/base/report.cls"),
        ("/nix/store/abc-texlive/share/tex/latex/base/report.cls", "tex/latex/base/report.cls"),
        ("/usr/share/fonts/truetype/x.ttf", "fonts/truetype/x.ttf"),
        ("/home/ann/strange.sty", "strange.sty"),
    ],
)
def test_a_path_is_given_within_its_tree(path: str, inner: str) -> None:
    assert within(path) == inner


def test_digests_are_of_the_contents_and_paths_of_no_machine(tmp_path: Path) -> None:
    systems = []
    for place in ("one", "two"):
        tree = tmp_path / place / "texmf-dist" / "tex"
        tree.mkdir(parents=True)
        (tree / "a.sty").write_bytes(b"style")
        made = tmp_path / place / "texmf-var" / "web2c"
        made.mkdir(parents=True)
        (made / "pdflatex.fmt").write_bytes(place.encode())
        systems.append(describe([str(tree / "a.sty"), str(made / "pdflatex.fmt"), str(tree / "gone.sty")], LOG))
    assert systems[0] == systems[1]
    assert systems[0].files == {"tex/a.sty": hashlib.sha256(b"style").hexdigest(), "tex/gone.sty": ""}
    assert systems[0].made_here == ("web2c/pdflatex.fmt",)
    assert systems[0].engine == "pdfTeX, Version 3.14-2.6-1.40.24 (TeX Live 2022/Debian)"
    assert systems[0].format == "LaTeX2e <2022-11-01> patch level 1"


def test_packages_that_own_files_are_named_where_there_is_dpkg(monkeypatch: pytest.MonkeyPatch) -> None:
    assert owners(["/nowhere/x.sty"]) == ProgramOutputs({})
    asked = shutil.which("dpkg-query")
    if asked:
        owned = owners([os.path.realpath(asked), "/nowhere/x.sty"]).told
        assert list(owned) == ["dpkg"]
        assert re.match(r"\d", owned["dpkg"])
        assert installed(["dpkg", "--help", "no-such-package"]) == owned
    monkeypatch.setenv("PATH", "/nowhere")
    assert owners([asked or "/usr/bin/sh"], "pdflatex") == ProgramOutputs({})


@pytest.mark.parametrize(("ending", "failed"), [("kill -9 $$", True), ("exit 1", False)])
def test_an_answer_that_broke_off_is_told_from_one_that_is_empty(
    ending: str, failed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("dpkg-query", "kpsewhich", "pdflatex", "lualatex"):
        (tmp_path / name).write_text(f"#!/bin/sh\n{ending}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert owners(["/usr/bin/sh"], "pdflatex") == ProgramOutputs({}, failed)
    assert versions().failed is failed
    assert locate().failed is failed


@pytest.mark.tex
def test_what_tex_reads_is_described(tmp_path: Path) -> None:
    (tmp_path / "main.tex").write_text(r"\documentclass{report}\usepackage{tgpagella}\begin{document}x\end{document}")
    assert run(["pdflatex", "-recorder", "-interaction=batchmode", "main.tex"], folder=tmp_path).status == 0
    paths = read_by((tmp_path / "main.fls").read_text("utf-8"))
    system = describe(paths, (tmp_path / "main.log").read_text("utf-8"))
    assert "tex/latex/base/report.cls" in system.files
    assert any(path.endswith("qplr.pfb") for path in system.files)
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in system.files.values())
    assert not [path for path in (*system.files, *system.made_here) if path.startswith(("/", "usr", "home"))]
    assert system.engine.startswith("pdfTeX")
    assert "preloaded" not in system.engine
    assert system.format.startswith("LaTeX2e <")
    assert found([*system.files, "--help", "../x"]) == system.files

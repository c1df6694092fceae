"""What a build needs from the system: what is there, what is missing, and how it is installed."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final, Literal, TypeAlias

from reportgen.findings.model import Findings, Say
from reportgen.findings.rules import finding
from reportgen.project.model import SETTINGS
from reportgen.system.process import Completed, ask, run
from reportgen.system.programs import which
from reportgen.typeset.model import ProgramOutputs, Purpose
from reportgen.typeset.python_packages import interpreter

System: TypeAlias = Literal["debian", "fedora", "arch", "macos", "texlive", "other"]
"""How software is installed: three families of Linux by their packages, macOS, a TeX Live that was
installed by itself (and so has its own installer), and everything else."""


@dataclass(frozen=True)
class Tool:
    """A program, TeX file or font, and the packages that bring it (``macos``: those of TeX Live's tlmgr, if any)."""

    name: str
    needed_for: Purpose
    why: str
    kind: Literal["program", "tex file", "font"]
    debian: str
    fedora: str
    arch: str
    macos: str
    recommended: bool = False
    """Whether a build can do without it."""


_LATEX: Final = ("texlive-latex-base", "texlive-collection-latex", "texlive-latex")
_MORE: Final = ("texlive-latex-recommended", "texlive-collection-latexrecommended", "texlive-latexrecommended")
_LUA: Final = ("texlive-luatex", "texlive-collection-luatex", "texlive-luatex")
_GYRE: Final = ("tex-gyre", "texlive-tex-gyre", "texlive-fontsrecommended")
_OPEN: Final = ("fonts-texgyre", "texlive-tex-gyre", "texlive-fontsrecommended")
_CHARTS: Final = "text in charts"
_OTHER_SCRIPTS: Final = "characters that pdfLaTeX cannot set"

_OF_LINUX: Final = ("bwrap",)

TOOLS: Final = (
    Tool("pdflatex", "build", "makes the PDF", "program", *_LATEX, "latex-bin"),
    Tool("kpsewhich", "build", "finds TeX's files and fonts", "program", *_LATEX, "kpathsea"),
    Tool("lualatex", "build", _OTHER_SCRIPTS, "program", *_LUA, "latex-bin"),
    Tool("report.cls", "build", "class of the brief", "tex file", *_LATEX, "latex"),
    Tool("fontenc.sty", "build", "accented letters", "tex file", *_LATEX, "latex"),
    Tool("textcomp.sty", "build", "signs of currencies and more", "tex file", *_LATEX, "latex"),
    Tool("babel.sty", "build", "hyphenation", "tex file", *_LATEX, "babel"),
    Tool("english.ldf", "build", "hyphenation of English", "tex file", *_LATEX, "babel-english"),
    Tool("geometry.sty", "build", "margins", "tex file", *_LATEX, "geometry"),
    Tool("graphicx.sty", "build", "charts", "tex file", *_LATEX, "graphics"),
    Tool("array.sty", "build", "tables", "tex file", *_LATEX, "tools"),
    Tool("multicol.sty", "build", "notes in two columns", "tex file", *_LATEX, "tools"),
    Tool("longtable.sty", "build", "tables over several pages", "tex file", *_LATEX, "tools"),
    Tool("fancyhdr.sty", "build", "heads of the pages", "tex file", *_LATEX, "fancyhdr"),
    Tool("hyperref.sty", "build", "links", "tex file", *_LATEX, "hyperref"),
    Tool("iftex.sty", "build", "tells the engines apart", "tex file", *_LATEX, "iftex"),
    Tool("booktabs.sty", "build", "rules of tables", "tex file", *_MORE, "booktabs"),
    Tool("pdflscape.sty", "build", "tables on turned pages", "tex file", *_MORE, "pdflscape"),
    Tool("microtype.sty", "build", "even lines", "tex file", *_MORE, "microtype"),
    Tool("ragged2e.sty", "build", "text in table cells", "tex file", *_MORE, "ragged2e"),
    Tool("xcolor.sty", "build", "colours", "tex file", *_MORE, "xcolor"),
    Tool("fontspec.sty", "build", _OTHER_SCRIPTS, "tex file", *_MORE, "fontspec"),
    Tool("luaotfload.sty", "build", _OTHER_SCRIPTS, "tex file", *_LUA, "luaotfload"),
    Tool("tgpagella.sty", "build", "typeface of the text", "tex file", *_GYRE, "tex-gyre"),
    Tool("tgheros.sty", "build", "typeface of headings and exhibits", "tex file", *_GYRE, "tex-gyre"),
    Tool("qplr.pfb", "build", "typeface of the text", "font", *_GYRE, "tex-gyre"),
    Tool("qhvr.pfb", "build", "typeface of headings and exhibits", "font", *_GYRE, "tex-gyre"),
    Tool("texgyreheros-regular.otf", "build", _CHARTS, "font", *_OPEN, "tex-gyre"),
    Tool("texgyreheros-bold.otf", "build", _CHARTS, "font", *_OPEN, "tex-gyre"),
    Tool("texgyreheros-italic.otf", "build", _CHARTS, "font", *_OPEN, "tex-gyre"),
    Tool("texgyreheros-bolditalic.otf", "build", _CHARTS, "font", *_OPEN, "tex-gyre"),
    Tool("texgyrepagella-regular.otf", "build", _OTHER_SCRIPTS, "font", *_OPEN, "tex-gyre"),
    Tool("bwrap", "build", "shuts TeX and pandoc in", "program", *(("bubblewrap",) * 3), macos="", recommended=True),
    Tool(
        "tagpdf.sty",
        "test",
        "shows that the brief's style gets on with tagged PDF",
        "tex file",
        "texlive-latex-extra",
        "texlive-tagpdf",
        "texlive-latexextra",
        "tagpdf",
    ),
    Tool("chromium", "test", "opens the live preview as a reader does", "program", *(("chromium",) * 3), ""),
)

_OS_RELEASE: Final = Path("/etc/os-release")
_APT_SECONDS: Final = 1800.0
_PATIENCE: Final = 5.0


def needed(purpose: Purpose) -> tuple[Tool, ...]:
    """Return what a build needs, or what the tests need, which is that and more."""
    here = [tool for tool in TOOLS if sys.platform == "linux" or tool.name not in _OF_LINUX]
    return tuple(tool for tool in here if purpose == "test" or tool.needed_for == "build")


def probe(tools: Sequence[Tool]) -> tuple[Tool, ...]:
    """Return those of the tools that are missing. Asks TeX once for all files and fonts."""
    there = {tool.name for tool in tools if tool.kind == "program" and which(tool.name)}
    files = [tool.name for tool in tools if tool.kind != "program"]
    if files and which("kpsewhich"):
        # Its exit status says that something is missing, its output what is there.
        there |= {re.split(r"[/\\]", line)[-1] for line in ask(["kpsewhich", *files]).text.splitlines()}
    return tuple(tool for tool in tools if tool.name not in there)


def system() -> System:
    """Tell how software is installed on this machine."""
    manager, finder = which("tlmgr"), which("kpsewhich")
    if manager and finder and Path(manager).parent == Path(finder).parent != Path("/usr/bin"):
        return "texlive"
    if sys.platform == "darwin":
        return "macos"
    if not _OS_RELEASE.is_file():
        return "other"
    said = dict(line.split("=", 1) for line in _OS_RELEASE.read_text("utf-8").splitlines() if "=" in line)
    names = " ".join(said.get(key, "").strip("\"'") for key in ("ID", "ID_LIKE")).split()
    families: tuple[tuple[str, System], ...] = (
        ("debian", "debian"),
        ("ubuntu", "debian"),
        ("fedora", "fedora"),
        ("rhel", "fedora"),
        ("arch", "arch"),
    )
    return next((family for name, family in families if name in names), "other")


def install_line(missing: Sequence[Tool], system: System) -> str:
    """Return the one line that installs the missing tools on a system (for another system: words)."""
    if system == "debian":
        # The lists of packages of a new system are empty, and those of an old one name files that are gone.
        packages = " ".join(_packages(missing, "debian"))
        return f"sudo apt-get update && sudo apt-get install --no-install-recommends {packages}"
    if system == "fedora":
        return "sudo dnf install " + " ".join(_packages(missing, "fedora"))
    if system == "arch":
        return "sudo pacman -S --needed " + " ".join(_packages(missing, "arch"))
    tex = _packages(missing, "macos")
    # TeX Live's installer has TeX only, and each of these systems gets the rest in a way of its own.
    others = [tool.name for tool in missing if not tool.macos]
    apart = ["install " + ", ".join(others)] if others else []
    if not tex:
        return "".join(apart)
    if system in ("texlive", "macos"):
        line = "sudo tlmgr install " + " ".join(tex)
        # Without TeX there is no tlmgr; BasicTeX is the small TeX Live for macOS.
        bare = system == "macos" and any(tool.kind == "program" and tool.macos for tool in missing)
        begin = 'brew install --cask basictex && eval "$(/usr/libexec/path_helper)" && sudo tlmgr update --self && '
        return ", then: ".join([*apart, begin + line if bare else line])
    return ", and ".join([*apart, "install TeX Live or MiKTeX with " + ", ".join(tex)])


def _packages(tools: Sequence[Tool], field: Literal["debian", "fedora", "arch", "macos"]) -> list[str]:
    return sorted({package for tool in tools for package in getattr(tool, field).split()})


def lacking(missing: Sequence[Tool], why: str = "") -> Findings[None]:
    """Report missing tools, with the line that installs them and what is recommended here."""
    lost = [tool for tool in missing if not tool.recommended]
    if not lost:
        return
    named = ", ".join(tool.name for tool in lost[:4])
    more = f" and {len(lost) - 4} more" if len(lost) > 4 else ""
    yield finding("TEX006", SETTINGS, f"not installed: {named}{more}{why}", install_line(missing, system()))


def install(missing: Sequence[Tool], say: Say) -> Findings[bool]:
    """Install missing tools with apt-get as root, or by sudo where it asks for no password.

    Tells whether all that a build cannot do without are there at the end; where not, or where this machine
    has no such way, a TEX006 has the line to type.
    """
    if not missing:
        return True
    prefix = _root_prefix() if system() == "debian" and which("apt-get") else None
    if prefix is None:
        yield from lacking(missing)
        return all(tool.recommended for tool in missing)
    failure = _apt_install(_packages(missing, "debian"), prefix, say)
    still = probe(missing)
    yield from lacking(still, failure)
    return all(tool.recommended for tool in still)


def _root_prefix() -> list[str] | None:
    """Return what to put before a command to run it as root without a password, or ``None``."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if which("sudo") and run(["sudo", "-n", "true"]).status == 0:
        return ["sudo", "-n"]
    return None


def _apt_install(packages: Sequence[str], prefix: Sequence[str], say: Say) -> str:
    """Install Debian packages; give the tail of what apt-get said when that failed, else nothing."""
    # A proxy is part of how this machine reaches its package servers.
    passed = [f"{name}={value}" for name, value in os.environ.items() if name.lower().endswith("_proxy")]
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *passed, "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    wanted = ["install", "-y", "--no-install-recommends", *packages]
    say("reading the lists of Debian packages")
    # One server may be out of reach while the packages are to be had: only the installation must work.
    run([*apt, "update"], seconds=_APT_SECONDS)
    uris = run([*apt, "--print-uris", *wanted], seconds=_APT_SECONDS).text
    size = sum(int(number) for number in re.findall(r"^'[^']*' \S+ (\d+)", uris, re.MULTILINE))
    say(f"installing {', '.join(packages)} ({size / 1e6:.0f} MB to download)")
    done = run([*apt, *wanted], seconds=_APT_SECONDS, heard=_lines_told(say))
    if done.status == 0:
        return ""
    lines = (done.stdout + done.stderr).decode("utf-8", "replace").split("\n")
    return "; apt-get failed: " + " / ".join([line.strip() for line in lines if line.strip()][-5:])


def _lines_told(say: Say) -> Callable[[bytes], None]:
    """Tell now and then what apt-get does, which takes minutes on a slow line."""
    last = time.monotonic()

    def heard(piece: bytes) -> None:
        nonlocal last
        lines = piece.decode("utf-8", "replace").split("\n")[:-1]
        if lines and time.monotonic() - last > _PATIENCE:
            last = time.monotonic()
            say(f"  {lines[-1].strip()}")

    return heard


def versions() -> ProgramOutputs:
    """Return the versions of the programs that make a brief, and of Python. Missing ones are left out."""
    programs = {tool.name: tool.name for tool in needed("build") if tool.kind == "program" and not tool.recommended}
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    pandoc = metadata.distribution("pypandoc-binary").locate_file(f"pypandoc/files/{name}")
    programs["pandoc"] = str(pandoc)
    said = {name: ask([path, "--version"]) for name, program in programs.items() if (path := which(program))}
    told = {name: version for name, answer in said.items() if (version := _first_line(answer))}
    return ProgramOutputs({**interpreter(), **told}, any(answer.broken for answer in said.values()))


def program_version(program: str) -> str:
    """Return the first line of what a program says about its version, or nothing when it is missing."""
    path = which(program)
    return _first_line(ask([path, "--version"])) if path else ""


def _first_line(answer: Completed) -> str:
    lines = answer.text.splitlines()
    return lines[0].strip() if lines else ""

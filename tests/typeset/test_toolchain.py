from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import cast

import pytest

from reportgen.findings.model import collect
from reportgen.typeset import toolchain
from reportgen.typeset.doctor import examine, link_programs
from reportgen.typeset.model import Purpose
from reportgen.typeset.toolchain import TOOLS, System, install, install_line, lacking, needed, probe, system, versions

STYLE = Path(toolchain.__file__).with_name("reportgen.sty")

# Prints those of its arguments that are listed in the file "there", as kpsewhich does.
KPSEWHICH = """#!/bin/sh
echo asked >> {folder}/asked
status=0
for name in "$@"; do
    found=
    while read -r one; do [ "$one" = "$name" ] && found=1; done < {folder}/there
    if [ "$found" ]; then echo "/usr/share/texmf/$name"; else status=1; fi
done
exit $status
"""

APT_LINE = "sudo apt-get update && sudo apt-get install --no-install-recommends"
# Notes what it is told, and "installs" every file when it is told to install.
APT = """#!/bin/sh
echo "$*" >> {folder}/apt
case "$*" in
    *--print-uris*) echo "'somewhere/a.deb' a.deb 1500000 SHA256:0"; echo "'somewhere/b.deb' b.deb 2600000 SHA256:0" ;;
    *install*) [ -e {folder}/broken ] && {{ echo reading; echo 'E: Unable to fetch' >&2; exit 100; }}
        cat {folder}/all > {folder}/there ;;
    *update*) exit 100 ;;
esac
"""


class Machine:
    """A machine of its own: a PATH with stand-ins, a file of what TeX finds, a system."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.path = folder / "path"
        self.path.mkdir()
        self._monkeypatch = monkeypatch
        self._program("kpsewhich", KPSEWHICH)
        for name in ("pdflatex", "lualatex", "chromium", "bwrap"):
            self._program(name, f"#!/bin/sh\necho {name} 1.0\necho more\n")
        for name in ("env", "cat"):
            (self.path / name).symlink_to(shutil.which(name) or "")
        monkeypatch.setenv("PATH", str(self.path))
        files = "".join(f"{tool.name}\n" for tool in TOOLS if tool.kind != "program")
        (folder / "all").write_text(files)
        (folder / "there").write_text(files)
        self.release("ID=debian")
        self.user(0)

    def _program(self, name: str, script: str) -> None:
        (self.path / name).write_text(script.format(folder=self.folder))
        (self.path / name).chmod(0o755)

    def with_apt(self) -> None:
        self._program("apt-get", APT)

    def release(self, text: str) -> None:
        (self.folder / "os-release").write_text(text)
        self._monkeypatch.setattr(toolchain, "_OS_RELEASE", self.folder / "os-release")

    def user(self, number: int) -> None:
        self._monkeypatch.setattr(os, "geteuid", lambda: number)

    def without(self, *names: str) -> None:
        for name in names:
            (self.path / name).unlink(missing_ok=True)
        kept = [line for line in (self.folder / "there").read_text().splitlines() if line not in names]
        (self.folder / "there").write_text("".join(f"{line}\n" for line in kept))

    def told(self, name: str) -> list[str]:
        noted = self.folder / name
        return noted.read_text().splitlines() if noted.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


def names(purpose: Purpose) -> list[str]:
    return [tool.name for tool in probe(needed(purpose))]


def test_nothing_is_missing_where_all_is_there(machine: Machine) -> None:
    assert names("test") == []


def test_all_files_and_fonts_are_asked_for_at_once(machine: Machine) -> None:
    machine.without("booktabs.sty", "texgyreheros-bold.otf", "lualatex")
    assert names("build") == ["lualatex", "booktabs.sty", "texgyreheros-bold.otf"]
    assert machine.told("asked") == ["asked"]


def test_without_programs_everything_is_missing(machine: Machine) -> None:
    machine.without("pdflatex", "lualatex", "kpsewhich", "chromium", "bwrap")
    assert probe(needed("test")) == TOOLS


def test_a_build_does_not_need_what_only_tests_need(machine: Machine) -> None:
    machine.without("tagpdf.sty", "chromium")
    assert names("build") == []
    assert names("test") == ["tagpdf.sty", "chromium"]


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ("ID=debian", "debian"),
        ("NAME=x\nID=linuxmint\nID_LIKE='ubuntu debian'", "debian"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"', "fedora"),
        ("ID=manjaro\nID_LIKE=arch", "arch"),
        ("ID=nixos", "other"),
        ("", "other"),
    ],
)
def test_the_system_is_known_by_its_release(machine: Machine, release: str, expected: str) -> None:
    machine.release(release)
    assert system() == expected


def test_a_tex_live_of_its_own_is_known_by_its_tlmgr(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine._program("tlmgr", "#!/bin/sh\n")
    assert system() == "texlive"
    machine.without("tlmgr")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert system() == "macos"


@pytest.mark.parametrize(
    ("here", "line"),
    [
        (
            "debian",
            f"{APT_LINE} fonts-texgyre texlive-latex-recommended",
        ),
        ("fedora", "sudo dnf install texlive-collection-latexrecommended texlive-tex-gyre"),
        ("arch", "sudo pacman -S --needed texlive-fontsrecommended texlive-latexrecommended"),
        ("macos", "sudo tlmgr install booktabs tex-gyre"),
        ("texlive", "sudo tlmgr install booktabs tex-gyre"),
        ("other", "install TeX Live or MiKTeX with booktabs, tex-gyre"),
    ],
)
def test_install_lines_name_each_package_once(machine: Machine, here: System, line: str) -> None:
    machine.without("booktabs.sty", "texgyreheros-regular.otf", "texgyreheros-bold.otf")
    assert install_line(probe(needed("build")), here) == line


@pytest.mark.parametrize(
    ("here", "both", "alone"),
    [
        (
            "debian",
            f"{APT_LINE} chromium texlive-latex-recommended",
            f"{APT_LINE} chromium",
        ),
        ("fedora", "sudo dnf install chromium texlive-collection-latexrecommended", "sudo dnf install chromium"),
        ("arch", "sudo pacman -S --needed chromium texlive-latexrecommended", "sudo pacman -S --needed chromium"),
        ("macos", "install chromium, then: sudo tlmgr install booktabs", "install chromium"),
        ("texlive", "install chromium, then: sudo tlmgr install booktabs", "install chromium"),
        ("other", "install chromium, and install TeX Live or MiKTeX with booktabs", "install chromium"),
    ],
)
def test_what_is_not_of_tex_is_not_asked_of_its_installer(
    machine: Machine, here: System, both: str, alone: str
) -> None:
    machine.without("booktabs.sty", "chromium")
    missing = probe(needed("test"))
    assert install_line(missing, here) == both
    assert install_line([tool for tool in missing if tool.name == "chromium"], here) == alone


def test_a_mac_without_tex_gets_tex_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    line = install_line(needed("build"), "macos")
    assert line.startswith("brew install --cask basictex && ")
    assert "sudo tlmgr install " in line


def test_installing_updates_the_lists_and_says_how_much_comes(machine: Machine) -> None:
    machine.with_apt()
    machine.without("booktabs.sty", "tgheros.sty")
    said: list[str] = []
    outcome = collect(install(probe(needed("build")), said.append))
    assert outcome.value is True
    assert outcome.findings == ()
    assert said[-1] == "installing tex-gyre, texlive-latex-recommended (4 MB to download)"
    update, _, done = machine.told("apt")
    assert update.endswith(" update")
    assert done.endswith(" install -y --no-install-recommends tex-gyre texlive-latex-recommended")


def test_a_failing_apt_is_a_finding_with_what_it_said(machine: Machine) -> None:
    machine.with_apt()
    (machine.folder / "broken").touch()
    machine.without("booktabs.sty")
    outcome = collect(install(probe(needed("build")), lambda words: None))
    assert outcome.value is False
    (found,) = outcome.findings
    assert found.code == "TEX006"
    assert found.message == "not installed: booktabs.sty; apt-get failed: reading / E: Unable to fetch"
    assert found.hint == f"{APT_LINE} texlive-latex-recommended"


@pytest.mark.parametrize(("user", "release"), [(1000, "ID=debian"), (0, "ID=fedora")])
def test_where_it_may_not_install_the_hint_has_the_line_to_type(machine: Machine, user: int, release: str) -> None:
    machine.with_apt()
    machine.user(user)
    machine.release(release)
    machine.without("kpsewhich")
    missing = probe(needed("build"))
    outcome = collect(install(missing, lambda words: None))
    assert outcome.value is False
    (found,) = outcome.findings
    assert found.message == (
        f"not installed: kpsewhich, report.cls, fontenc.sty, textcomp.sty and {len(missing) - 4} more"
    )
    assert found.hint == install_line(missing, system())
    assert machine.told("apt") == []


def test_sudo_is_used_only_where_it_asks_for_no_password(machine: Machine) -> None:
    machine.with_apt()
    machine.user(1000)
    machine._program("sudo", '#!/bin/sh\necho "$*" >> {folder}/sudo\n[ "$2" = true ] || {{ shift; exec "$@"; }}\n')
    machine.without("booktabs.sty")
    assert collect(install(probe(needed("build")), lambda words: None)).value is True
    assert all(line.startswith("-n ") for line in machine.told("sudo"))


def test_nothing_missing_is_nothing_to_do(machine: Machine) -> None:
    machine.with_apt()
    assert collect(install((), lambda words: None)).value is True
    assert collect(lacking(())).findings == ()
    assert machine.told("apt") == []


def test_doctor_gives_versions_of_programs_and_lines_for_what_is_missing(machine: Machine) -> None:
    machine.without("lualatex", "booktabs.sty")
    states = {state.tool.name: state for state in examine("build")}
    assert (states["pdflatex"].found, states["pdflatex"].version) == (True, "pdflatex 1.0")
    assert (states["lualatex"].found, states["lualatex"].version) == (False, "")
    assert states["booktabs.sty"].install.endswith("texlive-latex-recommended")
    assert states["hyperref.sty"].install == ""
    assert "tagpdf.sty" not in states


def test_versions_name_programs(machine: Machine) -> None:
    machine.without("lualatex")
    found = versions().told
    assert found["python"] == ".".join(map(str, sys.version_info[:3]))
    assert found["pdflatex"] == "pdflatex 1.0"
    assert re.match(r"pandoc \d", found["pandoc"])
    assert "lualatex" not in found
    assert "chromium" not in found, "it has no part in a brief"
    assert "pytest" not in found


def test_the_tools_are_those_that_the_style_loads() -> None:
    loaded = {
        name
        for names in re.findall(r"\\RequirePackage(?:\[[^]]*\])?\{([^}]*)\}", STYLE.read_text("utf-8"))
        for name in names.split(",")
    }
    loaded -= {path.stem for path in STYLE.parent.glob("*.sty")}
    listed = {tool.name.removesuffix(".sty") for tool in needed("build") if tool.name.endswith(".sty")}
    assert loaded <= listed
    # geometry and babel are loaded by the set-up that each brief gets, luaotfload by fontspec.
    assert listed - loaded == {"geometry", "babel", "luaotfload"}


def test_what_is_recommended_is_installed_but_its_lack_stops_nothing(machine: Machine) -> None:
    machine.without("bwrap")
    missing = probe(needed("build"))
    assert [tool.name for tool in missing] == ["bwrap"]
    assert collect(lacking(missing)).findings == ()
    outcome = collect(install(missing, lambda words: None))
    assert (outcome.value, outcome.findings) == (True, ()), "this machine has no apt-get"
    machine.with_apt()
    assert collect(install(missing, lambda words: None)).value is True
    assert machine.told("apt")[-1].endswith(" bubblewrap")
    machine.without("booktabs.sty")
    assert "bubblewrap" in collect(lacking(probe(needed("build")))).findings[0].hint


def test_it_is_told_what_apt_does_while_it_takes_long(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.with_apt()
    machine._program("apt-get", "#!/bin/sh\necho Get:1 the first package\n")
    monkeypatch.setattr(toolchain, "_PATIENCE", -1.0)
    machine.without("booktabs.sty")
    said: list[str] = []
    collect(install(probe(needed("build")), said.append))
    assert said[-1] == "  Get:1 the first package"


@pytest.mark.parametrize(("purpose", "after"), [("build", "serves is"), ("test", "tests need")])
def test_the_readme_has_the_lines_that_the_doctor_gives(purpose: Purpose, after: str) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    line = readme.partition(after)[2].partition("```sh\n")[2].partition("\n```")[0]
    assert set(line.split()) == set(install_line(needed(purpose), "debian").split())


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="only Debian says what every one of it has")
def test_a_program_that_somebody_has_by_chance_is_not_linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own").mkdir()
    for name in ("by-chance", "chromium", "make"):
        (tmp_path / "own" / name).write_text("#!/bin/sh\n")
        (tmp_path / "own" / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}/own{os.pathsep}{os.environ['PATH']}")
    for purpose, found in (("build", False), ("test", True)):
        links = tmp_path / purpose
        links.mkdir()
        assert link_programs(cast("Purpose", purpose), links)
        assert (links / "make").readlink() == tmp_path / "own/make"
        assert (links / "chromium").exists() is found
        assert (links / "sh").exists()
        assert not (links / "by-chance").exists()


def test_where_nothing_says_what_every_system_has_no_program_is_linked(machine: Machine, tmp_path: Path) -> None:
    links = tmp_path / "links"
    links.mkdir()
    assert not link_programs("test", links)
    assert list(links.iterdir()) == []

"""Build Debians that have nothing, do there what the README says, and print what became of it. ``make bare``.

Each machine is a minimal Debian by debootstrap with what the README asks for and nothing else. It gets a clone of the
last commit and runs the commands, as root (who may install packages) or as an ordinary user (for whom root has typed
the README's line before). It shares this machine's kernel, package servers and the settings of pip, no file else.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from trials.needs import refused

ROOT: Final = Path(__file__).resolve().parents[1]
SUITES: Final = ("bookworm", "trixie", "testing")
COMMANDS: Final = ("build", "test", "lint")
ASKED: Final = ("python3", "python3-venv", "make", "git", "ca-certificates")
"""What the README tells a reader to have."""

_USER: Final = "a-user-with-a-rather-long-name"
_PATH: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_PASSED: Final = re.compile(r"(?i)(PIP_|UV_|SSL_CERT_|REQUESTS_CA_|CURL_CA_).+|(https?|no|all|ftp)_proxy")
_SETTINGS: Final = re.compile(r"(?i)acquire::(https?|retries|check-)[^ ]* \"[^\"]+\";")
_PYTEST: Final = re.compile(r"(\d+) (passed|failed|skipped|errors?)\b")
_DOWNLOADED: Final = re.compile(r"Downloading \S+ \((\d+(?:\.\d+)?) (kB|MB)\)|Processing (/\S+\.(?:whl|tar\.gz))")
_TYPED: Final = re.compile(r"^sudo (apt-get .+)$", re.MULTILINE)
_BYTES: Final = {"kB": 1e3, "MB": 1e6}
# A namespace cannot be made in what chroot made, so that sandboxes would not work: this moves the root itself.
_ENTER: Final = """\
set -e
mount --rbind "$1" "$1"; cd "$1"
mount -t proc proc proc; mount --rbind /dev dev
for place in $2; do mkdir -p ".$place"; mount --bind "$place" ".$place"; mount -o remount,bind,ro ".$place"; done
pivot_root . .; umount -l .; cd /
shift 2; exec "$@"
"""


@dataclass(frozen=True)
class Ran:
    """How one command went: exit status, seconds, what it said."""

    status: int
    seconds: float
    said: str

    @property
    def verdict(self) -> str:
        """What became of the command, with the counts of tests where it ran any."""
        counts = {kind.rstrip("s"): int(number) for number, kind in _PYTEST.findall(self.said[-500:])}
        told = ", ".join(f"{number} {kind}" for kind, number in counts.items())
        return f"{'well' if self.status == 0 else f'**status {self.status}**'}{f' ({told})' if told else ''}"


class Machine:
    """A Debian in a folder, with a clone of this repository."""

    def __init__(self, suite: str, user: str, folder: Path, base: Path, logs: Path) -> None:
        self.suite, self.user, self.folder, self._logs = suite, user, folder, logs
        shutil.rmtree(folder, ignore_errors=True)
        _told(["cp", "-a", base, folder])
        self.home = Path("/root") if user == "root" else Path("/home", _USER)
        self._environment, self._shared = settings()
        for place in ("/etc/resolv.conf", "/etc/hosts", *self._shared):
            self._copy(Path(place))
        # Nobody is there to answer apt-get's question.
        lines = [*_apt_settings(), 'APT::Get::Assume-Yes "true";']
        (folder / "etc/apt/apt.conf.d/99here").write_text("".join(f"{line}\n" for line in lines))
        if user != "root":
            self.run(["useradd", "--create-home", "--shell", "/bin/sh", _USER], as_root=True)
        self.clone = self.home / "reportgen"
        _told(["git", "clone", "--quiet", "--no-hardlinks", ROOT, self.inside(self.clone)])
        if user != "root":
            self.run(["chown", "-R", f"{_USER}:{_USER}", str(self.clone)], as_root=True)

    def inside(self, path: Path) -> Path:
        """Return where a path of the machine lies on this one."""
        return self.folder / path.relative_to("/")

    def run(self, command: Sequence[str], *, as_root: bool = False, name: str = "") -> Ran:
        """Run a command in the clone (as root: in ``/``), its output kept in the log of that name."""
        root = as_root or self.user == "root"
        home = "/root" if root else str(self.home)
        environment = {"PATH": _PATH, "HOME": home, "LANG": "C.UTF-8", "USER": "root" if root else _USER}
        ids = [] if root else ["setpriv", f"--reuid={_USER}", f"--regid={_USER}", "--init-groups", "--"]
        words = [f"{key}={value}" for key, value in {**environment, **self._environment}.items()]
        where = "/" if as_root else str(self.clone)
        folders = " ".join(place for place in self._shared if Path(place).is_dir() and place[:5] != "/etc/")
        line = ["unshare", "--mount", "--pid", "--ipc", "--uts", "--fork", "--kill-child", "sh", "-c", _ENTER, "enter"]
        line += [str(self.folder), folders, "env", "-i", *words, *ids, "sh", "-c", 'cd "$1"; shift; exec "$@"', "sh"]
        log = self._logs / f"{self.suite}-{self.user}-{name or 'preparing'}.log"
        began = time.monotonic()
        with log.open("wb") as out:
            done = subprocess.run(
                [*line, where, *command], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, check=False
            )
        said = log.read_text("utf-8", "replace")
        if not name and done.returncode:
            raise SystemExit(f"{shlex.join(command)} failed on {self.suite}:\n{said[-2000:]}")
        return Ran(done.returncode, time.monotonic() - began, said)

    def sizes(self) -> str:
        """Return what was downloaded, of wheels and of packages, and what the environment takes, in MB."""
        archives = sum(p.stat().st_size for p in self.inside(Path("/var/cache/apt/archives")).glob("*.deb"))
        log = self.inside(self.clone / ".venv/setup.log")
        said = log.read_text("utf-8", "replace") if log.is_file() else ""
        taken = subprocess.run(["du", "-s", "-B1", log.parent], capture_output=True, text=True, check=False).stdout
        return " | ".join(
            f"{size / 1e6:.0f}" for size in (downloaded(said), archives, int(taken.split()[0] if taken else 0))
        )

    def _copy(self, path: Path) -> None:
        """Give the machine a file of this one, or its settings in /etc; another folder is shown when something runs."""
        there = self.inside(path)
        if path.is_file():
            there.parent.mkdir(parents=True, exist_ok=True)
            there.unlink(missing_ok=True)
            shutil.copy(path, there)
        elif path.is_relative_to("/etc"):
            _told(["cp", "-rLT", "--remove-destination", path, there])


def settings() -> tuple[Mapping[str, str], Sequence[str]]:
    """Return the environment by which pip reaches its packages here, and the files and folders that it names."""
    python = str(getattr(sys, "_base_executable", sys.executable))
    told = subprocess.run([python, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False).stdout
    passed = {name: value for name, value in os.environ.items() if _PASSED.fullmatch(name)}
    # Each option of pip's files is one of its environment variables too, whatever the user's home.
    for key, value in re.findall(r"^(?:global|install|:env:)\.(\S+)='(.*)'$", told, re.MULTILINE):
        passed[f"PIP_{key.upper().replace('-', '_')}"] = value
    words = [word for value in passed.values() for word in value.split()]
    # The pages of an index in a folder lead to files beside it.
    indexes = [str(Path(unquote(urlsplit(word).path)).parent) for word in words if word.startswith("file:")]
    places = dict.fromkeys([*(word for word in words if word.startswith("/")), *indexes])
    return passed, [place for place in places if Path(place).exists()]


def _apt_settings() -> list[str]:
    told = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=True).stdout
    return [line for line in told.splitlines() if _SETTINGS.fullmatch(line)]


def mirror() -> str:
    """Return the address of the Debian archive that this machine's apt uses."""
    form = ["--format", "$(ORIGIN) $(LABEL) $(REPO_URI)", "Created-By: Packages"]
    told = subprocess.run(["apt-get", "indextargets", *form], capture_output=True, text=True, check=True).stdout
    found = [line.split()[2] for line in told.splitlines() if line.startswith("Debian Debian ")]
    if not found:
        raise SystemExit("apt knows no archive of Debian on this machine: sudo apt-get update")
    return found[0]


def base(suite: str, cache: Path) -> Path:
    """Return the folder of a minimal Debian, made once; what is half made does not stand under its name."""
    folder = cache / suite
    if not folder.is_dir():
        half = cache / f"{suite}.half"
        shutil.rmtree(half, ignore_errors=True)
        print(f"{suite}: making a minimal Debian", flush=True)
        _told(["debootstrap", "--variant=minbase", f"--include={','.join(ASKED)}", suite, half, mirror()])
        for left in (*half.glob("var/cache/apt/archives/*.deb"), *half.glob("var/lib/apt/lists/*_*")):
            left.unlink()
        half.rename(folder)
    return folder


def _told(command: Sequence[str | Path]) -> None:
    done = subprocess.run(list(map(str, command)), capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{shlex.join(map(str, command))} failed:\n{(done.stdout + done.stderr).decode()[-2000:]}")


def downloaded(said: str) -> float:
    """Return the bytes of the wheels that pip told of, those of folders too."""
    found = _DOWNLOADED.findall(said)
    return sum(float(number) * _BYTES[unit] if number else Path(path).stat().st_size for number, unit, path in found)


def typed(purpose: str) -> str:
    """Return the line of README.md that installs what the system lacks, for building or for the tests."""
    lines = _TYPED.findall((ROOT / "README.md").read_text("utf-8"))
    return str(lines[0 if purpose == "build" else -1]).replace("sudo ", "")


@contextlib.contextmanager
def _machine(suite: str, user: str, options: argparse.Namespace) -> Iterator[Machine]:
    folder = options.cache / f"{suite}-{user}"
    try:
        yield Machine(suite, user, folder, base(suite, options.cache), options.logs)
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


def tried(suite: str, user: str, options: argparse.Namespace) -> bool:
    """Run the commands on one machine and print a line for each; tell whether all went well."""
    well = True
    with _machine(suite, user, options) as machine:
        python = machine.run(["python3", "--version"], as_root=True).said.split()[-1]
        if user != "root":
            purpose = "test" if any(name.startswith("test") for name in options.run) else "build"
            machine.run(["sh", "-c", typed(purpose)], as_root=True)
        for command in options.run:
            ran = machine.run(["make", command], name=command)
            well = well and ran.status == 0
            row = f"| {suite}, Python {python} | {user} | make {command} | {ran.verdict} | {ran.seconds:.0f} "
            print(f"{row}| {machine.sizes()} |", flush=True)
    return well


def main() -> int:
    """Try all machines that were asked for; 1 when anything failed, 2 when this machine cannot try."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    several = lambda text: text.split(",")  # noqa: E731
    parser.add_argument("--on", type=several, default=SUITES, metavar="SUITE,…", help="Debian's names of its releases")
    parser.add_argument("--as", type=several, default=("root", "user"), dest="users", metavar="root,user")
    parser.add_argument("--run", type=several, default=COMMANDS, metavar="build,test,lint", help="make's targets")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reportgen-bare"
    parser.add_argument("--cache", type=Path, default=cache, help="where minimal Debians are kept (0.3 GB each)")
    parser.add_argument("--logs", type=Path, default=ROOT / "build" / "bare", help="where what was said is kept")
    parser.add_argument("--keep", action="store_true", help="leave the machines, 3 GB each, beside the minimal Debians")
    options = parser.parse_args()
    if os.geteuid():
        print("make bare needs a Debian, and root", file=sys.stderr)
        return 2
    if refused("make bare", ("apt-config", "apt-get", "debootstrap", "git", "pivot_root", "setpriv", "unshare")):
        return 2
    for folder in (options.cache, options.logs):
        folder.mkdir(parents=True, exist_ok=True)
    print("| machine | as | command | | seconds | wheels MB | packages MB | environment MB |")
    print("|---|---|---|---|---:|---:|---:|---:|", flush=True)
    verdicts = [tried(suite, user, options) for suite in options.on for user in options.users]
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())

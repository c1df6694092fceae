"""What stands around a program that reads untrusted data: limits by the shell, a sandbox by bubblewrap or unshare."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["bubblewrap", "unshare", "none"]

VARIABLE: Final = "REPORTGEN_SANDBOX"
"""Environment variable that chooses a weaker sandbox: bubblewrap (default), unshare or none."""

_SHELL: Final = "/bin/sh"
_SECONDS: Final = 30.0
"""How long a trial may take: a machine that is busy shall not be one with a weaker sandbox."""
# Places of the user's own files, of sockets and of other programs' temporary files.
_HIDDEN: Final = ("/home", "/root", "/run", "/tmp", "/var/tmp", "/mnt", "/media", "/srv")
_TOLD: Final[Mapping[Kind, Mapping[str, str]]] = {
    "bubblewrap": {
        "sandbox": "bubblewrap",
        "files": "writes only to its working folder; home folders and temporary files are hidden",
        "network": "none",
    },
    "unshare": {"sandbox": "unshare", "files": "what TeX itself refuses", "network": "none"},
    "none": {"sandbox": "none", "files": "what TeX itself refuses", "network": "not cut off"},
}


@dataclass(frozen=True)
class Ceilings:
    """Limits as the system counts them: seconds of processor time, bytes of memory and of one file, processes."""

    cpu: int
    memory: int
    file: int
    processes: int


def protection() -> Mapping[str, str]:
    """Tell which sandbox is in force, what it does about files and network, and which limits hold."""
    limits = "time, output, processor time, file size, memory" if _has_shell() else "time, output"
    # Whether processes are counted depends on the user, who shall not show in a record.
    return {**_TOLD[kind()], "limits": limits}


@functools.cache
def kind() -> Kind:
    """Find out, once, which sandbox works here; a trial costs a few milliseconds."""
    wanted = os.environ.get(VARIABLE, "bubblewrap")
    if sys.platform != "linux" or wanted == "none":
        return "none"
    if wanted != "unshare" and _works(_bubblewrap(Path("/"), (), ())):
        return "bubblewrap"
    return "unshare" if _works(_unshare()) else "none"


def wrapped(
    command: Sequence[str], ceilings: Ceilings | None, folder: Path, writable: Sequence[Path], readable: Sequence[Path]
) -> list[str]:
    """Give a command with its limits, and where ``writable`` names folders in the best sandbox that works here."""
    line = list(command) if ceilings is None else _limited(command, ceilings, bool(writable))
    which = kind() if writable else "none"
    if which == "bubblewrap":
        return [*_bubblewrap(folder, writable, (*_program_files(command[0]), *readable)), *line]
    # The first process of a namespace does not get the signals of limits, so that the program has to be another.
    return [*_unshare(), _SHELL, "-c", '"$@"; exit $?', "sh", *line] if which == "unshare" else line


def _limited(command: Sequence[str], ceilings: Ceilings, alone: bool) -> list[str]:
    """Give a command with limits.

    A shell sets them and becomes the program: it costs half a millisecond, where setting them between fork
    and exec is not safe once there are threads. What a system does not know is left unbounded; the number of
    processes is counted by user, so that it can be bounded only in a sandbox, which has users of its own.
    """
    if not _has_shell():
        return list(command)
    # A shell counts files in blocks of 512 bytes, as POSIX says, and memory in kilobytes.
    # The soft limit of time sends a signal that tells why; the hard one, later, would only kill.
    wanted = [
        "-c 0",
        f"-S -t {ceilings.cpu}",
        f"-H -t {ceilings.cpu + 5}",
        f"-f {ceilings.file // 512}",
        f"-v {ceilings.memory // 1024}",
    ]
    script = "; ".join(f"ulimit {text}" for text in wanted)
    if alone and _counts_processes():
        script += f"; ulimit -u {ceilings.processes} || ulimit -p {ceilings.processes}"
    return [_SHELL, "-c", f'{{ {script}; }} 2>/dev/null; exec "$@"', "sh", *command]


def _counts_processes() -> bool:
    # The system never bounds the number of root's processes.
    return kind() == "bubblewrap" and os.geteuid() != 0


def _bubblewrap(folder: Path, writable: Iterable[Path], readable: Iterable[Path]) -> list[str]:
    program = shutil.which("bwrap") or "bwrap"
    line = [program, "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"]
    for place in _hidden():
        line += ["--tmpfs", place]
    for path in readable:
        line += ["--ro-bind", os.path.realpath(path), str(path)]
    for place in dict.fromkeys(map(os.path.realpath, writable)):
        line += ["--bind", place, place]
    return [*line, "--setenv", "TMPDIR", "/tmp", "--chdir", os.path.realpath(folder), "--"]


def _unshare() -> list[str]:
    program = shutil.which("unshare") or "unshare"
    return [program, "--map-root-user", "--net", "--pid", "--ipc", "--fork", "--kill-child", "--"]


@functools.cache
def _hidden() -> tuple[str, ...]:
    """Give the folders that are hidden: they exist, and are no links into what programs need."""
    home = os.environ.get("HOME", "")
    # A home such as / or /usr cannot be hidden without the programs.
    places = [*_HIDDEN, *([home] if home.count("/") > 1 and not home.startswith("/usr") else [])]
    return tuple(p for p in dict.fromkeys(places) if Path(p).is_dir() and os.path.realpath(p) == p)


def _program_files(name: str) -> list[Path]:
    """Give the folders of a program, where hiding the user's files hides it too, as with a TeX Live at home."""
    path = Path(shutil.which(name) or name).absolute()
    real = Path(os.path.realpath(path))
    # TeX Live finds its files from where its program lies: ROOT/bin/SYSTEM/PROGRAM.
    root = real.parents[2] if len(real.parents) > 3 and real.parents[1].name == "bin" else real.parent
    found = dict.fromkeys([root, path.parent])
    return [p for p in found if any(str(p).startswith(f"{place}/") for place in _hidden())]


def _works(prefix: Sequence[str]) -> bool:
    try:
        done = subprocess.run(
            [*prefix, "/bin/sh", "-c", ":"],
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


@functools.cache
def _has_shell() -> bool:
    return os.name == "posix" and os.access(_SHELL, os.X_OK)

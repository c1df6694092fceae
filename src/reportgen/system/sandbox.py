"""What stands around a program that reads untrusted data: limits by the shell, and the best sandbox that works here."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final, Literal, TypeAlias

from reportgen.system import guardian
from reportgen.system.landlock import Ruleset, offered, walled
from reportgen.system.programs import which

Kind: TypeAlias = Literal["bubblewrap", "landlock", "unshare", "none"]

VARIABLE: Final = "REPORTGEN_SANDBOX"
"""Environment variable that chooses a weaker sandbox: bubblewrap (default), landlock, unshare, none, or off.

``off`` is ``none`` for somebody who accepts that programs run that can do harm without one.
"""
OFF: Final = "off"

_SHELL: Final = "/bin/sh"
_SECONDS: Final = 30.0
"""How long a trial may take: a machine that is busy shall not be one with a weaker sandbox."""
# Programs with their libraries, and TeX with what it knows of the machine; nothing else outside of its folder is there.
_SYSTEM: Final = (
    *("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store", "/gnu/store", "/opt/texlive"),
    *("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/localtime"),
    *("/etc/texmf", "/etc/texlive", "/etc/fonts", "/var/lib/texmf", "/var/cache/fontconfig"),
)
_ALONE: Final = "reads only programs, TeX's own files and its working folder; writes only to its working folder"
_TOLD: Final[Mapping[Kind, Mapping[str, str]]] = {
    "bubblewrap": {"sandbox": "bubblewrap", "files": _ALONE, "network": "none"},
    "landlock": {"sandbox": "landlock", "files": _ALONE, "network": "none"},
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
    if sys.platform != "linux" or wanted in {"none", OFF}:
        return "none"
    if wanted not in {"landlock", "unshare"} and _works(_bubblewrap(Path("/"), (), ())):
        return "bubblewrap"
    if wanted != "unshare" and offered() and _holds():
        return "landlock"
    return "unshare" if _works(_unshare()) else "none"


def confines() -> bool:
    """Tell whether a program that runs code out of what it reads may be started: files are out of its reach.

    So they count where the user has accepted the risk.
    """
    return kind() in {"bubblewrap", "landlock"} or os.environ.get(VARIABLE) == OFF


def walls(command: Sequence[str], writable: Sequence[Path], readable: Sequence[Path]) -> Ruleset | None:
    """Return the walls within which a command has to be started; ``None`` where there are none, or others."""
    if not writable or kind() != "landlock":
        return None
    return Ruleset((*map(Path, _SYSTEM), *_program_files(command[0]), *readable), tuple(writable))


def wrapped(
    command: Sequence[str], ceilings: Ceilings | None, folder: Path, writable: Sequence[Path], readable: Sequence[Path]
) -> list[str]:
    """Return a command with its limits, and where ``writable`` names folders in the best sandbox that works here."""
    line = list(command) if ceilings is None else _limited(command, ceilings, bool(writable))
    which = kind() if writable else "none"
    if which == "bubblewrap":
        return [*_bubblewrap(folder, writable, (*_program_files(command[0]), *readable)), *line]
    # The first process of a namespace does not get the signals of limits, so that the program has to be another.
    return [*_unshare(), _SHELL, "-c", '"$@"; exit $?', "sh", *line] if which == "unshare" else line


def gathered(command: Sequence[str]) -> list[str]:
    """Return a command all of whose processes end with its first, where the system is Linux.

    They have a namespace of their own where one can be had, else a guardian.
    """
    return [*_gathering(), *command]


@functools.cache
def _gathering() -> tuple[str, ...]:
    if sys.platform != "linux":
        return ()
    guarded = (sys.executable, "-I", "-S", guardian.__file__)
    wanted = os.environ.get(VARIABLE, "bubblewrap")
    if wanted in {"none", OFF}:
        return guarded
    all_there = (which("bwrap") or "bwrap", "--dev-bind", "/", "/", "--proc", "/proc")
    ways = (
        (*all_there, "--unshare-pid", "--die-with-parent", "--"),
        (which("unshare") or "unshare", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount-proc", "--"),
    )
    return next((way for way in ways[wanted in {"landlock", "unshare"} :] if _works(way)), guarded)


def _limited(command: Sequence[str], ceilings: Ceilings, alone: bool) -> list[str]:
    """Return a command with limits.

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
    program = which("bwrap") or "bwrap"
    line = [program, "--unshare-all", "--die-with-parent", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"]
    for place in _SYSTEM:
        line += ["--ro-bind-try", place, place]
    for path in readable:
        line += ["--ro-bind-try", os.path.realpath(path), str(path)]
    for place in dict.fromkeys(map(os.path.realpath, writable)):
        line += ["--bind", place, place]
    return [*line, "--setenv", "TMPDIR", "/tmp", "--chdir", os.path.realpath(folder), "--"]


def _unshare() -> list[str]:
    program = which("unshare") or "unshare"
    return [program, "--map-root-user", "--net", "--pid", "--ipc", "--fork", "--kill-child", "--"]


def _program_files(name: str) -> list[Path]:
    """Return the folders of a program that lies elsewhere than the system's own, as a TeX Live at home does."""
    path = Path(which(name) or name).absolute()
    real = Path(os.path.realpath(path))
    # TeX Live finds its files from where its program lies: ROOT/bin/SYSTEM/PROGRAM.
    found = [path.parent, real.parent]
    if len(real.parents) > 3 and real.parents[1].name == "bin":
        found.append(real.parents[2])
    elif real.parent.name == "bin":
        found += [real.parents[1] / "lib", real.parents[1] / "lib64"]
    return [p for p in dict.fromkeys(found) if not any(p.is_relative_to(place) for place in _SYSTEM)]


def _holds() -> bool:
    """Try Landlock: a program starts within its walls, and cannot read a file beyond them."""
    script = 'test -r "$0" && ! (: < "$0") 2> /dev/null'

    def attempt() -> bool:
        return _works([], ("/bin/sh", "-c", script, beyond.name))

    try:
        with NamedTemporaryFile(prefix="reportgen-") as beyond:
            return walled(Ruleset(tuple(map(Path, _SYSTEM)), ()), attempt)
    except OSError:
        return False


def _works(prefix: Sequence[str], command: Sequence[str] = ("/bin/sh", "-c", ":")) -> bool:
    try:
        done = subprocess.run(
            [*prefix, *command],
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

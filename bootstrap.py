"""Sets up reportgen in this folder, then runs a command of it.

    python3 bootstrap.py                      set up
    python3 bootstrap.py reportgen build      set up where needed, then run the command
    python3 bootstrap.py --dev pytest         the same with what tests and checks of style need

Needs Python 3.11 or newer and nothing else. It makes .venv, installs the packages of
requirements.lock (with --dev those of requirements-dev.lock too, and those of requirements-styles.lock
where report.toml names a citation style that does not come with reportgen; their hashes are checked)
and reportgen itself. pip and what only builds packages do not stay in it. When that is done
already it does nothing and prints nothing.
"""

# This file must stay readable for Python 3.8, so that an old Python can say that it is too old.
from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

OLDEST = (3, 11)
NEWEST = (3, 14)  # the newest that is looked for; a newer one that runs this file is taken too
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = BIN / ("python.exe" if sys.platform == "win32" else "python")
LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
STYLES_LOCK = ROOT / "requirements-styles.lock"
STYLES = ROOT / "src" / "reportgen" / "citations" / "styles"
SETTINGS = ROOT / "report.toml"
DEV = "--dev"
PROJECT = ROOT / "pyproject.toml"
READY = VENV / ".ready"
LOG = VENV / "setup.log"
# PyLaTeX comes as source only. What builds it is installed first, from the same lock.
FROM_SOURCE = "pylatex"
_RUNTIME = 2
BUILDER = "setuptools"
TOOLS = VENV / "installer"  # where pip is while it works
SILENCE = 10.0  # seconds after which it is told what the installer does


class SetUpError(Exception):
    """The set-up cannot go on; the message is the last line that the user sees."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def main(arguments: Sequence[str]) -> int:
    """Set up, then run the command in ``arguments``; give the exit status."""
    dev = arguments[:1] == [DEV]
    command = arguments[1:] if dev else arguments
    if command and command[0].startswith("-"):
        print(__doc__)
        return 0 if command[0] in ("-h", "--help") else 2
    try:
        if tuple(sys.version_info[:2]) < OLDEST:
            return become([newer_python(), str(ROOT / "bootstrap.py"), *arguments])
        set_up(dev)
        return become([command_path(command[0]), *command[1:]]) if command else 0
    except SetUpError as failure:
        say(str(failure))
        return failure.status
    except OSError as error:
        say(f"set-up failed: {error}")
        return 1
    except KeyboardInterrupt:
        return 130


def say(words: str) -> None:
    """Tell the user what is done, on standard error: standard output is the command's."""
    print(f"bootstrap: {words}", file=sys.stderr, flush=True)


def newer_python() -> str:
    """Find a Python on the PATH that is new enough and works."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        program = shutil.which(f"python3.{minor}")
        # A version manager's stand-in is on the PATH even when its Python is not installed.
        if program and subprocess.run([program, "-c", ""], stdin=subprocess.DEVNULL, check=False).returncode == 0:
            return program
    raise SetUpError(
        f"reportgen needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is Python {platform.python_version()}"
        f" and there is no python3.{OLDEST[1]} … python3.{NEWEST[1]} on the PATH",
        2,
    )


def become(command: Sequence[str]) -> int:
    """Run a command in place of this program."""
    if sys.platform == "win32":
        return subprocess.call(command)
    return os.execv(command[0], list(command))


def command_path(name: str) -> str:
    """Return the path of a command of the environment."""
    found = shutil.which(name, path=str(BIN))
    if found is None:
        raise SetUpError(f'there is no command "{name}" in {BIN.relative_to(ROOT)}', 2)
    return found


def set_up(dev: bool) -> None:
    """Bring .venv up to date; do nothing when it is."""
    if recorded() == wanted(dev) and PYTHON.exists():
        return
    with alone():
        had, want = recorded(), wanted(dev)
        if had == want and PYTHON.exists():
            return
        started = time.monotonic()
        if had:
            READY.unlink()
        anew = had[:1] != want[:1] or not PYTHON.exists()
        if anew:
            had = []
        if not set(want) <= set(had):
            if shutil.which("uv") is None:
                need_ensurepip()
            if anew:
                make_environment()
            with installing():
                install(had, want)
        compile_modules()
        written = READY.with_suffix(".new")
        written.write_text("\n".join(want) + "\n", encoding="ascii")
        written.replace(READY)
        say(f"ready after {time.monotonic() - started:.0f} s")


def install(had: Sequence[str], want: Sequence[str]) -> None:
    """Install what is wanted and not there, from its lock, and reportgen itself; an empty ``had``: nothing is there."""
    if not had:
        install_packages(LOCK)
    for lock in want[_RUNTIME:]:
        if lock not in had:
            install_packages(ROOT / lock.partition(":")[0])
    if had[:_RUNTIME] != want[:_RUNTIME]:
        install_project()
    if not had:
        remove_builder()


def wanted(dev: bool) -> list[str]:
    """Digest what .venv rests on.

    Lock, Python and place (else: a new .venv), pyproject.toml (the project again), and the other locks that count.
    """
    place = f"{sys.platform} {platform.machine()} {sys.version_info[0]}.{sys.version_info[1]} {VENV}"
    return [
        hashlib.sha256(os.fsencode(place) + b"\0" + LOCK.read_bytes()).hexdigest(),
        hashlib.sha256(PROJECT.read_bytes()).hexdigest(),
        *(f"{lock.name}:{hashlib.sha256(lock.read_bytes()).hexdigest()}" for lock in more_locks(dev)),
    ]


def more_locks(dev: bool) -> Sequence[Path]:
    """Return the locks that count beside the first: that for tests, which has all, where it is or was asked for."""
    if dev or any(lock.startswith(DEV_LOCK.name) for lock in recorded()):
        return [DEV_LOCK]
    return [STYLES_LOCK] if lacks_style() else []


def lacks_style() -> bool:
    """Tell whether report.toml names a citation style that does not come with reportgen, nor lies in the project."""
    try:
        settings = SETTINGS.read_text(encoding="utf-8")
        renamed = (STYLES / "renamed-styles.json").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False  # what is wrong with it the command says
    # Before the first table; a broken line is the command's business too.
    named = re.search(r"""^style\s*=\s*["']([\w.-]+)["']""", settings.partition("\n[")[0], re.MULTILINE)
    name = named[1] if named else ""
    own = not name or name.endswith(".csl") or (STYLES / f"{name}.csl").is_file() or f'"{name}":' in renamed
    return not own


def recorded() -> list[str]:
    """Return the digests that .venv was made for; none while it is half made."""
    try:
        return READY.read_text(encoding="ascii", errors="replace").split()
    except (FileNotFoundError, NotADirectoryError):
        return []


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Keep other set-ups of this folder out; the system drops the claim when this process ends."""
    descriptor = os.open(ROOT / ".venv.lock", os.O_RDWR | os.O_CREAT, 0o666)
    # An installer that outlives this process, because only this one was killed, keeps the claim.
    os.set_inheritable(descriptor, True)
    try:
        waiting = False
        while not claim(descriptor):
            if not waiting:
                say("waiting for another set-up of this folder to end")
            waiting = True
            time.sleep(0.2)
        yield
    finally:
        os.close(descriptor)


def claim(descriptor: int) -> bool:
    """Claim an open file for this process alone; tell whether that worked."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def make_environment() -> None:
    """Make an empty .venv in place of what is there."""
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)
    # The Python that .venv is made from must not be one that was in .venv.
    python = str(getattr(sys, "_base_executable", None) or sys.executable)
    uv = shutil.which("uv")
    say(f"making .venv with Python {platform.python_version()}")
    VENV.mkdir()
    made: Sequence[str | Path] = [python, "-m", "venv", "--without-pip", VENV]
    run("making .venv", [uv, "venv", "--allow-existing", "--python", python, VENV] if uv else made)


@contextlib.contextmanager
def installing() -> Iterator[None]:
    """Have pip for a while, in an environment of its own: what runs later has no need of it."""
    if shutil.which("uv"):
        yield
        return
    shutil.rmtree(TOOLS, ignore_errors=True)
    try:
        run("making an environment for pip", [PYTHON, "-m", "venv", TOOLS])
        yield
    finally:
        shutil.rmtree(TOOLS, ignore_errors=True)


def install_packages(lock: Path) -> None:
    """Install the packages of a lock, their hashes checked, no build reaching for anything else."""
    say(f"installing the packages of {lock.name} with {installer()[0]} (up to a minute or two)")
    files = [lock]
    if lock == LOCK:
        first = VENV / "builder.txt"
        first.write_text(cut(lock.read_text(encoding="utf-8"), BUILDER), encoding="utf-8")
        files.insert(0, first)
    options = ["--require-hashes", "--no-deps", "--no-build-isolation"]
    wheels = ["--only-binary", ":all:", "--no-binary", FROM_SOURCE]
    for requirements in files:
        run("installing the packages", [*installer()[1], *options, *wheels, "-r", requirements])


def install_project() -> None:
    """Install reportgen itself so that changes in src count at once."""
    say("installing reportgen")
    options = ["--no-deps", "--no-build-isolation", "--no-index"]
    run("installing reportgen", [*installer()[1], *options, "--editable", ROOT])


def remove_builder() -> None:
    """Take out what built PyLaTeX."""
    uv = shutil.which("uv")
    line: Sequence[str | Path] = [*pip(), "uninstall", "--yes", BUILDER]
    run(f"removing {BUILDER}", [uv, "pip", "uninstall", "--python", PYTHON, BUILDER] if uv else line)


def compile_modules() -> None:
    """Compile all modules now where Python keeps no bytecode by itself: else each command would compile them anew."""
    if sys.dont_write_bytecode:
        say("compiling the packages, since PYTHONDONTWRITEBYTECODE is set")
        tests = r"[/\\]tests?[/\\]"
        run("compiling the packages", [PYTHON, "-m", "compileall", "-q", "-j", "0", "-x", tests, VENV, ROOT / "src"])


def installer() -> tuple[str, list[str | Path]]:
    """Return the name and the command of the installer: uv where it is on the PATH, else pip."""
    uv = shutil.which("uv")
    if uv:
        return "uv", [uv, "pip", "install", "--python", PYTHON]
    return "pip", [*pip(), "install", "--use-pep517", "--no-compile"]


def pip() -> list[str | Path]:
    """Return the command of pip, which works on .venv from outside."""
    python = TOOLS / PYTHON.relative_to(VENV)
    return [python, "-m", "pip", "--python", PYTHON, "--no-input", "--disable-pip-version-check"]


def cut(lock: str, name: str) -> str:
    """Cut the lines about one package out of a lock."""
    lines = lock.splitlines(keepends=True)
    begin = next(number for number, line in enumerate(lines) if line.startswith(f"{name}=="))
    end = begin + 1
    while end < len(lines) and lines[end].startswith(" "):
        end += 1
    return "".join(lines[begin:end])


def need_ensurepip() -> None:
    """Install Debian's package for ``python -m venv`` where this Python came without it."""
    if importlib.util.find_spec("ensurepip"):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if shutil.which("apt-get") is None:
        raise SetUpError(
            "this Python came without ensurepip; install your system's package for Python's venv, or uv", 2
        )
    prefix = root_prefix()
    if prefix is None:
        line = f"sudo apt-get update && sudo apt-get install {package}"
        raise SetUpError(f"Python's venv is not installed: {line}", 2)
    say(f"installing the Debian package {package}, without which this Python makes no .venv")
    # sudo drops the environment, but a proxy is part of how this machine reaches its package servers.
    passed = [f"{name}={value}" for name, value in os.environ.items() if name.lower().endswith("_proxy")]
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *passed, "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    # Lists of one server may be out of reach while the package is to be had: only the second step must work.
    subprocess.run([*apt, "update"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    done = subprocess.run(
        [*apt, "install", "-y", "--no-install-recommends", package],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    if done.returncode:
        print(tail(done.stdout), file=sys.stderr)
        raise SetUpError(
            f"apt-get could not install {package} (exit status {done.returncode}); the lines above say why"
        )


def root_prefix() -> list[str] | None:
    """Return what to put before a command to run it as root without a password, or ``None``."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def run(what: str, command: Sequence[str | Path]) -> None:
    """Run one step of the set-up, its output kept in the log and shown only when it fails."""
    with LOG.open("ab") as log, told_now_and_then():
        begin = log.tell()
        done = subprocess.run(
            list(map(str, command)), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            close_fds=False, check=False,
        )  # fmt: skip
    if done.returncode:
        print(tail(LOG.read_bytes()[begin:]), file=sys.stderr)
        raise SetUpError(
            f"{what} failed (exit status {done.returncode}); the lines above say why,"
            f" {LOG.relative_to(ROOT)} has all of it"
        )


@contextlib.contextmanager
def told_now_and_then() -> Iterator[None]:
    """Say every few seconds what the log says last, so that nobody takes a slow line for a standstill."""
    over = threading.Event()

    def tell() -> None:
        told = ""
        while not over.wait(SILENCE):
            last = tail(LOG.read_bytes()).rpartition("\n")[2].strip()
            if last != told:
                say(f"  {last[:100]}")
            told = last

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


def tail(output: bytes) -> str:
    """Return the last lines of a program's output."""
    return "\n".join(output.decode("utf-8", "replace").rstrip().splitlines()[-15:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

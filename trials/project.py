"""A copy of a project to be hurt: built by the command line as a user would, looked at from outside only."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
RIVERS: Final = ROOT / "tests" / "projects" / "rivers"
TOOL: Final = (sys.executable, "-m", "reportgen")
_NOT_COPIED: Final = (
    "build",
    "dist",
    ".git",
    ".venv",
    "__pycache__",
    "src",
    "tests",
    "docs",
    "trials",
    "benchmarks",
    ".*_cache",
)
_KEPT: Final = frozenset({".cache", ".claim", "log"})
"""What may stand in a build folder beside the outputs."""


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit status (negative: by that signal), what it said, and how long it took in seconds."""

    status: int
    said: str
    seconds: float

    @property
    def broke(self) -> bool:
        """Whether it ended in a way that no one can act on."""
        return "Traceback" in self.said or "Internal error" in self.said


@dataclass
class Copy:
    """A project folder of its own, with a home and a folder for temporary files that nobody else uses."""

    source: Path
    base: Path
    name: str = "project"
    changes: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder = self.base / self.name
        self.home, self.temporary = self.base / "home", self.base / "tmp"
        for folder in (self.home, self.temporary):
            folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.source, self.folder, ignore=shutil.ignore_patterns(*_NOT_COPIED))

    @property
    def build(self) -> Path:
        """Its build folder."""
        return self.folder / "build"

    def environment(self, changes: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return a small environment, the same for every run but for ``changes``."""
        passed = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "REPORTGEN_TEXTS") if name in os.environ}
        own = {"HOME": str(self.home), "TMPDIR": str(self.temporary), "PYTHONDONTWRITEBYTECODE": "1"}
        return passed | own | dict(self.changes) | dict(changes or {})

    def start(
        self, *arguments: str, prefix: Sequence[str] = (), env: Mapping[str, str] | None = None
    ) -> subprocess.Popen[str]:
        """Start the tool, as the leader of a process group of its own."""
        return subprocess.Popen(
            [*prefix, *TOOL, *(arguments or ("build",))],
            cwd=self.folder,
            env=self.environment(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )

    def run(
        self,
        *arguments: str,
        prefix: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
        seconds: float = 300.0,
    ) -> Ended:
        """Run the tool to its end."""
        begun = time.monotonic()
        process = self.start(*arguments, prefix=prefix, env=env)
        return finish(process, begun, seconds)

    def inputs(self) -> dict[str, str]:
        """Return the digest of every file outside of the build folder."""
        return {p: d for p, d in digests(self.folder).items() if not p.startswith("build/")}

    def outputs(self) -> dict[str, bytes]:
        """Return every output by its path within the build folder."""
        found = {}
        for path in sorted(self.build.rglob("*")):
            name = path.relative_to(self.build).as_posix()
            if path.is_file() and not name.startswith(".") and name.split("/")[0] not in _KEPT:
                found[name] = path.read_bytes()
        return found

    def left(self) -> list[str]:
        """Name what a build left lying about: in the build folder, and among temporary files."""
        names = [f"build/{p.name}" for p in self.build.iterdir()] if self.build.is_dir() else []
        lying = [name for name in names if name[6:].startswith(".") and name[6:] not in _KEPT]
        return lying + [f"tmp/{p.name}" for p in self.temporary.iterdir()]

    def tidy(self) -> None:
        """Remove what was left, so that one loss is told once."""
        for name in self.left():
            path = self.build / name[6:] if name.startswith("build/") else self.temporary / name[4:]
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)

    def processes(self) -> list[int]:
        """Return the processes that work for this copy: those that its folder for temporary files was handed on to."""
        mark = f"TMPDIR={self.temporary}".encode()
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mark in (path / "environ").read_bytes().split(b"\0") and "Z" not in _state(path):
                    found.append(int(path.name))
        return found

    def quiet(self, seconds: float) -> bool:
        """Wait until no process works for this copy any more; ends them, and tells so, when time is up."""
        until = time.monotonic() + seconds
        while found := self.processes():
            if time.monotonic() > until:
                for pid in found:
                    with contextlib.suppress(OSError):
                        os.kill(pid, signal.SIGKILL)
                return False
            time.sleep(0.02)
        return True


def _state(process: Path) -> str:
    return (process / "stat").read_text().rpartition(")")[2].split()[0]


def finish(process: subprocess.Popen[str], begun: float, seconds: float = 300.0) -> Ended:
    """Wait for a started tool; what runs longer than ``seconds`` is killed and has the status -9."""
    try:
        out, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, _ = process.communicate()
    except BaseException:
        os.killpg(process.pid, signal.SIGTERM)
        raise
    return Ended(process.returncode, out, time.monotonic() - begun)


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of all files below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def odds(shown: Mapping[str, bytes], states: Sequence[Mapping[str, bytes]]) -> str:
    """Say what is wrong with what stands under the final names; nothing where all of it belongs to one state.

    The PDF has to be absent or that of a state; a record stands only beside all that it names, as it names it;
    every other output that is there is one of the same state.
    """
    shown, states = plain(shown), [plain(state) for state in states]
    known = {name for state in states for name in state}
    strange = sorted(set(shown) - known)
    if strange:
        return f"unknown outputs {strange[:3]}"
    if not any(all(state.get(name) == content for name, content in shown.items()) for state in states):
        of = {name: "".join("ABCDE"[i] for i, s in enumerate(states) if s.get(name) == c) for name, c in shown.items()}
        mixed = {name: state or "none" for name, state in of.items() if state != "".join("ABCDE"[: len(states)])}
        return f"a mixture: {dict(list(mixed.items())[:5])}"
    if "build-record.json" in shown:
        for path, digest in json.loads(shown["build-record.json"])["outputs"].items():
            content = shown.get(path.removeprefix("build/"))
            if content is None or hashlib.sha256(content).hexdigest() != digest:
                return f"the record stands beside another {path}"
    return ""


Say = Callable[[str], None]


class Tally:
    """Counts what was tried, what survived and what was lost, by kind, and says of each loss what it was."""

    def __init__(self, say: Say = print) -> None:
        self._say = say
        self.tried: dict[str, int] = {}
        self.lost: dict[str, list[str]] = {}
        self.left_out: dict[str, str] = {}

    def add(self, kind: str, problem: str) -> None:
        """Count one try; an empty ``problem`` means that it survived."""
        self.tried[kind] = self.tried.get(kind, 0) + 1
        if problem:
            self.lost.setdefault(kind, []).append(problem)
            self._say(f"LOST {kind}: {problem}")

    def leave_out(self, kind: str, why: str) -> None:
        """Say that a kind cannot be tried on this machine."""
        self.left_out[kind] = why

    @property
    def failed(self) -> bool:
        """Whether anything was lost."""
        return bool(self.lost)

    def table(self) -> str:
        """Return the counts as a table."""
        lines = [f"{'kind':<44} {'tried':>6} {'survived':>9} {'lost':>5}"]
        for kind, tried in self.tried.items():
            lost = len(self.lost.get(kind, ()))
            lines.append(f"{kind:<44} {tried:>6} {tried - lost:>9} {lost:>5}")
        lines += [f"{kind:<44} not tried: {why}" for kind, why in self.left_out.items()]
        tried, lost = sum(self.tried.values()), sum(map(len, self.lost.values()))
        return "\n".join([*lines, f"{'all':<44} {tried:>6} {tried - lost:>9} {lost:>5}"])


def plain(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Leave out of the record what was installed: a brief that needed no tool may be made beside broken ones."""
    plain = dict(files)
    if "build-record.json" in plain:
        record = json.loads(plain["build-record.json"])
        kept = {key: record[key] for key in record if key not in {"tools", "tex", "packages", "protection"}}
        plain["build-record.json"] = json.dumps(kept, sort_keys=True).encode()
    return plain

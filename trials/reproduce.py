"""Build the same project in worlds that differ, and compare every output to the byte. ``make reproduce``.

A world differs from the first in one thing that must not matter (folder, user, home, umask, time zone, locale,
clock, host, processors, hash seed, order of directories, cache), the last one in all of them at once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from trials.disks import mounted, own_mounts
from trials.needs import lacking, refused
from trials.project import RIVERS, ROOT, Copy

LONG: Final = "Ein sehr langer Ordner — с пробелами, 日本語 & $Zeichen% " + "x" * 60
_SHOWN: Final = 60
_DIFFOSCOPE_LINES: Final = 60
_TEX: Final = ("kpsewhich", "pdflatex")
_OF_WORLDS: Final = ("disorderfs", "faketime", "hostname", "taskset", "unshare")


@dataclass(frozen=True)
class World:
    """How one build differs: folder's name, commands before the tool's, environment, umask, and what is done before."""

    name: str
    folder: str = "project"
    prefix: Sequence[str] = ()
    env: Mapping[str, str] = field(default_factory=dict)
    umask: int = 0o022
    clock: str = ""
    shuffled: bool = False
    again: bool = False

    def __or__(self, other: World) -> World:
        """Return a world that differs in both ways."""
        return replace(
            self,
            folder=other.folder if other.folder != "project" else self.folder,
            prefix=(*self.prefix, *other.prefix),
            env={**self.env, **other.env},
            umask=other.umask if other.umask != 0o022 else self.umask,
            clock=self.clock or other.clock,
            shuffled=self.shuffled or other.shuffled,
        )


def worlds(base: Path) -> tuple[list[World], dict[str, str]]:
    """Return the worlds that this machine can make, and why others cannot be made."""
    home = base / "another home"
    all_of = [
        World("other folder", folder=LONG),
        World("other user", prefix=("unshare", "--user", "--map-user=4321", "--map-group=4321")),
        World("other home and names", env={"HOME": str(home), "USER": "ann", "LOGNAME": "ann"}),
        World("umask 077", umask=0o077),
        World("time zone", env={"TZ": "Pacific/Kiritimati"}),
        World("locale POSIX", env={"LC_ALL": "POSIX", "LANG": "tr_TR.UTF-8", "PYTHONUTF8": "0", **_RAW}),
        World("clock in 2037", clock="2037-02-28 23:59:50"),
        World("clock in 1999", clock="1999-12-31 23:59:50"),
        World("other host", prefix=("unshare", "--uts", "sh", "-c", 'hostname elsewhere; exec "$@"', "sh")),
        World("one processor", prefix=("taskset", "--cpu-list", "0")),
        World("hash seed", env={"PYTHONHASHSEED": "4321"}),
        World("order of directories", shuffled=True),
        World("cache elsewhere", env={"REPORTGEN_CACHE": str(base / "another cache")}),
        World("warm cache", again=True),
    ]
    possible, left_out = [], {}
    for world in all_of:
        why = _lacks(world)
        if why:
            left_out[world.name] = why
        else:
            possible.append(world)
    together = World("all at once", env={"SHELL": "/bin/false"})
    for world in possible:
        # A user namespace of its own may neither rename its host nor mount: both are tried by themselves.
        if world.name not in ("other user", "clock in 1999", "warm cache"):
            together |= world
    return [World("first"), *possible, replace(together, name="all at once")], left_out


_RAW: Final = {"PYTHONCOERCECLOCALE": "0"}


def _lacks(world: World) -> str:
    """Say what this machine lacks for a world."""
    if world.clock:
        return lacking(["faketime"]) and f"it needs {lacking(['faketime'])}"
    if world.shuffled:
        if missing := lacking(["disorderfs"]):
            return f"it needs {missing}"
        return "" if os.environ.get("TRIALS_OWN_MOUNTS") else "disorderfs cannot mount"
    if world.prefix:
        tried = subprocess.run([*world.prefix, "true"], capture_output=True, check=False) if _there(world) else None
        return "" if tried and tried.returncode == 0 else f"{world.prefix[0]} cannot do it here"
    return ""


def _there(world: World) -> bool:
    return shutil.which(world.prefix[0]) is not None


def outputs(source: Path, base: Path, world: World, number: int) -> dict[str, bytes]:
    """Build and bundle a copy of a project in a world, and give all of it. Raises ``RuntimeError`` else."""
    copy = Copy(source, base / f"world {number}", world.folder)
    before = os.umask(world.umask)
    try:
        with ExitStack() as stack:
            if world.shuffled:
                stack.enter_context(_shuffled(copy.folder))
            env = dict(world.env)
            prefix = list(world.prefix)
            if world.clock:
                # The tool gives programs a clean environment: TeX gets the other clock by a program before it.
                env["PATH"] = _clocked(copy.base / "bin", world.clock) + os.pathsep + os.environ["PATH"]
                prefix += ["faketime", world.clock]
            for _ in range(2 if world.again else 1):
                ended = copy.run(prefix=prefix, env=env)
                if ended.status != 0:
                    raise RuntimeError(f'in the world "{world.name}" the build ended with {ended.status}: {ended.said}')
            ended = copy.run("bundle", "--draft", prefix=prefix, env=env)
            if ended.status != 0:
                raise RuntimeError(f'in the world "{world.name}" bundling ended with {ended.status}: {ended.said}')
            zips = {f"dist/{path.name}": path.read_bytes() for path in (copy.folder / "dist").iterdir()}
            return {**copy.outputs(), **zips}
    finally:
        os.umask(before)


@contextmanager
def _shuffled(folder: Path) -> Iterator[None]:
    """Show a folder's entries in another order each time."""
    under = folder.with_name("under")
    folder.rename(under)
    folder.mkdir()
    command = ["disorderfs", "--quiet", "--shuffle-dirents=yes", "--multi-user=no", str(under)]
    with mounted(command, at=folder) as done:
        if not done:
            raise RuntimeError("disorderfs cannot mount here")
        yield


def _clocked(folder: Path, clock: str) -> str:
    folder.mkdir(exist_ok=True)
    for program in ("pdflatex", "lualatex", "kpsewhich"):
        real = shutil.which(program)
        if real:
            (folder / program).write_text(f"#!/bin/sh\nexec faketime '{clock}' {real} \"$@\"\n")
            (folder / program).chmod(0o755)
    return str(folder)


def differences(first: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Name the outputs that differ, and say of each where it first does."""
    told = []
    for name in sorted({*first, *other}):
        a, b = first.get(name), other.get(name)
        if a is None or b is None:
            told.append(f"{name}: is only in one of them")
        elif a != b:
            at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            around = slice(max(at - _SHOWN // 2, 0), at + _SHOWN // 2)
            told.append(f"{name}: from byte {at} on ({len(a)} and {len(b)} bytes): {a[around]!r} / {b[around]!r}")
    return told


def _diffoscope(first: Mapping[str, bytes], other: Mapping[str, bytes], base: Path, say: Callable[[str], None]) -> None:
    """Show by diffoscope, where it is installed, what differs in the first few files."""
    if missing := lacking(["diffoscope"]):
        say(f"  {missing} would show more")
        return
    for name in [n for n in first if n in other and first[n] != other[n]][:2]:
        pair = [base / f"{side}-{Path(name).name}" for side in ("first", "other")]
        for path, content in zip(pair, (first[name], other[name]), strict=True):
            path.write_bytes(content)
        done = subprocess.run(["diffoscope", *map(str, pair)], capture_output=True, text=True, check=False)
        say("\n".join(done.stdout.splitlines()[:_DIFFOSCOPE_LINES]))


def compare(source: Path, base: Path, chosen: Sequence[World], say: Callable[[str], None] = print) -> int:
    """Build in each world, print a line for each, and give how many differ from the first or could not be built."""
    base.mkdir(parents=True, exist_ok=True)
    lost, first = 0, None
    say(f"{'world':<28} {'outputs':>8} {'same':>6} {'different':>10}")
    for number, world in enumerate(chosen):
        try:
            made = outputs(source, base, world, number)
        except RuntimeError as error:
            lost += 1
            say(f"{world.name:<28} not built: {error}")
            continue
        first = first or made
        told = differences(first, made)
        lost += bool(told)
        say(f"{world.name:<28} {len(made):>8} {len(made) - len(told):>6} {len(told):>10}")
        for line in told[:5]:
            say(f"  {line}")
        if told:
            _diffoscope(first, made, base, say)
    return lost


def _say(line: str) -> None:
    print(line, flush=True)


def main() -> int:
    """Compare the worlds and print the counts; 1 when any differs, 2 when programs are missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="only the first world, and the one that differs in all")
    parser.add_argument("--project", type=Path, help="only this project (default: a small one, and the repository's)")
    parser.add_argument("--possible", action="store_true", help="leave out the worlds that programs are missing for")
    options = parser.parse_args()
    fewer = options.quick or options.possible
    if refused("make reproduce", _TEX if fewer else (*_TEX, *_OF_WORLDS), "" if fewer else "or say --possible"):
        return 2
    own_mounts()
    with tempfile.TemporaryDirectory(prefix="reproduce-") as name:
        base = Path(name)
        chosen, left_out = worlds(base)
        two = [chosen[0], chosen[-1]]
        tried, lost = 0, 0
        if options.project or options.quick:
            plans = [(options.project or RIVERS, two if options.quick else chosen)]
        else:
            plans = [(RIVERS, chosen), (ROOT, two)]
        for source, through in plans:
            print(f"{source.resolve().name}:", flush=True)
            lost += compare(
                source.resolve(), base / source.resolve().name, through, lambda line: print(line, flush=True)
            )
            tried += len(through)
    for world, why in left_out.items():
        print(f"{world:<28} not tried: {why}")
    print(f"tried {tried}, survived {tried - lost}, lost {lost}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())

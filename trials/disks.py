"""Disks that are full, and folders that cannot be written."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

from trials.project import Copy, Ended, Tally

_MARK: Final = "TRIALS_OWN_MOUNTS"
_PAGE: Final = 4096
_WHOLE: Final = 256 << 20
_NO_OVERRIDE: Final = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")


class Ground(Protocol):
    """What these trials need of the place where they happen."""

    copy: Copy

    def other(self) -> None:
        """Save the state of the project that is not built."""

    def hurt(self, ended: Ended | None = None) -> str:
        """Say what is wrong at once after a build that was hurt."""

    def mended(self, problem: str = "") -> str:
        """Build undisturbed and say what is wrong: ``problem``, if there was one before, else what is so now."""


def own_mounts() -> None:
    """Start this program anew where what it mounts is seen by nobody else, and is gone with it; if that is allowed."""
    if os.environ.get(_MARK) or not shutil.which("unshare"):
        return
    base = ["unshare", "--mount", "--propagation=private"]
    for command in (base, [*base, "--user", "--map-root-user"]):
        if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
            os.environ[_MARK] = "1"
            os.execvp(command[0], [*command, sys.executable, *sys.argv])


@contextmanager
def mounted(*commands: Sequence[str], at: Path) -> Iterator[bool]:
    """Mount by these commands for a while; gives whether that was possible."""
    done = bool(os.environ.get(_MARK))
    count = 0
    for command in commands if done else ():
        done = subprocess.run([*command, str(at)], capture_output=True, check=False).returncode == 0
        if not done:
            break
        count += "remount" not in " ".join(command)
    try:
        yield done
    finally:
        for _ in range(count):
            subprocess.run(["umount", "--lazy", str(at)], capture_output=True, check=False)


def full(ground: Ground, tally: Tally, chance: random.Random, count: int) -> None:
    """A disk with room for the last output and ever more of the next one, then with room again."""
    last = ground.copy.outputs()
    size = sum(len(content) + _PAGE for content in last.values()) + 16 * _PAGE
    for number in range(count):
        ground.other()
        last = ground.copy.outputs()
        room = size + int(2.5 * size * (number + chance.random()) / count)
        with mounted(["mount", "-t", "tmpfs", "-o", f"size={_WHOLE}", "full"], at=ground.copy.build) as done:
            if not done:
                tally.leave_out("disk full", "mounting is not permitted")
                return
            # A file takes the room away and gives it back: a disk may not be mounted anew in another size by all users.
            ballast = ground.copy.build / ".cache" / "ballast"
            ballast.parent.mkdir()
            with ballast.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, _WHOLE - room // _PAGE * _PAGE)
            for name, content in last.items():
                (ground.copy.build / name).parent.mkdir(parents=True, exist_ok=True)
                (ground.copy.build / name).write_bytes(content)
            ended = ground.copy.run()
            problem = ground.hurt(ended) or _told(ended)
            ballast.unlink()
            tally.add("disk full (build folder)", ground.mended(problem))
        ground.mended()
    for blocks in (1, 4) if count > 1 else ():
        ground.other()
        size_of = ["mount", "-t", "tmpfs", "-o", f"size={blocks * _PAGE}", "full"]
        with mounted(size_of, at=ground.copy.temporary):
            ended = ground.copy.run()
            problem = ground.hurt(ended)
        tally.add("disk full (temporary files)", ground.mended(problem))


def read_only(ground: Ground, tally: Tally) -> None:
    """A build folder on a read-only file system, without permission to write, and one that cannot be made."""
    build, folder = ground.copy.build, ground.copy.folder
    for place, kind in ((build, "read-only build folder"), (folder, "read-only project folder")):
        ground.other()
        # A folder is mounted onto itself, then made read-only there.
        onto, locked = ["mount", "--bind", str(place)], ["mount", "-o", "remount,ro,bind"]
        with mounted(onto, locked, at=place) as done:
            if not done:
                tally.leave_out(kind, "mounting is not permitted")
                continue
            ended = ground.copy.run()
            problem = ground.hurt(ended) or _told(ended) or ("" if ended.status else "it ended well all the same")
        tally.add(kind, ground.mended(problem))
    if not shutil.which("setpriv") or subprocess.run([*_NO_OVERRIDE, "true"], check=False).returncode:
        tally.leave_out("no permission to write", "rights cannot be given up here")
        return
    ground.other()
    build.chmod(0o555)
    try:
        ended = ground.copy.run(prefix=_NO_OVERRIDE)
        problem = ground.hurt(ended) or _told(ended) or ("" if ended.status else "it ended well all the same")
    finally:
        build.chmod(0o755)
    tally.add("no permission to write", ground.mended(problem))


def _told(ended: Ended) -> str:
    """A build that cannot write must say so as a finding."""
    return "" if ended.status == 0 or ": error " in ended.said else f"no finding says why: {ended.said[-300:]!r}"

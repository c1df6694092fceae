"""Caches and outputs that were damaged, and inputs that are saved while a build reads them."""

from __future__ import annotations

import random
import shutil
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from trials.disks import Ground
from trials.project import Tally, odds


def _flip(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes() or b"\0")
    for _ in range(1 + len(content) // 5000):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def _cut(path: Path, chance: random.Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content) + 1)])


def _fill(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _folder(path: Path, _: random.Random) -> None:
    path.unlink()
    path.mkdir()


def _link(path: Path, _: random.Random) -> None:
    path.unlink()
    path.symlink_to("nowhere")


WAYS: Final[Mapping[str, Callable[[Path, random.Random], None]]] = {
    "bits flipped": _flip,
    "cut short": _cut,
    "emptied": lambda path, _: _fill(path, b""),
    "filled with garbage": lambda path, _: _fill(path, b"\xff\x00garbage" * 50),
    "removed": lambda path, _: path.unlink(),
    "a folder instead": _folder,
    "a dead link instead": _link,
}


def damage(ground: Ground, tally: Tally, chance: random.Random, count: int) -> None:
    """Damage files of the cache, of the outputs, and of what libraries keep in the home folder; all, or some."""
    build, home = ground.copy.build, ground.copy.home
    kinds: dict[str, Callable[[], list[Path]]] = {
        "cache": lambda: _files(build / ".cache"),
        "outputs": lambda: [path for path in _files(build) if build / ".cache" not in path.parents],
        "libraries' caches": lambda: _files(home),
    }
    for name, listed in kinds.items():
        for number in range(count):
            files = listed()
            if not files:
                tally.leave_out(f"damaged {name}", "there is none")
                break
            way, hurt = list(WAYS.items())[number % len(WAYS)]
            chosen = files if number % 2 else chance.sample(files, 1 + len(files) // 4)
            for path in chosen:
                hurt(path, chance)
            # By turns the damage meets what is built already, and what must be built anew.
            if number % 3:
                ground.other()
            problem = ground.mended()
            tally.add(f"damaged {name}", problem and f"{way}: {problem}")
            for path in chosen:
                if path.is_symlink() or (path.is_dir() and not any(path.iterdir())):
                    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


class _Writer(threading.Thread):
    """Saves a file in one form and another, in place and in two halves, or as a whole under its name."""

    def __init__(self, path: Path, forms: tuple[bytes, bytes], chance: random.Random, once: float | None) -> None:
        super().__init__(daemon=True)
        self._path, self._forms, self._chance, self._once = path, forms, chance, once
        self._end = threading.Event()

    def run(self) -> None:
        """Save until the end; or once, after so many seconds, the other form."""
        number = 1
        if self._once is not None:
            self._end.wait(self._once)
            self._save(self._forms[1], halves=self._chance.random() < 0.5)
            return
        while not self._end.wait(self._chance.random() * 0.2):
            self._save(self._forms[number % 2], halves=self._chance.random() < 0.7)
            number += 1

    def stop(self) -> None:
        """End it, and leave the file in its first form."""
        self._end.set()
        self.join()
        self._path.write_bytes(self._forms[0])

    def _save(self, content: bytes, *, halves: bool) -> None:
        if halves:
            with self._path.open("wb") as file:
                file.write(content[: len(content) // 2])
                file.flush()
                time.sleep(self._chance.random() * 0.05)
                file.write(content[len(content) // 2 :])
        else:
            beside = self._path.with_name("saved.tmp")
            beside.write_bytes(content)
            beside.replace(self._path)


def _forms(path: Path) -> tuple[bytes, bytes]:
    """Return a file as it is, and in another form that is sound as well."""
    content = path.read_bytes()
    if path.suffix == ".csv":
        *lines, before, last = content.splitlines(keepends=True)
        return content, b"".join([*lines, last, before])
    if path.suffix == ".toml":
        return content, content.replace(b'edition = "Test edition"', b'edition = "Second edition"')
    return content, content + b"% saved again\n"


def saving(ground: Ground, tally: Tally, chance: random.Random, count: int) -> None:
    """A file is saved while the brief is built: in a loop, and once at some moment."""
    folder = ground.copy.folder
    paths = ["report.toml", "templates/chapters/bridges.tex.j2", "data/figures.csv", "bib/sources.bib"]
    for path in (folder / name for name in (paths[:1] if count == 1 else paths)):
        forms = _forms(path)
        states = []
        for form in (forms[1], forms[0]):
            path.write_bytes(form)
            ended = ground.copy.run()
            if ended.status != 0:
                tally.add(f"{path.name} is being saved", f"cannot be built in both forms: {ended.said[-300:]!r}")
                break
            states.append(ground.copy.outputs())
        if len(states) < 2:
            path.write_bytes(forms[0])
            continue
        seconds = ended.seconds
        for number in range(count):
            writer = _Writer(path, forms, chance, None if number % 3 == 0 else chance.random() * seconds)
            writer.start()
            ended = ground.copy.run()
            shown = ground.copy.outputs()
            writer.stop()
            problem = f"a traceback: {ended.said[-400:]!r}" if ended.broke else odds(shown, states)
            if ended.status == 0 and shown not in states:
                problem = problem or "success was reported for outputs of no state"
            if ended.status not in (0, 1):
                problem = problem or f"ended with {ended.status}"
            tally.add(f"{path.name} is being saved", ground.mended(problem))

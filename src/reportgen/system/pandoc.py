"""Pandoc, the one that came with reportgen: where it lies, and the one way to convert a document with it."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from reportgen.system import files, process

INSTALL: Final = "install reportgen again: pandoc comes with the package pypandoc-binary"
_SECONDS: Final = 60
_LIMITS: Final = process.Limits(cpu=_SECONDS, memory=4_000_000_000, file=50_000_000, processes=32, output=50_000_000)
_LOG: Final = "pandoc.log"
_LONGEST: Final = 400


@dataclass(frozen=True)
class Converted:
    """What pandoc made of a document: ``wrong`` says why it made nothing, ``told`` is its log, message by message."""

    content: bytes = b""
    told: tuple[Mapping[str, Any], ...] = ()
    wrong: str = ""


def program() -> str:
    """Return the pandoc that came with reportgen, whatever other is installed, so that all machines do the same."""
    package = importlib.util.find_spec("pypandoc")
    for folder in (package.submodule_search_locations or []) if package else []:
        for name in ("pandoc", "pandoc.exe"):
            if (Path(folder) / "files" / name).is_file():
                return str(Path(folder) / "files" / name)
    return "pandoc"


def convert(content: bytes, options: Sequence[str], folder: Path, result: str = "") -> Converted:
    """Convert a document; pandoc works in ``folder``, reads no file but that, and writes ``result`` there, if any."""
    into = [f"--output={result}"] if result else []
    command = [program(), "--sandbox", "--data-dir=.", f"--log={_LOG}", *options, *into]
    try:
        done = process.run(command, folder=folder, stdin=content, seconds=_SECONDS, limits=_LIMITS, writable=(folder,))
    except OSError as error:
        return Converted(wrong=f"pandoc cannot be started: {error.strerror}")
    if done.status is None:
        return Converted(wrong=f"pandoc did not end within {_SECONDS} seconds")
    said = " ".join(done.stderr.decode("utf-8", "replace").split())[:_LONGEST]
    if done.status != 0:
        return Converted(wrong=said or f"pandoc ended with status {done.status}")
    try:
        told = tuple(json.loads(files.read(folder / _LOG, within=folder)))
        return Converted(files.read(folder / result, within=folder) if result else done.stdout, told)
    except (OSError, ValueError) as error:
        return Converted(wrong=f"what pandoc wrote cannot be read: {error}")

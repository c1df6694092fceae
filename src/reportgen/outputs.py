"""Putting files under their names, each in one step, so that a fault never leaves half of one."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Write a file beside its place, then give it its name."""
    with tempfile.NamedTemporaryFile(prefix=f".{path.name}-", dir=path.parent, delete=False) as file:
        try:
            file.write(content)
            file.close()
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def replace_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Exchange a folder for one with these files, in as few steps as the file system allows."""
    with tempfile.TemporaryDirectory(prefix=".new-", dir=path.parent) as name:
        fresh, old = Path(name) / "fresh", Path(name) / "old"
        fresh.mkdir()
        for place, content in files.items():
            target = fresh / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if path.exists():
            path.replace(old)
        fresh.replace(path)

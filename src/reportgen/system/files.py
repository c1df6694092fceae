"""The only way to the files of a project: plain files, inside its folder, no larger than they may be.

A folder that came from somebody else can hold links that lead to other files of the user, pipes that never end,
and devices. What is opened is looked at after it has been opened, so that nothing can come between.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import Final
from unicodedata import normalize

PROJECT_FILE: Final = "report.toml"
"""What makes a folder a project."""

LARGEST: Final = 100_000_000
"""Bytes that a file of a project may have where nothing less is said."""

LONGEST_NAME: Final = 255
"""Bytes that a name in a path may have on all common file systems."""

LONGEST_PATH: Final = 1000
"""Bytes that a path within a project may have."""

_KINDS: Final = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe is opened at once, and refused
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_BLOCK: Final = 1 << 20


class RefusedError(OSError):
    """A file is there, but is not opened; ``strerror`` says why, to follow the file's name in a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(errno.EPERM, reason)


class OutsideError(RefusedError):
    """A file lies outside the folder that it should be in, by its path or by a link."""

    def __init__(self) -> None:
        super().__init__("lies outside the project")


def flaw(path: str) -> str:
    """Say why a text cannot be the path of a file within a folder on any common system; nothing if it can."""
    names = path.replace("\\", "/").split("/")
    if not path.strip() or names[-1] in {"", ".", ".."}:
        return "names no file"
    if not path.isprintable():
        return "has a character in it that no name of a file should have"
    longest = max(len(name.encode("utf-8", "replace")) for name in names)
    if longest > LONGEST_NAME or len(path.encode("utf-8", "replace")) > LONGEST_PATH:
        return "is too long for the name of a file"
    return ""


def shown(path: str) -> str:
    """Return a path fit to be shown in a finding."""
    plain = "".join(c if c.isprintable() else "\ufffd" for c in path[:100])
    return plain if len(path) <= 100 else f"{plain}…"


def overwritten(folder: Path, path: str, written: str) -> bool:
    """Tell whether a path of a project names a file that is written, or one in a folder that is: ``written`` itself.

    Names that differ in capitals or in how accents are written are one file on some systems; links, symbolic or hard,
    make two names one file on all. What can be the name of no file, such as one with a NUL, names none.
    """
    own, other = (os.path.normpath(text.replace("\\", "/")) for text in (path, written))
    with contextlib.suppress(OSError, ValueError):
        pairs = [(own, other), tuple(os.path.realpath(folder / text) for text in (path, written))]
        for named, made in pairs:
            one, two = (PurePath(normalize("NFC", text).casefold()) for text in (named, made))
            if one.is_relative_to(two):
                return True
        return (folder / path).samefile(folder / written)
    return False


def read(path: Path, *, within: Path | None = None, largest: int = LARGEST, links: bool = True) -> bytes:
    """Return the bytes of a plain file.

    ``within``: the file must lie in this folder once links are resolved; without ``links`` none may stand on the way
    from there. Raises ``FileNotFoundError``, or ``RefusedError`` and other errors of the system, all with ``strerror``.
    """
    with opened(path, within=within, largest=largest, links=links) as (file, size):
        content = bytearray()
        # One byte more, since a file may grow and the file systems of processes and devices say 0.
        while len(content) <= largest and (block := os.read(file, min(max(size + 1, 1), _BLOCK))):
            content += block
    if len(content) > largest:
        raise _too_large(largest)
    return bytes(content)


@contextlib.contextmanager
def opened(
    path: Path, *, within: Path | None = None, largest: int = LARGEST, links: bool = True
) -> Iterator[tuple[int, int]]:
    """Open a plain file for reading as ``read`` does; gives its descriptor and size."""
    try:
        target = os.path.realpath(path)
        if within is not None and not Path(target).is_relative_to(os.path.realpath(within)):
            raise OutsideError
        if not links and within is not None:
            _without_links(path, within)
        file = os.open(target if links else path, _FLAGS)
    except ValueError as error:  # a NUL
        raise RefusedError("has a name that no file can have") from error
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise RefusedError("is a symbolic link") from error
        if error.errno == errno.ENXIO:
            raise RefusedError(f"is {_kind(path)}, not a plain file") from error
        raise
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):
            raise RefusedError(f"is {_kind(path)}, not a plain file")
        if status.st_size > largest:
            raise _too_large(largest)
        yield file, status.st_size
    finally:
        os.close(file)


def put(path: Path, content: bytes) -> None:
    """Put a file under its name as a whole, or not at all; a link in its place is replaced, not followed."""
    with tempfile.NamedTemporaryFile(prefix=f".{path.name[:50]}-", dir=path.parent, delete=False) as file:
        try:
            file.write(content)
            file.close()
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def put_all(contents: Mapping[Path, bytes]) -> None:
    """Put files under their names, all or none, as far as a file system can.

    All are written before the first takes its name; where one then cannot, those before it get back what they held.
    Raises ``OSError`` with the file's name as ``filename``.
    """
    ready: dict[Path, Path] = {}
    held: dict[Path, bytes | None] = {}
    path = Path()
    try:
        for path, content in contents.items():
            held[path] = path.read_bytes() if path.exists() else None
            ready[path] = path.with_name(f".{path.name[:50]}-{os.getpid()}")
            put(ready[path], content)
        for path, temporary in ready.items():
            temporary.replace(path)
    except BaseException as error:
        for done, temporary in ready.items():
            with contextlib.suppress(OSError):
                if temporary.exists() or done == path:
                    temporary.unlink(missing_ok=True)
                elif (old := held[done]) is not None:
                    put(done, old)
                else:
                    done.unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


def is_plain(path: Path, *, within: Path | None = None, links: bool = True) -> bool:
    """Tell whether ``read`` would give a file, whatever its size."""
    try:
        with opened(path, within=within, largest=1 << 62, links=links):
            return True
    except OSError:
        return False


def is_link(path: Path) -> bool:
    """Tell whether a path is a symbolic link; not of one in another user's folder."""
    try:
        return path.is_symlink()
    except OSError:
        return False


def own_folder(path: Path) -> None:
    """Make a folder of the tool's own; what stands in its place, such as a link to another folder, is removed."""
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISDIR(path.lstat().st_mode):
            path.unlink()
    path.mkdir(exist_ok=True)


def remove(path: Path) -> None:
    """Remove a file, a link (never what it leads to) or a folder with all that is in it; nothing if it is not there."""
    with contextlib.suppress(FileNotFoundError):
        if stat.S_ISDIR(path.lstat().st_mode):
            shutil.rmtree(path)
        else:
            path.unlink()


def entries(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield what a folder and the folders in it hold, each with its own status; no link is followed, not even at first.

    The folders come after what is in them. What cannot be looked at is left out.
    """
    try:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            return
        found = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in found:
        with contextlib.suppress(OSError):
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode):
                yield from entries(Path(entry.path))
            yield Path(entry.path), status


def names(folder: Path, begin: str) -> tuple[Path, ...]:
    """Return what a folder holds by names that begin so; nothing where a link stands in its place."""
    return () if folder.is_symlink() else tuple(folder.glob(f"{begin}*"))


def only_plain(folder: Path) -> None:
    """Remove from a folder of the tool's own all that is neither a plain file nor a folder."""
    for path, status in entries(folder):
        if not stat.S_ISDIR(status.st_mode) and not stat.S_ISREG(status.st_mode):
            with contextlib.suppress(OSError):
                path.unlink()


def _without_links(path: Path, within: Path) -> None:
    """Raise ``RefusedError`` where a link stands on the way from a folder, itself included, to a file."""
    way = within
    for name in ("", *path.relative_to(within).parts):
        way = way / name
        if stat.S_ISLNK(way.lstat().st_mode):
            raise RefusedError("is, or stands behind, a symbolic link")


def _kind(path: Path) -> str:
    try:
        mode = path.stat().st_mode
    except OSError:
        return "something else"
    return next((name for is_kind, name in _KINDS if is_kind(mode)), "something else")


def _too_large(largest: int) -> RefusedError:
    return RefusedError(f"is larger than {largest // 1_000_000} MB")

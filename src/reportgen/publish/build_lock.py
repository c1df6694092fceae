"""One build at a time in one folder: a claim that dies with the process that made it."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG
from typing import Final, Literal, TypeAlias

from reportgen.findings.model import Diagnostic, Location
from reportgen.findings.rules import finding
from reportgen.system import files

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FILE: Final = ".claim"
TIMEOUT: Final = 60.0
"""How long a second build waits for the first, in seconds."""
_PAUSE: Final = 0.1
_LOCKED_BYTE: Final = 0x7FFF0000
"""Windows locks bytes, not files, and what it locks cannot be read: lock one beyond the text."""
_TEXT: Final = re.compile(r"pid (\d{1,10})\nhost (\S{1,255})\nsince (\S{1,40})\n")
WRITING: Final = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EFBIG, errno.ENOTDIR}
)
"""Numbers of the errors that a build folder gives when it cannot be written."""
_NO_LOCKS: Final = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL})
_HELD: Final = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})

_Answer: TypeAlias = Literal["taken", "held", "no locks"]


@dataclass(frozen=True)
class Owner:
    """Who builds in a folder: process, machine, and since when (UTC)."""

    pid: int
    host: str
    since: str

    def __str__(self) -> str:
        here = "" if self.host == socket.gethostname() else f" on {self.host}"
        return f"process {self.pid}{here}, since {self.since}"


@contextmanager
def build_lock(
    folder: Path, say: Callable[[str], None] = lambda _: None, seconds: float = TIMEOUT
) -> Iterator[Diagnostic | None]:
    """Claim a build folder for as long as the context lasts; gives ``None``, or the finding that says why not.

    The folder is made where it is missing. While another process builds in it, this one waits for up to
    ``seconds`` and tells by ``say`` for whom. The operating system ends a claim together with its process,
    so that one that was killed never stands in the way. Where a file system knows no locks (some network
    file systems), the process named in the file decides: gone from this machine, it holds nothing.
    """
    if folder.is_symlink():
        message = "it is a symbolic link; a build would write where that leads"
        yield finding("BUN007", Location(f"{folder.name}/"), message, "remove the link")
        return
    try:
        folder.mkdir(exist_ok=True)
        file = _acquire(folder / FILE, say, seconds)
    except OSError as error:
        yield unwritable(folder, error)
        return
    if isinstance(file, Owner):
        hint = "wait for it to end, or end it; another project folder can be built at the same time"
        yield finding("BUN006", Location(f"{folder.name}/"), f"another build is at work here: {file}", hint)
        return
    try:
        yield None
    finally:
        _release(file)


def owner(folder: Path) -> Owner | None:
    """Return who claims a build folder, or last claimed it; ``None`` when nobody is named."""
    try:
        content = files.read(folder / FILE, within=folder, largest=1024, links=False)
        match = _TEXT.fullmatch(content.decode("ascii", "replace"))
    except OSError:
        return None
    return Owner(int(match[1]), match[2], match[3]) if match else None


def unwritable(folder: Path, error: OSError) -> Diagnostic:
    """Say that a build folder cannot be written, and why."""
    hints = {
        errno.ENOSPC: "make room on the disk, then build again",
        errno.EDQUOT: "make room in your quota, then build again",
        errno.EROFS: "the file system is read-only: copy the project to another place",
    }
    hint = hints.get(error.errno or 0, "see to it that you may write there, then build again")
    return finding("BUN007", Location(f"{folder.name}/"), f"cannot write: {error.strerror or error}", hint)


def _acquire(path: Path, say: Callable[[str], None], seconds: float) -> int | Owner:
    """Return the open, locked file, or whom it belongs to after all the waiting."""
    until = time.monotonic() + seconds
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    # What somebody put in its place is nobody's claim, and a link of either kind would lead the writing elsewhere.
    with contextlib.suppress(FileNotFoundError):
        status = path.lstat()
        if not S_ISREG(status.st_mode) or status.st_nlink > 1:
            files.remove(path)
    while True:
        file = os.open(path, flags, 0o644)
        try:
            answer = _lock(file)
            ours = answer == "taken" or (answer == "no locks" and not _is_alive(owner(path.parent)))
            # Between opening and locking the folder may have been removed: then the lock is on nothing.
            if ours and _same(file, path):
                _write_owner(file)
                return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)
        holder = owner(path.parent) or Owner(0, socket.gethostname(), "just now")
        if not ours and time.monotonic() >= until:
            return holder
        say(f"waiting for another build: {holder}")
        time.sleep(_PAUSE)


def _same(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _lock(file: int) -> _Answer:
    try:
        if sys.platform == "win32":
            os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return "held"
        if error.errno in _NO_LOCKS:
            return "no locks"
        raise
    return "taken"


def _write_owner(file: int) -> None:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = f"pid {os.getpid()}\nhost {socket.gethostname() or '-'}\nsince {now}\n"
    os.lseek(file, 0, os.SEEK_SET)
    os.ftruncate(file, 0)
    os.write(file, text.encode("ascii", "replace"))


def _release(file: int) -> None:
    """Release the lock. The file stays: removing it could take it from under one who waits."""
    with contextlib.suppress(OSError):
        os.ftruncate(file, 0)
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
    os.close(file)


def alive(pid: int) -> bool:
    """Whether a process of this machine lives; on Windows, where asking would end it, always true."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _is_alive(holder: Owner | None) -> bool:
    """Whether the process in the file still is there; of another machine's nothing is known, so it counts as alive."""
    if holder is None or holder.pid == os.getpid():
        return False
    return holder.host != socket.gethostname() or alive(holder.pid)

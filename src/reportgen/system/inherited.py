"""What this process has from the one that started it, and needs: streams, a folder, room for files and memory."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import resource

FILES: Final = 64
"""Files that have to be allowed at a time; a small brief needs 20, and each program at work 3 more."""

MEMORY: Final = 1_000_000_000
"""Bytes of addresses that have to be allowed: the libraries take most of them, though they use few."""

PROCESSES: Final = 32
"""Processes and threads that a user has to be allowed; a small brief needs some 25. Root has no such limit."""

_STREAMS: Final = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def open_streams() -> None:
    """Put the null device in the place of standard streams that are closed.

    Else a file that is opened later would be one of them, and what is said be written into it.
    """
    for number, (name, mode) in enumerate(_STREAMS):
        try:
            os.fstat(number)
        except OSError:
            # The lowest number that is free is taken, which is this one.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", errors="replace", closefd=False))


def shortage() -> str:
    """Say what is missing, or what a limit leaves too little of; "" if there is enough."""
    try:
        Path.cwd()
    except OSError as error:
        return (
            f"the folder that this is run in cannot be found ({error.strerror}); change into another one and try again"
        )
    if sys.platform == "win32":
        return ""
    limits = [
        (resource.RLIMIT_NOFILE, FILES, 1, "open files", "ulimit -n"),
        (resource.RLIMIT_AS, MEMORY, 1_000_000, "MB of memory", "ulimit -v"),
    ]
    if os.geteuid():
        limits.append((resource.RLIMIT_NPROC, PROCESSES, 1, "processes and threads", "ulimit -u"))
    for which, least, unit, what, shell in limits:
        soft, hard = resource.getrlimit(which)
        if soft != resource.RLIM_INFINITY and soft < least:
            if hard == resource.RLIM_INFINITY or hard >= least:
                resource.setrlimit(which, (least, hard))
            else:
                have, wanted = soft // unit, least // unit
                return (
                    f"this process may have {have} {what}, and needs {wanted}; raise the limit ({shell}) and try again"
                )
    return ""

"""Being told to stop: Ctrl-C, SIGTERM and a closed terminal all end a build in the same orderly way."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
SIGNALS: Final = tuple(signal.Signals[name] for name in _NAMES if name in signal.Signals.__members__)


class Stopped(KeyboardInterrupt):
    """Raised in the main thread by a signal; ``status`` is the exit status that tells a shell which one."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


def heed() -> None:
    """From now on let the first signal that asks to stop raise ``Stopped``, so that what is begun is tidied up.

    Later ones do nothing: they would interrupt the tidying. A signal that is ignored already (nohup) stays so.
    Call it in the main thread, before anything slow.
    """
    stopping = False

    def stop(number: int, _: FrameType | None) -> None:
        # Setting the others to SIG_IGN here instead would make Python complain of those already under way,
        # and programs started while tidying would inherit it.
        nonlocal stopping
        if not stopping:
            stopping = True
            raise Stopped(number)

    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, stop)


def leave_to_parent() -> None:
    """Set a worker process up: Ctrl-C is its parent's to handle, SIGTERM ends it at once."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)


@contextmanager
def postponed() -> Iterator[None]:
    """Hold signals back for a few moments in which half a step would be worse than none.

    They arrive when the context ends. Without effect outside of the main thread.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        with contextlib.suppress(ValueError):
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

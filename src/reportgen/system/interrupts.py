"""Being told to stop: Ctrl-C, SIGTERM and a closed terminal all end a build in the same orderly way."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_AGAIN: Final = 0.5
SIGNALS: Final = tuple(signal.Signals[name] for name in _NAMES if name in signal.Signals.__members__)


class Interrupted(KeyboardInterrupt):
    """Raised in the main thread by a signal; ``status`` is the exit status that tells a shell which one."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


def install_handlers() -> None:
    """From now on let a signal that asks to stop raise ``Interrupted``, so that what is begun is tidied up.

    More signals do nothing while that goes on: they would interrupt the tidying. An exception that a signal
    raises can get lost, where a library catches everything or Python calls back (in imports, it is not rare):
    then it is raised again. A signal that is ignored already (nohup) stays so. Call it in the main thread,
    before anything slow, and ``ignore_signals`` at the end.
    """
    first: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        first.append(number)
        _set_timer(_AGAIN)
        if not _is_cleaning_up():
            raise Interrupted(first[0])

    def look(_: int, __: FrameType | None) -> None:
        stop(first[0], None)

    def lost(what: sys.UnraisableHookArgs) -> None:
        # One that is lost is raised again: there is nothing to tell.
        if not isinstance(what.exc_value, Interrupted):
            sys.__unraisablehook__(what)

    sys.unraisablehook = lost
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, stop)
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, look)


def ignore_signals() -> None:
    """Say that all is tidied up: what comes now is the end of the process, which nothing shall disturb."""
    _set_timer(0)
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def run_to_completion(tidy: Callable[[], object]) -> None:
    """Tidy up to the end, also where a signal comes in the midst of it: then begin once more, then raise it."""
    try:
        tidy()
    except KeyboardInterrupt:
        tidy()
        raise


def _is_cleaning_up() -> bool:
    """Whether the code that a signal comes to runs because of an earlier one: in ``except``, ``finally``, ``with``."""
    error = sys.exc_info()[1]
    while error is not None:
        if isinstance(error, Interrupted):
            return True
        error = error.__context__
    return False


def _set_timer(seconds: float) -> None:
    """Have this process look, after a while (0: never), whether it still runs as if nobody had asked it to stop."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


@contextmanager
def signals_blocked() -> Iterator[None]:
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

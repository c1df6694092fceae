from __future__ import annotations

import signal
import subprocess
import sys

import pytest

WAIT = """
import signal, sys, time
from reportgen.system.interrupts import Interrupted, install_handlers, ignore_signals, signals_blocked
{before}
install_handlers()
try:
    {body}
except Interrupted as stopped:
    for _ in range(50):
        time.sleep(0.01)
    print("tidied", flush=True)
    sys.exit(stopped.status)
print("went on", flush=True)
"""


def run(body: str, *signals: int, before: str = "") -> tuple[int, str]:
    """Start a program, send it signals as soon as it is ready, and give its exit status and all that it said."""
    ready = "" if "ready" in body else "print('ready', flush=True); "
    code = WAIT.format(body=ready + body, before=before)
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        for number in signals:
            process.send_signal(number)
        out, _ = process.communicate(timeout=30)
    return process.returncode, out


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_every_signal_ends_in_order(number: int, status: int) -> None:
    assert run("time.sleep(20)", number) == (status, "tidied\n")


def test_more_signals_do_not_disturb_the_tidying() -> None:
    status, out = run("time.sleep(20)", signal.SIGTERM, signal.SIGINT, signal.SIGTERM)
    assert status in (130, 143)
    assert out == "tidied\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_that_a_library_swallows_is_raised_again(number: int) -> None:
    body = "swallow(); time.sleep(20)"
    before = """
def swallow():
    class Unlucky:
        def __del__(self):
            print("ready", flush=True)
            time.sleep(0.3)
    unlucky = Unlucky()
"""
    status, out = run(body + "  # ready", number, before=before)
    assert (status, out) == (128 + number, "tidied\n")


def test_at_the_end_nothing_disturbs() -> None:
    body = "ignore_signals(); print('ready', flush=True); time.sleep(0.7)"
    assert run(body, signal.SIGTERM) == (0, "went on\n")


def test_tidying_up_is_begun_once_more_where_a_signal_comes_in_the_midst_of_it() -> None:
    before = """
from reportgen.system.interrupts import run_to_completion
def tidy_once_ready():
    global begun
    begun += 1
    if begun == 1:
        print("ready", flush=True)
        time.sleep(20)
    print("to its end", begun, flush=True)
begun = 0
"""
    status, out = run("run_to_completion(tidy_once_ready)", signal.SIGTERM, before=before)
    assert (status, out) == (143, "to its end 2\ntidied\n")


def test_a_signal_that_was_ignored_stays_so() -> None:
    ignored = "signal.signal(signal.SIGHUP, signal.SIG_IGN)"
    assert run("time.sleep(0.3)", signal.SIGHUP, before=ignored) == (0, "went on\n")


def test_signals_wait_for_the_end_of_a_step() -> None:
    body = "with signals_blocked(): print('ready', flush=True); time.sleep(0.3); print('whole', flush=True)"
    assert run(body, signal.SIGTERM) == (143, "whole\ntidied\n")

"""Threads and processes of a project: what they give, and that they end."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from pathlib import Path

import pytest

from reportgen.pipeline.jobs import Deferred, Jobs
from reportgen.pipeline.store import Store


def test_work_is_done_in_another_thread_and_its_result_or_error_comes_back(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path)
    try:
        assert jobs.run(threading.current_thread).result() is not threading.current_thread()
        with pytest.raises(ZeroDivisionError):
            jobs.run(lambda: 1 // 0).result()
    finally:
        jobs.close()


def test_what_was_begun_is_waited_for_and_what_was_not_is_dropped(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path)
    begun, end = threading.Barrier(5), threading.Event()

    def work() -> None:
        begun.wait()
        end.wait()

    running = [jobs.run(work) for _ in range(4)]
    waiting = jobs.run(lambda: None)
    begun.wait()
    threading.Timer(0.05, end.set).start()
    jobs.close()
    assert all(future.done() for future in running)
    assert waiting.cancelled()


def test_nothing_is_started_before_it_is_needed(tmp_path: Path) -> None:
    before = threading.active_count()
    Jobs(tmp_path).close()
    assert threading.active_count() == before


def test_what_the_store_has_is_not_begun(tmp_path: Path) -> None:
    begun: list[str] = []

    def begin() -> Future[str]:
        begun.append("begun")
        future: Future[str] = Future()
        future.set_result("made")
        return future

    for times in (1, 1):
        store = Store(tmp_path)
        store.begin()
        deferred = Deferred(store, "thing", {"part": "1"}, begin)
        assert deferred.get() == "made"
        assert not deferred.waiting
        store.end()
        assert len(begun) == times
    assert Deferred(Store(tmp_path), "thing", {"part": "2"}, begin).get() == "made"
    assert len(begun) == 2


def test_it_waits_as_long_as_its_work_is_not_done(tmp_path: Path) -> None:
    future: Future[str] = Future()
    deferred = Deferred(Store(tmp_path), "thing", {}, lambda: future)
    assert deferred.waiting
    future.set_result("made")
    assert (deferred.waiting, deferred.get()) == (False, "made")

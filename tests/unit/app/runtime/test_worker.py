"""One thread a device: results arrive on the window's thread, what was called back is silent, and the end is quick."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from app.runtime.worker import Failed, Worker

LONG_S = 10.0


@pytest.fixture
def worker(qapp: Any) -> Iterator[Worker]:
    made = Worker("test")
    yield made
    made.close(LONG_S)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Thing:
    """Something a job works with."""


def thread_of(name: str) -> threading.Thread:
    return next(each for each in threading.enumerate() if each.name == f"worker-{name}")


def test_work_is_done_in_the_workers_thread_and_told_on_the_windows(worker: Worker, qtbot: Any) -> None:
    threads: list[threading.Thread] = []
    told: list[tuple[Any, threading.Thread]] = []

    def work(stop: threading.Event) -> str:
        threads.append(threading.current_thread())
        return "done"

    worker.run(work, lambda result: told.append((result, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("done", threading.main_thread())]
    assert threads[0].name == "worker-test"


def test_jobs_are_done_one_after_the_other_in_their_order(worker: Worker, qtbot: Any) -> None:
    told: list[int] = []
    for number in range(20):
        worker.run(lambda _, number=number: number, told.append)
    qtbot.waitUntil(lambda: len(told) == 20)
    assert told == list(range(20))


def test_a_failing_job_is_told_and_the_next_one_is_done(worker: Worker, qtbot: Any) -> None:
    told: list[Any] = []

    def work(stop: threading.Event) -> None:
        raise OSError("no such port")

    worker.run(work, told.append)
    worker.run(lambda _: "next", told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert isinstance(told[0], Failed)
    assert isinstance(told[0].error, OSError)
    assert told[1] == "next"


def test_a_job_called_back_while_it_runs_says_nothing(worker: Worker, qtbot: Any) -> None:
    told: list[Any] = []
    begun = threading.Event()

    def work(stop: threading.Event) -> str:
        begun.set()
        assert stop.wait(LONG_S)
        return "too late"

    job = worker.run(work, told.append)
    assert begun.wait(LONG_S)
    job.cancel()
    worker.run(lambda _: "next", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["next"]


def test_a_job_called_back_before_its_turn_is_never_begun(worker: Worker, qtbot: Any) -> None:
    told: list[Any] = []
    begun: list[str] = []
    go = threading.Event()
    worker.run(lambda _: go.wait(LONG_S), told.append)
    worker.run(lambda _: begun.append("called back"), told.append).cancel()
    worker.run(lambda _: "last", told.append)
    go.set()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [True, "last"]
    assert begun == []


def test_an_answer_already_on_its_way_is_dropped_when_its_job_is_called_back(worker: Worker, qtbot: Any) -> None:
    told: list[Any] = []
    finished = threading.Event()
    job = worker.run(lambda _: "on its way", told.append)
    worker.run(lambda _: finished.set(), lambda _: None)
    assert finished.wait(LONG_S)  # without letting the window's thread turn
    job.cancel()
    worker.run(lambda _: "next", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["next"]


def test_what_is_posted_from_inside_a_job_is_done_on_the_windows_thread(worker: Worker, qtbot: Any) -> None:
    where: list[threading.Thread] = []
    worker.run(lambda _: worker.post(lambda: where.append(threading.current_thread())), lambda _: None)
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.main_thread()]


def test_a_worker_that_has_done_its_job_holds_on_to_nothing_of_it(worker: Worker, qtbot: Any) -> None:
    told: list[str] = []
    thing = Thing()
    gone = weakref.ref(thing)
    worker.run(lambda _, thing=thing: thing, lambda result: told.append(type(result).__name__))
    qtbot.waitUntil(lambda: told == ["Thing"])
    del thing

    def is_gone() -> bool:
        gc.collect()
        return gone() is None

    qtbot.waitUntil(is_gone)


def test_closing_stops_the_running_job_and_still_does_what_waits_but_tells_nobody(qapp: Any) -> None:
    worker = Worker("closing")
    told: list[Any] = []
    begun = threading.Event()
    done: list[str] = []

    def work(stop: threading.Event) -> None:
        begun.set()
        if stop.wait(LONG_S):
            done.append("stopped")

    worker.run(work, told.append)
    worker.run(lambda _: done.append("saved"), told.append)
    assert begun.wait(LONG_S)
    worker.close(LONG_S)
    QCoreApplication.processEvents()
    assert done == ["stopped", "saved"]
    assert told == []


def test_a_job_that_will_not_stop_holds_up_nobody_and_is_mute(qapp: Any) -> None:
    worker = Worker("stubborn")
    told: list[Any] = []
    begun, go, ended = threading.Event(), threading.Event(), threading.Event()
    later: list[str] = []

    def work(stop: threading.Event) -> str:
        begun.set()
        go.wait(LONG_S)
        worker.post(lambda: told.append("posted"))
        ended.set()
        return "too late"

    worker.run(work, told.append)
    worker.run(lambda _: later.append("begun after it was given up"), told.append)
    assert begun.wait(LONG_S)
    worker.close(0.01)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    thread = thread_of("stubborn")
    go.set()
    assert ended.wait(LONG_S)
    thread.join(LONG_S)
    QCoreApplication.processEvents()
    assert (told, later) == ([], [])


def test_what_is_on_its_way_to_the_window_when_the_worker_is_closed_does_not_arrive(qapp: Any) -> None:
    worker, told = Worker("closed-on-the-way"), list[Any]()
    worker.run(lambda _: "done", told.append)
    worker.run(lambda _: worker.post(lambda: told.append("midway")), told.append)
    worker._queue.put(None)
    thread_of("closed-on-the-way").join(LONG_S)  # both are told by now, and wait for the window's next turn
    worker.close(LONG_S)
    qapp.processEvents()
    assert told == []

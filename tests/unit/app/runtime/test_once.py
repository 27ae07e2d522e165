"""A heavy part is made once, by whoever comes first, and a making that failed is tried again."""

from __future__ import annotations

import threading

import pytest

from app.runtime.once import Once


def test_nothing_is_made_before_it_is_asked_for() -> None:
    made: list[str] = []
    once = Once(lambda: made.append("made"))
    assert once.made() is None
    assert made == []


def test_many_threads_that_come_at_once_get_the_same_one() -> None:
    made: list[object] = []
    everybody = threading.Barrier(8)
    got: list[object] = []

    def make() -> object:
        made.append(object())
        return made[-1]

    once = Once(make)

    def come() -> None:
        everybody.wait()
        got.append(once())

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert all(each is made[0] for each in got)
    assert once.made() is made[0]


def test_a_making_that_failed_is_tried_again() -> None:
    answers = iter([OSError("not yet"), "made"])

    def make() -> str:
        answer = next(answers)
        if isinstance(answer, OSError):
            raise answer
        return answer

    once = Once(make)
    with pytest.raises(OSError, match="not yet"):
        once()
    assert once.made() is None
    assert once() == "made"


def test_a_part_that_is_nothing_is_made_once_too() -> None:
    made: list[None] = []
    once = Once(lambda: made.append(None))
    assert once() is None
    assert once() is None
    assert len(made) == 1

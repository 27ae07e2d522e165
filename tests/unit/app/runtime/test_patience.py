"""A line that hiccups while a person pays on the phone."""

from __future__ import annotations

import threading

import pytest

from app.domain.errors import CentreUnreachable
from app.runtime import centre_hand
from app.runtime.centre_hand import MISSES_BORNE, patiently


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(centre_hand, "MISSED_POLL_S", 0)


def asked(misses: int) -> tuple[list[int], object]:
    calls: list[int] = []

    def ask() -> str:
        calls.append(1)
        if len(calls) <= misses:
            raise CentreUnreachable("没有回答")
        return "paid"

    return calls, ask


def test_a_miss_or_two_is_borne() -> None:
    calls, ask = asked(MISSES_BORNE)
    assert patiently(ask, threading.Event()) == "paid"
    assert len(calls) == MISSES_BORNE + 1


def test_a_line_that_stays_away_is_told() -> None:
    calls, ask = asked(MISSES_BORNE + 1)
    with pytest.raises(CentreUnreachable):
        patiently(ask, threading.Event())
    assert len(calls) == MISSES_BORNE + 1


def test_nobody_is_asked_again_once_the_person_has_left() -> None:
    calls, ask = asked(MISSES_BORNE)
    left = threading.Event()
    left.set()
    with pytest.raises(CentreUnreachable):
        patiently(ask, left)
    assert len(calls) == 1

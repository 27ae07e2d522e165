"""Every device pulled at every byte of its dialogue, generated from the dialogue itself.

A job of the A4 printer, the looks of UPS and I/O board, and the speaker are pulled in the tests of their own rooms.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack

import pytest

from hardware.faults import faults_of
from hardware.status import DeviceState, DeviceStatus
from hardware.testing.device_contract import GONE
from tests.contract.pulled_acts import ACTS, Bench, PulledAct, told

SAMPLE = 25
EVERY_ACT = pytest.mark.parametrize("act", ACTS, ids=[act.name for act in ACTS])


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """As fast as the machine can: what is tried here is the cable, not the pace of a reader or of a second try."""
    monkeypatch.setattr("hardware.id_card_reader.dialogue.FIND_PAUSE_S", 0.0)
    monkeypatch.setattr("hardware.evaluation_keypad.screen_question.PAUSE_S", 0.01)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def whole_dialogue(bench: Bench) -> list[int]:
    """Once to be connected, once to be counted: a kept connection is what is pulled."""
    assert bench.check(told(bench.act))
    borders = bench.borders.of(lambda: told(bench.act))
    assert len(borders) > 0
    return borders


def sample(borders: list[int], name: str) -> list[int]:
    """The ends, the borders of frames and their neighbours, and as many others as make the sample."""
    last = borders[-1]
    others = random.Random(name)
    at_borders = {place + step for place in borders[:-1] for step in (0, 1)}
    chosen = {0, 1, last - 1, last} | set(others.sample(sorted(at_borders), min(len(at_borders), SAMPLE // 2)))
    rest = sorted(set(range(last)) - chosen)
    return sorted(chosen | set(others.sample(rest, min(len(rest), max(0, SAMPLE - len(chosen))))))


def is_declared(status: DeviceStatus, room: str) -> bool:
    """A word of the room's table, with something to do; or nothing is wrong."""
    if not status.detail:
        return status.state in (DeviceState.ONLINE, DeviceState.BUSY)
    return status.detail in faults_of(room)


def pull(act: PulledAct, bench: Bench, place: int) -> float:
    """Pulled there, told, plugged in, done. Gives what act and look took."""
    bench.hand.unplug_after(place)
    began = time.monotonic()
    outcome = told(bench.act)
    bench.check(outcome)
    if isinstance(outcome, DeviceStatus):
        assert is_declared(outcome, act.room), (place, outcome)
    was_gone = bench.is_gone()
    status = bench.device.status()
    took = time.monotonic() - began
    assert took < act.within_s, (place, outcome)
    assert is_declared(status, act.room), (place, status)
    if was_gone:
        assert status.state in GONE, (place, status)
        assert status.action is not None
    bench.hand.plug()
    assert bench.check(told(bench.act)), place
    after = bench.device.status()
    assert (after.state, after.detail) == (DeviceState.ONLINE, ""), (place, after)
    return took


def pull_at_all(act: PulledAct, bench: Bench, places: Iterable[int]) -> float:
    return max(pull(act, bench, place) for place in places)


@EVERY_ACT
def test_pulled_at_some_bytes_it_is_told_in_time_and_the_same_act_succeeds_afterwards(
    act: PulledAct, stack: ExitStack
) -> None:
    bench = act.set_up(stack)
    pull_at_all(act, bench, sample(whole_dialogue(bench), act.name))


@pytest.mark.slow
@pytest.mark.timeout(3600)
@EVERY_ACT
def test_pulled_at_every_byte_it_is_told_in_time_and_the_same_act_succeeds_afterwards(
    act: PulledAct, stack: ExitStack
) -> None:
    bench = act.set_up(stack)
    places = range(whole_dialogue(bench)[-1] + 1)
    worst = pull_at_all(act, bench, places)
    sys.stdout.write(f"{act.name}: {len(places)} positions, {worst:.2f} s at most\n")  # seen with -rP

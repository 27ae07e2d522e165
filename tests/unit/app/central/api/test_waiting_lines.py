from __future__ import annotations

import pytest

from app.central.api import request_bodies
from app.central.api.waiting_lines import COUNTED, Awaited, WaitingLines

MOST = 4
OF_ONE_ADDRESS = 2


class Held:
    """A connection that waits."""

    def __init__(self, lines: WaitingLines) -> None:
        self._lines = lines
        self.is_ended = False

    def give_up(self) -> None:
        self._lines.leave(self)
        self.is_ended = True


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> WaitingLines:
    monkeypatch.setattr(request_bodies, "HEADS_PER_ADDRESS", OF_ONE_ADDRESS)
    return WaitingLines({"127.0.0.1"}.__contains__, MOST)


def entered(lines: WaitingLines, hosts: list[str], awaited: Awaited) -> list[bool]:
    """Which of them are ended."""
    held = [Held(lines) for _ in hosts]
    for each, host in zip(held, hosts, strict=True):
        lines.enter(each, host, awaited)
    return [each.is_ended for each in held]


@pytest.mark.parametrize("awaited", Awaited)
def test_when_all_are_too_many_the_oldest_gives_way_whatever_it_waits_for(
    lines: WaitingLines, awaited: Awaited
) -> None:
    assert entered(lines, [f"192.0.2.{last}" for last in range(6)], awaited) == [True] * 2 + [False] * 4


@pytest.mark.parametrize("awaited", Awaited)
@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::%x"])
def test_of_one_address_few_send_nothing_but_a_whole_hall_may_read_slowly(
    lines: WaitingLines, awaited: Awaited, host: str
) -> None:
    hosts = [host.replace("%x", str(number)) for number in range(4)]
    ended = [True] * 2 + [False] * 2 if awaited in COUNTED else [False] * 4
    assert entered(lines, hosts, awaited) == ended


def test_the_address_of_a_proxy_is_not_counted(lines: WaitingLines) -> None:
    assert entered(lines, ["127.0.0.1"] * 4, Awaited.HEAD) == [False] * 4


def test_who_has_come_on_stands_behind_the_others(lines: WaitingLines) -> None:
    slow, quick = Held(lines), Held(lines)
    for each in (slow, quick):
        lines.enter(each, "192.0.2.1", Awaited.READER)
    lines.leave(slow)
    lines.enter(slow, "192.0.2.1", Awaited.READER)
    entered(lines, ["192.0.2.9"] * (MOST - 1), Awaited.READER)
    assert (slow.is_ended, quick.is_ended) == (False, True)

"""The scanner of a terminal, over the bytes of its simulator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event as Flag
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import StorageProblem
from app.domain.scanned_code import CaseCode, CodeRules, EvaluationCode, HandOverCode, UnknownCode, WhyUnknown
from app.journeys.events import Event
from app.journeys.handing_events import CodeAtDesk
from app.journeys.scanning_commands import ReadCodes, StopReadingCodes
from app.journeys.scanning_events import CodeWasRead, ScannerIsThere, ScannerWentAway
from app.runtime import code_hand
from app.runtime.code_hand import CodeHand
from app.runtime.errands import Errands
from hardware.code_scanner.driver import open_driver
from hardware.code_scanner.interface import ScanOutcome
from hardware.code_scanner.simulator import CodeScannerSimulator

CENTRE = "https://zwfw.yunxi.example"
MARK = "7K3M9QXT2VWP5H8R4N6C"
NUMBER = "BM0120260318-00000007"
OF_CASE = f"bianmin:case:{NUMBER}"


class Scanner:
    """The driver, and how often it was asked."""

    def __init__(self, address: str) -> None:
        self._driver, self.asked = open_driver(address, {}), 0
        self.status, self.close = self._driver.status, self._driver.close

    def scan(self, timeout_s: float, cancel: Flag | None = None) -> ScanOutcome:
        self.asked += 1
        return self._driver.scan(timeout_s, cancel)

    @property
    def is_waiting(self) -> bool:
        return bool(getattr(self._driver, "_scanning"))  # noqa: B009


class Bench:
    """A scanner, the hand that reads it, and what the sitting heard."""

    def __init__(self, simulator: CodeScannerSimulator, qtbot: QtBot) -> None:
        self.simulator, self._qtbot = simulator, qtbot
        self.heard: list[Event] = []
        self.rules: Callable[[], CodeRules] = lambda: CodeRules(CENTRE)
        self.scanner = Scanner(simulator.address)
        machine: Any = SimpleNamespace(
            bench=SimpleNamespace(code_scanner=self.scanner), code_rules=lambda: self.rules()
        )
        self.errands = Errands(self.heard.append)
        self.hand = CodeHand(machine, self.errands)

    def reads(self) -> None:
        before = self.scanner.asked
        self.hand.carry_out(ReadCodes())
        self.waits(before)

    def waits(self, before: int) -> None:
        """For the next code; what comes earlier is forgotten."""
        self._qtbot.waitUntil(lambda: self.scanner.asked > before and self.scanner.is_waiting, timeout=3000)

    def shows(self, text: str) -> None:
        before = self.scanner.asked
        self.simulator.show(text)
        self.waits(before)

    def hears(self, *events: Event) -> None:
        self._qtbot.waitUntil(lambda: self.heard == list(events), timeout=4000)

    def close(self) -> None:
        self.errands.stop_all()
        self.hand.listener.close(2)
        self.scanner.close()


@pytest.fixture
def bench(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(code_hand, "SCANNER_RETRY_S", 0.05)
    with CodeScannerSimulator() as simulator:
        made = Bench(simulator, qtbot)
        yield made
        made.close()


def test_each_code_is_told_and_the_next_one_is_waited_for(bench: Bench) -> None:
    bench.reads()
    bench.shows(OF_CASE)
    bench.hears(CodeWasRead(CaseCode(NUMBER)))
    bench.shows(f"{CENTRE}/e/{MARK}")
    bench.hears(CodeWasRead(CaseCode(NUMBER)), CodeWasRead(EvaluationCode(MARK)))


def test_a_code_that_goes_on_lying_there_is_told_once_and_again_once_it_was_gone(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.reads()
    for _ in range(3):
        bench.shows(OF_CASE)
    bench.shows("other")
    case, other = CodeWasRead(CaseCode(NUMBER)), CodeWasRead(UnknownCode(WhyUnknown.UNKNOWN))
    bench.hears(case, other)
    monkeypatch.setattr(code_hand, "CODE_AGAIN_S", 0.0)
    bench.shows("other")
    bench.hears(case, other, other)


def test_what_lay_there_in_the_sitting_before_does_not_open_the_next_one(bench: Bench) -> None:
    bench.reads()
    bench.shows(OF_CASE)
    bench.hears(CodeWasRead(CaseCode(NUMBER)))
    bench.errands.stop_all()
    bench.reads()
    bench.shows(OF_CASE)
    bench.shows("other")
    bench.hears(CodeWasRead(CaseCode(NUMBER)), CodeWasRead(UnknownCode(WhyUnknown.UNKNOWN)))


def test_a_scanner_nobody_listens_to_is_let_go_and_what_is_shown_to_it_is_forgotten(bench: Bench, qtbot: QtBot) -> None:
    bench.reads()
    bench.hand.carry_out(StopReadingCodes())
    qtbot.waitUntil(lambda: not bench.scanner.is_waiting, timeout=2000)
    bench.simulator.show(OF_CASE)
    bench.reads()
    bench.shows("other")
    bench.hears(CodeWasRead(UnknownCode(WhyUnknown.UNKNOWN)))


def test_a_pulled_scanner_is_told_once_and_works_again_when_it_is_back(bench: Bench) -> None:
    bench.reads()
    bench.simulator.unplug()
    bench.hears(ScannerWentAway())
    bench.simulator.plug()
    bench.hears(ScannerWentAway(), ScannerIsThere())
    bench.waits(0)
    bench.shows(OF_CASE)
    bench.hears(ScannerWentAway(), ScannerIsThere(), CodeWasRead(CaseCode(NUMBER)))


def test_without_the_store_a_page_is_nobodys_and_the_numbers_still_work(bench: Bench) -> None:
    def broken() -> CodeRules:
        raise StorageProblem("没打开")

    bench.rules = broken
    bench.reads()
    bench.shows(f"{CENTRE}/e/{MARK}")
    bench.shows(OF_CASE)
    bench.hears(CodeWasRead(UnknownCode(WhyUnknown.FOREIGN_ADDRESS)), CodeWasRead(CaseCode(NUMBER)))


def test_at_a_desk_a_code_counts_only_while_a_clerk_sits_there(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    manned: list[str] = []
    asked: list[bool] = []

    def is_manned() -> bool:
        asked.append(bool(manned))
        return asked[-1]

    monkeypatch.setattr(bench.hand, "_is_manned", is_manned)
    bench.reads()
    bench.shows(OF_CASE)
    bench._qtbot.waitUntil(lambda: asked == [False])  # the code before was looked at before anybody sat down
    manned.append("0042")
    bench.shows("bianmin:handover:a.b.c")
    bench.hears(CodeAtDesk(HandOverCode("a.b.c")))

"""Hands a case over to a counter, and takes one over: in the store's worker, without a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from app.domain.drafts import KeptDraft
from app.domain.errors import OurFault, TerminalError
from app.domain.formats import CHINA
from app.domain.hand_over import GOOD_FOR, HandedOver, HandOver, MoreToCome, TakeOutcome, TooMuch, Unfinished
from app.domain.prints import PaperKind
from app.domain.service_item import ServiceItem, StepKind
from app.journeys.events import Event, ReceiptNotPrinted
from app.journeys.handed_data import draft_of
from app.journeys.handing_commands import HandingCommand, MakeHandOver, PrintHandOver, TakeHandOver
from app.journeys.handing_events import (
    HandOverIncomplete,
    HandOverMade,
    HandOverNotMade,
    HandOverRefused,
    HandOverTaken,
)
from app.journeys.medical.chart import USUAL_CHART, Chart
from app.runtime.draft_keeping import kept_of
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.paper_hand import PaperHand
from app.runtime.print_jobs import NOT_MADE
from app.runtime.worker import Worker

GROUP = "hand-over"


@dataclass(frozen=True, slots=True)
class Taking:
    """What was found of the codes, and the item as it is done today where they were whole."""

    outcome: TakeOutcome
    item: ServiceItem | None = None


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What a case begun at this desk goes by; see `DraftResumed`."""

    online: bool = False
    can_scan: bool = False
    chart: Chart = USUAL_CHART


class HandingHand:
    """`uncover`: what is known of a slip in the mouth of the printer is known no more, the next one covers it."""

    def __init__(
        self, machine: Machine, errands: Errands, store: Worker, paper: PaperHand, uncover: Callable[[], None]
    ) -> None:
        self._machine = machine
        self._errands = errands
        self._store = store
        self._paper = paper
        self._uncover = uncover
        self.desk: Callable[[], DeskFacts] = DeskFacts

    def carry_out(self, command: HandingCommand, operator: str, language: str) -> None:
        match command:
            case MakeHandOver(case=case):
                self._errands.start(GROUP, self._store, lambda _: self._make(case), _made)
            case PrintHandOver():
                self._print(command, language)
            case TakeHandOver(codes=codes):
                facts = self.desk()
                self._errands.start(
                    GROUP,
                    self._store,
                    lambda _: self._take(codes, operator),
                    partial(_taken, codes=codes, facts=facts),
                )

    def _office(self) -> HandOver:
        if self._machine.hand_over is None:
            raise OurFault("这台工作站不接力")
        return self._machine.hand_over()

    def _make(self, case: Unfinished) -> HandOverMade:
        return HandOverMade(tuple(self._office().make(case)), self._machine.now() + GOOD_FOR)

    def _print(self, command: PrintHandOver, language: str) -> None:
        write, until = self._machine.write_hand_over, command.good_until.astimezone(CHINA)
        if write is None:
            self._errands.say(ReceiptNotPrinted(NOT_MADE))
            return
        self._uncover()
        number = f"{until:%Y%m%d%H%M%S}-{command.case_id[-4:]}"
        item, codes = command.item, command.codes
        self._paper.print_slip(
            PaperKind.HAND_OVER, command.case_id, number, language, lambda: write(item, codes, until, language)
        )

    def _take(self, codes: tuple[str, ...], operator: str) -> Taking:
        """What is used up is kept as a draft in the same transaction: whatever comes now, it is offered again."""
        item: ServiceItem | None = None

        def draft(handed: HandedOver) -> KeptDraft | None:
            nonlocal item
            item = self._item(handed)  # once: midnight may bring another version
            return self._draft(handed, item, operator) if item is not None else None

        outcome = self._office().take(codes, draft)
        return Taking(outcome, item)

    def _item(self, handed: HandedOver) -> ServiceItem | None:
        today = self._machine.item_today
        return today(handed.case.item_code) if today is not None else None

    def _draft(self, handed: HandedOver, item: ServiceItem, operator: str) -> KeptDraft | None:
        if self._machine.drafts is None:
            return None
        return kept_of(item, draft_of(handed), StepKind.IDENTIFY, operator, self._machine.now())


def _made(result: Any) -> Event:
    if said_failed(result, TerminalError):
        return HandOverNotMade(too_long=isinstance(result.error, TooMuch))
    made: HandOverMade = result
    return made


def _taken(result: Any, codes: tuple[str, ...], facts: DeskFacts) -> Event | None:
    if said_failed(result, TerminalError):
        return HandOverRefused(codes, None)
    taking: Taking = result
    match taking.outcome:
        case HandedOver() as handed:
            item = taking.item
            return HandOverTaken(handed, item, facts.online, facts.can_scan, facts.chart) if item is not None else None
        case MoreToCome() as more:
            return HandOverIncomplete(codes, more)
        case refused:
            return HandOverRefused(codes, refused.why)

"""What a desk does beyond the steps: prints notices of what is missing, keeps decisions, prints their results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from threading import Event as Flag
from typing import Any

from app.domain.decisions import CaseDecision, DecisionWord, OpenDecision, UndecidedCase
from app.domain.errors import OurFault, TerminalError
from app.journeys.desk_commands import AwaitDecision, DeskCommand, PassOn, PrintNotice, PrintResult, SaveDecision
from app.journeys.desk_events import (
    DecisionNotSaved,
    DecisionRejected,
    DecisionSaved,
    DecisionTaken,
    DecisionWaits,
)
from app.journeys.events import Event
from app.runtime.centre_hand import CentreHand
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.notice_hand import NoticeHand
from app.runtime.paper_hand import PaperHand
from app.runtime.worker import Worker

GROUP = "decision"


class DeskHand:
    """`uncover`: what is known of a slip in the mouth of the printer is known no more, the next one covers it."""

    def __init__(
        self,
        machine: Machine,
        errands: Errands,
        store: Worker,
        paper: PaperHand,
        centre: CentreHand,
        uncover: Callable[[], None],
    ) -> None:
        self._machine = machine
        self._errands = errands
        self._store = store
        self._paper = paper
        self._centre = centre
        self._uncover = uncover
        self._notices = NoticeHand(machine, errands, paper)

    def carry_out(self, command: DeskCommand, operator: str, language: str) -> None:
        match command:
            case PrintNotice():
                self._uncover()
                self._notices.print(command, operator, language)
            case SaveDecision(decision=decision):
                self._save(decision)
            case AwaitDecision(case_id=case_id):
                self._await(case_id)
            case PrintResult(item=item, case=case):
                self._paper.print_result(item, case)
            case PassOn(case_id=case_id):
                self._pass_on(case_id, operator)

    # ------------------------------------------------------------ decisions

    def _pass_on(self, case_id: str, operator: str) -> None:
        """Where it cannot be kept the case stands on the desk's list once more, and no harm is done."""
        book = self._machine.decisions
        if book is not None:
            self._errands.loose(self._store, lambda _: book().pass_on(case_id, operator), _forgotten)

    def _save(self, decision: CaseDecision) -> None:
        def work(_: Flag) -> None:
            if self._machine.decisions is None:
                raise OurFault("这台工作站不作决定")
            self._machine.decisions().decide(decision)

        def said(result: Any) -> Event:
            failed = said_failed(result, TerminalError)
            return DecisionNotSaved(decision.case_id) if failed else DecisionSaved(decision.case_id)

        self._errands.start(GROUP, self._store, work, said)

    def _await(self, case_id: str) -> None:
        book = self._machine.decisions

        def look() -> tuple[DecisionWord, str]:
            return book().word_of(case_id) if book is not None else (DecisionWord.WAITS, "")

        self._centre.await_word(look, partial(_word, case_id), DecisionWaits(case_id))

    def look(self, with_paper: frozenset[str], done: Callable[[Sequence[OpenDecision]], None]) -> None:
        """Decided cases somebody has to see to; nothing where the store cannot be asked."""
        book = self._machine.decisions
        if book is not None:
            self._errands.look(self._store, lambda: book().open_decisions(with_paper), done)

    def look_undecided(self, decidable: frozenset[str], done: Callable[[Sequence[UndecidedCase]], None]) -> None:
        """Accepted here, neither decided nor passed on; nothing where the store cannot be asked."""
        book = self._machine.decisions
        if book is not None:
            self._errands.look(self._store, lambda: book().undecided(decidable), done)


def _forgotten(result: Any) -> None:
    said_failed(result, TerminalError)


def _word(case_id: str, result: Any) -> Event:
    if said_failed(result, TerminalError):
        return DecisionWaits(case_id)
    word, why = result
    match word:
        case DecisionWord.TAKEN:
            return DecisionTaken(case_id)
        case DecisionWord.REJECTED:
            return DecisionRejected(case_id, why)
        case _:
            return DecisionWaits(case_id)

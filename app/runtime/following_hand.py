"""Follows cases for a sitting: what store and centre know, a correction on its way, a result on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from threading import Event as Flag
from typing import Any

from app.catalogue.corrected import Standing, is_paid
from app.catalogue.correction import check_correction
from app.catalogue.sitting_days import began_on
from app.domain.errors import CentreRefused, CentreUnreachable, OurFault, TerminalError, WrongInput
from app.domain.following import CaseFollowing, FollowedCase, ReturnedCase, paper_number
from app.domain.formats import CHINA
from app.domain.person import IdentityCard
from app.domain.prints import PaperKind
from app.journeys.events import CasesFound, CertificateNotPrinted, Event
from app.journeys.following_commands import (
    AskCases,
    FindCases,
    FollowingCommand,
    PrintReadyResult,
    SaveCorrection,
    TrackCase,
)
from app.journeys.following_events import CasesNotRead, CasesNotTold, CasesTold, CorrectionNotSaved, CorrectionSaved
from app.runtime.centre_hand import CentreHand
from app.runtime.corrections import corrections_of
from app.runtime.errands import PAPER, Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.paper_hand import NO_PRINTER, PaperHand, certificate_said
from app.runtime.print_jobs import print_document
from app.runtime.worker import Failed, Worker
from hardware import DocumentOutcome

STORE = "followed"
NO_LINE, CENTRE_SAID_NO, MAY_BE_OUT = "no_line", "centre_said_no", "may_be_out"
"""Causes of a result that was not printed: it could not be fetched, was not given, or may have come out before."""


class FollowingHand:
    def __init__(self, machine: Machine, errands: Errands, store: Worker, centre: CentreHand, paper: PaperHand) -> None:
        self._machine = machine
        self._errands = errands
        self._store = store
        self._centre = centre
        self._paper = paper

    def carry_out(self, command: FollowingCommand, operator: str) -> None:
        """`operator` is who sits there, empty at the glass."""
        match command:
            case FindCases(card=card):
                self._find(card)
            case AskCases(card=card):
                self._ask(lambda following: tuple(following.cases_of(card)))
            case TrackCase(number=number, last_digits=digits, mark=mark):
                self._ask(lambda following: (following.track(number, digits, mark),))
            case SaveCorrection():
                self._correct(command, operator)
            case PrintReadyResult(case=case, card=card):
                self._print(case, card)

    def _find(self, card: IdentityCard) -> None:
        book = self._machine.book
        if book is None:
            self._errands.say(CasesFound(()))
            return
        self._errands.start(STORE, self._store, lambda _: book().known_of(card.id_number), _found)

    def look_returned(self, done: Callable[[Sequence[ReturnedCase]], None]) -> None:
        """What offices sent back of this station's cases; nothing where the store cannot be asked."""
        book = self._machine.book
        if book is not None:
            self._errands.look(self._store, lambda: book().returned(), done)

    def _ask(self, question: Callable[[CaseFollowing], tuple[FollowedCase, ...]]) -> None:
        following = self._machine.following
        if following is None:
            self._errands.say(CasesNotTold())
            return
        self._errands.stop(STORE + " elsewhere")
        self._errands.start(STORE + " elsewhere", self._centre.questions, lambda _: question(following()), _told)

    # ------------------------------------------------------------ a correction

    def _correct(self, command: SaveCorrection, operator: str) -> None:
        case_id = command.case.id

        def said(result: Any) -> Event:
            if not said_failed(result, TerminalError):
                return CorrectionSaved(case_id)
            refused = isinstance(result, Failed) and isinstance(result.error, WrongInput)
            return CorrectionNotSaved(case_id, not_waited_for=refused)

        self._errands.start(STORE, self._store, lambda _: self._save(command, operator), said)

    def _save(self, command: SaveCorrection, operator: str) -> None:
        """Checked as the centre will check it, so that nothing is kept here that would be refused there."""
        if self._machine.book is None:
            raise OurFault("这台工作站不补材料")
        case = command.case
        corrections = corrections_of(
            command.item, case, command.parts, command.draft, command.present.id_number, operator
        )
        now, item, standing = self._machine.now().astimezone(CHINA), command.item, None
        if case.content is not None and command.whole is not None:
            item, standing = command.whole, _standing(case, case.content, now)
        on, began = now.date(), began_on(now)
        for each in corrections:
            check_correction(item, each.part, each.data, each.attachments, standing, on=on, began=began)
        if case.told:
            self._machine.book().adopt(case, command.present.id_number)
        self._machine.store().correct(*corrections)

    # ------------------------------------------------------------ a result

    def _print(self, case: FollowedCase, card: IdentityCard) -> None:
        """The centre's paper first: it is what the office made of the case."""
        ready = case.paper
        if ready is None:
            self._paper.print_own_again(case.id, case.number, lambda: self._adopt(case, card))
            return
        printer, following = self._machine.bench.certificate_printer, self._machine.following
        if printer is None or following is None or self._machine.book is None:
            self._errands.say(CertificateNotPrinted(NO_PRINTER, begun=False))
            return

        def work(stop: Flag) -> DocumentOutcome:
            pdf = following().result(case, ready, card)
            self._adopt(case, card)
            ledger = self._machine.prints()
            job = ledger.queue(case.id, PaperKind.RESULT, paper_number(case.number, ready.sha256))
            return print_document(ledger, printer, job, pdf, stop)

        self._errands.start(PAPER, self._paper.certificates, work, _printed)

    def _adopt(self, case: FollowedCase, card: IdentityCard) -> None:
        """What the centre just told of it holds here too, before anything is printed."""
        if case.told and self._machine.book is not None:
            self._machine.book().adopt(case, card.id_number)


def _standing(case: FollowedCase, content: Mapping[str, Any], at: datetime) -> Standing:
    days = (case.submitted_at.astimezone(CHINA).date(), at.astimezone(CHINA).date())
    return Standing(content, *days, is_paid=is_paid(content))


def _found(result: Any) -> Event:
    return CasesNotRead() if said_failed(result, TerminalError) else CasesFound(tuple(result))


def _told(result: Any) -> Event:
    if not said_failed(result, TerminalError):
        return CasesTold(result)
    return CasesNotTold(refused=isinstance(result, Failed) and isinstance(result.error, CentreRefused))


def _printed(result: Any) -> Event:
    """Nothing left for the printer where the file was not had, or the ledger said no."""
    match result:
        case Failed(error=CentreUnreachable()):
            return CertificateNotPrinted(NO_LINE, begun=False)
        case Failed(error=CentreRefused()):
            return CertificateNotPrinted(CENTRE_SAID_NO)
        case Failed(error=WrongInput()):
            return CertificateNotPrinted(MAY_BE_OUT)
        case _:
            return certificate_said(result)

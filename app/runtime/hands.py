"""Carries out the commands of the sitting: one hand a device, the rest with the store."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event as Flag
from typing import Any

from PySide6.QtCore import QTimer

from app.domain.case import SubmittedCase
from app.domain.errors import TerminalError
from app.domain.evaluation import EvaluationChannel, Grade
from app.domain.service_item import ServiceItem
from app.journeys.commands import (
    AskGrade,
    AwaitCentre,
    CheckFace,
    Command,
    FetchLicences,
    FetchRecord,
    FindCases,
    GuidePhoto,
    Linger,
    OpenMailingSlip,
    OpenPayment,
    PrintCertificate,
    PrintReceipt,
    ReadCard,
    SaveCase,
    SaveEvaluation,
    StopAsking,
    StopAskingGrade,
    StopCamera,
    StopEverything,
    TakePhoto,
    WatchCard,
)
from app.journeys.delays import LINGER_MS, PAD_ASK_S, SHUTDOWN_S
from app.journeys.draft import Draft
from app.journeys.events import CasesFound, CaseWasSaved, Event, GradeGiven, Lingered, SavingFailed
from app.runtime.camera_hand import CameraHand
from app.runtime.card_hand import CardHand
from app.runtime.centre_hand import CentreHand
from app.runtime.errands import Errands, said_failed
from app.runtime.live_camera import Preview
from app.runtime.machine import Machine
from app.runtime.paper_hand import PaperHand
from app.runtime.submission import submission_of
from app.runtime.worker import Worker
from hardware import Evaluated, HardwareError

PAD = "pad"
STORE = "store"


class Hands:
    """`dispatch` leads back to the sitting, `preview` takes live pictures, `language` is the papers' language."""

    def __init__(
        self,
        machine: Machine,
        dispatch: Callable[[Event], None],
        preview: Preview,
        language: Callable[[], str],
        channel: str,
    ) -> None:
        self._machine = machine
        self._language = language
        self._channel = channel
        self.errands = Errands(dispatch)
        self.card = CardHand(machine, self.errands)
        self.camera = CameraHand(machine, self.errands, preview)
        self.centre = CentreHand(machine, self.errands)
        self.paper = PaperHand(machine, self.errands)
        self.pad = Worker("evaluation-keypad")
        self.store = Worker("store")

    def carry_out(self, command: Command) -> None:  # noqa: C901 - one line a command, nothing to hide
        match command:
            case ReadCard():
                self.camera.warm()
                self.card.read()
            case WatchCard():
                self.card.watch()
            case CheckFace(portrait=portrait):
                self.camera.check_face(portrait)
            case GuidePhoto(rules=rules):
                self.camera.guide_photo(rules)
            case TakePhoto(rules=rules):
                self.camera.take_photo(rules)
            case StopCamera():
                self.camera.stop()
            case Linger(index=index):
                QTimer.singleShot(LINGER_MS, self.errands.later(lambda: Lingered(index)))
            case StopEverything():
                self.errands.stop_all()
                self.camera.forget()
            case FetchRecord() | FetchLicences() | OpenPayment() | OpenMailingSlip() | StopAsking() | AwaitCentre():
                self._ask_centre(command)
            case PrintReceipt() | PrintCertificate():
                self._print(command)
            case SaveCase() | SaveEvaluation() | FindCases():
                self._keep(command)
            case AskGrade():
                self._ask_grade()
            case StopAskingGrade():
                self.errands.stop(PAD)

    def _ask_centre(
        self, command: FetchRecord | FetchLicences | OpenPayment | OpenMailingSlip | StopAsking | AwaitCentre
    ) -> None:
        match command:
            case FetchRecord(item_code=code, card=card):
                self.centre.fetch_record(code, card)
            case FetchLicences(codes=codes, card=card):
                self.centre.fetch_licences(codes, card)
            case OpenPayment(case_id=case_id, item_code=code, amount_fen=fen):
                self.centre.open_payment(case_id, code, fen)
            case OpenMailingSlip(case_id=case_id):
                self.centre.open_slip(case_id)
            case AwaitCentre(case_id=case_id):
                self.centre.await_centre(case_id)
            case StopAsking():
                self.centre.stop()

    def _print(self, command: PrintReceipt | PrintCertificate) -> None:
        match command:
            case PrintReceipt(item=item, case=case, masked_name=name, at_centre=at_centre, pay_later=later):
                language, write = self._language(), self._machine.write_receipt
                self.paper.print_receipt(case, language, lambda: write(item, case, name, at_centre, later, language))
            case PrintCertificate(item=item, case=case, draft=draft):
                self.paper.print_certificate(item, case, draft)

    def _keep(self, command: SaveCase | SaveEvaluation | FindCases) -> None:
        match command:
            case SaveCase(item=item, draft=draft):
                self.errands.start(STORE, self.store, lambda _: self._save(item, draft), _saved)
            case SaveEvaluation(evaluation=evaluation):
                self.errands.loose(self.store, lambda _: self._machine.store().evaluate(evaluation), self._evaluated)
            case FindCases(card=card):
                number = card.id_number
                self.errands.start(STORE, self.store, lambda _: self._machine.store().cases_of(number), _found)

    def _save(self, item: ServiceItem, draft: Draft) -> SubmittedCase:
        return self._machine.store().submit(submission_of(item, draft, self._channel))

    def _evaluated(self, result: Any) -> None:
        if not said_failed(result, TerminalError):
            self.centre.sync_quietly()

    def _ask_grade(self) -> None:
        pad = self._machine.bench.evaluation_keypad
        if pad is None:
            return

        def ask(stop: Flag) -> Any:
            return pad.ask(PAD_ASK_S, cancel=stop)

        self.errands.start(PAD, self.pad, ask, _graded)

    def close(self) -> None:
        """Stop every thread within the shutdown budget."""
        self.errands.stop_all()
        workers = (
            self.card.worker, self.camera.camera, self.camera.judge, self.centre.questions, self.centre.sync,
            self.paper.receipts, self.paper.certificates, self.pad, self.store,
        )  # fmt: skip
        for worker in workers:
            worker.close(SHUTDOWN_S / len(workers))


def _saved(result: Any) -> Event:
    return SavingFailed() if said_failed(result, TerminalError) else CaseWasSaved(result)


def _found(result: Any) -> Event:
    return CasesFound(() if said_failed(result, TerminalError) else tuple(result))


def _graded(result: Any) -> Event | None:
    if said_failed(result, HardwareError) or not isinstance(result, Evaluated):
        return None
    return GradeGiven(Grade(result.grade), EvaluationChannel.PAD)

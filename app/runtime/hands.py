"""Carries out the commands of the sitting: one hand a device, the rest with the store."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from threading import Event as Flag
from typing import Any

from PySide6.QtCore import QTimer

from app.catalogue.data_size import check_can_travel
from app.domain.case import SubmittedCase
from app.domain.errors import TerminalError
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.formats import CHINA
from app.domain.prints import PaperKind, PrintState
from app.domain.service_item import ServiceItem, StationKind
from app.domain.tickets import TakenTicket
from app.journeys.appointment_commands import AskSlots, CancelAppointment, GiveBackSlot, HoldSlot
from app.journeys.authority_commands import WritePower
from app.journeys.commands import (
    ApplyRules,
    AskGrade,
    AwaitCentre,
    BeginFilm,
    CheckFace,
    Command,
    EndFilm,
    FetchLicences,
    FetchRecord,
    ForgetDraft,
    ForgottenTaken,
    GuidePhoto,
    KeepCertificate,
    KeepDraft,
    KeepForgotten,
    Linger,
    OpenMailingSlip,
    OpenPayment,
    PlayTone,
    PrintCertificate,
    PrintCertificateAgain,
    PrintReceipt,
    ReadCard,
    Remind,
    SaveCase,
    SaveEvaluation,
    ScanPage,
    StopAsking,
    StopAskingGrade,
    StopCamera,
    StopEverything,
    StopReminding,
    TakePhoto,
    WatchCard,
    WatchSlip,
)
from app.journeys.delays import CARD_READ_S, LINGER_MS, PAD_ASK_S, SHORT_JOB_S, SHUTDOWN_S
from app.journeys.desk_commands import AwaitDecision, PassOn, PrintNotice, PrintResult, SaveDecision
from app.journeys.draft import Draft
from app.journeys.events import (
    CaseWasSaved,
    Event,
    GradeGiven,
    Lingered,
    ReceiptNotPrinted,
    RulesFailed,
    RulesWereApplied,
    SavingFailed,
)
from app.journeys.following_commands import AskCases, FindCases, PrintReadyResult, SaveCorrection, TrackCase
from app.journeys.handing_commands import MakeHandOver, PrintHandOver, TakeHandOver
from app.journeys.knowing_commands import AskLicenceFacts, AskPersonFile
from app.journeys.scanning_commands import ReadCodes, StopReadingCodes
from app.journeys.taking_commands import ShowCamera, TakePicture
from app.journeys.things import Thing
from app.journeys.ticket_commands import ClaimTicket, PrintTicket, TakeTicket
from app.runtime.appointment_hand import AppointmentHand
from app.runtime.camera_hand import CameraHand
from app.runtime.card_hand import CardHand
from app.runtime.centre_hand import CentreHand
from app.runtime.code_hand import CodeHand
from app.runtime.custody_hand import CustodyHand
from app.runtime.desk_hand import DeskHand
from app.runtime.device_watch import Watched
from app.runtime.document_hand import DocumentHand
from app.runtime.draft_hand import DraftHand
from app.runtime.early_papers import EarlyPapers
from app.runtime.errands import Errands, said_failed
from app.runtime.film_hand import FilmHand
from app.runtime.following_hand import FollowingHand
from app.runtime.handing_hand import HandingHand
from app.runtime.knowing_hand import KnowingHand
from app.runtime.live_camera import Preview
from app.runtime.machine import Machine
from app.runtime.paper_hand import PaperHand
from app.runtime.power_hand import write_power
from app.runtime.print_jobs import NOT_MADE
from app.runtime.reminder_hand import ReminderHand
from app.runtime.slip_hand import SlipHand
from app.runtime.submission import submission_of
from app.runtime.tone_hand import ToneHand
from app.runtime.worker import Worker
from hardware import Evaluated, HardwareError

PAD = "pad"
STORE = "store"
RULES = "rules"
CARD, SLIP = frozenset({Thing.CARD}), frozenset({Thing.RECEIPT})


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
        self.operator = ""
        """Who takes the cases at a desk; empty where citizens do it alone."""
        self.errands = Errands(dispatch)
        self.card = CardHand(machine, self.errands, lambda: self.custody.taken(CARD))
        self.camera = CameraHand(machine, self.errands, preview)
        self.document = DocumentHand(machine, self.errands)
        self.centre = CentreHand(machine, self.errands)
        self.appointments = AppointmentHand(machine, self.errands, self.centre)
        self.knowing = KnowingHand(machine, self.errands)
        self.paper = PaperHand(machine, self.errands)
        self.pad = Worker("evaluation-keypad")
        self.store = Worker("store")
        self.film = FilmHand(machine, self.errands)
        self.early = EarlyPapers(machine, self.errands, self.store, self.centre)
        self.drafts = DraftHand(machine, self.errands, self.store, self.film)
        self.scanner = Worker("code-scanner")
        at_glass = channel == StationKind.SELF_SERVICE
        self.codes = CodeHand(machine, self.errands, None if at_glass else lambda: bool(self.operator))
        self.power = Worker("power")
        self.following = FollowingHand(machine, self.errands, self.store, self.centre, self.paper)
        self.slip = SlipHand(
            machine, self.errands, self.paper.receipts, lambda: self.paper.newest_receipt, self._slip_went
        )
        self.custody = CustodyHand(machine, self.errands, self.store, self.slip)
        self.desk = DeskHand(machine, self.errands, self.store, self.paper, self.centre, self._uncover)
        self.handing = HandingHand(machine, self.errands, self.store, self.paper, self._uncover)
        self.reminder = ReminderHand(machine, self.errands, lambda name: machine.sound_of(name, language()))
        self.tone = ToneHand(machine, self.errands, self.reminder.voice)

    def carry_out(self, command: Command) -> None:  # noqa: C901 - one line a command, nothing to hide
        match command:
            case ReadCard(another=another):
                self.camera.warm()
                self.card.read(after_another=another or Thing.CARD in self.custody.lying)
            case WatchCard():
                self.card.watch()
            case WatchSlip():
                self.slip.watch()
            case Remind() | StopReminding() | KeepForgotten() | ForgottenTaken():
                self._mind(command)
            case CheckFace(portrait=portrait):
                self.camera.check_face(portrait)
            case GuidePhoto(rules=rules):
                self.camera.guide_photo(rules)
            case TakePhoto(rules=rules):
                self.camera.take_photo(rules)
            case ScanPage(material=material):
                self.document.scan(material)
            case BeginFilm(case_id=case_id):
                self.film.begin(case_id)
            case EndFilm():
                self.film.end()
            case ApplyRules(pack=pack, facts=facts):
                self._apply_rules(pack, facts)
            case PlayTone(ear=ear):
                self.tone.play(ear)
            case ShowCamera() | TakePicture():
                self.camera.form_picture(command)
            case StopCamera():
                self.camera.stop()
            case Linger(index=index):
                QTimer.singleShot(LINGER_MS, self.errands.later(lambda: Lingered(index)))
            case StopEverything():
                self.errands.stop_all()
                self.card.sitting_ended(is_known=Thing.CARD in self.custody.lying)
                self.film.end()
                self.camera.forget()
                self.document.forget()
            case FetchRecord() | FetchLicences() | OpenPayment() | OpenMailingSlip() | StopAsking() | AwaitCentre():
                self._ask_centre(command)
            case PrintReceipt() | PrintCertificate() | KeepCertificate() | PrintCertificateAgain():
                self._print(command)
            case FindCases() | AskCases() | TrackCase() | SaveCorrection() | PrintReadyResult():
                self.following.carry_out(command, self.operator)
            case SaveCase() | SaveEvaluation() | KeepDraft() | ForgetDraft():
                self._keep(command)
            case TakeTicket(ticket_id=ticket_id, item_code=code, priority=priority):
                self.centre.take_ticket(ticket_id, code, priority)
            case ClaimTicket(by=by):
                self.centre.claim_ticket(by)
            case PrintTicket(item=item, taken=taken):
                self._print_ticket(item, taken)
            case PrintNotice() | SaveDecision() | AwaitDecision() | PrintResult() | PassOn():
                self.desk.carry_out(command, self.operator, self._language())
            case AskSlots() | HoldSlot() | GiveBackSlot() | CancelAppointment():
                self.appointments.carry_out(command)
            case ReadCodes() | StopReadingCodes():
                self.codes.carry_out(command)
            case AskPersonFile() | AskLicenceFacts():
                self.knowing.carry_out(command)
            case MakeHandOver() | PrintHandOver() | TakeHandOver():
                self.handing.carry_out(command, self.operator, self._language())
            case WritePower():
                write_power(command, self._machine, self.errands, self.store)
            case AskGrade(case_id=case_id):
                self._ask_grade(case_id)
            case StopAskingGrade():
                self.errands.stop(PAD)

    def _mind(self, command: Remind | StopReminding | KeepForgotten | ForgottenTaken) -> None:
        match command:
            case Remind(things=things):
                self.reminder.remind(things)
            case StopReminding():
                self.reminder.stop()
            case KeepForgotten(things=things, case_id=case_id):
                self.custody.keep(things, case_id)
            case ForgottenTaken(things=things):
                self.custody.taken(things)

    def _slip_went(self, job_id: str, state: PrintState) -> None:
        """Taken or drawn in: the receipt in the slot has come to its end."""
        ledger = self._machine.prints
        if state is PrintState.TAKEN:
            self.custody.taken(SLIP)
        if job_id:
            self.errands.loose(self.store, lambda _: ledger().media(job_id, state), _kept)
        if job_id == self.paper.newest_receipt:
            self.paper.newest_receipt = ""

    def watched(self) -> tuple[Watched, ...]:
        """Every device of the station, with the worker that alone speaks to it."""
        bench = self._machine.bench
        return (
            Watched("id_card_reader", bench.id_card_reader, self.card.worker, 2 * CARD_READ_S),
            Watched("receipt_printer", bench.receipt_printer, self.paper.receipts),
            Watched("certificate_printer", bench.certificate_printer, self.paper.certificates),
            Watched("evaluation_keypad", bench.evaluation_keypad, self.pad, 2 * PAD_ASK_S),
            Watched("camera", bench.camera, self.camera.camera, SHORT_JOB_S),
            Watched("document_camera", bench.document_camera, self.document.worker, SHORT_JOB_S),
            Watched("code_scanner", bench.code_scanner, self.scanner),
            Watched("speaker", bench.speaker, self.reminder.voice),
            Watched("io_board", bench.io_board, self.reminder.lights, SHORT_JOB_S),
            Watched("power", bench.power, self.power, SHORT_JOB_S),
        )

    @property
    def papers_are_out(self) -> bool:
        """Nothing is being printed, written or drawn in: the power may go."""
        return all(each.is_idle for each in (self.paper.receipts, self.paper.certificates, self.store))

    def _ask_centre(
        self, command: FetchRecord | FetchLicences | OpenPayment | OpenMailingSlip | StopAsking | AwaitCentre
    ) -> None:
        match command:
            case FetchRecord(item_code=code, card=card, answers=answers):
                self.centre.fetch_record(code, card, answers)
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

    def _uncover(self) -> None:
        """What becomes of the slip before is not seen any more: the next one covers it."""
        self.slip.stop()
        self.custody.covered()

    def _print_receipt(self, told: PrintReceipt) -> None:
        self._uncover()
        language, write, clerk = self._language(), self._machine.write_receipt, self.operator

        self.paper.print_receipt(told.case, language, lambda: write(told, language, clerk))

    def _print(self, command: PrintReceipt | PrintCertificate | KeepCertificate | PrintCertificateAgain) -> None:
        match command:
            case PrintReceipt():
                self._print_receipt(command)
            case PrintCertificate(item=item, case=case, draft=draft):
                self.paper.print_certificate(item, case, draft)
            case KeepCertificate(item=item, case=case, draft=draft):
                self.paper.keep_certificate(item, case, draft)
            case PrintCertificateAgain(case=case):
                self.paper.print_certificate_again(case)

    def _print_ticket(self, item: ServiceItem, taken: TakenTicket) -> None:
        write, language, ticket = self._machine.write_ticket, self._language(), taken.ticket
        if write is None:
            self.errands.say(ReceiptNotPrinted(NOT_MADE))
            return
        self._uncover()
        number = f"{ticket.taken_at.astimezone(CHINA):%Y%m%d}-{ticket.number}"
        self.paper.print_slip(PaperKind.TICKET, ticket.id, number, language, lambda: write(item, taken, language))

    def _keep(self, command: SaveCase | SaveEvaluation | KeepDraft | ForgetDraft) -> None:
        match command:
            case KeepDraft() | ForgetDraft():
                self.drafts.carry_out(command, self.operator)
            case SaveCase(item=item, draft=draft):
                by = self.operator  # whoever sits there now, not when the disk gets to it
                self.errands.start(STORE, self.store, lambda _: self._save(item, draft, by), _saved)
            case SaveEvaluation(evaluation=evaluation):
                self.errands.loose(self.store, lambda _: self._machine.store().evaluate(evaluation), self._evaluated)

    def _save(self, item: ServiceItem, draft: Draft, by: str) -> SubmittedCase:
        film = self.film.of(draft.case_id) if item.film is not None else None
        whole = submission_of(item, draft, self._channel, by, film)
        check_can_travel(whole.data)  # while the person is still there; the centre would refuse it for good
        return self.early.saved(self._machine.store().submit(self.early.submission(whole)))

    def _evaluated(self, result: Any) -> None:
        if not said_failed(result, TerminalError):
            self.centre.sync_quietly()

    def _apply_rules(self, pack: str, facts: Mapping[str, Any]) -> None:
        book = self._machine.rules
        if book is None:
            self.errands.say(RulesFailed())
            return
        self.errands.start(RULES, self.store, lambda _: book().judge(pack, facts), _judged)

    def _ask_grade(self, case_id: str) -> None:
        """A good grade is on the disk before the pad thanks for it; a bad one waits for its reason, as on the glass."""
        pad = self._machine.bench.evaluation_keypad
        if pad is None:
            return

        def keep(pressed: Evaluated) -> None:
            grade = Grade(pressed.grade)
            if not grade.needs_reason:
                self._machine.store().evaluate(Evaluation(case_id, grade, EvaluationChannel.PAD))

        def ask(stop: Flag) -> Any:
            return pad.ask(PAD_ASK_S, cancel=stop, keep=keep)

        self.errands.start(PAD, self.pad, ask, _graded)

    def close(self) -> None:
        """Stop every thread within the shutdown budget."""
        self.errands.stop_all()
        self.reminder.close()
        self.slip.stop()
        self.centre.stand_back()
        workers = (
            self.store, self.paper.receipts, self.paper.certificates, self.card.worker, self.camera.camera,
            self.camera.judge, self.document.worker, self.film.worker, self.centre.questions, self.centre.sync,
            self.centre.large, self.knowing.worker, self.pad, self.scanner, self.codes.listener, self.power,
            self.reminder.voice, self.reminder.lights,
        )  # fmt: skip
        for worker in workers:
            worker.end()
        until = time.monotonic() + SHUTDOWN_S  # one budget for all: whoever hangs does not shorten what the store needs
        for worker in workers:
            worker.wait(max(0.0, until - time.monotonic()))


def _saved(result: Any) -> Event:
    return SavingFailed() if said_failed(result, TerminalError) else CaseWasSaved(result)


def _judged(result: Any) -> Event:
    return RulesFailed() if said_failed(result, TerminalError) else RulesWereApplied(result)


def _graded(result: Any) -> Event | None:
    if said_failed(result, HardwareError, TerminalError) or not isinstance(result, Evaluated):
        return None
    return GradeGiven(Grade(result.grade), EvaluationChannel.PAD)


def _kept(result: Any) -> None:
    said_failed(result, TerminalError)

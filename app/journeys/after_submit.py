"""After the case is saved: the centre's word, the papers, the last page."""

from __future__ import annotations

from dataclasses import replace

from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.formats import mask_name
from app.domain.service_item import StepKind
from app.journeys.commands import (
    AskGrade,
    Command,
    KeepCertificate,
    PrintCertificate,
    PrintCertificateAgain,
    PrintReceipt,
    SaveEvaluation,
    StopAskingGrade,
    WatchSlip,
)
from app.journeys.events import (
    AnotherItemPressed,
    BackPressed,
    CentreTookCase,
    CentreTookTooLong,
    CertificateKept,
    CertificateNotPrinted,
    CertificatePrinted,
    Event,
    ExitPressed,
    GradeGiven,
    NextPressed,
    PrintAgainPressed,
    ReasonsGiven,
    ReceiptNotPrinted,
    ReceiptPrinted,
    TimeRanOut,
)
from app.journeys.leaving import browse_on, leave, say_goodbye
from app.journeys.outcome import Outcome
from app.journeys.spared import spared
from app.journeys.states import Finished, Finishing, Paper

_UNDER_WAY = {Paper.PRINTING, Paper.KEEPING}
NO_REASON_TOLD = "没有说原因"


def step_finishing(state: Finishing, event: Event) -> Outcome:
    match event:
        case CentreTookCase(case_id=case_id) if case_id == state.case.id and state.at_centre is None:
            return _print_papers(replace(state, at_centre=True, refused=event.refused, completed=event.completed))
        case CentreTookTooLong(case_id=case_id) if case_id == state.case.id and state.at_centre is None:
            return _print_papers(replace(state, at_centre=False))
        case ReceiptPrinted(presented=presented):
            settled, commands = _when_papers_settle(replace(state, receipt=Paper.PRINTED, slip_in_slot=presented))
            return settled, ((WatchSlip(), *commands) if presented else commands)
        case ReceiptNotPrinted(cause=cause):
            return _when_papers_settle(replace(state, receipt=Paper.FAILED, cause=cause))
        case CertificatePrinted():
            return _when_papers_settle(replace(state, certificate=Paper.PRINTED))
        case CertificateKept() if state.certificate is Paper.KEEPING:
            return _when_papers_settle(replace(state, certificate=Paper.LATER))
        case CertificateNotPrinted(cause=cause, begun=begun):
            failed = replace(state, certificate=Paper.FAILED, cause=cause, can_print_again=not begun)
            return _when_papers_settle(failed)
        case ExitPressed() | TimeRanOut():
            return leave(state)
        case _:
            return state, ()


def _print_papers(state: Finishing) -> Outcome:
    at_centre = state.at_centre is True
    name = state.draft.card.name if state.draft.card else ""
    commands: list[Command] = [
        PrintReceipt(
            state.item,
            state.case,
            mask_name(name),
            at_centre,
            state.draft.pay_later,
            masked_agent=_agent(state),
            appointment=state.draft.appointment,
            refused=state.refused,
            amount_fen=state.item.fee.amount(state.draft.form),
        ),
    ]
    certificate, made = _certificate(state)
    commands += made
    if StepKind.PAPER not in state.steps and certificate is Paper.NONE:
        return _when_papers_settle(state)
    return replace(state, receipt=Paper.PRINTING, certificate=certificate), tuple(commands)


def _certificate(state: Finishing) -> tuple[Paper, tuple[Command, ...]]:
    """Printed now; or, where it may come out no earlier than the centre has completed the case, kept until then."""
    result = state.item.result
    if not result.template or result.printed_by != "station":
        return Paper.NONE, ()
    if not result.waits or state.completed:
        return Paper.PRINTING, (PrintCertificate(state.item, state.case, state.draft),)
    if state.refused:
        return Paper.NONE, ()
    return Paper.KEEPING, (KeepCertificate(state.item, state.case, state.draft),)


def _agent(state: Finishing) -> str:
    """Masked; empty where the applicant came in person."""
    agent = state.draft.present if state.draft.agency is not None else None
    return mask_name(agent.name) if agent is not None else ""


def _when_papers_settle(state: Finishing) -> Outcome:
    if {state.receipt, state.certificate} & _UNDER_WAY or state.at_centre is None:
        return state, ()
    done = Finished(
        item=state.item,
        steps=state.steps,
        case=state.case,
        masked_name=mask_name(state.draft.card.name if state.draft.card else ""),
        at_centre=state.at_centre,
        receipt=state.receipt,
        certificate=state.certificate,
        cause=state.cause,
        can_print_again=state.can_print_again,
        card_in_reader=state.card_in_reader,
        slip_in_slot=state.slip_in_slot,
        at_desk=state.at_desk,
        by_agent=state.draft.agency is not None,
        appointment=state.draft.appointment,
        refused=state.refused,
        masked_agent=_agent(state),
        spared=spared(state.item, state.draft),
        two_cards=state.draft.agency is not None and state.draft.agency.is_read,
    )
    asks = StepKind.EVALUATION in state.steps and state.item.evaluation
    return done, (AskGrade(state.case.id),) if asks else ()


def step_finished(state: Finished, event: Event) -> Outcome:
    match event:
        case GradeGiven(grade=grade, channel=channel):
            return _grade(state, grade, channel) if _may_grade(state, channel) else (state, ())
        case ReasonsGiven(reasons=reasons) if state.choosing_reasons and state.grade is not None and reasons:
            saved = Evaluation(state.case.id, state.grade, EvaluationChannel.SCREEN, reasons)
            return replace(state, choosing_reasons=False), (SaveEvaluation(saved),)
        case BackPressed() if state.choosing_reasons:
            return replace(state, choosing_reasons=False, grade=None), (AskGrade(state.case.id),)
        case PrintAgainPressed() if state.can_print_again:
            again = replace(state, certificate=Paper.PRINTING, can_print_again=False)
            return again, (PrintCertificateAgain(state.case),)
        case CertificatePrinted() | CertificateNotPrinted() if state.certificate is Paper.PRINTING:
            return _printed_again(state, event), ()
        case TimeRanOut() | AnotherItemPressed() if state.certificate is Paper.PRINTING:
            return state, ()  # nobody is sent away from a paper that is on its way
        case NextPressed() | ExitPressed() | TimeRanOut():
            return say_goodbye(state)
        case AnotherItemPressed():
            return browse_on(state)
        case _:
            return state, ()


def _printed_again(state: Finished, event: CertificatePrinted | CertificateNotPrinted) -> Finished:
    match event:
        case CertificatePrinted():
            return replace(state, certificate=Paper.PRINTED)
        case CertificateNotPrinted(cause=cause, begun=begun):
            return replace(state, certificate=Paper.FAILED, cause=cause, can_print_again=not begun)


def _may_grade(state: Finished, channel: EvaluationChannel) -> bool:
    """Once; and at a desk on the pad, which the clerk cannot reach."""
    return state.grade is None and not (state.at_desk and channel is EvaluationChannel.SCREEN)


def _grade(state: Finished, grade: Grade, channel: EvaluationChannel) -> Outcome:
    """A bad grade asks for a reason first (GB/T 39734: it carries at least one); the others are saved at once.

    At a desk nobody but the clerk could be asked: whoever calls back asks for the reason.
    """
    graded = replace(state, grade=grade)
    if grade.needs_reason and state.at_desk:
        untold = Evaluation(state.case.id, grade, channel, (NO_REASON_TOLD,))
        return graded, (StopAskingGrade(), SaveEvaluation(untold))
    if grade.needs_reason:
        return replace(graded, choosing_reasons=True), (StopAskingGrade(),)
    return graded, (StopAskingGrade(), SaveEvaluation(Evaluation(state.case.id, grade, channel)))

"""One step of an item: what every step shares. What each step does by itself stands in `steps.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.service_item import ServiceItem, StepKind
from app.journeys.agency import AgencyAsk, read_again, steps_with, turn_back
from app.journeys.appointment import back_in_appointment
from app.journeys.asking import refuses
from app.journeys.authority import as_meant, turn_page
from app.journeys.commands import AwaitCentre, Command, SaveCase, StopAsking, StopCamera
from app.journeys.corrected import corrected, turned_back
from app.journeys.desk_events import HoldPressed, NoticeNotPrinted, NoticePressed, NoticePrinted
from app.journeys.draft import Draft
from app.journeys.eligibility import bars, lacks_use
from app.journeys.events import (
    BackPressed,
    CaseWasSaved,
    DraftResumed,
    Event,
    ExitPressed,
    ItemChosen,
    Lingered,
    NextPressed,
    SavingFailed,
    TimeRanOut,
    TryAgainPressed,
)
from app.journeys.following_commands import SaveCorrection
from app.journeys.following_events import CorrectionNotSaved, CorrectionSaved
from app.journeys.form_pages import last_page, page_before
from app.journeys.handed_data import draft_of
from app.journeys.handing import begin_handing, may_hand_over
from app.journeys.handing_events import HandOverTaken, HandOverWanted
from app.journeys.holding import may_take_up, step_holding
from app.journeys.knowing import learn
from app.journeys.knowing_events import KnownCame
from app.journeys.leaving import leave
from app.journeys.moving import moved, not_moved
from app.journeys.outcome import Outcome
from app.journeys.states import Asking, AtStep, Finishing, Paper, Passed, Trouble, Troubled, Working
from app.journeys.steps import STEPS, leave_unchanged
from app.journeys.taking import NOT_TAKING

REVISITED = (
    StepKind.AGENCY,
    StepKind.AUTHORITY,
    StepKind.NOTICE,
    StepKind.QUERY,
    StepKind.FORM,
    StepKind.LOOKUP,
    StepKind.MATERIALS,
    StepKind.PHOTO,
    StepKind.MEDICAL,
    StepKind.ELIGIBILITY,
    StepKind.USES,
    StepKind.APPOINTMENT,
    StepKind.REVIEW,
    StepKind.DELIVERY,
)
"""Steps that 上一步 may return to; identity and payment are not taken twice."""


def begin(event: ItemChosen) -> Outcome:
    """The first step of the chosen item."""
    steps = tuple(step for step in event.item.steps if _applies(step, event.item))
    first = AtStep(event.item, steps, 0, Draft(case_id=event.case_id, form=event.answers), online=event.online)
    return enter(replace(first, can_scan=event.can_scan, at_desk=event.at_desk, chart=event.chart))


def resume(event: DraftResumed) -> Outcome:
    """Where the answers are: they are looked through once more before the case goes on.

    What a register said is not kept: it is asked again, also for what it says by now.
    """
    draft = event.draft
    if draft.handed is not None:
        return _identified_first(event)
    steps = steps_with([step for step in event.item.steps if _applies(step, event.item)], draft.agency)
    known = _looked_through(steps)
    first = StepKind.NOTICE if draft.agency is None else StepKind.AGENCY
    at = steps.index(known[0] if draft.consented and known else first)
    resumed = AtStep(event.item, steps, at, event.draft, online=event.online, can_scan=event.can_scan)
    return enter(replace(resumed, at_desk=True, chart=event.chart))


def begin_handed(event: HandOverTaken) -> Outcome:
    """From the first step, however far it came at the terminal: who it is about has to stand here."""
    draft = draft_of(event.handed)
    return _identified_first(DraftResumed(event.item, draft, event.online, event.can_scan, event.chart))


def _identified_first(event: DraftResumed) -> Outcome:
    steps = steps_with([step for step in event.item.steps if _applies(step, event.item)], event.draft.agency)
    begun = AtStep(event.item, steps, 0, event.draft, online=event.online, can_scan=event.can_scan)
    return enter(replace(begun, at_desk=True, chart=event.chart))


def _looked_through(steps: Sequence[StepKind]) -> list[StepKind]:
    answers = [step for step in steps if step in (StepKind.QUERY, StepKind.FORM)]
    return [*answers, *(step for step in steps if step is StepKind.NOTICE)]


def _take_up(state: AtStep, event: DraftResumed) -> Outcome:
    """Whoever stands here was here before: what was held goes on in place of what was just begun."""
    begun, commands = resume(event)
    if not isinstance(begun, AtStep):
        return begun, commands
    lying = replace(begun, card_in_reader=state.card_in_reader, slip_in_slot=state.slip_in_slot)
    return lying, (*_stops(state.step), *commands)


def _applies(step: StepKind, item: ServiceItem) -> bool:
    match step:
        case StepKind.FORM:
            return bool(item.form)
        case StepKind.PAYMENT:
            return item.fee.is_asked
        case StepKind.MATERIALS:
            return bool(item.materials)
        case _:
            return True


def enter(state: AtStep) -> Outcome:
    """Arrive at a step: nothing of the one before is left but the draft."""
    fresh = replace(state, mood=Asking(), failures=0, photo_verdict=None, turn=None, scanning="", scan_advice="")
    fresh = replace(fresh, looked_at="", taking=NOT_TAKING, reviewed_taken=None)
    fresh = replace(fresh, notice=Paper.NONE, notice_cause="")
    fresh = replace(fresh, tone=None)
    if fresh.step is StepKind.SUBMIT:
        return _submit(fresh)
    return STEPS[fresh.step].enter(fresh)


def _submit(state: AtStep) -> Outcome:
    if (told := state.correcting) is not None and told.back.card is not None:
        save = SaveCorrection(state.item, told.case, told.parts, state.draft, told.back.card, told.whole)
        return replace(state, mood=Working()), (save,)
    return replace(state, mood=Working()), (SaveCase(state.item, state.draft),)


def go_on(state: AtStep) -> Outcome:
    """The next step; review and signature share one page."""
    ahead = state.index + 1
    if state.step is StepKind.REVIEW and state.steps[ahead] is StepKind.SIGNATURE:
        ahead += 1
    after, commands = enter(replace(state, index=ahead, page=0, for_review=False))
    return after, _stops(state.step) + commands


def _stops(step: StepKind) -> tuple[Command, ...]:
    match step:
        case StepKind.PHOTO | StepKind.FACE_CHECK:
            return (StopCamera(),)
        case StepKind.AUTHORITY:
            return (StopCamera(), StopAsking())
        case (
            StepKind.APPOINTMENT
            | StepKind.QUERY
            | StepKind.LOOKUP
            | StepKind.MATERIALS
            | StepKind.PAYMENT
            | StepKind.DELIVERY
        ):
            return (StopAsking(),)
        case _:
            return ()


def step_at_step(state: AtStep, event: Event) -> Outcome:
    if isinstance(event, KnownCame):
        return learn(state, event), ()
    if isinstance(event, HandOverWanted) and may_hand_over(state):
        return begin_handing(state, event.typed), _stops(state.step)
    meant = as_meant(state, event)
    within = turn_back(state, meant) or turn_page(state, meant) or read_again(state, meant)
    return within or _step_at_step(state, meant)


def _step_at_step(state: AtStep, event: Event) -> Outcome:
    match event:
        case ExitPressed() | TimeRanOut() if not _is_saving(state):
            return leave(state)
        case BackPressed():
            return _go_back(state)
        case NoticePressed() | NoticePrinted() | NoticeNotPrinted() | HoldPressed():
            return step_holding(state, event)
        case DraftResumed(draft=draft) if may_take_up(state, draft):
            return _take_up(state, event)
        case TryAgainPressed() if isinstance(state.mood, Troubled):
            after, commands = enter(replace(state, online=True))  # whoever tries again means the line too
            return (replace(after, failures=state.failures) if isinstance(after, AtStep) else after), commands
        case Lingered(index=index) if index == state.index and isinstance(state.mood, Passed):
            return go_on(state)
        case NextPressed() if isinstance(state.mood, Passed):
            return (state, ()) if _is_held(state) else go_on(state)
        case _ if state.step is StepKind.SUBMIT:
            return _step_submit(state, event)
        case _:
            return _step_by_kind(state, event)


def _step_by_kind(state: AtStep, event: Event) -> Outcome:
    after, commands, done = STEPS[state.step].take(state, event)
    if not done:
        return after, commands
    if after.moving is not None:
        return moved(after, after.moving)
    beyond, more = go_on(after)
    return beyond, commands + more


def _is_held(state: AtStep) -> bool:
    """The step has what it asked for, and there is still no way on."""
    match state.step:
        case StepKind.MATERIALS:
            return bool(state.missing_scans)
        case StepKind.ELIGIBILITY | StepKind.VERDICT:
            return bars(state)
        case StepKind.USES:
            return lacks_use(state)
        case StepKind.LOOKUP:
            return refuses(state)
        case _:
            return False


def _is_saving(state: AtStep) -> bool:
    """A moment in which nobody can know whether the case is in: its number is told first, then anyone may leave."""
    return state.step is StepKind.SUBMIT and isinstance(state.mood, Working)


def _step_submit(state: AtStep, event: Event) -> Outcome:
    match event:
        case CorrectionSaved() | CorrectionNotSaved() if state.correcting is not None:
            return corrected(state, state.correcting, event)
        case CaseWasSaved(case=case) if case.id == state.draft.case_id and state.correcting is None:
            saved = Finishing(
                state.item,
                state.steps,
                state.draft,
                case,
                card_in_reader=state.card_in_reader,
                slip_in_slot=state.slip_in_slot,
                at_desk=state.at_desk,
            )
            return saved, (AwaitCentre(case.id),)
        case SavingFailed():
            times = state.failures + 1
            return replace(state, mood=Troubled(Trouble.STORAGE_FAILED, times), failures=times), ()
        case _:
            return state, ()


def _go_back(state: AtStep) -> Outcome:
    if state.step is StepKind.SUBMIT or state.draft.paid:
        return state, ()
    if state.step is StepKind.FORM and state.for_review:
        return enter(leave_unchanged(state))
    before = page_before(state.item, state.draft.form, state.page) if state.step is StepKind.FORM else None
    if before is not None:
        return replace(state, page=before), ()
    if state.step is StepKind.APPOINTMENT and (chosen_again := back_in_appointment(state)) is not None:
        return chosen_again[0], (StopAsking(), *chosen_again[1])
    for index in range(state.index - 1, -1, -1):
        if state.steps[index] in REVISITED:
            page = _page_from_behind(state, state.steps[index])
            after, commands = enter(replace(state, index=index, page=page))
            return after, _stops(state.step) + commands
    if state.moving is not None:
        return not_moved(state, state.moving)
    if state.correcting is not None:
        after, commands = turned_back(state, state.correcting)
        return after, (*_stops(state.step), *commands)
    return leave(state)


def _page_from_behind(state: AtStep, step: StepKind) -> int:
    """The page of a step on which whoever comes back to it arrives."""
    if step is StepKind.AGENCY and not state.at_desk:
        return AgencyAsk.PRINCIPAL
    return last_page(state.item, state.draft.form) if step is StepKind.FORM else 0

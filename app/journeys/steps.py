"""What each step does when it is entered and when something happens on it: one small table row a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.domain.ports import MailingSlip
from app.domain.service_item import DeliveryKind, StepKind
from app.journeys import eligibility
from app.journeys.agency import enter_agency, take_agency
from app.journeys.appointment import enter_appointment, take_appointment
from app.journeys.asking import enter_lookup, enter_query, page_of, take_lookup, take_query
from app.journeys.authority import enter_authority, take_authority
from app.journeys.commands import (
    GuidePhoto,
    Linger,
    OpenMailingSlip,
    StopAsking,
    StopCamera,
    TakePhoto,
)
from app.journeys.events import (
    CameraWentAway,
    CentreDidNotAnswer,
    CentreSaidNo,
    ConsentGiven,
    DeliveryChosen,
    EditPressed,
    Event,
    FormFilled,
    FormTyped,
    NextPressed,
    PageFilled,
    PhotoWasJudged,
    RetakePressed,
    ShutterPressed,
    SignatureGiven,
    SlipFilled,
    SlipOpened,
)
from app.journeys.face_check import look_at, take_face
from app.journeys.form_files import take_file
from app.journeys.form_pages import newly_asked, page_after
from app.journeys.identify import enter_identify, take_identify
from app.journeys.knowing import agreed
from app.journeys.materials import enter_materials, take_materials
from app.journeys.medical_step import enter_medical, take_medical
from app.journeys.outcome import Outcome
from app.journeys.payment import enter_payment, take_payment
from app.journeys.states import Asking, AtStep, Passed, Trouble, Working
from app.journeys.taken import Taken, just_ask, stay, trouble


@dataclass(frozen=True, slots=True)
class StepRow:
    enter: Callable[[AtStep], Outcome]
    take: Callable[[AtStep, Event], Taken]


# ---------------------------------------------------------------- face check


def _enter_face_check(state: AtStep) -> Outcome:
    return look_at(state, state.draft.present)


def _take_face_check(state: AtStep, event: Event) -> Taken:
    return take_face(state, event, _recognised)


def _recognised(state: AtStep) -> Taken:
    matched = replace(state, draft=replace(state.draft, face="matched"), mood=Passed(), turn=None)
    return matched, (Linger(state.index),), False


# ---------------------------------------------------------------- notice and consent


def _take_notice(state: AtStep, event: Event) -> Taken:
    match event:
        case ConsentGiven(reuse=reuse):
            return *agreed(state, reuse=reuse), True
        case _:
            return stay(state)


# ---------------------------------------------------------------- form


def _take_form(state: AtStep, event: Event) -> Taken:
    match event:
        case PageFilled(values=values) | FormFilled(values=values):
            filled = replace(state, draft=replace(state.draft, form={**state.draft.form, **values}))
            if state.for_review:
                asked = newly_asked(state.item, _as_reviewed(state), filled.draft.form)
                if asked is not None:
                    return replace(filled, page=asked, reviewed=_as_reviewed(state)), (), False
                return _changed(state, filled)
            following = page_after(state.item, filled.draft.form, state.page)
            if isinstance(event, PageFilled) and following is not None:
                return replace(filled, page=following), (), False
            return filled, (), True
        case FormTyped(values=values) if state.at_desk:
            typed = replace(state.draft, form={**state.draft.form, **values})
            return replace(state, draft=typed), (), False
        case _:
            return take_file(state, event)


def _changed(state: AtStep, filled: AtStep) -> Taken:
    """Back to the review, unless the rules go by what was changed: then they are asked anew, and all that follows."""
    done = replace(filled, reviewed=None)
    before = replace(state.draft, form=_as_reviewed(state))
    judges = StepKind.ELIGIBILITY in state.steps or StepKind.VERDICT in state.steps
    if judges and eligibility.asks_anew(state.item, before, filled.draft):
        return done, (), True
    return replace(done, index=state.steps.index(StepKind.REVIEW), page=0, for_review=False), (), False


def _as_reviewed(state: AtStep) -> Mapping[str, str]:
    return state.draft.form if state.reviewed is None else state.reviewed


def leave_unchanged(state: AtStep) -> AtStep:
    """From the form back to the review; what was typed meanwhile nobody has looked at."""
    taken = state.draft.taken if state.reviewed_taken is None else state.reviewed_taken
    draft = replace(state.draft, form=_as_reviewed(state), taken=taken)
    review = state.steps.index(StepKind.REVIEW)
    return replace(state, draft=draft, index=review, page=0, for_review=False, reviewed=None)


# ---------------------------------------------------------------- photo


def _enter_photo(state: AtStep) -> Outcome:
    if state.draft.photo is not None:
        return replace(state, mood=Passed()), ()
    return state, (GuidePhoto(state.item.photo_rules or ""),)


def _take_photo(state: AtStep, event: Event) -> Taken:
    rules = state.item.photo_rules or ""
    match event:
        case PhotoWasJudged(verdict=verdict, taken=True) if isinstance(state.mood, Working):
            seen = replace(state, photo_verdict=verdict, mood=Asking())
            if verdict.passed and verdict.photo is not None:
                kept = replace(seen, draft=replace(state.draft, photo=verdict.photo), mood=Passed())
                return kept, (StopCamera(),), False
            return seen, (GuidePhoto(rules),), False
        case PhotoWasJudged(verdict=verdict, taken=False) if isinstance(state.mood, Asking):
            return replace(state, photo_verdict=verdict), (), False
        case ShutterPressed() if isinstance(state.mood, Asking):
            return replace(state, mood=Working()), (TakePhoto(rules),), False
        case RetakePressed():
            again = replace(state, draft=replace(state.draft, photo=None), photo_verdict=None, mood=Asking())
            return again, (GuidePhoto(rules),), False
        case CameraWentAway():
            return trouble(state, Trouble.CAMERA_GONE)
        case _:
            return stay(state)


# ---------------------------------------------------------------- review and signature


def _take_review(state: AtStep, event: Event) -> Taken:
    match event:
        case SignatureGiven(png=png):
            return replace(state, draft=replace(state.draft, signature=png)), (), True
        case NextPressed() if StepKind.SIGNATURE not in state.steps:
            return state, (), True
        case EditPressed(field_name=name) if name == StepKind.APPOINTMENT and name in state.steps:
            again, commands = enter_appointment(replace(state, index=state.steps.index(StepKind.APPOINTMENT)))
            return again, commands, False
        case EditPressed(field_name=name):
            page = page_of(state.item.form, name)
            if page is not None and state.item.form[page].at is StepKind.USES:
                return replace(state, index=state.steps.index(StepKind.USES), mood=Passed()), (), False
            if page is not None:
                form = state.steps.index(StepKind.FORM)
                edited = replace(state, index=form, page=page, for_review=True, reviewed=state.draft.form)
                return replace(edited, mood=Asking(), reviewed_taken=state.draft.taken), (), False
            return stay(state)
        case _:
            return stay(state)


# ---------------------------------------------------------------- delivery


def _take_delivery(state: AtStep, event: Event) -> Taken:
    match event:
        case DeliveryChosen(kind=DeliveryKind.MAIL) if (written := _slip_of_form(state)) is not None:
            draft = replace(state.draft, delivery=DeliveryKind.MAIL, slip=written)
            return replace(state, draft=draft, mood=Passed()), (StopAsking(),), True
        case DeliveryChosen(kind=DeliveryKind.MAIL):
            chosen = replace(state, draft=replace(state.draft, delivery=DeliveryKind.MAIL), mood=Working())
            return chosen, (OpenMailingSlip(state.draft.case_id),), False
        case DeliveryChosen(kind=kind):
            draft = replace(state.draft, delivery=kind, slip=None)
            return replace(state, draft=draft, mood=Passed()), (StopAsking(),), True
        case SlipOpened(slip=slip) if state.draft.delivery is DeliveryKind.MAIL:
            return replace(state, draft=replace(state.draft, slip=slip), mood=Asking()), (), False
        case SlipFilled(slip=slip) if state.draft.delivery is DeliveryKind.MAIL:
            return replace(state, draft=replace(state.draft, slip=slip), mood=Passed()), (), False
        case CentreDidNotAnswer() | CentreSaidNo() if state.draft.delivery is DeliveryKind.MAIL:
            draft = replace(state.draft, delivery=None, slip=None)
            return trouble(replace(state, draft=draft, online=False), Trouble.CENTRE_UNREACHABLE)
        case _:
            return stay(state)


MAIL_ADDRESS, PHONE = "mail_address", "phone"
"""Fields of a form that asks where the result is sent: then no slip has to be filled in on a phone."""


def _slip_of_form(state: AtStep) -> MailingSlip | None:
    form, card = state.draft.form, state.draft.card
    if card is None or not form.get(MAIL_ADDRESS) or not form.get(PHONE):
        return None
    return MailingSlip("", "", True, card.name or card.name_en, form[PHONE], form[MAIL_ADDRESS])


def _take_nothing(state: AtStep, event: Event) -> Taken:
    del event
    return stay(state)


STEPS: dict[StepKind, StepRow] = {
    StepKind.IDENTIFY: StepRow(enter_identify, take_identify),
    StepKind.FACE_CHECK: StepRow(_enter_face_check, _take_face_check),
    StepKind.AGENCY: StepRow(enter_agency, take_agency),
    StepKind.AUTHORITY: StepRow(enter_authority, take_authority),
    StepKind.NOTICE: StepRow(just_ask, _take_notice),
    StepKind.QUERY: StepRow(enter_query, take_query),
    StepKind.LOOKUP: StepRow(enter_lookup, take_lookup),
    StepKind.ELIGIBILITY: StepRow(eligibility.enter, eligibility.take),
    StepKind.USES: StepRow(eligibility.enter_uses, eligibility.take_uses),
    StepKind.VERDICT: StepRow(eligibility.enter, eligibility.take),
    StepKind.FORM: StepRow(just_ask, _take_form),
    StepKind.MATERIALS: StepRow(enter_materials, take_materials),
    StepKind.PHOTO: StepRow(_enter_photo, _take_photo),
    StepKind.MEDICAL: StepRow(enter_medical, take_medical),
    StepKind.APPOINTMENT: StepRow(enter_appointment, take_appointment),
    StepKind.REVIEW: StepRow(just_ask, _take_review),
    StepKind.SIGNATURE: StepRow(just_ask, _take_review),
    StepKind.PAYMENT: StepRow(enter_payment, take_payment),
    StepKind.DELIVERY: StepRow(just_ask, _take_delivery),
    StepKind.SUBMIT: StepRow(just_ask, _take_nothing),
    StepKind.PAPER: StepRow(just_ask, _take_nothing),
    StepKind.EVALUATION: StepRow(just_ask, _take_nothing),
    StepKind.TAKE_AWAY: StepRow(just_ask, _take_nothing),
}

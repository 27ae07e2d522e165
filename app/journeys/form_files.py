"""Pictures, pages and signatures of a form: taken one after the other, kept in the draft, each told in the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.form_files import ATTACHED, TAKEN, most_pages
from app.domain.service_item import FieldType, FormField
from app.journeys.commands import ScanPage, StopCamera
from app.journeys.events import CameraWentAway, Event, PageWasScanned
from app.journeys.outcome import Outcome
from app.journeys.states import AtStep, State
from app.journeys.taken import Taken, stay
from app.journeys.taking import NOT_TAKING, Taking
from app.journeys.taking_commands import ShowCamera, TakePicture
from app.journeys.taking_events import (
    FieldSigned,
    PictureDropped,
    PictureWasTaken,
    TakingBegan,
    TakingPressed,
    TakingStopped,
)


def take_file(state: AtStep, event: Event) -> Taken:
    """What the form step does of it; the camera is stopped by `with_camera_off`."""
    match event:
        case TakingBegan(field=name):
            return _begin(state, name)
        case TakingStopped():
            return replace(state, taking=NOT_TAKING), (), False
        case PictureDropped(field=name, page=page):
            pages = state.draft.taken.get(name, ())
            return _with_pages(state, name, (*pages[:page], *pages[page + 1 :])), (), False
        case FieldSigned(field=name, png=png) if _field(state, name, FieldType.SIGNATURE):
            return _with_pages(state, name, (png,)), (), False
        case _:
            return _take_of_camera(state, event)


def _take_of_camera(state: AtStep, event: Event) -> Taken:
    taking = state.taking
    match event:
        case TakingPressed() if taking.live and not taking.busy:
            return replace(state, taking=replace(taking, busy=True)), (TakePicture(),), False
        case PictureWasTaken(jpeg=jpeg) if taking.live and taking.busy:
            return _kept(state, taking.field, jpeg), (), False
        case PageWasScanned(material=name, page=page) if name == taking.field and taking.busy and not taking.live:
            if page.jpeg is None or not page.passed:
                return replace(state, taking=Taking(name, advice=page.advice)), (), False
            return _kept(state, name, page.jpeg), (), False
        case CameraWentAway() if taking.goes_on:
            return replace(state, taking=Taking(taking.field, failed=True)), (), False
        case _:
            return stay(state)


def _begin(state: AtStep, name: str) -> Taken:
    """A document camera that did not answer is stood in for by the camera, as where there is none."""
    field = _field(state, name, FieldType.PHOTO, FieldType.SCAN)
    if field is None or state.taking.goes_on or not _has_room(field, state.draft.taken):
        return stay(state)
    document_failed = state.taking == Taking(name, failed=True)
    if field.type is FieldType.SCAN and state.can_scan and not document_failed:
        return replace(state, taking=Taking(name, busy=True)), (ScanPage(name),), False
    return replace(state, taking=Taking(name, live=True)), (ShowCamera(),), False


def _has_room(field: FormField, taken: Mapping[str, tuple[bytes, ...]]) -> bool:
    return field.type is not FieldType.SCAN or len(taken.get(field.name, ())) < most_pages(field)


def _field(state: AtStep, name: str, *kinds: FieldType) -> FormField | None:
    return next((each for each in state.item.fields() if each.name == name and each.type in kinds), None)


def _kept(state: AtStep, name: str, jpeg: bytes) -> AtStep:
    """A picture takes the place of the one before, a page comes behind the others."""
    is_page = _field(state, name, FieldType.SCAN) is not None
    before = state.draft.taken.get(name, ()) if is_page else ()
    return _with_pages(replace(state, taking=NOT_TAKING), name, (*before, jpeg))


def _with_pages(state: AtStep, name: str, pages: tuple[bytes, ...]) -> AtStep:
    field = _field(state, name, *ATTACHED)
    if field is None:
        return state
    taken = {**state.draft.taken, name: pages}
    word = "" if not pages else str(len(pages)) if field.type is FieldType.SCAN else TAKEN
    draft = replace(state.draft, taken=taken, form={**state.draft.form, name: word})
    return replace(state, draft=draft)


def with_camera_off(before: State, outcome: Outcome) -> Outcome:
    """The same outcome; a live picture of a form ends with its page, however that is left."""
    after, commands = outcome
    if not isinstance(before, AtStep) or not before.taking.live:
        return outcome
    if not isinstance(after, AtStep):
        return after, (*commands, StopCamera())
    if (before.index, before.page) != (after.index, after.page):
        after = replace(after, taking=NOT_TAKING)
    return after, commands if after.taking.live else (*commands, StopCamera())

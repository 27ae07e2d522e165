"""材料: what is fetched, so that nobody has to bring it, and what is scanned under the document camera."""

from __future__ import annotations

from dataclasses import replace

from app.domain.service_item import MaterialSource
from app.journeys.commands import FetchLicences, ScanPage
from app.journeys.events import (
    CameraWentAway,
    CentreDidNotAnswer,
    CentreSaidNo,
    Event,
    LicencesCame,
    PageWasScanned,
    ScanPressed,
)
from app.journeys.outcome import Outcome
from app.journeys.states import AtStep, Passed, Trouble, Working
from app.journeys.taken import Taken, stay, trouble


def enter_materials(state: AtStep) -> Outcome:
    codes = tuple(each.code for each in state.item.materials if each.source is MaterialSource.E_LICENCE)
    draft = state.draft
    if not codes or not state.online or draft.card is None or draft.licences or not _may_be_fetched(state):
        return replace(state, mood=Passed()), ()
    return replace(state, mood=Working()), (FetchLicences(codes, draft.card),)


def _may_be_fetched(state: AtStep) -> bool:
    """For another person only once they handed over their card and what lets the agent act lies in the case: a number
    that was typed opens nobody's papers (docs/operations/privacy.md)."""
    agency = state.draft.agency
    return agency is None or (agency.is_read and state.paper in state.draft.scans)


def take_materials(state: AtStep, event: Event) -> Taken:
    match event:
        case LicencesCame(licences=licences):
            return replace(state, draft=replace(state.draft, licences=licences), mood=Passed()), (), False
        case CentreDidNotAnswer() | CentreSaidNo():
            return replace(state, online=False, mood=Passed()), (), False
        case ScanPressed() | PageWasScanned() | CameraWentAway():
            return _take_scan(state, event)
        case _:
            return stay(state)


def _take_scan(state: AtStep, event: ScanPressed | PageWasScanned | CameraWentAway) -> Taken:
    match event:
        case ScanPressed(material=code) if isinstance(state.mood, Passed) and state.may_be_scanned(code):
            return replace(state, scanning=code, looked_at=code, scan_advice=""), (ScanPage(code),), False
        case PageWasScanned(material=code, page=page) if code == state.scanning:
            if page.jpeg is None or not page.passed:
                return replace(state, scanning="", scan_advice=page.advice), (), False
            kept = replace(state.draft, scans={**state.draft.scans, code: page.jpeg})
            return _scanned(replace(state, draft=kept, scanning=""), code)
        case CameraWentAway() if state.scanning:
            return trouble(_without_camera(replace(state, scanning="")), Trouble.CAMERA_GONE)
        case _:
            return stay(state)


def _without_camera(state: AtStep) -> AtStep:
    """At the glass nobody puts it right: a camera that is gone for the second time is done without."""
    return state if state.at_desk or not state.failures else replace(state, can_scan=False)


def _scanned(state: AtStep, code: str) -> Taken:
    if code != state.paper:
        return stay(state)
    after, commands = enter_materials(state)
    return (after, commands, False) if isinstance(after, AtStep) else stay(state)

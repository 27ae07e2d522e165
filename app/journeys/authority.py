"""What lets an agent act, at the glass: signed here by a principal who came along, scanned, or promised.

An agent alone signs nothing for the principal: the page to sign on is reached only by the principal's own card, read in
this sitting, and the principal's own face (docs/decisions/0059-agency-at-the-glass.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import IntEnum

from app.domain.agency import may_be_signed, paper_of
from app.domain.service_item import Material, ServiceItem, StepKind
from app.journeys.authority_commands import WritePower
from app.journeys.authority_events import (
    AuthorityChosen,
    AuthorityWay,
    PowerNotWritten,
    PowerSigned,
    PowerWasWritten,
)
from app.journeys.commands import Command, Linger, ScanPage, StopAsking, StopCamera
from app.journeys.events import (
    BackPressed,
    CameraWentAway,
    Event,
    Lingered,
    NextPressed,
    PageWasScanned,
    ScanPressed,
    TryAgainPressed,
)
from app.journeys.face_check import look_at, take_face
from app.journeys.outcome import Outcome
from app.journeys.states import Asking, AtStep, Passed, Trouble, Troubled, Working
from app.journeys.taken import Taken, stay, trouble

PDF = b"%PDF"


class PaperPage(IntEnum):
    """`AtStep.page` of this step."""

    WAYS = 0
    FACE = 1
    """The principal's."""
    READ = 2
    SIGN = 3
    SCAN = 4


def paper_material(state: AtStep) -> Material | None:
    return next((each for each in state.item.materials if each.code == state.paper), None)


def ways(state: AtStep) -> tuple[AuthorityWay, ...]:
    """How the paper may come, here and now."""
    agency, material = state.draft.agency, paper_material(state)
    if agency is None or material is None:
        return ()
    open_ways = {
        AuthorityWay.SIGN: agency.is_read and may_be_signed(state.item, state.paper),
        AuthorityWay.SCAN: state.can_scan,
        AuthorityWay.LATER: material.may_be_promised,
    }
    return tuple(way for way, is_open in open_ways.items() if is_open)


def could_sign(state: AtStep) -> bool:
    """Only the principal's card is missing for it."""
    agency = state.draft.agency
    return agency is not None and not agency.is_read and may_be_signed(state.item, state.paper)


def is_signed(state: AtStep) -> bool:
    return state.draft.scans.get(state.paper, b"").startswith(PDF)


def acts_here(item: ServiceItem, *, can_scan: bool) -> bool:
    """Whether an agent can get anywhere at this machine; `can_scan`: it has a document camera."""
    if item.agency is None:
        return False
    papers = {item.agency.power_of_attorney, item.agency.guardianship}
    promised = any(each.code in papers and each.may_be_promised for each in item.materials)
    return can_scan or item.agency.on_glass or promised


# ---------------------------------------------------------------- arriving


def enter_authority(state: AtStep) -> Outcome:
    match state.page:
        case PaperPage.WAYS:
            return _enter_ways(state)
        case PaperPage.FACE:
            return look_at(state, state.draft.card)
        case _:
            return state, ()


def _enter_ways(state: AtStep) -> Outcome:
    if state.paper in state.draft.scans:
        return replace(state, mood=Passed()), ()
    found = ways(state)
    if not found:
        after, commands, _ = trouble(state, Trouble.ONLY_SIGNED_HERE if could_sign(state) else Trouble.NO_WAY_TO_ACT)
        return after, commands
    only_scan = found == (AuthorityWay.SCAN,) and not could_sign(state)
    return (replace(state, page=PaperPage.SCAN) if only_scan else state), ()


# ---------------------------------------------------------------- what happens


def take_authority(state: AtStep, event: Event) -> Taken:
    match state.page:
        case PaperPage.WAYS:
            return _take_way(state, event)
        case PaperPage.FACE:
            return take_face(state, event, _recognised)
        case PaperPage.READ if isinstance(event, NextPressed):
            return _turn(state, PaperPage.SIGN)
        case PaperPage.SIGN:
            return _take_signature(state, event)
        case PaperPage.SCAN:
            return _take_scan(state, event)
        case _:
            return stay(state)


def _turn(state: AtStep, page: PaperPage) -> Taken:
    after, commands = enter_authority(replace(state, page=page, mood=Asking(), failures=0, turn=None, scan_advice=""))
    return (after, commands, False) if isinstance(after, AtStep) else stay(state)


def _take_way(state: AtStep, event: Event) -> Taken:
    match event:
        case AuthorityChosen(way=way) if way in ways(state):
            pass
        case _:
            return stay(state)
    match way:
        case AuthorityWay.SIGN:
            return _turn(state, PaperPage.FACE)
        case AuthorityWay.SCAN:
            return _turn(state, PaperPage.SCAN)
        case AuthorityWay.LATER:
            return _with_paper(state, {}, later=True), (), True


def _with_paper(state: AtStep, papers: Mapping[str, bytes], *, later: bool = False) -> AtStep:
    """In place of whatever was given of it before."""
    agency = state.draft.agency
    others = {code: page for code, page in state.draft.scans.items() if code != state.paper}
    told = replace(agency, later=later) if agency is not None else None
    return replace(state, draft=replace(state.draft, scans={**others, **papers}, agency=told))


def _recognised(state: AtStep) -> Taken:
    return replace(state, mood=Passed(), turn=None), (Linger(state.index),), False


def _take_signature(state: AtStep, event: Event) -> Taken:
    draft = state.draft
    match event:
        case PowerSigned(png=png) if isinstance(state.mood, Asking) and draft.agency and draft.card:
            return replace(state, mood=Working()), (WritePower(state.item, draft.agency, draft.card, png),), False
        case PowerWasWritten(pdf=pdf) if isinstance(state.mood, Working):
            return _with_paper(state, {state.paper: pdf}), (), True
        case PowerNotWritten() if isinstance(state.mood, Working):
            return trouble(state, Trouble.POWER_NOT_WRITTEN)
        case _:
            return stay(state)


def _take_scan(state: AtStep, event: Event) -> Taken:
    match event:
        case ScanPressed() if state.can_scan and not state.scanning:
            return replace(state, scanning=state.paper, scan_advice=""), (ScanPage(state.paper),), False
        case PageWasScanned(material=code, page=page) if code == state.scanning:
            if page.jpeg is None or not page.passed:
                return replace(state, scanning="", scan_advice=page.advice), (), False
            kept = _with_paper(replace(state, scanning="", scan_advice=""), {code: page.jpeg})
            return replace(kept, mood=Passed()), (), False
        case CameraWentAway() if state.scanning:
            return trouble(replace(state, scanning=""), Trouble.CAMERA_GONE)
        case _:
            return stay(state)


# ---------------------------------------------------------------- between the pages of the step


def as_meant(state: AtStep, event: Event) -> Event:
    """Where no paper can be given, what is offered in place of trying again leads back to the question for whom."""
    ends = isinstance(state.mood, Troubled) and state.mood.trouble in (Trouble.NO_WAY_TO_ACT, Trouble.ONLY_SIGNED_HERE)
    return BackPressed() if ends and isinstance(event, TryAgainPressed) else event


def turn_page(state: AtStep, event: Event) -> Outcome | None:
    """Back and on inside this step; None where the event leads out of it, or means something else."""
    if state.step is not StepKind.AUTHORITY:
        return None
    match state.page, event:
        case PaperPage.FACE, Lingered(index=index):
            seen = index == state.index and isinstance(state.mood, Passed)
            return _to(state, PaperPage.READ) if seen else (state, ())
        case PaperPage.FACE, NextPressed():
            return state, ()
        case PaperPage.SIGN, BackPressed():
            return (state, ()) if isinstance(state.mood, Working) else _to(state, PaperPage.READ)
        case ((PaperPage.FACE | PaperPage.READ), BackPressed()):
            return _to(state, PaperPage.WAYS)
        case PaperPage.SCAN, BackPressed() if len(ways(state)) > 1 or could_sign(state):
            return _to(replace(state, scanning=""), PaperPage.WAYS)
        case _:
            return None


def _to(state: AtStep, page: PaperPage) -> Outcome:
    after, commands, _ = _turn(state, page)
    stops: tuple[Command, ...] = (StopCamera(), StopAsking()) if state.page == PaperPage.FACE else ()
    return after, stops + commands


def without_signature(state: AtStep) -> AtStep:
    """Who acts for whom, or as what, changed: what was signed for the former is not signed for this."""
    paper = paper_of(state.item, state.draft.agency, state.draft.card)
    if not state.draft.scans.get(paper, b"").startswith(PDF):
        return state
    kept = {code: page for code, page in state.draft.scans.items() if code != paper}
    return replace(state, draft=replace(state.draft, scans=kept))

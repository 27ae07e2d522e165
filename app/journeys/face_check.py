"""Whether the face before the camera is the card's: of whoever stands here, and of a principal who came along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.person import IdentityCard
from app.journeys.commands import CheckFace, FetchLicences
from app.journeys.events import (
    CameraWentAway,
    CentreDidNotAnswer,
    CentreSaidNo,
    Event,
    FaceWasChecked,
    HeadTurnSeen,
    LicencesCame,
)
from app.journeys.outcome import Outcome
from app.journeys.states import AtStep, Trouble, Working
from app.journeys.taken import Taken, stay, trouble

PORTRAIT_LICENCE = "id-card-portrait"
"""The e-licence that brings the card's picture where the reader has no photo decoder."""


def look_at(state: AtStep, card: IdentityCard | None) -> Outcome:
    """Begin the check; `card` is the one that was read of them."""
    if card is None or card.portrait is None:
        if card is not None and state.online:
            return replace(state, mood=Working()), (FetchLicences((PORTRAIT_LICENCE,), card),)
        after, commands, _ = trouble(state, Trouble.FACE_NOT_POSSIBLE)
        return after, commands
    return replace(state, mood=Working()), (CheckFace(card.portrait),)


def take_face(state: AtStep, event: Event, recognised: Callable[[AtStep], Taken]) -> Taken:
    """What camera and centre say of it; `recognised` goes on from there."""
    match event:
        case FaceWasChecked(verdict=verdict) if isinstance(state.mood, Working):
            if verdict.matched:
                return recognised(state)
            no_face = verdict.distance is None
            return trouble(state, Trouble.FACE_NOT_FOUND if no_face else Trouble.FACE_NOT_MATCHED)
        case HeadTurnSeen(verdict=turn) if isinstance(state.mood, Working):
            if not turn.finished:
                return replace(state, turn=turn), (), False
            return recognised(state) if turn.passed else trouble(state, Trouble.HEAD_NOT_TURNED)
        case CameraWentAway():
            return trouble(state, Trouble.CAMERA_GONE)
        case LicencesCame(licences=licences):
            portraits = [each.content for each in licences if each.code == PORTRAIT_LICENCE]
            if portraits:
                return state, (CheckFace(portraits[0]),), False
            return trouble(state, Trouble.FACE_NOT_POSSIBLE)
        case CentreDidNotAnswer() | CentreSaidNo():
            return trouble(state, Trouble.FACE_NOT_POSSIBLE)
        case _:
            return stay(state)

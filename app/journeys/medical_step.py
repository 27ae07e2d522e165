"""体检: the check goes on with each thing entered, and is over when every part has its results."""

from __future__ import annotations

from dataclasses import replace

from app.journeys.commands import Command, PlayTone
from app.journeys.events import Event
from app.journeys.medical.exam import Exam, begin, placed, repeat
from app.journeys.medical.findings import AidTold, Finding, Heard, take
from app.journeys.medical.tone import Sound, Tone
from app.journeys.medical_events import Examined, RepeatPressed, ToneFailed, TonePressed, ToneWasPlayed
from app.journeys.outcome import Outcome
from app.journeys.states import Asking, AtStep, Passed, Troubled


def enter_medical(state: AtStep) -> Outcome:
    """Where it was left, on the screen of this station."""
    exam = state.draft.medical or begin(state.draft.case_id, state.chart)
    return _with(state, placed(exam, state.chart)), ()


def take_medical(state: AtStep, event: Event) -> tuple[AtStep, tuple[Command, ...], bool]:
    """Only an answer to the tone that was last played for this ear counts; while something is wrong, none does."""
    exam = state.draft.medical
    if exam is None or (isinstance(state.mood, Troubled) and not isinstance(event, ToneWasPlayed | ToneFailed)):
        return state, (), False
    match event:
        case Examined(finding=finding, at=at) if _may_be_told(state, finding):
            return _with(state, take(exam, finding, at)), (), False
        case RepeatPressed(part=part):
            return replace(_with(state, repeat(exam, part)), tone=None), (), False
        case TonePressed(ear=ear) if not _plays(state):
            return replace(state, tone=Tone(ear, Sound.PLAYING)), (PlayTone(ear),), False
        case ToneWasPlayed(ear=ear) if state.tone == Tone(ear, Sound.PLAYING):
            return replace(state, tone=Tone(ear, Sound.PLAYED)), (), False
        case ToneFailed(ear=ear) if state.tone == Tone(ear, Sound.PLAYING):
            return replace(state, tone=Tone(ear, Sound.FAILED)), (), False
        case _:
            return state, (), False


def _with(state: AtStep, exam: Exam) -> AtStep:
    mood = Passed() if exam.now is None else Asking()
    return replace(state, draft=replace(state.draft, medical=exam), mood=mood)


def _plays(state: AtStep) -> bool:
    return state.tone is not None and state.tone.sound is Sound.PLAYING


def _may_be_told(state: AtStep, finding: Finding) -> bool:
    match finding:
        case Heard(ear=ear):
            return state.tone is not None and state.tone.ear is ear
        case AidTold():
            return not _plays(state)
        case _:
            return True

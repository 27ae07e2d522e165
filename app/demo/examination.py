"""The medical check of a branch, by keys alone: what the operator enters of a body that sees and hears as told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.demo.clerk import Clerk
from app.journeys.medical import Act, Exam, Eye, Facing, Part
from app.journeys.medical.tone import Sound
from app.journeys.states import AtStep

HEIGHT_CM = "175"
FIRST, SECOND = Qt.Key.Key_1, Qt.Key.Key_2
NOT_SEEN = Qt.Key.Key_0
_ARROWS = {
    Facing.UP: Qt.Key.Key_Up,
    Facing.RIGHT: Qt.Key.Key_Right,
    Facing.DOWN: Qt.Key.Key_Down,
    Facing.LEFT: Qt.Key.Key_Left,
}


@dataclass(frozen=True, slots=True)
class Body:
    """The finest line each eye reads, without glasses; everything else is sound."""

    left: float = 5.0
    right: float = 5.0

    def sees(self, eye: Eye) -> float:
        return self.left if eye is Eye.LEFT else self.right


SOUND_BODY = Body()


def passes_the_check(who: Clerk, body: Body = SOUND_BODY) -> None:
    """From the height to 下一步; whether it is passed is for the rules to say."""
    who.sees("MedicalScreen")
    _tells_height(who)
    _reads_the_chart(who, body)
    _reads_the_plates(who)
    _listens(who)
    _moves(who)
    who.keeps("check-done")
    who.finger.touch("primary")


def _exam(who: Clerk) -> Exam | None:
    state = who.terminal.sitting.state
    return state.draft.medical if isinstance(state, AtStep) else None


def _comes_to(who: Clerk, part: Part) -> Exam:
    """The test is there and takes keys."""

    def ready() -> Exam | None:
        exam = _exam(who)
        return exam if exam is not None and exam.now is part and who.terminal.window.shell.model.part == part else None

    exam: Exam = who.finger.until(ready, f"the check did not come to {part}")
    who.finger.rest(0)
    return exam


def _enters(who: Clerk, key: Qt.Key) -> Exam:
    """One key, and what came of it."""
    before = _exam(who)
    QTest.keyClick(who.terminal.window.surface, key)
    exam: Exam = who.finger.until(lambda: _changed(who, before), f"{key.name} entered nothing")
    return exam


def _changed(who: Clerk, before: Exam | None) -> Exam | None:
    exam = _exam(who)
    return exam if exam != before else None


def _tells_height(who: Clerk) -> None:
    _comes_to(who, Part.HEIGHT)
    who.finger.until(lambda: _has_focus(who, "height"), "the field for the height has no focus")
    for digit in HEIGHT_CM:
        QTest.keyClick(who.terminal.window.surface, Qt.Key(Qt.Key.Key_0 + int(digit)))
    who.keeps("check-height")
    _enters(who, Qt.Key.Key_Return)


def _has_focus(who: Clerk, name: str) -> bool:
    field = who.finger.find(name)
    return field is not None and bool(field.property("focused"))


def _reads_the_chart(who: Clerk, body: Body) -> None:
    _comes_to(who, Part.VISION)
    exam = _enters(who, SECOND)
    who.keeps("check-vision")
    while (eye := exam.eye) is not None:
        line = exam.looking(eye).line
        reads = line is not None and line <= body.sees(eye)
        exam = _enters(who, _ARROWS[exam.facing(eye)] if reads else NOT_SEEN)


def _reads_the_plates(who: Clerk) -> None:
    exam = _comes_to(who, Part.COLOUR)
    for at, plate in enumerate(exam.plates):
        if at == 1:
            who.keeps("check-colour")
        _enters(who, Qt.Key(Qt.Key.Key_0 + int(plate.figure)))


def _listens(who: Clerk) -> None:
    """Each ear after its tone."""
    _comes_to(who, Part.HEARING)
    exam = _enters(who, SECOND)
    while exam.now is Part.HEARING:
        who.finger.until(_tells(who, ""), "the ear is not asked")
        QTest.keyClick(who.terminal.window.surface, Qt.Key.Key_Return)
        who.finger.until(_tells(who, Sound.PLAYED), "no tone was played")
        who.keeps("check-hearing")
        exam = _enters(who, FIRST)


def _tells(who: Clerk, sound: str) -> Callable[[], bool]:
    return lambda: bool(who.terminal.window.shell.model.sound == sound)


def _moves(who: Clerk) -> None:
    _comes_to(who, Part.ACTS)
    for at in range(len(Act)):
        if at == len(Act) // 2:
            who.keeps("check-acts")
        _enters(who, Qt.Key(Qt.Key.Key_1 + at))

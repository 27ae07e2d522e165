"""Did the head really turn the way it was asked to, and come back? A pure state machine over what is seen.

A turned head shows two things a flat picture cannot show together. The nose stands out, so it leaves the middle between
the eyes; and the eye that goes away gets narrower than the one that comes nearer. A picture that is moved, rotated or
tilted about an upright axis changes neither (its eyes and nose lie in one plane); tilted about a slanting axis it moves
the nose, but both eyes stay alike; and tilted so far that this shows, the whole face gets narrow. A head also passes
through the angles between, and comes back with the same face.

What gets through all the same: a moving picture of the person that happens to turn in the asked order, a mask, a
picture bent round a cylinder by a skilled hand; and a print nearer than some 60 cm, tilted by 35° to 45° about a
slanting axis, comes near the limits. This makes cheating laborious; it is no proof of life.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from math import dist, hypot, log

from app.domain.vision_ports import Turn
from app.vision.dlib_work import Embedding
from app.vision.face_finder import Face
from app.vision.pose import pose_of

FRONTAL_DEG = 8.0
STRAIGHT_DEG = 4.0
MIDWAY_DEG = (4.0, 11.0)
TURNED_DEG = 12.0
"""As the five points tell it; they follow some two thirds of the way, so the head turns by some 20° to 30°."""
EYES_NARROWED = 0.13
"""By so much (natural logarithm) the far eye is narrower than the near one in a turned head."""
LENGTHENED_AT_MOST = 1.17
"""How much longer a face may look for its width than it did straight; a head turned by 30° reaches 1.16."""
HELD_PICTURES = 2
MOVED_WIDTHS = 0.8
GREW_SHARE = 1.5
GONE_S = 1.5
LIMIT_S = 40.0


@dataclass(frozen=True, slots=True)
class Sight:
    """One face in one picture: `yaw_deg` > 0 to the person's left; `eyes`, the logarithm of how much wider the eye at
    the person's right is, grows with it; `length` is from eyes to nose for the width between the eyes.
    """

    at_s: float
    yaw_deg: float
    eyes: float
    length: float
    place: tuple[float, float]
    width: float
    numbers: Embedding | None = field(default=None, repr=False)


class Phase(Enum):
    FACING = "facing"
    TURNING = "turning"
    RETURNING = "returning"
    PASSED = "passed"
    FAILED = "failed"


class Hint(Enum):
    """What to say beside the turn that is asked for."""

    NONE = "none"
    SLOWER = "slower"
    OTHER_SIDE = "other_side"
    ONE_PERSON = "one_person"
    STEADY = "steady"


@dataclass(frozen=True, slots=True)
class HeadTurn:
    """`orders`: the turns of this attempt, then those of the attempts left. `numbers` are of the face it has to be."""

    orders: tuple[tuple[Turn, ...], ...]
    began_s: float
    threshold: float
    numbers: Embedding | None = field(default=None, repr=False)
    phase: Phase = Phase.FACING
    done: int = 0
    held: int = 0
    wrong: int = 0
    midway: bool = False
    straight: Sight | None = None
    last: Sight | None = None
    hint: Hint = Hint.NONE

    @property
    def asked(self) -> Turn | None:
        return self.orders[0][self.done] if self.phase is Phase.TURNING else None

    @property
    def finished(self) -> bool:
        return self.phase in (Phase.PASSED, Phase.FAILED)


def sight_of(face: Face, at_s: float) -> Sight:
    """In-plane rotation is taken out: all is measured along the line of the eyes."""
    right_outer, right_inner, left_outer, left_inner, _ = face.points
    right = hypot(right_outer[0] - right_inner[0], right_outer[1] - right_inner[1])
    left = hypot(left_outer[0] - left_inner[0], left_outer[1] - left_inner[1])
    pose = pose_of(face)
    eyes = log(max(left, 1.0) / max(right, 1.0))
    return Sight(at_s, pose.turn_deg, eyes, pose.nod_share, pose.eyes, float(face.box[2] - face.box[0]))


def unseen(state: HeadTurn, at_s: float) -> HeadTurn:
    """No single face in the picture: a turned head may be lost for a moment, not longer."""
    if state.finished or at_s - state.began_s > LIMIT_S:
        return _ended(state)
    away = state.last is not None and at_s - state.last.at_s > GONE_S
    return _again(state, Hint.STEADY) if away else replace(state, held=0)


def wants_numbers(state: HeadTurn, sight: Sight) -> bool:
    """The next step needs to know whose face it is."""
    return (
        state.phase in (Phase.FACING, Phase.RETURNING)
        and state.held + 1 >= HELD_PICTURES
        and _frontal(state, sight)
        and not _jumped(state, sight)
    )


def seen(state: HeadTurn, sight: Sight) -> HeadTurn:
    if state.finished or sight.at_s - state.began_s > LIMIT_S:
        return _ended(state)
    if _jumped(state, sight):
        return replace(_again(state, Hint.STEADY), last=sight)
    state = replace(state, last=replace(sight, numbers=None))
    if state.phase is Phase.TURNING:
        return _turning(state, sight)
    return _frontal_moment(state, sight)


def _frontal_moment(state: HeadTurn, sight: Sight) -> HeadTurn:
    if not _frontal(state, sight):
        return replace(state, held=0)
    if state.held + 1 < HELD_PICTURES or sight.numbers is None:
        return replace(state, held=min(state.held + 1, HELD_PICTURES - 1))
    if state.numbers is not None and dist(state.numbers, sight.numbers) > state.threshold:
        return _next_attempt(state, Hint.ONE_PERSON)
    done = state.done + (state.phase is Phase.RETURNING)
    if done == len(state.orders[0]):
        return replace(state, phase=Phase.PASSED, done=done, numbers=None, last=None, hint=Hint.NONE)
    return replace(
        state,
        phase=Phase.TURNING,
        done=done,
        held=0,
        wrong=0,
        midway=False,
        numbers=state.numbers or sight.numbers,
        straight=replace(sight, numbers=None),
        hint=Hint.NONE,
    )


def _turning(state: HeadTurn, sight: Sight) -> HeadTurn:
    way = 1 if state.asked is Turn.LEFT else -1
    if _turned(state, sight, -way):
        wrong = state.wrong + 1
        return _next_attempt(state, Hint.OTHER_SIDE) if wrong >= HELD_PICTURES else replace(state, wrong=wrong)
    low, high = MIDWAY_DEG
    yaw = way * (sight.yaw_deg - _straight_yaw(state))
    midway = low <= yaw <= high or (state.midway and yaw > low)
    state = replace(state, midway=midway, wrong=0, hint=Hint.NONE if midway else state.hint)
    if not _turned(state, sight, way):
        return replace(state, held=0)
    if not midway:  # shoved in, or too quick for the camera
        return replace(state, hint=Hint.SLOWER)
    if state.held + 1 < HELD_PICTURES:
        return replace(state, held=state.held + 1)
    return replace(state, phase=Phase.RETURNING, held=0, hint=Hint.NONE)


def _turned(state: HeadTurn, sight: Sight, way: int) -> bool:
    """All three signs of a solid head turned to this side (1 is the person's left)."""
    straight = state.straight
    return (
        straight is not None
        and way * (sight.yaw_deg - straight.yaw_deg) >= TURNED_DEG
        and way * (sight.eyes - straight.eyes) >= EYES_NARROWED
        and sight.length <= LENGTHENED_AT_MOST * straight.length
    )


def _straight_yaw(state: HeadTurn) -> float:
    return state.straight.yaw_deg if state.straight is not None else 0.0


def _frontal(state: HeadTurn, sight: Sight) -> bool:
    """Coming back it is as straight as it was, or straighter: it may have begun with a head a little aside."""
    if state.phase is not Phase.RETURNING:
        return abs(sight.yaw_deg) <= FRONTAL_DEG
    away = abs(sight.yaw_deg - _straight_yaw(state))
    return away <= FRONTAL_DEG or (abs(sight.yaw_deg) <= STRAIGHT_DEG and away < TURNED_DEG)


def _jumped(state: HeadTurn, sight: Sight) -> bool:
    """A head does not leap: something else was put before the camera."""
    last = state.last
    if last is None:
        return False
    if sight.at_s - last.at_s > GONE_S:
        return True
    grew = max(sight.width, last.width) / max(1.0, min(sight.width, last.width))
    return dist(sight.place, last.place) > MOVED_WIDTHS * last.width or grew > GREW_SHARE


def _again(state: HeadTurn, hint: Hint) -> HeadTurn:
    """From the beginning of this attempt; whose face it has to be stays."""
    return replace(state, phase=Phase.FACING, done=0, held=0, wrong=0, midway=False, last=None, hint=hint)


def _next_attempt(state: HeadTurn, hint: Hint) -> HeadTurn:
    """In another order; after the last one it is over."""
    left = state.orders[1:]
    return replace(_again(state, hint), orders=left) if left else replace(_ended(state), hint=hint)


def _ended(state: HeadTurn) -> HeadTurn:
    phase = state.phase if state.finished else Phase.FAILED
    return replace(state, phase=phase, numbers=None, last=None)

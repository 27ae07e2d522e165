"""Which moment it is, from a wall clock that may be wrong, a clock that only counts, and the centre's last word.

A wall clock can be set by anybody and forgets the time with its battery. The counting clock cannot be set, but begins
anew with every run of the machine. The centre's time is the legal one; between two of its answers the counting clock
carries it on, over a restart the wall clock does. Without any word of the centre the wall clock is followed forwards
and never backwards.

Moments do not go back. The one exception is the centre's own word: a correction back by more than HOLD is taken at
once (standing still for years would make every later time wrong), a smaller one is waited for. A word that came on a
medium is as old as its way was long: it corrects only what is wrong by far (see `brought`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

NOTICED = timedelta(seconds=5)
"""A wall clock that moved by less against the counting one was steered, not set."""
HOLD = timedelta(minutes=10)
"""By so much the centre may be behind without the moments told jumping back: they stand still until it has come up."""

BROUGHT_WITHIN = timedelta(days=7)
"""So long a medium may have been away, by our own time and by the wall clock, for its answer to speak of now."""
WRONG_BY_FAR = timedelta(days=30)

NOT_AT_ALL = timedelta(0)


class Sureness(StrEnum):
    """How good the told moment is, the best first."""

    CENTRE = "centre"
    """The centre said it, and it was counted on from there."""
    CARRIED = "carried"
    """The centre said it before the machine was started anew; the wall clock carried it over."""
    WALL = "wall"
    """Nobody but the wall clock says it."""
    HELD = "held"
    """The wall clock is behind what was seen already: counted on from the last moment seen, late by an unknown time."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Both clocks at once. `counted_s` are the seconds of the counting clock since the start that `run` names."""

    wall: datetime
    counted_s: float
    run: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the time stood at one reading; kept durably. Nothing before `floor` is told any more."""

    moment: datetime
    reading: Reading
    floor: datetime
    reached: datetime
    """How far the time had come. It lies before `floor` as long as the moments told stand still."""
    sureness: Sureness = Sureness.WALL
    centre_at: datetime | None = None
    """The centre's time when it was last heard."""
    heard_s: float | None = None
    """Counted seconds of this run at which that was; None where it was in an earlier one. By them, and not by the
    date in it, one word of the centre is later than another: a date that lay ahead would stay the latest for good."""

    @property
    def offset(self) -> timedelta:
        """What was added to the wall clock."""
        return self.moment - self.reading.wall


@dataclass(frozen=True, slots=True)
class Told:
    """`moved`: how far somebody set the wall clock since the mark, forwards above zero; `mark` goes on from here."""

    moment: datetime
    sureness: Sureness
    moved: timedelta
    mark: Mark


def tell(mark: Mark | None, reading: Reading) -> Told:
    """The best moment at this reading."""
    if mark is None:
        begun = Mark(reading.wall, reading, reading.wall, reading.wall)
        return Told(reading.wall, Sureness.WALL, NOT_AT_ALL, begun)
    if mark.reading.run != reading.run:
        return _after_a_restart(mark, reading)
    counted = mark.moment + timedelta(seconds=max(0.0, reading.counted_s - mark.reading.counted_s))
    moved = _if_noticed(reading.wall + mark.offset - counted)
    if mark.sureness in (Sureness.CENTRE, Sureness.CARRIED):
        return _told(mark, reading, counted, mark.sureness, moved)
    moment = max(counted, reading.wall) if moved or mark.sureness is Sureness.HELD else counted
    return _told(mark, reading, moment, _by_the_wall(mark, reading, moment), moved)


def heard(mark: Mark | None, reading: Reading, centre: datetime, doubt: timedelta) -> Told:
    """The centre says that it is `centre` now, give or take `doubt`. `moved` is by how much that corrects us."""
    before = tell(mark, reading)
    stood = before.mark.reached  # while the moments told stand still, they lie behind what the centre said last
    wrong = centre - stood
    if abs(wrong) <= doubt:
        moment, floor, wrong = stood, before.moment, NOT_AT_ALL
    elif -HOLD <= centre - before.moment < NOT_AT_ALL:
        moment, floor = centre, before.moment
    elif mark is not None and -HOLD <= centre - mark.floor < NOT_AT_ALL:
        moment, floor = centre, mark.floor  # what a held clock would say next was never told
    else:
        moment = floor = centre
    known = Mark(moment, reading, floor, moment, Sureness.CENTRE, centre, reading.counted_s)
    return Told(max(moment, floor), Sureness.CENTRE, _if_noticed(wrong), known)


def brought(mark: Mark | None, reading: Reading, centre: datetime, asked: datetime) -> Told | None:
    """The centre said on a medium that it was `centre`, in answer to what was asked at `asked` by our own time.

    None where that corrects nothing. Where our time lies far beyond it and the wall clock a little, the wall clock is
    right and our time is not. What was asked long ago, counted by the clock that nobody can set, proves nothing: the
    answer may have been kept until somebody had set the wall clock back to it.
    """
    before = tell(mark, reading)
    known = before.mark.centre_at
    is_fresh = NOT_AT_ALL <= before.moment - asked <= BROUGHT_WITHIN and (known is None or centre > known)
    is_by_the_wall = -HOLD <= reading.wall - centre <= BROUGHT_WITHIN
    is_wrong = before.moment - centre > WRONG_BY_FAR and before.sureness is not Sureness.CENTRE
    if not (is_fresh and is_by_the_wall and is_wrong):
        return None
    moment = max(reading.wall, centre)
    put_right = Mark(moment, reading, moment, moment, Sureness.CARRIED, centre, reading.counted_s)
    return Told(moment, Sureness.CARRIED, _if_noticed(moment - before.moment), put_right)


def heard_last(ours: Mark, theirs: Mark | None) -> Mark:
    """Of the marks of two programs of one station the one that heard the centre last in this run, else ours."""
    if theirs is None or theirs.heard_s is None or theirs.reading.run != ours.reading.run:
        return ours
    return theirs if ours.heard_s is None or theirs.heard_s > ours.heard_s else ours


def floored(mark: Mark, seen: datetime) -> Mark:
    """The same for a store that has something written down at `seen`. Beyond the floor, the time had come so far."""
    return mark if seen <= mark.floor else replace(mark, floor=seen, reached=seen)


def _after_a_restart(mark: Mark, reading: Reading) -> Told:
    """The counting clock says nothing of the time between. A wall clock behind what was reached was set back."""
    is_carried = mark.sureness in (Sureness.CENTRE, Sureness.CARRIED)
    by_wall = reading.wall + mark.offset if is_carried else reading.wall
    moved = min(NOT_AT_ALL, _if_noticed(by_wall - mark.reached))
    if moved:
        return _told(mark, reading, mark.reached, Sureness.HELD, moved)
    moment = max(by_wall, mark.reached)
    return _told(mark, reading, moment, Sureness.CARRIED if is_carried else _by_the_wall(mark, reading, moment), moved)


def _by_the_wall(mark: Mark, reading: Reading, moment: datetime) -> Sureness:
    """How good the moment is that is told, where the wall clock alone speaks."""
    return Sureness.HELD if max(moment, mark.floor) - reading.wall >= NOTICED else Sureness.WALL


def _told(mark: Mark, reading: Reading, moment: datetime, sureness: Sureness, moved: timedelta) -> Told:
    """A new mark only where something happened: many small ones would let a clock be led astray unnoticed."""
    shown = max(moment, mark.floor)
    is_same_run = mark.reading.run == reading.run
    heard_s = mark.heard_s if is_same_run else None
    is_same = not moved and is_same_run and sureness is mark.sureness
    anchor = mark if is_same else replace(mark, moment=moment, reading=reading, sureness=sureness, heard_s=heard_s)
    return Told(shown, sureness, moved, replace(anchor, floor=shown, reached=max(moment, mark.reached)))


def _if_noticed(moved: timedelta) -> timedelta:
    return moved if abs(moved) >= NOTICED else NOT_AT_ALL

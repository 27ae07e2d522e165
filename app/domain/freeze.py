"""When a station takes nobody new: the centre locked it, knows it no more or was not heard for too long, too much
waits, too little room. Pure.

Nothing that was begun is broken off by it, and the audit trail, sending and erasing go on in any case: what is frozen
is only the beginning of something new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FreezeLimits:
    """From `warn` on somebody should look, from `stop` on no case is begun. Disk limits are free MiB below which."""

    offline_warn_days: int = 7
    offline_stop_days: int = 15
    waiting_warn: int = 2_000
    waiting_stop: int = 5_000
    disk_warn_mb: int = 1_024
    disk_no_video_mb: int = 512
    disk_stop_mb: int = 200


NOT_ADMITTED: Mapping[str, str] = {
    "station_revoked": "中心平台停用了本机",
    "station_unknown": "中心平台没有登记本机",
}
"""The centre's stable words that do not pass by themselves. Any other refusal may: a token's clock, a second use."""
ENROL_ANEW = "联系中心平台；要接着用，要一个新的登记码，运行 kiosk enrol，存着的办件会接着上报"


@dataclass(frozen=True, slots=True)
class Refusal:
    """`code` is one of NOT_ADMITTED; `at` by the station's time, when it was first told so."""

    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FreezeFacts:
    """`offline`: since the centre took anything of us, on the line or by a medium; None before an enrolment.

    `free_bytes`: None where nobody knows. `refused`: one of NOT_ADMITTED where the centre said so last, else empty.
    `locked`: the centre paused the station, until it says otherwise.
    """

    offline: timedelta | None
    waiting_cases: int
    free_bytes: int | None
    refused: str = ""
    locked: bool = False


class Ground(StrEnum):
    LOCKED = "locked"
    REFUSED = "refused"
    OFFLINE = "offline"
    WAITING = "waiting"
    DISK = "disk"


class Grade(IntEnum):
    WARNED = 1
    NO_VIDEO = 2
    FROZEN = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """In words for whoever looks after the station."""

    ground: Ground
    grade: Grade
    words: str
    what_to_do: str


@dataclass(frozen=True, slots=True)
class Open:
    """All is well."""


@dataclass(frozen=True, slots=True)
class Warned:
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NoVideo:
    """No new recording is begun; cases are."""

    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Frozen:
    """No case is begun."""

    reasons: tuple[Reason, ...]

    @property
    def ground(self) -> Ground:
        """What the glass speaks of."""
        return next(each.ground for each in self.reasons if each.grade is Grade.FROZEN)


Freeze = Open | Warned | NoVideo | Frozen


def judge(facts: FreezeFacts, limits: FreezeLimits) -> Freeze:
    """The gravest that holds, with everything there is to say."""
    reasons = tuple(sorted(_reasons(facts, limits), key=lambda each: -each.grade))
    match max((each.grade for each in reasons), default=None):
        case None:
            return Open()
        case Grade.WARNED:
            return Warned(reasons)
        case Grade.NO_VIDEO:
            return NoVideo(reasons)
        case Grade.FROZEN:
            return Frozen(reasons)


def reasons_of(freeze: Freeze) -> tuple[Reason, ...]:
    return () if isinstance(freeze, Open) else freeze.reasons


def allows_video(freeze: Freeze) -> bool:
    """Only room on the disk counts here: a film of a case that was begun is not new."""
    return not any(each.ground is Ground.DISK and each.grade >= Grade.NO_VIDEO for each in reasons_of(freeze))


def _reasons(facts: FreezeFacts, limits: FreezeLimits) -> Iterator[Reason]:
    if facts.locked:
        yield Reason(Ground.LOCKED, Grade.FROZEN, "中心暂停了本机", "联系中心；中心解除后自动恢复")
    if facts.refused:
        yield Reason(Ground.REFUSED, Grade.FROZEN, NOT_ADMITTED[facts.refused], ENROL_ANEW)
    elif facts.offline is not None:
        days = facts.offline.days
        grade = _at_least(days, limits.offline_warn_days, limits.offline_stop_days)
        if grade:
            words = f"{days} 天没有连上中心平台"
            what_to_do = "检查网线和中心地址，或用 kiosk export 把办件带到中心，再读回回执"
            yield Reason(Ground.OFFLINE, grade, words, what_to_do)
    grade = _at_least(facts.waiting_cases, limits.waiting_warn, limits.waiting_stop)
    if grade:
        words = f"{facts.waiting_cases} 件办件等着上报"
        yield Reason(Ground.WAITING, grade, words, "用 kiosk sync status 看为什么没送出去，或用 kiosk export 带出去")
    room = _room(facts.free_bytes, limits)
    if room:
        words = f"磁盘只剩 {(facts.free_bytes or 0) // MIB} MB"
        yield Reason(Ground.DISK, room, words, "腾出磁盘空间或换大盘；已经保存的办件照常上报")


def _at_least(value: int, warn: int, stop: int) -> Grade | None:
    if value >= stop:
        return Grade.FROZEN
    return Grade.WARNED if value >= warn else None


def _room(free: int | None, limits: FreezeLimits) -> Grade | None:
    if free is None:
        return None
    ladder = ((limits.disk_stop_mb, Grade.FROZEN), (limits.disk_no_video_mb, Grade.NO_VIDEO))
    for below, grade in (*ladder, (limits.disk_warn_mb, Grade.WARNED)):
        if free < below * MIB:
            return grade
    return None

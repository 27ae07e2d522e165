"""What `kiosk doctor` finds of the station's time, its numbers and whether it may take anybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.commands.check_machine import check_clock
from app.commands.findings import Finding, Mark
from app.commands.output import EXIT_STORAGE
from app.domain.errors import TerminalError
from app.domain.formats import CHINA
from app.domain.freeze import Freeze, Frozen, Open, reasons_of
from app.domain.trusted_time import Sureness

if TYPE_CHECKING:
    from app.composition import Parts
    from app.config import Settings
    from app.storage.trusted_clock import ClockState

CLOCK_OFF = timedelta(minutes=1)
"""A wall clock that differs from the centre's time by more should be set."""
STEP_TOLD = timedelta(days=30)
"""So long after somebody moved the clock it is still said."""
FEW_NUMBERS = 100
_SURE = {
    Sureness.CENTRE: "中心的时间",
    Sureness.CARRIED: "中心的时间，重新开机后还没有核对",
    Sureness.WALL: "只凭本机的钟",
    Sureness.HELD: "本机的钟倒退了，按最后记下的时间往下数",
}
_STEPS = {
    "set_back": "被往回拨过",
    "set_forward": "被往前拨过",
    "corrected_back": "按中心的时间往回纠正过",
    "corrected_forward": "按中心的时间往前纠正过",
}


def check_standing(settings: Settings) -> Iterator[Finding]:
    """A store that does not open is told elsewhere; of the clock then only what the machine itself says."""
    from app.composition import open_parts

    try:
        with open_parts(settings) as parts:
            freeze = parts.freeze()  # opens the store, which is what tells the clock how late it is at least
            yield clock_finding(parts.clock.state()) if parts.clock else check_clock()
            yield open_finding(freeze)
            yield from _numbers(parts)
            yield from _leap(parts)
    except TerminalError:
        yield check_clock()


def clock_finding(state: ClockState) -> Finding:
    by_machine = check_clock()
    if by_machine.state is Mark.BAD:
        return by_machine
    words = f"{state.moment.astimezone(CHINA):%Y-%m-%d %H:%M %z}，{_SURE[state.sureness]}"
    step = state.last_step
    if step is not None and state.moment - step.at < STEP_TOLD:
        words += f"；{_local(step.at)} {_STEPS[step.kind.value]} {step.seconds} 秒"
    if state.sureness is Sureness.HELD:
        return Finding("时钟", Mark.WARN, words, "对时；连上中心，或用 kiosk export 到中心走一个来回，就会自动纠正")
    if abs(state.off) > CLOCK_OFF:
        words += f"；本机的钟差 {round(abs(state.off).total_seconds())} 秒"
        return Finding("时钟", Mark.WARN, words, "对时；记录已经按纠正后的时间")
    return Finding("时钟", Mark.OK, words)


def open_finding(freeze: Freeze) -> Finding:
    words = "，".join(each.words for each in reasons_of(freeze))
    what_to_do = "；".join(each.what_to_do for each in reasons_of(freeze))
    match freeze:
        case Open():
            return Finding("受理", Mark.OK, "可以收新的办件")
        case Frozen():
            return Finding("受理", Mark.BAD, f"先不收新的：{words}", what_to_do, EXIT_STORAGE)
        case _:
            return Finding("受理", Mark.WARN, f"可以收，但是{words}", what_to_do)


def _numbers(parts: Parts) -> Iterator[Finding]:
    if parts.enroller.enrolment() is None:
        return
    left = parts.accounts.numbers_left()
    if left >= FEW_NUMBERS:
        yield Finding("编号", Mark.OK, f"还有 {left} 个")
    elif left:
        yield Finding("编号", Mark.WARN, f"只剩 {left} 个", "连上中心，用 kiosk sync once 租新的")
    else:
        yield Finding("编号", Mark.WARN, "用完了，先用应急编号", "连上中心，用 kiosk sync once 租新的")


def _leap(parts: Parts) -> Iterator[Finding]:
    if told := parts.accounts.refused_leap():
        words = f"中心说见过本机的第 {told} 号事件，本机不可能写到那里：没有采信，照常上报"
        to_do = "请中心查这台工作站的令牌有没有外泄；有就先注销，再重新登记：kiosk enrol"
        yield Finding("序号", Mark.WARN, words, to_do)


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%m-%d %H:%M}"

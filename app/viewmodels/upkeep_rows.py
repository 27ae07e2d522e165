"""What a technician should know of the station itself: why it takes nobody or soon will not, and of its clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from app.domain.freeze import Freeze, Ground, reasons_of
from app.domain.trusted_time import Sureness
from app.runtime.upkeep import Upkeep
from app.storage.trusted_clock import ClockState
from app.viewmodels.translation import translate

CLOCK_OFF = timedelta(minutes=1)
"""A wall clock that differs from the centre's time by more should be set."""


def upkeep_rows(upkeep: Upkeep) -> list[dict[str, str]]:
    """`[{icon, title, text}]`, nothing where all is well."""
    return [*_reasons(upkeep.freeze), *(_clock(upkeep.clock) if upkeep.clock else ())]


def _reasons(freeze: Freeze) -> Iterator[dict[str, str]]:
    for each in reasons_of(freeze):
        match each.ground:
            case Ground.LOCKED:
                title = translate("Upkeep", "中心暂停了这台机器")
                text = translate("Upkeep", "联系中心；中心解除后自动恢复")
            case Ground.REFUSED:
                title = translate("Upkeep", "中心平台不认这台机器")
                text = translate("Upkeep", "联系中心平台；要接着用，要一个新的登记码，运行 kiosk enrol")
            case Ground.OFFLINE:
                title = translate("Upkeep", "很久没有连上中心平台")
                text = translate("Upkeep", "检查网线和中心地址，或用 kiosk export 把办件带到中心，再读回回执")
            case Ground.WAITING:
                title = translate("Upkeep", "等着上报的办件太多")
                text = translate("Upkeep", "用 kiosk sync status 看为什么没送出去")
            case Ground.DISK:
                title = translate("Upkeep", "磁盘快满了")
                text = translate("Upkeep", "腾出磁盘空间或换大盘；已经保存的办件照常上报")
        yield {"icon": "alert", "title": title, "text": text}


def _clock(clock: ClockState) -> Iterator[dict[str, str]]:
    if clock.sureness is Sureness.HELD:
        title = translate("Upkeep", "时钟倒退了")
        yield {
            "icon": "clock",
            "title": title,
            "text": translate("Upkeep", "对时；连上中心，或用 kiosk export 到中心走一个来回，就会自动纠正"),
        }
    elif abs(clock.off) > CLOCK_OFF:
        seconds = str(round(abs(clock.off).total_seconds()))
        title = translate("Upkeep", "本机的钟差 %1 秒").replace("%1", seconds)
        yield {"icon": "clock", "title": title, "text": translate("Upkeep", "对时；记录已经按中心的时间")}

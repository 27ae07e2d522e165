"""Tickets in words: why somebody is preferred, how long a wait is."""

from __future__ import annotations

from datetime import timedelta

from app.domain.formats import booked_time
from app.domain.tickets import Priority, Ticket
from app.viewmodels.translation import translate

SECONDS_A_MINUTE = 60


def priority_words() -> dict[Priority, str]:
    """As somebody says it of themselves."""
    return {
        Priority.OLD: translate("Ticket", "年纪大了"),
        Priority.PREGNANT: translate("Ticket", "怀孕了"),
        Priority.DISABLED: translate("Ticket", "行动不便"),
        Priority.SOLDIER: translate("Ticket", "军人"),
    }


def preferred_words() -> dict[Priority, str]:
    """As a desk reads it."""
    return {
        Priority.OLD: translate("Ticket", "老人优先"),
        Priority.PREGNANT: translate("Ticket", "孕妇优先"),
        Priority.DISABLED: translate("Ticket", "行动不便优先"),
        Priority.SOLDIER: translate("Ticket", "军人优先"),
    }


def minutes_up(wait: timedelta) -> int:
    """Rounded up: nobody is told a shorter wait."""
    return -int(-wait.total_seconds() // SECONDS_A_MINUTE)


def minutes_down(wait: timedelta) -> int:
    """Whole minutes that are over."""
    return int(wait.total_seconds() // SECONDS_A_MINUTE)


def booked_words(ticket: Ticket) -> str:
    """When it is due; empty for whoever just came."""
    if ticket.booked_for is None:
        return ""
    return translate("Ticket", "约的 %1").replace("%1", booked_time(ticket.booked_for))


def ahead_words(ahead: int) -> str:
    return (
        translate("Ticket", "前面还有 %1 人").replace("%1", str(ahead)) if ahead else translate("Ticket", "前面没有人")
    )


def wait_words(wait: timedelta) -> str:
    minutes = minutes_up(wait)
    return (
        translate("Ticket", "大约等 %1 分钟").replace("%1", str(minutes))
        if minutes
        else translate("Ticket", "很快就到您")
    )

"""The one formatter of every id, number, date and masked value (LOOK: masked data)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "UTC+8")
"""One time for the whole country."""
FEN_A_YUAN = 100
LONG_TERM = "长期"
_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


def china_today() -> date:
    """By the machine's clock, whatever zone it stands in."""
    return datetime.now(CHINA).date()


def mask_name(name: str) -> str:
    """张*三; two characters: 张*; four and more: 欧**明. Latin names keep each word's first letter."""
    if not name:
        return ""
    if name.isascii():
        return " ".join(word[:1] + "***" for word in name.split())
    if len(name) <= 2:
        return name[0] + "*" * (len(name) - 1)
    return name[0] + "*" * (len(name) - 2) + name[-1]


def mask_id_number(number: str) -> str:
    """First four, ten stars, last four; shorter numbers keep the last four."""
    return number[:4] + "*" * 10 + number[-4:] if len(number) >= 15 else "*" * 10 + number[-4:]


def mask_phone(number: str) -> str:
    return number[:3] + "****" + number[-4:] if len(number) == 11 else "****" + number[-4:]


def mask_address(address: str) -> str:
    """To the town (镇, 乡, 街道) and one character; without one, the first six characters."""
    for mark in ("街道", "镇", "乡"):
        at = address.find(mark)
        if at >= 0:
            return address[: at + len(mark) + 1] + "****"
    return address[:6] + "****" if address else ""


def money(amount_fen: int) -> str:
    """`2000` fen is `20 元`, `1050` is `10.50 元`."""
    yuan, fen = divmod(amount_fen, FEN_A_YUAN)
    return f"{yuan} 元" if fen == 0 else f"{yuan}.{fen:02d} 元"


def day(value: date) -> str:
    """3月18日"""
    return f"{value.month}月{value.day}日"


def long_day(value: date | None) -> str:
    """2026年3月18日; None is 长期."""
    return LONG_TERM if value is None else f"{value.year}年{value.month}月{value.day}日"


def day_and_weekday(value: date) -> str:
    return f"{day(value)} {_WEEKDAYS[value.weekday()]}"


def clock_time(value: datetime) -> str:
    return f"{value:%H:%M}"


def booked_time(value: datetime) -> str:
    """By China's clock, as it was booked, whatever zone the machine stands in."""
    return clock_time(value.astimezone(CHINA))


def moment(value: datetime | str) -> str:
    """2026-03-18 09:41 by China's clock; of a text in ISO 8601 too, which without a zone is in UTC."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{(at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(CHINA):%Y-%m-%d %H:%M}"


def case_number(prefix: str, on: date, sequence: int) -> str:
    """`YX0120260318-0042`: the station's prefix, the day, a running number of that day."""
    return f"{prefix}{on:%Y%m%d}-{sequence:04d}"

"""The words on a slip, in the languages of the screens. ASCII figures line up in the printer's font."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from app.domain.formats import day, day_and_weekday, long_day

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WHEN_COLUMNS = 13


def _chinese_before(value: date) -> str:
    text = f"{day(value)}前"
    columns = sum(1 if character.isascii() else 2 for character in text)
    return text + " " * max(1, _WHEN_COLUMNS - columns)


def _english_before(value: date) -> str:
    return f"by {value.day} {_MONTHS[value.month - 1]}".ljust(_WHEN_COLUMNS + 2)


@dataclass(frozen=True, slots=True)
class ReceiptWords:
    """`saved_means` tells in short lines what 已存好，等网络 means for the person."""

    title: str
    desk_title: str
    again: str
    item: str
    number: str
    former: str
    person: str
    agent: str
    when: str
    fee: str
    clerk: str
    submitted: str
    booked: str
    not_booked: str
    not_booked_yet: str
    refused: str
    come: str
    place: str
    address: str
    before_coming: str
    moment: Callable[[date, time], str]
    accepted: str
    accepted_here: str
    promised: Callable[[int, date], str]
    saved: str
    saved_means: tuple[str, ...]
    next: str
    next_once_sent: str
    today: str
    before: Callable[[date], str]
    scan: str
    grade: str
    hotline: str
    keep: str


CHINESE = ReceiptWords(
    title="办事凭条",
    desk_title="受理凭证",
    again="补打　",
    item="事项　",
    number="编号　",
    former="原编号作废　",
    person="姓名　",
    agent="代办　",
    when="时间　",
    fee="费用　",
    clerk="经办　工号 ",
    submitted="提交好了",
    booked="约好了",
    not_booked="没约上",
    not_booked_yet="还没约上，联网后才算数",
    refused="没有办成",
    come="来办　",
    place="地点　",
    address="地址　",
    before_coming="来之前看一看",
    moment=lambda on, at: f"{day_and_weekday(on)} {at:%H:%M}",
    accepted="已受理",
    accepted_here="已受理，存在本窗口，等网络",
    promised=lambda days, due: f"承诺 {days} 个工作日，{long_day(due)}前办好",
    saved="已存好，等网络",
    saved_means=("您的申请已安全存在本机，", "联网后自动提交，不用再办一次。"),
    next="接下来",
    next_once_sent="联网提交后（日期可能顺延）",
    today="今天".ljust(_WHEN_COLUMNS - 2),
    before=_chinese_before,
    scan="到便民终端扫这个码，看办到哪了",
    grade="办得怎么样？扫码评一评，自愿",
    hotline="有疑问请拨 12345",
    keep="取证、查询请带好这张凭条",
)

ENGLISH = ReceiptWords(
    title="Receipt",
    desk_title="Acceptance",
    again="Printed again  ",
    item="Service  ",
    number="Number   ",
    former="No longer valid  ",
    person="Name     ",
    agent="Through  ",
    when="Time     ",
    fee="Fee      ",
    clerk="Clerk    ",
    submitted="Submitted",
    booked="Booked",
    not_booked="Not booked",
    not_booked_yet="Not booked until it is sent",
    refused="Not accepted",
    come="Come     ",
    place="Place    ",
    address="Address  ",
    before_coming="Before you come",
    moment=lambda on, at: f"{on:%a} {on.day} {_MONTHS[on.month - 1]} {at:%H:%M}",
    accepted="Accepted",
    accepted_here="Accepted, saved here, waiting for the network",
    promised=lambda days, due: f"Promised in {days} working day{'' if days == 1 else 's'}, by {due:%Y-%m-%d}",
    saved="Saved here, waiting for the network",
    saved_means=("Your application is safe on this terminal", "and is sent by itself. No need to apply again."),
    next="What comes next",
    next_once_sent="Once it is sent (dates may move)",
    today="today".ljust(_WHEN_COLUMNS + 2),
    before=_english_before,
    scan="Scan at a terminal to follow it",
    grade="How was it? Scan to rate, if you like",
    hotline="Questions? Call 12345",
    keep="Keep this slip to collect or ask",
)

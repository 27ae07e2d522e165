"""The words on a one-time notice, in the languages of the screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain.formats import long_day


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """`bring_original` stands where the catalogue does not say where a paper can be had."""

    title: str
    item: str
    number: str
    person: str
    when: str
    missing: Callable[[int], str]
    bring_original: str
    reused: Callable[[int], str]
    promised: Callable[[int], str]
    office: str
    kept: Callable[[date], str]
    closed_list: str
    clerk: str
    hotline: str
    bring: str


CHINESE = NoticeWords(
    title="一次性告知书",
    item="事项　",
    number="告知编号　",
    person="姓名　",
    when="时间　",
    missing=lambda count: f"还差 {count} 份，一次说完",
    bring_original="带原件到窗口",
    reused=lambda count: f"这 {count} 份已经有了，不用再带",
    promised=lambda days: f"材料齐了，{days} 个工作日办好",
    office="办理　",
    kept=lambda until: f"填好的在窗口存到{long_day(until)}",
    closed_list="清单之外，不再要别的材料",
    clerk="经办　工号 ",
    hotline="有疑问请拨 12345",
    bring="再来请带好这张纸和身份证",
)

ENGLISH = NoticeWords(
    title="What is still missing",
    item="Service  ",
    number="Notice   ",
    person="Name     ",
    when="Time     ",
    missing=lambda count: f"Still missing: {count}. This is all of it",
    bring_original="Bring the original to the desk",
    reused=lambda count: f"Here already, no need to bring: {count}",
    promised=lambda days: f"Once complete: done in {days} working day{'' if days == 1 else 's'}",
    office="Office   ",
    kept=lambda until: f"What you filled in is kept until {until:%Y-%m-%d}",
    closed_list="Nothing beyond this list can be asked for",
    clerk="Clerk    ",
    hotline="Questions? Call 12345",
    bring="Come again with this slip and your ID card",
)

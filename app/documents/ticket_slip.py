"""The slip of a ticket (排队号): number, item, how many come before, about how long, and what to do. Pure.

It holds no name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.formats import booked_time
from app.domain.service_item import ServiceItem
from app.domain.tickets import Lane, Priority, TakenTicket
from hardware.receipt_printer.interface import FeedLine, Receipt, ReceiptLine, RuleLine, TextLine


@dataclass(frozen=True, slots=True)
class TicketWords:
    title: str
    item: str
    ahead: Callable[[int], str]
    wait: Callable[[int], str]
    quick: str
    preferred: str
    booked: Callable[[str], str]
    on_time: str
    late: str
    listen: tuple[str, ...]
    missed: str


CHINESE = TicketWords(
    title="排队号",
    item="事项　",
    ahead=lambda count: f"前面还有 {count} 人" if count else "前面没有人",
    wait=lambda minutes: f"大约等 {minutes} 分钟" if minutes else "很快就到您",
    quick="快办",
    preferred="优先",
    booked=lambda at: f"预约 {at}",
    on_time="到点先叫您，来早了请稍等。",
    late="约的时间过了，按现在的顺序叫。",
    listen=("听到叫号，就到说的那个窗口。",),
    missed="过号了也能办，到窗口说一声。",
)
ENGLISH = TicketWords(
    title="Your number",
    item="Service  ",
    ahead=lambda count: f"{count} before you" if count else "Nobody before you",
    wait=lambda minutes: f"About {minutes} min" if minutes else "It is your turn soon",
    quick="Quick lane",
    preferred="Priority",
    booked=lambda at: f"Booked {at}",
    on_time="You are called first when it is time.",
    late="The time you booked has passed; you queue from now.",
    listen=("Your number will be called:", "go to the window that is named."),
    missed="Missed it? Just tell any window.",
)


def ticket_lines(item: ServiceItem, taken: TakenTicket, station: str, when: datetime, language: str) -> Receipt:
    """`language` is zh_CN, zh_TW (as zh_CN) or en; `station` names hall and machine, `when` is local."""
    words = ENGLISH if language == "en" else CHINESE
    return (
        TextLine(station, "center", bold=True),
        TextLine(words.title, "center"),
        TextLine(taken.ticket.number, "center", bold=True, large=True),
        *_marks(taken, words),
        RuleLine(),
        TextLine(f"{words.item}{item.short_name.in_language(language)}"),
        *_waiting(taken, words),
        TextLine(f"{when:%Y-%m-%d %H:%M}"),
        RuleLine(),
        *(TextLine(line) for line in words.listen),
        TextLine(words.missed),
        FeedLine(1),
    )


def _waiting(taken: TakenTicket, words: TicketWords) -> Iterator[ReceiptLine]:
    """Whoever has booked waits for their time, and not for those before them."""
    if taken.ticket.booked_for is not None:
        yield TextLine(words.on_time, bold=True)
        return
    if taken.late:
        yield TextLine(words.late)
    yield TextLine(words.ahead(taken.ahead), bold=True)
    yield TextLine(words.wait(whole_minutes(taken.wait)))


def whole_minutes(wait: timedelta) -> int:
    """Rounded up: nobody is told a shorter wait."""
    return -int(-wait.total_seconds() // 60)


def _marks(taken: TakenTicket, words: TicketWords) -> Iterator[ReceiptLine]:
    marks = [words.quick] if taken.ticket.lane is Lane.QUICK else []
    if taken.ticket.booked_for is not None:
        marks.append(words.booked(booked_time(taken.ticket.booked_for)))
    marks += [words.preferred] if taken.ticket.priority is not Priority.NONE else []
    if marks:
        yield TextLine(" · ".join(marks), "center", bold=True)

"""The queue at a counter: who is called, who waits, and what is told of the waiting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.formats import booked_time
from app.domain.service_item import StationKind
from app.domain.tickets import Lane, Priority, Ticket, TicketState, is_due, is_nearly_too_long
from app.viewmodels.facts import Surroundings, TicketCalls
from app.viewmodels.page import shown
from app.viewmodels.ticket_words import SECONDS_A_MINUTE, minutes_down, preferred_words
from app.viewmodels.translation import translate

MOST_ROWS = 8
TICK_MS = 1000


class DeskQueue(QObject):
    """Read by `QueuePane.qml`. Where nothing is known of the queue, a desk works on without tickets."""

    changed = Signal()
    ticked = Signal()

    def __init__(self, around: Surroundings, calls: TicketCalls, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._calls = calls
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.ticked.emit)
        calls.queue.changed.connect(self._follow)
        around.language.changed.connect(self.changed.emit)

    @Slot()
    def _follow(self) -> None:
        if self._calls.queue.at_desk is not None and not self._tick.isActive():
            self._tick.start()
        elif self._calls.queue.at_desk is None:
            self._tick.stop()
        self.changed.emit()
        self.ticked.emit()

    # ------------------------------------------------------------ who is at the window

    @shown(bool, changed)
    def known(self) -> bool:
        """Whether the centre tells of the queue."""
        return self._calls.queue.queue is not None

    @shown(bool, changed)
    def cut(self) -> bool:
        """The centre does not answer."""
        return self._calls.queue.is_silent

    @shown(str, changed)
    def number(self) -> str:
        """Of who was called; empty while nobody is."""
        ticket = self._calls.queue.at_desk
        return ticket.number if ticket else ""

    @shown(str, changed)
    def itemName(self) -> str:  # noqa: N802
        ticket = self._calls.queue.at_desk
        return self._name(ticket) if ticket else ""

    @shown(str, changed)
    def itemCode(self) -> str:  # noqa: N802
        """To be begun by one press; empty where this desk has no such item, or it was begun."""
        ticket = self._calls.queue.at_desk
        if ticket is None or ticket.state is not TicketState.CALLED:
            return ""
        item = self._around.item(ticket.item_code)
        return item.code if item is not None and StationKind.COUNTER in item.stations else ""

    @shown(bool, changed)
    def serving(self) -> bool:
        ticket = self._calls.queue.at_desk
        return ticket is not None and ticket.state is TicketState.SERVING

    @shown(str, ticked)
    def used(self) -> str:
        """`已用 04:12` from the beginning of the case; before it, how long ago the number was called."""
        ticket = self._calls.queue.at_desk
        if ticket is None:
            return ""
        since = ticket.begun_at or ticket.called_at
        seconds = int(max(timedelta(0), self._calls.queue.now() - since).total_seconds()) if since else 0
        words = translate("DeskQueue", "已用 %1") if ticket.begun_at else translate("DeskQueue", "叫了 %1")
        return words.replace("%1", f"{seconds // SECONDS_A_MINUTE:02d}:{seconds % SECONDS_A_MINUTE:02d}")

    @shown(str, changed)
    def note(self) -> str:
        """What speaks against calling now, in words; empty where nothing does."""
        tickets = self._calls.queue
        if tickets.queue is None:
            cut, asking = translate("DeskQueue", "没联网，叫不了号"), translate("DeskQueue", "正在看有没有人等")
            return cut if tickets.is_silent else asking
        if tickets.refused:
            return tickets.refused
        return "" if tickets.queue.waiting else translate("DeskQueue", "没有人在等")

    @shown(bool, changed)
    def canCall(self) -> bool:  # noqa: N802
        tickets = self._calls.queue
        return tickets.queue is not None and bool(tickets.queue.waiting) and not tickets.working

    @shown(bool, changed)
    def working(self) -> bool:
        return self._calls.queue.working

    # ------------------------------------------------------------ who waits

    @shown("QVariantList", changed)
    def figures(self) -> list[dict[str, str]]:
        """`[{figure, word}]`: how many wait, the average of the day, the longest, in minutes."""
        queue = self._calls.queue.queue
        if queue is None:
            return []
        return [
            {"figure": str(queue.figures.waiting), "word": translate("DeskQueue", "人等候")},
            {"figure": str(minutes_down(queue.figures.average)), "word": translate("DeskQueue", "分 平均")},
            {"figure": str(minutes_down(queue.figures.longest)), "word": translate("DeskQueue", "分 最长")},
        ]

    @shown("QVariantList", changed)
    def waiting(self) -> list[dict[str, Any]]:
        """`[{number, item, tag, mood, wait, late}]` in the order in which they are called."""
        queue = self._calls.queue.queue
        return [self._row(ticket) for ticket in queue.waiting[:MOST_ROWS]] if queue else []

    @shown(int, changed)
    def more(self) -> int:
        """How many wait beyond the rows."""
        queue = self._calls.queue.queue
        return max(0, len(queue.waiting) - MOST_ROWS) if queue else 0

    def _row(self, ticket: Ticket) -> dict[str, Any]:
        now = self._calls.queue.now()
        late = is_nearly_too_long(ticket, now)
        tag, mood = "", "none"
        if ticket.lane is Lane.QUICK:
            tag, mood = translate("DeskQueue", "快办"), "waiting"
        if ticket.priority is not Priority.NONE:
            tag, mood = preferred_words()[ticket.priority], "done"
        if late:
            tag, mood = translate("DeskQueue", "快超时"), "warn"
        if ticket.booked_for is not None:
            tag = translate("DeskQueue", "预约 %1").replace("%1", booked_time(ticket.booked_for))
            mood = "done" if is_due(ticket, now) else "waiting"
        minutes = translate("DeskQueue", "%1 分").replace("%1", str(minutes_down(ticket.waited(now))))
        return {
            "number": ticket.number,
            "item": self._name(ticket),
            "tag": tag,
            "mood": mood,
            "wait": minutes,
            "late": late,
        }

    def _name(self, ticket: Ticket) -> str:
        item = self._around.item(ticket.item_code)
        return item.short_name.in_language(self._around.language.code) if item else ticket.item_code

    # ------------------------------------------------------------ acts

    @Slot()
    def callNext(self) -> None:  # noqa: N802
        if self._calls.queue.queue is not None:
            self._calls.call_next()

    @Slot()
    def recall(self) -> None:
        self._calls.recall()

    @Slot()
    def missed(self) -> None:
        self._calls.missed()

"""取号 at the glass: what it is for, who is preferred, and the number."""

from __future__ import annotations

from typing import Any

import uuid_utils
from PySide6.QtCore import QObject, Signal, Slot

from app.catalogue.search import search
from app.domain.service_item import Gone, ServiceItem, StationKind
from app.domain.tickets import Lane, Priority, lane_for
from app.journeys.events import FieldChosen, SearchTyped
from app.journeys.states import AtTicket, ChoosingTicket, Paper, Trouble, Troubled
from app.journeys.ticket_events import BookedPressed, PriorityChosen, TicketItemChosen
from app.viewmodels.choosing import ChoosingPage
from app.viewmodels.facts import Surroundings
from app.viewmodels.gone_items import begins, gone_rows
from app.viewmodels.page import Page, shown
from app.viewmodels.ticket_words import ahead_words, booked_words, priority_words, wait_words
from app.viewmodels.translation import translate


class TicketItemsPage(ChoosingPage):
    """Read by the same screen as the list of items."""

    changed = Signal()

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(around, parent)

    def _choosing(self) -> ChoosingTicket:
        state = self.state
        return state if isinstance(state, ChoosingTicket) else ChoosingTicket()

    @shown(bool, changed)
    def typing(self) -> bool:
        return False

    @shown(str, changed)
    def title(self) -> str:
        return translate("Ticket", "到窗口办哪件事？")

    @shown(str, changed)
    def text(self) -> str:
        return self._choosing().text

    @shown(bool, changed)
    def ofOneField(self) -> bool:  # noqa: N802
        return False

    @shown(bool, changed)
    def online(self) -> bool:
        return True

    @shown("QVariantList", changed)
    def items(self) -> list[dict[str, Any]]:
        """`[{code, name, hint, icon, available, tag}]`, what the windows do; what is gone stands below."""
        text = self._choosing().text
        rows = [self._row(item) for item in search(self.around.offered(StationKind.COUNTER), text)]
        return rows + gone_rows(self.around, text, StationKind.COUNTER)

    def _row(self, item: ServiceItem) -> dict[str, Any]:
        icons = {field.code: field.icon for field in self.around.shelf.fields()}
        is_quick = lane_for(item.minutes) is Lane.QUICK
        return {
            "code": item.code,
            "name": self.say(item.name),
            "hint": translate("Items", "约 %1 分钟").replace("%1", str(item.minutes)),
            "icon": icons.get(item.field, "doc"),
            "available": True,
            "tag": translate("Ticket", "快办") if is_quick else "",
        }

    @Slot(str)
    def chooseItem(self, code: str) -> None:  # noqa: N802
        item = begins(self.around, code, StationKind.COUNTER)
        if isinstance(item, Gone):
            self.tell_gone(item)
        else:
            self.dispatch(TicketItemChosen(item, str(uuid_utils.uuid7())))

    @Slot(str)
    def type(self, text: str) -> None:
        self.dispatch(SearchTyped(text))

    @shown(bool, changed)
    def unbooked(self) -> bool:
        """It was asked, and nothing is booked for today."""
        return self._choosing().unbooked

    @Slot()
    def claim(self) -> None:
        """今天约过号."""
        self.dispatch(BookedPressed())

    @Slot()
    def showAll(self) -> None:  # noqa: N802
        self.dispatch(FieldChosen(""))


class TicketPage(Page):
    changed = Signal()

    def _ticket(self) -> AtTicket | None:
        state = self.state
        return state if isinstance(state, AtTicket) else None

    @shown(str, changed)
    def item(self) -> str:
        state = self._ticket()
        return self.say(state.item.short_name) if state else ""

    @shown("QVariantList", changed)
    def priorities(self) -> list[dict[str, str]]:
        """`[{value, label}]`; nobody has to choose one."""
        return [{"value": each.value, "label": words} for each, words in priority_words().items()]

    @shown(str, changed)
    def priority(self) -> str:
        state = self._ticket()
        return state.priority.value if state else Priority.NONE.value

    @shown(str, changed)
    def number(self) -> str:
        """Empty until the centre gave one."""
        state = self._ticket()
        return state.taken.ticket.number if state and state.taken else ""

    @shown(str, changed)
    def ahead(self) -> str:
        """How many come before; of whoever has booked, when they are called."""
        state = self._ticket()
        if state is None or state.taken is None:
            return ""
        return booked_words(state.taken.ticket) or ahead_words(state.taken.ahead)

    @shown(str, changed)
    def wait(self) -> str:
        state = self._ticket()
        if state is None or state.taken is None:
            return ""
        if state.taken.ticket.booked_for is not None:
            return translate("Ticket", "到点先叫您，来早了请稍等")
        return wait_words(state.taken.wait)

    @shown(bool, changed)
    def late(self) -> bool:
        """What was booked had passed."""
        state = self._ticket()
        return state is not None and state.taken is not None and state.taken.late

    @shown(bool, changed)
    def printing(self) -> bool:
        state = self._ticket()
        return state is not None and state.receipt is Paper.PRINTING

    @shown("QVariantMap", changed)
    def paper(self) -> dict[str, str]:
        """`{title, text, icon, drawing}` once the slip is out, or known not to come."""
        state = self._ticket()
        match state.receipt if state else Paper.NONE:
            case Paper.PRINTED:
                return {
                    "title": translate("Ticket", "拿好小票"),
                    "text": translate("Ticket", "上面有您的号。过号了也能办，到窗口说一声。"),
                    "icon": "receipt",
                    "drawing": "take_paper",
                }
            case Paper.FAILED:
                return {
                    "title": translate("Ticket", "记下或拍下这个号"),
                    "text": translate("Ticket", "号取好了，小票没打出来。"),
                    "icon": "camera",
                    "drawing": "",
                }
            case _:
                return {}

    @shown("QVariantMap", Page.refreshed)
    def trouble(self) -> dict[str, Any]:
        """`{title, text, icon, act, times}`: windows serve without a number too, and each trouble says so."""
        state = self._ticket()
        if state is None or not isinstance(state.mood, Troubled):
            return {}
        cut = state.mood.trouble is Trouble.CENTRE_UNREACHABLE
        return {
            "title": translate("Ticket", "没取到号") if cut else translate("Ticket", "现在取不了号"),
            "text": translate("Ticket", "网络断了。直接到窗口，不取号也能办。")
            if cut
            else translate("Ticket", "直接到窗口，不取号也能办。"),
            "icon": "wifioff" if cut else "ticket",
            "act": translate("Ticket", "再取一次"),
            "times": state.mood.times,
        }

    @Slot(str)
    def choosePriority(self, value: str) -> None:  # noqa: N802
        self.dispatch(PriorityChosen(Priority(value)))

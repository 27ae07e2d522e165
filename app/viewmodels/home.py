"""Home: the greeting or the notices, search, hot items, nine tiles, the card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.service_item import ItemField, ServiceItem
from app.journeys.events import FieldChosen, LookUpChosen, SearchTyped
from app.journeys.scanning_events import ScanWanted
from app.journeys.states import AtHome
from app.journeys.things import Thing
from app.journeys.ticket_events import TicketWanted
from app.viewmodels.choosing import ChoosingPage, can_be_done, way_to_track
from app.viewmodels.device_words import CitizenNotice, citizen_notice
from app.viewmodels.explanations import Topic
from app.viewmodels.facts import Surroundings
from app.viewmodels.page import shown
from app.viewmodels.translation import translate
from hardware import DeviceState

TILES = 9
MOST_NOTICES = 3
HOT_ITEMS = 4


class HomePage(ChoosingPage):
    changed = Signal()
    queue_changed = Signal()

    def __init__(self, around: Surroundings, before_typing: Callable[[], None], parent: QObject | None = None) -> None:
        """`before_typing` makes the list ready for the keyboard."""
        super().__init__(around, parent)
        self._before_typing = before_typing
        if around.tickets is not None:
            around.tickets.changed.connect(self.queue_changed.emit)
            around.station.changed.connect(self.queue_changed.emit)

    def _items(self) -> list[ServiceItem]:
        return self.around.offered()

    def _doable(self) -> list[ServiceItem]:
        online = self.around.station.online
        return [item for item in self._items() if can_be_done(item, online)]

    @shown(bool, changed)
    def online(self) -> bool:
        return self.around.station.online

    @shown(int, changed)
    def count(self) -> int:
        return len(self._items())

    @shown("QVariantList", changed)
    def notices(self) -> list[dict[str, str]]:
        """`[{icon, title, text}]`: in the place of the greeting."""
        lines: list[dict[str, str]] = []
        if not self.around.station.online:
            title = translate("Home", "网络断了，还能办 %1 项").replace("%1", str(len(self._doable())))
            text = translate("Home", "填好的都会保存，联网后自动提交")
            lines.append({"icon": "wifioff", "title": title, "text": text})
        devices = self._device_notices()
        lines += [asdict(notice) for notice in devices if notice.title]
        lines += self._forgotten()  # before what is only a paper: somebody's card lies there
        lines += [asdict(notice) for notice in devices if not notice.title]
        if self.around.station.receipt_paper == "low":
            told = translate("Home", "凭条纸快用完，已通知工作人员")
            untold = translate("Home", "凭条纸快用完，凭条可能打不出来")
            text = told if self.around.station.staff_told else untold
            lines.append({"icon": "receipt", "title": "", "text": text})
        return lines[:MOST_NOTICES]

    def _device_notices(self) -> list[CitizenNotice]:
        found = (citizen_notice(room, each.status) for room, each in self.around.station.conditions.items())
        return [notice for notice in found if notice is not None]

    def _forgotten(self) -> list[dict[str, str]]:
        state = self.state
        if not isinstance(state, AtHome) or Thing.CARD not in state.forgotten:
            return []
        text = translate("Home", "读卡区有别人落下的证，请交给工作人员")
        return [{"icon": "idcard", "title": "", "text": text}]

    @shown("QVariantList", changed)
    def hot(self) -> list[dict[str, str]]:
        """`[{code, label}]`: what is often done, and can be done now."""
        often = self.around.often_first(self._doable())
        return [{"code": item.code, "label": self.say(item.short_name)} for item in often[:HOT_ITEMS]]

    @shown("QVariantList", changed)
    def tiles(self) -> list[dict[str, Any]]:
        """`[{code, name, hint, icon, available}]`, nine of them; the tenth group is found by 全部 and by search."""
        online, items = self.around.station.online, self._items()  # QML asks once for each tile: looked at once
        offered = {item.field for item in items}
        doable = {item.field for item in items if can_be_done(item, online)}
        return [
            self._tile(field, field.code in offered, field.code in doable, online)
            for field in self.around.shelf.fields()[:TILES]
        ]

    def _tile(self, field: ItemField, offered: bool, doable: bool, online: bool) -> dict[str, Any]:
        if not offered:
            hint = translate("Home", "到窗口办")
        elif online:
            hint = self.say(field.hint)
        else:
            hint = translate("Home", "现在能办") if doable else translate("Home", "联网后可办")
        return {
            "code": field.code,
            "name": self.say(field.name),
            "hint": hint,
            "icon": field.icon,
            "available": online or doable,
        }

    @shown(str, queue_changed)
    def ticketHint(self) -> str:  # noqa: N802
        """How many wait in the hall, where that is known and no number of before the line went down."""
        tickets = self.around.tickets
        if tickets is None or tickets.queue is None or not self.around.station.online:
            return translate("Home", "到窗口办")
        waiting = tickets.queue.figures.waiting
        return (
            translate("Home", "前面有 %1 人").replace("%1", str(waiting))
            if waiting
            else translate("Home", "现在不用等")
        )

    @Slot()
    def takeTicket(self) -> None:  # noqa: N802
        """取号; where that cannot be, it is said why, and that a window serves without."""
        if self.around.tickets is None:
            self.explain(Topic.TICKET)
        elif not self.around.station.online:
            self.explain(Topic.TICKET_OFFLINE)
        else:
            self.dispatch(TicketWanted())

    @Slot(str)
    def openField(self, code: str) -> None:  # noqa: N802
        self.dispatch(FieldChosen(code))

    @Slot()
    def search(self) -> None:
        self._before_typing()
        self.dispatch(SearchTyped(""))

    @Slot()
    def track(self) -> None:
        """查进度."""
        self.dispatch(way_to_track(self.around))

    @Slot()
    def scan(self) -> None:
        """扫码进入; where that cannot be, it is said, and the number leads there too."""
        scanner = self.around.station.conditions.get("code_scanner")
        if scanner is None:
            self.explain(Topic.SCAN)
        elif scanner.status.state not in (DeviceState.ONLINE, DeviceState.BUSY):
            self.explain(Topic.SCAN_BROKEN)
        else:
            self.dispatch(ScanWanted())

    @Slot()
    def lookUp(self) -> None:  # noqa: N802
        self.dispatch(LookUpChosen())

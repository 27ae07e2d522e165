"""The list of items: of one field, all of them, or what a search finds."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.catalogue.search import search
from app.domain.formats import money
from app.domain.service_item import ItemField, ServiceItem
from app.journeys.events import FieldChosen, SearchTyped
from app.journeys.states import Browsing
from app.viewmodels.choosing import ChoosingPage, can_be_done
from app.viewmodels.facts import Surroundings
from app.viewmodels.gone_items import gone_rows
from app.viewmodels.page import shown
from app.viewmodels.translation import ENGLISH, translate


class ItemsPage(ChoosingPage):
    changed = Signal()

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(around, parent)
        self._typing = False

    def begin_typing(self) -> None:
        """The page is opened for a search: the keyboard comes with it."""
        self._typing = True

    def leave(self) -> None:
        super().leave()
        self._typing = False

    def _browsing(self) -> Browsing:
        state = self.state
        return state if isinstance(state, Browsing) else Browsing()

    def _field(self) -> ItemField | None:
        code = self._browsing().field_code
        return next((field for field in self.around.shelf.fields() if field.code == code), None)

    @shown(bool, changed)
    def typing(self) -> bool:
        return self._typing

    @shown(str, changed)
    def title(self) -> str:
        field = self._field()
        return self.say(field.name) if field else translate("Items", "您要办哪件事？")

    @shown(str, changed)
    def text(self) -> str:
        return self._browsing().text

    @shown(bool, changed)
    def ofOneField(self) -> bool:  # noqa: N802
        return self._field() is not None

    @shown(bool, changed)
    def online(self) -> bool:
        return self.around.station.online

    @shown("QVariantList", changed)
    def items(self) -> list[dict[str, Any]]:
        """`[{code, name, hint, icon, available, tag}]`; what is gone stands below, for who looks for it."""
        state = self._browsing()
        offered = [item for item in self.around.offered() if not state.field_code or item.field == state.field_code]
        rows = [self._row(item) for item in search(offered, state.text)]
        return rows + gone_rows(self.around, state.text, field=state.field_code)

    def _row(self, item: ServiceItem) -> dict[str, Any]:
        available = can_be_done(item, self.around.station.online)
        icons = {field.code: field.icon for field in self.around.shelf.fields()}
        return {
            "code": item.code,
            "name": self.say(item.name),
            "hint": self._hint(item),
            "icon": icons.get(item.field, "doc"),
            "available": available,
            "tag": "" if available else translate("Items", "联网后可办"),
        }

    def _hint(self, item: ServiceItem) -> str:
        minutes = translate("Items", "约 %1 分钟").replace("%1", str(item.minutes))
        if item.fee.amount_from:
            return minutes
        fee = money(item.fee.amount_fen) if item.fee.amount_fen else translate("Items", "不收费")
        return f"{minutes} · {fee.replace('元', 'yuan') if self.around.language.code == ENGLISH else fee}"

    @Slot(str)
    def type(self, text: str) -> None:
        self.dispatch(SearchTyped(text))

    @Slot()
    def showAll(self) -> None:  # noqa: N802
        self.dispatch(FieldChosen(""))

"""Choosing an item: where it can be done now, it begins; where it cannot, that is explained."""

from __future__ import annotations

from typing import Any

import uuid_utils
from PySide6.QtCore import QObject, Signal, Slot

from app.domain.service_item import ServiceItem
from app.journeys.events import FieldChosen, ItemChosen, LookUpChosen
from app.viewmodels.explanations import NextAct, Topic, explanation_of
from app.viewmodels.facts import Surroundings
from app.viewmodels.page import Page, shown


def can_be_done(item: ServiceItem, online: bool) -> bool:
    return online or item.offline


class ChoosingPage(Page):
    """Base of home and the list: begins items, and explains what is not to be had."""

    explained = Signal()

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(parent=parent, around=around)
        self._topic: Topic | None = None

    def leave(self) -> None:
        if self._topic is not None:
            self._topic = None
            self.explained.emit()

    @shown("QVariantMap", explained)
    def explanation(self) -> dict[str, Any]:
        """`{icon, title, text, act}`; empty while nothing is explained."""
        if self._topic is None:
            return {}
        words = explanation_of(self._topic)
        return {"icon": words.icon, "title": words.title, "text": words.text, "act": words.act}

    @Slot(str)
    def chooseItem(self, code: str) -> None:  # noqa: N802
        item = self.around.shelf.item(code)
        online = self.around.station.online
        if not can_be_done(item, online):
            self.explain(Topic.OFFLINE_ITEM)
            return
        around = self.around
        case_id, chart = str(uuid_utils.uuid7()), around.medical.chart
        self.dispatch(ItemChosen(item, case_id, online, around.can_scan, around.is_desk, chart))

    @Slot(str)
    def explain(self, topic: str) -> None:
        self._topic = Topic(topic)
        self.explained.emit()

    @Slot()
    def closeExplanation(self) -> None:  # noqa: N802
        self._topic = None
        self.explained.emit()

    @Slot()
    def actOnExplanation(self) -> None:  # noqa: N802
        """The next act that the explanation offers."""
        topic, self._topic = self._topic, None
        self.explained.emit()
        match explanation_of(topic).next_act if topic is not None else None:
            case NextAct.ALL_ITEMS:
                self.dispatch(FieldChosen(""))
            case NextAct.PUT_CARD:
                self.dispatch(LookUpChosen())
            case NextAct.CALL_HELP:
                self.callHelp()
            case None:
                return

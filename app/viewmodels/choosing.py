"""Choosing an item: where it can be done now, it begins; where it cannot, that is explained."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import uuid_utils
from PySide6.QtCore import QObject, Signal, Slot

from app.domain.service_item import Gone, ServiceItem
from app.journeys.events import Event, FieldChosen, ItemChosen, LookUpChosen
from app.journeys.following_events import TrackWanted
from app.viewmodels.explanations import Explanation, NextAct, Topic, explanation_of
from app.viewmodels.facts import Surroundings
from app.viewmodels.gone_items import begins, gone_explanation
from app.viewmodels.page import Page, shown


def can_be_done(item: ServiceItem, online: bool) -> bool:
    return online or item.offline


def way_to_track(around: Surroundings) -> Event:
    """查进度 by number; without a line the card shows at least what this station knows."""
    return TrackWanted() if around.station.online else LookUpChosen()


class ChoosingPage(Page):
    """Base of home and the list: begins items, and explains what is not to be had."""

    explained = Signal()

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(parent=parent, around=around)
        self._topic: Topic | Gone | None = None

    def leave(self) -> None:
        if self._topic is not None:
            self._topic = None
            self.explained.emit()

    def refresh(self) -> None:
        super().refresh()
        self.explained.emit()  # another language, another day

    def _words(self) -> Explanation | None:
        match self._topic:
            case Gone() as gone:
                words = gone_explanation(gone, self.around)
            case Topic() as topic:
                words = explanation_of(topic)
            case None:
                return None
        # The list of a desk stands beside it all the time.
        return replace(words, act="", next_act=None) if self.around.is_desk else words

    @shown("QVariantMap", explained)
    def explanation(self) -> dict[str, Any]:
        """`{icon, title, text, act}`; empty while nothing is explained."""
        words = self._words()
        return {} if words is None else {"icon": words.icon, "title": words.title, "text": words.text, "act": words.act}

    @Slot(str)
    def chooseItem(self, code: str) -> None:  # noqa: N802
        item = begins(self.around, code)
        if isinstance(item, Gone):
            self.tell_gone(item)
            return
        online = self.around.station.online
        if not can_be_done(item, online):
            self.explain(Topic.OFFLINE_ITEM)
            return
        around = self.around
        case_id, chart = str(uuid_utils.uuid7()), around.medical.chart
        self.dispatch(ItemChosen(item, case_id, online, around.can_scan, around.is_desk, chart))

    def tell_gone(self, gone: Gone) -> None:
        """Since when it is not done here any more, and what is done instead."""
        self._topic = gone
        self.explained.emit()

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
        words, self._topic = self._words(), None
        self.explained.emit()
        match words.next_act if words is not None else None:
            case NextAct.ALL_ITEMS:
                self.dispatch(FieldChosen(""))
            case NextAct.PUT_CARD:
                self.dispatch(LookUpChosen())
            case NextAct.TRACK:
                self.dispatch(way_to_track(self.around))
            case NextAct.CALL_HELP:
                self.callHelp()
            case None:
                return

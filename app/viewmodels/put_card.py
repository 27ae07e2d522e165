"""把身份证放到读卡区: for an item, and for 刷身份证 from home."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot

from app.journeys.agency import may_choose
from app.journeys.agency_events import AgencyChosen
from app.journeys.states import LookingUp, Passed, Working
from app.viewmodels.in_person import why_in_person
from app.viewmodels.page import Page, mood_of, shown
from app.viewmodels.translation import translate


class PutCardPage(Page):
    changed = Signal()

    @shown(bool, changed)
    def read(self) -> bool:
        """Whether the card was read."""
        return isinstance(mood_of(self.state), Passed | Working)

    @shown(str, changed)
    def strip(self) -> str:
        """What the reader is doing, in words."""
        if self.read:
            return translate("PutCard", "读到了，可以拿走了")
        if self.around.is_desk and (self.forAnother or self.lookingUp):
            whose = (
                translate("PutCard", "正在等代办人的身份证")
                if self.forAnother
                else translate("PutCard", "正在等身份证")
            )
            return whose
        return translate("PutCard", "正在等您的身份证")

    @shown(bool, changed)
    def lookingUp(self) -> bool:  # noqa: N802
        return isinstance(self.state, LookingUp)

    @shown(bool, changed)
    def forAnother(self) -> bool:  # noqa: N802
        """替别人办: the card that is waited for is the agent's."""
        step = self.step
        return step is not None and step.draft.agency is not None

    @shown("QVariantList", changed)
    def ways(self) -> list[dict[str, Any]]:
        """`[{value, label}]`: who came, where a clerk asks; nothing once a card was read, and at the glass."""
        step = self.step
        if step is None or not self.around.is_desk or step.item.agency is None or self.read:
            return []
        return [
            {"value": "self", "label": translate("PutCard", "本人来办")},
            {"value": "agent", "label": translate("PutCard", "替别人办")},
        ]

    @shown(bool, changed)
    def mayAct(self) -> bool:  # noqa: N802
        """At the glass: 替别人办 is offered, or taken back, until a card was read."""
        step = self.step
        return step is not None and not self.around.is_desk and not self.read and may_choose(step)

    @shown(str, changed)
    def inPerson(self) -> str:  # noqa: N802
        """Why nobody else can do it; empty where they can."""
        step = self.step
        return why_in_person(step.item) if step is not None and self.around.is_desk else ""

    @Slot(str)
    def choose(self, way: str) -> None:
        self.dispatch(AgencyChosen(way == "agent"))

"""Why it was not good: at least one reason, chosen freely (GB/T 39734)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.journeys.events import ReasonsGiven
from app.viewmodels.facts import Surroundings
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate


class ReasonsPage(Page):
    changed = Signal()

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(around, parent)
        self._chosen: list[str] = []

    def leave(self) -> None:
        self._chosen = []

    @shown("QVariantList", changed)
    def reasons(self) -> list[dict[str, Any]]:
        """`[{code, label, chosen}]`"""
        words = {
            "等得太久": translate("Reasons", "等得太久"),
            "步骤太多": translate("Reasons", "步骤太多"),
            "看不懂": translate("Reasons", "看不懂"),
            "机器不好用": translate("Reasons", "机器不好用"),
            "材料要得多": translate("Reasons", "材料要得多"),
            "没办成": translate("Reasons", "没办成"),
            "没人帮忙": translate("Reasons", "没人帮忙"),
            "别的原因": translate("Reasons", "别的原因"),
        }
        return [{"code": code, "label": label, "chosen": code in self._chosen} for code, label in words.items()]

    @shown(bool, changed)
    def ready(self) -> bool:
        return bool(self._chosen)

    @Slot(str)
    def toggle(self, code: str) -> None:
        if code in self._chosen:
            self._chosen.remove(code)
        else:
            self._chosen.append(code)
        self.changed.emit()

    @Slot()
    def send(self) -> None:
        self.dispatch(ReasonsGiven(tuple(self._chosen)))

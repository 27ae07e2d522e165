"""This person's cases that this station knows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot

from app.domain.case import Case, CaseStatus
from app.domain.errors import ItemUnknown
from app.journeys.events import FieldChosen
from app.journeys.states import LookingUp, Passed
from app.viewmodels.dates import day_of_year
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate


def _status(status: CaseStatus) -> tuple[str, str]:
    """Words and mood of a case's status."""
    return {
        CaseStatus.SAVED: (translate("MyCases", "已存好，等网络"), "warn"),
        CaseStatus.RECEIVED: (translate("MyCases", "收下了，在审"), "working"),
        CaseStatus.ACCEPTED: (translate("MyCases", "在办"), "working"),
        CaseStatus.RETURNED: (translate("MyCases", "要补材料"), "warn"),
        CaseStatus.REFUSED: (translate("MyCases", "没办成"), "bad"),
        CaseStatus.COMPLETED: (translate("MyCases", "办好了"), "done"),
    }[status]


class MyCasesPage(Page):
    changed = Signal()

    @shown(bool, changed)
    def found(self) -> bool:
        """Whether the search is over."""
        state = self.state
        return isinstance(state, LookingUp) and isinstance(state.mood, Passed)

    @shown("QVariantList", changed)
    def cases(self) -> list[dict[str, Any]]:
        """`[{number, name, day, status, mood, reason}]`, newest first."""
        state = self.state
        return [self._row(case) for case in state.cases] if isinstance(state, LookingUp) else []

    @Slot()
    def showAll(self) -> None:  # noqa: N802
        """去办事: the list of all items."""
        self.dispatch(FieldChosen(""))

    def _row(self, case: Case) -> dict[str, Any]:
        words, mood = _status(case.status)
        return {
            "number": case.number,
            "name": self._name(case) if not case.as_agent else self._for_another(case),
            "day": day_of_year(case.submitted_at.date(), self.around.language.code),
            "status": words,
            "mood": mood,
            "reason": case.reason,
        }

    def _for_another(self, case: Case) -> str:
        return translate("MyCases", "%1（替别人办）").replace("%1", self._name(case))

    def _name(self, case: Case) -> str:
        try:
            return self.say(self.around.shelf.item(case.item_code, case.item_version).short_name)
        except ItemUnknown:
            return translate("MyCases", "以前办的事")

"""This person's cases: those of this station, and those of the town where the centre answers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot

from app.domain.following import FollowedCase
from app.journeys.events import FieldChosen
from app.journeys.following_events import CaseTouched
from app.journeys.states import LookingUp, Passed, Told
from app.viewmodels.case_words import name_of, status_words
from app.viewmodels.dates import day_of_year
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate


class MyCasesPage(Page):
    changed = Signal()

    def _looking(self) -> LookingUp | None:
        state = self.state
        return state if isinstance(state, LookingUp) else None

    @shown(bool, changed)
    def found(self) -> bool:
        """Whether there is something to show: cases, or that there are none."""
        state = self._looking()
        if state is None or not isinstance(state.mood, Passed):
            return False
        return bool(state.cases) or state.told is not Told.ASKING

    @shown("QVariantList", changed)
    def cases(self) -> list[dict[str, Any]]:
        """`[{id, number, name, day, status, mood, reason}]`, newest first."""
        state = self._looking()
        return [self._row(case) for case in state.cases] if state else []

    @shown(str, changed)
    def scope(self) -> str:
        """Whose knowledge this is."""
        state = self._looking()
        if state is None:
            return ""
        match state.told:
            case Told.ASKING:
                return translate("MyCases", "正在问别处办的")
            case Told.TOLD if state.unread:
                return translate("MyCases", "中心收到的都在，这台机存的没读出来。")
            case Told.TOLD:
                return translate("MyCases", "全市办的都在，新的在前。")
            case _:
                return translate("MyCases", "网络断了，只有在这台机上办的。")

    @shown(str, changed)
    def scopeOfNone(self) -> str:  # noqa: N802
        """Where nothing was found: the scope, or what will stand here."""
        state = self._looking()
        if state is not None and state.told is Told.TOLD and not state.unread:
            return translate("MyCases", "在全市哪儿办的，都会列在这里。")
        return str(self.scope)

    @shown(bool, changed)
    def atDesk(self) -> bool:  # noqa: N802
        """A clerk looks, not the person."""
        return self.around.is_desk

    @Slot(str)
    def open(self, case_id: str) -> None:
        """The page of one."""
        self.dispatch(CaseTouched(case_id))

    @Slot()
    def showAll(self) -> None:  # noqa: N802
        """去办事: the list of all items."""
        self.dispatch(FieldChosen(""))

    def _row(self, case: FollowedCase) -> dict[str, Any]:
        words, mood = status_words(case)
        return {
            "id": case.id,
            "number": case.number,
            "name": name_of(self.around, case),
            "day": day_of_year(
                case.submitted_at.astimezone(self.around.station.now().tzinfo).date(), self.around.language.code
            ),
            "status": words,
            "mood": mood,
            "reason": case.reason,
        }

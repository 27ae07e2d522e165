"""The last page: result and number, what comes next with dates, card and papers, evaluation."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot

from app.domain.evaluation import EvaluationChannel, Grade
from app.domain.service_item import Milestone, StepKind
from app.journeys.events import AnotherItemPressed, GradeGiven, PrintAgainPressed
from app.journeys.states import Finished, Paper
from app.viewmodels.appointment_words import appointment_of_page
from app.viewmodels.dates import before_day
from app.viewmodels.page import Page, shown
from app.viewmodels.papers_words import papers_words
from app.viewmodels.translation import translate


class DonePage(Page):
    changed = Signal()
    rows_changed = Signal()

    def refresh(self) -> None:
        super().refresh()
        self.rows_changed.emit()

    def _finished(self) -> Finished | None:
        state = self.state
        return state if isinstance(state, Finished) else None

    @shown(bool, changed)
    def atCentre(self) -> bool:  # noqa: N802
        """Whether the centre took it: only then 提交好了 may be said."""
        state = self._finished()
        return state is not None and state.at_centre

    @shown(str, changed)
    def title(self) -> str:
        """What became of it; an answer that was only read is not said to be handed in."""
        state = self._finished()
        if state is None or not state.at_centre:
            return translate("Done", "已存好，等网络")
        if state.refused:
            return translate("Done", "没约上") if state.appointment is not None else translate("Done", "没有办成")
        if state.appointment is not None:
            return translate("Done", "约好了")
        if state.item.result.waits and state.certificate is not Paper.LATER:
            return translate("Done", "办好了")
        only_read = state.item.query is not None and StepKind.PAPER not in state.steps
        return translate("Done", "查好了") if only_read else translate("Done", "提交好了")

    @shown(str, changed)
    def refused(self) -> str:
        """Why the centre said no at once; empty where it did not."""
        state = self._finished()
        return state.refused if state is not None else ""

    @shown("QVariantMap", changed)
    def appointment(self) -> dict[str, Any]:
        """`{when, place, address, note}`: when and where to come; empty where nothing is booked, or it was refused."""
        state = self._finished()
        if state is None or state.refused or state.appointment is None:
            return {}
        told = appointment_of_page(state.item, state.appointment, self.around.language.code)
        return {**told, "note": "" if state.at_centre else translate("Done", "还没约上，联网后才算数")}

    @shown(str, changed)
    def number(self) -> str:
        state = self._finished()
        return state.case.number if state else ""

    @shown(str, changed)
    def acted(self) -> str:
        """Who acted for whom, both masked; empty where the applicant came in person."""
        state = self._finished()
        if state is None or not state.masked_agent:
            return ""
        words = translate("Done", "%1 替 %2 办的")
        return words.replace("%1", state.masked_agent, 1).replace("%2", state.masked_name, 1)

    @shown(str, changed)
    def spared(self) -> str:
        """How many papers nobody had to bring; empty where that is none, or nothing came of it."""
        state = self._finished()
        if state is None or state.spared == 0 or state.refused:
            return ""
        return translate("Done", "这次少交 %1 份材料").replace("%1", str(state.spared))

    @shown("QVariantList", rows_changed)
    def timeline(self) -> list[dict[str, Any]]:
        """`[{when, text, state: done | later}]`"""
        state = self._finished()
        if state is None or state.refused:
            return []
        today = self.around.station.now().date()
        return [self._line(state, milestone, today) for milestone in state.item.milestones]

    def _line(self, state: Finished, milestone: Milestone, today: date) -> dict[str, Any]:
        if milestone.days == 0:
            return self._first_line(state, milestone)
        return {"when": self._when(state, milestone, today), "text": self.say(milestone.text), "state": "later"}

    def _when(self, state: Finished, milestone: Milestone, today: date) -> str:
        """A day only once the centre has it: until then nobody knows when the days begin to count."""
        if not state.at_centre:
            return translate("Done", "%1 个工作日").replace("%1", str(milestone.days))
        due = self.around.shelf.working_day_after(today, milestone.days)
        return before_day(due, self.around.language.code)

    def _first_line(self, state: Finished, milestone: Milestone) -> dict[str, Any]:
        when = translate("Done", "今天")
        if not state.at_centre:
            return {"when": when, "text": translate("Done", "存在本机，联网后自动提交"), "state": "later"}
        if state.certificate in (Paper.FAILED, Paper.PRINTING):
            return {"when": when, "text": translate("Done", "已提交，证明还没打出来"), "state": "later"}
        if state.certificate is Paper.LATER:
            return {"when": when, "text": translate("Done", "已提交，办结后来打印"), "state": "later"}
        return {"when": when, "text": self.say(milestone.text), "state": "done"}

    @shown("QVariantMap", changed)
    def papers(self) -> dict[str, str]:
        """`{title, text, icon, drawing}` of the amber panel; empty when nothing is left to take."""
        state = self._finished()
        return papers_words(state) if state else {}

    @shown(bool, changed)
    def canPrintAgain(self) -> bool:  # noqa: N802
        """Whether 再打一次 is offered: nothing of the certificate came out."""
        state = self._finished()
        return state is not None and state.can_print_again

    @shown(bool, changed)
    def isPrinting(self) -> bool:  # noqa: N802
        """Whether the certificate is on its way once more: nobody begins another thing before it is out."""
        state = self._finished()
        return state is not None and state.certificate is Paper.PRINTING

    @shown(bool, changed)
    def asksGrade(self) -> bool:  # noqa: N802
        """Never at a desk: there the pad asks, and the clerk neither presses nor sees it."""
        state = self._finished()
        asks = state is not None and state.item.evaluation and StepKind.EVALUATION in state.steps
        return asks and not self.around.is_desk

    @shown(int, changed)
    def grade(self) -> int:
        """1 to 5; 0 while none was given."""
        state = self._finished()
        return int(state.grade) if state and state.grade and not self.around.is_desk else 0

    @Slot(int)
    def giveGrade(self, grade: int) -> None:  # noqa: N802
        self.dispatch(GradeGiven(Grade(grade), EvaluationChannel.SCREEN))

    @Slot()
    def printAgain(self) -> None:  # noqa: N802
        self.dispatch(PrintAgainPressed())

    @Slot()
    def another(self) -> None:
        self.dispatch(AnotherItemPressed())

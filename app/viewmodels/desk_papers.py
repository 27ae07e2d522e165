"""A desk's papers and decisions: the plain buttons of every step, what became of a notice, what came of a case."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.case import CaseStatus
from app.domain.formats import mask_name
from app.journeys.decided import Stage
from app.journeys.deciding import is_refusing, may_decide
from app.journeys.desk_events import (
    CompletePressed,
    DecisionWanted,
    HoldPressed,
    NoticePressed,
    RefusalConfirmed,
    RefusalReasonGiven,
    RefusePressed,
    ResultWanted,
)
from app.journeys.events import BackPressed, NextPressed
from app.journeys.holding import may_hold, may_notify
from app.journeys.states import AtHome, AtStep, Finished
from app.viewmodels.desk_decision_words import decision_words, open_row, returned_row, undecided_row
from app.viewmodels.desk_drafts import draft_of_person, draft_row, resumed
from app.viewmodels.desk_notice_words import notice_words
from app.viewmodels.facts import ClerkSeat, Surroundings
from app.viewmodels.page import shown
from app.viewmodels.translation import translate


class DeskPapers(QObject):
    changed = Signal()

    def __init__(self, around: Surroundings, seat: ClerkSeat, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._seat = seat
        for each in (around.sitting.changed, around.station.changed, around.language.changed, seat.changed):
            each.connect(self.changed.emit)

    def _finished(self) -> Finished | None:
        state = self._around.sitting.state
        return state if isinstance(state, Finished) else None

    # ------------------------------------------------------------ on every step

    @shown("QVariantList", changed)
    def acts(self) -> list[dict[str, str]]:
        """`[{name, text}]`, the plain buttons beside the way back; on the last page those of a decision."""
        state = self._around.sitting.state
        acts = []
        if isinstance(state, AtStep) and may_notify(state):
            acts.append({"name": "notify", "text": translate("DeskPapers", "一次性告知")})
        if isinstance(state, AtStep) and may_hold(state):
            acts.append({"name": "hold", "text": translate("DeskPapers", "挂起")})
        if self.mayDecide:
            acts.append({"name": "passOn", "text": translate("DeskPapers", "转办")})
            acts.append({"name": "refuse", "text": translate("DeskPapers", "不予办理")})
        return acts

    @Slot(str)
    def act(self, name: str) -> None:
        """One of `acts`; anything else does nothing."""
        if name not in {each["name"] for each in self.acts}:
            return
        match name:
            case "notify":
                self._around.sitting.dispatch(NoticePressed())
            case "hold":
                self._around.sitting.dispatch(HoldPressed())
            case "passOn":
                self._around.sitting.dispatch(NextPressed())
            case "refuse" if self._seat.who is not None:
                self._around.sitting.dispatch(RefusePressed(self._seat.who))

    @shown("QVariantMap", changed)
    def notice(self) -> dict[str, str]:
        """`{text, mood, icon}`: what became of the one-time notice; empty where there is none."""
        state = self._around.sitting.state
        return notice_words(state, self._around.language.code) if isinstance(state, AtStep) else {}

    # ------------------------------------------------------------ whoever comes back

    @shown("QVariantMap", changed)
    def comesBack(self) -> dict[str, Any]:  # noqa: N802 - named for QML, like those below
        """`{id, item, at, why}`: what this person did not finish before; empty where there is nothing."""
        state = self._around.sitting.state
        if not isinstance(state, AtStep) or not may_hold(state):
            return {}
        kept = draft_of_person(self._seat.drafts, state, self._around)
        return (draft_row(kept, self._around) or {}) if kept is not None else {}

    @Slot()
    def takeUp(self) -> None:  # noqa: N802
        """接着办, in place of what was just begun."""
        wanted = self.comesBack.get("id", "")
        kept = next((each for each in self._seat.drafts if each.case_id == wanted), None)
        event = resumed(kept, self._around) if kept is not None else None
        if event is not None:
            self._around.sitting.dispatch(event)

    # ------------------------------------------------------------ the decision

    @shown(bool, changed)
    def mayDecide(self) -> bool:  # noqa: N802
        """Whether 办结 and 不予办理 are offered."""
        state, who = self._finished(), self._seat.who
        return state is not None and who is not None and may_decide(state, who)

    @shown(str, changed)
    def stage(self) -> str:
        """A word of `Stage`; empty while nothing is decided."""
        state = self._finished()
        return state.decided.stage.value if state is not None and state.decided is not None else ""

    @shown(bool, changed)
    def refusing(self) -> bool:
        """A reason is being written, or the refusal asked for once more."""
        state = self._finished()
        return state is not None and is_refusing(state)

    @shown(bool, changed)
    def working(self) -> bool:
        return self.stage in (Stage.SAVING.value, Stage.WAITING.value)

    @shown(str, changed)
    def reason(self) -> str:
        state = self._finished()
        return state.decided.reason if state is not None and state.decided is not None else ""

    @shown("QVariantMap", changed)
    def result(self) -> dict[str, str]:
        """`{title, text, mood, icon}`: what came of the case; empty elsewhere."""
        state = self._finished()
        if state is None:
            return {}
        return decision_words(state, self._around.language.code, passes_on=not self.mayDecide)

    @Slot()
    def complete(self) -> None:
        if self._seat.who is not None:
            self._around.sitting.dispatch(CompletePressed(self._seat.who))

    @Slot(str)
    def giveReason(self, reason: str) -> None:  # noqa: N802
        self._around.sitting.dispatch(RefusalReasonGiven(reason))

    @Slot()
    def confirm(self) -> None:
        self._around.sitting.dispatch(RefusalConfirmed())

    @Slot()
    def goBack(self) -> None:  # noqa: N802
        self._around.sitting.dispatch(BackPressed())

    # ------------------------------------------------------------ what is to be seen to

    @shown("QVariantList", changed)
    def open(self) -> list[dict[str, str]]:
        """`[{id, title, text, act}]`: results that were not printed, decisions the centre did not accept, cases nobody
        decided, what offices sent back. `act` is `print`, `decide`, `lookUp`, or empty where there is only something to
        read."""
        if not isinstance(self._around.sitting.state, AtHome):
            return []
        decided = [open_row(each, self._around) for each in self._seat.decisions]
        decided += [undecided_row(each, self._around) for each in self._seat.undecided]
        return decided + [returned_row(each, self._around) for each in self._seat.returned]

    @Slot(str)
    def printResult(self, case_id: str) -> None:  # noqa: N802
        wanted = next((each for each in self._seat.decisions if each.case.id == case_id and not each.why), None)
        if wanted is None:
            return
        item = self._around.item(wanted.item_code, wanted.item_version)
        if item is not None:
            self._around.sitting.dispatch(ResultWanted(item, wanted.case, mask_name(wanted.name)))

    @Slot(str)
    def decide(self, case_id: str) -> None:
        """去办结: the last page of a case that was accepted before."""
        wanted = next((each for each in self._seat.undecided if each.case.id == case_id), None)
        item = self._around.item(wanted.item_code, wanted.item_version) if wanted is not None else None
        if wanted is not None and item is not None:
            at_centre = wanted.case.status is not CaseStatus.SAVED
            self._around.sitting.dispatch(DecisionWanted(item, wanted.case, mask_name(wanted.name), at_centre))

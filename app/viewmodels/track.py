"""查进度: a case's number and the end of an ID number, where no card is at hand."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.following import LAST_DIGITS
from app.journeys.events import LookUpChosen
from app.journeys.following_events import NumberGiven
from app.journeys.states import Tracking, Working
from app.viewmodels.facts import Surroundings
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate

FEWEST_SIGNS = 4


class TrackPage(Page):
    changed = Signal()

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(around, parent)
        self._number = self._digits = ""
        self._complaints: dict[str, str] = {}

    def leave(self) -> None:
        self._number = self._digits = ""
        self._complaints = {}

    @shown(bool, changed)
    def asking(self) -> bool:
        """Whether the centre is being asked."""
        state = self.state
        return isinstance(state, Tracking) and isinstance(state.mood, Working)

    @shown(str, changed)
    def scanned(self) -> str:
        """What a code told of the case, in words; empty where its number has to be typed."""
        state = self.state
        if not isinstance(state, Tracking):
            return ""
        if state.number:
            return translate("Track", "编号 %1").replace("%1", state.number)
        return translate("Track", "码读到了") if state.mark else ""

    @shown(str, changed)
    def number(self) -> str:
        return self._number

    @shown(str, changed)
    def digits(self) -> str:
        return self._digits

    @shown(str, changed)
    def numberError(self) -> str:  # noqa: N802
        return self._complaints.get("number", "")

    @shown(str, changed)
    def digitsError(self) -> str:  # noqa: N802
        return self._complaints.get("digits", "")

    @shown(bool, changed)
    def missed(self) -> bool:
        """No case answers to both."""
        state = self.state
        return isinstance(state, Tracking) and state.missed

    @Slot()
    def tryAgain(self) -> None:  # noqa: N802
        """再查一次: what was typed stands there still."""
        self.submit()

    @Slot(str)
    def typeNumber(self, text: str) -> None:  # noqa: N802
        self._number = text

    @Slot(str)
    def typeDigits(self, text: str) -> None:  # noqa: N802
        self._digits = text

    @Slot()
    def submit(self) -> None:
        """查一下: what does not hold says so under its label."""
        state = self.state
        scanned = state.number if isinstance(state, Tracking) else ""
        number = scanned or "".join(self._number.split()).upper()
        digits = "".join(self._digits.split()).upper()
        self._complaints = {}
        if len(number) < FEWEST_SIGNS and not self.scanned:
            self._complaints["number"] = translate("Track", "还没填办件编号")
        if len(digits) != LAST_DIGITS:
            short = translate("Track", "要 4 位，还差 %1 位").replace("%1", str(LAST_DIGITS - len(digits)))
            self._complaints["digits"] = short if digits else translate("Track", "还没填后 4 位")
        self.changed.emit()
        if not self._complaints:
            self.dispatch(NumberGiven(number, digits))

    @Slot()
    def putCard(self) -> None:  # noqa: N802
        self.dispatch(LookUpChosen())

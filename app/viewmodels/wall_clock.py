"""Day and time at home's head: the station's trusted time by China's clock, whatever zone the machine stands in."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QObject, Signal, Slot

from app.domain.formats import CHINA, clock_time, day_and_weekday
from app.viewmodels.facts import Surroundings
from app.viewmodels.page import shown

_ENGLISH_DAY = "ddd d MMM"


class WallClock(QObject):
    """`look` is called every second while it is in sight."""

    moved = Signal()

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._told = self._telling()
        around.language.changed.connect(self.look)

    @Slot()
    def look(self) -> None:
        told = self._telling()
        if told != self._told:
            self._told = told
            self.moved.emit()

    def _telling(self) -> tuple[str, str]:
        now = self._around.station.now().astimezone(CHINA)
        if self._around.language.code == "zh_CN":
            return day_and_weekday(now), clock_time(now)
        on = QDate(now.year, now.month, now.day)
        return QLocale("en_GB").toString(on, _ENGLISH_DAY), clock_time(now)

    @shown(str, moved)
    def day(self) -> str:
        """`3月18日 星期三`, `Wed 18 Mar`."""
        return self._told[0]

    @shown(str, moved)
    def time(self) -> str:
        return self._told[1]

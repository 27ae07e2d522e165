"""The branch around the pages: the film that runs, the licence that is renewed, the steps one below the other."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.formats import money
from app.domain.service_item import ServiceItem, StepKind
from app.journeys.eligibility import facts_of
from app.journeys.states import AtStep, Film, Finished, Finishing
from app.viewmodels.eligibility import validity_words
from app.viewmodels.facts import FilmTime, Surroundings
from app.viewmodels.marks import marks_of
from app.viewmodels.medical import MedicalPage
from app.viewmodels.page import shown
from app.viewmodels.translation import translate

SECONDS_A_MINUTE = 60


class Branch(QObject):
    """Read by `Desk.qml` at a post, beside the desk's own."""

    changed = Signal()
    never = Signal()

    def __init__(
        self, around: Surroundings, film: FilmTime, medical: MedicalPage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._medical = medical
        self._around = around
        self._film = film
        for each in (around.sitting.changed, around.language.changed, film.changed):
            each.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        self.changed.emit()
        self._medical.changed.emit()

    # ------------------------------------------------------------ the film

    @shown(str, changed)
    def filmed(self) -> str:
        """`08:16` while a film runs; it cannot be hidden."""
        seconds = self._film.seconds
        return "" if seconds is None else f"{seconds // SECONDS_A_MINUTE:02d}:{seconds % SECONDS_A_MINUTE:02d}"

    @shown(bool, changed)
    def filmBroke(self) -> bool:  # noqa: N802 - named for QML, like those below
        state = self._around.sitting.state
        return isinstance(state, AtStep) and state.film is Film.BROKEN

    # ------------------------------------------------------------ the body

    @shown(QObject, never)
    def medical(self) -> MedicalPage:
        return self._medical

    @shown(bool, changed)
    def examines(self) -> bool:
        """Whether the body is checked for what is being done."""
        state = self._around.sitting.state
        return isinstance(state, AtStep) and StepKind.MEDICAL in state.steps

    # ------------------------------------------------------------ the licence

    @shown(str, changed)
    def business(self) -> str:
        """期满换证 · C1"""
        state = self._around.sitting.state
        if not isinstance(state, AtStep | Finishing | Finished):
            return ""
        name = state.item.short_name.in_language(self._around.language.code)
        classes = [] if isinstance(state, Finished) else facts_of(state.draft).get("classes", [])
        return f"{name} · {' '.join(classes)}" if classes else name

    @shown("QVariantList", changed)
    def terms(self) -> list[str]:
        """到期 …，还有 … 天 · 换后有效期 …"""
        state = self._around.sitting.state
        if not isinstance(state, AtStep | Finishing):
            return []
        told = state.draft.eligibility
        until = _day(facts_of(state.draft).get("valid_to"))
        lines = [self._until(until)] if until is not None else []
        if told is not None and told.new_validity:
            lines.append(translate("Branch", "换后有效期 %1").replace("%1", validity_words(told.new_validity)))
        return lines

    def _until(self, until: date) -> str:
        left = (until - self._around.station.now().date()).days
        words = translate("Branch", "到期 %1，还有 %2 天") if left >= 0 else translate("Branch", "到期 %1，过了 %2 天")
        return words.replace("%1", until.isoformat()).replace("%2", str(abs(left)))

    # ------------------------------------------------------------ the steps

    @shown("QVariantList", changed)
    def steps(self) -> list[dict[str, Any]]:
        """`[{label, state, hint}]`; the last mark, 完成, is the page itself."""
        state = self._around.sitting.state
        if not isinstance(state, AtStep | Finishing | Finished):
            return []
        hints = _hints(state.item)
        now = translate("Branch", "正在进行")
        return [
            {**mark, "hint": now if mark["state"] == "now" else hints.get(mark["label"], "")}
            for mark in marks_of(state)[:-1]
        ]


def _hints(item: ServiceItem) -> dict[str, str]:
    return {
        translate("Marks", "刷证"): translate("Branch", "本人到场，人证一致"),
        translate("Marks", "核查条件"): translate("Branch", "有效期、违法、记分"),
        translate("Marks", "拍照体检"): translate("Branch", "全程录像"),
        translate("Marks", "核对签名"): translate("Branch", "看清再签"),
        translate("Marks", "付款"): money(item.fee.amount_fen),
        translate("Marks", "寄送"): translate("Branch", "3–5 个工作日"),
    }


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except (TypeError, ValueError):
        return None

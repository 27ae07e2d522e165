"""暂停服务: why nobody is taken now, and for whoever has the cabinet open, how each device is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot

from app.domain.freeze import Frozen, Ground
from app.journeys.states import AtHome
from app.journeys.things import Closure
from app.viewmodels.closed_at_desk import closed_at_desk
from app.viewmodels.device_rows import device_rows
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate
from app.viewmodels.upkeep_rows import upkeep_rows
from app.viewmodels.waiting_rows import waiting_rows

TAIL = 4
"""So much of a paper's number tells a technician which; the whole would let a passer-by ask after somebody's case."""
FOR_TECHNICIANS = (Closure.DOOR_OPEN, Closure.MAINTENANCE)


class ClosedPage(Page):
    changed = Signal()

    def _closure(self) -> Closure | None:
        state = self.state
        return state.closure if isinstance(state, AtHome) else None

    @shown(str, changed)
    def title(self) -> str:
        match self._closure():
            case Closure.ON_BATTERY:
                return translate("Closed", "停电了，先不办新的")
            case Closure.TAMPERED:
                return translate("Closed", "这台机器先不能用")
            case Closure.DOOR_OPEN | Closure.MAINTENANCE:
                return translate("Closed", "正在维护")
            case Closure.LOCKED:
                return translate("Closed", "这台机器暂停服务")
            case Closure.FROZEN:
                return translate("Closed", "先不收新的办件")
            case None:
                return ""

    @shown(str, changed)
    def text(self) -> str:
        closure = self._closure()
        at_desk = closed_at_desk(closure, self._ground()) if closure is not None and self.around.is_desk else ""
        return at_desk or self._at_glass(closure)

    def _at_glass(self, closure: Closure | None) -> str:
        match closure:
            case Closure.ON_BATTERY:
                return translate("Closed", "来电后接着办。着急的事请到窗口。")
            case Closure.TAMPERED:
                return self._tampered()
            case Closure.DOOR_OPEN if Closure.ON_BATTERY in self.around.premises.closures:
                return translate("Closed", "来电后接着办。着急的事请到窗口。")
            case Closure.DOOR_OPEN:
                return translate("Closed", "关好机门，就能接着用。")
            case Closure.MAINTENANCE:
                return translate("Closed", "看完点恢复服务，两分钟没人动也会恢复。")
            case Closure.LOCKED:
                return translate("Closed", "中心暂停了这台机器，恢复后接着办。着急的事请到窗口。")
            case Closure.FROZEN:
                return self._frozen()
            case None:
                return ""

    @shown(str, changed)
    def icon(self) -> str:
        match self._closure():
            case Closure.ON_BATTERY:
                return "battery"
            case Closure.TAMPERED:
                return "alert"
            case _:
                return "door"

    @shown("QVariantList", changed)
    def devices(self) -> list[dict[str, Any]]:
        """Nothing of a person stands here; still only whoever opened the cabinet or asked for it is shown the rows."""
        if self._closure() not in FOR_TECHNICIANS:
            return []
        station = self.around.station
        language = self.around.language.code
        devices = device_rows(station.conditions, language)
        waiting = waiting_rows(station.backlog, language, online=station.online)
        return [*devices, *waiting] if waiting[0]["mood"] == "ok" else [*waiting, *devices]

    @shown("QVariantList", changed)
    def looseEnds(self) -> list[dict[str, str]]:  # noqa: N802
        """`[{icon, title, text}]`: papers nobody knows the end of, things left behind."""
        if self._closure() not in FOR_TECHNICIANS:
            return []
        return [*upkeep_rows(self.around.station.upkeep), *self._papers(), *self._left_behind()]

    def _tampered(self) -> str:
        if self.around.station.office_knows("io_board"):
            return translate("Closed", "已通知工作人员。请到窗口或别的机器办。")
        return translate("Closed", "请到窗口或别的机器办。")

    def _ground(self) -> Ground | None:
        freeze = self.around.station.upkeep.freeze
        return freeze.ground if isinstance(freeze, Frozen) else None

    def _frozen(self) -> str:
        """Why, and where else to go; what was handed in here is safe."""
        match self._ground():
            case Ground.REFUSED:
                return translate("Closed", "中心停用了这台机器，先不收新的。办过的都存着。请到窗口或别的机器办。")
            case Ground.OFFLINE:
                return translate("Closed", "很久没有连上中心，先不收新的。办过的都存着。请到窗口或别的机器办。")
            case Ground.WAITING:
                return translate("Closed", "等着上报的太多，先不收新的。办过的都存着。请到窗口或别的机器办。")
            case Ground.DISK:
                return translate("Closed", "机器里快存满了，先不收新的。办过的都存着。请到窗口或别的机器办。")
            case Ground.LOCKED | None:
                return translate("Closed", "请到窗口或别的机器办。")

    def _papers(self) -> list[dict[str, str]]:
        papers = self.around.station.unknown_papers
        if not papers:
            return []
        title = translate("Closed", "%1 张纸不知道出来没有").replace("%1", str(len(papers)))
        numbers = "、".join(f"…{number[-TAIL:]}" for number in papers[:3]) + ("…" if len(papers) > 3 else "")
        text = translate("Closed", "看出纸口，再用 kiosk print settle 说明：%1").replace("%1", numbers)
        return [{"icon": "printer", "title": title, "text": text}]

    def _left_behind(self) -> list[dict[str, str]]:
        count = self.around.station.left_behind
        if not count:
            return []
        title = translate("Closed", "%1 件东西落在这里").replace("%1", str(count))
        return [{"icon": "idcard", "title": title, "text": translate("Closed", "收好，再用 kiosk custody close 了结")}]

    @shown(bool, changed)
    def canResume(self) -> bool:  # noqa: N802
        return self._closure() is Closure.MAINTENANCE

    @Slot()
    def resume(self) -> None:
        self.around.premises.end_maintenance()

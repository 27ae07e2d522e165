"""扫码进入: what may be held there, and what is to be said of a code that leads nowhere by itself."""

from __future__ import annotations

import uuid_utils
from PySide6.QtCore import Signal, Slot

from app.domain.scanned_code import (
    ELicenceCode,
    HandOverCode,
    MailingCode,
    ScannedCode,
    UnknownCode,
    VerifyCode,
    WhyUnknown,
)
from app.domain.service_item import ServiceItem
from app.journeys.events import ItemChosen, LookUpChosen
from app.journeys.states import Scanning
from app.viewmodels.choosing import way_to_track
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate

PAPER_CHECK = "paper-check"
"""The item in which a paper's code is asked for, by its field `code`."""
HOLD_AGAIN = (WhyUnknown.EMPTY, WhyUnknown.TOO_LONG, WhyUnknown.MISREAD, WhyUnknown.DAMAGED)


class ScanPage(Page):
    changed = Signal()

    @property
    def _seen(self) -> ScannedCode | None:
        state = self.state
        return state.seen if isinstance(state, Scanning) else None

    @shown("QVariantMap", changed)
    def seen(self) -> dict[str, str]:
        """`{title, text, mood, icon}` of the code that was held there last; empty before the first."""
        code = self._seen
        if code is None:
            return {}
        if isinstance(code, VerifyCode):
            title, text, mood, icon = translate("Scan", "这是证明上的码"), self._of_a_paper(), "done", "shield"
        else:
            (title, text), mood, icon = _said_of(code), "warn", "scan"
        return {"title": title, "text": text, "mood": mood, "icon": icon}

    def _of_a_paper(self) -> str:
        if self.canCheck:
            return translate("Scan", "刷身份证、填编号，就知道真假。")
        return translate("Scan", "用手机扫这个码，就能查真假。")

    @shown(bool, changed)
    def canCheck(self) -> bool:  # noqa: N802
        """证明核验 is offered here, for the code that was read."""
        return isinstance(self._seen, VerifyCode) and self.around.station.online and self._paper_check() is not None

    def _paper_check(self) -> ServiceItem | None:
        return next((item for item in self.around.offered() if item.code == PAPER_CHECK), None)

    @Slot()
    def check(self) -> None:
        """查真假: the item, with its code filled in."""
        item, code, around = self._paper_check(), self._seen, self.around
        if item is None or not isinstance(code, VerifyCode):
            return
        chart, case_id = around.medical.chart, str(uuid_utils.uuid7())
        answers = {"code": code.code}
        self.dispatch(ItemChosen(item, case_id, around.station.online, around.can_scan, False, chart, answers))

    @Slot()
    def track(self) -> None:
        self.dispatch(way_to_track(self.around))

    @Slot()
    def putCard(self) -> None:  # noqa: N802
        self.dispatch(LookUpChosen())


def _said_of(code: ScannedCode) -> tuple[str, str]:
    """Title and sentence."""
    match code:
        case UnknownCode(why=why) if why in HOLD_AGAIN:
            return translate("Scan", "没读清这个码"), translate("Scan", "放平，别晃，再对一次。")
        case MailingCode():
            return translate("Scan", "这个码用手机扫"), translate("Scan", "邮寄单在手机上填。")
        case HandOverCode():
            return translate("Scan", "这个码到窗口用"), translate("Scan", "把这张纸交给窗口的工作人员。")
        case ELicenceCode():
            return translate("Scan", "电子证不能这样进"), translate("Scan", "刷身份证一样能办。")
        case _:
            return translate("Scan", "这里用不上这个码"), translate("Scan", "换凭条或证明上的码，再对一次。")

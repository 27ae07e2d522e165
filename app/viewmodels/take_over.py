"""接办 at a desk: what to hold under the scanner, and what is wrong with the code that was held there last."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.domain.hand_over import WhyNot
from app.journeys.states import TakingOver, Troubled
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate


class TakeOverPage(Page):
    changed = Signal()

    @property
    def _taking(self) -> TakingOver | None:
        state = self.state
        return state if isinstance(state, TakingOver) else None

    @shown(str, changed)
    def strip(self) -> str:
        """What is waited for."""
        state = self._taking
        if state is None or not state.missing:
            return translate("TakeOver", "正在等接力码")
        numbers = translate("TakeOver", "、").join(str(each) for each in state.missing)
        text = translate("TakeOver", "这张纸有 %1 个码，还差第 %2 个")
        return text.replace("%1", str(state.total)).replace("%2", numbers)

    @shown(bool, changed)
    def begun(self) -> bool:
        """A part of a paper was read."""
        state = self._taking
        return state is not None and bool(state.codes)

    @shown("QVariantMap", changed)
    def told(self) -> dict[str, str]:
        """`{title, text, mood, icon}`; empty while nothing is wrong."""
        state = self._taking
        words = _words(state) if state is not None else None
        if words is None:
            return {}
        title, text, mood = words
        return {"title": title, "text": text, "mood": mood, "icon": "scan" if mood == "warn" else "alert"}


def _words(state: TakingOver) -> tuple[str, str, str] | None:
    """Title, what to do, mood."""
    if isinstance(state.mood, Troubled):
        return translate("TakeOver", "扫码枪没反应"), translate("TakeOver", "看看线插好没有，接上了自己会好。"), "bad"
    if state.unlooked:
        title = translate("TakeOver", "这会儿读不了接力码")
        return title, translate("TakeOver", "码没有用掉。再扫一次，还不行就重新填。"), "bad"
    if state.other:
        return translate("TakeOver", "这不是接力码"), translate("TakeOver", "扫终端上打的“接力码”那张纸。"), "warn"
    if state.mixed:
        return translate("TakeOver", "换了一张纸"), translate("TakeOver", "从这张纸重新扫，前一张的不算了。"), "warn"
    return _refused(state.why) if state.why is not None else None


def _refused(why: WhyNot) -> tuple[str, str, str]:
    return (_of_the_paper() | _of_the_stations())[why]


def _of_the_paper() -> dict[WhyNot, tuple[str, str, str]]:
    return {
        WhyNot.MIXED: (
            translate("TakeOver", "换了一张纸"),
            translate("TakeOver", "从这张纸重新扫，前一张的不算了。"),
            "warn",
        ),
        WhyNot.DAMAGED: (
            translate("TakeOver", "没读全这个码"),
            translate("TakeOver", "放平再扫一次，还不行就重新填。"),
            "warn",
        ),
        WhyNot.USED: (
            translate("TakeOver", "这张纸用过了"),
            translate("TakeOver", "在这里接过一次。看“没办完的”里有没有，没有就是办完了。"),
            "warn",
        ),
        WhyNot.TOO_LATE: (
            translate("TakeOver", "这张纸过期了"),
            translate("TakeOver", "两小时内有效。请在窗口重新填。"),
            "warn",
        ),
        WhyNot.SIGNATURE: (
            translate("TakeOver", "码的签名不对，不能用"),
            translate("TakeOver", "重新填，并告诉维护人员。"),
            "bad",
        ),
    }


def _of_the_stations() -> dict[WhyNot, tuple[str, str, str]]:
    return {
        WhyNot.TOO_EARLY: (
            translate("TakeOver", "码上的时间比现在还晚"),
            translate("TakeOver", "本机和终端的钟对不上，请维护人员看时间。急办就重新填。"),
            "bad",
        ),
        WhyNot.OTHER_HALL: (
            translate("TakeOver", "这是别的大厅的码"),
            translate("TakeOver", "请到打码的大厅办，或在这里重新填。"),
            "warn",
        ),
        WhyNot.STATION_UNKNOWN: (
            translate("TakeOver", "不认识打码的终端"),
            translate("TakeOver", "联网收发一次再扫。等不了就重新填。"),
            "warn",
        ),
        WhyNot.ITEM_UNKNOWN: (
            translate("TakeOver", "这件事这里办不了"),
            translate("TakeOver", "码没有用掉，请到办这件事的窗口扫。"),
            "warn",
        ),
        WhyNot.NOT_HERE: (
            translate("TakeOver", "本机还接不了"),
            translate("TakeOver", "登记后联网收发一次就能接。"),
            "bad",
        ),
    }

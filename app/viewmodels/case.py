"""The page of one case: how it stands, its story, what is asked for, and the acts that fit."""

from __future__ import annotations

from typing import Any

import uuid_utils
from PySide6.QtCore import Signal, Slot

from app.domain.following import FollowedCase
from app.domain.service_item import ServiceItem
from app.journeys.appointment_events import CancelPressed, MoveWanted
from app.journeys.cancelling import may_cancel
from app.journeys.correcting import correction_of
from app.journeys.events import LookUpChosen
from app.journeys.following import may_print
from app.journeys.following_events import CorrectionWanted, ResultPrintWanted
from app.journeys.states import Cancelling, LookingUp, Paper, Sent, Told, Tracking, Working
from app.viewmodels.appointment_words import appointment_of_page, cancelling_notice
from app.viewmodels.bundle_words import part_rows
from app.viewmodels.case_words import answer_of, asked_rows, item_of, name_of, office_rows, status_words, story_rows
from app.viewmodels.dates import short_day
from app.viewmodels.gone_items import gone_words
from app.viewmodels.mailing_words import mailing_words
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate

PRINT_S = 15


class CasePage(Page):
    changed = Signal()

    def _looking(self) -> LookingUp | None:
        state = self.state
        return state if isinstance(state, LookingUp) else None

    def _case(self) -> FollowedCase | None:
        state = self.state
        match state:
            case LookingUp():
                return state.open_case
            case Tracking(case=case):
                return case
            case _:
                return None

    # ------------------------------------------------------------ how it stands

    @shown(str, changed)
    def name(self) -> str:
        case = self._case()
        return name_of(self.around, case) if case else ""

    @shown(str, changed)
    def number(self) -> str:
        case = self._case()
        return case.number if case else ""

    @shown(str, changed)
    def status(self) -> str:
        case = self._case()
        return status_words(case)[0] if case else ""

    @shown(str, changed)
    def statusMood(self) -> str:  # noqa: N802
        case = self._case()
        mood = status_words(case)[1] if case else "none"
        return "waiting" if mood == "working" else mood

    @shown("QVariantList", changed)
    def story(self) -> list[dict[str, Any]]:
        """`[{when, text, state: done | later}]`"""
        case = self._case()
        return story_rows(self.around, case) if case else []

    @shown(str, changed)
    def answer(self) -> str:
        """What the office answered when it completed the case."""
        case = self._case()
        return answer_of(case) if case else ""

    @shown(str, changed)
    def mailing(self) -> str:
        """Where what is mailed is by now."""
        case = self._case()
        return mailing_words(case.mailing) if case else ""

    @shown("QVariantList", changed)
    def asked(self) -> list[dict[str, Any]]:
        """`[{names, reason}]`: what is to be brought after."""
        case = self._case()
        return asked_rows(self.around, case) if case else []

    @shown("QVariantList", changed)
    def offices(self) -> list[dict[str, Any]]:
        """`[{label, value}]`, where several look at it; the parts of a bundle are told by themselves."""
        case = self._case()
        return office_rows(case.offices) if case and len(case.offices) > 1 and not self.parts else []

    @shown("QVariantList", changed)
    def parts(self) -> list[dict[str, Any]]:
        """`[{name, office, when, state, mood, reason}]` of a bundle."""
        case = self._case()
        return part_rows(self.around, case, item_of(self.around, case)) if case else []

    @shown(str, changed)
    def gone(self) -> str:
        """What became of the item since: it is done elsewhere, or something took its place."""
        case = self._case()
        found = [each for each in self.around.gone() if case is not None and each.item.code == case.item_code]
        return gone_words(found[0], self.around) if found else ""

    # ------------------------------------------------------------ what goes on

    @shown(str, changed)
    def stage(self) -> str:
        """`printing`, `cancelling` or `sending` while the machine works; empty else."""
        state = self._looking()
        if state is None or not isinstance(state.mood, Working):
            return ""
        if state.cancelling is Cancelling.UNDER_WAY:
            return "cancelling"
        return "printing" if state.paper is Paper.PRINTING else "sending"

    @shown("QVariantMap", changed)
    def notice(self) -> dict[str, str]:
        """`{title, text, icon, mood}` of the newest thing that happened here; empty when nothing did."""
        state = self._looking()
        if state is None:
            return {}
        if state.paper is Paper.FAILED:
            return self._not_printed(state)
        if (cancelled := cancelling_notice(state.cancelling)) is not None:
            return _notice(*cancelled)
        match state.sent:
            case Sent.AT_CENTRE:
                return _notice(translate("Case", "补上了"), translate("Case", "收下了，接着审。"), "check", "done")
            case Sent.SAVED:
                text = translate("Case", "联网后自动交上去，不用再来。")
                return _notice(translate("Case", "已存好，等网络"), text, "wifioff", "warn")
            case Sent.NOT_WAITED_FOR:
                text = translate("Case", "办件刚有了变化，看看下面。")
                return _notice(translate("Case", "现在不用补了"), text, "info", "warn")
            case None if state.told is Told.AWAY:
                text = translate("Case", "下面是这台机知道的，可能不是最新。")
                return _notice(translate("Case", "网络断了"), text, "wifioff", "warn")
            case None:
                return {}

    def _not_printed(self, state: LookingUp) -> dict[str, str]:
        title = translate("Case", "结果没打出来")
        if state.cause == "no_line":
            return _notice(title, translate("Case", "网络断了，取不到。过会儿再打。"), "wifioff", "bad")
        if state.can_print_again:
            return _notice(title, translate("Case", "可以再打一次，或者找人帮忙。"), "printer", "bad")
        return _notice(title, translate("Case", "拍下编号，找人帮忙补打。"), "alert", "bad")

    @shown("QVariantMap", changed)
    def paper(self) -> dict[str, str]:
        """`{title, text}` once the result came out."""
        state = self._looking()
        if state is None or state.paper is not Paper.PRINTED:
            return {}
        title = translate("Case", "请拿走结果和身份证") if state.card_in_reader else translate("Case", "请拿走结果")
        return {"title": title, "text": translate("Case", "打好了，在下方出纸口取")}

    @shown(str, changed)
    def printed(self) -> str:
        """That the result came out of a printer before, and when."""
        case, state = self._case(), self._looking()
        if (
            case is None
            or case.printed_at is None
            or case.paper is not None
            or (state and state.paper is not Paper.NONE)
        ):
            return ""
        at = case.printed_at.astimezone(self.around.station.now().tzinfo).date()
        told = translate("Case", "结果 %1 打过了。要再打一份，找人帮忙。")
        return told.replace("%1", short_day(at, self.around.language.code))

    # ------------------------------------------------------------ what is booked

    @shown("QVariantMap", changed)
    def appointment(self) -> dict[str, str]:
        """`{when, place, address}` of what lies ahead; empty where nothing does."""
        case, state = self._case(), self._looking()
        item = item_of(self.around, case) if case else None
        if case is None or item is None or (state is not None and state.cancelling is Cancelling.DONE):
            return {}
        return appointment_of_page(item, case.appointment, self.around.language.code)

    @shown(bool, changed)
    def mayCancel(self) -> bool:  # noqa: N802
        case, state = self._case(), self._looking()
        return case is not None and state is not None and may_cancel(state, case)

    @shown(bool, changed)
    def asksToCancel(self) -> bool:  # noqa: N802
        """Whether 取消预约 was touched and is asked once more."""
        state = self._looking()
        return state is not None and state.cancelling is Cancelling.ASKED

    @Slot()
    def move(self) -> None:
        """换时间: of the item as it is today."""
        case = self._case()
        item = self._bookable(case) if case is not None else None
        if item is not None:
            self.dispatch(MoveWanted(item))

    def _bookable(self, case: FollowedCase) -> ServiceItem | None:
        """What the case books, where it can still be booked here."""
        return next((each for each in self.around.offered() if each.code == case.item_code and each.appointment), None)

    @shown(bool, changed)
    def mayMove(self) -> bool:  # noqa: N802
        """What is booked may be given another time here."""
        case = self._case()
        return self.mayCancel and case is not None and self._bookable(case) is not None

    @Slot()
    def cancel(self) -> None:
        self.dispatch(CancelPressed())

    # ------------------------------------------------------------ acts

    @shown(str, changed)
    def act(self) -> str:
        """What fits: `correct`, `print`, `card` (the card is asked for first), or nothing."""
        case, state = self._case(), self._looking()
        if case is None or self.stage:
            return ""
        if state is None:
            return "card"
        if self._may_correct(case):
            return "correct"
        return "print" if may_print(state, case) else ""

    @shown(str, changed)
    def elsewhere(self) -> str:
        """Why what is asked for cannot be brought after here."""
        case = self._case()
        if case is None or self._looking() is None or not self.asked or self._may_correct(case):
            return ""
        if self.around.is_desk:
            return translate("Case", "这些在这里补不了。请照退回的原因重新办一件。")
        return translate("Case", "这些在这台机上补不了，带上材料到窗口补。")

    def _may_correct(self, case: FollowedCase) -> bool:
        item = item_of(self.around, case)
        can_scan = self.around.can_scan
        return bool(case.asked) and item is not None and correction_of(item, case, can_scan=can_scan) is not None

    @Slot()
    def correct(self) -> None:
        """现在补"""
        case = self._case()
        item = item_of(self.around, case) if case else None
        if case is None or item is None:
            return
        ids = tuple(str(uuid_utils.uuid7()) for _ in case.asked_parts)
        self.dispatch(CorrectionWanted(item, ids, self.around.station.online, self.around.can_scan))

    @Slot()
    def printResult(self) -> None:  # noqa: N802
        self.dispatch(ResultPrintWanted())

    @Slot()
    def putCard(self) -> None:  # noqa: N802
        self.dispatch(LookUpChosen())


def _notice(title: str, text: str, icon: str, mood: str) -> dict[str, str]:
    return {"title": title, "text": text, "icon": icon, "mood": mood}

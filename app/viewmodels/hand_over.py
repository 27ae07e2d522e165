"""转到窗口办: what goes along and what does not, then the codes and the slip."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from app.domain.form_files import ATTACHED
from app.domain.formats import CHINA, clock_time
from app.domain.hand_over import GOOD_FOR
from app.journeys.states import HandingOver, Paper
from app.viewmodels.page import Page, shown
from app.viewmodels.translation import translate

SECONDS_AN_HOUR = 3600


class HandOverPage(Page):
    changed = Signal()

    @property
    def _handing(self) -> HandingOver | None:
        state = self.state
        return state if isinstance(state, HandingOver) else None

    @shown(str, changed)
    def item(self) -> str:
        state = self._handing
        return self.say(state.item.short_name) if state else ""

    @shown("QVariantList", changed)
    def told(self) -> list[dict[str, Any]]:
        """`[{icon, text}]`: what is to be known before the codes are made."""
        state = self._handing
        if state is None or state.back is None:
            return []
        hours = str(int(GOOD_FOR.total_seconds()) // SECONDS_AN_HOUR)
        taken_again = _has_pictures(state)
        rows = [
            ("receipt", translate("HandOver", "填好的变成一张带码的纸")),
            ("users", translate("HandOver", "交给任何一个窗口，扫了接着办")),
            ("clock", translate("HandOver", "%1 小时内有效，只能用一次").replace("%1", hours)),
        ]
        if taken_again:
            rows.append(("camera", translate("HandOver", "照片和扫的材料不带走，到窗口再拍")))
        return [{"icon": icon, "text": text} for icon, text in rows]

    @shown("QStringList", changed)
    def codes(self) -> list[str]:
        state = self._handing
        return list(state.codes) if state else []

    @shown(str, changed)
    def until(self) -> str:
        """The time of day up to which a counter takes the codes."""
        state = self._handing
        return clock_time(state.good_until.astimezone(CHINA)) if state and state.good_until else ""

    @shown(bool, changed)
    def printing(self) -> bool:
        state = self._handing
        return state is not None and state.receipt is Paper.PRINTING

    @shown("QVariantMap", changed)
    def paper(self) -> dict[str, str]:
        """`{title, text, icon, drawing}` once the slip is out, or known not to come."""
        state = self._handing
        match state.receipt if state else Paper.NONE:
            case Paper.PRINTED:
                return {
                    "title": translate("HandOver", "拿好这张纸"),
                    "text": translate("HandOver", "带上身份证和材料，交给窗口。"),
                    "icon": "receipt",
                    "drawing": "take_paper",
                }
            case Paper.FAILED:
                return {
                    "title": translate("HandOver", "纸没打出来，用手机拍下码"),
                    "text": translate("HandOver", "拍清楚，到窗口给工作人员扫照片。"),
                    "icon": "camera",
                    "drawing": "",
                }
            case _:
                return {}


def _has_pictures(state: HandingOver) -> bool:
    back = state.back
    if back is None:
        return False
    draft = back.draft
    asks = any(each.type in ATTACHED for each in state.item.fields())
    return asks or bool(draft.scans or draft.taken) or draft.photo is not None or state.item.photo_rules is not None

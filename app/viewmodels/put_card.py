"""把身份证放到读卡区: for an item, and for 刷身份证 from home."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.journeys.states import LookingUp, Passed, Working
from app.viewmodels.page import Page, mood_of, shown
from app.viewmodels.translation import translate


class PutCardPage(Page):
    changed = Signal()

    @shown(bool, changed)
    def read(self) -> bool:
        """Whether the card was read."""
        return isinstance(mood_of(self.state), Passed | Working)

    @shown(str, changed)
    def strip(self) -> str:
        """What the reader is doing, in words."""
        if self.read:
            return translate("PutCard", "读到了，可以拿走了")
        return translate("PutCard", "正在等您的身份证")

    @shown(bool, changed)
    def lookingUp(self) -> bool:  # noqa: N802
        return isinstance(self.state, LookingUp)

"""拍照: the live picture judged by the rules, the shutter, and what came of it."""

from __future__ import annotations

from base64 import b64encode
from math import ceil
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.vision_ports import PhotoRuleResult
from app.journeys.delays import ADVICE_STANDS_S, PHOTO_HOLD_S
from app.journeys.events import RetakePressed, ShutterPressed
from app.viewmodels.facts import Surroundings
from app.viewmodels.page import Page, shown
from app.viewmodels.photo_words import rule_advice, rule_name
from app.viewmodels.translation import translate
from app.vision.photo_rules import rules_named

HEAD_SIZE = "头部大小"
NOT_OF_THE_PERSON = frozenset({"文件大小"})
"""Rules that nobody before the camera can do anything about; they are judged, but not shown."""


class PhotoPage(Page):
    changed = Signal()
    preview_changed = Signal()

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(around, parent)
        self._good_since: float | None = None
        self._advice: str | None = None
        self._advised_at = 0.0
        around.sitting.preview_changed.connect(self.preview_changed.emit)

    @shown(int, preview_changed)
    def preview(self) -> int:
        """Counts the camera's pictures; each is `image://preview/<counter>`."""
        return self.around.sitting.preview_counter

    def _results(self) -> tuple[PhotoRuleResult, ...]:
        step = self.step
        return step.photo_verdict.rules if step and step.photo_verdict else ()

    @shown("QVariantList", changed)
    def rules(self) -> list[dict[str, Any]]:
        """`[{name, passed, measured, wanted}]`"""
        return [
            {"name": rule_name(each.name), "passed": each.passed, "measured": each.measured, "wanted": each.wanted}
            for each in self._results()
            if each.name not in NOT_OF_THE_PERSON
        ]

    @shown(bool, changed)
    def good(self) -> bool:
        """All rules are met at this moment."""
        results = self._results()
        return bool(results) and all(each.passed for each in results)

    @shown(str, changed)
    def advice(self) -> str:
        """The one thing to do now; a sentence that came stands for a while, but never beside eight ticks."""
        now = monotonic()
        if self._advice is None or self.good or now - self._advised_at >= ADVICE_STANDS_S:
            told = self._newest_advice()
            if told != self._advice:
                self._advice, self._advised_at = told, now
        return self._advice or ""

    def _newest_advice(self) -> str:
        for each in self._results():
            if not each.passed and each.advice:
                return rule_advice(each.advice)
        if self.good:
            return translate("Photo", "很好，别动，马上自动拍")
        return translate("Photo", "坐直，看镜头，露出眉毛和耳朵")

    @shown(str, changed)
    def picture(self) -> str:
        """The finished photo as a data address; empty until it was taken."""
        step = self.step
        photo = step.draft.photo if step else None
        return f"data:image/jpeg;base64,{b64encode(photo).decode()}" if photo else ""

    @shown("QVariantMap", changed)
    def guide(self) -> dict[str, float]:
        """Where the head belongs in the finished photo: `{aspect, crown, chin, wide}`, shares of its two sides."""
        step = self.step
        if step is None or not step.item.photo_rules:
            return {}
        rules = rules_named(step.item.photo_rules)
        crown = rules.crown_px.middle
        return {
            "aspect": rules.width_px / rules.height_px,
            "crown": crown / rules.height_px,
            "chin": (crown + rules.head_length_px.middle) / rules.height_px,
            "wide": rules.head_width_px.middle / rules.width_px,
        }

    @shown("QVariantMap", changed)
    def size(self) -> dict[str, Any]:
        """`{measured, wanted, passed}` of the head; empty before a face was seen."""
        for each in self._results():
            if each.name == HEAD_SIZE and each.measured:
                return {"measured": each.measured, "wanted": each.wanted, "passed": each.passed}
        return {}

    @shown(int, changed)
    def countdown(self) -> int:
        """Seconds until the picture is taken by itself; 0 while something is not met."""
        if not self.good or self._good_since is None:
            return 0
        return max(1, ceil(PHOTO_HOLD_S - (monotonic() - self._good_since)))

    def refresh(self) -> None:
        self._good_since = (self._good_since or monotonic()) if self.good else None
        super().refresh()

    def leave(self) -> None:
        self._advice = None

    @Slot()
    def shoot(self) -> None:
        self.dispatch(ShutterPressed())

    @Slot()
    def retake(self) -> None:
        self.dispatch(RetakePressed())

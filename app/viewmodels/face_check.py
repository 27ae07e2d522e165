"""看镜头: whether the person in front of the glass is the card's."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.service_item import StepKind
from app.journeys.states import Passed, Trouble, Troubled
from app.viewmodels.facts import Surroundings
from app.viewmodels.page import Page, mood_of, shown
from app.viewmodels.photo_words import face_advice
from app.viewmodels.translation import translate


class FaceCheckPage(Page):
    changed = Signal()
    preview_changed = Signal()

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(around, parent)
        around.sitting.preview_changed.connect(self.preview_changed.emit)

    @shown(int, preview_changed)
    def preview(self) -> int:
        """Counts the camera's pictures; each is `image://preview/<counter>`."""
        return self.around.sitting.preview_counter

    @shown(bool, changed)
    def turning(self) -> bool:
        """Head turns are asked for now."""
        step = self.step
        return step is not None and step.turn is not None

    @shown(bool, changed)
    def ofPrincipal(self) -> bool:  # noqa: N802
        """Whoever empowers the agent is looked at, not the agent."""
        step = self.step
        return step is not None and step.step is StepKind.AUTHORITY

    def _told_trouble(self) -> dict[str, Any]:
        told, mood = super()._told_trouble(), mood_of(self.state)
        if self.ofPrincipal and isinstance(mood, Troubled) and mood.trouble is Trouble.FACE_NOT_MATCHED:
            return {**told, "title": translate("FaceCheck", "没认出本人")}
        return told

    @shown(str, changed)
    def strip(self) -> str:
        if isinstance(mood_of(self.state), Passed):
            return translate("FaceCheck", "认出本人了") if self.ofPrincipal else translate("FaceCheck", "认出您了")
        step = self.step
        if step is not None and step.turn is not None and step.turn.advice:
            return face_advice(step.turn.advice)
        return translate("FaceCheck", "正在看，别动")

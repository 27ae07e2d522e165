"""一次性告知: all that matters, once, and the consent."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from app.journeys.events import ConsentGiven
from app.viewmodels.page import Page, shown


class NoticePage(Page):
    changed = Signal()

    @shown("QStringList", changed)
    def paragraphs(self) -> list[str]:
        step = self.step
        return [self.say(text) for text in step.item.notice] if step else []

    @shown("QStringList", changed)
    def legalBasis(self) -> list[str]:  # noqa: N802
        step = self.step
        return [self.say(text) for text in step.item.legal_basis] if step else []

    @shown(str, changed)
    def consent(self) -> str:
        step = self.step
        return self.say(step.item.consent) if step else ""

    @shown(bool, changed)
    def consented(self) -> bool:
        """Whether it was agreed to before, when the page is opened again."""
        step = self.step
        return step is not None and step.draft.consented

    @Slot()
    def agree(self) -> None:
        self.dispatch(ConsentGiven())

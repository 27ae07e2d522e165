"""核对一下，再签名: answers masked, the whole of them while a finger holds the button, signature and consent."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.catalogue.review import ReviewRow, RowSource, review_rows
from app.domain.service_item import StepKind
from app.journeys.events import EditPressed, NextPressed, SignatureGiven
from app.viewmodels.appointment_words import review_row
from app.viewmodels.facts import Surroundings
from app.viewmodels.page import Page, shown
from app.viewmodels.signature import is_written, render_signature
from app.viewmodels.translation import translate


class ReviewPage(Page):
    changed = Signal()

    def __init__(self, around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(around, parent)
        self._held = False

    def leave(self) -> None:
        self._held = False

    @shown("QVariantList", changed)
    def rows(self) -> list[dict[str, Any]]:
        """`[{name, label, value, editable, source}]`"""
        step = self.step
        if step is None or step.draft.card is None:
            return []
        draft, language = step.draft, self.around.language.code
        rows = review_rows(step.item, draft.form, step.draft.card, language, draft.agency, draft.record)
        booked = review_row(step.item, step.draft.appointment, self.around.language.code)
        return [self._row(row) for row in rows] + booked

    def _row(self, row: ReviewRow) -> dict[str, Any]:
        return {
            "name": row.field_name,
            "label": row.label,
            "value": row.full if self._held else row.shown,
            "editable": row.editable,
            "source": _source_words(row.source),
        }

    @shown(bool, changed)
    def signed(self) -> bool:
        """Whether this item wants a signature."""
        step = self.step
        return step is not None and StepKind.SIGNATURE in step.steps

    @shown(bool, changed)
    def byAgent(self) -> bool:  # noqa: N802
        """Whoever signs acts for somebody else."""
        step = self.step
        return step is not None and step.draft.agency is not None

    @shown(str, changed)
    def consent(self) -> str:
        step = self.step
        return self.say(step.item.consent) if step else ""

    @shown("QStringList", changed)
    def notice(self) -> list[str]:
        step = self.step
        return [self.say(text) for text in step.item.notice] if step else []

    @Slot(bool)
    def hold(self, held: bool) -> None:
        """按住看全: while the finger stays down."""
        if held != self._held:
            self._held = held
            self.changed.emit()

    @Slot(str)
    def edit(self, name: str) -> None:
        self.dispatch(EditPressed(name))

    @Slot(list, int, int)
    def sign(self, strokes: list[Any], width: int, height: int) -> None:
        """确认提交, with the strokes of the pad in its own pixels."""
        if is_written(strokes):
            self.dispatch(SignatureGiven(render_signature(strokes, width, height)))

    @Slot()
    def confirm(self) -> None:
        """确认提交 of an item without a signature."""
        self.dispatch(NextPressed())


def _source_words(source: RowSource) -> str:
    match source:
        case RowSource.CARD:
            return translate("Review", "来自身份证")
        case RowSource.RECORD:
            return translate("Review", "来自档案")
        case _:
            return ""

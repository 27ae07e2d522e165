"""A field in which one row of what the register told is chosen; typed where it told nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.catalogue.record_rows import has_rows, row_chosen, row_lines, rows_of, value_of
from app.catalogue.record_words import Speech
from app.domain.service_item import FormField
from app.journeys.states import AtStep
from app.viewmodels.form_field import FieldModel
from app.viewmodels.page import shown


class RowModel(FieldModel):
    rows_changed = Signal()

    def __init__(self, field: FormField, value: str, known: str, language: str, parent: QObject | None = None) -> None:
        super().__init__(field, value, known, language, parent)
        self._record: Mapping[str, Any] | None = None
        self._step: AtStep | None = None
        self.changed.connect(self.rows_changed)

    def follow(self, step: AtStep) -> None:
        self._step, self._record = step, step.draft.record
        self.changed.emit()

    @shown(str, rows_changed)
    def kind(self) -> str:
        return "row" if has_rows(self.field, self._record) else "text"

    @shown("QVariantList", rows_changed)
    def rows(self) -> list[dict[str, Any]]:
        """`[{value, lines: [{label, value}]}]`, names and numbers masked."""
        if self._step is None:
            return []
        query, speech = self._step.item.query, Speech(self._language, masked=True)
        return [
            {
                "value": value_of(self.field, row),
                "lines": [{"label": a, "value": b} for a, b in row_lines(self.field, query, row, speech)],
            }
            for row in rows_of(self.field, self._record)
        ]

    @shown(bool, rows_changed)
    def isChosen(self) -> bool:  # noqa: N802
        return row_chosen(self.field, self.value, self._record) is not None

    @Slot(str)
    def pick(self, value: str) -> None:
        self.edit(value)
        self.left.emit()

    def forget(self) -> None:
        super().forget()
        self._record = self._step = None

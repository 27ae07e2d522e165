"""A field for a table of persons: one is written at a time, the others stand there masked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.catalogue.persons_checks import COLUMN_WORDS, most_persons, person_row_problem, tidy_persons
from app.catalogue.persons_words import masked_row, relation_words
from app.domain.named_persons import PersonColumn, persons_answer, persons_of
from app.domain.service_item import FormField
from app.viewmodels.form_field import FieldModel
from app.viewmodels.page import shown
from app.viewmodels.translation import translate

_KINDS = {
    PersonColumn.NAME: "text",
    PersonColumn.ID_NUMBER: "id",
    PersonColumn.BIRTH_DATE: "number",
    PersonColumn.RELATION: "choice",
    PersonColumn.PHONE: "phone",
}
_LENGTHS = {PersonColumn.ID_NUMBER: 18, PersonColumn.BIRTH_DATE: 10, PersonColumn.PHONE: 11}
LONGEST = 40


class CellModel(QObject):
    """One column of the person that is being written."""

    changed = Signal()
    edited = Signal()

    def __init__(self, field: FormField, column: PersonColumn, value: str, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self.column = column
        self._field = field
        self._language = language
        self.written = value

    @shown(str, changed)
    def name(self) -> str:
        return self.column.value

    @shown(str, changed)
    def kind(self) -> str:
        return _KINDS[self.column]

    @shown(str, changed)
    def label(self) -> str:
        return COLUMN_WORDS[self.column].in_language(self._language)

    @shown(int, changed)
    def maxLength(self) -> int:  # noqa: N802
        return _LENGTHS.get(self.column, LONGEST)

    @shown(str, changed)
    def hint(self) -> str:
        return "20160318" if self.column is PersonColumn.BIRTH_DATE else ""

    @shown("QVariantList", changed)
    def choices(self) -> list[dict[str, str]]:
        if self.column is not PersonColumn.RELATION:
            return []
        return [
            {"value": each.value, "label": each.label.in_language(self._language)} for each in self._field.relations
        ]

    @shown(str, changed)
    def value(self) -> str:
        return self.written

    @shown(str, changed)
    def masked(self) -> str:
        """As it stands there while nobody types in it."""
        return masked_row({self.column.value: self.written})[self.column.value] if self.written else ""

    @Slot(str)
    def edit(self, value: str) -> None:
        if value != self.written:
            self.written = value
            self.changed.emit()
            self.edited.emit()


class PersonsModel(FieldModel):
    """`opened` while one is being written; what is written of them is part of the answer once it holds."""

    table_changed = Signal()
    row_changed = Signal()
    row_error_changed = Signal()

    def __init__(self, field: FormField, value: str, known: str, language: str, parent: QObject | None = None) -> None:
        super().__init__(field, value, known, language, parent)
        self._cells: list[CellModel] = []
        self._at = 0
        self._row_error = ""
        self.changed.connect(self.table_changed)

    def _rows(self) -> list[dict[str, str]]:
        return list(persons_of(self.value) or ())

    # ------------------------------------------------------------ the table

    @shown("QStringList", table_changed)
    def headings(self) -> list[str]:
        return [COLUMN_WORDS[each].in_language(self._language) for each in self.field.columns]

    @shown("QVariantList", table_changed)
    def rows(self) -> list[dict[str, Any]]:
        """`[{name, words, cells}]`, masked: the name, the rest in a line, and each column for a table."""
        return [self._row(masked_row(each)) for each in self._rows()]

    def _row(self, row: dict[str, str]) -> dict[str, Any]:
        cells = [self._cell_words(each, row.get(each, "")) for each in self.field.columns]
        rest = [words for column, words in zip(self.field.columns, cells, strict=True) if column != PersonColumn.NAME]
        return {
            "name": row.get(PersonColumn.NAME, ""),
            "words": "  ".join(each for each in rest if each),
            "cells": cells,
        }

    def _cell_words(self, column: PersonColumn, value: str) -> str:
        return relation_words(self.field, value, self._language) if column is PersonColumn.RELATION else value

    @shown(bool, table_changed)
    def hasRoom(self) -> bool:  # noqa: N802
        return len(self._rows()) < most_persons(self.field)

    # ------------------------------------------------------------ one of them

    @shown("QVariantList", row_changed)
    def cells(self) -> list[CellModel]:
        return self._cells

    @shown(int, row_changed)
    def at(self) -> int:
        """Which one is being written, from nought."""
        return self._at

    @shown(str, row_changed)
    def rowTitle(self) -> str:  # noqa: N802
        return translate("Form", "第 %1 个人").replace("%1", str(self._at + 1))

    @shown(str, row_error_changed)
    def rowError(self) -> str:  # noqa: N802
        return self._row_error

    @Slot()
    def add(self) -> None:
        if self.hasRoom and not self._opened:
            self._begin(len(self._rows()), {})

    @Slot(int)
    def change(self, at: int) -> None:
        rows = self._rows()
        if 0 <= at < len(rows) and not self._opened:
            self._begin(at, rows[at])

    @Slot(int)
    def remove(self, at: int) -> None:
        rows = self._rows()
        if 0 <= at < len(rows) and not self._opened:
            self.edit(persons_answer([*rows[:at], *rows[at + 1 :]]))
            self.left.emit()

    @Slot()
    def keepRow(self) -> None:  # noqa: N802
        """写好了: said at once where something does not hold."""
        [row] = persons_of(tidy_persons(self.field, persons_answer([self._written()]))) or ({},)
        problem = person_row_problem(self.field, row, self.today())
        if problem is not None:
            self._say(problem.in_language(self._language))
            return
        rows = self._rows()
        rows[self._at : self._at + 1] = [row]
        self._close()
        self.edit(tidy_persons(self.field, persons_answer(rows)))
        self.left.emit()

    @Slot()
    def dropRow(self) -> None:  # noqa: N802
        """不写了: who stood there before stays as they were."""
        self._close()

    def finish(self) -> None:
        if not self._opened:
            return
        if self._written():
            self.keepRow()
        else:
            self._close()

    @property
    def unfinished(self) -> bool:
        return self._opened

    def _written(self) -> dict[str, str]:
        return {each.column.value: each.written for each in self._cells if each.written.strip()}

    def _begin(self, at: int, row: dict[str, str]) -> None:
        self._let_go()
        self._at = at
        self._cells = [
            CellModel(self.field, each, row.get(each, ""), self._language, self) for each in self.field.columns
        ]
        for each in self._cells:
            each.edited.connect(self._typed)
        self._say("")
        self._open(True)

    def _typed(self) -> None:
        self._say("")

    def _say(self, sentence: str) -> None:
        if sentence != self._row_error:
            self._row_error = sentence
            self.row_error_changed.emit()

    def _close(self) -> None:
        self._let_go()
        self._say("")
        self._open(False)

    def _let_go(self) -> None:
        for each in self._cells:
            each.written = ""
            each.deleteLater()
        self._cells = []

    def _open(self, opened: bool) -> None:
        self._opened = opened
        self.row_changed.emit()
        self.opened_changed.emit()

    def forget(self) -> None:
        super().forget()
        self._let_go()
        self._opened, self._row_error = False, ""

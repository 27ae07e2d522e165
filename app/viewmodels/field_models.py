"""The fields of the page that is shown, for as long as it is: what was typed leaves with it."""

from __future__ import annotations

from collections.abc import Iterator

from app.viewmodels.form_field import FieldModel


class FieldModels:
    def __init__(self) -> None:
        self.shown: list[FieldModel] = []
        self._left: list[FieldModel] = []

    def __iter__(self) -> Iterator[FieldModel]:
        return iter(self.shown)

    def put_away(self) -> None:
        """They forget at once, and go with the next ones: their page may still be leaving the glass."""
        if not self.shown:
            return
        for field in self._left:
            field.deleteLater()
        for field in self.shown:
            field.forget()
        self._left, self.shown = self.shown, []

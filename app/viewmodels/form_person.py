"""A field for somebody named: name and ID number, one answer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.formats import mask_id_number, mask_name
from app.domain.named_person import person_of
from app.domain.service_item import FormField
from app.domain.several import BETWEEN
from app.viewmodels.form_field import FieldModel
from app.viewmodels.page import shown


class PersonModel(FieldModel):
    """Each half is typed for itself; what is wrong is said of the whole."""

    halves_changed = Signal()

    def __init__(self, field: FormField, value: str, known: str, language: str, parent: QObject | None = None) -> None:
        super().__init__(field, value, known, language, parent)
        self.changed.connect(self.halves_changed)

    def _halves(self) -> tuple[str, str]:
        """As they are being typed, with their blanks."""
        name, _, number = self.value.partition(BETWEEN)
        return name, number

    @shown(str, halves_changed)
    def personName(self) -> str:  # noqa: N802
        return self._halves()[0]

    @shown(str, halves_changed)
    def personNumber(self) -> str:  # noqa: N802
        return self._halves()[1]

    @shown(str, halves_changed)
    def maskedName(self) -> str:  # noqa: N802
        return mask_name(person_of(self.value)[0])

    @shown(str, halves_changed)
    def maskedNumber(self) -> str:  # noqa: N802
        number = person_of(self.value)[1]
        return mask_id_number(number) if number else ""

    @Slot(str)
    def editName(self, name: str) -> None:  # noqa: N802
        self.edit(f"{name.replace(BETWEEN, '')}{BETWEEN}{self._halves()[1]}")

    @Slot(str)
    def editNumber(self, number: str) -> None:  # noqa: N802
        self.edit(f"{self._halves()[0]}{BETWEEN}{number.replace(BETWEEN, '')}")

    @Slot(bool)
    def leaveHalf(self, other_is_typed: bool) -> None:  # noqa: N802
        """Nothing is said while the other half is still to be written, but what is there is kept."""
        if not other_is_typed and all(person_of(self.value)):
            self.leave()
        else:
            self.paused.emit()

"""A field that asks for a place: from the widest down, or by its name."""

from __future__ import annotations

from itertools import islice

from PySide6.QtCore import QObject, Signal, Slot

from app.catalogue.places import divisions_of, is_whole
from app.domain.divisions import Division
from app.domain.service_item import FormField
from app.viewmodels.form_field import FieldModel
from app.viewmodels.page import shown

MOST_FOUND = 24


class DivisionModel(FieldModel):
    """`opened` while somebody chooses; what they walked down to is not the answer before it is whole."""

    walked = Signal()

    def __init__(self, field: FormField, value: str, known: str, language: str, parent: QObject | None = None) -> None:
        super().__init__(field, value, known, language, parent)
        self._places = divisions_of(field)
        self._at = field.within
        self._words = ""

    def _words_of(self, value: str) -> str:
        return self._path_words(value)

    def _path_words(self, value: str) -> str:
        """Without what is the same for everybody."""
        beyond = len(self._places.path(self.field.within))
        names = [self._name(each) for each in self._places.path(value)[beyond:]]
        return ", ".join(reversed(names)) if self._language == "en" else " ".join(names)

    @shown("QVariantList", walked)
    def steps(self) -> list[dict[str, str]]:
        """Where somebody is, from the widest down; a touch leads back to what lies above it."""
        path = self._places.path(self._at)
        beyond = len(self._places.path(self.field.within))
        return [{"code": each.code, "name": self._name(each)} for each in path[beyond:]]

    @shown("QVariantList", walked)
    def options(self) -> list[dict[str, str]]:
        """What may be chosen next; `place` says where those lie that were found by name."""
        if not self._words:
            return [self._option(each, "") for each in self._places.below(self._at)]
        found = islice(self._places.find(self._words, self.field.within), MOST_FOUND)
        return [self._option(each, self._where(each)) for each in found if each.code != self.field.within]

    @shown(str, walked)
    def words(self) -> str:
        """What is looked for by name."""
        return self._words

    def _option(self, place: Division, where: str) -> dict[str, str]:
        return {"code": place.code, "name": self._name(place), "place": where}

    def _where(self, place: Division) -> str:
        above = self._places.above(place.code)
        names = [self._name(each) for each in self._places.path(above)]
        return ", ".join(reversed(names)) if self._language == "en" else " ".join(names)

    def _name(self, place: Division) -> str:
        return place.name.in_language(self._language)

    @Slot()
    def toggleOpen(self) -> None:  # noqa: N802
        """Opened beside what was answered before, so that a neighbour is one touch away."""
        self._open(not self._opened)
        self._words = ""
        known = self._place() if self._place() in self._places else ""
        self._at = self._places.above(known) if known and known != self.field.within else self.field.within
        self.walked.emit()

    @Slot(str)
    def search(self, words: str) -> None:
        self._words = words
        self.walked.emit()

    @Slot(str)
    def stepBack(self, code: str) -> None:  # noqa: N802
        """To the places beside `code`."""
        self._words = ""
        self._at = self._places.above(code)
        self.walked.emit()

    @Slot(str)
    def pick(self, code: str) -> None:
        self._words = ""
        if is_whole(self.field, code):
            self._open(False)
            self._choose(code)
        else:
            self._at = code
        self.walked.emit()

    def _place(self) -> str:
        """The code of what was answered."""
        return str(self.value)

    def _choose(self, code: str) -> None:
        self.edit(code)

    def _open(self, opened: bool) -> None:
        self._opened = opened
        self.opened_changed.emit()

    def forget(self) -> None:
        super().forget()
        self._words, self._opened, self._at = "", False, self.field.within

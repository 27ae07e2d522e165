"""A field for a place without a map: the town, words that lead there, the grid."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from app.catalogue.whereabouts_checks import grids_of, only_division, place_words, tidy_place
from app.domain.service_item import FormField
from app.domain.whereabouts import Whereabouts, whereabouts_answer, whereabouts_of
from app.viewmodels.form_division import DivisionModel
from app.viewmodels.page import shown


class PlaceModel(DivisionModel):
    """Words and town are answered each for itself; a grid that nobody chose follows the words."""

    place_changed = Signal()
    grids_toggled = Signal()

    def __init__(self, field: FormField, value: str, known: str, language: str, parent: QObject | None = None) -> None:
        super().__init__(field, value, known, language, parent)
        self._grid_is_chosen = False
        self._grids_open = False
        self._street = self._told().words
        self.changed.connect(self.place_changed)

    def _told(self) -> Whereabouts:
        return whereabouts_of(self.value) or Whereabouts()

    def _place(self) -> str:
        return self._told().division

    def _choose(self, code: str) -> None:
        """Another town has other grids."""
        self._grid_is_chosen = False
        self._keep(replace(self._told(), division=code, grid=""))
        self.paused.emit()

    def _words_of(self, value: str) -> str:
        return place_words(self.field, value, self._language)

    def _keep(self, place: Whereabouts) -> None:
        self.edit(tidy_place(self.field, whereabouts_answer(place)))

    @shown(bool, place_changed)
    def onePlace(self) -> bool:  # noqa: N802
        """There is only one town: nobody is asked for it."""
        return bool(only_division(self.field))

    @shown(str, place_changed)
    def divisionSaid(self) -> str:  # noqa: N802
        return self._path_words(self._place()) if self._place() else ""

    @shown(str, place_changed)
    def street(self) -> str:
        """The words as they are being typed."""
        return self._street

    @Slot(str)
    def editStreet(self, words: str) -> None:  # noqa: N802
        if words == self._street:
            return
        self._street = words
        told = self._told()
        self._keep(replace(told, words=words, grid=told.grid if self._grid_is_chosen else ""))
        self.place_changed.emit()

    # ------------------------------------------------------------ the grid

    def _division(self) -> str:
        return self._place() or only_division(self.field)

    @shown("QVariantList", place_changed)
    def grids(self) -> list[dict[str, str]]:
        """`[{code, name, office}]` of the town."""
        found = grids_of(self.field).of_division(self._division())
        return [{"code": g.code, "name": g.name.in_language(self._language), "office": g.office} for g in found]

    @shown(str, place_changed)
    def grid(self) -> str:
        return self._told().grid

    @shown(str, place_changed)
    def gridSaid(self) -> str:  # noqa: N802
        grid = grids_of(self.field).grid(self._told().grid)
        return grid.name.in_language(self._language) if grid else ""

    @shown(bool, place_changed)
    def gridFound(self) -> bool:  # noqa: N802
        """By the words, not by a touch."""
        return bool(self._told().grid) and not self._grid_is_chosen

    @shown(bool, grids_toggled)
    def gridsOpen(self) -> bool:  # noqa: N802
        return self._grids_open

    @Slot()
    def toggleGrids(self) -> None:  # noqa: N802
        self._grids_open = not self._grids_open
        self.grids_toggled.emit()

    @Slot(str)
    def pickGrid(self, code: str) -> None:  # noqa: N802
        self._grids_open = False
        self.grids_toggled.emit()
        self._grid_is_chosen = True
        self.edit(whereabouts_answer(replace(self._told(), division=self._division(), grid=code)))
        self.paused.emit()

    def forget(self) -> None:
        super().forget()
        self._street, self._grids_open, self._grid_is_chosen = "", False, False

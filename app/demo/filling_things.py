"""Persons, a place, files and a row of a record given by touch, as a person would."""

from __future__ import annotations

from collections.abc import Callable

from app.demo.citizens import STROKES
from app.demo.glass import Glass
from app.domain.divisions import Divisions
from app.domain.form_files import TAKEN
from app.domain.named_persons import PersonColumn, persons_of
from app.domain.service_item import FieldType
from app.domain.whereabouts import whereabouts_of
from app.viewmodels.form_field import FieldModel
from app.viewmodels.form_file import FileModel
from app.viewmodels.form_persons import PersonsModel
from app.viewmodels.form_place import PlaceModel
from app.viewmodels.form_row import RowModel


class Things:
    def __init__(self, glass: Glass) -> None:
        self._glass = glass

    def way(self, model: FieldModel) -> Callable[[FieldModel, str], None] | None:
        """How a field of this kind is answered; None for every other kind, and for a row that has to be typed."""
        if model.kind == "text":
            return None
        ways: dict[FieldType, Callable[[FieldModel, str], None]] = {
            FieldType.PERSONS: self._persons,
            FieldType.PLACE: self._place,
            FieldType.PHOTO: self._picture,
            FieldType.SCAN: self._pages,
            FieldType.SIGNATURE: self._sign,
            FieldType.ROW: self._row,
        }
        return ways.get(model.field.type)

    def _persons(self, model: FieldModel, value: str) -> None:
        where = f"field_{model.name}"
        for row in persons_of(value) or ():
            self._glass.touches_within(where, "addPerson")
            for column, cell in row.items():
                if column == PersonColumn.RELATION:
                    self._glass.touches_within(where, f"option_{cell}")
                else:
                    self._glass.types_into(f"cell_{column}", cell)
            self._glass.touches_within(where, "keepPerson")
            self._until_kept(model)

    def _until_kept(self, model: FieldModel) -> None:
        self._glass.until(
            lambda: not model.opened, f"a person does not hold: {isinstance(model, PersonsModel) and model.rowError}"
        )

    def _place(self, model: FieldModel, value: str) -> None:
        place = whereabouts_of(value)
        if place is None or not isinstance(model, PlaceModel) or not place.words:
            return
        if not model.onePlace:
            self._walks_down(model, place.division)
        self._glass.types_into(f"street_{model.name}", place.words)
        if place.grid and model.grid != place.grid:
            self._glass.touches_within(f"field_{model.name}", "pickGrid")
            self._glass.touches(f"grid_{place.grid}")

    def _walks_down(self, model: PlaceModel, division: str) -> None:
        where, places = f"field_{model.name}", model.field.divisions or Divisions()
        self._glass.touches_within(where, "pickPlace")
        for each in places.path(division)[len(places.path(model.field.within)) :]:
            self._glass.touches_within(where, f"place_{each.code}")

    def _picture(self, model: FieldModel, value: str) -> None:
        if value == TAKEN:
            self._takes_one(model)

    def _pages(self, model: FieldModel, value: str) -> None:
        for _ in range(int(value or "0")):
            self._takes_one(model)

    def _takes_one(self, model: FieldModel) -> None:
        """Under the document camera at once; before the camera once it shows what is there."""
        if not isinstance(model, FileModel):
            return
        before = len(model.pages) if model.field.type is FieldType.SCAN else 0
        self._glass.touches(f"begin_{model.name}")
        if model.how == "camera":
            self._glass.until(lambda: model.live, f"the camera does not open: {model.advice}")
            self._glass.touches(f"shoot_{model.name}")
        self._glass.until(lambda: _is_there(model, before), f"nothing was taken: {model.advice}")

    def _sign(self, model: FieldModel, value: str) -> None:
        if value != TAKEN:
            return
        self._glass.draws(f"pad_{model.name}", STROKES)
        self._glass.touches(f"sign_{model.name}")
        self._glass.until(lambda: model.value == TAKEN, "the signature was not kept")

    def _row(self, model: FieldModel, value: str) -> None:
        """The first that is offered: what a sample says is in no register."""
        if value and isinstance(model, RowModel) and model.rows:
            self._glass.touches_within(f"field_{model.name}", "row_0")


def _is_there(model: FileModel, before: int) -> bool:
    return not model.live and not model.busy and len(model.pages) > before

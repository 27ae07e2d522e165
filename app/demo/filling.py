"""A form filled in by touch, page by page: each field first with a mistake that is told, then as it should be."""

from __future__ import annotations

from collections.abc import Callable

from app.catalogue.places import divisions_of
from app.demo.filling_things import Things
from app.demo.glass import Glass
from app.demo.wrong_answers import NOTHING, wrong_answer
from app.domain.named_person import person_of
from app.domain.service_item import FieldType, FormField
from app.domain.several import chosen_of
from app.viewmodels.form import FormPage
from app.viewmodels.form_field import FieldModel


class Filling:
    """`answers` are right ones by field; `mistakes` False: nobody gets anything wrong."""

    def __init__(self, glass: Glass, page: FormPage, answers: dict[str, str], *, mistakes: bool = True) -> None:
        self._glass = glass
        self._page = page
        self._answers = answers
        self._mistakes = mistakes
        self.told: dict[str, str] = {}
        """What was said of each mistake, by field."""

    def fill(self) -> None:
        """Every field that is asked on the page that is shown, also those that an answer brings; then 下一步."""
        done: set[str] = set()
        while (field := self._next(done)) is not None:
            done.add(field.name)
            if not field.locked:
                self._fill_in(field)
        self._glass.touches("primary")

    def _next(self, done: set[str]) -> FieldModel | None:
        return next((each for each in self._page.fields if each.asked and each.name not in done), None)

    def _fill_in(self, model: FieldModel) -> None:
        field = model.field
        wrong = wrong_answer(field, self._answers) if self._mistakes else None
        if wrong is not None and (wrong or not model.value):  # what stands there already cannot be left out
            self._answer(model, wrong)
            self._glass.touches("primary")
            self.told[field.name] = self._glass.until(
                lambda: model.error, f"nothing is said of {field.name}: {wrong!r}"
            )
        right = self._right(model)
        if right != model.value:
            self._answer(model, right)

    def _right(self, model: FieldModel) -> str:
        """As the sample says; what comes from a record is the first that is offered."""
        return self._answers.get(model.name, "")

    def _answer(self, model: FieldModel, value: str) -> None:
        way = Things(self._glass).way(model)
        if way is not None:
            way(model, value)
            return
        ways: dict[FieldType, Callable[[FormField, str], None]] = {
            FieldType.CHOICE: self._choose,
            FieldType.SEVERAL: self._tick,
            FieldType.DIVISION: self._walk_down,
            FieldType.PERSON: self._name_person,
        }
        ways.get(model.field.type, self._type_in)(model.field, value)

    # ------------------------------------------------------------ by kind

    def _choose(self, field: FormField, value: str) -> None:
        if value:
            self._glass.touches_within(f"field_{field.name}", f"option_{value}")

    def _tick(self, field: FormField, value: str) -> None:
        for each in chosen_of(value):
            self._glass.touches_within(f"field_{field.name}", f"option_{each}")

    def _walk_down(self, field: FormField, value: str) -> None:
        if not value:
            return
        where = f"field_{field.name}"
        self._glass.touches_within(where, "pickPlace")
        path = divisions_of(field).path(value)
        for each in path[len(divisions_of(field).path(field.within)) :]:
            self._glass.touches_within(where, f"place_{each.code}")

    def _name_person(self, field: FormField, value: str) -> None:
        if value == NOTHING:
            return
        name, number = person_of(value)
        self._glass.types_into(f"name_{field.name}", name)
        self._glass.types_into(f"number_{field.name}", number)

    def _type_in(self, field: FormField, value: str) -> None:
        self._glass.types_into(f"field_{field.name}", value)

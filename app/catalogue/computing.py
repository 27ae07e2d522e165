"""Values that nobody types: worked out from the other answers, at the station and again at the centre."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from app.catalogue.id_numbers import birth_date_of, id_number_problem
from app.catalogue.tidy import tidy
from app.domain.condition import figure_of
from app.domain.formats import china_today
from app.domain.formula import rounded
from app.domain.service_item import FieldType, FormField, ServiceItem

FEN_PLACES = 2
NOTHING = Decimal(0)


def with_computed(item: ServiceItem, values: Mapping[str, str], on: date | None = None) -> dict[str, str]:
    """The answers with every computed value as it is now; one that cannot be known yet is empty. `on` is the day of
    the application, None today."""
    day = on or china_today()
    known = dict(values)
    fields = {each.name: each for each in item.fields()}
    for field in fields.values():
        if field.compute is not None:
            known[field.name] = _computed(field, fields, known, day)
    return known


def _computed(field: FormField, fields: Mapping[str, FormField], known: Mapping[str, str], on: date) -> str:
    formula = field.compute
    if formula is None or (field.show_when is not None and not field.show_when.holds(known)):
        return ""
    figures = {name: _figure(fields[name], known) for name in formula.figures if name in fields}
    ages = {name: _age(fields[name], known, on) for name in formula.ages if name in fields}
    value = formula.value(
        {name: each for name, each in figures.items() if each is not None},
        {name: each for name, each in ages.items() if each is not None},
    )
    return "" if value is None else _written(field, value)


def _figure(field: FormField, known: Mapping[str, str]) -> Decimal | None:
    """What is not asked or may be left empty counts nothing."""
    if field.show_when is not None and not field.show_when.holds(known):
        return NOTHING
    answer = tidy(field, known.get(field.name, ""))
    return NOTHING if not answer and not field.required else figure_of(answer)


def _age(field: FormField, known: Mapping[str, str], on: date) -> int | None:
    answer = tidy(field, known.get(field.name, ""))
    born = _birth_date(field, answer)
    if born is None or born > on:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _birth_date(field: FormField, answer: str) -> date | None:
    if field.type is FieldType.ID_NUMBER:
        return birth_date_of(answer) if id_number_problem(answer) is None else None
    try:
        return date.fromisoformat(answer)
    except ValueError:
        return None


def _written(field: FormField, value: Decimal) -> str:
    if field.type is FieldType.MONEY:
        return f"{rounded(value, FEN_PLACES):f}"
    if field.decimals is not None:
        return f"{rounded(value, field.decimals):f}"
    whole = f"{rounded(value, FEN_PLACES):f}"
    return whole.rstrip("0").rstrip(".")

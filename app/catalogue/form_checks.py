"""A whole form: what is asked, what is filled in beforehand, whether all of it holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from app.catalogue.computing import with_computed
from app.catalogue.field_checks import check_field
from app.catalogue.places import place_told
from app.catalogue.plan import plan_of
from app.catalogue.prefill_sources import CHOSEN, PREFILL_SOURCES, RECORD, told_by_record
from app.catalogue.record_rows import told_by_choice
from app.catalogue.tidy import tidy
from app.domain.errors import FormInvalid
from app.domain.formats import china_today
from app.domain.person import IdentityCard
from app.domain.service_item import FieldType, FormField, FormPage, ServiceItem

ONE_DAY = timedelta(days=1)


def is_asked(field: FormField, values: Mapping[str, str]) -> bool:
    """Whether the field is shown with these answers."""
    return field.show_when is None or field.show_when.holds(values)


def asked_fields(item: ServiceItem, values: Mapping[str, str]) -> tuple[FormField, ...]:
    return tuple(field for field in item.fields() if is_asked(field, values))


def prefill(
    item: ServiceItem,
    card: IdentityCard,
    record: Mapping[str, Any] | None = None,
    known: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """What is known already, per field; a field of which nothing is known is absent. `known` is what licences, the
    person's file and earlier cases say, by the source's name (`file.phone`); `values` are the answers so far."""
    told: dict[str, str] = {}
    for each in item.fields():
        source = each.prefill or ""
        if source in PREFILL_SOURCES:
            said: str | None = PREFILL_SOURCES[source](card)
        elif source.startswith(CHOSEN):
            said = told_by_choice(item, each, values or {}, record)
        elif source.startswith(RECORD):
            said = told_by_record(source, record, in_yuan=each.type is FieldType.MONEY)
        else:
            said = (known or {}).get(source)
        if said:
            told[each.name] = place_told(each, said) if each.type is FieldType.DIVISION else said
    return {name: value for name, value in told.items() if value}


def clean_form(item: ServiceItem, values: Mapping[str, str], on: date | None = None) -> dict[str, str]:
    """The answers as they are kept: tidied, worked out anew, and nothing of a field that is not asked."""
    values = with_computed(item, values, on)
    cleaned = {}
    for field in asked_fields(item, values):
        value = tidy(field, values.get(field.name, ""))
        if value:
            cleaned[field.name] = value
    return cleaned


def check_page(
    page: FormPage, values: Mapping[str, str], language: str = "zh_CN", on: date | None = None
) -> dict[str, str]:
    """Field name → sentence, for the fields of one page that do not hold; empty when the page may be left."""
    checked = {each.name: check_field(each, values.get(each.name, ""), values, language, on) for each in page.fields}
    return {name: sentence for name, sentence in checked.items() if sentence is not None}


def check_form(
    item: ServiceItem,
    values: Mapping[str, str],
    language: str = "zh_CN",
    on: date | None = None,
    began: date | None = None,
) -> None:
    """Raises FormInvalid for the first field that does not hold, or that the form does not have. `on` is the day of
    the application, None today; `began` that of its sitting, by which a field may hold as well, None the same."""
    plan = plan_of(item)
    day = on or china_today()
    check_names(item, values)
    computed = _computed_lately(item, values, (day,)) if plan.computed else {}
    for field in plan.fields:
        if field.compute is not None:
            _check_computed(field, values, computed, language)
        check_answer(field, values, day, began or day, language)


def check_answer(field: FormField, values: Mapping[str, str], on: date, began: date, language: str = "zh_CN") -> None:
    """Raises FormInvalid, in the words of the day `on`, for an answer that is right neither then nor on `began`."""
    answer = values.get(field.name, "")
    sentence = check_field(field, answer, values, language, on)
    if sentence is not None and (began == on or check_field(field, answer, values, language, began) is not None):
        raise FormInvalid(field.name, sentence, f"改好“{field.label.in_language(language)}”再提交")


def check_names(item: ServiceItem, values: Mapping[str, str]) -> None:
    """Raises FormInvalid for an answer that the form does not have, or that is no text."""
    plan = plan_of(item)
    for name, value in values.items():
        if name not in plan.names:
            raise FormInvalid(str(name), f"“{item.short_name.zh_cn}”的表里没有“{name}”这一项", _known(plan.names))
        if not isinstance(value, str):
            raise FormInvalid(name, f"“{name}”要写成文字", "数字和日期也加上引号")


def check_computed(item: ServiceItem, values: Mapping[str, str], days: Collection[date]) -> None:
    """Raises FormInvalid where a computed value is what it is on none of these days."""
    computed = _computed_lately(item, values, days)
    for field in plan_of(item).computed:
        _check_computed(field, values, computed, "zh_CN")


def _check_computed(
    field: FormField, values: Mapping[str, str], computed: Mapping[str, Collection[str]], language: str
) -> None:
    if values.get(field.name, "") not in computed[field.name]:
        raise FormInvalid(
            field.name, f"“{field.label.in_language(language)}”和算出来的不一样", "这一项不用填，会自己算"
        )


def _computed_lately(item: ServiceItem, values: Mapping[str, str], on: Collection[date]) -> dict[str, set[str]]:
    """What each computed value may be: an application that began before midnight counts an age from the day before."""
    days = [with_computed(item, values, day) for each in on for day in (each, each - ONE_DAY)]
    return {each.name: {known[each.name] for known in days} for each in plan_of(item).computed}


def _known(names: Collection[str]) -> str:
    return f"可以写：{'、'.join(sorted(names))}" if names else "这个事项不用填表"

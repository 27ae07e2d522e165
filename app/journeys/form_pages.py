"""Which page of a form comes next: one on which nothing is asked with these answers is stepped over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.catalogue.day_order import order_problem
from app.domain.service_item import FormField, FormPage, ServiceItem, StepKind


def page_after(item: ServiceItem, form: Mapping[str, str], page: int) -> int | None:
    """The next page with a question; None where there is none."""
    return _first_asked(item, form, range(page + 1, len(item.form)))


def page_before(item: ServiceItem, form: Mapping[str, str], page: int) -> int | None:
    """The page before with a question; None where there is none."""
    return _first_asked(item, form, range(page - 1, -1, -1))


def last_page(item: ServiceItem, form: Mapping[str, str]) -> int:
    return page_before(item, form, len(item.form)) or 0


def newly_asked(item: ServiceItem, before: Mapping[str, str], form: Mapping[str, str]) -> int | None:
    """The first page with a question that must be answered, is not, and was not asked with the answers of before; or
    with a date that was right beside the one that was changed, and is no more."""
    for number, page in enumerate(item.form):
        for field in page.fields if page.at is StepKind.FORM else ():
            lacks = field.required and field.compute is None and not form.get(field.name, "")
            if lacks and _is_asked(field, form) and not _is_asked(field, before):
                return number
            if _is_asked(field, form) and _is_out_of_order(field, form):
                return number
    return None


def _first_asked(item: ServiceItem, form: Mapping[str, str], pages: Iterable[int]) -> int | None:
    return next((number for number in pages if _asks(item.form[number], form)), None)


def _asks(page: FormPage, form: Mapping[str, str]) -> bool:
    return page.at is StepKind.FORM and any(_is_asked(each, form) for each in page.fields)


def _is_out_of_order(field: FormField, form: Mapping[str, str]) -> bool:
    return order_problem(field, form.get(field.name, ""), form) is not None


def _is_asked(field: FormField, form: Mapping[str, str]) -> bool:
    return field.show_when is None or field.show_when.holds(form)

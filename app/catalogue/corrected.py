"""A correction held against the case it corrects: what the form says with it, and whether that may be. Pure.

What a new case is held to holds here too: the card, the register, the fee that was paid. An answer that stays is not
judged anew: it was right when it was given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.catalogue.application import LATER, PAID
from app.catalogue.computing import with_computed
from app.catalogue.data_size import RECORDINGS
from app.catalogue.day_order import order_problem
from app.catalogue.form_checks import check_answer, check_computed, check_names, is_asked
from app.catalogue.plan import plan_of
from app.catalogue.record_locks import told_by
from app.catalogue.record_rows import check_rows
from app.domain.errors import FeeWasPaid, FormInvalid
from app.domain.service_item import FormField, ServiceItem

FORM = "form"
FIELDS = "fields"
"""Beside the part `form`: some answers alone, where the rest is not known or was not asked for."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The case before it: its `data` so far as they are known, the days of the application and of the correction.
    `is_paid`: what it costs was paid, whatever the data say."""

    data: Mapping[str, Any] = field(repr=False)
    applied_on: date
    made_on: date
    is_paid: bool = False


def merged(data: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    """What was corrected in its place: a film's list of pieces beside those of others, answers alone in the form."""
    films = {**_part(data, RECORDINGS), **_part(changed, RECORDINGS)}
    now = {**data, **changed, **({RECORDINGS: films} if films else {})}
    answers = now.pop(FIELDS, None)
    return {**now, FORM: {**_part(data, FORM), **answers}} if isinstance(answers, Mapping) else now


def changes_form(changed: Mapping[str, Any]) -> bool:
    return FORM in changed or FIELDS in changed


def settled(item: ServiceItem, data: Mapping[str, Any], applied_on: date) -> dict[str, Any]:
    """After a correction of its form: computed values as the answers make them, and what is still to be paid."""
    form = _worked_out(item, _part(data, FORM), applied_on)
    payment = _part(data, "payment")
    if item.fee.amount_from and payment.get("status") == LATER and "amount_fen" in payment:
        return {**data, FORM: form, "payment": {**payment, "amount_fen": item.fee.amount(form)}}
    return {**data, FORM: form}


def check_corrected(item: ServiceItem, changed: Mapping[str, Any], case: Standing, began: date | None = None) -> None:
    """Of a correction of the form; `began` is the day of its sitting, by which an answer may hold as well, None the
    same. Raises FormInvalid where a field is to blame, FeeWasPaid.
    """
    before = _part(case.data, FORM)
    told = _part(changed, FORM) if FORM in changed else {**before, **_part(changed, FIELDS)}
    if FORM in changed:
        check_names(item, told)
        if plan_of(item).computed:
            check_computed(item, told, (case.made_on, case.applied_on))
    now = _worked_out(item, told, case.applied_on)
    for each in plan_of(item).fields:
        if is_asked(each, now) and (FORM in changed or each.name in _part(changed, FIELDS) or now.get(each.name)):
            _check_answer(each, before, now, case.made_on, began or case.made_on)
    _check_held(item, before, now, case.data)
    _check_fee(item, before, now, case)


def _check_answer(field: FormField, before: Mapping[str, str], now: Mapping[str, str], on: date, began: date) -> None:
    answer = now.get(field.name, "")
    if not answer or answer != before.get(field.name):
        check_answer(field, now, on, began)
    elif (problem := order_problem(field, answer, now)) is not None:
        raise FormInvalid(field.name, problem.zh_cn, f"改好“{field.label.zh_cn}”再提交")


def _check_held(item: ServiceItem, before: Mapping[str, str], now: Mapping[str, str], data: Mapping[str, Any]) -> None:
    plan, applicant, record = plan_of(item), _part(data, "applicant"), data.get("record")
    for each, key in plan.locked:
        _hold(each, before, now, str(applicant.get(key) or ""), "证件")
    for each in plan.record_locked:
        if told := told_by(each, record):
            _hold(each, before, now, told, "查到的记录")
    if any(now.get(each.name) != before.get(each.name) for each in plan.rows):
        check_rows(item, now, record)


def _hold(field: FormField, before: Mapping[str, str], now: Mapping[str, str], told: str, by: str) -> None:
    """The case's own answer stays, or becomes what was told."""
    if now.get(field.name, "") not in (before.get(field.name, ""), told) and is_asked(field, now):
        raise FormInvalid(field.name, f"{field.label.zh_cn}和{by}上的不一样", f"这一项以{by}为准，不能改")


def _check_fee(item: ServiceItem, before: Mapping[str, str], now: Mapping[str, str], case: Standing) -> None:
    if item.fee.amount(now) == item.fee.amount(before):
        return
    if case.is_paid or _part(case.data, "payment").get("status") != LATER:
        raise FeeWasPaid("这样改，钱数和付过的不一样", "钱已经付了，不能改钱数；到窗口退了重办")


def _worked_out(item: ServiceItem, form: Mapping[str, str], on: date) -> dict[str, str]:
    computed = {each.name for each in plan_of(item).computed}
    if not computed:
        return dict(form)
    known = with_computed(item, form, on)
    return {name: value for name, value in known.items() if value or name not in computed}


def is_paid(data: Mapping[str, Any]) -> bool:
    return _part(data, "payment").get("status") == PAID


def _part(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = data.get(name)
    return value if isinstance(value, Mapping) else {}


def held_answers(item: ServiceItem, data: Mapping[str, Any]) -> dict[str, str]:
    """What a correction leaves as it is: what card and register said, and what makes an amount that was paid."""
    form, record = _part(data, FORM), data.get("record")
    held = [each.name for each, _ in plan_of(item).locked]
    held += [each.name for each in plan_of(item).record_locked if form.get(each.name) and told_by(each, record)]
    if item.fee.amount_from and is_paid(data):
        held += _makes(item, item.fee.amount_from)
    return {name: str(form.get(name, "")) for name in held}


def _makes(item: ServiceItem, name: str) -> list[str]:
    """The field itself, or those it is worked out from."""
    formula = next((each.compute for each in item.fields() if each.name == name), None)
    return [name] if formula is None else [one for each in formula.figures for one in _makes(item, each)]

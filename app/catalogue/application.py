"""A whole application as it travels: `{"applicant", "form", "delivery", "payment", "materials", …}` and its files.

The same check runs before a case is saved at the station and again at the centre.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import partial
from typing import Any

from app.catalogue.agent import agent_data, check_agent, check_power
from app.catalogue.applicant import LONGEST_TEXT, check_applicant
from app.catalogue.appointments import check_appointment_in
from app.catalogue.attachments import check_attachments
from app.catalogue.characters import unseen
from app.catalogue.data_size import LARGEST_DATA_BYTES, RECORDINGS, check_can_travel
from app.catalogue.form_checks import check_form, clean_form
from app.catalogue.plan import Plan, plan_of
from app.catalogue.record_locks import check_record_locks
from app.catalogue.record_rows import check_rows
from app.catalogue.reused import PERSON_FILE, check_reused
from app.catalogue.sitting_days import check_by_either
from app.domain.agency import Agency
from app.domain.appointments import Appointment
from app.domain.case import Attachment, NewAttachment
from app.domain.errors import FormInvalid, WrongInput
from app.domain.formats import china_today
from app.domain.person import IdentityCard
from app.domain.service_item import DeliveryKind, ServiceItem

REVIEWED_PARTS = (
    "applicant",
    "form",
    "delivery",
    "payment",
    "materials",
    "face",
    "consent",
    "record",
    "certificate",
    "agent",
    "eligibility",
    "medical",
    "appointment",
    PERSON_FILE,
)
"""What an office may be shown."""
PARTS = (*REVIEWED_PARTS, RECORDINGS)
_PARTS = frozenset(PARTS)
PAID, LATER = "paid", "later"
PAYMENT_STATUSES = (PAID, LATER)
WIDEST_SPELLING = 5
"""Data written out anew is at most so many times as long as the JSON it was read from: `1e15,` grows the most."""
HOW_TO_MAIL = "扫码在手机上填好，或改成自己取"
MAILING_KEYS = {"recipient": "收件人", "phone": "收件电话", "address": "收件地址"}


def applicant_of(card: IdentityCard) -> dict[str, Any]:
    """The card's fields as they travel: dates in ISO 8601, no picture, nothing the card kind does not have."""
    values = {each.name: getattr(card, each.name) for each in fields(card) if each.name != "portrait"}
    kept = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    return {name: value for name, value in kept.items() if value not in ("", None) or name == "valid_to"}


def application_data(
    item: ServiceItem,
    card: IdentityCard,
    form: Mapping[str, str],
    *,
    delivery: Mapping[str, Any] | None = None,
    payment: Mapping[str, Any] | None = None,
    promised: Sequence[str] = (),
    agency: Agency | None = None,
    appointment: Appointment | None = None,
) -> dict[str, Any]:
    """The `data` of a submission. `promised` names the attachments to be shown at collection instead."""
    data: dict[str, Any] = {"applicant": applicant_of(card), "form": clean_form(item, form)}
    if agency is not None:
        data["agent"] = agent_data(agency)
        if not agency.is_read:
            del data["applicant"]["valid_to"]  # nobody has seen the card: it is not known to be long-term
    if delivery is not None:
        data["delivery"] = dict(delivery)
    if payment is not None:
        data["payment"] = dict(payment)
    if appointment is not None:
        data["appointment"] = appointment.as_data()
    if promised:
        data["materials"] = dict.fromkeys(promised, "promised")
    return data


def check_application(
    item: ServiceItem,
    data: Mapping[str, Any],
    attachments: Sequence[NewAttachment | Attachment],
    *,
    travelled_bytes: int | None = None,
    on: date | None = None,
    began: date | None = None,
) -> None:
    """Raises WrongInput, or FormInvalid where one field is to blame; returns when the case may be saved.

    `travelled_bytes`: the data was read from JSON of at most that size. `on`: the day of the application, by which
    the age of an agent and the days of a form and of a booking count; None is today. `began`: the day its sitting may
    have begun on (`sitting_days`), by which they may be right as well; None is the same.
    """
    _check_parts(data)
    if travelled_bytes is None or travelled_bytes > LARGEST_DATA_BYTES // WIDEST_SPELLING:
        check_can_travel(data)
    plan = plan_of(item)
    applicant = _part(data, "applicant")
    if not applicant:
        raise WrongInput("申请里缺申请人（applicant）", "写上证件上的姓名、号码、性别、出生日期")
    check_applicant(item, applicant)
    form = _part(data, "form")
    day = on or china_today()
    first = began or day
    check_form(item, form, on=day, began=first)
    if plan.locked:
        _check_locked(plan, form, applicant)
    _check_record(item, form, data.get("record"))
    if plan.is_delivered or "delivery" in data:
        _check_delivery(item, _part(data, "delivery"))
    if item.fee.is_asked or "payment" in data:
        _check_payment(item, _part(data, "payment"), form)
    materials: Mapping[str, Any] = _part(data, "materials") if "materials" in data else {}
    acts = "agent" in data
    check_appointment_in(item, data, first)
    if acts:
        check_by_either(partial(_check_acts, item, _part(data, "agent"), applicant, attachments, materials), day, first)
    check_attachments(item, attachments, materials, form, acts=acts)
    if PERSON_FILE in data:
        check_reused(item, _part(data, PERSON_FILE), attachments)


def _check_acts(
    item: ServiceItem,
    agent: Mapping[str, Any],
    applicant: Mapping[str, Any],
    attachments: Sequence[NewAttachment | Attachment],
    materials: Mapping[str, Any],
    on: date,
) -> None:
    check_agent(item, agent, applicant, on)
    check_power(item, agent, applicant, attachments, materials, on)


def _check_parts(data: Mapping[str, Any]) -> None:
    if not _PARTS.issuperset(data):
        part = next(each for each in data if each not in PARTS)
        raise WrongInput(f"申请里没有“{part}”这一部分", f"可以写：{'、'.join(PARTS)}")


def _part(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = data.get(name) or {}
    if type(value) is not dict and not isinstance(value, Mapping):
        raise WrongInput(f"申请里的“{name}”写法不对", "要写成“键: 值”的样子")
    return value


def _check_locked(plan: Plan, form: Mapping[str, str], applicant: Mapping[str, Any]) -> None:
    for each, key in plan.locked:
        if form.get(each.name, "") != (applicant.get(key) or ""):
            raise FormInvalid(each.name, f"{each.label.zh_cn}和证件上的不一样", "这一项以证件为准，不能改")


def _check_record(item: ServiceItem, form: Mapping[str, str], record: Any) -> None:
    plan = plan_of(item)
    if plan.record_locked:
        check_record_locks(plan, form, record)
    if plan.rows:
        check_rows(item, form, record)


def _check_delivery(item: ServiceItem, delivery: Mapping[str, Any]) -> None:
    if not delivery and not plan_of(item).is_delivered:
        return
    kind = delivery.get("kind")
    if kind not in set(item.delivery):
        allowed = "、".join(item.delivery)
        raise FormInvalid("delivery.kind", "还没选怎么取结果" if not kind else "这件事不能这样取", f"可以写：{allowed}")
    if kind != DeliveryKind.MAIL:
        return
    for key, label in MAILING_KEYS.items():
        value = delivery.get(key)
        if not isinstance(value, str) or not value.strip():
            raise FormInvalid(f"delivery.{key}", f"邮寄还差{label}", HOW_TO_MAIL)
        if unseen(value):
            raise FormInvalid(f"delivery.{key}", f"{label}里有打不出来的字符", HOW_TO_MAIL)
        if len(value) > LONGEST_TEXT:
            raise FormInvalid(f"delivery.{key}", f"{label}太长，最多 {LONGEST_TEXT} 个字", HOW_TO_MAIL)


def _check_payment(item: ServiceItem, payment: Mapping[str, Any], form: Mapping[str, str]) -> None:
    amount_fen = item.fee.amount(form)
    if amount_fen == 0:
        return
    if payment.get("status") not in PAYMENT_STATUSES:
        raise FormInvalid("payment.status", "还没付费", f"可以写：{'、'.join(PAYMENT_STATUSES)}（later 是取证时付）")
    if payment["status"] != PAID and not item.fee.pay_later:
        raise FormInvalid("payment.status", "这笔钱要当场付，不能以后再付", "付好再提交")
    if payment.get("amount_fen", amount_fen) != amount_fen:
        raise FormInvalid("payment.amount_fen", "付的钱数和收费标准不一样", f"应付 {amount_fen} 分")

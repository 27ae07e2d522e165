"""Answers to any form: each field by its type, conditions followed, prefilled ones taken from the card."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from app.catalogue.form_checks import is_asked, prefill
from app.catalogue.samples.people import address, id_number, phone
from app.domain.person import IdentityCard
from app.domain.service_item import FieldType, FormField, ServiceItem

EMPLOYERS = ("青禾县云溪五金厂", "临江市好邻居超市有限公司", "云溪镇中心小学", "老柳面馆", "青禾县第二建筑公司")
SCHOOLS = ("青禾县职业中学", "临江学院", "云溪镇中学")
PHRASES = ("贷款", "招投标", "申请补贴", "办理签证")
CLASSES = ("C1", "C2", "B2", "C1D")
TEXTS = {"employer": EMPLOYERS, "school": SCHOOLS, "licence_classes": CLASSES}
FIRST_DAY = date(2026, 12, 1)


def answers(random: Random, item: ServiceItem, card: IdentityCard) -> dict[str, str]:
    given = dict(prefill(item, card))
    for field in item.fields():
        if is_asked(field, given) and field.name not in given:
            given[field.name] = _answer(random, field)
    return given


def _answer(random: Random, field: FormField) -> str:
    match field.type:
        case FieldType.CHOICE:
            return random.choice(field.choices).value
        case FieldType.PHONE:
            return phone(random)
        case FieldType.ADDRESS:
            return address(random)[: field.max_length]
        case FieldType.DATE:
            return (FIRST_DAY + timedelta(days=random.randint(0, 300))).isoformat()
        case FieldType.NUMBER:
            return str(random.randint(1, 9))
        case FieldType.ID_NUMBER:
            return id_number(random, "330702", date(1990, 1, random.randint(1, 28)), "1")
        case FieldType.TEXT:
            return random.choice(TEXTS.get(field.name, PHRASES))[: field.max_length]

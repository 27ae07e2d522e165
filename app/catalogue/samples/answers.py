"""Answers to any form: each field by its type, conditions followed, prefilled ones taken from the card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from app.catalogue.computing import with_computed
from app.catalogue.credit_codes import check_character
from app.catalogue.day_order import in_order
from app.catalogue.form_checks import is_asked, prefill
from app.catalogue.persons_checks import least_persons
from app.catalogue.places import divisions_of, is_whole
from app.catalogue.prefill_sources import RECORD
from app.catalogue.samples.names import chinese_name
from app.catalogue.samples.people import address, id_number, phone
from app.catalogue.samples.within import day_within, money_within, number_within
from app.catalogue.whereabouts_checks import grids_of
from app.domain.form_files import TAKEN
from app.domain.formats import FEN_A_YUAN, china_today
from app.domain.named_person import person_answer
from app.domain.named_persons import PersonColumn, persons_answer
from app.domain.person import IdentityCard
from app.domain.service_item import FieldType, FormField, ServiceItem
from app.domain.several import answer_of
from app.domain.whereabouts import Whereabouts, whereabouts_answer

EMPLOYERS = ("青禾县云溪五金厂", "临江市好邻居超市有限公司", "云溪镇中心小学", "老柳面馆", "青禾县第二建筑公司")
SCHOOLS = ("青禾县职业中学", "临江学院", "云溪镇中学")
PHRASES = ("贷款", "招投标", "申请补贴", "办理签证")
CLASSES = ("C1", "C2", "B2", "C1D")
REASONS = ("家里老人要照顾。", "房子去年到期，换了住处。", "原来的单位搬走了。", "证件上的地址没有更新。")
TEXTS = {"employer": EMPLOYERS, "school": SCHOOLS, "licence_classes": CLASSES}
PLACES = ("菜市场南门口", "小学对面公交站旁", "河边健身步道入口", "邮政所门前人行道")
PLATES = ("浙G{:05d}", "浙GD{:05d}", "浙G{:04d}挂")


def answers(random: Random, item: ServiceItem, card: IdentityCard) -> dict[str, str]:
    given, today = dict(prefill(item, card)), china_today()
    for field in item.fields():
        given = with_computed(item, given)
        if field.type is FieldType.SEVERAL and not field.required:
            continue  # what need not be ticked mostly counts against somebody
        if is_asked(field, given) and field.name not in given:
            given[field.name] = _MADE[field.type](random, in_order(_as_told(item, field), given, today))
    return given


def _as_told(item: ServiceItem, field: FormField) -> FormField:
    """An amount that a register tells keeps to what the item says of it, so that what is worked out from it holds."""
    for fact in item.query.facts if item.query else ():
        if field.prefill == f"{RECORD}{fact.key}" and field.type is FieldType.MONEY and fact.sample is not None:
            least, most = (Decimal(fen) / FEN_A_YUAN for fen in (fact.sample.least, fact.sample.most))
            return replace(field, least=least, most=most)
    return field


def _text(random: Random, field: FormField) -> str:
    if field.example:
        return field.example
    return random.choice(TEXTS.get(field.name, PHRASES))[: field.max_length]


def _lines(random: Random, field: FormField) -> str:
    return "\n".join(random.sample(REASONS, 2))[: field.max_length]


def _choice(random: Random, field: FormField) -> str:
    return random.choice(field.choices).value


def _several(random: Random, field: FormField) -> str:
    least, most = int(field.least or 1), int(field.most or len(field.choices))
    picked = random.sample(field.choices, random.randint(least, most))
    return answer_of(each.value for each in field.choices if each in picked)


def _division(random: Random, field: FormField) -> str:
    at = field.within
    while not is_whole(field, at):
        at = random.choice(divisions_of(field).below(at)).code
    return at


def _address(random: Random, field: FormField) -> str:
    return address(random)[: field.max_length]


def _phone(random: Random, _field: FormField) -> str:
    return phone(random)


def _id_number(random: Random, _field: FormField) -> str:
    return id_number(random, "330702", date(1990, 1, random.randint(1, 28)), "1")


def _person(random: Random, field: FormField) -> str:
    return person_answer(chinese_name(random)[0], _id_number(random, field))


def _persons(random: Random, field: FormField) -> str:
    """As many as must be, each of another age."""
    made = {
        PersonColumn.NAME: lambda: chinese_name(random)[0],
        PersonColumn.RELATION: lambda: random.choice(field.relations).value,
        PersonColumn.PHONE: lambda: phone(random),
    }
    rows = []
    for at in range(least_persons(field)):
        born = date(1962 + 3 * at, random.randint(1, 12), random.randint(1, 28))
        dated = {
            PersonColumn.BIRTH_DATE: born.isoformat(),
            PersonColumn.ID_NUMBER: id_number(random, "330702", born, "1"),
        }
        rows.append({each.value: dated.get(each) or made[each]() for each in field.columns})
    return persons_answer(rows)


def _place(random: Random, field: FormField) -> str:
    """Where there are grids, in one of them."""
    grids = [each for each in grids_of(field) if divisions_of(field).lies_within(each.division, field.within)]
    grid = random.choice([each for each in grids if is_whole(field, each.division) and each.words] or [None])
    if grid is None:
        return whereabouts_answer(Whereabouts(_division(random, field), random.choice(PLACES)))
    word = random.choice(grid.words)
    return whereabouts_answer(Whereabouts(grid.division, f"{word}东侧路边", grid.code))


def _taken(_random: Random, _field: FormField) -> str:
    return TAKEN


def _one_page(_random: Random, _field: FormField) -> str:
    return "1"


def _row(random: Random, _field: FormField) -> str:
    """A number as a register would have it: no register is asked for a sample."""
    return f"{random.randrange(10**12):012d}"


def _plate(random: Random, _field: FormField) -> str:
    return random.choice(PLATES).format(random.randint(0, 9999))


def _credit_code(random: Random, _field: FormField) -> str:
    first = f"91330726MA2{random.randint(0, 999999):06d}"
    return first + check_character(first)


_MADE: dict[FieldType, Callable[[Random, FormField], str]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _lines,
    FieldType.PHONE: _phone,
    FieldType.NUMBER: number_within,
    FieldType.MONEY: money_within,
    FieldType.DATE: day_within,
    FieldType.CHOICE: _choice,
    FieldType.SEVERAL: _several,
    FieldType.DIVISION: _division,
    FieldType.ADDRESS: _address,
    FieldType.ID_NUMBER: _id_number,
    FieldType.PERSON: _person,
    FieldType.PERSONS: _persons,
    FieldType.PLACE: _place,
    FieldType.PHOTO: _taken,
    FieldType.SCAN: _one_page,
    FieldType.SIGNATURE: _taken,
    FieldType.ROW: _row,
    FieldType.PLATE: _plate,
    FieldType.CREDIT_CODE: _credit_code,
}

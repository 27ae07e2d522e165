"""What commands say of a case: its status, its item and its answers in words, where the JSON keeps the codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from app.domain.case import STATUS_WORDS, CaseStatus
from app.domain.errors import ItemUnknown

if TYPE_CHECKING:
    from app.domain.ports import Catalogue
    from app.domain.service_item import FormField

SAVED = "待上报"
SECTIONS = {
    "applicant": "申请人",
    "agent": "代办人",
    "form": "填写",
    "delivery": "领取",
    "payment": "缴费",
}
WORDS = {
    "kind": "种类",
    "name": "姓名",
    "name_en": "外文姓名",
    "id_number": "证件号码",
    "sex": "性别",
    "birth_date": "出生日期",
    "valid_from": "有效期起",
    "valid_to": "有效期止",
    "address": "地址",
    "authority": "签发机关",
    "ethnicity": "民族",
    "nationality": "国籍",
    "pass_number": "通行证号码",
    "sam_id": "读卡安全模块编号",
    "recipient": "收件人",
    "phone": "手机号",
    "status": "状态",
    "amount_fen": "金额（分）",
}
"""Of what is the same in every item."""


def status_words(status: str) -> str:
    """A word that is none of ours is shown as it is: a newer centre may know more."""
    try:
        known = CaseStatus(status)
    except ValueError:
        return status
    return STATUS_WORDS.get(known, SAVED)


def item_words(catalogue: Catalogue, code: str) -> str:
    """The item's name; the code of one that this catalogue does not know."""
    try:
        return catalogue.item(code).name.zh_cn
    except ItemUnknown:
        return code


def answers_in_words(catalogue: Catalogue, code: str, data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was answered, as label and value; nothing of what is empty."""
    try:
        fields = {each.name: each for each in catalogue.item(code).fields()}
    except ItemUnknown:
        fields = {}
    return [_answer(path, value, fields if path[0] == "form" else {}) for path, value in _leaves((), data)]


def _answer(path: tuple[str, ...], value: str, fields: Mapping[str, FormField]) -> tuple[str, str]:
    from app.catalogue.answer_words import answer_words

    asked = fields.get(path[-1])
    if asked is not None and len(path) == 2:
        return asked.label.zh_cn, answer_words(asked, value)
    first, *rest = path
    return "·".join([SECTIONS.get(first, first), *(WORDS.get(each, each) for each in rest)]), value


def _leaves(path: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves((*path, key), inner)
    elif value not in (None, "", []):
        yield path, str(value)

"""One part of an application as rows of label and value, masked or in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.catalogue.agency import REASONS, RELATIONS
from app.catalogue.answer_words import answer_words
from app.catalogue.ethnicities import ethnicity_name
from app.catalogue.persons_words import masked_persons
from app.catalogue.reused import PERSON_FILE
from app.catalogue.whereabouts_checks import grid_of
from app.central.office.eligibility_rows import known_facts, verdict_rows
from app.central.office.record_rows import record_rows
from app.central.office.reused_rows import reused_rows
from app.domain.formats import mask_address, mask_id_number, mask_name, mask_phone, money
from app.domain.named_person import masked_person
from app.domain.service_item import FieldType, FormField, ServiceItem

LABELS = {
    "name": "姓名",
    "name_en": "外文姓名",
    "sex": "性别",
    "birth_date": "出生日期",
    "id_number": "证件号码",
    "pass_number": "通行证号码",
    "address": "住址",
    "authority": "签发机关",
    "ethnicity": "民族",
    "nationality": "国籍",
    "valid_from": "有效期起",
    "valid_to": "有效期止",
    "kind": "类别",
    "recipient": "收件人",
    "phone": "电话",
    "status": "状态",
    "amount_fen": "金额",
    "date": "日期",
    "height_cm": "身高（厘米）",
    "vision_left": "左眼视力",
    "vision_right": "右眼视力",
    "corrected": "矫正视力",
    "one_eyed": "单眼视力",
    "field_degrees": "水平视野（度）",
    "colour_blind": "辨色力",
    "hearing_left": "左耳听力",
    "hearing_right": "右耳听力",
    "hearing_aid": "戴助听器",
    "limbs": "四肢",
    "trunk_neck": "躯干和颈部",
    "doctor": "检查医生",
    "remarks": "备注",
    "relation": "代办人是本人的",
    "principal": "本人怎样核实",
    "classes": "准驾车型",
    "points_by_year": "每个记分周期的记分",
    "unsettled_violations": "没处理的违法（条）",
    "unsettled_accidents": "没处理完的事故（起）",
    "three_ability": "三力测试",
    "score": "分数",
    "file_number": "档案编号",
    "issuer": "发证机关",
    "as_of": "数据日期",
}
"""Of what an application may hold; another key is shown as it is written."""
VALUES = {
    "sex": {"1": "男", "2": "女"},
    "colour_blind": {"none": "正常", "red_green": "红绿色盲", "other": "其他异常"},
    "limbs": {"pass": "合格", "fail": "不合格"},
    "trunk_neck": {"pass": "合格", "fail": "不合格"},
    "hearing_left": {"True": "50 厘米能听清", "False": "50 厘米听不清"},
    "hearing_right": {"True": "50 厘米能听清", "False": "50 厘米听不清"},
    "status": {"paid": "已付", "later": "取证时付", "promised": "取证时带来"},
    "kind": {
        "mail": "邮寄",
        "collect": "自取",
        "print_here": "当场打印",
        "electronic": "电子件",
        "resident": "居民身份证",
        "hmt_residence_permit": "港澳台居民居住证",
        "foreign_permanent_resident_2017": "外国人永久居留身份证（2017 版）",
        "foreign_permanent_resident_2023": "外国人永久居留身份证（2023 版）",
    },
}
ACTS = {
    "raise_arms": "抬起双臂",
    "fists": "双手握拳",
    "fingers": "伸开手指",
    "squat": "下蹲起立",
    "step": "抬腿迈步",
    "turn_head": "左右转头",
    "bend": "弯腰",
}
"""What was done before the camera for limbs, trunk and neck, by the station's words."""
LIMBS_SHOWN = "limbs_shown"
OF_AGENTS = {
    "relation": {value: words.zh_cn for value, words in RELATIONS.items()},
    "reason": {value: words.zh_cn for value, words in REASONS.items()},
    "principal": {"card": "读了本人的身份证", "number": "只填了号码，没读证"},
}
AGENT_LABELS = {"reason": "本人为什么没来"}
OF_WHO_CAME = {
    "face": ("来的人和证件", {"matched": "是同一个人", "not_possible": "没有照片可比"}),
    "consent": ("来的人", {"True": "同意了", "False": "没有同意"}),
}
"""Parts that are one word: its label, and what it means."""
NOT_SHOWN = frozenset({"sam_id", "photo_wlt", "fingerprints", "begun_at"})
"""Of the card reader and of films, nothing that anybody decides by."""
IN_ONE_LINE = frozenset({"classes", "points_by_year"})
GRID_OFFICE = "网格责任单位"
DEPTH_MAX = 4
Mask = Callable[[str], str]


def _year_only(value: str) -> str:
    return value[:4] + "-**-**"


_MASKS: dict[str, Mask] = {
    "name": mask_name,
    "name_en": mask_name,
    "recipient": mask_name,
    "doctor": mask_name,
    "id_number": mask_id_number,
    "pass_number": mask_id_number,
    "file_number": mask_id_number,
    "address": mask_address,
    "phone": mask_phone,
    "birth_date": _year_only,
}
_BY_TYPE: dict[FieldType, Mask] = {
    FieldType.PHONE: mask_phone,
    FieldType.ADDRESS: mask_address,
    FieldType.ID_NUMBER: mask_id_number,
    FieldType.PERSON: masked_person,
}


@dataclass(frozen=True, slots=True)
class FactRow:
    label: str
    value: str = field(repr=False)


def rows_of(item: ServiceItem | None, part: str, value: Any, *, in_full: bool) -> list[FactRow]:
    """`item` None: the catalogue no longer has it, so its form has no labels."""
    if part == "form" and item is not None and isinstance(value, Mapping):
        return list(_form_rows(item, value, in_full=in_full))
    if part == "eligibility" and isinstance(value, Mapping):
        facts = _rows("", known_facts(value), {}, in_full=in_full, depth=0)
        return [*(FactRow(*each) for each in verdict_rows(value)), *facts]
    if part == "agent" and isinstance(value, Mapping):
        value = {key: OF_AGENTS.get(key, {}).get(str(each), each) for key, each in value.items()}
        return list(_rows("", value, AGENT_LABELS, in_full=in_full, depth=0))
    if part == PERSON_FILE and isinstance(value, Mapping):
        return [FactRow(*each) for each in reused_rows(item, value)]
    if part == "appointment" and isinstance(value, Mapping):
        return list(_appointment_rows(item, value))
    if part == "record" and item is not None and item.query is not None and isinstance(value, Mapping):
        person = _rows("person", value.get("person"), {}, in_full=in_full, depth=0) if value.get("person") else ()
        told = value if in_full else _veiled("", value)
        return [*person, *(FactRow(*each) for each in record_rows(item.query, told, in_full=in_full))]
    if part in OF_WHO_CAME and isinstance(value, str | bool):
        label, words = OF_WHO_CAME[part]
        return [FactRow(label, words.get(str(value), str(value)))] if value != "" else []
    labels = {each.attachment: each.name.zh_cn for each in item.materials} if item and part == "materials" else {}
    return list(_rows("", value, labels, in_full=in_full, depth=0))


def _appointment_rows(item: ServiceItem | None, value: Mapping[str, Any]) -> Iterator[FactRow]:
    terms = item.appointment if item is not None else None
    code = str(value.get("place", ""))
    place = terms.place(code) if terms is not None else None
    yield FactRow("时间", f"{value.get('day', '')} {value.get('time', '')}")
    yield FactRow("地点", place.name.zh_cn if place is not None else code)


def _form_rows(item: ServiceItem, values: Mapping[str, Any], *, in_full: bool) -> Iterator[FactRow]:
    known = {each.name: each for each in item.fields()}
    for name, value in values.items():
        each = known.get(name)
        if each is None:
            yield from _rows(name, value, {}, in_full=in_full, depth=0)
        elif value not in ("", None):
            yield FactRow(each.label.zh_cn, _field_text(each, str(value), in_full=in_full))
            grid = grid_of(each, str(value)) if each.type is FieldType.PLACE else None
            if grid is not None:
                yield FactRow(GRID_OFFICE, grid.office)


def _field_text(each: FormField, value: str, *, in_full: bool) -> str:
    if each.type is FieldType.PERSONS and not in_full:
        return masked_persons(each, value, "zh_CN")
    mask = _MASKS.get(each.masked or "") or _BY_TYPE.get(each.type)
    return answer_words(each, value) if in_full or mask is None else mask(value)


def _rows(key: str, value: Any, labels: Mapping[str, str], *, in_full: bool, depth: int) -> Iterator[FactRow]:
    if depth > DEPTH_MAX or value in ("", {}, []) or key in NOT_SHOWN:
        return
    if key == LIMBS_SHOWN:
        yield from _acts(value)
    elif key in IN_ONE_LINE and isinstance(value, list):
        yield FactRow(LABELS[key], "、".join(map(str, value)))
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _rows(str(name), each, labels, in_full=in_full, depth=depth + 1)
    elif isinstance(value, list):
        for number, each in enumerate(value, 1):
            for row in _rows(key, each, labels, in_full=in_full, depth=depth + 1):
                yield FactRow(f"{row.label} {number}", row.value)
    else:
        yield FactRow(labels.get(key) or LABELS.get(key, key), _text(key, value, in_full=in_full))


def _veiled(key: str, value: Any) -> Any:
    """What is a secret by its key, whatever kind its item says it is; a name may be that of a shop."""
    if isinstance(value, Mapping):
        return {name: _veiled(str(name), each) for name, each in value.items()}
    if isinstance(value, list):
        return [_veiled(key, each) for each in value]
    mask = _MASKS.get(key) if key != "name" else None
    return mask(value) if mask is not None and isinstance(value, str) else value


def _acts(value: Any) -> Iterator[FactRow]:
    for each in value if isinstance(value, list) else ():
        if isinstance(each, Mapping):
            act = str(each.get("act", ""))
            yield FactRow(ACTS.get(act, act), "做了" if each.get("shown") is True else "没有做，请看录像")


def _text(key: str, value: Any, *, in_full: bool) -> str:
    if value is None:
        return "长期" if key == "valid_to" else "无"
    if key == "amount_fen" and isinstance(value, int):
        return money(value)
    words = ethnicity_name(str(value)) if key == "ethnicity" else VALUES.get(key, {}).get(str(value))
    if words:
        return words
    if isinstance(value, bool):
        return "是" if value else "否"
    mask = _MASKS.get(key)
    return str(value) if in_full or mask is None else mask(str(value))

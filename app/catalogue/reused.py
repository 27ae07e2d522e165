"""The part `person_file` of an application: what was agreed to, and which papers came from the person's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.case import Attachment, NewAttachment
from app.domain.errors import WrongInput
from app.domain.person_file import may_be_reused
from app.domain.service_item import ServiceItem

PERSON_FILE = "person_file"
AGREED, MATERIALS, ANSWERS, TAKEN_ON, NUMBER = "agreed", "materials", "answers", "taken_on", "number"


def check_reused(item: ServiceItem, told: Mapping[str, Any], attachments: Sequence[NewAttachment | Attachment]) -> None:
    """Raises WrongInput where something was taken without leave, or is not what it is said to be."""
    if not told:
        return
    materials, answers = told.get(MATERIALS, {}), told.get(ANSWERS, {})
    if (
        not isinstance(materials, Mapping)
        or not isinstance(answers, Mapping)
        or set(told)
        - {
            AGREED,
            MATERIALS,
            ANSWERS,
        }
    ):
        raise WrongInput("用了哪些以前的材料，写法不对", "写 agreed、materials、answers")
    if (materials or answers) and told.get(AGREED) is not True:
        raise WrongInput("本人没有同意，不能用以前交过的材料", "重新交，或请本人同意")
    may_come = {each.attachment for each in item.materials if may_be_reused(each)}
    here = {each.name for each in attachments}
    for name, each in materials.items():
        if name not in may_come or name not in here:
            raise WrongInput(f"“{name}”不是从个人档案来的", "只写清单里有、这次也附上的材料")
        if not isinstance(each, Mapping) or _day(each.get(TAKEN_ON)) is None or not isinstance(each.get(NUMBER), str):
            raise WrongInput(f"“{name}”没写是哪天、哪件事交的", "写 taken_on 和 number")
    unknown = set(answers) - {each.name for each in item.fields()}
    if unknown:
        raise WrongInput(f"表里没有“{min(unknown)}”这一项", "只写表里有的")


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def taken_on(data: Mapping[str, Any], attachment: str) -> date | None:
    """The day on which what was reused was handed in at first; None for what was new."""
    told = data.get(PERSON_FILE)
    materials = told.get(MATERIALS) if isinstance(told, Mapping) else None
    each = materials.get(attachment) if isinstance(materials, Mapping) else None
    return _day(each.get(TAKEN_ON)) if isinstance(each, Mapping) else None

"""One part of an application made anew after it was returned: what may come, checked at the station and at the centre.

Nobody becomes another person by a correction: the applicant, what was agreed to and the look at the face stay.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.catalogue.application import LARGEST_DATA_BYTES, RECORDINGS, REVIEWED_PARTS
from app.catalogue.attachments import check_file
from app.catalogue.form_checks import check_form
from app.domain.case import Attachment, NewAttachment
from app.domain.errors import WrongInput
from app.domain.service_item import ServiceItem

STAYS = frozenset({"applicant", "agent", "face", "consent"})
JUDGED, MEDICAL = "eligibility", "medical"


def correctable_parts(item: ServiceItem) -> tuple[str, ...]:
    files = (each.attachment for each in item.materials if each.attachment)
    return tuple(dict.fromkeys((*(each for each in REVIEWED_PARTS if each not in STAYS), *files)))


def check_correction(
    item: ServiceItem, part: str, data: Mapping[str, Any], attachments: Sequence[NewAttachment | Attachment]
) -> None:
    """Raises WrongInput, or FormInvalid where one field is to blame.

    With the part itself may come what belongs to it: what the rules say now, with a new check of the body its film,
    with a film the list of its pieces.
    """
    if part not in correctable_parts(item):
        raise WrongInput(f"“{part}”不能改", f"可以改：{'、'.join(correctable_parts(item))}")
    files = {part} | ({item.film.attachment} if part == MEDICAL and item.film is not None else set())
    names = [each.name for each in attachments]
    if set(names) - files or len(set(names)) != len(names):
        raise WrongInput("一次只改退回的那一部分", f"附件可以有：{'、'.join(sorted(files))}")
    if set(data) - {part, JUDGED, RECORDINGS}:
        raise WrongInput("一次只改退回的那一部分", f"数据里可以写：{part}")
    if part not in data and part not in names:
        raise WrongInput(f"没有改“{part}”", "带上改好的内容")
    _check_can_travel(data)
    recordings = data.get(RECORDINGS)
    if recordings is not None and (not isinstance(recordings, Mapping) or set(recordings) - set(names)):
        raise WrongInput("录像的分段要和录像一起改")
    if part == "form":
        form = data["form"]
        check_form(item, form if isinstance(form, Mapping) else {})
    materials = {each.attachment: each for each in item.materials if each.attachment}
    for each in attachments:
        check_file(materials[each.name], each)


def _check_can_travel(data: Mapping[str, Any]) -> None:
    try:
        size = len(json.dumps(dict(data), ensure_ascii=False, allow_nan=False).encode("utf-8"))
    except (TypeError, ValueError, RecursionError):
        raise WrongInput("改的内容存不下来", "只写文字、数字、列表和“键: 值”，文字用 UTF-8") from None
    if size > LARGEST_DATA_BYTES:
        raise WrongInput(f"改的内容太大，最多 {LARGEST_DATA_BYTES // 1024} KB", "文件用附件交，不写在数据里")

"""One part of an application made anew after it was returned: what may come, checked at the station and at the centre.

Nobody becomes another person by a correction: the applicant, what was agreed to and the look at the face stay; another
appointment is another booking.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.catalogue.application import LARGEST_DATA_BYTES, RECORDINGS, REVIEWED_PARTS
from app.catalogue.attachments import check_file
from app.catalogue.field_checks import check_field
from app.catalogue.form_checks import check_form
from app.catalogue.reused import PERSON_FILE
from app.domain.case import Attachment, NewAttachment
from app.domain.errors import FormInvalid, WrongInput
from app.domain.form_files import file_of, files_of, files_of_form
from app.domain.service_item import ServiceItem

STAYS = frozenset({"applicant", "agent", "face", "consent", "appointment", PERSON_FILE})
JUDGED, MEDICAL, FORM = "eligibility", "medical", "form"
FIELDS = "fields"
"""Beside the part `form`: some answers alone, where the rest is not known or was not asked for."""


def correctable_parts(item: ServiceItem) -> tuple[str, ...]:
    files = (each.attachment for each in files_of(item) if each.attachment)
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
    files |= {each.attachment for each in files_of_form(item)} if part == FORM else set()
    names = [each.name for each in attachments]
    if set(names) - files or len(set(names)) != len(names):
        raise WrongInput("一次只改退回的那一部分", f"附件可以有：{'、'.join(sorted(files))}")
    answers = {FIELDS} if part == FORM and FORM not in data else set()
    if set(data) - {part, JUDGED, RECORDINGS} - answers:
        raise WrongInput("一次只改退回的那一部分", f"数据里可以写：{part}")
    if part not in data and part not in names and not data.get(FIELDS):
        raise WrongInput(f"没有改“{part}”", "带上改好的内容")
    _check_can_travel(data)
    recordings = data.get(RECORDINGS)
    if recordings is not None and (not isinstance(recordings, Mapping) or set(recordings) - set(names)):
        raise WrongInput("录像的分段要和录像一起改")
    if part == FORM and FORM in data:
        form = data[FORM]
        check_form(item, form if isinstance(form, Mapping) else {})
    elif part == FORM:
        _check_answers(item, data.get(FIELDS), names)
    materials = {each.attachment: each for each in files_of(item) if each.attachment}
    for each in attachments:
        check_file(materials[each.name], each)


def _check_answers(item: ServiceItem, answers: Any, files: Collection[str]) -> None:
    """Each by itself: what hangs on other answers is not known here. Raises FormInvalid."""
    if not isinstance(answers, Mapping):
        raise WrongInput("改的几项写法不对", "要写成“键: 值”的样子")
    fields = {each.name: each for each in item.fields() if each.compute is None}
    for name, value in answers.items():
        field = fields.get(name)
        if field is None or not isinstance(value, str):
            raise FormInvalid(str(name), f"“{name}”不能单独改", f"可以改：{'、'.join(sorted(fields))}")
        sentence = check_field(replace(field, show_when=None), value, answers)
        if sentence is not None:
            raise FormInvalid(name, sentence, f"改好“{field.label.zh_cn}”再提交")
        file = file_of(field)
        if file is not None and value and file.attachment not in files:
            raise FormInvalid(name, f"{field.label.zh_cn}的文件没有带上", "带上改好的文件")


def _check_can_travel(data: Mapping[str, Any]) -> None:
    try:
        size = len(json.dumps(dict(data), ensure_ascii=False, allow_nan=False).encode("utf-8"))
    except (TypeError, ValueError, RecursionError):
        raise WrongInput("改的内容存不下来", "只写文字、数字、列表和“键: 值”，文字用 UTF-8") from None
    if size > LARGEST_DATA_BYTES:
        raise WrongInput(f"改的内容太大，最多 {LARGEST_DATA_BYTES // 1024} KB", "文件用附件交，不写在数据里")

"""One part of an application made anew after it was returned: what may come, checked at the station and at the centre.

Nobody becomes another person by a correction: the applicant, what was agreed to and the look at the face stay; another
appointment is another booking. What gateway, register and certificate said is theirs to say: by a corrected record a
locked answer could be anything.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.catalogue.application import REVIEWED_PARTS
from app.catalogue.attachments import check_file
from app.catalogue.corrected import FIELDS, FORM, Standing, check_corrected
from app.catalogue.data_size import RECORDINGS, check_can_travel
from app.catalogue.form_checks import check_answer, check_form
from app.catalogue.reused import PERSON_FILE
from app.domain.case import Attachment, NewAttachment
from app.domain.errors import FormInvalid, WrongInput
from app.domain.form_files import file_of, files_of, files_of_form
from app.domain.formats import china_today
from app.domain.service_item import ServiceItem

STAYS = frozenset(
    {"applicant", "agent", "face", "consent", "appointment", "payment", "record", "certificate", PERSON_FILE}
)
JUDGED, MEDICAL = "eligibility", "medical"


def correctable_parts(item: ServiceItem) -> tuple[str, ...]:
    files = (each.attachment for each in files_of(item) if each.attachment)
    return tuple(dict.fromkeys((*(each for each in REVIEWED_PARTS if each not in STAYS), *files)))


def check_correction(
    item: ServiceItem,
    part: str,
    data: Mapping[str, Any],
    attachments: Sequence[NewAttachment | Attachment],
    case: Standing | None = None,
    *,
    on: date | None = None,
    began: date | None = None,
) -> None:
    """Raises WrongInput, or FormInvalid where one field is to blame. `case` is what it corrects, None where that is
    not known here: then it is judged by itself, and on the day `on`, None today. `began` is the day of its sitting,
    None the same.

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
    check_can_travel(data, "改的内容")
    recordings = data.get(RECORDINGS)
    if recordings is not None and (not isinstance(recordings, Mapping) or set(recordings) - set(names)):
        raise WrongInput("录像的分段要和录像一起改")
    if part == FORM:
        day = case.made_on if case is not None else on or china_today()
        _check_form(item, data, names, case, (day, began or day))
    materials = {each.attachment: each for each in files_of(item) if each.attachment}
    for each in attachments:
        check_file(materials[each.name], each)


Days = tuple[date, date]
"""Of the correction, and of its sitting: a field may hold by either."""


def _check_form(
    item: ServiceItem, data: Mapping[str, Any], files: Collection[str], case: Standing | None, days: Days
) -> None:
    if FORM not in data:
        _check_answers(item, data.get(FIELDS), files, case, days)
    elif case is None:
        form = data[FORM]
        check_form(item, form if isinstance(form, Mapping) else {}, on=days[0], began=days[1])
    if case is not None:
        check_corrected(item, data, case, days[1])


def _check_answers(item: ServiceItem, answers: Any, files: Collection[str], case: Standing | None, days: Days) -> None:
    """Each by itself, asked whatever the others say; one that stays was right when it was given. Raises FormInvalid."""
    before = case.data.get(FORM) if case is not None else None
    stays = before if isinstance(before, Mapping) else {}
    if not isinstance(answers, Mapping):
        raise WrongInput("改的几项写法不对", "要写成“键: 值”的样子")
    fields = {each.name: each for each in item.fields() if each.compute is None}
    for name, value in answers.items():
        field = fields.get(name)
        if field is None or not isinstance(value, str):
            raise FormInvalid(str(name), f"“{name}”不能单独改", f"可以改：{'、'.join(sorted(fields))}")
        if not value or value != stays.get(name):
            check_answer(replace(field, show_when=None), answers, *days)
        file = file_of(field)
        if file is not None and value and file.attachment not in files:
            raise FormInvalid(name, f"{field.label.zh_cn}的文件没有带上", "带上改好的文件")

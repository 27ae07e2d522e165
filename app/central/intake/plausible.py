"""Is a case what its catalogue item asks for? Checked again here: a station may be old, altered or lying."""

from __future__ import annotations

import re
from functools import partial

from app.catalogue.agent import check_agent_of_before
from app.catalogue.applicant import check_applicant
from app.catalogue.application import check_application
from app.catalogue.corrected import FIELDS, Standing
from app.catalogue.correction import check_correction
from app.catalogue.sitting_days import began_on, check_by_either
from app.central.intake.messages import CaseCorrected, CaseSubmitted
from app.domain.case import Attachment
from app.domain.errors import FeeWasPaid, FormInvalid, ItemUnknown, WrongInput
from app.domain.formats import CHINA
from app.domain.ports import Catalogue
from app.domain.service_item import ServiceItem

_FIELD = re.compile(r"[a-z][a-z0-9_.]{0,60}")


def objection(case: CaseSubmitted, catalogue: Catalogue, travelled_bytes: int) -> str:
    """Empty when nothing speaks against the case, else a stable word, with the form's field behind a colon.

    The sentences of the check stay here: they may quote what was sent, and this is kept and told in the clear.
    `travelled_bytes` is the size of the JSON it was read from.
    It is checked by the version it was begun with, also after that version's last day: a station may have been without
    a line for weeks. Of a version this centre does not have only the person is checked again, and who acted for them.
    """
    try:
        item = catalogue.item(case.item, case.item_version)
    except ItemUnknown:
        return "item_unknown"
    if case.attachments and len({each.name for each in case.attachments}) != len(case.attachments):
        return "attachment_twice"
    try:
        _check(case, item, travelled_bytes)
    except FormInvalid as error:
        return f"application:{error.field}" if _FIELD.fullmatch(error.field) else "application"
    except WrongInput:
        return "application"
    return ""


def objection_to_correction(corrected: CaseCorrected, item: ServiceItem, case: Standing) -> str:
    """As `objection`; whether this case waits for this part is seen later."""
    files = [Attachment(each.name, each.media_type, each.size, each.sha256) for each in corrected.attachments]
    answers = corrected.data.get(FIELDS)
    if set(corrected.fields) != (set(answers) if isinstance(answers, dict) else set()):
        return "correction:fields"
    try:
        check_correction(item, corrected.part, corrected.data, files, case, began=began_on(corrected.corrected_at))
    except FeeWasPaid:
        return "fee_paid"
    except FormInvalid as error:
        return f"correction:{error.field}" if _FIELD.fullmatch(error.field) else "correction"
    except WrongInput:
        return "correction"
    return ""


def _check(case: CaseSubmitted, item: ServiceItem, travelled_bytes: int) -> None:
    on, began = case.submitted_at.astimezone(CHINA).date(), began_on(case.submitted_at)
    if case.item_version == item.version:
        files = [Attachment(each.name, each.media_type, each.size, each.sha256) for each in case.attachments]
        check_application(item, case.data, files, travelled_bytes=travelled_bytes, on=on, began=began)
        return
    applicant = case.data.get("applicant")
    if not isinstance(applicant, dict):
        raise FormInvalid("applicant", "申请里缺申请人（applicant）")
    check_applicant(item, applicant)
    told = case.data.get("agent")
    agent = told if isinstance(told, dict) else {}
    if "agent" in case.data:
        check_by_either(partial(check_agent_of_before, item, agent, applicant), on, began)

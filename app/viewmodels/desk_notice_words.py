"""What is said of a one-time notice, and of a case that waits for what was missing."""

from __future__ import annotations

from app.domain.agency import is_needed
from app.domain.drafts import KeptDraft
from app.domain.service_item import MaterialSource, ServiceItem, StepKind
from app.journeys.states import AtStep, Paper
from app.viewmodels.translation import translate


def notice_words(state: AtStep, language: str) -> dict[str, str]:
    """`{text, mood, icon}`"""
    del language
    match state.notice:
        case Paper.PRINTING:
            text = translate("DeskPapers", "正在打一次性告知书")
            return {"text": text, "mood": "waiting", "icon": "printer"}
        case Paper.PRINTED:
            text = translate("DeskPapers", "一次性告知书 %1 打好了，请交给群众。可以挂起，等人再来")
            return {"text": text.replace("%1", state.draft.notice_number), "mood": "done", "icon": "check"}
        case Paper.FAILED:
            text = translate("DeskPapers", "一次性告知书没打出来。看看打印机，再打一份")
            return {"text": text, "mood": "warn", "icon": "alert"}
        case Paper.NONE | Paper.KEEPING | Paper.LATER:
            return {}


def held_words(kept: KeptDraft, item: ServiceItem, language: str) -> str:
    """Why it waits: what is missing, by name; the step where nothing is; and the notice that was given."""
    if kept.content.get("handed"):
        return translate("DeskPapers", "刷了身份证才看得到填好的")
    missing = [each.name.in_language(language) for each in item.materials if each.code in _missing(kept, item)]
    if missing:
        names = translate("DeskPapers", "、").join(missing)
        why = translate("DeskPapers", "还差 %1 份：%2").replace("%1", str(len(missing))).replace("%2", names)
    else:
        why = translate("DeskPapers", "停在%1").replace("%1", _step_word(kept.step))
    number = str(kept.content.get("notice_number") or "")
    told = translate("DeskPapers", "告知书 %1").replace("%1", number)
    return f"{why} · {told}" if number else why


def _missing(kept: KeptDraft, item: ServiceItem) -> set[str]:
    """What was told is missing until it is scanned; without a notice, what the answers ask to be scanned."""
    told = {str(each) for each in kept.content.get("told") or ()}
    form = {str(name): str(value) for name, value in (kept.content.get("form") or {}).items()}
    asked = {
        each.code
        for each in item.materials
        if each.source is MaterialSource.SCAN and form and is_needed(each, form, "")
    }
    return {code for code in told or asked if f"scan.{code}" not in kept.files}


def _step_word(step: str) -> str:
    match step:
        case StepKind.FORM.value:
            return translate("DeskPapers", "填表")
        case StepKind.MATERIALS.value:
            return translate("DeskPapers", "材料")
        case StepKind.APPOINTMENT.value:
            return translate("DeskPapers", "选时间")
        case StepKind.REVIEW.value | StepKind.SIGNATURE.value:
            return translate("DeskPapers", "核对签名")
        case StepKind.PAYMENT.value:
            return translate("DeskPapers", "缴费")
        case StepKind.DELIVERY.value:
            return translate("DeskPapers", "取件方式")
        case _:
            return translate("DeskPapers", "开头")

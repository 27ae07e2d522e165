"""What is said of a case once it was accepted at a desk, decided there, or not accepted as decided by the centre."""

from __future__ import annotations

from app.domain.decisions import DeskDecision, OpenDecision, UndecidedCase
from app.domain.following import ReturnedCase
from app.domain.formats import mask_name
from app.journeys.decided import Decided, Stage
from app.journeys.states import Finished
from app.viewmodels.facts import Surroundings
from app.viewmodels.translation import translate


def decision_words(state: Finished, language: str, *, passes_on: bool) -> dict[str, str]:
    """`{title, text, mood, icon}`. Done is what the centre has; what waits for the line says so.

    `passes_on`: nobody decides it here, so it goes to the office.
    """
    number = translate("DeskPapers", "办件编号 %1").replace("%1", state.case.number)
    if state.decided is None or state.decided.stage in (Stage.REASON, Stage.CONFIRM):
        return _accepted(state, number, language if passes_on else "")
    return _decided(state.decided, number)


def _accepted(state: Finished, number: str, language: str) -> dict[str, str]:
    """`language` is that of the office it goes on to; empty where it is decided here."""
    office = state.item.office.in_language(language) if language else ""
    beyond = translate("DeskPapers", "转给%1办理").replace("%1", office) if office else ""
    text = f"{number} · {beyond}" if beyond else number
    if state.at_centre:
        return {"title": translate("DeskPapers", "已受理"), "text": text, "mood": "done", "icon": "check"}
    return {"title": translate("DeskPapers", "已受理，等网络"), "text": text, "mood": "warn", "icon": "wifioff"}


def _decided(decided: Decided, number: str) -> dict[str, str]:
    complete = decided.decision is DeskDecision.COMPLETE
    match decided.stage:
        case Stage.TAKEN:
            title = translate("DeskPapers", "办结") if complete else translate("DeskPapers", "决定不予办理")
            mood, icon, text = ("done" if complete else "bad"), ("check" if complete else "x"), number
        case Stage.WAITS:
            title = translate("DeskPapers", "办结，等网络") if complete else translate("DeskPapers", "不予办理，等网络")
            later = translate("DeskPapers", "联网后自动报到中心")
            mood, icon, text = "warn", "wifioff", f"{number} · {later}"
        case Stage.REJECTED:
            title, text = translate("DeskPapers", "中心没有认可"), why_words(decided.why)
            mood, icon = "bad", "alert"
        case Stage.NOT_SAVED:
            title, text = translate("DeskPapers", "决定没存下来"), translate("DeskPapers", "什么都没发出。再按一次")
            mood, icon = "bad", "alert"
        case _:
            title, text = translate("DeskPapers", "正在报到中心"), translate("DeskPapers", "最多等 5 秒")
            mood, icon = "warn", "clock"
    return {"title": title, "text": text, "mood": mood, "icon": icon}


def why_words(why: str) -> str:
    """The centre's word in a sentence; one that this program does not know is shown as it is."""
    match why:
        case "no_right":
            return translate("DeskPapers", "这个工号没有当场决定的权限。办件由审批岗继续办")
        case "already_decided":
            return translate("DeskPapers", "这个办件别处已经决定过了，以中心的为准")
        case "not_direct":
            return translate("DeskPapers", "这件事不在窗口决定。办件由审批岗继续办")
        case "reason_missing":
            return translate("DeskPapers", "没有写不予办理的原因")
        case _:
            return translate("DeskPapers", "中心的答复：%1").replace("%1", why)


def open_row(open_one: OpenDecision, around: Surroundings) -> dict[str, str]:
    """`{id, title, text, act}`; `act` is print, or empty where only the centre's word is to be read."""
    item = _item(open_one.item_code, around)
    about = " · ".join(each for each in (mask_name(open_one.name), open_one.case.number) if each)
    if open_one.why:
        told = translate("DeskPapers", "%1：中心没有认可").replace("%1", item)
        return {"id": open_one.case.id, "title": told, "text": f"{about} · {why_words(open_one.why)}", "act": ""}
    told = translate("DeskPapers", "%1：办结了，结果没打出来").replace("%1", item)
    return {"id": open_one.case.id, "title": told, "text": about, "act": "print"}


def undecided_row(undecided: UndecidedCase, around: Surroundings) -> dict[str, str]:
    """`{id, title, text, act}`"""
    told = translate("DeskPapers", "%1：受理了，还没办结").replace("%1", _item(undecided.item_code, around))
    about = " · ".join(each for each in (mask_name(undecided.name), undecided.case.number) if each)
    return {"id": undecided.case.id, "title": told, "text": about, "act": "decide"}


def returned_row(case: ReturnedCase, around: Surroundings) -> dict[str, str]:
    """`{id, title, text, act}`: the person has to come with the card, which leads to what is asked for."""
    told = translate("DeskPapers", "%1：要补材料").replace("%1", _item(case.item_code, around))
    about = " · ".join(each for each in (mask_name(case.name), case.number, case.reason) if each)
    return {"id": case.id, "title": told, "text": about, "act": "lookUp"}


def _item(code: str, around: Surroundings) -> str:
    item = around.item(code)
    return item.short_name.in_language(around.language.code) if item is not None else code

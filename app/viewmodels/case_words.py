"""A followed case in words: how it stands, what happened, what is asked for, which office says what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.domain.bundles import FAILED
from app.domain.case import CaseStatus
from app.domain.following import FollowedCase, Happened, Happening, OfficeWord
from app.domain.form_files import file_of
from app.domain.service_item import Milestone, ServiceItem
from app.viewmodels.dates import before_day, short_day
from app.viewmodels.facts import Surroundings
from app.viewmodels.translation import translate

Row = dict[str, Any]
UNDER_WAY = (CaseStatus.SAVED, CaseStatus.RECEIVED, CaseStatus.ACCEPTED)


def status_words(case: FollowedCase) -> tuple[str, str]:
    """Words and mood of how it stands."""
    if case.unsent and any(each.what is Happening.CORRECTED for each in case.story):
        return translate("MyCases", "补的已存好"), "warn"
    if done_in_part(case):
        return translate("MyCases", "部分办好"), "warn"
    return {
        CaseStatus.SAVED: (translate("MyCases", "已存好，等网络"), "warn"),
        CaseStatus.RECEIVED: (translate("MyCases", "收下了，在审"), "working"),
        CaseStatus.ACCEPTED: (translate("MyCases", "在办"), "working"),
        CaseStatus.RETURNED: (translate("MyCases", "要补材料"), "warn"),
        CaseStatus.REFUSED: (translate("MyCases", "没办成"), "bad"),
        CaseStatus.COMPLETED: (translate("MyCases", "办好了"), "done"),
    }[case.status]


def done_in_part(case: FollowedCase) -> bool:
    """A bundle that is over and of which something could not be done."""
    return case.status is CaseStatus.COMPLETED and any(each.state in FAILED for each in case.offices)


def item_of(around: Surroundings, case: FollowedCase) -> ServiceItem | None:
    """The version it was begun with; None for what this catalogue does not have."""
    return around.item(case.item_code, case.item_version)


def name_of(around: Surroundings, case: FollowedCase) -> str:
    item = item_of(around, case)
    name = item.short_name.in_language(around.language.code) if item else translate("MyCases", "以前办的事")
    return translate("MyCases", "%1（替别人办）").replace("%1", name) if case.as_agent else name


# ---------------------------------------------------------------- the story


def story_rows(around: Surroundings, case: FollowedCase) -> list[Row]:
    """`[{when, text, state: done | later}]`: what happened, then what comes next."""
    done = [_happened(around, each, in_part=done_in_part(case)) for each in case.story]
    return done + _next_rows(around, case)


def _happened(around: Surroundings, told: Happened, *, in_part: bool) -> Row:
    when = short_day(_here(around, told.at).date(), around.language.code) if told.at is not None else ""
    return {"when": when, "text": _happened_words(told, in_part=in_part), "state": "done"}


def _happened_words(told: Happened, *, in_part: bool) -> str:
    if in_part and told.what is Happening.COMPLETED:
        return translate("Case", "办完了，有的没办成")
    words = {
        Happening.SUBMITTED: translate("Case", "您交上来了"),
        Happening.RECEIVED: translate("Case", "收下了"),
        Happening.ACCEPTED: translate("Case", "开始办了"),
        Happening.RETURNED: translate("Case", "要补材料"),
        Happening.CORRECTED: translate("Case", "您补上了"),
        Happening.REFUSED: translate("Case", "没办成"),
        Happening.COMPLETED: translate("Case", "办好了"),
    }[told.what]
    says_why = told.text and told.what in (Happening.RETURNED, Happening.REFUSED)
    return translate("Case", "%1：%2").replace("%1", words).replace("%2", told.text) if says_why else words


def _next_rows(around: Surroundings, case: FollowedCase) -> list[Row]:
    item = item_of(around, case)
    if item is None or case.status not in UNDER_WAY:
        return []
    return [_milestone(around, case, each) for each in item.milestones if each.days > 0]


def _milestone(around: Surroundings, case: FollowedCase, milestone: Milestone) -> Row:
    """A day only once the centre has it: until then nobody knows when the days begin to count."""
    language = around.language.code
    if case.unsent:
        when = translate("Done", "%1 个工作日").replace("%1", str(milestone.days))
    else:
        begun = _here(around, case.submitted_at).date()
        when = before_day(around.shelf.working_day_after(begun, milestone.days), language)
    return {"when": when, "text": milestone.text.in_language(language), "state": "later"}


def answer_of(case: FollowedCase) -> str:
    """What the office wrote when it completed the case."""
    return next((each.text for each in reversed(case.story) if each.what is Happening.COMPLETED), "")


def _here(around: Surroundings, at: datetime) -> datetime:
    return at.astimezone(around.station.now().tzinfo)


# ---------------------------------------------------------------- what is asked for


def asked_rows(around: Surroundings, case: FollowedCase) -> list[Row]:
    """`[{names, reason}]`, one for each office that waits."""
    if case.status is not CaseStatus.RETURNED:
        return []
    item, between = item_of(around, case), translate("Case", "、")
    rows = [
        {"names": between.join(_part_name(around, item, part) for part in each.parts), "reason": each.reason}
        for each in case.asked
    ]
    return rows or [{"names": "", "reason": case.reason}]


def _part_name(around: Surroundings, item: ServiceItem | None, part: str) -> str:
    known = {
        "form": translate("Case", "填的表"),
        "delivery": translate("Case", "怎么拿结果"),
        "medical": translate("Case", "身体检查"),
        "payment": translate("Case", "费用"),
    }
    if part in known:
        return known[part]
    names = {each.attachment: each.name for each in item.materials} if item else {}
    fields = item.fields() if item else ()
    names |= {each.name: each.label for each in fields}
    names |= {file.attachment: each.label for each in fields if (file := file_of(each)) is not None}
    name = names.get(part)
    return name.in_language(around.language.code) if name else translate("Case", "别的材料")


# ---------------------------------------------------------------- several offices


def office_rows(offices: Sequence[OfficeWord]) -> list[Row]:
    """`[{label, value}]`"""
    return [{"label": _office_name(each.office, at), "value": _word(each.word)} for at, each in enumerate(offices)]


def _office_name(office: str, at: int) -> str:
    known = {"hospital": translate("Case", "医院"), "licensing": translate("Case", "车管所")}
    return known.get(office) or translate("Case", "第 %1 家").replace("%1", str(at + 1))


def _word(word: str) -> str:
    return {
        "accept": translate("Case", "看过了，没问题"),
        "return": translate("Case", "要补材料"),
        "refuse": translate("Case", "没同意"),
    }.get(word, translate("Case", "还在看"))

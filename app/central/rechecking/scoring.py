"""A case with points counted again: by the version the station named, from the form as it stands. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from app.catalogue.form_checks import asked_fields
from app.catalogue.rules import check_version, facts_among, points, points_pack
from app.central.rechecking.facts import told_by
from app.central.rechecking.findings import BAD, OK, WARN, Finding
from app.domain.eligibility import RuleVerdict
from app.domain.errors import FormInvalid, WrongInput
from app.domain.points import Score, points_text
from app.domain.service_item import ServiceItem, StepKind
from app.domain.several import chosen_of

POINTS = "points"
UNREADABLE = "申请表里有读不出来的，算不出分。"


@dataclass(frozen=True, slots=True)
class ToScore:
    """`record`: what the register says now; None: it says nothing, or was not asked. `submitted_on` in China."""

    item: ServiceItem
    data: Mapping[str, Any] = field(repr=False)
    submitted_on: date
    record: Mapping[str, Any] | None = field(default=None, repr=False)
    rules: Path | None = None
    """The city's own packs; None: those that ship."""


@dataclass(frozen=True, slots=True)
class Scored:
    """`kept` is what is kept with the case; `score` None: nothing to be ranked by. `uses`: asked for, and open."""

    kept: dict[str, Any] = field(repr=False)
    score: Score | None
    uses: tuple[str, ...]
    version: str


def score_again(asked: ToScore) -> Scored:
    """Raises ConfigInvalid (the centre's own packs are broken), WrongInput (no version of the day) and nothing else."""
    pack, on = asked.item.rule_pack or "", asked.submitted_on
    told = told_by(asked.data)
    of_the_day = points_pack(pack, on, asked.rules).head.version
    version = told.version if told.version and _is_there(pack, told.version, asked) else of_the_day
    form = asked.data.get("form")
    answers = {str(name): str(value) for name, value in form.items()} if isinstance(form, Mapping) else {}
    answer = _counted(asked, answers, version)
    score = answer.score if answer is not None and answer.verdict is not RuleVerdict.MAY_NOT else None
    chosen = _chosen(asked.item, answers)
    uses = tuple(each for each in chosen if score is not None and each in score.open_uses)
    findings = [
        *_of_the_score(asked.data, answer),
        *_of_the_version(told.version, version, of_the_day),
        *_of_the_uses(chosen, answer),
        *_of_the_record(asked, answers),
    ]
    counted = answer.as_json() if answer is not None else {"verdict": "unknown", "reasons": []}
    kept = {
        "kind": POINTS,
        "pack": pack,
        "on": on.isoformat(),
        **counted,
        "pack_version": version,
        "agrees": all(each.tone == OK for each in findings),
        "findings": [{"tone": each.tone, "text": each.text} for each in findings],
    }
    return Scored(kept, score, uses, version)


def _is_there(pack: str, version: str, asked: ToScore) -> bool:
    try:
        points_pack(pack, asked.submitted_on, asked.rules, version)
    except WrongInput:
        return False
    return True


def _counted(asked: ToScore, form: Mapping[str, str], version: str) -> points.Answer | None:
    """None where a fact cannot be read."""
    pack, on = asked.item.rule_pack or "", asked.submitted_on
    applicant = asked.data.get("applicant")
    born = {"birth_date": applicant.get("birth_date")} if isinstance(applicant, Mapping) else {}
    answers = {each.name: form.get(each.name, "") for each in asked_fields(asked.item, form)}
    try:
        answer = check_version(
            pack, version, facts_among(pack, born | answers, on, asked.rules, version), on, asked.rules
        )
    except FormInvalid:
        return None
    return answer if isinstance(answer, points.Answer) else None


def _chosen(item: ServiceItem, form: Mapping[str, str]) -> tuple[str, ...]:
    fields = item.fields_at(StepKind.USES)
    return chosen_of(form.get(fields[0].name, "")) if fields else ()


def _of_the_score(data: Mapping[str, Any], answer: points.Answer | None) -> Iterator[Finding]:
    if answer is None:
        yield Finding(BAD, UNREADABLE)
        return
    here = points_text(answer.score.total) if answer.score is not None else ""
    said = _said(data)
    if answer.score is None:
        yield Finding(BAD, "".join(each.text for each in answer.reasons if each.effect != "tells") or "算不出分。")
    elif said is None:
        yield Finding(WARN, f"终端没有报分数，按申请表算是 {here} 分。")
    elif said == here:
        yield Finding(OK, f"终端算 {said} 分，中心按申请表复核一样。")
    else:
        yield Finding(BAD, f"终端算 {said} 分，中心按申请表算是 {here} 分，以中心的为准。")


def _said(data: Mapping[str, Any]) -> str | None:
    eligibility = data.get("eligibility")
    told = eligibility.get("points") if isinstance(eligibility, Mapping) else None
    score = told.get("score") if isinstance(told, Mapping) else None
    return f"{score:g}" if isinstance(score, int | float) and not isinstance(score, bool) else None


def _of_the_version(said: str, used: str, of_the_day: str) -> Iterator[Finding]:
    if said and said != used:
        yield Finding(BAD, f"终端说用的是 {said} 版规则，中心没有这一版，按 {used} 版算。")
    elif used != of_the_day:
        yield Finding(WARN, f"终端用的是 {used} 版规则，那一天生效的是 {of_the_day} 版。")


def _of_the_uses(chosen: tuple[str, ...], answer: points.Answer | None) -> Iterator[Finding]:
    score = answer.score if answer is not None else None
    for each in score.uses if score is not None else ():
        if each.code in chosen and not each.is_open:
            yield Finding(BAD, f"选了“{each.name.zh_cn}”，不能用：{each.text.zh_cn}。")


def _of_the_record(asked: ToScore, form: Mapping[str, str]) -> Iterator[Finding]:
    """Who fills in otherwise than the register knows may be right: a person looks."""
    record = asked.record or {}
    differs = [
        f"{each.label.zh_cn}（填 {form[each.name]}，查到 {known}）"
        for each in asked.item.fields_at(StepKind.FORM)
        if each.prefill == f"record.{each.name}" and each.name in form
        if (known := str(record.get(each.name, form[each.name]))) != form[each.name]
    ]
    if differs:
        yield Finding(WARN, f"和查到的记录不一样：{'、'.join(differs)}。")

"""A case judged again: by the version the station named, on the facts as sent and on what the centre knows. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.catalogue.rules import check, check_version
from app.catalogue.rules.licence.answer import Answer
from app.central.rechecking.facts import differing, facts_with, told_by, with_limbs
from app.central.rechecking.findings import Findings, Judged, findings_of
from app.domain.errors import FormInvalid, WrongInput


class RecordState(StrEnum):
    """What came of asking the platform."""

    GOT = "got"
    NONE = "none"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Asked:
    """`submitted_on` is the day of the case in China; `pack` is the item's, empty where the catalogue names none.

    `limbs_passed`: the office that sees the film has accepted; None: no office does, the case says it itself.
    """

    data: Mapping[str, Any] = field(repr=False)
    submitted_on: date
    pack: str
    record_state: RecordState
    record: Mapping[str, Any] | None = field(repr=False)
    limbs_passed: bool | None
    rules: Path | None = None
    """The city's own packs; None: those that ship."""


def judge_again(asked: Asked) -> dict[str, Any]:
    """What is kept with the case. Raises ConfigInvalid (the centre's own packs are broken) and nothing else."""
    told = told_by(asked.data)
    pack = asked.pack or told.pack
    on = _day(told.on) or asked.submitted_on
    of_the_day = _version_of(pack, on, asked.rules)
    version_is_known = bool(told.version) and _is_there(pack, told.version, on, asked.rules)
    known_version = told.version if version_is_known else of_the_day
    facts = facts_with(told.facts, asked.data, asked.record, limbs_passed=asked.limbs_passed is True)
    would = facts_with(told.facts, asked.data, asked.record, limbs_passed=True)
    now = _judged(pack, known_version, facts, on, asked.rules)
    judged = Judged(
        told=told,
        pack_differs=bool(asked.pack and told.pack and asked.pack != told.pack),
        version=known_version,
        version_is_known=version_is_known,
        version_of_day=of_the_day,
        day_differs=_day(told.on) != asked.submitted_on,
        as_sent=_judged(pack, known_version, told.facts, on, asked.rules) if told.is_readable else Judgement(),
        sent_if_passed=_judged(pack, known_version, with_limbs(told.facts), on, asked.rules)
        if told.is_readable
        else Judgement(),
        now=now,
        if_passed=_judged(pack, known_version, would, on, asked.rules) if asked.limbs_passed is False else now,
        record_state=asked.record_state.value,
        differs=differing(told.facts, facts) if asked.record is not None else (),
    )
    return _told_of(judged, asked, on, findings_of(judged))


@dataclass(frozen=True, slots=True)
class Judgement:
    """`wrong` names the fact that the rules cannot read; then there is no answer."""

    answer: Answer | None = field(default=None, repr=False)
    wrong: str = ""


def _version_of(pack: str, on: date, rules: Path | None) -> str:
    """Empty where there is none."""
    try:
        return check(pack, {}, on, rules).pack_version
    except WrongInput:
        return ""


def _is_there(pack: str, version: str, on: date, rules: Path | None) -> bool:
    try:
        check_version(pack, version, {}, on, rules)
    except WrongInput:
        return False
    return True


def _judged(pack: str, version: str, facts: Mapping[str, Any], on: date, rules: Path | None) -> Judgement:
    try:
        answer = check_version(pack, version, dict(facts), on, rules)
    except FormInvalid as error:
        return Judgement(wrong=error.field)
    except WrongInput:
        return Judgement(wrong="pack")
    return Judgement(answer) if isinstance(answer, Answer) else Judgement(wrong="pack")


def _told_of(judged: Judged, asked: Asked, on: date, findings: Findings) -> dict[str, Any]:
    answer = judged.now.answer
    return {
        "pack": asked.pack or judged.told.pack,
        "on": on.isoformat(),
        "told": {
            "pack_version": judged.told.version,
            "verdict": judged.told.verdict,
            "allowed_classes": list(judged.told.allowed_classes),
            "new_validity": judged.told.new_validity or None,
        },
        "as_sent": judged.as_sent.answer.verdict.value if judged.as_sent.answer is not None else None,
        "record": asked.record_state.value,
        "as_of": (asked.record or {}).get("as_of"),
        "differs": list(judged.differs),
        "waits_for_film": asked.limbs_passed is False,
        **(answer.as_json() if answer is not None else {"verdict": "unknown", "reasons": []}),
        "pack_version": judged.version,
        "agrees": findings.agrees,
        "findings": [{"tone": each.tone, "text": each.text} for each in findings.all],
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None

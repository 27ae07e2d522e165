"""From a case and what the platform holds to the facts the rules are asked with. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.catalogue.rules.licence.facts import FACT_NAMES, MORE_RECORD_FACTS, RECORD_FACTS

_MEDICAL = "medical."
_MEDICAL_FACTS = tuple(each.removeprefix(_MEDICAL) for each in FACT_NAMES if each.startswith(_MEDICAL))
LIMBS = ("limbs", "trunk_neck")
"""What no machine judges: the doctor who sees the film says it by accepting the case."""
PASSED = "pass"


@dataclass(frozen=True, slots=True)
class Told:
    """What the station said it judged, as far as it can be read; `is_readable` False: it was no such thing."""

    pack: str
    version: str
    on: str
    verdict: str
    allowed_classes: tuple[str, ...]
    new_validity: str
    facts: Mapping[str, Any] = field(repr=False)
    is_readable: bool = True


VERDICTS = ("may", "may_not", "unknown")
_TEXT_MAX = 64


def told_by(data: Mapping[str, Any]) -> Told:
    """Of `data["eligibility"]`."""
    value = data.get("eligibility")
    told = value if isinstance(value, Mapping) else {}
    facts, classes = told.get("facts"), told.get("allowed_classes")
    verdict = _text(told, "verdict")
    return Told(
        pack=_text(told, "pack"),
        version=_text(told, "pack_version"),
        on=_text(told, "on"),
        verdict=verdict if verdict in VERDICTS else "",
        allowed_classes=tuple(str(each)[:_TEXT_MAX] for each in classes) if isinstance(classes, list) else (),
        new_validity=_text(told, "new_validity"),
        facts=facts if isinstance(facts, Mapping) else {},
        is_readable=isinstance(facts, Mapping) and verdict in VERDICTS,
    )


def facts_with(
    sent: Mapping[str, Any], data: Mapping[str, Any], record: Mapping[str, Any] | None, *, limbs_passed: bool
) -> dict[str, Any]:
    """The card's birth date, the platform's record and the case's medical part take the place of what was sent."""
    facts = {name: value for name, value in sent.items() if name in FACT_NAMES}
    applicant = data.get("applicant")
    if isinstance(applicant, Mapping) and applicant.get("birth_date"):
        facts["birth_date"] = applicant["birth_date"]
    facts |= record_facts(record)
    medical = data.get("medical")
    if isinstance(medical, Mapping):
        facts["medical"] = {name: medical[name] for name in _MEDICAL_FACTS if medical.get(name) is not None}
    return with_limbs(facts) if limbs_passed else facts


def with_limbs(facts: Mapping[str, Any]) -> dict[str, Any]:
    """As if the doctor had found nothing, where it is not said otherwise."""
    medical = facts.get("medical")
    if not isinstance(medical, Mapping):
        return dict(facts)
    return {**facts, "medical": dict.fromkeys(LIMBS, PASSED) | dict(medical)}


def record_facts(record: Mapping[str, Any] | None) -> dict[str, Any]:
    names = (*RECORD_FACTS, *MORE_RECORD_FACTS)
    return {name: record[name] for name in names if name in record} if record is not None else {}


def differing(sent: Mapping[str, Any], facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the facts the station knew otherwise; what it did not know at all is no difference."""
    names = ("birth_date", *RECORD_FACTS)
    return tuple(name for name in names if name in sent and name in facts and _differs(name, sent[name], facts[name]))


def _differs(name: str, sent: Any, known: Any) -> bool:
    if name == "classes" and isinstance(sent, list) and isinstance(known, list):
        return sorted(map(str, sent)) != sorted(map(str, known))
    return bool(sent != known)


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return value[:_TEXT_MAX] if isinstance(value, str) else ""

"""What the pack says: may, may not, or unknown; why; what is possible instead; until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.catalogue.rules.licence.ground import Effect
from app.catalogue.rules.licence.pack import Classes
from app.catalogue.rules.licence.words import Rule, Validity


class Verdict(StrEnum):
    MAY = "may"
    MAY_NOT = "may_not"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """`text` is a sentence for the citizen; `fact` names what is not known."""

    rule: Rule
    effect: Effect
    text: str
    until: date | None = None
    fact: str = ""

    def as_json(self) -> dict[str, Any]:
        known = {"rule": self.rule.value, "text": self.text, "until": _iso(self.until), "effect": self.effect.value}
        return {**known, "fact": self.fact} if self.fact else known


@dataclass(frozen=True, slots=True)
class Answer:
    verdict: Verdict
    reasons: tuple[Reason, ...]
    allowed_classes: Classes
    new_validity: Validity | None
    first_day: date | None
    pack_version: str

    def as_json(self) -> dict[str, Any]:
        """As the contract fixes it for `kiosk rules check`; dates in ISO 8601."""
        return {
            "verdict": self.verdict.value,
            "reasons": [each.as_json() for each in self.reasons],
            "allowed_classes": [each.value for each in self.allowed_classes],
            "new_validity": None if self.new_validity is None else self.new_validity.value,
            "first_day": _iso(self.first_day),
            "pack_version": self.pack_version,
        }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

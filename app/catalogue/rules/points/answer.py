"""What a pack of points says of one person: the score line by line, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.eligibility import RuleReason, RuleVerdict
from app.domain.points import Score


@dataclass(frozen=True, slots=True)
class Answer:
    """`score` None: the person belongs to no class, is barred, or it cannot be known yet."""

    verdict: RuleVerdict
    reasons: tuple[RuleReason, ...]
    score: Score | None
    pack_version: str

    def as_json(self) -> dict[str, Any]:
        told = self.score.as_json() if self.score is not None else NO_SCORE
        return {
            "verdict": self.verdict.value,
            "reasons": [each.as_json() for each in self.reasons],
            **told,
            "pack_version": self.pack_version,
        }


NO_SCORE: dict[str, Any] = {
    "class": None,
    "class_name": None,
    "score": None,
    "groups": {},
    "lines": [],
    "raise": [],
    "uses": [],
    "valid_until": None,
}

"""What a rule pack said of one person on one day, as it travels with the case and is judged again at the centre."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from app.domain.local_text import LocalText
from app.domain.points import Score


class RuleVerdict(StrEnum):
    MAY = "may"
    MAY_NOT = "may_not"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RuleReason:
    """`text` is a sentence for the person; `fact` names what is not known, `until` the day a bar ends."""

    rule: str
    text: str
    effect: str = ""
    until: str | None = None
    fact: str = ""
    words: LocalText | None = None
    """The sentence in every language the pack has; None: in Chinese alone."""

    def as_json(self) -> dict[str, Any]:
        return {"rule": self.rule, "text": self.text, "effect": self.effect, "until": self.until, "fact": self.fact}


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The answer of a pack (CONTRACT.md, `rules check`) with the facts it was given and the day it was asked for.

    Days are ISO 8601, as in the contract's JSON.
    """

    pack: str
    pack_version: str
    on: str
    verdict: RuleVerdict
    reasons: tuple[RuleReason, ...]
    allowed_classes: tuple[str, ...] = ()
    new_validity: str | None = None
    first_day: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict, repr=False)
    possible_classes: tuple[str, ...] = ()
    """What is allowed if whoever judges the rest finds nothing against it."""
    score: Score | None = None
    """Of a pack that gives points, where the person has one."""

    @property
    def refuses(self) -> bool:
        return self.verdict is RuleVerdict.MAY_NOT

    def as_json(self) -> dict[str, Any]:
        """`data["eligibility"]` of a case."""
        return {
            "pack": self.pack,
            "pack_version": self.pack_version,
            "on": self.on,
            "facts": dict(self.facts),
            "verdict": self.verdict.value,
            "reasons": [each.as_json() for each in self.reasons],
            "allowed_classes": list(self.allowed_classes),
            "possible_classes": list(self.possible_classes),
            "new_validity": self.new_validity,
            "first_day": self.first_day,
            **({"points": self.score.as_json()} if self.score is not None else {}),
        }


def eligibility_from(
    pack: str, on: date, facts: Mapping[str, Any], answer: Mapping[str, Any], possible: Sequence[str] = ()
) -> Eligibility:
    """From the contract's JSON of an answer."""
    return Eligibility(
        pack=pack,
        pack_version=str(answer["pack_version"]),
        on=on.isoformat(),
        verdict=RuleVerdict(answer["verdict"]),
        reasons=tuple(
            RuleReason(
                str(each["rule"]),
                str(each["text"]),
                str(each.get("effect") or ""),
                each.get("until"),
                str(each.get("fact") or ""),
            )
            for each in answer["reasons"]
        ),
        allowed_classes=tuple(answer["allowed_classes"]),
        new_validity=answer["new_validity"],
        first_day=answer["first_day"],
        facts=dict(facts),
        possible_classes=tuple(possible) or tuple(answer["allowed_classes"]),
    )


class RuleBook(Protocol):
    """The dated packs of this station."""

    def judge(self, pack: str, facts: Mapping[str, Any]) -> Eligibility:
        """By the version of today; a pack of points looks for its own among `facts`.

        Raises FormInvalid (a fact), WrongInput (pack or version), ConfigInvalid (files).
        """

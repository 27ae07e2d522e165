"""Grounds put into the pack's sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.catalogue.rules.licence.answer import Reason
from app.catalogue.rules.licence.facts import FACT_NAMES
from app.catalogue.rules.licence.ground import Ground
from app.catalogue.rules.licence.pack import Classes, LicencePack
from app.catalogue.rules.licence.words import PLACEHOLDERS, Part
from app.domain.formats import long_day

BETWEEN = "、"


@dataclass(frozen=True, slots=True)
class Sentences:
    """`last_day`: until when a driver who mends what is wrong may still renew; `expiry`: of the licence held."""

    pack: LicencePack
    on: date
    allowed: Classes
    open_instead: bool
    expiry: date | None
    last_day: date | None

    def reason(self, ground: Ground) -> Reason:
        if ground.fact:
            text = self.pack.texts[ground.lack].format(fact=FACT_NAMES[ground.fact])
            return Reason(ground.rule, ground.effect, text, fact=ground.fact)
        values = {
            "classes": BETWEEN.join(ground.classes),
            "instead": self._instead(),
            "deadline": self._deadline(),
            **ground.values,
        }
        until = ground.until
        if until is None and "deadline" in PLACEHOLDERS[ground.rule]:
            until = self.last_day
        return Reason(ground.rule, ground.effect, self.pack.texts[ground.rule].format(**values), until)

    def _instead(self) -> str:
        if self.allowed:
            return self.pack.texts[Part.INSTEAD_SOME].format(allowed=BETWEEN.join(self.allowed))
        return self.pack.texts[Part.INSTEAD_UNKNOWN if self.open_instead else Part.INSTEAD_NONE]

    def _deadline(self) -> str:
        if self.expiry is None or self.last_day is None:
            return ""
        part = Part.DEADLINE if self.on <= self.expiry else Part.DEADLINE_OVERDUE
        return self.pack.texts[part].format(expiry=long_day(self.expiry), day=long_day(self.last_day))

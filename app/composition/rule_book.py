"""The dated rule packs as a sitting asks them: by the version of today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.catalogue.rules import POINTS_PACKS, check, facts_among, licence, points
from app.domain.eligibility import Eligibility, eligibility_from
from app.domain.errors import OurFault


class DatedRules:
    """`today` is the day on the wall of the place."""

    def __init__(self, today: Callable[[], date], folder: Path | None = None) -> None:
        """`folder`: the city's own packs (`catalogue.rules_dir`); None: those that ship."""
        self._today = today
        self._folder = folder

    def judge(self, pack: str, facts: Mapping[str, Any]) -> Eligibility:
        """Raises FormInvalid (a fact), WrongInput (no such pack, no version), ConfigInvalid (broken files)."""
        on = self._today()
        return self._scored(pack, facts, on) if pack in POINTS_PACKS else self._licensed(pack, facts, on)

    def _scored(self, pack: str, answers: Mapping[str, Any], on: date) -> Eligibility:
        facts = facts_among(pack, answers, on, self._folder)
        told = check(pack, facts, on, self._folder)
        if not isinstance(told, points.Answer):
            raise OurFault(f"“{pack}”没有给出分数", "查 app/catalogue/rules/packs.py")
        return Eligibility(
            pack, told.pack_version, on.isoformat(), told.verdict, told.reasons, facts=facts, score=told.score
        )

    def _licensed(self, pack: str, facts: Mapping[str, Any], on: date) -> Eligibility:
        answer = check(pack, dict(facts), on, self._folder)
        judged = _once_judged(facts)
        best = answer if judged == facts else check(pack, judged, on, self._folder)
        possible = best.allowed_classes if isinstance(best, licence.Answer) else ()
        return eligibility_from(pack, on, facts, answer.as_json(), [each.value for each in possible])


def _once_judged(facts: Mapping[str, Any]) -> dict[str, Any]:
    """As if the doctor, who sees the film later, found nothing: only so can it be told here what is possible."""
    medical = facts.get("medical")
    if not isinstance(medical, Mapping):
        return dict(facts)
    return {**facts, "medical": {"limbs": "pass", "trunk_neck": "pass", **medical}}

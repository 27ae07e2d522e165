"""The dated rule packs as a sitting asks them: by the version of today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.catalogue.rules import check
from app.domain.eligibility import Eligibility, eligibility_from


class DatedRules:
    """`today` is the day on the wall of the place."""

    def __init__(self, today: Callable[[], date], folder: Path | None = None) -> None:
        """`folder`: the city's own packs (`catalogue.rules_dir`); None: those that ship."""
        self._today = today
        self._folder = folder

    def judge(self, pack: str, facts: Mapping[str, Any]) -> Eligibility:
        """Raises FormInvalid (a fact), WrongInput (no such pack, no version), ConfigInvalid (broken files)."""
        on = self._today()
        answer = check(pack, dict(facts), on, self._folder)
        judged = _once_judged(facts)
        possible = (answer if judged == facts else check(pack, judged, on, self._folder)).allowed_classes
        return eligibility_from(pack, on, facts, answer.as_json(), [each.value for each in possible])


def _once_judged(facts: Mapping[str, Any]) -> dict[str, Any]:
    """As if the doctor, who sees the film later, found nothing: only so can it be told here what is possible."""
    medical = facts.get("medical")
    if not isinstance(medical, Mapping):
        return dict(facts)
    return {**facts, "medical": {"limbs": "pass", "trunk_neck": "pass", **medical}}

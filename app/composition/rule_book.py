"""The dated rule packs as a sitting asks them: by the version of today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.catalogue.rules import check
from app.domain.eligibility import Eligibility, eligibility_from


class ShippedRules:
    """`today` is the day on the wall of the place."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today

    def judge(self, pack: str, facts: Mapping[str, Any]) -> Eligibility:
        """Raises FormInvalid (a fact), WrongInput (no such pack, no version), ConfigInvalid (broken files)."""
        on = self._today()
        return eligibility_from(pack, on, facts, check(pack, dict(facts), on).as_json())

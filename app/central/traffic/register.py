"""The licence record as a register of the centre: `/api/v1/queries/driving-licence-renewal`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.central.registers.interface import PresentPerson
from app.central.traffic.interface import TrafficPlatform


class LicenceRecords:
    def __init__(self, platform: TrafficPlatform) -> None:
        self._platform = platform

    def record(self, person: PresentPerson, answers: Mapping[str, str], today: date) -> Mapping[str, Any] | None:
        """Raises RegisterAway."""
        del answers
        return self._platform.licence(person.name, person.id_number, today)

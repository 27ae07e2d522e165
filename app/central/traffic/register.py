"""The licence record as a register of the centre: `/api/v1/queries/driving-licence-renewal`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.central.traffic.interface import TrafficPlatform


class LicenceRecords:
    def __init__(self, platform: TrafficPlatform) -> None:
        self._platform = platform

    def record(self, name: str, id_number: str, today: date) -> Mapping[str, Any] | None:
        """Raises RegisterAway."""
        return self._platform.licence(name, id_number, today)

"""The list of a long film's pieces, as a station's journal writes it: one row for each second."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

BEGUN = datetime(2026, 3, 18, 2, 0, 0, 123456, tzinfo=UTC)
TWO_HOURS_S = 2 * 60 * 60


def listed(seconds: int) -> dict[str, Any]:
    return {
        "recording": "0" * 32,
        "begun_at": BEGUN.isoformat(),
        "whole": True,
        "intact": True,
        "segments": [
            {
                "segment": number,
                "at": (BEGUN + timedelta(seconds=number)).isoformat(),
                "sha256": hashlib.sha256(str(number).encode()).hexdigest(),
                "size": 35_000 + number % 1000,
            }
            for number in range(1, seconds + 1)
        ],
    }

"""Event numbers far beyond all that a station wrote: whoever had its token for a minute lifts nobody's counting."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

import pytest

from app.central.administration import Administration
from app.central.storage import tables
from app.central.storage.moment import now
from app.domain.standing import SEQUENCE_LEAP
from tests.central.conftest import Station, new_id

ON_BOTH = True


def highest(station: Station) -> int:
    told: dict[str, Any] = {"sequence": 0, "audit": {"last": 1, "head": secrets.token_hex(32)}, "numbers": []}
    told |= {"run": "1", "at": datetime.now(UTC).isoformat()}
    return int(station.request("POST", "/api/v1/standing", json=told).json()["sequence"])


def junk(station: Station, sequence: int) -> dict[str, Any]:
    return station.submitted(station.case()[0]) | {"payload": "AAAA", "sequence": sequence}


@pytest.mark.parametrize("sequence", [2**62 - 1, SEQUENCE_LEAP + 2])
def test_a_refused_event_far_beyond_those_that_were_kept_is_not_remembered(station: Station, sequence: int) -> None:
    assert station.verdicts(station.submitted(station.case()[0])) == ["accepted"]
    assert station.verdicts(junk(station, sequence)) == ["rejected"]
    assert highest(station) == 1


def test_a_refused_event_within_reach_is_remembered_as_before(station: Station) -> None:
    assert station.verdicts(station.submitted(station.case()[0]), junk(station, SEQUENCE_LEAP + 1)) == [
        "accepted",
        "rejected",
    ]
    assert highest(station) == SEQUENCE_LEAP + 1


def test_one_remembered_by_a_centre_of_before_is_told_to_nobody(station: Station, office: Administration) -> None:
    assert station.verdicts(station.submitted(station.case()[0]), junk(station, 2)) == ["accepted", "rejected"]
    row = {"id": new_id(), "station_id": station.id, "enrolment": 1, "sequence": 2**62 - 1, "verdict": "rejected"}
    with office.database.write() as connection:
        connection.execute(tables.refused_events.insert(), row | {"reason": "payload_seal", "refused_at": now()})
    assert highest(station) == 2

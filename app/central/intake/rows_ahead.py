"""What is written of an event if it is accepted, made before the transaction: nobody waits for its turn meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.central import codes
from app.central.intake.envelope import Opened
from app.central.intake.messages import CaseSubmitted
from app.central.storage import people
from app.central.storage.rows import Rows
from app.central.storage.stations import Station

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowsAhead:
    """`case` and `people` of a submitted case alone. Its `status` is seen when it is judged."""

    event: Row = field(repr=False)
    case: Row = field(repr=False, default_factory=dict)
    people: Rows = field(repr=False, default_factory=list)


def rows_ahead(opened: Iterable[Opened], station: Station, person_key: bytes, at: datetime) -> dict[int, RowsAhead]:
    """By the identity of the event: an id may come twice in a batch. `person_key`: by which a person's cases are
    found again."""
    return {id(each): _rows(each, station, person_key, at) for each in opened}


def _rows(event: Opened, station: Station, person_key: bytes, at: datetime) -> RowsAhead:
    case = event.payload
    row = _event_row(event, station, at)
    if not isinstance(case, CaseSubmitted):
        return RowsAhead(row)
    return RowsAhead(row, _case_row(event, case, station, at), people.rows_for(person_key, case.id, event.people))


def _event_row(event: Opened, station: Station, at: datetime) -> Row:
    sent = event.sent
    return {
        "id": sent.id,
        "sequence": sent.sequence,
        "kind": sent.kind,
        "case_id": sent.case_id,
        "occurred_at": sent.occurred_at,
        "catalogue_version": sent.catalogue_version,
        "payload_sha256": sent.payload_sha256,
        "payload": event.sealed,
        "station_id": station.id,
        "enrolment": station.enrolment,
        "received_at": at,
    }


def _case_row(event: Opened, case: CaseSubmitted, station: Station, at: datetime) -> Row:
    return {
        "id": case.id,
        "number": case.number,
        "former_number": case.former_number,
        "item": case.item,
        "item_version": case.item_version,
        "submitted_at": case.submitted_at,
        "channel": case.channel,
        "event_id": event.sent.id,
        "station_id": station.id,
        "enrolment": station.enrolment,
        "status": "",
        "reason": "",
        "received_at": at,
        "evaluation_mark": codes.fingerprint(case.evaluation_code) if case.evaluation_code else "",
    }

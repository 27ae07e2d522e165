"""Enrolment, heartbeat, number blocks."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field, StringConstraints

from app.central.api.doors import CentreHere, StationHere, no_guessing
from app.central.api.problems import Problem, documented
from app.central.audit.hearing import hear_standing
from app.central.identity import EnrolmentRequest, enrol, still_speaks
from app.central.storage import changes, number_blocks, restorings, stations
from app.central.storage.moment import now
from app.domain.service_item import StationKind

router = APIRouter(prefix="/api/v1", tags=["station"])

HEARTBEAT_LIMIT_CHARS = 64 * 1024
_CURSOR = re.compile(r"[0-9]{1,18}")

Pem = Annotated[str, StringConstraints(min_length=1, max_length=8_192)]


class EnrolmentAsked(BaseModel):
    """`public_key` is PEM SPKI (P-256), `signing_request` a PEM PKCS#10 request for the document-signing key."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    station_kind: StationKind
    public_key: Pem
    signing_request: Pem


class Enrolled(BaseModel):
    """`seal_recipient` is the age public key to which the station seals all it sends; `restore_id`: see `Beat`."""

    station_id: str
    number_prefix: str
    seal_recipient: str
    signing_certificate: str
    issuer_certificate: str
    centre_url: str
    restore_id: str


class Beat(BaseModel):
    """`changes`: there is something to fetch. `sequence`: up to it every event of the station has been heard.

    A station that had more acknowledged speaks to a centre that was restored from a back-up, and sends again what
    comes after. So does one that is told another `restore_id` than the one it heard last and named in the heartbeat:
    what it sent after `lost_since` may be gone, or, where that is null, anything.
    """

    time: datetime
    changes: bool
    sequence: int
    restore_id: str
    lost_since: datetime | None


class NumberBlockAsked(BaseModel):
    """With the same `ask` (an id of the station's own) the same block is given again: an answer may be lost."""

    size: Annotated[int, Field(ge=1, le=10_000)] = 100
    ask: Annotated[str, StringConstraints(pattern=r"^[0-9a-f-]{0,36}$")] = ""


class NumberBlock(BaseModel):
    lease: str
    prefix: str
    first: int
    last: int


@router.post(
    "/stations",
    status_code=201,
    dependencies=[Depends(no_guessing)],
    responses=documented(403, 422, 429),
)
def enrol_station(asked: EnrolmentAsked, centre: CentreHere, request: Request) -> Enrolled:
    """Register a station with a one-time code. Of this centre's addresses it is told the one it came by."""
    wanted = EnrolmentRequest(asked.code, asked.station_kind, asked.public_key, asked.signing_request)
    station = enrol(centre.database, centre.keys.issuer, wanted, now())
    with centre.database.read() as connection:
        restore_id = restorings.newest(connection)
    came_by = str(request.base_url).rstrip("/")
    return Enrolled(
        station_id=station.id,
        number_prefix=station.number_prefix,
        seal_recipient=centre.keys.recipient,
        signing_certificate=station.signing_certificate,
        issuer_certificate=centre.keys.issuer.pem,
        centre_url=came_by if came_by in centre.settings.public_urls else centre.public_url,
        restore_id=restore_id,
    )


@router.post("/heartbeat", responses=documented(401, 413, 422))
def heartbeat(state: dict[str, Any], centre: CentreHere, station: StationHere) -> Beat:
    """Device states, paper, disk, versions, backlog; the last one is kept. `cursor` is how far the feed was read."""
    text = json.dumps(state)
    if len(text) > HEARTBEAT_LIMIT_CHARS:
        raise Problem(413, "heartbeat_too_large", "心跳内容太大。")
    state = json.loads(text, parse_constant=lambda _no_number: None)  # a sensor's NaN is no JSON and no reason to fail
    at, cursor = now(), state.get("cursor")
    known = int(cursor) if isinstance(cursor, str) and _CURSOR.fullmatch(cursor) else None
    with centre.database.write() as connection:
        sequence = stations.beat(connection, station.id, state, at)
        hear_standing(connection, station, state, at)
        waiting = changes.waits(connection, station.id, known)
        restored = restorings.told_to(connection, str(state.get("restore_id", "")))
    return Beat(
        time=at,
        changes=waiting,
        sequence=sequence,
        restore_id=restored.restore_id,
        lost_since=restored.lost_since,
    )


@router.post("/number-blocks", status_code=201, responses=documented(401, 422))
def lease_numbers(asked: NumberBlockAsked, centre: CentreHere, station: StationHere) -> NumberBlock:
    """Numbers for offline use that nobody else will get."""
    with centre.database.write() as connection:
        still_speaks(connection, station)
        block = number_blocks.lease(connection, station, asked.size, asked.ask, now())
    return NumberBlock(lease=block.lease, prefix=block.prefix, first=block.first, last=block.last)

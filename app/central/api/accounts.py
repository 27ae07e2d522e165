"""What a station says of its own counting, and the daily seals of its audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, StringConstraints

from app.central.api.doors import CentreHere, StationHere
from app.central.api.problems import documented
from app.central.audit import watch
from app.central.audit.seal_files import SEAL_MAX
from app.central.audit.standing_message import AuditHead, StandingTold
from app.central.audit.verdicts import SealVerdict
from app.central.storage import restorings
from app.central.storage.moment import now

router = APIRouter(prefix="/api/v1", tags=["station"])

SEALS_AT_ONCE = 400


class StandingKnown(BaseModel):
    """What the centre had seen of the station before. `audit` is null where it had heard nothing.

    `contiguous`: up to it every event was heard; less than it told once tells the station that the centre was restored.
    So does another `restore_id` than the one it heard last: what it sent after `lost_since` may be gone, or, where that
    is null, anything. `rolled_back` is the same the station told: it is written down now and need not be told again.
    """

    sequence: int
    contiguous: int
    audit: AuditHead | None
    restore_id: str
    lost_since: datetime | None
    rolled_back: str


class SealsSent(BaseModel):
    """Compact JWS, ES256 with the station's key; claims station_id, day, first, last, previous, head, sealed_at."""

    seals: Annotated[
        list[Annotated[str, StringConstraints(min_length=1, max_length=SEAL_MAX)]], Field(max_length=SEALS_AT_ONCE)
    ]


class SealAnswer(BaseModel):
    """In the order they were sent."""

    verdict: SealVerdict
    last: int | None = None


class SealsAnswer(BaseModel):
    seals: list[SealAnswer]
    known: AuditHead | None


@router.post("/standing", responses=documented(401, 422))
def stand(said: StandingTold, centre: CentreHere, station: StationHere) -> StandingKnown:
    """Compare how far the station has come with how far it was seen: an old disk image is found out by this."""
    at = now()
    with centre.database.write() as connection:
        known = watch.take_standing(connection, station, said.head, said.uses, at)
        watch.take_rolled_back(connection, station, said.rolled_back, at)
        restored = restorings.told_to(connection, said.restore_id)
    head = known.head
    audit = AuditHead(last=head.last, head=head.head) if head else None
    return StandingKnown(
        sequence=known.sequence,
        contiguous=known.contiguous,
        audit=audit,
        restore_id=restored.restore_id,
        lost_since=restored.lost_since,
        rolled_back=said.rolled_back,
    )


@router.post("/audit-seals", responses=documented(401, 422))
def take_seals(sent: SealsSent, centre: CentreHere, station: StationHere, request: Request) -> SealsAnswer:
    """Judge and keep daily seals; what is wrong with them is shown to the office until it is settled."""
    with centre.database.write() as connection:
        judged = watch.take_seals(connection, station, sent.seals, now())
        head = watch.last_sealed(connection, station)
    for each in judged:
        request.app.state.figures.count("bianmin_audit_seals_total", verdict=each.verdict.value)
    answers = [SealAnswer(verdict=each.verdict, last=each.day.last if each.day else None) for each in judged]
    return SealsAnswer(seals=answers, known=AuditHead(last=head.last, head=head.head) if head else None)

"""The change feed of a station, and what it says became of each entry."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field, StringConstraints

from app.central.api.doors import CentreHere, StationHere
from app.central.api.problems import documented
from app.central.storage import changes
from app.central.storage.changes import Acknowledgement
from app.central.storage.moment import now

router = APIRouter(prefix="/api/v1/changes", tags=["sync"])

CHANGES_AT_ONCE = 200
ACKNOWLEDGED_AT_ONCE = 1_000


class ChangeEntry(BaseModel):
    """`case.status` speaks by `case_id`, `status` and `reason`; every other kind by its `body`."""

    cursor: str
    kind: str
    case_id: str
    status: str
    reason: str
    at: datetime
    body: dict[str, Any] | None


class ChangeFeed(BaseModel):
    changes: list[ChangeEntry]
    cursor: str
    more: bool


class Acknowledged(BaseModel):
    cursor: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,18}$")]
    outcome: Literal["done", "refused", "unknown"]
    detail: Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{0,200}$")] = ""


class Acknowledgements(BaseModel):
    acknowledgements: Annotated[list[Acknowledged], Field(max_length=ACKNOWLEDGED_AT_ONCE)]


@router.get("", responses=documented(401, 422, 429))
def read_changes(
    centre: CentreHere,
    station: StationHere,
    after: Annotated[str, Query(pattern=r"^[0-9]{0,18}$", description="the cursor of the last answer")] = "0",
    limit: Annotated[int, Query(ge=1, le=1_000)] = CHANGES_AT_ONCE,
) -> ChangeFeed:
    """What concerns this station, in order."""
    with centre.database.read() as connection:
        entries = changes.feed(connection, station.id, int(after or "0"), limit + 1)
    more = len(entries) > limit
    told = [
        ChangeEntry(
            cursor=str(each.cursor),
            kind=each.kind,
            case_id=each.case_id,
            status=each.status,
            reason=each.reason,
            at=each.at,
            body=dict(each.body) if each.body is not None else None,
        )
        for each in entries[:limit]
    ]
    return ChangeFeed(changes=told, cursor=told[-1].cursor if told else after or "0", more=more)


@router.post("/acknowledgements", status_code=204, responses=documented(401, 422, 429))
def acknowledge(told: Acknowledgements, centre: CentreHere, station: StationHere) -> None:
    """What became of entries. Said again it changes nothing; entries that never were are passed over."""
    heard = [Acknowledgement(int(each.cursor), each.outcome, each.detail) for each in told.acknowledgements]
    with centre.database.write() as connection:
        changes.acknowledge(connection, station.id, heard, now())

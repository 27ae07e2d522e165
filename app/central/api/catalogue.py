"""The catalogue for stations, with an ETag so that an unchanged one costs nothing, and what changed since a version."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from app.central.api.doors import CentreHere, StationHere
from app.central.api.problems import documented
from app.central.storage import catalogue_versions

router = APIRouter(prefix="/api/v1", tags=["sync"])


class CatalogueAnswer(BaseModel):
    """With `since` told, `items` are only the added and changed ones; null where everything is told."""

    version: str
    since: str | None
    items: list[dict[str, Any]]
    added: list[str]
    changed: list[str]
    removed: list[str]


@router.get(
    "/catalogue", response_model=CatalogueAnswer, responses={304: {"description": "unchanged"}, **documented(401, 422)}
)
def read_catalogue(
    centre: CentreHere,
    _station: StationHere,
    since: Annotated[str, Query(max_length=64, description="the version the station has; others get everything")] = "",
    if_none_match: Annotated[str, Header()] = "",
) -> Response:
    """Every service item of the current version, or what is different from an earlier one."""
    offered = centre.offered
    etag = f'"{offered.version}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if etag in [each.strip().removeprefix("W/") for each in if_none_match.split(",")]:
        return Response(status_code=304, headers=headers)
    before = None
    if since and since.isprintable():
        with centre.database.read() as connection:
            before = catalogue_versions.fingerprints(connection, since)
    delta = offered.since(before or {})
    told = {*delta.added, *delta.changed}
    body = {
        "version": offered.version,
        "since": since if before is not None else None,
        "items": [item for code, item in offered.items.items() if code in told],
        "added": list(delta.added),
        "changed": list(delta.changed),
        "removed": list(delta.removed),
    }
    return JSONResponse(body, headers=headers)

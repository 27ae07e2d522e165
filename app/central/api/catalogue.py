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
ZIP = "application/zip"
_UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "unchanged"}}


class CatalogueAnswer(BaseModel):
    """With `since` told, `items` are only the added and changed ones; null where everything is told."""

    version: str
    since: str | None
    items: list[dict[str, Any]]
    added: list[str]
    changed: list[str]
    removed: list[str]


@router.get("/catalogue", response_model=CatalogueAnswer, responses={**_UNCHANGED, **documented(401, 422)})
def read_catalogue(
    centre: CentreHere,
    _station: StationHere,
    since: Annotated[str, Query(max_length=64, description="the version the station has; others get everything")] = "",
    if_none_match: Annotated[str, Header()] = "",
) -> Response:
    """Every service item of the current version, or what is different from an earlier one."""
    offered = centre.offered
    headers = _headers(offered.version)
    if _is_known(headers["ETag"], if_none_match):
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


@router.get(
    "/catalogue/files",
    response_class=Response,
    responses={
        200: {"content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}},
        **_UNCHANGED,
        **documented(401, 422),
    },
)
def read_catalogue_files(
    centre: CentreHere, _station: StationHere, if_none_match: Annotated[str, Header()] = ""
) -> Response:
    """The catalogue as files, for a station to put in use. The `ETag` is what the files are known by."""
    offered = centre.offered
    headers = _headers(offered.sha256)
    if _is_known(headers["ETag"], if_none_match):
        return Response(status_code=304, headers=headers)
    return Response(offered.packed, headers=headers, media_type=ZIP)


def _headers(tag: str) -> dict[str, str]:
    return {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache"}


def _is_known(etag: str, if_none_match: str) -> bool:
    return etag in [each.strip().removeprefix("W/") for each in if_none_match.split(",")]

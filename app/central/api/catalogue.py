"""The catalogue for stations, with an ETag so that an unchanged one costs nothing."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Header, Response
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from app.central.api.doors import CentreHere, StationHere
from app.central.api.problems import documented

router = APIRouter(prefix="/api/v1", tags=["sync"])


class CatalogueAnswer(BaseModel):
    version: str
    items: list[dict[str, Any]]


@router.get(
    "/catalogue", response_model=CatalogueAnswer, responses={304: {"description": "unchanged"}, **documented(401)}
)
def read_catalogue(centre: CentreHere, _station: StationHere, if_none_match: Annotated[str, Header()] = "") -> Response:
    """Every service item of the current version."""
    etag = f'"{centre.catalogue.version}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if etag in [each.strip().removeprefix("W/") for each in if_none_match.split(",")]:
        return Response(status_code=304, headers=headers)
    items = [jsonable_encoder(asdict(item)) for item in centre.catalogue.items()]
    return JSONResponse({"version": centre.catalogue.version, "items": items}, headers=headers)

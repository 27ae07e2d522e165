"""What routes ask for: the centre, and the station that speaks."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.central.api.limits import Limiter
from app.central.api.problems import Problem
from app.central.centre import Centre
from app.central.identity import NotIdentified, authenticate
from app.central.storage.stations import Station

PAGES_PER_MINUTE = 60
ENROLMENTS_PER_MINUTE = 20
_bearer = HTTPBearer(auto_error=False, description="JWT, ES256, at most 5 minutes, aud = the centre's URL")


def the_centre(request: Request) -> Centre:
    centre: Centre = request.app.state.centre
    return centre


CentreHere = Annotated[Centre, Depends(the_centre)]


def the_station(centre: CentreHere, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> Station:
    if given is None:
        raise NotIdentified("token_missing")
    return authenticate(centre.database, given.credentials, centre.settings.public_urls)


StationHere = Annotated[Station, Depends(the_station)]


def _limited(request: Request, limiter: Limiter) -> None:
    address = request.client.host if request.client else "?"
    if not limiter.allows(address):
        raise Problem(429, "too_many", "问得太快了，请过一分钟再试。", {"Retry-After": "60"})


def not_too_often(request: Request) -> None:
    _limited(request, request.app.state.page_limiter)


def not_too_many_enrolments(request: Request) -> None:
    _limited(request, request.app.state.enrolment_limiter)

"""What routes ask for: the centre, and the station that speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.datastructures import State

from app.central.api.askers import asker
from app.central.api.limits import Limiter
from app.central.api.problems import Problem
from app.central.centre import Centre
from app.central.identity import NotIdentified, authenticate
from app.central.storage.stations import Station
from app.domain.errors import CentreRefused

PAGES_PER_MINUTE = 60
FIGURES_PER_MINUTE = 60
"""A monitor asks every few seconds at most; each answer counts all cases."""
GUESSES_PER_MINUTE = 20
STATION_REQUESTS_PER_MINUTE = 30_000
"""Of one station at one replica: far above any hall at work, it stops only a program that runs in circles."""
STATION = "bianmin.station"
"""Under this name the scope of a request holds the station that was identified already."""
_bearer = HTTPBearer(auto_error=False, description="JWT, ES256, at most 5 minutes, aud = the centre's URL")


async def the_centre(request: Request) -> Centre:
    centre: Centre = request.app.state.centre
    return centre


CentreHere = Annotated[Centre, Depends(the_centre)]


def identified(state: State, token: str) -> Station:
    """The station that speaks. Raises NotIdentified, Problem 429, StorageProblem."""
    centre: Centre = state.centre
    if not token:
        raise NotIdentified("token_missing")
    station = authenticate(centre.database, token, centre.settings.public_urls)
    limiter: Limiter = state.station_limiter
    check_room(limiter, station.id)
    limiter.charge(station.id)
    return station


async def the_station(
    request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Station:
    """Where its request has a body, it was identified before that was read."""
    known: Station | None = request.scope.get(STATION)
    if known is not None:
        return known
    return await run_in_threadpool(identified, request.app.state, given.credentials if given is not None else "")


StationHere = Annotated[Station, Depends(the_station)]


def address_of(request: Request) -> str:
    return asker(request.client.host if request.client else None)


def check_room(limiter: Limiter, address: str) -> None:
    """Raises Problem 429."""
    if not limiter.has_room(address):
        raise Problem(429, "too_many", "问得太快了，请过一分钟再试。", {"Retry-After": "60"})


def not_too_often(request: Request) -> None:
    """Every page counts."""
    _every_one_counts(request.app.state.page_limiter, request)


def figures_not_too_often(request: Request) -> None:
    """Apart from the pages, so that their visitors do not make the monitor blind."""
    _every_one_counts(request.app.state.figures_limiter, request)


def _every_one_counts(limiter: Limiter, request: Request) -> None:
    address = address_of(request)
    check_room(limiter, address)
    limiter.charge(address)


def no_guessing(request: Request) -> Iterator[None]:
    """Only refused codes count: a hall may enrol all its stations in one minute, nobody may guess codes."""
    limiter, address = request.app.state.enrolment_limiter, address_of(request)
    check_room(limiter, address)
    try:
        yield
    except CentreRefused:
        limiter.charge(address)
        raise

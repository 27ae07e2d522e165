"""The whole centre as one ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.central.api import (
    accounts,
    catalogue,
    changes,
    counter,
    documentation,
    doors,
    events,
    hall,
    health,
    pages,
    problems,
    registers,
    results,
    stations,
    templates,
    uploads,
)
from app.central.api.closing import Closing
from app.central.api.figures import Counted, Figures
from app.central.api.limits import Limiter
from app.central.api.request_bodies import BoundedBodies
from app.central.api.tus_manners import TusManners
from app.central.centre import open_centre
from app.central.housekeeping import TIDY_EVERY_S, Repeated
from app.central.settings import CentralSettings

VERSION = "1.0.0"


def create_app(settings: CentralSettings) -> FastAPI:
    """Opens the centre at once, closes it when the server ends. Raises StorageProblem, ConfigInvalid."""
    centre = open_centre(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        tidying = Repeated("tidy", TIDY_EVERY_S, lambda _stop: centre.tidy())
        tidying.start()
        yield
        tidying.stop()
        centre.close()

    app = FastAPI(
        title="便民终端示范中心",
        description="The reference central platform: events, uploads, changes, registers. Errors: RFC 9457.",
        version=VERSION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    figures = Figures()
    centre.database.watch = figures.spend
    app.state.centre = centre
    app.state.closing = False
    app.state.figures = figures
    app.state.page_limiter = Limiter(doors.PAGES_PER_MINUTE)
    app.state.station_limiter = Limiter(doors.STATION_REQUESTS_PER_MINUTE)
    app.state.enrolment_limiter = Limiter(doors.GUESSES_PER_MINUTE)
    synced = (stations, accounts, events, changes, uploads, catalogue, results)
    for room in (*synced, registers, counter, hall, health, pages):
        app.include_router(room.router)
    problems.install(app, templates.notice)
    documentation.install(app)
    app.add_middleware(BoundedBodies)
    app.add_middleware(TusManners)
    app.add_middleware(problems.LastResort)
    app.add_middleware(Closing)
    app.add_middleware(Counted, figures=figures)
    return app

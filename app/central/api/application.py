"""The whole centre as one ASGI application."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import CapacityLimiter
from fastapi import FastAPI

from app.central import people
from app.central.adapters.courier import ROUND_EVERY_S, Courier
from app.central.adapters.opening import open_adapter
from app.central.api import (
    accounts,
    appointments,
    catalogue,
    changes,
    counter,
    documentation,
    doors,
    evaluation_pages,
    events,
    following,
    hall,
    health,
    mailings,
    pages,
    payments,
    person_file,
    problems,
    registers,
    results,
    stations,
    tickets,
    uploads,
)
from app.central.api.closing import Closing
from app.central.api.figures import Counted, Figures
from app.central.api.limits import Limiter
from app.central.api.paths import SayablePaths
from app.central.api.request_bodies import BoundedBodies
from app.central.api.tokens_first import TokensFirst
from app.central.api.tus_manners import TusManners
from app.central.centre import Centre, open_centre
from app.central.home_writing import HomeWriter
from app.central.housekeeping import TIDY_EVERY_S, Repeated
from app.central.intake.answers import News
from app.central.mailings import sending
from app.central.office import routes as office
from app.central.office.doors import OfficeHeaders
from app.central.payments import fees
from app.central.points import keeping
from app.central.points import pages as points
from app.central.rechecking import rechecker
from app.central.retention import FORGET_EVERY_S, forget_caseless, forget_old
from app.central.settings import CentralSettings
from app.central.storage.moment import now
from app.central.sweeping import SWEEP_EVERY_S, sweep

VERSION = "1.0.0"


def create_app(settings: CentralSettings) -> FastAPI:
    """Opens the centre at once, closes it when the server ends. Raises StorageProblem, ConfigInvalid."""
    centre = open_centre(settings)
    works = [
        Repeated("tidy", TIDY_EVERY_S, lambda _stop: centre.tidy()),
        Repeated("forget", FORGET_EVERY_S, lambda stop: _forget(centre, stop)),
        Repeated("people", people.ROUND_EVERY_S, lambda stop: _find_people(centre, stop)),
        Repeated("points", keeping.ROUND_EVERY_S, lambda stop: _keep_lists(centre, stop)),
        Repeated("sweep", SWEEP_EVERY_S, lambda stop: _sweep(centre, stop)),
    ]
    if not centre.database.shared:
        home = HomeWriter(centre.database)
        works.append(home.rounds)
        centre.intake.bells[News.LARGE] = home.ask
    rechecks = Repeated("recheck", rechecker.ROUND_EVERY_S, centre.rechecker.round)
    works.append(rechecks)
    fees_round = Repeated("fees", fees.ROUND_EVERY_S, centre.fees.round)
    works += [fees_round, Repeated("fees-compared", fees.COMPARED_EVERY_S, centre.fees.compare)]
    centre.fees.wake = centre.cashier.on_money = centre.intake.bells[News.FEES] = fees_round.nudge
    works.append(Repeated("mailings", sending.ROUND_EVERY_S, centre.sending.round))
    centre.rechecker.wake = centre.intake.bells[News.RECHECKS] = rechecks.nudge
    courier = _courier(centre)
    if courier is not None:
        works.append(Repeated("courier", ROUND_EVERY_S, courier.round))
        centre.intake.bells[News.CASES] = works[-1].nudge

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        for each in works:
            each.start()
        yield
        for each in works:
            each.ask_to_stop()
        for each in works:
            each.stop()
        if courier is not None:
            courier.close()
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
    app.state.large_bodies = CapacityLimiter(centre.workers.at_once)
    app.state.far_batches = CapacityLimiter(events.FAR_BATCHES_AT_ONCE)
    app.state.page_limiter = Limiter(doors.PAGES_PER_MINUTE)
    app.state.figures_limiter = Limiter(doors.FIGURES_PER_MINUTE)
    app.state.station_limiter = Limiter(doors.STATION_REQUESTS_PER_MINUTE)
    app.state.enrolment_limiter = Limiter(doors.GUESSES_PER_MINUTE)
    app.state.following_limiter = Limiter(doors.GUESSES_PER_MINUTE)
    app.state.number_limiter = Limiter(following.GUESSES_OF_A_NUMBER)
    synced = (stations, accounts, events, changes, uploads, catalogue, results)
    asked = (registers, following, person_file, counter, hall, tickets, appointments, payments)
    for room in (*synced, *asked, health, pages):
        app.include_router(room.router)
    app.include_router(payments.pages)
    app.include_router(evaluation_pages.router)
    app.include_router(payments.notices)
    app.include_router(mailings.notices)
    office.install(app)
    points.install(app)
    problems.install(app, office.notice)
    documentation.install(app)
    app.add_middleware(BoundedBodies)
    app.add_middleware(TokensFirst)
    app.add_middleware(TusManners)
    app.add_middleware(SayablePaths)
    app.add_middleware(problems.LastResort, notice=office.notice)
    app.add_middleware(Closing)
    app.add_middleware(OfficeHeaders)
    app.add_middleware(Counted, figures=figures)
    return app


def _keep_lists(centre: Centre, stop: threading.Event) -> None:
    keeping.keep_up(centre.database, centre.keys, now(), stop)


def _forget(centre: Centre, stop: threading.Event) -> None:
    forget_old(centre.database, now(), stop)
    forget_caseless(centre.database, centre.receiver.drop_whole, now(), stop)


def _find_people(centre: Centre, stop: threading.Event) -> None:
    people.fill_in(centre.database, centre.keys, stop)


def _sweep(centre: Centre, stop: threading.Event) -> None:
    sweep(centre.database, centre.objects, now(), stop)


def _courier(centre: Centre) -> Courier | None:
    """Raises ConfigInvalid, StorageProblem."""
    settings = centre.settings
    if not settings.adapter:
        return None
    adapter = open_adapter(settings.adapter, settings.home / "keys")
    courier = Courier(centre.database, centre.objects, centre.keys.identity, centre.catalogue, adapter)
    courier.prepare()
    return courier

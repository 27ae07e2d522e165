"""Everything below /office, hung on the centre's application."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from app.central.api import templates
from app.central.api.limits import Limiter
from app.central.office import (
    assets,
    booking_pages,
    case_pages,
    file_pages,
    mailing_pages,
    oversight_pages,
    payment_pages,
    point_pages,
    sign_in_pages,
)
from app.central.office.doors import HOME, NotSignedIn, Turned
from app.central.office.pages import away, fault, turned

GUESSES_PER_MINUTE = 60
"""Tries to sign in from one address, whatever the numbers and the outcome: a hospital may stand behind one."""


def install(app: FastAPI) -> None:
    for room in (
        assets,
        sign_in_pages,
        case_pages,
        file_pages,
        oversight_pages,
        payment_pages,
        mailing_pages,
        point_pages,
        booking_pages,
    ):
        app.include_router(room.router)
    app.add_exception_handler(NotSignedIn, away)
    app.add_exception_handler(Turned, turned)
    app.state.office_guesses = Limiter(GUESSES_PER_MINUTE)


def notice(path: str, status: int, title: str, sentence: str) -> HTMLResponse:
    """A page that says one thing: below /office with the way back to the cases, elsewhere as for everybody."""
    is_office = path == HOME or path.startswith(f"{HOME}/")
    return (fault if is_office else templates.notice)(status, title, sentence)

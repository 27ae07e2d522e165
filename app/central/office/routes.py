"""Everything below /office, hung on the centre's application."""

from __future__ import annotations

from fastapi import FastAPI

from app.central.office import assets, case_pages, sign_in_pages
from app.central.office.doors import NotSignedIn, OfficeHeaders, Turned
from app.central.office.pages import away, turned


def install(app: FastAPI) -> None:
    for room in (assets, sign_in_pages, case_pages):
        app.include_router(room.router)
    app.add_exception_handler(NotSignedIn, away)
    app.add_exception_handler(Turned, turned)
    app.add_middleware(OfficeHeaders)

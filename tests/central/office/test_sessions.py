"""How long a session lasts, and how it ends."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select, update

from app.central.office import accounts, sessions
from app.central.office.doors import COOKIE
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.office_tables import office_sessions
from tests.central.office.conftest import PASSWORD, Browser


def age(database: Database, number: str, column: str, by: timedelta) -> None:
    mine = office_sessions.c.reviewer == number
    with database.write() as connection:
        at = connection.execute(select(office_sessions.c[column]).where(mine)).scalar_one()
        connection.execute(update(office_sessions).where(mine).values({column: at - by}))


def is_away(answer: httpx.Response) -> bool:
    return answer.status_code == 303 and answer.headers["location"].startswith("/office/sign-in")


def test_nobody_sees_a_page_without_a_session(somebody: Callable[..., Browser]) -> None:
    browser = somebody("hospital", enters=False)
    for path in ("/office", "/office/cases/x", "/office/stations", "/office/evaluations", "/office/figures"):
        assert is_away(browser.get(path)), path
    assert is_away(browser.get("/office/cases/x/files/photo"))


def test_a_session_ends_after_its_idle_time(somebody: Callable[..., Browser], database: Database) -> None:
    browser = somebody("hospital")
    age(database, browser.number, "seen_at", sessions.IDLE - timedelta(seconds=5))
    assert browser.get("/office").status_code == 200
    age(database, browser.number, "seen_at", sessions.IDLE)
    answer = browser.get("/office")
    assert is_away(answer)
    assert "很久没有操作" in browser.get(answer.headers["location"]).text


def test_asking_keeps_a_session_alive(somebody: Callable[..., Browser], database: Database) -> None:
    browser = somebody("hospital")
    for _ in range(3):
        age(database, browser.number, "seen_at", sessions.IDLE - timedelta(minutes=1))
        assert browser.get("/office").status_code == 200


def test_however_busy_it_ends_after_a_working_day(somebody: Callable[..., Browser], database: Database) -> None:
    browser = somebody("hospital")
    age(database, browser.number, "made_at", sessions.LONGEST)
    assert is_away(browser.get("/office"))


def test_a_fragment_takes_the_whole_page_to_the_door(somebody: Callable[..., Browser]) -> None:
    browser = somebody("hospital", enters=False)
    answer = browser.get("/office", **{"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["hx-redirect"].startswith("/office/sign-in")


def test_signing_out_ends_it_at_the_centre_not_only_in_the_browser(somebody: Callable[..., Browser]) -> None:
    browser = somebody("hospital")
    token = browser.http.cookies[COOKIE]
    assert browser.post("/office/sign-out").status_code == 303
    browser.hold(token)
    assert is_away(browser.get("/office"))


def test_signing_in_again_ends_the_session_before(somebody: Callable[..., Browser]) -> None:
    browser = somebody("hospital", enters=False)
    browser.sign_in()
    before = browser.http.cookies[COOKIE]
    browser.sign_in()
    assert browser.http.cookies[COOKIE] != before
    browser.hold(before)
    assert is_away(browser.get("/office"))


def test_a_new_password_signs_out_whoever_is_signed_in(somebody: Callable[..., Browser], database: Database) -> None:
    browser = somebody("hospital")
    accounts.add(database, browser.number, "周审核", ["hospital"], "another horse 8")
    assert is_away(browser.get("/office"))


@pytest.mark.parametrize("token", ["", "guessed", "x" * 4_000, "' OR 1=1 --"])
def test_a_guessed_cookie_opens_nothing(somebody: Callable[..., Browser], token: str) -> None:
    browser = somebody("hospital", enters=False)
    browser.hold(token)
    assert is_away(browser.get("/office"))


def test_the_token_itself_is_not_in_the_database(somebody: Callable[..., Browser], database: Database) -> None:
    browser = somebody("hospital")
    token = browser.http.cookies[COOKIE]
    with database.read() as connection:
        found = select(office_sessions).where(office_sessions.c.reviewer == browser.number)
        row = connection.execute(found).one()
    assert row.token_sha256 == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(row)


def test_ended_sessions_and_strangers_tries_are_forgotten(somebody: Callable[..., Browser], database: Database) -> None:
    browser = somebody("hospital")
    age(database, browser.number, "seen_at", sessions.IDLE)
    sessions.forget_ended(database, now())
    with database.read() as connection:
        mine = select(office_sessions).where(office_sessions.c.reviewer == browser.number)
        assert connection.execute(mine).first() is None
    assert browser.sign_in(PASSWORD).status_code == 303

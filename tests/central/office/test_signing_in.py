"""Number and password at the office's door: wrong ones, the lock, and what is written down of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.catalogue import LoadedCatalogue
from app.central.office import accounts, routes, signing_in
from app.central.server import EmbeddedCentre
from app.central.storage.database import Database
from app.central.storage.office_tables import office_acts, reviewer_tries
from app.domain.errors import WrongInput
from app.domain.operators import TRIES
from tests.central.conftest import Running
from tests.central.office.conftest import PASSWORD, Browser

ON_BOTH = True
SECONDS = re.compile(r"(\d+) 秒后再试")


def let_pass(database: Database, number: str, seconds: int) -> None:
    """As if the last wrong try had been so much earlier."""
    mine = reviewer_tries.c.number == number
    with database.write() as connection:
        last = connection.execute(select(reviewer_tries.c.last_at).where(mine)).scalar_one()
        connection.execute(update(reviewer_tries).where(mine).values(last_at=last - timedelta(seconds=seconds)))


def acts_of(database: Database, number: str) -> list[str]:
    with database.read() as connection:
        found = select(office_acts.c.act).where(office_acts.c.reviewer == number).order_by(office_acts.c.id)
        return list(connection.scalars(found))


def test_the_right_password_opens_a_session_in_a_strict_cookie(somebody: Callable[..., Browser]) -> None:
    browser = somebody("hospital", enters=False)
    answer = browser.sign_in()
    assert (answer.status_code, answer.headers["location"]) == (303, "/office")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/office" in cookie
    assert "Secure" not in cookie  # this centre speaks plain HTTP; test_over_tls has the other


def test_a_wrong_password_and_an_unknown_number_are_told_alike(somebody: Callable[..., Browser]) -> None:
    known, unknown = somebody("hospital", enters=False), somebody("hospital", enters=False)
    unknown.number = "R-nobody-has"
    answers = [each.sign_in("wrong password") for each in (known, unknown)]
    told = [re.sub(r'value="[^"]*"', "", each.text) for each in answers]
    assert [each.status_code for each in answers] == [403, 403]
    assert told[0] == told[1]
    assert "工号或密码不对。再错 4 次就要等一会儿。" in told[0]


def test_five_wrong_tries_lock_for_15_seconds_and_each_further_one_doubles(
    somebody: Callable[..., Browser], database: Database
) -> None:
    browser = somebody("hospital", enters=False)
    for _ in range(TRIES - 1):
        assert browser.sign_in("wrong password").status_code == 403
    locks = []
    for _ in range(3):
        answer = browser.sign_in("wrong password")
        assert answer.status_code == 429
        locks.append(int(answer.headers["retry-after"]))
        let_pass(database, browser.number, locks[-1])
    assert locks == [15, 30, 60]
    assert browser.sign_in().status_code == 303
    assert acts_of(database, browser.number) == [*["refused"] * 4, *["locked"] * 3, "signed_in"]


def test_a_locked_number_is_not_let_in_by_the_right_password(somebody: Callable[..., Browser]) -> None:
    browser = somebody("hospital", enters=False)
    for _ in range(TRIES):
        browser.sign_in("wrong password")
    answer = browser.sign_in()
    assert answer.status_code == 429
    found = SECONDS.search(answer.text)
    assert found is not None
    assert 0 < int(found[1]) <= 15
    assert "set-cookie" not in answer.headers


def test_the_right_password_forgets_the_wrong_ones(somebody: Callable[..., Browser]) -> None:
    browser = somebody("hospital", enters=False)
    for _ in range(TRIES - 1):
        browser.sign_in("wrong password")
    assert browser.sign_in().status_code == 303
    assert "再错 4 次" in browser.sign_in("wrong password").text


def test_who_was_disabled_is_not_let_in_and_goes_at_once(somebody: Callable[..., Browser], database: Database) -> None:
    browser = somebody("hospital")
    accounts.disable(database, browser.number)
    assert browser.get("/office").status_code == 303
    assert browser.sign_in().status_code == 403


def test_a_guessed_number_is_not_written_down(somebody: Callable[..., Browser], database: Database) -> None:
    browser = somebody("hospital", enters=False)
    browser.number = "330102199003071234"
    browser.sign_in("wrong password")
    assert acts_of(database, browser.number) == []
    assert "refused" in acts_of(database, "unlisted")


@pytest.mark.parametrize("number", ["", " ", "x" * 60, "工号", "a\tb"])
def test_what_is_no_number_is_refused_like_a_wrong_one(somebody: Callable[..., Browser], number: str) -> None:
    browser = somebody("hospital", enters=False)
    browser.number = number
    assert browser.sign_in("wrong password").status_code in (403, 429)


@pytest.mark.parametrize(
    ("number", "name", "roles", "password"),
    [
        ("工号", "周审核", ["hospital"], PASSWORD),
        ("command", "周审核", ["hospital"], PASSWORD),
        ("unlisted", "周审核", ["hospital"], PASSWORD),
        ("R1", " ", ["hospital"], PASSWORD),
        ("R1", "周审核", [], PASSWORD),
        ("R1", "周审核", ["Hospital!"], PASSWORD),
        ("R1", "周审核", ["hospital"], "short"),
        ("R1", "周审核", ["hospital"], "aaaaaaaaaaaaaaa"),
        ("R1", "周审核", ["hospital"], "123456"),
        ("R1", "周审核", ["hospital"], "x" * 200),
    ],
)
def test_an_account_that_cannot_be_is_refused_in_words(
    running: Running, database: Database, number: str, name: str, roles: list[str], password: str
) -> None:
    with pytest.raises(WrongInput):
        accounts.add(database, number, name, roles, password)


def test_a_pin_is_as_good_as_a_password(running: Running, database: Database) -> None:
    accounts.add(database, "R-pin", "周审核", ["hospital"], "73915528")
    browser = Browser(running.centre.url, "R-pin")
    assert browser.sign_in("73915528").status_code == 303
    browser.http.close()


def test_passwords_stand_nowhere_in_the_clear(running: Running, database: Database) -> None:
    told = accounts.add(database, "R-hash", "周审核", ["hospital"], PASSWORD)
    assert "password" not in str(told).lower()
    assert accounts.hashed(PASSWORD).startswith("$argon2id$")


def test_from_one_address_not_everything_is_tried(tmp_path: Path, catalogue: LoadedCatalogue) -> None:
    """Whatever the numbers are; and whoever is turned away costs the centre no hash."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(routes, "GUESSES_PER_MINUTE", 3)
        with EmbeddedCentre(tmp_path, catalogue) as centre:
            browser = Browser(centre.url)
            told = []
            for number in range(5):
                browser.number = f"R{number}"
                told.append(browser.sign_in("wrong password").status_code)
            browser.http.close()
    assert told == [403, 403, 403, 429, 429]


def test_who_finds_too_many_at_the_door_is_asked_to_come_again_and_loses_no_try(
    somebody: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = somebody("hospital", enters=False)
    monkeypatch.setattr(signing_in, "TURN_S", 0.01)
    with ExitStack() as held:
        for _ in range(signing_in.HASHES_AT_ONCE):
            held.enter_context(signing_in._turn)
        answer = browser.sign_in("wrong password")
        assert answer.status_code == 503
        assert "太多" in answer.text
    assert "再错 4 次" in browser.sign_in("wrong password").text

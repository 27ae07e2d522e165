"""The list: what waits for an office, in which order, how loudly, and how one goes on in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.central.administration import Administration
from app.central.office.case_pages import ROWS
from app.central.storage.database import Database
from app.central.storage.tables import cases
from tests.central.conftest import Station
from tests.central.office.conftest import WHOLE_ITEM, Browser, Sent

ON_BOTH = True
_NEXT = re.compile(r'href="(/office\?[^"]*after=[^"]*)"')
_LINK = re.compile(r'href="/office/cases/([0-9a-f-]{36})')


def shown(page: str) -> list[str]:
    return _LINK.findall(page)


def all_pages(browser: Browser, first: str) -> list[list[str]]:
    pages, address = [], first
    while address:
        text = browser.get(address).text
        pages.append(shown(text))
        found = _NEXT.search(text)
        address = found[1].replace("&amp;", "&") if found else ""
    return pages


def make_older(database: Database, case_id: str, by: timedelta) -> None:
    with database.write() as connection:
        at = connection.execute(select(cases.c.received_at).where(cases.c.id == case_id)).scalar_one()
        connection.execute(update(cases).where(cases.c.id == case_id).values(received_at=at - by))


def test_a_case_stands_where_it_waits_and_moves_on_with_each_decision(
    somebody: Callable[..., Browser], sent: Callable[..., Sent]
) -> None:
    hospital, licensing, case = somebody("hospital"), somebody("licensing"), sent()

    def stands(browser: Browser) -> list[str]:
        states = ("waiting", "decided", "closed", "all")
        return [
            each
            for each in states
            if case.id in (one for page in all_pages(browser, f"/office?state={each}") for one in page)
        ]

    assert stands(hospital) == ["waiting", "all"]
    hospital.decide(case.id, "accept")
    assert stands(hospital) == ["decided", "all"]
    assert stands(licensing) == ["waiting", "all"]
    licensing.decide(case.id, "return", part="photo", reason="太暗")
    assert stands(licensing) == ["decided", "all"]
    licensing.decide(case.id, "accept")
    assert stands(hospital) == stands(licensing) == ["closed", "all"]


def test_a_list_is_gone_through_by_keys_without_loss_or_doubling(
    somebody: Callable[..., Browser], station: Station, sent: Callable[..., Sent]
) -> None:
    """Also where many cases came in one moment, and where some come while somebody turns the pages."""
    licensing, first = somebody("licensing"), sent(WHOLE_ITEM)
    many = []
    for _ in range(2 * ROWS + 5):
        payload, _sample = station.case(WHOLE_ITEM)
        many.append(payload)
    assert set(station.verdicts(*(station.submitted(each) for each in many))) == {"accepted"}
    wanted = {first.id, *(each["id"] for each in many)}
    pages = all_pages(licensing, "/office?state=waiting")
    found = [each for page in pages for each in page]
    assert len(found) == len(set(found))
    assert wanted <= set(found)
    assert {len(each) for each in pages[:-1]} == {ROWS}
    backwards = [each for page in all_pages(licensing, "/office?state=all") for each in page]
    assert wanted <= set(backwards)
    assert len(backwards) == len(set(backwards))


def test_the_oldest_that_waits_comes_first(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], database: Database
) -> None:
    hospital, new, old = somebody("hospital"), sent(), sent()
    make_older(database, old.id, timedelta(days=400))
    waiting = shown(hospital.get("/office").text)
    assert waiting[0] == old.id
    assert new.id not in waiting[:1]
    assert shown(hospital.get("/office?state=all").text).index(new.id) < ROWS


@pytest.mark.parametrize(("days", "tone", "words"), [(0, "ok", "还剩"), (60, "bad", "超期")], ids=["in time", "late"])
def test_the_promised_limit_is_told_in_words_and_colour(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], database: Database, days: int, tone: str, words: str
) -> None:
    hospital, case = somebody("hospital"), sent()
    make_older(database, case.id, timedelta(days=days))
    page = hospital.get(f"/office?number={case.number}").text
    assert re.search(rf'<span class="pill {tone}">.*{words} \d+ ', page)
    assert case.station.id in page


def test_a_case_is_found_by_its_number_in_whatever_state(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], office: Administration
) -> None:
    hospital, case = somebody("hospital"), sent()
    office.decide(case.id, "refuse", "重复", office="hospital")
    for typed in (case.number, case.number.lower(), f" {case.number} "):
        assert shown(hospital.get(f"/office?number={typed}").text) == [case.id]
    for typed in ("YX-0", case.number[:-1], "%", "' OR 1=1 --", "\x00"):
        assert shown(hospital.http.get("/office", params={"number": typed}).text) == []


@pytest.mark.parametrize("after", ["x", "1.2", f"{'9' * 20}.{'0' * 36}", "-1.", f"0000000000.{'0' * 36}"])
def test_a_place_that_was_never_told_does_no_harm(somebody: Callable[..., Browser], after: str) -> None:
    assert somebody("hospital").get(f"/office?after={after}").status_code == 200


def test_a_list_names_nobody(somebody: Callable[..., Browser], sent: Callable[..., Sent]) -> None:
    licensing, case = somebody("licensing"), sent()
    page = licensing.get(f"/office?number={case.number}").text
    assert case.number in page
    assert case.data["applicant"]["name"] not in page
    assert case.data["applicant"]["id_number"] not in page


def test_items_that_decide_themselves_wait_for_nobody(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], station: Station
) -> None:
    licensing = somebody("licensing")
    payload, _ = station.case("social-insurance-proof")
    station.send(station.submitted(payload))
    assert shown(licensing.get(f"/office?number={payload['number']}").text) == [payload["id"]]
    waiting = [each for page in all_pages(licensing, "/office") for each in page]
    assert payload["id"] not in waiting

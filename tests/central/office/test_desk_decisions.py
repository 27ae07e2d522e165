"""What a desk decided, as the office sees it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from app.central import operators
from app.central.storage.database import Database
from tests.central.conftest import Station, new_id
from tests.central.office.conftest import WHOLE_ITEM, Browser, Sent

ON_BOTH = True
NEXT = re.compile(r'href="(/office\?[^"]*after=[^"]*)"')


def test_the_office_sees_who_decided_at_which_desk_and_has_nothing_left_to_decide(
    somebody: Callable[..., Browser], sent: Callable[..., Sent], database: Database
) -> None:
    case, number = sent(WHOLE_ITEM), f"W{secrets.token_hex(4)}"
    operators.add(database, number, "李晓敏", ["clerk", "decider"], "739152")
    told = {
        "case_id": case.id,
        "decision": "refuse",
        "operator": number,
        "reason": "摊位不在本镇",
        "decided_at": datetime.now(UTC).isoformat(),
    }
    assert case.station.verdicts(case.station.event("case.decided", case.id, told)) == ["accepted"]
    licensing = somebody("licensing")
    page = licensing.get(f"/office/cases/{case.id}").text
    for words in (f"窗口工号 {number}", "不予受理", "摊位不在本镇"):
        assert words in page
    assert 'value="accept"' not in page


def test_the_figures_count_one_time_notices(somebody: Callable[..., Browser], sent: Callable[..., Sent]) -> None:
    station, notice_id = sent(WHOLE_ITEM).station, new_id()
    told = {
        "id": notice_id,
        "case_id": new_id(),
        "number": "BM01G20260318-0001",
        "item": WHOLE_ITEM,
        "missing": ["photo"],
        "operator": "0042",
        "given_at": datetime.now(UTC).isoformat(),
    }
    assert station.verdicts(station.event("notice.given", notice_id, told)) == ["accepted"]
    page = somebody("manager").get("/office/figures").text
    assert "七天里一次性告知" in page
    assert "<b>0</b><span>七天里一次性告知" not in page


DIRECT_ITEM = "stall-notice"
STATES = ("waiting", "decided", "closed", "all")


def row_of(browser: Browser, state: str, case_id: str) -> str:
    """On whichever page of that list it stands; empty where on none."""
    address = f"/office?state={state}"
    while address:
        page = browser.get(address).text
        for row in page.split("<tr"):
            if f"/office/cases/{case_id}" in row:
                return row
        more = NEXT.search(page)
        address = more[1].replace("&amp;", "&") if more else ""
    return ""


def stands(browser: Browser, case_id: str) -> list[str]:
    return [state for state in STATES if row_of(browser, state, case_id)]


def passed_on(station: Station) -> str:
    """Accepted by itself, and nobody at the desk decided it."""
    payload, sample = station.case(DIRECT_ITEM, channel="counter", operator="0042")
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    station.upload_all(payload, sample)
    return str(payload["id"])


@pytest.mark.parametrize("role", ["licensing", "manager"])
@pytest.mark.parametrize(("decision", "word"), [("complete", "办结"), ("refuse", "不予受理")])
def test_what_a_desk_passes_on_waits_for_the_office_until_it_is_decided_there(
    somebody: Callable[..., Browser], station: Station, role: str, decision: str, word: str
) -> None:
    case_id, browser = passed_on(station), somebody(role)
    assert stands(browser, case_id) == ["waiting", "all"]
    assert "已受理，待办结" in row_of(browser, "waiting", case_id)
    page = browser.get(f"/office/cases/{case_id}").text
    assert "窗口没有决定" in page
    assert f'value="{decision}"' in page
    browser.decide(case_id, decision, reason="户籍不在本镇")
    assert word in browser.get(f"/office/cases/{case_id}").text
    assert stands(browser, case_id) == ["closed", "all"]


def test_what_a_terminal_took_and_accepted_by_itself_waits_for_nobody(
    somebody: Callable[..., Browser], station: Station
) -> None:
    payload, sample = station.case(DIRECT_ITEM)
    station.send(station.submitted(payload))
    station.upload_all(payload, sample)
    assert stands(somebody("licensing"), payload["id"]) == ["closed", "all"]

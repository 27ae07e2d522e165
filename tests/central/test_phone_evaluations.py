"""好差评 on the phone, by the code on the slip: voluntary, once a case, a bad one with its reason."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from app.central.administration import Administration
from app.central.api.limits import Limiter
from app.central.storage.tables import cases, evaluations
from app.domain.evaluation import REASONS
from app.domain.page_codes import new_code
from tests.central.conftest import Running, Station, web

ON_BOTH = True


@pytest.fixture(autouse=True)
def a_patient_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """All these tests come from one address within a minute."""
    monkeypatch.setattr(Limiter, "has_room", lambda self, address: True)


@pytest.fixture
def case(station: Station) -> dict[str, Any]:
    payload, _ = station.case(evaluation_code=new_code())
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    return payload


def page_of(station: Station, case: dict[str, Any]) -> str:
    return f"{station.url}/e/{case['evaluation_code']}"


def grade(station: Station, case: dict[str, Any], value: object, **more: Any) -> httpx.Response:
    return web.post(page_of(station, case), data={"grade": value, **more})


def evaluation_of(office: Administration, case: dict[str, Any]) -> dict[str, Any] | None:
    found: dict[str, Any] | None = office.get_case(case["id"])["evaluation"]
    return found


def test_five_grades_and_none_is_chosen(station: Station, case: dict[str, Any]) -> None:
    page = web.get(page_of(station, case)).text
    assert re.findall(r'name="grade" value="(\d)"', page) == ["5", "4", "3", "2", "1"]
    assert "checked" not in page
    assert "自愿" in page
    assert station.catalogue.item(case["item"]).name.zh_cn in page
    applicant = case["data"]["applicant"]
    assert applicant["name"] not in page
    assert applicant["id_number"] not in page


@pytest.mark.parametrize("value", [5, 4, 3])
def test_a_good_grade_is_kept_at_once(
    station: Station, office: Administration, case: dict[str, Any], value: int
) -> None:
    assert "谢谢，记下了" in grade(station, case, value).text
    kept = evaluation_of(office, case)
    assert kept is not None
    assert (kept["grade"], kept["reasons"], kept["channel"]) == (value, [], "phone")


@pytest.mark.parametrize("value", [2, 1])
def test_a_bad_grade_asks_for_its_reason_first(
    station: Station, office: Administration, case: dict[str, Any], value: int
) -> None:
    asked = grade(station, case, value)
    assert (asked.status_code, "哪里没做好" in asked.text) == (200, True)
    assert all(each in asked.text for each in REASONS)
    assert "checked" not in asked.text
    assert evaluation_of(office, case) is None
    without = grade(station, case, value, step="reasons", text="  \n ")
    assert (without.status_code, "选一个原因，或写几个字" in without.text) == (422, True)
    assert evaluation_of(office, case) is None
    chosen = {"step": "reasons", "reason": [REASONS[0], "made up by somebody"], "text": "等了\0一上午"}
    assert "会回访" in grade(station, case, value, **chosen).text
    kept = evaluation_of(office, case)
    assert kept is not None
    assert (kept["grade"], kept["reasons"], kept["channel"]) == (value, [REASONS[0]], "phone")


def test_what_is_typed_is_reason_enough_and_rests_sealed(
    station: Station, office: Administration, case: dict[str, Any], running: Running
) -> None:
    assert "谢谢" in grade(station, case, 1, step="reasons", text="说话难听").text
    with running.reading() as connection:
        found = select(evaluations.c.sealed, evaluations.c.event_id).where(evaluations.c.case_id == case["id"])
        row = connection.execute(found).one()
    assert row.event_id is None
    assert "说话难听".encode() not in bytes(row.sealed)


def test_too_long_a_text_is_told_and_kept_in_the_page(station: Station, case: dict[str, Any]) -> None:
    answer = grade(station, case, 1, step="reasons", text="长" * 501)
    assert (answer.status_code, "多了 1 个" in answer.text) == (422, True)
    assert "长" * 501 in answer.text


def test_a_case_is_graded_once(station: Station, office: Administration, case: dict[str, Any]) -> None:
    grade(station, case, 5)
    again = grade(station, case, 1, step="reasons", reason=REASONS[0])
    assert "评过了" in again.text
    assert "评过了" in web.get(page_of(station, case)).text
    kept = evaluation_of(office, case)
    assert kept is not None
    assert kept["grade"] == 5


def evaluated(station: Station, case: dict[str, Any], value: int) -> dict[str, Any]:
    payload = {"case_id": case["id"], "grade": value, "channel": "pad", "reasons": [REASONS[0]] if value < 3 else []}
    return station.event("case.evaluated", case["id"], payload)


def test_the_grade_of_the_station_that_came_first_stays(
    station: Station, office: Administration, case: dict[str, Any]
) -> None:
    assert station.verdicts(evaluated(station, case, 4)) == ["accepted"]
    assert "评过了" in web.get(page_of(station, case)).text
    assert "评过了" in grade(station, case, 5).text
    kept = evaluation_of(office, case)
    assert kept is not None
    assert (kept["grade"], kept["channel"]) == (4, "pad")


def test_the_grade_of_the_phone_that_came_first_stays_and_the_station_hears_of_no_quarrel(
    station: Station, office: Administration, case: dict[str, Any]
) -> None:
    """Its sequence has no gap either: the event is here."""
    grade(station, case, 3)
    event = evaluated(station, case, 1)
    answer = station.send(event)
    assert [each["verdict"] for each in answer["verdicts"]] == ["accepted"]
    assert answer.get("gap") is None
    assert station.verdicts(event) == ["duplicate"]
    kept = evaluation_of(office, case)
    assert kept is not None
    assert (kept["grade"], kept["channel"]) == (3, "phone")
    assert station.verdicts(evaluated(station, case, 5)) == ["accepted"]
    kept = evaluation_of(office, case)
    assert kept is not None
    assert kept["grade"] == 3


def test_a_case_that_comes_a_week_after_its_slip_is_graded_then(station: Station, office: Administration) -> None:
    payload, _ = station.case(evaluation_code=new_code())
    early = web.get(page_of(station, payload))
    assert (early.status_code, "还没收到这件事" in early.text, "晚点再来" in early.text) == (404, True, True)
    assert "还没收到这件事" in grade(station, payload, 5).text
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    assert "谢谢" in grade(station, payload, 5).text
    assert evaluation_of(office, payload) is not None


@pytest.mark.parametrize("code", ["short", "U" * 20, "%3Cscript%3E", "' OR 1=1"])
def test_what_is_no_code_is_told_in_clear_words(station: Station, code: str) -> None:
    page = web.get(f"{station.url}/e/{code}")
    assert (page.status_code, "这个码不对" in page.text) == (404, True)
    assert "script" not in page.text


@pytest.mark.parametrize("value", ["", "0", "6", "-1", "五", "5 "])
def test_a_grade_that_is_none_shows_the_five_again(
    station: Station, office: Administration, case: dict[str, Any], value: str
) -> None:
    assert "这次办得怎么样" in grade(station, case, value).text
    assert evaluation_of(office, case) is None


def test_the_code_may_be_typed_by_hand_and_is_not_in_the_database(
    station: Station, case: dict[str, Any], running: Running
) -> None:
    code = case["evaluation_code"]
    typed = "-".join(code[at : at + 4] for at in range(0, 20, 4)).lower()
    assert "这次办得怎么样" in web.get(f"{station.url}/e/{typed}").text
    with running.reading() as connection:
        found = select(cases.c.evaluation_mark).where(cases.c.id == case["id"])
        assert connection.execute(found).scalar_one() == hashlib.sha256(code.encode()).hexdigest()


@pytest.mark.parametrize("code", ["abc", "0" * 19, "0" * 21, "u" * 20, 5])
def test_a_code_that_is_none_is_refused_with_its_case(station: Station, code: object) -> None:
    payload, _ = station.case(evaluation_code=code)
    assert station.verdicts(station.submitted(payload)) == ["rejected"]


def test_a_station_of_before_sends_no_code_and_its_case_is_graded_by_nobody(
    station: Station, office: Administration
) -> None:
    payload, _ = station.case()
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    assert web.post(f"{station.url}/e/", data={"grade": 5}).status_code == 404
    assert evaluation_of(office, payload) is None

"""A bundle (一件事): one case, one number, parts decided apart, each by its office and in its order."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pyrage
import pytest

from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.domain.errors import WrongInput
from tests.central.conftest import Running, Station
from tests.central.test_corrections import correction
from tests.central.test_following import the_case, what

ON_BOTH = True
SALE, SCHOOL = "house-sale", "starting-school"
NO_TITLE = "房子还有查封，先解除查封再办。"


@pytest.fixture
def reply() -> Any:
    return pyrage.x25519.Identity.generate()


def sent(station: Station, item: str = SALE) -> dict[str, Any]:
    payload, sample = station.case(item)
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    station.upload_all(payload, sample)
    return payload


def parts(station: Station, reply: Any, case: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {each["office"]: (each["state"], each["reason"]) for each in the_case(station, reply, case)["offices"]}


def statuses(station: Station) -> list[str]:
    return [each["status"] for each in station.request("GET", "/api/v1/changes").json()["changes"]]


def test_a_part_opens_only_when_the_one_it_waits_for_is_done(
    station: Station, office: Administration, reply: Any
) -> None:
    case = sent(station)
    assert parts(station, reply, case) == {
        "tax": ("in_hand", ""),
        "real_estate": ("waiting", ""),
        "utilities": ("waiting", ""),
    }
    with pytest.raises(WrongInput, match="要等税费核定先办好"):
        office.decide(case["id"], "accept", office="real_estate")
    office.decide(case["id"], "accept", office="tax")
    assert parts(station, reply, case) == {
        "tax": ("completed", ""),
        "real_estate": ("in_hand", ""),
        "utilities": ("waiting", ""),
    }


def test_the_whole_is_completed_with_its_last_part_and_the_station_hears_it_once(
    station: Station, office: Administration, reply: Any
) -> None:
    case = sent(station)
    office.decide(case["id"], "accept", office="tax")
    office.decide(case["id"], "complete", "新证在大厅 3 号窗口取。", office="real_estate")
    assert office.get_case(case["id"])["status"] == "received"
    whole = office.decide(case["id"], "accept", office="utilities")
    assert (whole["status"], whole["reason"]) == ("completed", "")
    assert statuses(station) == ["received", "completed"]
    told = the_case(station, reply, case)
    assert what(told) == ["submitted", "received", "completed"]
    assert all(each["at"] is not None for each in told["offices"])
    assert told["offices"][1]["reason"] == "新证在大厅 3 号窗口取。"


def test_what_hangs_on_a_refused_part_is_ended_and_what_was_done_stands(
    station: Station, office: Administration, reply: Any
) -> None:
    case = sent(station)
    office.decide(case["id"], "accept", office="tax")
    whole = office.decide(case["id"], "refuse", NO_TITLE, office="real_estate")
    assert (whole["status"], whole["reason"]) == ("completed", "没办成的：过户登记、水电气过户。")
    assert parts(station, reply, case) == {
        "tax": ("completed", ""),
        "real_estate": ("refused", NO_TITLE),
        "utilities": ("ended", ""),
    }
    ended = the_case(station, reply, case)["offices"]
    assert ended[2]["at"] == ended[1]["at"]
    with pytest.raises(WrongInput):
        office.decide(case["id"], "accept", office="utilities")


def test_where_nothing_could_be_done_the_whole_is_refused(station: Station, office: Administration) -> None:
    case = sent(station)
    whole = office.decide(case["id"], "refuse", "合同没有网签。", office="tax")
    assert (whole["status"], whole["reason"]) == ("refused", "合同没有网签。")
    assert statuses(station) == ["received", "refused"]


def test_a_refused_part_does_not_hold_up_the_others(station: Station, office: Administration, reply: Any) -> None:
    case = sent(station, SCHOOL)
    office.decide(case["id"], "refuse", "查不到这本产权证。", office="real_estate")
    assert office.get_case(case["id"])["status"] == "received"
    for each in ("health", "police", "education"):
        whole = office.decide(case["id"], "accept", office=each)
    assert (whole["status"], whole["reason"]) == ("completed", "没办成的：房产核验。")
    assert [state for state, _ in parts(station, reply, case).values()] == [
        "completed",
        "refused",
        "completed",
        "completed",
    ]


def test_a_part_is_decided_once(station: Station, office: Administration) -> None:
    case = sent(station, SCHOOL)
    office.decide(case["id"], "accept", office="health")
    with pytest.raises(WrongInput, match="已经决定过了"):
        office.decide(case["id"], "refuse", "又想了想", office="health")


def test_of_two_at_the_same_moment_one_decides(station: Station, running: Running) -> None:
    case, told, start = sent(station, SCHOOL), [], threading.Barrier(2)

    def decide(decision: str, reason: str) -> None:
        start.wait(10)
        try:
            running.office.decide(case["id"], decision, reason, office="police")
            told.append("taken")
        except WrongInput:
            told.append("too late")

    threads = [threading.Thread(target=decide, args=each) for each in (("accept", ""), ("refuse", "不在户口簿上。"))]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert sorted(told) == ["taken", "too late"]
    assert len(running.office.get_case(case["id"])["decisions"]) == 1


def test_a_bundle_is_decided_by_naming_the_part(station: Station, office: Administration) -> None:
    case = sent(station)
    for decision in ("accept", "complete"):
        with pytest.raises(WrongInput, match="由几家分别审核"):
            office.decide(case["id"], decision)
    with pytest.raises(WrongInput, match="不归这家审核"):
        office.decide(case["id"], "accept", office="hospital")


def test_a_returned_part_waits_alone_and_its_correction_undoes_no_other(
    station: Station, office: Administration, reply: Any
) -> None:
    case = sent(station, SCHOOL)
    office.decide(case["id"], "accept", office="police")
    office.decide(case["id"], "return", "手机号打不通。", ["form"], office="education")
    office.decide(case["id"], "accept", office="health")
    assert office.get_case(case["id"])["status"] == "returned"
    form = case["data"]["form"]
    assert station.verdicts(correction(station, case, "form", data={"form": form})) == ["accepted"]
    assert [state for state, _ in parts(station, reply, case).values()] == [
        "completed",
        "in_hand",
        "completed",
        "in_hand",
    ]
    assert office.get_case(case["id"])["status"] == "received"


def test_another_station_is_told_the_same(
    station: Station, hall: Callable[..., Station], centre: EmbeddedCentre, office: Administration, reply: Any
) -> None:
    case = sent(station)
    office.decide(case["id"], "refuse", "合同没有网签。", office="tax")
    told = parts(hall(centre.url, office), reply, case)
    assert [state for state, _ in told.values()] == ["refused", "ended", "ended"]

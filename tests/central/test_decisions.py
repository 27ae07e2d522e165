"""What reviewers decide, and how the station hears of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.domain.errors import WrongInput
from tests.central.conftest import Station

ON_BOTH = True


def accepted(station: Station) -> str:
    """A case that has all its files; its number."""
    payload, sample = station.case()
    station.send(station.submitted(payload))
    station.upload_all(payload, sample)
    return str(payload["number"])


def test_a_decision_reaches_the_station_with_its_reason(station: Station, office: Administration) -> None:
    number = accepted(station)
    office.decide(number, "return", "照片太暗，请重拍")
    office.decide(number, "accept")
    case = office.decide(number, "complete")
    assert (case["status"], case["reason"]) == ("completed", "")
    changes = station.request("GET", "/api/v1/changes").json()["changes"]
    assert [(each["status"], each["reason"]) for each in changes] == [
        ("received", ""),
        ("accepted", ""),
        ("returned", "照片太暗，请重拍"),
        ("accepted", ""),
        ("completed", ""),
    ]
    assert [each["cursor"] for each in changes] == ["1", "2", "3", "4", "5"]
    assert {each["kind"] for each in changes} == {"case.status"}


def test_a_station_hears_of_its_own_cases_only(
    station: Station, centre: EmbeddedCentre, office: Administration, hall: Callable[..., Station]
) -> None:
    other = hall(centre.url, office)
    accepted(station)
    assert other.request("GET", "/api/v1/changes").json() == {"changes": [], "cursor": "0", "more": False}


@pytest.mark.parametrize(
    ("decision", "reason"), [("return", ""), ("refuse", "  "), ("burn", "because"), ("complete", "")]
)
def test_a_decision_that_cannot_be_is_refused_in_words(
    station: Station, office: Administration, decision: str, reason: str
) -> None:
    payload, _ = station.case()
    station.send(station.submitted(payload))
    with pytest.raises(WrongInput):
        office.decide(payload["id"], decision, reason)
    assert office.get_case(payload["id"])["status"] == "received"


def test_what_is_refused_stays_refused(station: Station, office: Administration) -> None:
    number = accepted(station)
    office.decide(number, "refuse", "已经有一张了")
    with pytest.raises(WrongInput):
        office.decide(number, "accept")


def test_a_refused_case_is_not_accepted_by_a_late_file(station: Station, office: Administration) -> None:
    payload, sample = station.case()
    station.send(station.submitted(payload))
    office.decide(payload["id"], "refuse", "重复申请")
    station.upload_all(payload, sample)
    assert office.get_case(payload["id"])["status"] == "refused"


def test_an_unknown_case_is_told(office: Administration) -> None:
    with pytest.raises(WrongInput, match="没有这个办件"):
        office.get_case("no-such-case")


@pytest.mark.parametrize("cursor", ["-1", "abc", "1e3", "9" * 30])
def test_a_cursor_that_is_none_is_a_problem(station: Station, cursor: str) -> None:
    assert station.request("GET", f"/api/v1/changes?after={cursor}").status_code == 422

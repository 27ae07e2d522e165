"""What the centre tells of a person's earlier cases: to their card, with their leave, no more than is asked."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pyrage
import pytest

from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.domain.errors import WrongInput
from app.domain.formats import CHINA
from tests.central.conftest import Station, opened
from tests.central.test_following import proof_of

ON_BOTH = True
PENSION, WITHDRAWAL = "residents-pension-registration", "housing-fund-retirement-withdrawal"
SOMEBODY_ELSE = "11010119900307109X"


@pytest.fixture
def reply() -> Any:
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def other_station(hall: Callable[..., Station], centre: EmbeddedCentre, office: Administration) -> Station:
    return hall(centre.url, office)


def ask(station: Station, reply: Any, item: str, told: dict[str, Any]) -> httpx.Response:
    body = {"item": item, "sealed": station.seal(json.dumps(told).encode()), "reply_to": str(reply.to_public())}
    return station.request("POST", "/api/v1/person-file", json=body)


def file_of(station: Station, reply: Any, case: dict[str, Any], item: str, **changed: Any) -> dict[str, Any]:
    answer = ask(station, reply, item, proof_of(case, agreed=True, **changed))
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = opened(reply, answer.json()["sealed"])
    return told


def sent(station: Station, seed: int, **changed: Any) -> tuple[dict[str, Any], Any]:
    payload, sample = station.case(PENSION, seed=seed, **changed)
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    station.upload_all(payload, sample)
    return payload, sample


def codes(told: dict[str, Any]) -> list[str]:
    return [each["code"] for each in told["materials"]]


def test_what_was_handed_in_at_one_station_is_told_at_another(
    station: Station, other_station: Station, reply: Any
) -> None:
    case, sample = sent(station, 301)
    told = file_of(other_station, reply, case, PENSION)
    assert told["known"] == {"file.phone": case["data"]["form"]["phone"]}
    paper = next(each for each in told["materials"] if each["code"] == "household-register")
    assert base64.b64decode(paper["content"]) == sample.attachments["household-register"].content
    assert (paper["number"], paper["taken_on"]) == (case["number"], datetime.now(CHINA).date().isoformat())


def test_another_persons_card_finds_an_empty_file(station: Station, reply: Any) -> None:
    case, _ = sent(station, 302)
    told = file_of(station, reply, case, PENSION, id_number=SOMEBODY_ELSE)
    assert told == {"known": {}, "materials": []}


def test_without_the_persons_leave_nothing_is_told(station: Station, reply: Any) -> None:
    case, _ = sent(station, 303)
    answer = ask(station, reply, PENSION, proof_of(case))
    assert (answer.status_code, answer.json()["code"]) == (403, "not_agreed")


def test_a_card_read_an_hour_ago_opens_nothing(station: Station, reply: Any) -> None:
    case, _ = sent(station, 304)
    stale = proof_of(case, agreed=True, read_at=(datetime.now(UTC) - timedelta(hours=1)).isoformat())
    assert ask(station, reply, PENSION, stale).json()["code"] == "proof_stale"


def test_an_item_nobody_knows_is_said_to_be_unknown(station: Station, reply: Any) -> None:
    case, _ = sent(station, 305)
    assert ask(station, reply, "nothing", proof_of(case, agreed=True)).json()["code"] == "item_unknown"


def test_a_refused_case_says_nothing_and_one_under_review_only_what_was_filled_in(
    station: Station, office: Administration, reply: Any
) -> None:
    payload, sample = station.case(WITHDRAWAL, seed=306)
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    station.upload_all(payload, sample)
    told = file_of(station, reply, payload, WITHDRAWAL)
    assert (codes(told), told["known"].get("file.phone")) == ([], payload["data"]["form"].get("phone"))
    office.decide(payload["id"], "refuse", "不符合条件。")
    assert file_of(station, reply, payload, WITHDRAWAL) == {"known": {}, "materials": []}


def test_what_was_accepted_serves_another_item_that_asks_the_same(
    station: Station, office: Administration, reply: Any
) -> None:
    payload, sample = station.case(WITHDRAWAL, seed=307)
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    station.upload_all(payload, sample)
    office.decide(payload["id"], "accept")
    assert "bank-card" in codes(file_of(station, reply, payload, PENSION))
    assert codes(file_of(station, reply, payload, "temporary-id-card")) == []


def test_what_was_reused_counts_from_the_day_it_was_handed_in_at_first(station: Station, reply: Any) -> None:
    payload, sample = station.case(PENSION, seed=308)
    first = {"taken_on": (datetime.now(UTC) - timedelta(days=300)).date().isoformat(), "number": "BM01-1"}
    reused = {"agreed": True, "materials": {"household-register": first}}
    payload["data"] = {**payload["data"], "person_file": reused}
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    station.upload_all(payload, sample)
    told = file_of(station, reply, payload, PENSION)
    assert [each["taken_on"] for each in told["materials"] if each["code"] == "household-register"] == [
        first["taken_on"]
    ]
    payload, sample = station.case(PENSION, seed=309)
    long_ago = {**first, "taken_on": (datetime.now(UTC) - timedelta(days=400)).date().isoformat()}
    payload["data"] = {
        **payload["data"],
        "person_file": {"agreed": True, "materials": {"household-register": long_ago}},
    }
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    station.upload_all(payload, sample)
    assert "household-register" not in codes(file_of(station, reply, payload, PENSION))


def test_a_case_that_reused_without_leave_is_refused(station: Station) -> None:
    payload, _ = station.case(PENSION, seed=310)
    first = {"taken_on": "2026-03-02", "number": "BM01-1"}
    reused = {"agreed": False, "materials": {"household-register": first}}
    payload["data"] = {**payload["data"], "person_file": reused}
    assert station.verdicts(station.submitted(payload)) == ["rejected"]


@pytest.mark.parametrize("asked", ["person_file", "consent", "tax-return", "all"])
def test_no_office_can_ask_for_what_is_not_on_the_list(station: Station, office: Administration, asked: str) -> None:
    payload, sample = station.case(WITHDRAWAL, seed=311)
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    station.upload_all(payload, sample)
    with pytest.raises(WrongInput, match="不能要"):
        office.decide(payload["id"], "return", "再交一份。", [asked])

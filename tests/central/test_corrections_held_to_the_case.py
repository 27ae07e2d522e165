"""A correction is held to what its case is held to: the card, the register, the fee that was paid, its own days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.central.administration import Administration
from app.central.storage import fee_claims
from app.domain.formats import CHINA
from tests.central.conftest import Station
from tests.central.payments.conftest import Till, gateway, till  # noqa: F401
from tests.central.test_corrections import correction, reasons

ON_BOTH = True


def sent(station: Station, item: str, form: dict[str, str], **changed: Any) -> dict[str, Any]:
    """A case with these answers in its form."""
    payload, sample = station.case(item, **changed)
    payload["data"] = {**payload["data"], "form": {**payload["data"]["form"], **form}}
    return delivered(station, payload, sample)


def delivered(station: Station, payload: dict[str, Any], sample: Any) -> dict[str, Any]:
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    station.upload_all(payload, sample)
    return payload


def form_of(case: dict[str, Any], **changed: str) -> dict[str, Any]:
    return {"data": {"form": {**case["data"]["form"], **changed}}}


def of_today(days: int) -> str:
    return (datetime.now(CHINA).date() + timedelta(days=days)).isoformat()


@pytest.fixture
def topped_up(till: Till) -> dict[str, Any]:  # noqa: F811
    """Ten yuan on a card, paid; the office returned its form."""
    station = till.station
    payload, sample = station.case("citizen-card-top-up")
    asked = {"case_id": payload["id"], "item": "citizen-card-top-up", "amount_fen": 1_000}
    order = station.request("POST", "/api/v1/payments", json=asked).json()
    till.gateway.act(order["id"], "pay")
    till.status(order)
    form = {**payload["data"]["form"], "balance": "100.00", "top_up": "10.00", "balance_after": "110.00"}
    record = {**payload["data"].get("record", {}), "balance": 10_000}
    payment = {"amount_fen": 1_000, "status": "paid", "id": order["id"]}
    payload["data"] = {**payload["data"], "form": form, "record": record, "payment": payment}
    delivered(station, payload, sample)
    till.office.decide(payload["id"], "return", "卡号不清楚。", ["form"])
    return payload


def test_what_was_paid_is_not_made_another_amount(till: Till, topped_up: dict[str, Any]) -> None:  # noqa: F811
    event = correction(till.station, topped_up, "form", **form_of(topped_up, top_up="500.00", balance_after="600.00"))
    assert reasons(till.station, event) == ["rejected:fee_paid"]
    answers = {"data": {"fields": {"top_up": "500.00"}}, "fields": ["top_up"]}
    assert reasons(till.station, correction(till.station, topped_up, "form", **answers))[0].startswith("rejected:")
    assert till.office.get_case(topped_up["id"])["data"]["form"]["top_up"] == "10.00"
    right = correction(till.station, topped_up, "form", **form_of(topped_up, card_number="义乌卡"))
    assert reasons(till.station, right) == ["accepted:"]


def test_what_the_register_said_stays(till: Till, topped_up: dict[str, Any]) -> None:  # noqa: F811
    changed = form_of(topped_up, balance="900.00", balance_after="910.00")
    assert reasons(till.station, correction(till.station, topped_up, "form", **changed)) == [
        "rejected:correction:balance"
    ]


def test_what_the_card_says_stays(station: Station, office: Administration) -> None:
    case = sent(station, "senior-card-application", {})
    office.decide(case["id"], "return", "请核对家里电话。", ["form"])
    changed = form_of(case, birth_date="1940-01-01", age="86")
    assert reasons(station, correction(station, case, "form", **changed)) == ["rejected:correction:birth_date"]
    assert reasons(station, correction(station, case, "form", **form_of(case))) == ["accepted:"]


def test_what_is_still_to_be_paid_follows_the_answers(station: Station, office: Administration) -> None:
    payload, sample = station.case("hong-kong-macao-endorsement", seed=3)
    payload["data"] = {**payload["data"], "payment": {**payload["data"]["payment"], "status": "later"}}
    payload["data"]["payment"].pop("id", None)
    case = delivered(station, payload, sample)
    office.decide(case["id"], "return", "次数不对。", ["hong_kong_trips"])
    answers = {"data": {"fields": {"hong_kong_trips": "2"}}, "fields": ["hong_kong_trips"]}
    assert reasons(station, correction(station, case, "form", **answers)) == ["accepted:"]
    now = office.get_case(case["id"])["data"]
    assert (now["form"]["endorsement_fee"], now["payment"]["amount_fen"]) == ("45.00", 4_500)
    with office.database.read() as connection:
        claim = fee_claims.claim(connection, case["id"])
    assert claim is not None
    assert (claim.verdict, claim.amount_fen) == ("later", 4_500)


def test_computed_values_follow_a_single_answer(station: Station, office: Administration) -> None:
    case = sent(station, "minimum-living-allowance", {})
    form = case["data"]["form"]
    office.decide(case["id"], "return", "人数不对。", ["people"])
    people = str(int(form["people"]) + 1)
    answers = {"data": {"fields": {"people": people}}, "fields": ["people"]}
    told = reasons(station, correction(station, case, "form", **answers))
    assert told == ["accepted:"]
    assert office.get_case(case["id"])["data"]["form"]["per_head"] != form["per_head"]


def dated(station: Station, office: Administration) -> dict[str, Any]:
    """A case of three days ago, whose day was right then."""
    then = datetime.now(UTC) - timedelta(days=3)
    form = {"due_on": of_today(-1), "back_on": of_today(20)}
    case = sent(station, "medical-filing-extension", form, submitted_at=then.isoformat())
    office.decide(case["id"], "return", "请把电话改一下。", ["form"])
    return case


@pytest.mark.parametrize("days_ago", [0, 2])
def test_days_that_pass_on_the_way_make_nothing_wrong(station: Station, office: Administration, days_ago: int) -> None:
    case = dated(station, office)
    at = (datetime.now(UTC) - timedelta(days=days_ago)).isoformat()
    event = correction(station, case, "form", corrected_at=at, **form_of(case))
    assert reasons(station, event) == ["accepted:"]


def test_a_changed_day_is_judged_by_the_day_it_was_given(station: Station, office: Administration) -> None:
    case = dated(station, office)
    wrong = correction(station, case, "form", **form_of(case, due_on=of_today(-2)))
    assert reasons(station, wrong) == ["rejected:correction:due_on"]
    at = (datetime.now(UTC) - timedelta(days=2)).isoformat()
    right = correction(station, case, "form", corrected_at=at, **form_of(case, due_on=of_today(-2)))
    assert reasons(station, right) == ["accepted:"]

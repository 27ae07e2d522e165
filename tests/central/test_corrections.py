"""A part that an office returned comes once more: taken once, looked at again, the version before it kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pyrage
import pytest

from app.central.administration import Administration
from app.domain.errors import WrongInput
from tests.central.conftest import Station, new_id, sealed
from tests.central.mixed import part_of, send_mixed
from tests.central.renewals import ITEM, medical, recheck_of, send_renewal

ON_BOTH = True
PHOTO = b"\xff\xd8\xff\xe0" + b"another face" * 30


def declared(name: str, media_type: str, content: bytes) -> dict[str, Any]:
    digest = hashlib.sha256(content).hexdigest()
    return {"name": name, "media_type": media_type, "size": len(content), "sha256": digest}


def correction(station: Station, case: dict[str, Any], part: str, **changed: Any) -> dict[str, Any]:
    payload = {
        "case_id": case["id"],
        "item": case["item"],
        "item_version": case["item_version"],
        "part": part,
        "corrected_at": datetime.now(UTC).isoformat(),
        "operator": "0417",
        "data": {},
        "attachments": [],
    } | changed
    return station.event("case.corrected", case["id"], payload)


def new_medical(station: Station, case: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return correction(station, case, "medical", data={"medical": medical(height_cm=180, **changed)})


def new_photo(station: Station, case: dict[str, Any]) -> dict[str, Any]:
    return correction(station, case, "photo", attachments=[declared("photo", "image/jpeg", PHOTO)])


def send_photo(station: Station, case: dict[str, Any], event: dict[str, Any]) -> list[str]:
    parts = [part_of(case["id"], declared("photo", "image/jpeg", PHOTO), station.seal_file(PHOTO))]
    answer = send_mixed(station, [event], parts).json()
    return [each["verdict"] for each in (*answer["verdicts"], *answer["attachments"])]


def reasons(station: Station, *events: Any) -> list[str]:
    return [f"{each['verdict']}:{each.get('reason') or ''}" for each in station.send(*events)["verdicts"]]


def feed(station: Station) -> list[tuple[str, str, str]]:
    told = station.request("GET", "/api/v1/changes").json()["changes"]
    return [(each["kind"], each["status"], each["reason"]) for each in told]


@pytest.fixture
def returned(station: Station, office: Administration) -> dict[str, Any]:
    """Accepted by the licensing office, its medical part returned by the hospital."""
    case = send_renewal(station)
    office.decide(case["id"], "accept", office="licensing")
    office.decide(case["id"], "return", "身高看不清，请重测。", ["medical"], "hospital")
    return case


def test_the_one_part_takes_its_place_and_its_offices_look_again(
    station: Station, office: Administration, returned: dict[str, Any]
) -> None:
    assert station.verdicts(new_medical(station, returned)) == ["accepted"]
    now = office.get_case(returned["id"])
    assert now["status"] == "received"
    assert now["data"]["medical"]["height_cm"] == 180
    assert {**now["data"], "medical": None} == {**returned["data"], "medical": None}
    assert [each["part"] for each in now["corrections"]] == ["medical"]
    for each in ("hospital", "licensing"):  # the licensing office sees it too, so its word was of what is no more
        office.decide(returned["id"], "accept", office=each)
    assert office.get_case(returned["id"])["status"] == "accepted"


def test_the_station_hears_of_the_return_and_of_what_became_of_it(station: Station, returned: dict[str, Any]) -> None:
    assert feed(station)[-2:] == [("case.status", "returned", "身高看不清，请重测。"), ("case.correction", "", "")]
    station.send(new_medical(station, returned))
    assert feed(station)[-1] == ("case.status", "received", "")


def test_it_is_judged_again_on_what_is_new(station: Station, office: Administration, returned: dict[str, Any]) -> None:
    recheck_of(office, returned["id"])
    station.send(correction(station, returned, "medical", data={"medical": medical(colour_blind="red_green")}))
    done = recheck_of(
        office, returned["id"], lambda each: each["state"] == "done" and each["result"]["verdict"] == "may_not"
    )
    assert done["result"]["agrees"] is False


def test_a_correction_is_taken_once(station: Station, office: Administration, returned: dict[str, Any]) -> None:
    event = new_medical(station, returned)
    assert station.verdicts(event) == ["accepted"]
    assert station.verdicts(event) == ["duplicate"]
    again = new_medical(station, returned)
    assert reasons(station, again) == ["rejected:not_returned"]
    assert len(office.get_case(returned["id"])["corrections"]) == 1


def test_two_in_one_batch_are_one_and_a_no(station: Station, returned: dict[str, Any]) -> None:
    first, second = new_medical(station, returned), new_medical(station, returned)
    assert reasons(station, first, second) == ["accepted:", "rejected:not_returned"]


def test_a_file_takes_the_place_of_another_and_that_one_is_kept(
    station: Station, office: Administration, returned: dict[str, Any]
) -> None:
    before = {each["name"]: each for each in office.get_case(returned["id"])["attachments"]}
    station.send(new_medical(station, returned))
    office.decide(returned["id"], "return", "照片反光。", ["photo"], "licensing")
    assert send_photo(station, returned, new_photo(station, returned)) == ["accepted", "accepted"]
    now = office.get_case(returned["id"])
    after = {each["name"]: each for each in now["attachments"]}
    assert after["photo"]["sha256"] == hashlib.sha256(PHOTO).hexdigest()
    assert after["photo"]["arrived"] is True
    assert {**after, "photo": None} == {**before, "photo": None}
    kept = {name: before["photo"][name] for name in ("name", "media_type", "size", "sha256")}
    assert now["corrections"][-1]["before"] == [kept]
    assert [each["name"] for each in now["attachments"]] == [each["name"] for each in returned["attachments"]]


def test_nobody_accepts_before_the_new_file_has_come(
    station: Station, office: Administration, returned: dict[str, Any]
) -> None:
    station.send(new_medical(station, returned))
    office.decide(returned["id"], "return", "照片反光。", ["photo"], "hospital")
    assert station.verdicts(new_photo(station, returned)) == ["accepted"]
    with pytest.raises(WrongInput, match="还有文件没有传到"):
        office.decide(returned["id"], "accept", office="hospital")


def test_an_office_that_does_not_see_what_changed_keeps_its_word(station: Station, office: Administration) -> None:
    case = send_renewal(station)
    office.decide(case["id"], "accept", office="hospital")
    office.decide(case["id"], "return", "地址不全。", ["form"], "licensing")
    form = case["data"]["form"] | {"mail_address": "浙江省金华市义乌市云溪镇安和路2号"}
    assert station.verdicts(correction(station, case, "form", data={"form": form})) == ["accepted"]
    with pytest.raises(WrongInput, match="已经决定过了"):
        office.decide(case["id"], "accept", office="hospital")
    office.decide(case["id"], "accept", office="licensing")
    now = office.get_case(case["id"])
    assert now["status"] == "accepted"
    assert [(each["office"], each["decision"]) for each in now["decisions"]] == [
        ("hospital", "accept"),
        ("licensing", "return"),
        ("licensing", "accept"),
    ]
    done = recheck_of(office, case["id"], lambda each: each["state"] == "done")
    assert done["result"]["waits_for_film"] is False  # the doctor's word still stands


def test_what_another_office_returned_is_still_waited_for(station: Station, office: Administration) -> None:
    case = send_renewal(station)
    office.decide(case["id"], "return", "重测。", ["medical"], "hospital")
    office.decide(case["id"], "return", "照片反光。", ["photo"], "licensing")
    assert station.verdicts(new_medical(station, case)) == ["accepted"]
    assert (office.get_case(case["id"])["status"], feed(station)[-1][2]) == ("returned", "照片反光。")
    assert send_photo(station, case, new_photo(station, case)) == ["accepted", "accepted"]
    now = office.get_case(case["id"])
    assert now["status"] == "received"
    assert now["data"]["medical"]["height_cm"] == 180
    for each in ("hospital", "licensing"):
        office.decide(case["id"], "accept", office=each)


def test_both_in_one_batch_leave_nothing_to_wait_for(station: Station, office: Administration) -> None:
    case = send_renewal(station)
    office.decide(case["id"], "return", "重测。", ["medical"], "hospital")
    office.decide(case["id"], "return", "照片反光。", ["photo"], "licensing")
    assert reasons(station, new_medical(station, case), new_photo(station, case)) == ["accepted:", "accepted:"]
    assert office.get_case(case["id"])["status"] == "received"
    assert len(office.get_case(case["id"])["corrections"]) == 2


@pytest.mark.parametrize(
    ("part", "told", "reason"),
    [
        ("photo", {"attachments": [declared("photo", "image/jpeg", PHOTO)]}, "part_not_asked"),
        ("medical", {"data": {}}, "correction"),
        ("medical", {"data": {"medical": medical(), "form": {}}}, "correction"),
        ("medical", {"data": {"medical": "x" * 300_000}}, "correction"),
        ("medical", {"data": {"medical": 1, "recordings": {"video": {}}}}, "correction"),
        ("applicant", {"data": {"applicant": {"name": "别人"}}}, "correction"),
        ("form", {"data": {"form": {"phone": "1"}}}, "correction:licence_classes"),
        ("no-such-part", {"data": {"no-such-part": 1}}, "correction"),
        ("medical", {"data": {"medical": 1}, "item": "temporary-id-card"}, "case_unknown"),
        ("medical", {"data": {"medical": 1}, "item": "no-such-item"}, "case_unknown"),
    ],
)
def test_what_was_not_returned_or_cannot_be_is_refused(
    station: Station,
    office: Administration,
    returned: dict[str, Any],
    part: str,
    told: dict[str, Any],
    reason: str,
) -> None:
    assert reasons(station, correction(station, returned, part, **told)) == [f"rejected:{reason}"]
    now = office.get_case(returned["id"])
    assert (now["status"], now["corrections"], now["data"]) == ("returned", [], returned["data"])


def test_a_case_under_review_takes_none(station: Station) -> None:
    case = send_renewal(station)
    assert reasons(station, new_medical(station, case)) == ["rejected:not_returned"]


def test_the_case_of_another_station_takes_none(
    station: Station, office: Administration, returned: dict[str, Any], hall: Callable[..., Station]
) -> None:
    stranger = hall(station.url, office)
    assert reasons(stranger, new_medical(stranger, returned)) == ["rejected:case_unknown"]


def test_a_case_nobody_has_takes_none(station: Station) -> None:
    case = {"id": new_id(), "item": ITEM, "item_version": "1.0"}
    assert reasons(station, new_medical(station, case)) == ["rejected:case_unknown"]


def test_a_case_that_is_decided_as_a_whole_takes_the_parts_that_were_named(
    station: Station, office: Administration
) -> None:
    case, sample = station.case("temporary-id-card")
    station.send(station.submitted(case))
    station.upload_all(case, sample)
    office.decide(case["id"], "return", "电话和照片。", ["phone", "photo"])
    form = case["data"]["form"]
    assert station.verdicts(correction(station, case, "form", data={"form": form})) == ["accepted"]
    assert office.get_case(case["id"])["status"] == "returned"
    assert send_photo(station, case, new_photo(station, case))[0] == "accepted"
    assert office.get_case(case["id"])["status"] == "accepted"  # the item is accepted by itself once all is there


def test_a_case_returned_without_a_named_part_takes_any_one(station: Station, office: Administration) -> None:
    case, _ = station.case("temporary-id-card")
    station.send(station.submitted(case))
    office.decide(case["id"], "return", "请重做。")
    assert station.verdicts(correction(station, case, "form", data={"form": case["data"]["form"]})) == ["accepted"]
    assert reasons(station, new_photo(station, case)) == ["rejected:not_returned"]


def test_a_correction_sealed_to_somebody_else_is_refused(station: Station, returned: dict[str, Any]) -> None:
    event = new_medical(station, returned)
    event["payload"] = sealed(str(pyrage.x25519.Identity.generate().to_public()), b"{}")
    assert station.verdicts(event) == ["rejected"]

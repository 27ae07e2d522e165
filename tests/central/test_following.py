"""A person follows their cases from any station of the town: by the card, or by number and the end of an ID number."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pyrage
import pytest
from sqlalchemy import delete

from app.central import results
from app.central.administration import Administration
from app.central.keys import open_keys
from app.central.objects import ObjectStore
from app.central.people import fill_in
from app.central.server import EmbeddedCentre
from app.central.storage.database import Database
from app.central.storage.person_tables import case_people
from app.domain.following import paper_number
from app.domain.page_codes import new_code
from tests.central.conftest import Running, Station, opened
from tests.central.renewals import send_renewal
from tests.central.test_corrections import new_photo, reasons

ON_BOTH = True
SOMEBODY_ELSE = "11010119900307109X"
PDF = b"%PDF-1.7 a paper"


@pytest.fixture
def other_station(hall: Callable[..., Station], centre: EmbeddedCentre, office: Administration) -> Station:
    return hall(centre.url, office)


@pytest.fixture
def reply() -> Any:
    return pyrage.x25519.Identity.generate()


def proof_of(case: dict[str, Any], **changed: Any) -> dict[str, Any]:
    applicant = case["data"]["applicant"]
    told = {"id_number": applicant["id_number"], "name": applicant["name"], "kind": applicant["kind"], "sam_id": ""}
    return told | {"read_at": datetime.now(UTC).isoformat()} | changed


def ask(station: Station, reply: Any, path: str, told: dict[str, Any]) -> httpx.Response:
    body = {"sealed": station.seal(json.dumps(told).encode()), "reply_to": str(reply.to_public())}
    return station.request("POST", f"/api/v1/followed-cases{path}", json=body)


def cases_told(station: Station, reply: Any, case: dict[str, Any], **changed: Any) -> list[dict[str, Any]]:
    answer = ask(station, reply, "", proof_of(case, **changed))
    assert answer.status_code == 200, answer.text
    assert case["number"] not in answer.text
    told: list[dict[str, Any]] = opened(reply, answer.json()["sealed"])
    return told


def the_case(station: Station, reply: Any, case: dict[str, Any]) -> dict[str, Any]:
    return next(each for each in cases_told(station, reply, case) if each["id"] == case["id"])


def sent(station: Station, **changed: Any) -> dict[str, Any]:
    payload, sample = station.case("residence-permit-application", **changed)
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    station.upload_all(payload, sample)
    return payload


def what(told: dict[str, Any]) -> list[str]:
    return [each["what"] for each in told["story"]]


def test_a_case_taken_at_one_station_is_told_at_another(
    station: Station, other_station: Station, office: Administration, reply: Any
) -> None:
    case = sent(station)
    office.decide(case["id"], "return", "照片反光，请重拍。", ["photo"])
    told = the_case(other_station, reply, case)
    assert (told["number"], told["status"]) == (case["number"], "returned")
    assert what(told) == ["submitted", "received", "returned"]
    assert told["asked"] == [{"office": "", "parts": ["photo"], "reason": "照片反光，请重拍。"}]
    assert "data" not in told


def test_the_answer_of_the_office_is_the_text_of_its_completion(
    station: Station, office: Administration, reply: Any
) -> None:
    case = sent(station)
    office.decide(case["id"], "accept")
    office.decide(case["id"], "complete", "路灯已经修好。")
    told = the_case(station, reply, case)
    assert what(told) == ["submitted", "received", "accepted", "completed"]
    assert told["story"][-1]["text"] == "路灯已经修好。"


def test_of_several_offices_each_has_its_word(station: Station, office: Administration, reply: Any) -> None:
    case = send_renewal(station)
    office.decide(case["id"], "accept", office="licensing")
    told = the_case(station, reply, case)
    assert told["offices"] == [{"office": "hospital", "word": ""}, {"office": "licensing", "word": "accept"}]
    assert what(told) == ["submitted", "received"]


def test_another_persons_card_sees_nothing_of_it(station: Station, reply: Any) -> None:
    case = sent(station)
    assert case["id"] not in [each["id"] for each in cases_told(station, reply, case, id_number=SOMEBODY_ELSE)]


def test_a_card_read_an_hour_ago_opens_nothing(station: Station, reply: Any) -> None:
    stale = proof_of(sent(station), read_at=(datetime.now(UTC) - timedelta(hours=1)).isoformat())
    assert ask(station, reply, "", stale).json()["code"] == "proof_stale"


def test_by_number_and_the_end_of_the_id_number(station: Station, office: Administration, reply: Any) -> None:
    case = sent(station)
    office.decide(case["id"], "accept")
    number = case["data"]["applicant"]["id_number"]
    answer = ask(station, reply, "/by-number", {"number": case["number"].lower(), "last_digits": number[-4:].lower()})
    told = opened(reply, answer.json()["sealed"])
    assert (told["id"], told["status"], told["results"]) == (case["id"], "accepted", [])
    assert case["data"]["applicant"]["name"] not in json.dumps(told, ensure_ascii=False)


def test_by_the_code_of_its_slip_in_place_of_the_number(station: Station, reply: Any) -> None:
    mark = new_code()
    case = sent(station, evaluation_code=mark)
    end = case["data"]["applicant"]["id_number"][-4:]
    answer = ask(station, reply, "/by-number", {"mark": mark, "last_digits": end})
    assert opened(reply, answer.json()["sealed"])["number"] == case["number"]
    wrong = ask(station, reply, "/by-number", {"mark": new_code(), "last_digits": end})
    assert wrong.json()["code"] == "no_such_case"
    for named in ({"mark": mark, "number": case["number"]}, {}, {"mark": ""}):
        both = ask(station, reply, "/by-number", {**named, "last_digits": end})
        assert both.json()["code"] == "proof_unreadable"


def test_a_wrong_end_and_a_wrong_number_are_answered_alike_and_not_for_long(station: Station, reply: Any) -> None:
    case = sent(station)
    end = case["data"]["applicant"]["id_number"][-4:]
    wrong = "0000" if end != "0000" else "1111"
    answers = [
        ask(station, reply, "/by-number", {"number": case["number"], "last_digits": wrong}),
        ask(station, reply, "/by-number", {"number": case["number"][:-1] + "x", "last_digits": end}),
    ]
    assert len({(each.status_code, each.text) for each in answers}) == 1
    for _ in range(5):
        last = ask(station, reply, "/by-number", {"number": case["number"], "last_digits": wrong})
    assert (last.status_code, last.json()["code"]) == (429, "too_many")
    right = ask(station, reply, "/by-number", {"number": case["number"], "last_digits": end})
    assert right.status_code == 429


def test_a_result_is_given_out_elsewhere_to_its_person_only(
    running: Running, station: Station, other_station: Station, reply: Any
) -> None:
    case = sent(station)
    ready(running, case)
    path = f"/{case['id']}/results/certificate.pdf"
    refused = ask(other_station, reply, path, proof_of(case, id_number=SOMEBODY_ELSE))
    assert (refused.status_code, refused.json()["code"]) == (404, "result_unknown")
    answer = ask(other_station, reply, path, proof_of(case))
    assert pyrage.decrypt(answer.content, [reply]) == PDF


def ready(running: Running, case: dict[str, Any]) -> None:
    objects = ObjectStore(running.data_dir / "central" / "objects")
    results.add(running.office.database, objects, running.office.keys, case["id"], "certificate.pdf", PDF)


def printed(station: Station, case: dict[str, Any]) -> dict[str, Any]:
    number = paper_number(case["number"], hashlib.sha256(PDF).hexdigest())
    told = {"case_id": case["id"], "number": number, "job_id": "j1", "outcome": "presented"}
    return station.event("document.printed", case["id"], told | {"at": datetime.now(UTC).isoformat()})


def test_what_was_printed_at_one_station_is_known_at_all(
    running: Running, station: Station, other_station: Station, reply: Any
) -> None:
    case = sent(station)
    ready(running, case)
    assert other_station.verdicts(printed(other_station, case)) == ["rejected"]  # it never fetched it
    ask(other_station, reply, f"/{case['id']}/results/certificate.pdf", proof_of(case))
    assert the_case(station, reply, case)["results"][0]["printed_at"] is None
    assert other_station.verdicts(printed(other_station, case)) == ["accepted"]
    assert the_case(station, reply, case)["results"][0]["printed_at"] is not None


# ---------------------------------------------------------------- corrected elsewhere


@pytest.fixture
def returned(station: Station, office: Administration) -> dict[str, Any]:
    case = sent(station)
    office.decide(case["id"], "return", "照片反光，请重拍。", ["photo"])
    return case


def elsewhere(other: Station, case: dict[str, Any], id_number: str = "", minutes: float = 1) -> dict[str, Any]:
    read = {
        "id_number": id_number or case["data"]["applicant"]["id_number"],
        "read_at": (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat(),
    }
    event = new_photo(other, case)
    return with_payload(other, event, case, {"present": read})


def with_payload(other: Station, event: dict[str, Any], case: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    from tests.central.test_corrections import PHOTO, declared

    payload = {
        "case_id": case["id"],
        "item": case["item"],
        "item_version": case["item_version"],
        "part": "photo",
        "corrected_at": datetime.now(UTC).isoformat(),
        "data": {},
        "attachments": [declared("photo", "image/jpeg", PHOTO)],
    } | more
    plain = json.dumps(payload).encode()
    return event | {"payload": other.seal(plain), "payload_sha256": hashlib.sha256(plain).hexdigest()}


def test_a_case_is_corrected_at_another_station_with_the_card_of_its_person(
    station: Station, other_station: Station, office: Administration, returned: dict[str, Any]
) -> None:
    from tests.central.test_corrections import send_photo

    assert send_photo(other_station, returned, elsewhere(other_station, returned)) == ["accepted", "accepted"]
    now = office.get_case(returned["id"])
    assert now["status"] == "received"
    assert {each["name"]: each["arrived"] for each in now["attachments"]}["photo"] is True
    office.decide(returned["id"], "accept")
    home = station.request("GET", "/api/v1/changes").json()["changes"]
    assert [each["status"] for each in home if each["kind"] == "case.status"][-2:] == ["received", "accepted"]
    there = other_station.request("GET", "/api/v1/changes").json()["changes"]
    assert [(each["case_id"], each["status"]) for each in there if each["kind"] == "case.status"] == [
        (returned["id"], "received")
    ]


@pytest.mark.parametrize(
    ("id_number", "minutes"), [(SOMEBODY_ELSE, 1), ("", 90), ("", -20)], ids=["another card", "stale", "ahead"]
)
def test_nobody_else_corrects_it_and_no_old_card(
    other_station: Station, returned: dict[str, Any], id_number: str, minutes: float
) -> None:
    assert reasons(other_station, elsewhere(other_station, returned, id_number, minutes)) == ["rejected:case_unknown"]
    assert reasons(other_station, new_photo(other_station, returned)) == ["rejected:case_unknown"]


def test_two_stations_that_correct_each_others_cases_do_not_wait_for_each_other(
    station: Station, other_station: Station, office: Administration
) -> None:
    pairs = [(station, other_station), (other_station, station)] * 4
    returned = [(there, sent(home)) for home, there in pairs]
    for _, case in returned:
        office.decide(case["id"], "return", "照片反光。", ["photo"])
    answers: list[list[str]] = []

    def correct(there: Station, mine: list[dict[str, Any]]) -> None:
        answers.extend(reasons(there, elsewhere(there, each)) for each in mine)

    work = [
        threading.Thread(target=correct, args=(each, [case for there, case in returned if there is each]))
        for each in (station, other_station)
    ]
    for each in work:
        each.start()
    for each in work:
        each.join(60)
    assert answers == [["accepted:"]] * len(pairs)


# ---------------------------------------------------------------- some answers alone


def answers_alone(station: Station, case: dict[str, Any], answers: dict[str, str], **changed: Any) -> dict[str, Any]:
    from tests.central.test_corrections import correction

    told = {"fields": list(answers), "data": {"fields": answers}} | changed
    return correction(station, case, "form", **told)


def test_the_answers_that_were_asked_for_go_into_the_form_as_it_was(station: Station, office: Administration) -> None:
    case = sent(station)
    office.decide(case["id"], "return", "电话打不通。", ["phone"])
    assert station.verdicts(answers_alone(station, case, {"phone": "13912345678"})) == ["accepted"]
    now = office.get_case(case["id"])
    assert now["status"] == "received"
    assert now["data"]["form"] == {**case["data"]["form"], "phone": "13912345678"}


def test_some_answers_are_no_whole_form(station: Station, office: Administration) -> None:
    case = sent(station)
    office.decide(case["id"], "return", "表没填对。", ["form"])
    told = reasons(station, answers_alone(station, case, {"phone": "13912345678"}))
    assert told == ["rejected:part_not_asked"]


@pytest.mark.parametrize(
    ("answers", "changed"),
    [
        ({"phone": "139"}, {}),
        ({"no_such": "x"}, {}),
        ({"phone": "13912345678"}, {"fields": []}),
        ({"phone": "13912345678"}, {"fields": ["phone", "address"]}),
    ],
    ids=["wrong answer", "unknown field", "not named", "named and not told"],
)
def test_answers_that_do_not_hold_are_refused(
    station: Station, office: Administration, answers: dict[str, str], changed: dict[str, Any]
) -> None:
    case = sent(station)
    office.decide(case["id"], "return", "电话打不通。", ["phone"])
    assert reasons(station, answers_alone(station, case, answers, **changed))[0].startswith("rejected:correction")


# ---------------------------------------------------------------- rows of older cases


def test_cases_of_before_are_found_once_they_were_looked_through(
    running: Running, station: Station, reply: Any
) -> None:
    case = sent(station)
    database = Database(running.url)
    with database.write() as connection:
        connection.execute(delete(case_people).where(case_people.c.case_id == case["id"]))
    assert case["id"] not in [each["id"] for each in cases_told(station, reply, case)]
    keys = open_keys(running.data_dir / "central" / "keys")
    assert fill_in(database, keys, threading.Event()) >= 1
    assert fill_in(database, keys, threading.Event()) == 0
    database.close()
    assert the_case(station, reply, case)["number"] == case["number"]


def test_what_a_correction_is_held_to_is_told_while_it_is_waited_for(
    station: Station, office: Administration, reply: Any
) -> None:
    case = sent(station)
    assert the_case(station, reply, case)["content"] is None
    office.decide(case["id"], "return", "照片反光，请重拍。", ["photo"])
    content = the_case(station, reply, case)["content"]
    assert content["form"] == case["data"]["form"]
    assert set(content) <= {"form", "record", "payment"}
    told = ask(
        station,
        reply,
        "/by-number",
        {"number": case["number"], "last_digits": case["data"]["applicant"]["id_number"][-4:]},
    )
    assert opened(reply, told.json()["sealed"])["content"] is None

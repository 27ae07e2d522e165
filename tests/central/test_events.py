"""Batches of events: every event is judged by itself, kept once, and never lost."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest
import zstandard

from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from tests.central.conftest import Station, cases_of, new_id, web

ON_BOTH = True


def test_the_same_event_again_is_a_duplicate_also_inside_one_batch(station: Station, office: Administration) -> None:
    event = station.submitted(station.case()[0])
    assert station.verdicts(event, event) == ["accepted", "duplicate"]
    assert station.verdicts(event) == ["duplicate"]
    assert len(cases_of(station, office)) == 1


def test_the_same_id_with_other_bytes_is_a_conflict(station: Station, office: Administration) -> None:
    payload, _ = station.case()
    event = station.submitted(payload)
    station.send(event)
    other = station.submitted({**payload, "operator": "somebody else"}) | {"id": event["id"]}
    assert station.verdicts(other) == ["conflict"]
    assert office.get_case(payload["id"])["operator"] == ""


def test_another_stations_event_id_is_a_conflict(
    station: Station, centre: EmbeddedCentre, office: Administration, hall: Callable[..., Station]
) -> None:
    event = station.submitted(station.case()[0])
    station.send(event)
    other = hall(centre.url, office)
    assert other.verdicts(event) == ["rejected"]
    assert other.verdicts(other.submitted(other.case(seed=3)[0]) | {"id": event["id"]}) == ["conflict"]


def test_a_case_sent_under_two_event_ids_is_a_conflict(station: Station) -> None:
    payload, _ = station.case()
    assert station.verdicts(station.submitted(payload), station.submitted(payload)) == ["accepted", "conflict"]


def test_a_number_given_twice_is_a_conflict(station: Station) -> None:
    first, second = station.case()[0], station.case(seed=2)[0]
    answer = station.send(station.submitted(first), station.submitted({**second, "number": first["number"]}))
    assert [each.get("reason") for each in answer["verdicts"]] == [None, "number_used"]


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "text",
        17,
        {},
        {"id": "x" * 4_000, "sequence": -1},
        {"id": "\ud800", "sequence": 1},
        {"id": "张三", "sequence": 1},
        {"id": new_id(), "sequence": True},
        {"id": new_id(), "sequence": 2**70},
    ],
)
def test_a_bad_event_does_not_spoil_its_batch(station: Station, office: Administration, bad: Any) -> None:
    good = station.submitted(station.case()[0])
    assert station.verdicts(bad, good) == ["rejected", "accepted"]
    assert len(cases_of(station, office)) == 1


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"payload": "%%%"}, "payload_base64"),
        ({"payload": base64.b64encode(b"not sealed at all").decode()}, "payload_seal"),
        ({"payload_sha256": "0" * 64}, "payload_sha256"),
        ({"kind": "case.forgotten"}, "kind_unknown"),
        ({"station_id": "hall-99"}, "other_station"),
        ({"case_id": new_id()}, "payload_malformed:case_id"),
        ({"occurred_at": "yesterday"}, "event_malformed:occurred_at"),
        ({"sequence": 0}, "event_malformed:sequence"),
    ],
)
def test_the_reason_of_a_rejection_is_named(station: Station, changed: dict[str, Any], reason: str) -> None:
    event = station.submitted(station.case()[0]) | changed
    [verdict] = station.send(event)["verdicts"]
    assert verdict == {"id": event["id"], "verdict": "rejected", "reason": reason}


def test_a_payload_sealed_to_somebody_else_is_told_from_one_that_is_broken(station: Station) -> None:
    stranger = pyrage.x25519.Identity.generate().to_public()
    sealed = pyrage.encrypt(zstandard.compress(b"{}"), [stranger])
    event = station.submitted(station.case()[0]) | {"payload": base64.b64encode(sealed).decode()}
    cut_off = event | {"id": new_id(), "payload": base64.b64encode(sealed[:150]).decode()}
    altered = event | {"id": new_id(), "payload": station.seal(b"{}")[:-8] + "AAAAAAA="}
    told = [each["reason"] for each in station.send(event, cut_off, altered)["verdicts"]]
    assert told == ["payload_recipient", "payload_seal", "payload_seal"]


def test_a_payload_that_unpacks_to_far_too_much_is_rejected(station: Station) -> None:
    bomb = station.seal(b" " * 50_000_000)
    event = station.submitted(station.case()[0]) | {"payload": bomb}
    assert station.send(event)["verdicts"][0]["reason"] == "payload_size"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"item": "no-such-item"}, "item_unknown"),
        ({"number": "有汉字"}, "payload_malformed:number"),
        ({"data": []}, "payload_malformed:data"),
        ({"data": {}}, "application"),
        ({"data": {}, "item_version": "0.9"}, "application:applicant"),
        ({"channel": "self\x00service"}, "payload_malformed:channel"),
        ({"attachments": [{"name": "../x", "media_type": "image/png", "size": 1, "sha256": "0" * 64}]}, None),
    ],
)
def test_a_case_that_is_no_such_item_is_rejected(
    station: Station, office: Administration, changed: dict[str, Any], reason: str | None
) -> None:
    payload, _ = station.case(**changed)
    [verdict] = station.send(station.submitted(payload))["verdicts"]
    assert verdict["verdict"] == "rejected"
    assert reason is None or verdict["reason"] == reason
    assert cases_of(station, office) == []


def test_a_wrong_check_digit_is_rejected_without_telling_the_number(station: Station) -> None:
    payload, sample = station.case()
    number = sample.card.id_number
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    data = json.loads(json.dumps(payload["data"]).replace(number, wrong))
    [verdict] = station.send(station.submitted({**payload, "data": data}))["verdicts"]
    assert verdict["verdict"] == "rejected"
    assert number[:10] not in json.dumps(verdict)


def test_a_form_with_an_unknown_choice_is_rejected_by_its_field(station: Station) -> None:
    payload, _ = station.case()
    payload["data"] = {**payload["data"], "form": {**payload["data"]["form"], "reason": "because"}}
    assert station.send(station.submitted(payload))["verdicts"][0]["reason"] == "application:reason"


def test_a_form_that_is_strange_is_rejected_without_quoting_it(station: Station) -> None:
    payload, _ = station.case()
    good = station.submitted(station.case(seed=2)[0])
    for strange in ({"\ud800": "x"}, {"张三的电话": "x"}, {"reason": {"deep": []}}, {"phone": "\x00"}):
        event = station.submitted({**payload, "data": {**payload["data"], "form": strange}})
        answer = station.send(event, good)["verdicts"]
        assert answer[0]["verdict"] == "rejected"
        assert "张三" not in answer[0]["reason"]
        assert answer[1]["verdict"] in {"accepted", "duplicate"}


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"events": [' + b"9" * 5_000 + b"]}"], ids=["deep", "long number"])
def test_a_body_that_breaks_readers_is_a_problem_document(station: Station, body: bytes) -> None:
    answer = station.request("POST", "/api/v1/events", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_gap_in_the_sequence_is_reported_until_it_is_filled(station: Station) -> None:
    first, second, third = (station.submitted(station.case(seed=seed)[0]) for seed in (1, 2, 3))
    assert station.send(first)["gap"] is None
    assert station.send(third)["gap"] == {"expected": 2, "got": 3}
    assert station.send()["gap"] == {"expected": 2, "got": 3}
    assert station.send(second)["gap"] is None


def test_a_rejected_event_leaves_no_gap_and_may_be_accepted_later(station: Station) -> None:
    event = station.submitted(station.case()[0])
    answer = station.send(event | {"payload_sha256": "0" * 64}, station.submitted(station.case(seed=2)[0]))
    assert [each["verdict"] for each in answer["verdicts"]] == ["rejected", "accepted"]
    assert answer["gap"] is None
    assert station.verdicts(event) == ["accepted"]


def test_a_sequence_number_is_used_once(station: Station) -> None:
    station.send(station.submitted(station.case()[0]))
    again = station.submitted(station.case(seed=2)[0]) | {"sequence": 1}
    assert station.send(again)["verdicts"][0] == {"id": again["id"], "verdict": "conflict", "reason": "sequence_used"}


def test_one_case_has_one_evaluation(station: Station, office: Administration) -> None:
    payload, _ = station.case()
    case_id = payload["id"]

    def evaluation(grade: int, **more: Any) -> dict[str, Any]:
        told = {"case_id": case_id, "grade": grade, "reasons": [], "text": "", "channel": "pad"} | more
        return station.event("case.evaluated", case_id, told)

    before = station.send(evaluation(5))["verdicts"][0]
    assert before["reason"] == "case_unknown"
    assert station.verdicts(station.submitted(payload), evaluation(6), evaluation(2)) == [
        "accepted",
        "rejected",
        "rejected",
    ]
    assert station.verdicts(evaluation(2, reasons=["slow"]), evaluation(5)) == ["accepted", "conflict"]
    kept = office.get_case(case_id)["evaluation"]
    assert (kept["grade"], kept["reasons"], kept["channel"]) == (2, ["slow"], "pad")


def test_a_paper_is_issued_once(station: Station, office: Administration) -> None:
    payload, _ = station.case("social-insurance-proof")
    paper = {
        "case_id": payload["id"],
        "item": payload["item"],
        "number": "SB20260318000001",
        "code": "0123456789ABCDEFGHJK",
        "sha256": "a" * 64,
        "issued_at": "2026-03-18T09:30:00+08:00",
    }
    issued = station.event("document.issued", payload["id"], paper)
    again = station.event("document.issued", payload["id"], {**paper, "code": "0123456789ABCDEFGHJM"})
    assert station.verdicts(station.submitted(payload), issued, again) == ["accepted", "accepted", "conflict"]
    assert [each["code"] for each in office.get_case(payload["id"])["documents"]] == [paper["code"]]


def test_a_packed_body_is_unpacked(station: Station) -> None:
    event = station.submitted(station.case()[0])
    body = json.dumps({"events": [event]}).encode()
    for encoding, packed in (("gzip", gzip.compress(body)), ("zstd", zstandard.compress(body))):
        answer = station.request(
            "POST",
            "/api/v1/events",
            content=packed,
            headers={"Content-Encoding": encoding, "Content-Type": "application/json"},
        )
        assert answer.status_code == 200, answer.text
    assert answer.json()["verdicts"][0]["verdict"] == "duplicate"


@pytest.mark.parametrize(
    ("encoding", "packed", "status"),
    [
        ("gzip", gzip.compress(b"[" * 40_000_000, mtime=0), 413),
        ("zstd", zstandard.compress(b"[" * 40_000_000), 413),
        ("gzip", gzip.compress(b"{}" * 900, mtime=0)[:-30], 400),
        ("zstd", b"not zstd", 400),
        ("br", b"x", 415),
        ("identity", b"[" * 17_000_000, 413),
    ],
    ids=["gzip bomb", "zstd bomb", "torn gzip", "no zstd", "unknown encoding", "plain but huge"],
)
def test_a_body_that_is_damaged_or_grows_too_large_is_refused(
    station: Station, encoding: str, packed: bytes, status: int
) -> None:
    answer = station.request(
        "POST",
        "/api/v1/events",
        content=packed,
        headers={"Content-Encoding": encoding, "Content-Type": "application/json"},
    )
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"events": 1}', b'{"events": [' + b"0," * 1_001 + b"0]}"], ids=range(5)
)
def test_a_body_that_is_no_batch_is_a_problem_document(station: Station, body: bytes) -> None:
    answer = station.request("POST", "/api/v1/events", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["code"] == "request_invalid"


def test_nothing_of_a_person_stands_readable_on_the_centres_disk(station: Station, data_dir: Path) -> None:
    payload, sample = station.case()
    station.send(station.submitted(payload))
    station.upload_all(payload, sample)
    secrets = [sample.card.name.encode(), sample.card.id_number.encode(), sample.card.address.encode()]
    secrets += [each.content[:64] for each in sample.attachments.values()]
    files = [each for each in (data_dir / "central").rglob("*") if each.is_file()]
    assert len(files) > 4
    for each in files:
        content = each.read_bytes()
        assert not any(secret in content for secret in secrets), each.name


def test_a_hundred_cases_in_one_batch_are_all_told_in_order(station: Station) -> None:
    events = [station.submitted(station.case()[0]) for _ in range(100)]
    assert station.verdicts(*events) == ["accepted"] * 100
    first = station.request("GET", "/api/v1/changes?after=0&limit=60").json()
    second = station.request("GET", f"/api/v1/changes?after={first['cursor']}&limit=60").json()
    told = [change["case_id"] for change in first["changes"] + second["changes"]]
    assert told == [event["case_id"] for event in events]
    assert (first["more"], second["more"], second["cursor"]) == (True, False, "100")


def test_events_need_a_station(centre: EmbeddedCentre) -> None:
    assert web.post(f"{centre.url}/api/v1/events", json={"events": []}).status_code == 401

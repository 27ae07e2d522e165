"""A batch under one seal is judged, kept and read like any other, and lies as closed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyrage
import pytest
import zstandard
from sqlalchemy import select

from app.central.administration import Administration
from app.central.storage.tables import events
from tests.central.conftest import Running, Station
from tests.central.mixed import BOUNDARY, parts_of_case
from tests.central.packed import MEDIA_TYPE, Batch, batch_for, case_in, send_packed, verdicts_on

ON_BOTH = True


def stored(running: Running, case_id: str) -> bytes:
    with running.reading() as connection:
        return bytes(connection.execute(select(events.c.payload).where(events.c.case_id == case_id)).scalar_one())


def test_cases_under_one_seal_are_kept_and_read_again(station: Station, office: Administration) -> None:
    batch = batch_for(station)
    cases = [case_in(batch, station, seed) for seed in (1, 2, 3)]
    assert verdicts_on(station, batch) == ["accepted"] * 3
    assert [office.get_case(each["id"])["data"] for each in cases] == [each["data"] for each in cases]


def test_they_lie_closed_and_each_row_opens_by_itself(station: Station, running: Running, data_dir: Path) -> None:
    batch = batch_for(station)
    cases = [case_in(batch, station, seed) for seed in (1, 2)]
    verdicts_on(station, batch)
    rows = [stored(running, each["id"]) for each in cases]
    for row, case in zip(rows, cases, strict=True):
        assert case["data"]["applicant"]["id_number"].encode() not in row
        assert batch.key not in row
    lines = (data_dir / "central/keys/seal.key").read_text().splitlines()
    identities = [pyrage.x25519.Identity.from_str(each) for each in lines if not each.startswith("#")]
    head, begin = b"bianmin-batch-seal/1\n", 27
    for place, row in enumerate(rows):
        assert row.startswith(head)
        length = int.from_bytes(row[21:23], "big")
        assert int.from_bytes(row[23:27], "big") == place
        assert pyrage.decrypt(row[begin : begin + length], identities) == batch.key
        assert row[begin + length :] == batch.payloads[place]


def test_the_same_case_in_either_form_is_a_duplicate(station: Station) -> None:
    payload, _ = station.case()
    event = station.event("case.submitted", payload["id"], payload)
    first, again = batch_for(station), batch_for(station)
    first.add(event, json.dumps(payload).encode())
    again.add(event, json.dumps(payload).encode())
    assert verdicts_on(station, first) == ["accepted"]
    assert verdicts_on(station, again) == ["duplicate"]
    assert station.verdicts(event) == ["duplicate"]


def test_a_payload_sealed_by_itself_travels_among_the_others(station: Station, office: Administration) -> None:
    batch = batch_for(station)
    case_in(batch, station)
    payload, _ = station.case(seed=2)
    batch.add_own(station.event("case.submitted", payload["id"], payload))
    case_in(batch, station, 3)
    assert verdicts_on(station, batch) == ["accepted"] * 3
    assert office.get_case(payload["id"])["data"] == payload["data"]


def test_one_bad_event_does_not_spoil_its_batch(station: Station) -> None:
    batch = batch_for(station)
    for seed in range(1, 7):
        case_in(batch, station, seed)
    batch.payloads[0] = bytes([batch.payloads[0][0] ^ 1]) + batch.payloads[0][1:]
    batch.payloads[1] = b""
    batch.events[2] = {**batch.events[2], "payload_sha256": "0" * 64}
    batch.events[3] = "no event at all"
    batch.events[4] = {**batch.events[4], "station_id": "another"}
    assert verdicts_on(station, batch) == [
        "rejected payload_seal",
        "rejected payload_seal",
        "rejected payload_sha256",
        "rejected event_malformed",
        "rejected other_station",
        "accepted",
    ]


def test_a_payload_longer_than_any_sealed_one_may_be_is_refused_alone(station: Station) -> None:
    batch = batch_for(station)
    case_in(batch, station)
    case_in(batch, station, 2)
    batch.payloads[0] += bytes(4 << 20)
    assert verdicts_on(station, batch) == ["rejected payload_size", "accepted"]


def test_payloads_in_other_places_do_not_open(station: Station) -> None:
    batch = batch_for(station)
    case_in(batch, station)
    case_in(batch, station, 2)
    batch.payloads.reverse()
    assert verdicts_on(station, batch) == ["rejected payload_seal"] * 2


@pytest.mark.parametrize("key", [b"short", b"x" * 33])
def test_a_key_of_another_length_opens_nothing(station: Station, key: bytes) -> None:
    batch = batch_for(station)
    case_in(batch, station)
    batch.key = key
    assert verdicts_on(station, batch) == ["rejected payload_seal"]


def test_a_seal_for_somebody_else_opens_nothing_and_what_was_sealed_by_itself_is_taken(station: Station) -> None:
    batch = Batch(str(pyrage.x25519.Identity.generate().to_public()))
    case_in(batch, station)
    payload, _ = station.case(seed=2)
    batch.add_own(station.event("case.submitted", payload["id"], payload))
    assert verdicts_on(station, batch) == ["rejected payload_recipient", "accepted"]


@pytest.mark.parametrize(
    "changed",
    [
        {"lengths": [1]},
        {"lengths": [10**9]},
        {"lengths": [-1]},
        {"lengths": [True]},
        {"lengths": ["4"]},
        {"lengths": []},
        {"lengths": None},
        {"events": {}},
        {"events": [{}] * 1001, "lengths": [0] * 1001},
        {"own": {}},
        {"seal": 7},
        {"seal": "!"},
        {"seal": "A" * 5000},
    ],
)
def test_a_body_that_is_none_is_refused_whole(station: Station, changed: dict[str, Any]) -> None:
    batch = batch_for(station)
    case_in(batch, station)
    answer = send_packed(station, batch.body(**changed))
    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")


def test_no_cut_and_no_junk_is_taken(station: Station) -> None:
    batch = batch_for(station)
    case_in(batch, station)
    body = batch.body()
    large = zstandard.ZstdCompressor().compress(b'{"events": [], "lengths": []' + b" " * (5 << 20) + b"}")
    bombs = [len(large).to_bytes(4, "big") + large, b"\xff" * 4, b"\0\0\0\3abc"]
    for each in (b"", body[:3], body[:40], body[:-1], body + b"x", *bombs):
        assert send_packed(station, each).status_code == 422
    assert send_packed(station, body).status_code == 200


def test_a_batch_and_its_small_papers_come_in_one_request(station: Station, office: Administration) -> None:
    batch = batch_for(station)
    payload, sample = station.case()
    batch.add(station.event("case.submitted", payload["id"], payload), json.dumps(payload).encode())
    first = f"Content-Type: {MEDIA_TYPE}\r\n\r\n".encode() + batch.body()
    parts = [first, *parts_of_case(station, payload, sample)]
    delimiter = f"--{BOUNDARY}".encode()
    body = b"".join(delimiter + b"\r\n" + each + b"\r\n" for each in parts) + delimiter + b"--\r\n"
    kind = {"Content-Type": f'multipart/mixed; boundary="{BOUNDARY}"'}
    answer = send_packed(station, body, **kind).raise_for_status().json()
    assert {each["verdict"] for each in answer["verdicts"] + answer["attachments"]} == {"accepted"}
    assert office.get_case(payload["id"])["status"] == "accepted"

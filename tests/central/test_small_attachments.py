"""Small attachments in the request of their events: kept once, with the case, durable before the answer."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pyrage
import pytest
import zstandard

from app.central.administration import Administration
from app.central.keys import open_keys
from app.central.objects import ObjectStore
from app.central.settings import sqlite_url
from app.central.storage import cases
from app.central.storage.database import Database
from tests.central.conftest import Station, new_id
from tests.central.mixed import BOUNDARY, mixed_body, part_of, parts_of_case, send_mixed
from tests.central.test_uploads import declared


def verdicts(answer: Any) -> list[tuple[str, str | None]]:
    assert answer.status_code == 200, answer.text
    return [(each["verdict"], each["reason"]) for each in answer.json()["attachments"]]


def test_a_case_and_its_files_in_one_request_are_accepted_together(station: Station, office: Administration) -> None:
    payload, sample = station.case()
    answer = send_mixed(station, [station.submitted(payload)], parts_of_case(station, payload, sample))
    assert verdicts(answer) == [("accepted", None)] * len(payload["attachments"])
    kept = office.get_case(payload["id"])
    assert kept["status"] == "accepted"
    assert all(each["arrived"] for each in kept["attachments"])


def test_the_bytes_that_came_are_the_bytes_that_lie_there(station: Station, data_dir: Path) -> None:
    payload, sample = station.case()
    send_mixed(station, [station.submitted(payload)], parts_of_case(station, payload, sample))
    home = data_dir / "central"
    database, objects = Database(sqlite_url(data_dir)), ObjectStore(home / "objects")
    with database.read() as connection:
        keys = [row["object_key"] for row in cases.attachments_of(connection, [payload["id"]])]
    database.close()
    assert len({key.partition("#")[0] for key in keys}) == 1, "one object for one request"
    identity = open_keys(home / "keys").identity
    plain = [pyrage.decrypt(objects.get(key), list(identity.all())) for key in keys]
    assert plain == [each.content for each in sample.attachments.values()]


def test_the_same_request_again_is_a_duplicate_in_all_its_parts(station: Station, data_dir: Path) -> None:
    payload, sample = station.case()
    events, parts = [station.submitted(payload)], parts_of_case(station, payload, sample)
    send_mixed(station, events, parts)
    objects = sorted((data_dir / "central" / "objects").rglob("*"))
    again = send_mixed(station, events, parts)
    assert verdicts(again) == [("duplicate", None)] * len(parts)
    assert [each["verdict"] for each in again.json()["verdicts"]] == ["duplicate"]
    assert sorted((data_dir / "central" / "objects").rglob("*")) == objects


def test_files_may_come_before_and_after_their_case(station: Station, office: Administration) -> None:
    first, second = station.case(), station.case(seed=2)
    send_mixed(station, [], parts_of_case(station, *first))
    send_mixed(station, [station.submitted(first[0]), station.submitted(second[0])], [])
    assert office.get_case(first[0]["id"])["status"] == "accepted"
    assert office.get_case(second[0]["id"])["status"] == "received"
    send_mixed(station, [], parts_of_case(station, *second))
    assert office.get_case(second[0]["id"])["status"] == "accepted"


def test_a_file_by_tus_and_the_same_in_a_batch_is_one_file(station: Station) -> None:
    payload, sample = station.case()
    station.send(station.submitted(payload))
    station.upload_all(payload, sample)
    answer = send_mixed(station, [], parts_of_case(station, payload, sample))
    assert {verdict for verdict, _ in verdicts(answer)} == {"duplicate"}


def test_each_file_is_judged_by_itself(station: Station) -> None:
    content = os.urandom(1_000)
    sealed, case_id = station.seal_file(content), new_id()
    good = part_of(case_id, declared(content), sealed)
    bad = {
        "filename": part_of(case_id, declared(content), sealed, "photo.jpg"),
        "filename_sha256": part_of(case_id, declared(content), sealed, "0" * 64),
        "metadata_name": part_of(case_id, declared(content, name="../x"), sealed),
        "size": part_of(case_id, declared(content, size=999), sealed),
        "sha256": part_of(case_id, declared(content, sha256="0" * 64), sealed),
        "seal": part_of(case_id, declared(content), b"not sealed"),
        "too_large": part_of(case_id, declared(content), os.urandom(256 * 1024 + 1)),
        "upload_metadata_wrong": good.replace(b"Upload-Metadata: case_id ", b"Upload-Metadata: case_id !"),
    }
    answer = send_mixed(station, [], [good, *bad.values()])
    assert verdicts(answer) == [("accepted", None), *(("rejected", reason) for reason in bad)]


def test_a_packed_body_is_unpacked_and_counted_as_it_unpacks(station: Station) -> None:
    payload, sample = station.case()
    body = mixed_body([station.submitted(payload)], parts_of_case(station, payload, sample))
    headers = {"Content-Type": f"multipart/mixed; boundary={BOUNDARY}", "Content-Encoding": "zstd"}
    answer = station.request("POST", "/api/v1/events", content=zstandard.compress(body), headers=headers)
    assert [verdict for verdict, _ in verdicts(answer)] == ["accepted"] * len(payload["attachments"])


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("multipart/mixed", b"", 400),
        ("multipart/mixed; boundary=x", b"--x--", 400),
        ("multipart/mixed; boundary=x", b"--x\r\n\r\n{}\r\n--x--", 400),
        ("multipart/mixed; boundary=x", b"--x\r\nContent-Type: application/json\r\n\r\n{}\r\n--x--", 422),
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("text/plain", b"{}", 415),
    ],
)
def test_what_is_no_such_request_is_a_problem(station: Station, content_type: str, body: bytes, status: int) -> None:
    answer = station.request("POST", "/api/v1/events", content=body, headers={"Content-Type": content_type})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_name_in_the_answer_is_that_of_the_request(station: Station) -> None:
    content = b"plain"
    sealed = station.seal_file(content)
    answer = send_mixed(station, [], [part_of(new_id(), declared(content), sealed)])
    assert answer.json()["attachments"][0]["sha256"] == hashlib.sha256(sealed).hexdigest()

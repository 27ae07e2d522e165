"""tus 1.0.0 as a client meets it: resumed after cuts, checked when whole, refused when it lies."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pyrage
import pytest
from sqlalchemy import select
from tusclient.client import TusClient

from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.central.settings import sqlite_url
from app.central.storage import tables, uploads
from app.central.storage.database import Database
from tests.central.conftest import Running, Station, new_id, web

MEGABYTE = 1024 * 1024

ON_BOTH = True


def declared(content: bytes, **changed: Any) -> dict[str, Any]:
    return {
        "name": "photo",
        "media_type": "image/jpeg",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    } | changed


def begun(station: Station, content: bytes, **changed: Any) -> tuple[str, bytes]:
    """A created upload: its address and the sealed bytes that belong there."""
    body = station.seal_file(content)
    answer = station.create_upload(new_id(), declared(content, **changed), len(body))
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"], body


@contextmanager
def half_sent(station: Station, location: str, body: bytes, part: int = MEGABYTE) -> Iterator[socket.socket]:
    """A connection that promised the whole body and sent only `part` bytes of it."""
    host, port = station.url.removeprefix("http://").split(":")
    head = (
        f"PATCH {location} HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {station.token()}\r\n"
        "Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n"
        f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(head.encode())
        assert line.recv(4_096).startswith(b"HTTP/1.1 100 ")
        line.sendall(body[:part])
        yield line


def wait_until_stored(database_url: str, location: str, offset: int) -> None:
    """What came over a line that is quiet is stored after a while, without anybody asking."""
    database = Database(database_url)
    reached = -1
    while reached != offset:
        time.sleep(0.02)
        with database.read() as connection:
            upload = uploads.upload(connection, location.rsplit("/", 1)[1])
            reached = upload.offset if upload else -1
    database.close()


def test_a_real_tus_client_uploads_in_parts(station: Station, office: Administration) -> None:
    payload, sample = station.case("temporary-id-card", seed=5)
    station.send(station.submitted(payload))
    client = TusClient(f"{station.url}/api/v1/uploads", headers={"Authorization": f"Bearer {station.token()}"})
    for told in payload["attachments"]:
        body = station.seal_file(sample.attachments[told["name"]].content)
        metadata = {key: str(value) for key, value in told.items()} | {"case_id": payload["id"]}
        uploader = client.uploader(
            file_stream=io.BytesIO(body), chunk_size=4_096, metadata=metadata, upload_checksum=True
        )
        uploader.upload()
        assert uploader.offset == len(body)
    assert office.get_case(payload["id"])["status"] == "accepted"


def test_a_real_tus_client_resumes_where_the_disk_is(station: Station) -> None:
    location, body = begun(station, os.urandom(3 * MEGABYTE))
    station.patch(location, body[:MEGABYTE])
    client = TusClient(f"{station.url}/api/v1/uploads", headers={"Authorization": f"Bearer {station.token()}"})
    uploader = client.uploader(file_stream=io.BytesIO(body), url=station.url + location)
    assert uploader.offset == MEGABYTE
    uploader.upload()
    assert station.offset(location).headers["Upload-Offset"] == str(len(body))


def test_a_cut_in_the_middle_keeps_what_came(station: Station) -> None:
    location, body = begun(station, os.urandom(2 * MEGABYTE))
    with half_sent(station, location, body):
        """Closed at once: the promise is broken."""
    assert station.offset(location).headers["Upload-Offset"] == str(MEGABYTE)
    assert station.patch(location, body[MEGABYTE:], MEGABYTE).status_code == 204


def test_a_connection_that_hangs_is_overtaken_and_loses_nothing(station: Station, running: Running) -> None:
    location, body = begun(station, os.urandom(2 * MEGABYTE))
    with half_sent(station, location, body) as hanging:
        wait_until_stored(running.url, location, MEGABYTE)
        assert station.offset(location).headers["Upload-Offset"] == str(MEGABYTE)
        assert station.patch(location, body[MEGABYTE:], MEGABYTE).status_code == 204
        assert b" 423 " in hanging.recv(4_096).splitlines()[0]


def test_a_stopped_centre_keeps_what_came_and_goes_on_at_the_same_address(
    tmp_path: Path, catalogue: Any, hall: Callable[..., Station]
) -> None:
    with Administration(tmp_path) as office, EmbeddedCentre(tmp_path, catalogue) as centre:
        station = hall(centre.url, office)
        location, body = begun(station, os.urandom(2 * MEGABYTE))
        before = centre.url
        with half_sent(station, location, body):
            wait_until_stored(sqlite_url(tmp_path), location, MEGABYTE)
            centre.stop()
        with pytest.raises(httpx.TransportError):
            station.offset(location)
        assert centre.start() == before
        assert station.offset(location).headers["Upload-Offset"] == str(MEGABYTE)
        assert station.patch(location, body[MEGABYTE:], MEGABYTE).status_code == 204


def test_the_wrong_offset_is_a_conflict(station: Station) -> None:
    location, body = begun(station, b"x" * 1_000)
    assert station.patch(location, body[:500]).status_code == 204
    assert station.patch(location, body[500:], 499).status_code == 409
    assert station.patch(location, body[500:], 501).status_code == 409
    assert station.patch(location, body[500:], 500).status_code == 204


def test_a_part_with_a_wrong_checksum_leaves_nothing_behind(station: Station) -> None:
    location, body = begun(station, b"x" * 1_000)
    good = "sha256 " + base64.b64encode(hashlib.sha256(body[:500]).digest()).decode()
    assert station.patch(location, body[1:501], **{"Upload-Checksum": good}).status_code == 460
    assert station.offset(location).headers["Upload-Offset"] == "0"
    assert station.patch(location, body[:500], **{"Upload-Checksum": good}).status_code == 204
    for unreadable in ("crc32 AAAA", "sha1"):
        assert station.patch(location, body[500:], 500, **{"Upload-Checksum": unreadable}).status_code == 400


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"sha256": "0" * 64}, "attachment_sha256"),
        ({"size": 999}, "attachment_size"),
        ({"size": 1_001}, "attachment_size"),
    ],
)
def test_a_file_that_is_not_what_was_declared_is_refused(
    station: Station, data_dir: Path, changed: dict[str, Any], reason: str
) -> None:
    location, body = begun(station, b"x" * 1_000, **changed)
    answer = station.patch(location, body)
    assert answer.status_code == 422
    assert answer.json()["code"] == reason
    assert "登记的不一样" in answer.json()["detail"]
    assert station.offset(location).status_code == 410
    upload = location.rsplit("/", 1)[1]
    assert [each for each in (data_dir / "central" / "objects").rglob("*") if each.name.startswith(upload)] == []


@pytest.mark.parametrize("body", [b"never sealed", b""], ids=["plain", "empty"])
def test_a_file_that_is_not_sealed_is_refused(station: Station, body: bytes) -> None:
    location = station.create_upload(new_id(), declared(b"x"), len(body)).headers["Location"]
    assert station.patch(location, body).json()["code"] == "attachment_seal"


def test_a_seal_that_breaks_off_is_refused(station: Station) -> None:
    content = os.urandom(200_000)
    body = station.seal_file(content)[:-100]
    location = station.create_upload(new_id(), declared(content), len(body)).headers["Location"]
    assert station.patch(location, body).json()["code"] == "attachment_seal"


def test_a_file_sealed_to_another_key_is_told_from_one_that_is_broken(station: Station) -> None:
    content = os.urandom(200_000)
    body = pyrage.encrypt(content, [pyrage.x25519.Identity.generate().to_public()])
    location = station.create_upload(new_id(), declared(content), len(body)).headers["Location"]
    answer = station.patch(location, body)
    assert (answer.status_code, answer.json()["code"]) == (422, "attachment_recipient")


def test_a_file_that_came_before_its_case_counts(station: Station, office: Administration) -> None:
    payload, sample = station.case()
    station.upload_all(payload, sample)
    station.send(station.submitted(payload))
    assert office.get_case(payload["id"])["status"] == "accepted"


def test_another_stations_file_does_not_count(
    station: Station, centre: EmbeddedCentre, office: Administration, hall: Callable[..., Station]
) -> None:
    payload, sample = station.case()
    station.send(station.submitted(payload))
    hall(centre.url, office).upload_all(payload, sample)
    assert office.get_case(payload["id"])["status"] == "received"


def objects_of(running: Running, case_id: str) -> set[str]:
    """The objects in the store that belong to uploads of a case."""
    with running.reading() as connection:
        query = select(tables.uploads.c.id).where(tables.uploads.c.case_id == case_id)
        ids = set(connection.scalars(query))
    files = (running.data_dir / "central" / "objects").rglob("*")
    return {each.name for each in files if each.is_file() and each.name.partition(".")[0] in ids}


def test_the_same_file_twice_is_kept_once(station: Station, running: Running, office: Administration) -> None:
    payload, sample = station.case()
    station.send(station.submitted(payload))
    station.upload_all(payload, sample)
    station.upload_all(payload, sample)
    assert len(objects_of(running, payload["id"])) == len(payload["attachments"])
    assert len(office.get_case(payload["id"])["attachments"]) == len(payload["attachments"])


def test_a_case_whose_file_is_another_than_listed_stays_received(station: Station, office: Administration) -> None:
    payload, _ = station.case()
    station.send(station.submitted(payload))
    for told in payload["attachments"]:
        content = b"something else"
        body = station.seal_file(content)
        lie = told | {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        location = station.create_upload(payload["id"], lie, len(body)).headers["Location"]
        assert station.patch(location, body).status_code == 204
    case = office.get_case(payload["id"])
    assert case["status"] == "received"
    assert [each["arrived"] for each in case["attachments"]] == [False, False]


def test_the_first_part_may_come_with_the_creation(station: Station) -> None:
    content = b"y" * 5_000
    body = station.seal_file(content)
    created = station.create_upload(new_id(), declared(content), len(body))
    headers = {name: created.request.headers[name] for name in ("Tus-Resumable", "Upload-Length", "Upload-Metadata")}
    headers["Content-Type"] = "application/offset+octet-stream"
    answer = station.request("POST", "/api/v1/uploads", headers=headers, content=body)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, str(len(body)))


def test_what_has_arrived_for_no_case_can_be_taken_back(station: Station) -> None:
    told = {"Tus-Resumable": "1.0.0"}
    location, body = begun(station, b"film" * 1_000)
    station.patch(location, body)
    assert station.request("DELETE", location, headers=told).status_code == 204
    assert station.offset(location).status_code == 404


def test_an_upload_can_be_given_up_but_not_what_has_arrived_for_its_case(station: Station) -> None:
    told = {"Tus-Resumable": "1.0.0"}
    location, body = begun(station, b"z" * 1_000)
    assert station.request("DELETE", location, headers=told).status_code == 204
    assert station.offset(location).status_code == 404
    payload, sample = station.case()
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    first, content = payload["attachments"][0], next(iter(sample.attachments.values())).content
    body = station.seal_file(content)
    location = station.create_upload(payload["id"], first, len(body)).headers["Location"]
    assert station.patch(location, body).status_code == 204
    assert station.request("DELETE", location, headers=told).status_code == 409


def test_another_station_sees_no_upload(
    station: Station, centre: EmbeddedCentre, office: Administration, hall: Callable[..., Station]
) -> None:
    location, _ = begun(station, b"private")
    assert hall(centre.url, office).offset(location).status_code == 404


def test_more_than_declared_is_refused(station: Station) -> None:
    location, body = begun(station, b"x" * 1_000)
    assert station.patch(location, body + b"more").status_code == 413


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Length": "-1"}, 400),
        ({"Upload-Length": "9" * 18}, 413),
        ({"Upload-Length": "10", "Upload-Metadata": "name"}, 400),
        ({"Upload-Length": "10", "Upload-Metadata": "name ***"}, 400),
        ({"Upload-Defer-Length": "1"}, 400),
        ({"Tus-Resumable": "0.2.2", "Upload-Length": "10"}, 412),
    ],
)
def test_a_creation_that_cannot_be_read_is_refused(station: Station, headers: dict[str, str], status: int) -> None:
    answer = station.request("POST", "/api/v1/uploads", headers={"Tus-Resumable": "1.0.0"} | headers)
    assert answer.status_code == status
    assert answer.headers["Tus-Resumable"] == "1.0.0"


def test_the_server_says_what_it_speaks(centre: EmbeddedCentre) -> None:
    answer = web.options(f"{centre.url}/api/v1/uploads")
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert set(answer.headers["Tus-Extension"].split(",")) == {
        "creation",
        "creation-with-upload",
        "checksum",
        "expiration",
        "termination",
    }


def test_a_method_may_travel_in_a_header(station: Station) -> None:
    location, body = begun(station, b"x" * 1_000)
    headers = {
        "X-HTTP-Method-Override": "PATCH",
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": "0",
        "Content-Type": "application/offset+octet-stream",
    }
    assert station.request("POST", location, headers=headers, content=body).status_code == 204


def test_the_head_tells_length_metadata_and_end(station: Station) -> None:
    location, body = begun(station, b"x" * 1_000)
    answer = station.offset(location)
    assert answer.headers["Upload-Length"] == str(len(body))
    assert "name " + base64.b64encode(b"photo").decode() in answer.headers["Upload-Metadata"]
    assert answer.headers["Upload-Expires"].endswith("GMT")
    assert answer.headers["Cache-Control"] == "no-store"

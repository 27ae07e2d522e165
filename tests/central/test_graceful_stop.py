"""A centre that is asked to end finishes what it has begun, refuses what is new, and loses nothing."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
from pathlib import Path

import httpx
import pytest

from app.catalogue import LoadedCatalogue
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from tests.central.conftest import Station, StationKeys, enrol, new_id
from tests.central.processes import address, launched

MEGABYTE = 1024 * 1024


def begin(line: socket.socket, method: str, path: str, station: Station, length: int, *headers: str) -> None:
    """A request whose body is still to come; the centre has begun to read it when this returns."""
    host = station.url.removeprefix("http://")
    head = [f"{method} {path} HTTP/1.1", f"Host: {host}", f"Authorization: Bearer {station.token()}", *headers]
    line.sendall("\r\n".join([*head, f"Content-Length: {length}", "Expect: 100-continue", "", ""]).encode())
    assert line.recv(4_096).startswith(b"HTTP/1.1 100 ")


def refused(url: str) -> httpx.Response:
    """Asks until the centre says that it ends."""
    while True:
        answer = httpx.get(f"{url}/readyz", trust_env=False)
        if answer.status_code != 200:
            return answer


@pytest.mark.timeout(60)
def test_what_is_under_way_is_finished_and_what_is_new_is_refused(tmp_path: Path, catalogue: LoadedCatalogue) -> None:
    with launched(tmp_path) as process, Administration(tmp_path) as office:
        url = address(process)
        place = (url.removeprefix("http://").split(":")[0], int(url.rsplit(":", 1)[1]))
        keys = StationKeys()
        station = Station(url, keys, enrol(url, office.make_enrolment_code("hall-01"), keys).json(), catalogue)
        content = os.urandom(2 * MEGABYTE)
        body = station.seal_file(content)
        told = {
            "name": "v",
            "media_type": "video/mp4",
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        location = station.create_upload(new_id(), told, len(body)).headers["Location"]
        batch = b'{"events": []}'
        with socket.create_connection(place, timeout=20) as answering, socket.create_connection(place, 20) as sending:
            begin(answering, "POST", "/api/v1/events", station, len(batch), "Content-Type: application/json")
            tus = ["Tus-Resumable: 1.0.0", "Upload-Offset: 0", "Content-Type: application/offset+octet-stream"]
            begin(sending, "PATCH", location, station, len(body), *tus)
            sending.sendall(body[:MEGABYTE])
            process.send_signal(signal.SIGTERM)
            no = refused(url)
            assert (no.status_code, no.json()["code"]) == (503, "closing")
            assert int(no.headers["Retry-After"]) > 0
            assert httpx.get(f"{url}/healthz", trust_env=False).status_code == 200
            answering.sendall(batch)
            assert b" 200 " in answering.recv(4_096).splitlines()[0]
            assert b" 423 " in sending.recv(4_096).splitlines()[0]
        assert process.wait(timeout=30) == 0
        station.close()
    with EmbeddedCentre(tmp_path, catalogue, port=place[1]) as centre:
        again = Station(centre.url, keys, station.enrolment, catalogue)
        assert again.offset(location).headers["Upload-Offset"] == str(MEGABYTE)
        again.close()

"""Several centres behind one address: one PostgreSQL, one object store, no state of their own."""

from __future__ import annotations

import hashlib
import os
import random
import secrets
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from app.catalogue import LoadedCatalogue
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.central.storage import tables, upload_writers, uploads
from app.central.storage.database import Database
from app.central.storage.moment import now
from tests.central.conftest import Station, StationKeys, enrol, new_id
from tests.central.postgresql import Server
from tests.central.processes import address, launched, served

PUBLIC = "https://centre.example"
MEGABYTE = 1024 * 1024


@dataclass
class Site:
    """Two replicas with a folder of keys and objects in common, as a shared volume gives it."""

    data_dir: Path
    database_url: str
    urls: list[str]
    processes: list[Any]
    office: Administration
    catalogue: LoadedCatalogue

    def station(self, name: str) -> Station:
        keys = StationKeys()
        answer = enrol(self.urls[0], self.office.make_enrolment_code(name), keys)
        assert answer.status_code == 201, answer.text
        enrolment = answer.json() | {"centre_url": PUBLIC}
        return Station(self.urls[0], keys, enrolment, self.catalogue)

    def at(self, station: Station, replica: int) -> Station:
        """The same station, talking to this replica."""
        return Station(self.urls[replica], station.keys, station.enrolment, self.catalogue)


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, postgresql_server: Server, catalogue: LoadedCatalogue
) -> Iterator[Site]:
    data_dir, url = tmp_path_factory.mktemp("site"), postgresql_server.new_database()
    with ExitStack() as closing:
        options = ("--database-url", url, "--public-url", PUBLIC)
        processes = [closing.enter_context(launched(data_dir, 0, *options)) for _ in range(2)]
        urls = [address(each) for each in processes]
        office = closing.enter_context(Administration(data_dir, url))
        yield Site(data_dir, url, urls, processes, office, catalogue)


def interleaved(site: Site, names: list[str], batches: int, seed: int) -> list[tuple[Station, list[dict[str, Any]]]]:
    """Every station's own sequence in batches, each to either replica, some twice, all stations at the same time."""
    dice = random.Random(seed)
    stations = [site.station(name) for name in names]

    def work(station: Station, order: int) -> list[dict[str, Any]]:
        mine = random.Random(seed * 1_000 + order)
        two = [site.at(station, 0), site.at(station, 1)]
        payloads: list[dict[str, Any]] = []
        prepared = []
        for _ in range(batches):
            made = [station.case(seed=mine.randrange(5)) for _ in range(mine.randrange(1, 4))]
            payloads += [payload for payload, _ in made]
            prepared.append(([station.submitted(payload) for payload, _ in made], made))
        with ThreadPoolExecutor(2) as pool:
            for events, made in prepared:
                asked = [pool.submit(two[mine.randrange(2)].verdicts, *events)]
                if mine.random() < 0.4:  # its answer was lost, or a proxy doubled it
                    asked.append(pool.submit(two[mine.randrange(2)].verdicts, *events))
                answers = sorted(each.result() for each in asked)
                assert answers[0] == ["accepted"] * len(events)
                assert all(set(each) <= {"duplicate"} for each in answers[1:])
                if mine.random() < 0.5:
                    two[mine.randrange(2)].upload_all(*made[0])
        for each in (*two, station):
            each.close()
        return payloads

    with ThreadPoolExecutor(8) as pool:
        order = list(range(len(stations)))
        dice.shuffle(order)
        results = list(pool.map(work, [stations[at] for at in order], order))
    return [(stations[at], payloads) for at, payloads in zip(order, results, strict=True)]


def check(connection: Connection, station: Station, payloads: list[dict[str, Any]]) -> None:
    of = tables.events.c.station_id == station.id
    sequences = list(connection.scalars(select(tables.events.c.sequence).where(of).order_by(tables.events.c.sequence)))
    assert sequences == list(range(1, len(payloads) + 1))
    row = select(tables.stations.c.contiguous_sequence).where(tables.stations.c.id == station.id)
    assert connection.scalar(row) == len(payloads)
    cases = set(connection.scalars(select(tables.cases.c.id).where(tables.cases.c.station_id == station.id)))
    assert cases == {payload["id"] for payload in payloads}
    listed = connection.execute(
        select(tables.attachments.c.case_id, tables.attachments.c.sha256).where(tables.attachments.c.case_id.in_(cases))
    )
    told = sorted((payload["id"], each["sha256"]) for payload in payloads for each in payload["attachments"])
    assert sorted(tuple(row) for row in listed) == told
    cursors = list(
        connection.scalars(
            select(tables.changes.c.cursor)
            .where(tables.changes.c.station_id == station.id)
            .order_by(tables.changes.c.cursor)
        )
    )
    assert cursors == list(range(1, len(cursors) + 1))


def run_interleaved(site: Site, stations: int, batches: int, seed: int = 4) -> None:
    names = [f"hall-{secrets.token_hex(4)}" for _ in range(stations)]
    sent = interleaved(site, names, batches, seed)
    database = Database(site.database_url)
    with database.read() as connection:
        for station, payloads in sent:
            check(connection, station, payloads)
    database.close()
    for station, payloads in sent:
        for payload in payloads[:1]:
            case = site.office.get_case(payload["id"])
            assert case["data"] == payload["data"]
            complete = all(each["arrived"] for each in case["attachments"])
            assert (case["status"] == "accepted") == complete, station.id


def test_two_centres_take_interleaved_batches_of_the_same_stations(site: Site) -> None:
    run_interleaved(site, stations=8, batches=3)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_two_centres_take_interleaved_batches_of_two_hundred_stations(site: Site) -> None:
    run_interleaved(site, stations=200, batches=10)


def begun(station: Station, content: bytes) -> tuple[str, bytes]:
    body = station.seal_file(content)
    told = {
        "name": "video",
        "media_type": "video/mp4",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    answer = station.create_upload(new_id(), told, len(body))
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"], body


def test_an_upload_goes_on_at_another_replica(site: Site) -> None:
    station = site.station(f"hall-{secrets.token_hex(4)}")
    other = site.at(station, 1)
    location, body = begun(station, os.urandom(5 * MEGABYTE))
    assert station.patch(location, body[:MEGABYTE]).status_code == 204
    assert other.offset(location).headers["Upload-Offset"] == str(MEGABYTE)
    assert other.patch(location, body[MEGABYTE : 4 * MEGABYTE], MEGABYTE).status_code == 204
    assert station.patch(location, body[4 * MEGABYTE :], 4 * MEGABYTE).status_code == 204
    assert other.offset(location).headers["Upload-Offset"] == str(len(body))
    for each in (station, other):
        each.close()


def test_a_line_that_hangs_at_one_replica_is_given_up_for_another(site: Site) -> None:
    station = site.station(f"hall-{secrets.token_hex(4)}")
    other = site.at(station, 1)
    location, body = begun(station, os.urandom(3 * MEGABYTE))
    host, port = station.url.removeprefix("http://").split(":")
    head = (
        f"PATCH {location} HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {station.token()}\r\n"
        "Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n"
        f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=20) as hanging:
        hanging.sendall(head.encode())
        assert hanging.recv(4_096).startswith(b"HTTP/1.1 100 ")
        hanging.sendall(body[:MEGABYTE])
        assert other.offset(location).headers["Upload-Offset"] == str(MEGABYTE)
        assert other.patch(location, body[MEGABYTE:], MEGABYTE).status_code == 204
        assert b" 423 " in hanging.recv(4_096).splitlines()[0]
    for each in (station, other):
        each.close()


def test_a_replica_that_died_with_an_upload_in_its_hands_holds_nobody_up(site: Site) -> None:
    station = site.station(f"hall-{secrets.token_hex(4)}")
    location, body = begun(station, os.urandom(MEGABYTE))
    upload_id = location.rsplit("/", 1)[1]
    database = Database(site.database_url)
    with database.write() as connection:  # what it leaves behind: a lease nobody renews, here its last half second
        assert upload_writers.claim(connection, upload_id, "dead", now() - upload_writers.LEASE * 0.9)
    assert station.patch(location, body).status_code == 204
    with database.read() as connection:
        upload = uploads.upload(connection, upload_id)
    assert upload is not None
    assert upload.state == uploads.COMPLETE
    database.close()
    station.close()


def test_what_a_replica_acknowledged_survives_its_kill(
    tmp_path: Path, postgresql_server: Server, catalogue: LoadedCatalogue
) -> None:
    url = postgresql_server.new_database()
    options = ("--database-url", url, "--public-url", PUBLIC)
    with Administration(tmp_path, url) as office:
        with served(tmp_path, 0, *options) as (process, first):
            site = Site(tmp_path, url, [first], [process], office, catalogue)
            station = site.station("hall-01")
            payload, sample = station.case()
            event = station.submitted(payload)
            assert station.verdicts(event) == ["accepted"]
            location, body = begun(station, os.urandom(3 * MEGABYTE))
            assert station.patch(location, body[: 2 * MEGABYTE]).status_code == 204
            process.send_signal(signal.SIGKILL)
            process.wait()
        with EmbeddedCentre(tmp_path, catalogue, database_url=url, public_url=PUBLIC) as second:
            site.urls = [second.url]
            again = site.at(station, 0)
            assert again.verdicts(event) == ["duplicate"]
            assert again.offset(location).headers["Upload-Offset"] == str(2 * MEGABYTE)
            assert again.patch(location, body[2 * MEGABYTE :], 2 * MEGABYTE).status_code == 204
            again.upload_all(payload, sample)
            assert office.get_case(payload["id"])["status"] == "accepted"
            again.close()
            station.close()


def test_desks_that_call_at_two_replicas_get_different_tickets(site: Site) -> None:
    desks = [site.station(f"desk-{secrets.token_hex(4)}") for _ in range(2)]
    two = [site.at(desk, replica) for replica, desk in enumerate(desks)]
    place = {"hall": f"hall {secrets.token_hex(4)}"}
    people = 16

    def take(turn: int) -> str:
        asked = {**place, "id": new_id(), "item": "temporary-id-card"}
        answer = two[turn % 2].request("POST", "/api/v1/tickets", json=asked)
        return str(answer.json()["ticket"]["number"])

    def call(turn: int) -> str:
        asked = {**place, "call": new_id(), "window": str(turn % 2 + 1)}
        answer = two[turn % 2].request("POST", "/api/v1/tickets/next", json=asked)
        return str(answer.json()["ticket"]["number"])

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(take, range(people)))
        called = list(pool.map(call, range(people)))
    for each in (*two, *desks):
        each.close()
    assert sorted(taken) == sorted(called) == [f"A{each:03d}" for each in range(1, people + 1)]

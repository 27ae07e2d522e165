"""Two replicas behind nginx as docs/operations/centre.md has it: what stations, phones and reviewers meet there."""

from __future__ import annotations

import os
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import select

from app.catalogue import LoadedCatalogue
from app.central.administration import Administration
from app.central.api.doors import PAGES_PER_MINUTE
from app.central.storage import reviewers, tables
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.reviewers import StoredReviewer
from tests.central import nginx
from tests.central.conftest import Station, StationKeys, certificate_here, enrol, new_id
from tests.central.mixed import parts_of_case, send_mixed
from tests.central.office.conftest import PASSWORD, quick_hash
from tests.central.postgresql import Server
from tests.central.processes import address, launched
from tests.central.test_replicas import begun

PUBLIC = "https://centre.example"
MEGABYTE = 1024 * 1024
REPLICAS = 2
PATIENCE_S = 20.0


class Replica:
    """One centre of the site; at the same address whenever it is started."""

    def __init__(self, data_dir: Path, database_url: str) -> None:
        self._place = data_dir, ("--database-url", database_url, "--public-url", PUBLIC)
        self._running = ExitStack()
        self.url = ""

    def start(self) -> None:
        data_dir, options = self._place
        port = urlsplit(self.url).port or 0
        self.url = address(self._running.enter_context(launched(data_dir, port, *options)))

    def kill(self) -> None:
        self._running.close()


@dataclass
class Site:
    """nginx, what is behind it, and somebody's browser before it."""

    url: str
    replicas: list[Replica]
    database_url: str
    office: Administration
    catalogue: LoadedCatalogue
    trusted: ssl.SSLContext
    http: httpx.Client

    def station(self) -> Station:
        keys, code = StationKeys(), self.office.make_enrolment_code(new_id()[-12:])
        answer = enrol(self.url, code, keys, http=self.http)
        assert answer.status_code == 201, answer.text
        return Station(self.url, keys, answer.json() | {"centre_url": PUBLIC}, self.catalogue, self.trusted)


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, postgresql_server: Server, catalogue: LoadedCatalogue
) -> Iterator[Site]:
    nginx.found()
    folder, data_dir = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("centre")
    url, tls = postgresql_server.new_centre(), certificate_here(folder)
    trusted = ssl.create_default_context(cafile=str(tls[0]))
    with ExitStack() as closing:
        replicas = [Replica(data_dir, url) for _ in range(REPLICAS)]
        for each in replicas:
            closing.callback(each.kill)
            each.start()
        before = closing.enter_context(nginx.before([each.url for each in replicas], tls, folder / "nginx"))
        office = closing.enter_context(Administration(data_dir, url, catalogue))
        http = closing.enter_context(httpx.Client(base_url=before, verify=trusted, trust_env=False, timeout=20))
        yield Site(before, replicas, url, office, catalogue, trusted, http)


@pytest.fixture
def station(site: Site) -> Iterator[Station]:
    made = site.station()
    yield made
    made.close()


def test_cases_with_their_papers_arrive_whichever_replica_takes_them(site: Site, station: Station) -> None:
    sent = []
    for seed in range(2 * REPLICAS):
        payload, sample = station.case(seed=seed)
        answer = send_mixed(station, [station.submitted(payload)], parts_of_case(station, payload, sample))
        assert answer.status_code == 200, answer.text
        sent.append(payload["id"])
    for each in sent:
        case = site.office.get_case(each)
        assert case["status"] == "accepted"
        assert all(paper["arrived"] for paper in case["attachments"])


def test_an_upload_goes_on_behind_nginx_in_pieces_any_replica_may_take(station: Station) -> None:
    location, body = begun(station, os.urandom(4 * MEGABYTE))
    for start in range(0, len(body), MEGABYTE):
        assert station.offset(location).headers["Upload-Offset"] == str(start)
        assert station.patch(location, body[start : start + MEGABYTE], start).status_code == 204
    assert station.offset(location).headers["Upload-Offset"] == str(len(body))


def wait_until_stored(site: Site, location: str) -> None:
    """Until the replica that heard of the cut has written what came before it, and writes no more."""
    columns, until = tables.uploads.c, time.monotonic() + PATIENCE_S
    of_upload = select(columns.offset, columns.writer).where(columns.id == location.rsplit("/", 1)[1])
    with closing(Database(site.database_url)) as database:
        while True:
            with database.read() as connection:
                offset, writer = connection.execute(of_upload).one()
            if offset and not writer:
                return
            assert time.monotonic() < until, "nothing of it was stored"
            time.sleep(0.02)


def test_what_came_before_a_cut_of_the_stations_line_is_kept_behind_nginx(site: Site, station: Station) -> None:
    location, body = begun(station, os.urandom(3 * MEGABYTE))
    parts = urlsplit(site.url)
    head = (
        f"PATCH {location} HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: Bearer {station.token()}\r\n"
        "Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    plain = socket.create_connection((parts.hostname, parts.port or 0), timeout=20)
    with site.trusted.wrap_socket(plain, server_hostname=parts.hostname) as line:
        line.sendall(head.encode() + body[: 2 * MEGABYTE])
    wait_until_stored(site, location)  # who asks before that calls the writer off
    kept = int(station.offset(location).headers["Upload-Offset"])
    assert MEGABYTE < kept <= 2 * MEGABYTE, "nginx and the system hold some of it back, not all"
    assert station.patch(location, body[kept:], kept).status_code == 204


def test_figures_are_for_the_monitoring_alone_and_health_for_everybody(site: Site) -> None:
    answers = {path: site.http.get(path).status_code for path in ("/metrics", "/readyz", "/healthz")}
    assert answers == {"/metrics": 403, "/readyz": 403, "/healthz": 200}


def test_who_names_other_addresses_is_counted_as_one_all_the_same(site: Site) -> None:
    pages = REPLICAS * PAGES_PER_MINUTE
    answers = [
        site.http.get("/verify", headers={"X-Forwarded-For": f"192.0.2.{number % 250}"}).status_code
        for number in range(pages + 2 * REPLICAS)
    ]
    assert answers[:PAGES_PER_MINUTE] == [200] * PAGES_PER_MINUTE
    assert answers.count(429) >= REPLICAS


def test_a_reviewer_signs_in_behind_nginx_and_the_cookie_travels_by_tls_alone(site: Site) -> None:
    number = f"R-{new_id()[-6:]}"
    database = Database(site.database_url)
    with database.write() as connection:
        person = StoredReviewer(number, "周审核", ["licensing"], quick_hash(), active=True)
        reviewers.keep(connection, person, now())
    database.close()
    told = {"number": number, "password": PASSWORD}
    answer = site.http.post("/office/sign-in", data=told, headers={"Origin": site.url})
    assert (answer.status_code, answer.headers["location"]) == (303, "/office")
    assert "Secure" in answer.headers["set-cookie"]
    elsewhere = site.http.post("/office/sign-in", data=told, headers={"Origin": "https://elsewhere.example"})
    assert elsewhere.status_code == 403


def test_one_replica_that_is_gone_is_noticed_by_nobody(site: Site, station: Station) -> None:
    """Killed between two requests: its connections, kept by nginx, end with it. It comes back where it was."""
    payload, sample = station.case()
    for _ in range(REPLICAS):
        assert station.request("GET", "/api/v1/changes").status_code == 200
    site.replicas[0].kill()
    answer = send_mixed(station, [station.submitted(payload)], parts_of_case(station, payload, sample))
    assert answer.status_code == 200, answer.text
    assert [station.request("GET", "/api/v1/changes").status_code for _ in range(4)] == [200] * 4
    assert site.office.get_case(payload["id"])["status"] == "accepted"
    site.replicas[0].start()
    assert [station.request("GET", "/api/v1/changes").status_code for _ in range(4)] == [200] * 4

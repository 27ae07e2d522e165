"""A real centre on a free port of 127.0.0.1, and a real station: its own keys, its own seals, plain HTTP."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import json
import secrets
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import httpx
import jwt
import pyrage
import pytest
import zstandard
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import Connection, func, select
from uuid_utils import uuid7

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.samples import Sample, make_sample
from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from app.central.settings import sqlite_url
from app.central.storage.database import Database
from app.central.storage.tables import cases
from app.domain.service_item import ServiceItem
from tests.central.postgresql import Server, postgresql

# Plain HTTP needs no certificates, and reading them takes longer than most of these tests.
WITHOUT_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
web = httpx.Client(verify=WITHOUT_CERTIFICATES, limits=httpx.Limits(max_keepalive_connections=0), timeout=10)


def new_id() -> str:
    return str(uuid7())


def sealed(recipient: str, plain: bytes) -> str:
    compressed = zstandard.ZstdCompressor().compress(plain)
    return base64.b64encode(pyrage.encrypt(compressed, [pyrage.x25519.Recipient.from_str(recipient)])).decode()


def opened(identity: Any, text: str) -> Any:
    return json.loads(zstandard.ZstdDecompressor().decompress(pyrage.decrypt(base64.b64decode(text), [identity])))


@lru_cache(maxsize=64)
def _sample(item: ServiceItem, seed: int) -> Sample:
    return make_sample(item, seed)


@dataclass
class StationKeys:
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    signing: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def public_pem(self) -> str:
        return (
            self.key.public_key()
            .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
            .decode()
        )

    @property
    def request_pem(self) -> str:
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "whatever the station says")])
        request = x509.CertificateSigningRequestBuilder().subject_name(name).sign(self.signing, hashes.SHA256())
        return request.public_bytes(serialization.Encoding.PEM).decode()


@dataclass
class Station:
    """What a terminal does over HTTP, without the terminal."""

    url: str
    keys: StationKeys
    enrolment: dict[str, Any]
    catalogue: LoadedCatalogue
    trusted: ssl.SSLContext = WITHOUT_CERTIFICATES
    sequence: int = 0
    _http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self._http = httpx.Client(base_url=self.url, timeout=10, verify=self.trusted)

    @property
    def id(self) -> str:
        return str(self.enrolment["station_id"])

    def token(self, **changed: Any) -> str:
        now = int(time.time())
        claims = {"iss": self.id, "sub": self.id, "aud": self.enrolment["centre_url"], "iat": now, "exp": now + 300}
        claims |= {"jti": secrets.token_hex(8)} | changed
        pem = self.keys.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return jwt.encode(claims, pem, algorithm="ES256", headers={"kid": self.id})

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token()}"} | options.pop("headers", {})
        return self._http.request(method, path, headers=headers, **options)

    def seal(self, plain: bytes) -> str:
        return sealed(self.enrolment["seal_recipient"], plain)

    def seal_file(self, plain: bytes) -> bytes:
        return pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(self.enrolment["seal_recipient"])])

    def event(self, kind: str, case_id: str, payload: dict[str, Any], **changed: Any) -> dict[str, Any]:
        self.sequence += 1
        plain = json.dumps(payload).encode()
        return {
            "id": new_id(),
            "station_id": self.id,
            "sequence": self.sequence,
            "kind": kind,
            "case_id": case_id,
            "occurred_at": datetime.now(UTC).isoformat(),
            "catalogue_version": self.catalogue.version,
            "payload_sha256": hashlib.sha256(plain).hexdigest(),
            "payload": self.seal(plain),
        } | changed

    def case(
        self, item_code: str = "temporary-id-card", seed: int = 1, **changed: Any
    ) -> tuple[dict[str, Any], Sample]:
        """The payload of a valid case and the sample it was made from."""
        item = self.catalogue.item(item_code)
        sample = _sample(item, seed)
        payload = {
            "id": new_id(),
            "number": f"{self.enrolment['number_prefix']}20260318-{secrets.randbelow(10**8):08d}",
            "item": item.code,
            "item_version": item.version,
            "submitted_at": datetime.now(UTC).isoformat(),
            "channel": "self_service",
            "operator": "",
            "data": sample.data,
            "attachments": [
                {
                    "name": each.name,
                    "media_type": each.media_type,
                    "size": len(each.content),
                    "sha256": hashlib.sha256(each.content).hexdigest(),
                }
                for each in sample.attachments.values()
            ],
        }
        return payload | changed, sample

    def submitted(self, payload: dict[str, Any]) -> dict[str, Any]:
        return self.event("case.submitted", payload["id"], payload)

    def send(self, *events: Any) -> dict[str, Any]:
        body = json.dumps({"events": list(events)})  # escapes everything, so that bad text travels too
        answer = self.request("POST", "/api/v1/events", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def verdicts(self, *events: Any) -> list[str]:
        return [each["verdict"] for each in self.send(*events)["verdicts"]]

    def create_upload(self, case_id: str, attachment: dict[str, Any], length: int) -> httpx.Response:
        told = {"case_id": case_id, **attachment}
        pairs = [f"{key} {base64.b64encode(str(value).encode()).decode()}" for key, value in told.items()]
        headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(length), "Upload-Metadata": ",".join(pairs)}
        return self.request("POST", "/api/v1/uploads", headers=headers)

    def patch(self, location: str, content: bytes, offset: int = 0, **headers: str) -> httpx.Response:
        told = {
            "Tus-Resumable": "1.0.0",
            "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream",
        }
        return self.request("PATCH", location, content=content, headers=told | headers)

    def offset(self, location: str) -> httpx.Response:
        return self.request("HEAD", location, headers={"Tus-Resumable": "1.0.0"})

    def upload_all(self, payload: dict[str, Any], sample: Sample) -> None:
        for declared, attachment in zip(payload["attachments"], sample.attachments.values(), strict=True):
            body = self.seal_file(attachment.content)
            location = self.create_upload(payload["id"], declared, len(body)).headers["Location"]
            assert self.patch(location, body).status_code == 204

    def close(self) -> None:
        self._http.close()


def enrol(
    centre_url: str, code: str, keys: StationKeys, kind: str = "self_service", http: httpx.Client = web
) -> httpx.Response:
    asked = {
        "code": code,
        "station_kind": kind,
        "public_key": keys.public_pem,
        "signing_request": keys.request_pem,
    }
    return http.post(f"{centre_url}/api/v1/stations", json=asked)


def cases_of(station: Station, office: Administration) -> list[dict[str, Any]]:
    return [case for case in office.list_cases() if case["station"] == station.id]


def count_cases(database: Database, station_id: str) -> int:
    """Of this station, however many there are."""
    with database.read() as connection:
        found = select(func.count()).select_from(cases).where(cases.c.station_id == station_id)
        return int(connection.execute(found).scalar_one())


def fill(disk: Path) -> Path:
    """A file that takes the room that is left."""
    ballast = disk / "somebody-elses"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return ballast


RUNS_THE_MIGRATIONS = ("test_migrations.py", "test_schema.py")


@pytest.fixture(autouse=True)
def schema_from_memory(request: pytest.FixtureRequest) -> None:
    """Of every new centre in this process, where a test is not about that."""
    if request.path.name not in RUNS_THE_MIGRATIONS:
        request.getfixturevalue("first_schema_from_memory")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    with postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def catalogue() -> LoadedCatalogue:
    return load_catalogue()


@dataclass(frozen=True)
class Running:
    """One centre for all tests of a backend: each of them brings its own stations. Who stops it, starts its own."""

    data_dir: Path
    database_url: str
    centre: EmbeddedCentre
    office: Administration

    @property
    def url(self) -> str:
        """Of its database."""
        return self.database_url or sqlite_url(self.data_dir)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        database = Database(self.url)
        with database.read() as connection:
            yield connection
        database.close()


@pytest.fixture(scope="session")
def centres(
    tmp_path_factory: pytest.TempPathFactory, catalogue: LoadedCatalogue, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Running]]:
    """`centres("sqlite")`, `centres("postgresql")`: started when first asked for."""
    with started_when_asked(tmp_path_factory, catalogue, request) as started:
        yield started


@contextmanager
def started_when_asked(
    tmp_path_factory: pytest.TempPathFactory, catalogue: LoadedCatalogue, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Running]]:
    with ExitStack() as closing:

        @lru_cache
        def started(backend: str) -> Running:
            data_dir, url = tmp_path_factory.mktemp("centre"), ""
            if backend == "postgresql":
                url = request.getfixturevalue("postgresql_server").new_centre()
            centre = closing.enter_context(EmbeddedCentre(data_dir, catalogue, database_url=url))
            return Running(data_dir, url, centre, closing.enter_context(Administration(data_dir, url, catalogue)))

        yield started


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A module that says `ON_BOTH = True` runs its tests on SQLite and on a real PostgreSQL."""
    if "backend" in metafunc.fixturenames and getattr(metafunc.module, "ON_BOTH", False):
        metafunc.parametrize("backend", ["sqlite", "postgresql"])


@pytest.fixture
def tls(tmp_path: Path) -> tuple[Path, Path]:
    return certificate_here(tmp_path)


def certificate_here(folder: Path) -> tuple[Path, Path]:
    """Certificate and key of a centre on 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "centre")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = folder / "cert.pem", folder / "key.pem"
    cert_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return cert_file, key_file


@pytest.fixture
def backend() -> str:
    return "sqlite"


@pytest.fixture
def running(centres: Callable[[str], Running], backend: str) -> Running:
    return centres(backend)


@pytest.fixture
def data_dir(running: Running) -> Path:
    return running.data_dir


@pytest.fixture
def centre(running: Running) -> EmbeddedCentre:
    return running.centre


@pytest.fixture
def office(running: Running) -> Administration:
    return running.office


@pytest.fixture
def hall(catalogue: LoadedCatalogue) -> Iterator[Callable[..., Station]]:
    """Enrols stations: `hall(url, office)`, under a name of their own unless one is given."""
    stations: list[Station] = []

    def new_station(url: str, office: Administration, name: str = "") -> Station:
        keys = StationKeys()
        answer = enrol(url, office.make_enrolment_code(name or f"hall-{secrets.token_hex(4)}"), keys)
        assert answer.status_code == 201, answer.text
        stations.append(Station(url, keys, answer.json(), catalogue))
        return stations[-1]

    yield new_station
    for each in stations:
        each.close()


@pytest.fixture
def station(hall: Callable[..., Station], centre: EmbeddedCentre, office: Administration) -> Station:
    return hall(centre.url, office)

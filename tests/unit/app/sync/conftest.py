"""What these tests put between a station and a centre, and what they put in a centre's place."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import sys
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pyrage
import pytest
import zstandard
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.domain.case import NewAttachment, Submission
from app.storage import open_store
from app.storage.store import Store
from app.sync.client import CentreClient


@pytest.fixture(autouse=True)
def schema_from_memory(first_schema_from_memory):
    """Of every new station."""


class CuttingProxy:
    """`cut_after(n)`: the next connection is cut once n bytes went towards the centre; `carried` counts them all.

    `lose_answer()`: the next answer never arrives, although the centre has given it.
    """

    def __init__(self, target: str) -> None:
        host, port = target.removeprefix("http://").split(":")
        self._target = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._cuts: list[int] = []
        self._answers_to_lose = 0
        self._cut_for_good = False
        self._dead = False
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self.carried = 0
        self.cuts_made = 0
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_after(self, *byte_counts: int) -> None:
        self._cuts.extend(byte_counts)

    def cut_for_good_after_next(self) -> None:
        """Behind the next cut nobody gets through any more, until `mend()`."""
        self._cut_for_good = True

    def mend(self) -> None:
        self._dead = self._cut_for_good = False

    def lose_answer(self) -> None:
        self._answers_to_lose += 1

    def close(self) -> None:
        self._listener.close()
        with self._lock:
            for each in self._sockets:
                each.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self._dead:
                near.close()
                continue
            far = socket.create_connection(self._target)
            with self._lock:
                self._sockets += [near, far]
            threading.Thread(target=self._forth, args=(near, far), daemon=True).start()
            threading.Thread(target=self._back, args=(far, near), daemon=True).start()

    def _forth(self, near: socket.socket, far: socket.socket) -> None:
        sent = 0
        while data := _received(near):
            with self._lock:
                limit = self._cuts[0] if self._cuts else None
                cut = limit is not None and sent + len(data) >= limit
                if cut:
                    data = data[: max(0, limit - sent)]
                    self._cuts.pop(0)
                    self.cuts_made += 1
                    self._dead = self._cut_for_good
                self.carried += len(data)
            sent += len(data)
            if data and not _passed_on(far, data):
                break
            if cut:
                break
        _shut(near, far)

    def _back(self, far: socket.socket, near: socket.socket) -> None:
        while data := _received(far):
            with self._lock:
                lost = self._answers_to_lose > 0
                self._answers_to_lose -= lost
            if lost or not _passed_on(near, data):
                break
        _shut(near, far)


def _received(source: socket.socket) -> bytes:
    try:
        return source.recv(65536)
    except OSError:
        return b""


def _passed_on(target: socket.socket, data: bytes) -> bool:
    try:
        target.sendall(data)
    except OSError:
        return False
    return True


def _shut(*sockets: socket.socket) -> None:
    for each in sockets:
        try:
            each.shutdown(socket.SHUT_RDWR)
        except OSError:
            continue


class Clock:
    def __init__(self):
        self.now = datetime(2026, 3, 18, 2, 30, tzinfo=UTC)

    def __call__(self):
        return self.now

    def forward(self, **span):
        self.now += timedelta(**span)


class CutOffServer(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Clients that go away in the middle are what these tests are about."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class LyingCentre:
    """A real HTTP server that answers whatever `answers[method, path]` says: a function of the request.

    An answer is (status, content type, bytes) or (status, content type, bytes, headers), or None: the connection
    breaks off without a word. `asked` keeps (method, path, headers, body).
    """

    def __init__(self):
        self.answers = {}
        self.asked = []
        self.queries = []
        self.takes_bundles = False
        """Centres of before `multipart/mixed` answer 415 to it."""
        self._connections = []
        centre = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self):
                super().setup()
                centre._connections.append(self.connection)

            def handle_any(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                path, _, query = self.path.partition("?")
                centre.queries.append(query)
                centre.asked.append((self.command, path, dict(self.headers), body))
                if self.headers.get("Content-Type", "").startswith("multipart/") and not centre.takes_bundles:
                    made = problem(415, "media type")
                else:
                    made = centre.answers.get((self.command, path), centre.nothing)(body)
                if made is None:
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                status, kind, content, *more = made
                self.send_response(status)
                self.send_header("Content-Type", kind)
                for name, value in (more[0] if more else {}).items():
                    self.send_header(name, value)
                if more and "Content-Length" in more[0]:
                    self.close_connection = True
                else:
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(content)

            do_GET = do_POST = do_PATCH = do_HEAD = do_DELETE = handle_any  # noqa: N815 - the library's names

            def log_message(self, *_):
                """Quiet."""

        self._server = CutOffServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def asked_json(self, index):
        return json.loads(self.asked[index][3])

    def nothing(self, _body):
        return problem(404, "not found")

    def close(self):
        """The connections it still holds end with it."""
        self._server.shutdown()
        for each in self._connections:
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        self._server.server_close()
        self._thread.join()


def as_json(value, status=200, **headers):
    return (status, "application/json", json.dumps(value).encode(), headers)


def problem(status, detail):
    body = {"type": "about:blank", "title": "Problem", "status": status, "detail": detail}
    return (status, "application/problem+json", json.dumps(body).encode())


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def lying_centre():
    centre = LyingCentre()
    yield centre
    centre.close()


@pytest.fixture
def cutting_proxy():
    """`cutting_proxy(url)` stands between a station and the centre at that URL."""
    proxies = []

    def between(url):
        proxies.append(CuttingProxy(url))
        return proxies[-1]

    yield between
    for each in proxies:
        each.close()


# ---------------------------------------------------------------- what tests say to and read from a lying centre


@pytest.fixture(name="as_json", scope="session")
def _as_json():
    return as_json


@pytest.fixture(name="problem", scope="session")
def _problem():
    return problem


@pytest.fixture(scope="session")
def identity():
    return pyrage.x25519.Identity.generate()


@pytest.fixture(scope="session")
def recipient(identity):
    return str(identity.to_public())


@pytest.fixture(scope="session")
def open_payload(identity):
    """What the centre reads in base64(age(zstd(…)))."""

    def opened(text):
        return zstandard.ZstdDecompressor().decompress(pyrage.decrypt(base64.b64decode(text), [identity]))

    return opened


@pytest.fixture(scope="session")
def seal_for():
    def sealed(reply_to, value):
        compressed = zstandard.ZstdCompressor().compress(json.dumps(value).encode())
        return base64.b64encode(pyrage.encrypt(compressed, [pyrage.x25519.Recipient.from_str(reply_to)])).decode()

    return sealed


@pytest.fixture(scope="session")
def opened_events():
    """The events of a request's body."""
    return lambda body: json.loads(zstandard.ZstdDecompressor().decompress(body))["events"]


@pytest.fixture(scope="session")
def query_of():
    """The query of the last request, its values as they were meant."""
    return lambda centre: dict(parse_qsl(centre.queries[-1]))


@pytest.fixture
def enrolment_answer(recipient):
    """`enrolment_answer(**changes)` answers an enrolment with real certificates; `request` replaces the station's."""

    def answering(request=None, **changes):
        def answer(body):
            asked = json.loads(body)
            certificate, issuer = certified(request or asked["signing_request"])
            told = {
                "station_id": "hall-01",
                "number_prefix": "BM01",
                "seal_recipient": recipient,
                "signing_certificate": certificate,
                "issuer_certificate": issuer,
                "centre_url": "http://centre.example",
            }
            return as_json(told | changes, 201)

        return answer

    return answering


def certified(request_pem):
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test issuer")])
    request = x509.load_pem_x509_csr(request_pem.encode())

    def signed(subject, public_key):
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public_key)
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        made = builder.not_valid_after(datetime(2036, 1, 1, tzinfo=UTC)).sign(key, hashes.SHA256())
        return made.public_bytes(serialization.Encoding.PEM).decode()

    return signed(request.subject, request.public_key()), signed(issuer, key.public_key())


@dataclass
class EnrolledStation:
    store: Store
    client: CentreClient

    def sync(self):
        return self.client.synchronizer.once()


@pytest.fixture(scope="session")
def new_data_dir(tmp_path_factory):
    """Made once for all: the first opening runs the migrations, which takes its time."""
    folder = tmp_path_factory.mktemp("new") / "data"
    open_store(folder, Clock()).close()
    return folder


@pytest.fixture
def store(new_data_dir, tmp_path, clock):
    shutil.copytree(new_data_dir, tmp_path / "data")
    with open_store(tmp_path / "data", clock) as opened:
        yield opened


@pytest.fixture
def enrolled(clock, lying_centre, enrolment_answer):
    """`enrolled(store)` with the lying centre while it still told the truth; whoever asks closes its client."""

    def with_centre(store):
        client = CentreClient(store.settings, store.outbox, clock)
        lying_centre.answers["POST", "/api/v1/stations"] = enrolment_answer()
        client.enroller.enrol(lying_centre.url, "CODE", "self_service")
        lying_centre.asked.clear()
        return EnrolledStation(store, client)

    return with_centre


@pytest.fixture
def station(store, enrolled):
    """A real store, enrolled with the lying centre."""
    made = enrolled(store)
    yield made
    made.client.close()


class Samples:
    applicant = {"name": "欧阳翠花", "id_number": "11010519491231002X"}  # noqa: RUF012 - never changed

    @staticmethod
    def case_id(index=1):
        return f"01900000-0000-7000-8000-{index:012x}"

    def submission(self, index=1, **changes):
        whole = {
            "case_id": self.case_id(index),
            "item_code": "temporary-id-card",
            "item_version": "2026.1",
            "data": {"applicant": self.applicant},
            "attachments": (
                NewAttachment("photo", "image/jpeg", b"JPEG" * 500),
                NewAttachment("signature", "image/png", b"PNG"),
            ),
        }
        return Submission(**(whole | changes))


@pytest.fixture(scope="session")
def samples():
    return Samples()


class KeptInMemory:
    """The settings port over a dict."""

    def __init__(self):
        self.values = {}

    def get(self, name):
        return self.values.get(name)

    def put(self, values):
        self.values.update(values)


@pytest.fixture
def settings_in_memory():
    return KeptInMemory()


@pytest.fixture(scope="session")
def certified_tls():
    """Certificate and key files of a server that signed for itself."""

    def made(folder):
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        builder = builder.serial_number(7).not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        certificate = builder.not_valid_after(datetime(2046, 1, 1, tzinfo=UTC)).sign(key, hashes.SHA256())
        (folder / "tls.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        (folder / "tls.key").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        return folder / "tls.pem", folder / "tls.key"

    return made


@pytest.fixture
def feed(lying_centre):
    """`feed.entries` is the whole change feed; a station is told what lies behind its cursor, and is heard."""
    lying_centre.entries = []

    def changes(_body):
        query = dict(pair.split("=") for pair in lying_centre.queries[-1].split("&") if pair)
        new = [each for each in lying_centre.entries if int(each["cursor"]) > int(query.get("after", 0))]
        cursor = new[-1]["cursor"] if new else query.get("after", "0")
        return as_json({"changes": new, "cursor": cursor, "more": False})

    lying_centre.answers["GET", "/api/v1/changes"] = changes
    lying_centre.answers["POST", "/api/v1/changes/acknowledgements"] = lambda _: as_json({})
    return lying_centre

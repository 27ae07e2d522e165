"""A centre's certificate and a station whose wall clock is wrong: by the dates alone nobody stays away for ever."""

import contextlib
import ipaddress
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.domain.errors import CentreUnreachable
from app.sync.http import Http
from app.sync.tls import KnownTime

WALL = datetime.now(UTC)
LATER, OVER = "还没有生效", "已经过期"


def days(number):
    return WALL + timedelta(days=number)


def held(number):
    """The wall clock is behind what was seen already."""
    return KnownTime(days(number), WALL, is_least=True)


def sure(number):
    """The centre said it."""
    return KnownTime(days(number), WALL, is_least=False)


class Issuer:
    def __init__(self, begins, ends):
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "City authority")])
        self._key = ec.generate_private_key(ec.SECP256R1())
        made = self._builder(self._name, self._key, begins, ends)
        self.certificate = made.add_extension(x509.BasicConstraints(True, None), True).sign(self._key, hashes.SHA256())

    def _builder(self, name, key, begins, ends):
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(self._name).public_key(key.public_key())
        builder = builder.serial_number(x509.random_serial_number())
        return builder.not_valid_before(days(begins)).not_valid_after(days(ends))

    def files(self, folder, begins, ends, address="127.0.0.1"):
        """Of a server, and of the authority to be believed."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "centre")])
        alternative = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
        made = self._builder(name, key, begins, ends).add_extension(alternative, False)
        pem, secret, authority = (folder / each for each in ("tls.pem", "tls.key", "authority.pem"))
        pem.write_bytes(made.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
        secret.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        authority.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        return pem, secret, authority


class Page(BaseHTTPRequestHandler):
    heard = 0

    def do_GET(self):
        type(self).heard += 1
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_):
        """Quiet."""


class Quiet(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Clients that do not believe the certificate go away."""


@contextlib.contextmanager
def serving(pem, secret):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, secret)
    server = Quiet(("127.0.0.1", 0), type("Asked", (Page,), {}))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def asking(tmp_path, monkeypatch):
    """`asking(certificate's dates, known time)`: asks once, and gives how many requests the server has heard."""

    def ask(begins, ends, known, issuer=(-9_000, 9_000), address="127.0.0.1", is_believed=True):
        pem, secret, authority = Issuer(*issuer).files(tmp_path, begins, ends, address)
        if is_believed:
            monkeypatch.setenv("SSL_CERT_FILE", str(authority))
        with serving(pem, secret) as server:
            url = f"https://127.0.0.1:{server.server_port}"
            http = Http(url, know=lambda: known)
            try:
                assert http.send("GET", "/healthz").fields() == {}
            finally:
                http.close()
                assert server.RequestHandlerClass.heard <= 1
            return server.RequestHandlerClass.heard

    return ask


@pytest.mark.parametrize("known", [None, held(400), sure(-400), sure(400)])
def test_a_certificate_the_wall_clock_agrees_with_is_believed_as_ever(asking, known):
    assert asking(-10, 10, known) == 1


@pytest.mark.parametrize("known", [held(400), held(10), sure(400)])
def test_a_dead_clock_battery_keeps_no_station_from_its_centre(asking, known):
    """`held(10)`: nobody knows how long it was off; the certificate was made meanwhile."""
    assert asking(100, 500, known) == 1


def test_a_wall_clock_set_years_ahead_keeps_no_station_from_its_centre_either(asking):
    assert asking(-500, -100, sure(-400)) == 1


@pytest.mark.parametrize(
    ("begins", "ends", "known", "why"),
    [
        (-500, -100, None, OVER),
        (-500, -100, sure(0), OVER),
        (-500, -100, held(0), OVER),
        (-500, -100, held(-400), OVER),
        (-500, -100, held(400), OVER),
        (-500, -100, sure(400), OVER),
        (-500, -100, sure(-50), OVER),
        (100, 500, None, LATER),
        (100, 500, sure(0), LATER),
        (100, 500, held(0), LATER),
        (100, 500, sure(50), LATER),
        (100, 500, held(600), OVER),
        (100, 500, sure(600), OVER),
    ],
)
def test_what_is_not_valid_by_the_best_time_known_is_refused_with_the_clocks_date(asking, begins, ends, known, why):
    with pytest.raises(CentreUnreachable, match=why) as caught:
        asking(begins, ends, known)
    assert "本机时钟是 2" in caught.value.message


@pytest.mark.parametrize(("begins", "ends"), [(-500, 300), (450, 900)], ids=["over", "not yet"])
def test_the_authoritys_own_dates_count_as_well(asking, begins, ends):
    with pytest.raises(CentreUnreachable, match="证书"):
        asking(100, 500, sure(400), issuer=(begins, ends))


@pytest.mark.parametrize("known", [held(400), sure(400)])
def test_a_wrong_clock_makes_nobody_believe_a_stranger_or_another_name(asking, known):
    with pytest.raises(CentreUnreachable, match="证书不可信"):
        asking(100, 500, known, is_believed=False)
    with pytest.raises(CentreUnreachable, match="证书不可信"):
        asking(100, 500, known, address="127.0.0.2")

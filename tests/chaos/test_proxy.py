"""The bad line itself: it cuts at its byte, doubles whole requests, and else changes nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from tests.chaos.faults import Copy, Cut, Delay, Double, Kill, Victim, Way
from tests.chaos.proxy import Proxy

BODY = bytes(range(256)) * 800


class Counting(ThreadingHTTPServer):
    """Answers with the running number of the request and its body; keeps how many bytes of bodies came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.bodies: list[bytes] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """Lines that are cut in the middle are what these tests are about."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Counting

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.bodies.append(body)
        number = str(len(self.server.bodies)).encode()
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in (number + b" ", body):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def far() -> Iterator[Counting]:
    with Counting() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def killed() -> list[Victim]:
    return []


@pytest.fixture
def proxy(far: Counting, killed: list[Victim]) -> Iterator[Proxy]:
    between = Proxy(far.server_port, killed.append)
    yield between
    between.close()


@pytest.fixture
def client(proxy: Proxy) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=proxy.url, trust_env=False, verify=False) as made:  # noqa: S501 - plain HTTP
        yield made


def asked(client: httpx.Client) -> bytes:
    return client.post("/", content=BODY).content


def test_without_faults_nothing_changes(client: httpx.Client, proxy: Proxy, far: Counting) -> None:
    assert [asked(client), asked(client)] == [b"1 " + BODY, b"2 " + BODY]
    assert far.bodies == [BODY, BODY]
    assert proxy.carried > 2 * len(BODY)


@pytest.mark.parametrize("at", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("way", Way)
def test_a_cut_ends_this_request_and_no_other(
    client: httpx.Client, proxy: Proxy, far: Counting, way: Way, at: float
) -> None:
    proxy.arm({1: Cut(way, at)})
    asked(client)
    with pytest.raises(httpx.TransportError):
        asked(client)
    proxy.await_silence()
    if way is Way.BACK:
        assert far.bodies == [BODY, BODY]
    elif at < 1:
        assert far.bodies.count(BODY) == 1
    assert asked(client).endswith(BODY)


def test_a_delay_changes_nothing_but_time(client: httpx.Client, proxy: Proxy) -> None:
    proxy.arm({0: Delay(Way.FORTH, 0.5, 0.01), 1: Delay(Way.BACK, 0.5, 0.01)})
    assert [asked(client), asked(client)] == [b"1 " + BODY, b"2 " + BODY]
    assert proxy.done["delay"] == 2


@pytest.mark.parametrize(("second_answers", "number"), [(False, b"1 "), (True, b"2 ")])
def test_a_request_is_doubled_whole(
    client: httpx.Client, proxy: Proxy, far: Counting, second_answers: bool, number: bytes
) -> None:
    proxy.arm({0: Double(Copy.AFTER, second_answers)})
    assert asked(client) == number + BODY
    assert far.bodies == [BODY, BODY]


def test_two_at_the_same_time_give_one_answer(client: httpx.Client, proxy: Proxy, far: Counting) -> None:
    proxy.arm({0: Double(Copy.TOGETHER, second_answers=True)})
    assert asked(client).endswith(BODY)
    assert far.bodies == [BODY, BODY]


def test_a_late_copy_comes_when_others_have_been_there(client: httpx.Client, proxy: Proxy, far: Counting) -> None:
    proxy.arm({0: Double(Copy.LATE, second_answers=False)})
    assert [asked(client) for _ in range(3)] == [b"%d " % each + BODY for each in (1, 2, 3)]
    assert proxy.deliver_late_copies() == 1
    assert len(far.bodies) == 4
    assert proxy.deliver_late_copies() == 0


def test_a_byte_can_kill(client: httpx.Client, proxy: Proxy, killed: list[Victim]) -> None:
    proxy.arm({0: Kill(Victim.CENTRE, Way.FORTH, 0.5), 1: Kill(Victim.STATION, Way.BACK, 0.0)})
    asked(client)
    asked(client)
    assert killed == [Victim.CENTRE, Victim.STATION]

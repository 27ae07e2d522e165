"""Whoever holds connections and sends next to nothing locks nobody out; whoever is slow and honest is heard."""

from __future__ import annotations

import hashlib
import resource
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from app.central.api import request_bodies
from app.central.server import EmbeddedCentre
from tests.central.conftest import Station, new_id, web
from tests.central.lines import Line
from tests.central.processes import address, launched

FILES = 192
"""As many may a centre of these tests open; it uses some thirty itself."""
HELD = 2 * FILES
HALF_A_HEAD = b"GET /healthz HTTP/1.1\r\nHost: centre\r\n"
ELSEWHERE = "127.0.0.2"
"""Not the address of a proxy the centre believes."""
SHORT_S = 0.3
A_WINDOW_BYTES = 4_096
QUESTIONS = 64
"""One after the other, not waiting for an answer: together more than the system holds for a connection."""


@pytest.fixture
def line() -> Iterator[Callable[..., Line]]:
    with ExitStack() as open_ones:

        def opened(url: str, own_address: str = "127.0.0.1", receive_bytes: int = 0) -> Line:
            made = Line(url, own_address, receive_bytes)
            open_ones.callback(made.close)
            return made

        yield opened


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deadlines a test can wait for."""
    for name in ("HEAD_TIMEOUT_S", "ANONYMOUS_BODY_TIMEOUT_S", "PASSED_OVER_TIMEOUT_S", "UNREAD_TIMEOUT_S"):
        monkeypatch.setattr(request_bodies, name, SHORT_S)


def half_a_head(held: Line) -> None:
    held.send(HALF_A_HEAD)


def a_body_that_does_not_come(held: Line) -> None:
    held.ask("POST", "/api/v1/stations", 1_000)
    held.send(b"{")


def nothing(_held: Line) -> None:
    """The connection alone."""


def an_answered_question(held: Line) -> None:
    held.ask("GET", "/healthz", 0)
    assert held.answer()[0] == 200


@pytest.mark.parametrize("begin", [half_a_head, a_body_that_does_not_come, nothing, an_answered_question])
def test_more_slow_lines_than_the_centre_may_open_files_lock_nobody_out(
    tmp_path: Path, line: Callable[..., Line], begin: Callable[[Line], None]
) -> None:
    with launched(tmp_path, files=(FILES, FILES)) as process:
        url = address(process)
        held = []
        for _ in range(HELD):
            held.append(line(url))
            begin(held[-1])
        assert web.get(f"{url}/healthz").status_code == 200
        for each in held:
            each.close()
        assert web.get(f"{url}/healthz").status_code == 200


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("begun", [b"", b"G", HALF_A_HEAD])
def test_a_head_that_does_not_end_ends_the_connection(
    centre: EmbeddedCentre, line: Callable[..., Line], begun: bytes
) -> None:
    for is_first in (True, False) if begun else (True,):  # after an answer a line may be quiet for longer
        slow = line(centre.url)
        if not is_first:
            an_answered_question(slow)
        slow.send(begun)
        assert slow.is_closed()


@pytest.mark.usefixtures("hasty")
def test_a_head_is_not_given_more_time_by_coming_byte_by_byte(
    centre: EmbeddedCentre, line: Callable[..., Line]
) -> None:
    slow = line(centre.url)
    slow.send(HALF_A_HEAD + b"X: ")

    def byte_by_byte() -> None:
        for _ in range(1_000):
            slow.send(b"x")
            time.sleep(SHORT_S / 10)

    with pytest.raises((BrokenPipeError, ConnectionResetError)):
        byte_by_byte()


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("path", ["/api/v1/stations", "/m/K7QM3XPA9BCDK7QM3XPA"])
def test_a_body_without_a_token_that_does_not_come_is_answered_and_ended(
    centre: EmbeddedCentre, line: Callable[..., Line], path: str
) -> None:
    slow = line(centre.url)
    slow.ask("POST", path, 1_000)
    slow.send(b"{")
    status, headers, told = slow.answer()
    assert (status, headers["connection"], told["code"]) == (408, "close", "stalled")
    assert slow.is_closed()


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(("method", "path", "status"), [("POST", "/api/v1/events", 401), ("GET", "/healthz", 200)])
def test_a_body_nobody_reads_may_not_come_for_ever(
    centre: EmbeddedCentre, line: Callable[..., Line], method: str, path: str, status: int
) -> None:
    slow = line(centre.url)
    slow.ask(method, path, 100_000)
    assert slow.answer()[0] == status
    slow.send(b"{")
    assert slow.is_closed()


def test_of_one_address_so_many_bodies_without_a_token_are_waited_for(
    centre: EmbeddedCentre, line: Callable[..., Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_bodies, "ANONYMOUS_BODIES_PER_ADDRESS", 3)
    held = [line(centre.url, ELSEWHERE) for _ in range(3)]
    for each in held:
        each.ask("POST", "/api/v1/stations", 1_000, Expect="100-continue")
        assert each.answer()[0] == 100
    one_more = line(centre.url, ELSEWHERE)
    one_more.ask("POST", "/api/v1/stations", 1_000)
    status, headers, told = one_more.answer()
    assert (status, headers["connection"], headers["retry-after"], told["code"]) == (503, "close", "2", "busy")
    other = line(centre.url)
    other.ask("POST", "/api/v1/stations", 2)
    other.send(b"{}")
    assert other.answer()[0] == 422
    behind_the_proxy = line(centre.url)
    behind_the_proxy.ask("POST", "/api/v1/stations", 2, X_Forwarded_For=ELSEWHERE)
    assert behind_the_proxy.answer()[0] == 503, "a proxy that is believed tells whose line it is"


def test_of_one_address_so_many_heads_are_waited_for_and_the_oldest_gives_way(
    centre: EmbeddedCentre, line: Callable[..., Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_bodies, "HEADS_PER_ADDRESS", 3)
    proxys = [line(centre.url) for _ in range(5)]
    held = [line(centre.url, ELSEWHERE) for _ in range(4)]
    for each in (*proxys, *held[1:]):
        each.send(HALF_A_HEAD)
    assert held[0].is_closed()
    for each in (*proxys, *held[1:]):
        each.send(b"\r\n")
        assert each.answer()[0] == 200, "who is not the oldest, or is the proxy, goes on"


@pytest.mark.usefixtures("hasty")
def test_a_station_that_sends_slowly_is_not_cut(station: Station) -> None:
    content = b"x" * 20_000
    sealed = station.seal_file(content)
    told = {"name": "v", "media_type": "video/mp4", "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    location = station.create_upload(new_id(), told, len(sealed)).headers["Location"]

    def slowly(body: bytes) -> Iterator[bytes]:
        for start in range(0, len(body), 1_000):
            time.sleep(SHORT_S / 5)
            yield body[start : start + 1_000]

    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    headers["Content-Length"] = str(len(sealed))
    assert station.request("PATCH", location, content=slowly(sealed), headers=headers).status_code == 204
    beat = b'{"x": "' + b"x" * 9_000 + b'"}'
    headers = {"Content-Length": str(len(beat)), "Content-Type": "application/json"}
    answer = station.request("POST", "/api/v1/heartbeat", content=slowly(beat), headers=headers)
    assert answer.status_code == 200


@pytest.mark.usefixtures("hasty")
def test_a_line_between_two_requests_keeps_its_own_time(centre: EmbeddedCentre, line: Callable[..., Line]) -> None:
    quiet = line(centre.url)
    an_answered_question(quiet)
    time.sleep(2 * SHORT_S)
    an_answered_question(quiet)


def test_the_centre_opens_as_many_files_as_the_system_lets_it(tmp_path: Path) -> None:
    hard = min(1_024, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    with launched(tmp_path, files=(256, hard)) as process:
        address(process)
        limits = Path(f"/proc/{process.pid}/limits").read_text()
    [told] = [each.split() for each in limits.splitlines() if each.startswith("Max open files")]
    assert told[3:5] == [str(hard), str(hard)]


def test_lines_without_a_handshake_are_ended_and_a_centre_without_files_says_so_once(
    tmp_path: Path, line: Callable[..., Line], tls: tuple[Path, Path]
) -> None:
    """Before the handshake nobody can be told apart: then there is the deadline alone."""
    log = tmp_path / "log"
    options = ("--tls-cert", str(tls[0]), "--tls-key", str(tls[1]))
    with log.open("w") as errors, launched(tmp_path, 0, *options, files=(FILES, FILES), errors=errors) as process:
        url = address(process)
        held = [line(url) for _ in range(HELD)]
        assert held[0].is_closed()
        with httpx.Client(verify=ssl.create_default_context(cafile=str(tls[0])), trust_env=False, timeout=60) as client:
            assert client.get(f"{url}/healthz").status_code == 200
    told = [each for each in log.read_text().splitlines() if "accept" in each]
    assert len(told) == 1, told
    assert log.stat().st_size < 10_000


def ask_for_much(slow: Line) -> None:
    for _ in range(QUESTIONS):
        slow.ask("GET", "/openapi.json", 0)


@pytest.mark.usefixtures("hasty")
def test_an_answer_nobody_reads_ends_the_connection(centre: EmbeddedCentre, line: Callable[..., Line]) -> None:
    slow = line(centre.url, receive_bytes=A_WINDOW_BYTES)
    ask_for_much(slow)

    def say_more() -> None:
        for _ in range(1_000):
            slow.send(b"\r\n")
            time.sleep(SHORT_S / 10)

    with pytest.raises((BrokenPipeError, ConnectionResetError)):
        say_more()


@pytest.mark.usefixtures("hasty")
def test_an_answer_that_is_read_slowly_comes_whole(centre: EmbeddedCentre, line: Callable[..., Line]) -> None:
    slow = line(centre.url, receive_bytes=A_WINDOW_BYTES)
    ask_for_much(slow)
    until = time.monotonic() + 8 * SHORT_S
    while time.monotonic() < until:
        assert slow.read(A_WINDOW_BYTES)
        time.sleep(SHORT_S / 10)
    slow.ask("GET", "/healthz", 0, Connection="close")
    last = b""
    while content := slow.read(1_000_000):
        last = (last + content)[-1_000:]
    assert last.endswith(b'{"status":"ok"}'), "all that was asked is answered"


@pytest.mark.parametrize("meant", ["HEAD", "PATCH", "DELETE", "GET"])
def test_an_answer_to_a_post_that_means_another_method_is_whole_and_the_line_goes_on(
    centre: EmbeddedCentre, line: Callable[..., Line], meant: str
) -> None:
    held = line(centre.url)
    for _ in range(2):
        held.ask("POST", "/api/v1/uploads/x", 0, X_HTTP_Method_Override=meant)
        status, _, told = held.answer()
        assert (status, told["code"]) == (401, "token_missing")

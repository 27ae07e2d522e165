"""A platform asked over HTTP, against real servers on this machine: good ones, wrong ones, silent ones."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from app.central.registers.away import RegisterAway
from app.central.traffic import simulated
from app.central.traffic.guard import Guarded
from app.central.traffic.opening import open_platform
from app.central.traffic.over_http import OverHttp
from app.central.traffic.platform_server import PlatformServer
from app.central.traffic.simulated import SimulatedPlatform
from app.domain.errors import ConfigInvalid
from app.domain.formats import CHINA

TODAY = datetime.now(CHINA).date()
SOUND = dict(SimulatedPlatform().licence("张小满", simulated.MAY, TODAY) or {})


def reason_of(platform: OverHttp | Guarded, id_number: str = simulated.MAY) -> str:
    with pytest.raises(RegisterAway) as away:
        platform.licence("张小满", id_number, TODAY)
    return away.value.reason


@contextmanager
def answering(status: int, body: bytes, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_what_the_platform_holds_comes_over_the_line_as_it_is() -> None:
    with PlatformServer(token="secret 1") as running:
        platform = OverHttp(running.url + "/", "secret 1")
        for number, driver in simulated.DRIVERS.items():
            began, told = datetime.now(CHINA).date(), platform.licence("张小满", number, TODAY)
            days = {began, datetime.now(CHINA).date()}  # it may be midnight in between
            assert told in [SimulatedPlatform().licence("张小满", number, day) for day in days]
            assert (told is None) == (driver is None)


def test_a_wrong_token_is_no_answer() -> None:
    with PlatformServer(token="secret 1") as running:
        assert reason_of(OverHttp(running.url, "secret 2")) == "http_401"


def test_a_wrong_path_is_not_taken_for_a_person_without_a_licence() -> None:
    with PlatformServer() as running:
        assert reason_of(OverHttp(running.url + "/elsewhere")) == "http_404"


def test_nobody_there_is_no_answer() -> None:
    with PlatformServer() as running:
        url = running.url
    assert reason_of(OverHttp(url)) == "unreachable"


def test_a_platform_that_takes_the_question_and_says_nothing_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = time.monotonic()
        assert reason_of(OverHttp(f"http://127.0.0.1:{silent.getsockname()[1]}", timeout_s=0.3)) == "unreachable"
        assert time.monotonic() - begun < 3


@pytest.mark.parametrize("status", [500, 503, 403, 429, 204])
def test_any_other_status_is_no_answer(status: int) -> None:
    with answering(status, b"") as url:
        assert reason_of(OverHttp(url)) == f"http_{status}"


def test_a_redirection_is_not_followed() -> None:
    with PlatformServer() as running, answering(302, b"", {"Location": running.url}) as url:
        assert reason_of(OverHttp(url)) == "http_302"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"classes": ["Z9"]}, "classes"),
        ({"classes": []}, "classes"),
        ({"points_by_year": None}, "points_by_year"),
        ({"valid_from": "2030-01-01", "valid_to": "2026-01-01"}, "valid_to"),
        ({"valid_from": "yesterday"}, "valid_from"),
        ({"unsettled_violations": -1}, "unsettled_violations"),
        ({"file_number": "12"}, "file_number"),
        ({"issuer": ""}, "issuer"),
        ({"as_of": 20260101}, "as_of"),
        ({"as_of": "2026-02-30"}, "as_of"),
    ],
)
def test_what_cannot_be_a_licence_is_not_believed_and_names_its_field(changed: dict[str, Any], field: str) -> None:
    with answering(200, json.dumps(SOUND | changed).encode()) as url:
        assert reason_of(OverHttp(url)) == f"record_{field}"


@pytest.mark.parametrize("body", [b"", b"not json", b"[]", b"null", b"[" * 100_000, b'{"classes": NaN}'])
def test_what_is_no_json_object_is_not_believed(body: bytes) -> None:
    with answering(200, body) as url:
        assert reason_of(OverHttp(url)).startswith("record")


def test_more_than_was_asked_for_is_left_out_and_long_term_is_a_term() -> None:
    with answering(200, json.dumps(SOUND | {"valid_to": None, "mood": "good"}).encode()) as url:
        assert OverHttp(url).licence("张小满", simulated.MAY, TODAY) == SOUND | {"valid_to": None}


class Counting:
    """A platform that is away, and how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def licence(self, name: str, id_number: str, today: date) -> Mapping[str, Any] | None:
        self.asked += 1
        raise RegisterAway(f"away from {len(name + id_number)} on {today.year}")

    def close(self) -> None:
        """Nothing was opened."""


def test_after_a_failure_nobody_waits_for_it_again_for_a_while() -> None:
    away = Counting()
    now = [100.0]
    platform = Guarded(away, rest_s=5.0, clock=lambda: now[0])
    assert reason_of(platform) != "resting"
    assert reason_of(platform) == "resting"
    assert away.asked == 1
    now[0] += 5.0
    assert reason_of(platform) != "resting"
    assert away.asked == 2


@pytest.mark.parametrize(
    "told",
    [
        "gopher://somewhere",
        "http://",
        "http://user:word@host/x",
        "http://host/x?speed=3",
        "http://host/?timeout=fast",
        "https://host/?timeout=0",
        "http://traffic.example.gov.cn/bianmin",
        "http://host/?timeout=90",
        "http://host/?timeout=1&timeout=2",
        "http://host/#part",
    ],
)
def test_an_address_that_cannot_be_meant_is_refused_at_the_start(told: str) -> None:
    with pytest.raises(ConfigInvalid):
        open_platform(told)


def test_no_address_means_the_invented_drivers() -> None:
    assert isinstance(open_platform(""), SimulatedPlatform)
    assert isinstance(open_platform("simulated"), SimulatedPlatform)
    open_platform("http://127.0.0.1:1/x?timeout=2.5").close()

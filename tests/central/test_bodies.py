"""A body is read of whom one knows, and few large ones keep nobody waiting. Plain sockets: bodies that never end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from app.central.administration import Administration
from app.central.api import request_bodies
from app.central.server import EmbeddedCentre
from tests.central.conftest import Station
from tests.central.lines import Line

KB = 1024


@pytest.fixture
def line() -> Iterator[Callable[[str], Line]]:
    with ExitStack() as open_ones:

        def opened(url: str) -> Line:
            made = Line(url)
            open_ones.callback(made.close)
            return made

        yield opened


STRANGERS = [
    ("POST", "/api/v1/events", ""),
    ("POST", "/api/v1/heartbeat", "nonsense"),
    ("PATCH", "/api/v1/uploads/anything", "nonsense"),
    ("POST", "/api/v1/uploads", ""),
]


@pytest.mark.parametrize(("method", "path", "token"), STRANGERS)
def test_whoever_has_no_token_is_refused_before_the_body_comes(
    centre: EmbeddedCentre, line: Callable[[str], Line], method: str, path: str, token: str
) -> None:
    stranger = line(centre.url)
    stranger.ask(method, path, 8_000_000, token, **{"Tus-Resumable": "1.0.0"})
    status, headers, told = stranger.answer()
    assert (status, headers["content-type"]) == (401, "application/problem+json")
    assert headers["www-authenticate"] == "Bearer"
    assert told["code"] == ("token_malformed" if token else "token_missing")
    for _ in range(8):
        stranger.send(bytes(1_000_000))
    stranger.ask("GET", "/healthz", 0)
    assert stranger.answer()[0] == 200, "what was not read is passed over, and the line serves on"


@pytest.mark.parametrize("headers", [{"Content-Length": str(10**12)}, {"Transfer-Encoding": "chunked"}])
def test_a_stranger_whose_body_has_no_end_is_cut_off(
    centre: EmbeddedCentre, line: Callable[[str], Line], headers: dict[str, str]
) -> None:
    stranger = line(centre.url)
    lines = ["POST /api/v1/events HTTP/1.1", "Host: centre", *(f"{name}: {value}" for name, value in headers.items())]
    stranger.send("\r\n".join([*lines, "", ""]).encode())
    status, answered, _ = stranger.answer()
    assert (status, answered["connection"]) == (401, "close")
    assert stranger.is_closed()


@pytest.mark.parametrize("path", ["/api/v1/stations", "/m/K7QM3XPA9BCDK7QM3XPA"])
def test_what_everybody_may_send_is_small(centre: EmbeddedCentre, line: Callable[[str], Line], path: str) -> None:
    stranger = line(centre.url)
    stranger.ask("POST", path, request_bodies.ANONYMOUS_LIMIT_BYTES + 1)
    assert stranger.answer()[0] == 413


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bounds, a thousand times smaller."""
    monkeypatch.setattr(request_bodies, "HELD_LIMIT_BYTES", 256 * KB)
    monkeypatch.setattr(request_bodies, "STATION_LIMIT_BYTES", 96 * KB)
    monkeypatch.setattr(request_bodies, "LARGE_BODY_BYTES", 8 * KB)


def begun(line: Callable[[str], Line], station: Station, sent: int) -> Line:
    """A body of which the last byte never comes, but that has been taken in so far."""
    opened = line(station.url)
    opened.ask("POST", "/api/v1/heartbeat", sent + 1, station.token(), Expect="100-continue")
    assert opened.answer()[0] == 100
    opened.send(bytes(sent))
    return opened


def is_heard(station: Station, size: int) -> int:
    return station.request("POST", "/api/v1/heartbeat", json={"x": "x" * size}).status_code


@pytest.mark.usefixtures("narrow")
def test_few_senders_of_large_bodies_keep_nobody_waiting(
    centre: EmbeddedCentre, office: Administration, hall: Callable[..., Station], line: Callable[[str], Line]
) -> None:
    greedy = [hall(centre.url, office) for _ in range(3)]
    other = hall(centre.url, office)
    lines = [begun(line, each, 60 * KB) for each in greedy]
    held(other, 20 * KB, 503)

    assert is_heard(other, 1 * KB) == 200, "a small one has room beside all large ones"
    for each in lines:
        each.close()
    held(other, 20 * KB, 200)


def held(station: Station, size: int, status: int) -> None:
    """Whether it is taken yet: what others sent is on its way through the same loop."""
    for _ in range(1_000):
        if is_heard(station, size) == status:
            return
    raise AssertionError(f"never answered {status}")


@pytest.mark.usefixtures("narrow")
def test_a_station_that_sends_much_at_once_waits_for_itself_alone(
    centre: EmbeddedCentre, office: Administration, hall: Callable[..., Station], line: Callable[[str], Line]
) -> None:
    greedy, other = hall(centre.url, office), hall(centre.url, office)
    begun(line, greedy, 90 * KB)
    held(greedy, 7 * KB, 503)
    assert is_heard(other, 40 * KB) == 200


def test_of_one_station_so_many_uploads_are_received_at_once(
    station: Station,
    centre: EmbeddedCentre,
    office: Administration,
    hall: Callable[..., Station],
    line: Callable[[str], Line],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(request_bodies, "UPLOADS_PER_STATION", 2)
    payload, _ = station.case()
    told = payload["attachments"][0]
    places = [station.create_upload(payload["id"], told, 5_000).headers["Location"] for _ in range(3)]
    for each in places[:2]:
        opened = line(station.url)
        headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Expect": "100-continue"}
        headers["Content-Type"] = "application/offset+octet-stream"
        opened.ask("PATCH", each, 5_000, station.token(), **headers)
        assert opened.answer()[0] == 100
    refused = station.patch(places[2], b"x")
    assert (refused.status_code, refused.json()["code"], refused.headers["retry-after"]) == (503, "busy", "2")
    other = hall(centre.url, office)
    mine = other.create_upload(payload["id"], told, 5_000).headers["Location"]
    assert other.patch(mine, b"x").status_code == 204

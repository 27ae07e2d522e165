"""Health, figures, documentation, catalogue, heartbeat, number blocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from app.catalogue import LoadedCatalogue
from app.central.administration import Administration
from app.central.api import doors, request_bodies
from app.central.server import EmbeddedCentre
from app.central.storage import changes, stations
from tests.central.conftest import Station, web


def test_it_is_alive_and_ready(centre: EmbeddedCentre) -> None:
    for page in ("healthz", "readyz"):
        assert web.get(f"{centre.url}/{page}").json() == {"status": "ok"}


def test_a_centre_without_its_object_store_is_not_ready(centre: EmbeddedCentre, data_dir: Path) -> None:
    folder = data_dir / "central" / "objects"
    away = folder.with_name("elsewhere")
    folder.rename(away)
    try:
        answer = web.get(f"{centre.url}/readyz")
    finally:
        away.rename(folder)
    assert (answer.status_code, answer.json()["code"]) == (503, "objects")


def test_figures_are_counted_and_hold_no_ids(station: Station) -> None:
    payload, _ = station.case()
    station.send(station.submitted(payload))
    text = web.get(f"{station.url}/metrics").text
    assert 'bianmin_events_total{verdict="accepted"}' in text
    assert 'bianmin_cases{status="received"}' in text
    assert 'route="/api/v1/events"' in text
    assert payload["id"] not in text
    assert station.id not in text


def test_everything_unknown_is_a_problem_document(centre: EmbeddedCentre) -> None:
    answer = web.get(f"{centre.url}/api/v1/nothing")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:bianmin:problem:not_found"
    assert web.delete(f"{centre.url}/api/v1/events").status_code == 405


def test_the_documentation_names_every_route_and_resolves(centre: EmbeddedCentre) -> None:
    document = web.get(f"{centre.url}/openapi.json").json()
    assert document["openapi"].startswith("3.")
    for path in ("stations", "events", "changes", "uploads", "catalogue", "number-blocks", "heartbeat", "licences"):
        assert f"/api/v1/{path}" in document["paths"]
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(_references(document)) <= known
    secured = document["paths"]["/api/v1/events"]["post"]["security"]
    assert secured == [{"HTTPBearer": []}]


def _references(node: object) -> list[str]:
    if isinstance(node, dict):
        found = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return found + [each for value in node.values() for each in _references(value)]
    if isinstance(node, list):
        return [each for value in node for each in _references(value)]
    return []


def test_an_unchanged_catalogue_costs_nothing(station: Station, catalogue: LoadedCatalogue) -> None:
    first = station.request("GET", "/api/v1/catalogue")
    assert first.json()["version"] == catalogue.version
    assert {each["code"] for each in first.json()["items"]} == {each.code for each in catalogue.items()}
    again = station.request("GET", "/api/v1/catalogue", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_leased_numbers_are_never_leased_again(station: Station) -> None:
    blocks = [station.request("POST", "/api/v1/number-blocks", json={"size": 50}).json() for _ in range(3)]
    assert [(each["first"], each["last"]) for each in blocks] == [(1, 50), (51, 100), (101, 150)]
    assert {each["prefix"] for each in blocks} == {station.enrolment["number_prefix"]}


def test_a_heartbeat_is_taken(station: Station) -> None:
    beat = {"devices": {"receipt_printer": "online"}, "waiting": 3}
    answer = station.request("POST", "/api/v1/heartbeat", json=beat)
    assert answer.status_code == 200
    assert datetime.fromisoformat(answer.json()["time"]).utcoffset() is not None
    assert "Date" in answer.headers
    assert station.request("POST", "/api/v1/heartbeat", json=[1]).status_code == 422


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_fault_of_ours_is_a_problem_and_its_text_goes_nowhere(
    station: Station, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, method: str
) -> None:
    def broken(*_args: object) -> None:
        raise KeyError("110101199003074477")

    monkeypatch.setattr(changes, "feed", broken)
    monkeypatch.setattr(stations, "beat", broken)
    path, body = ("/api/v1/changes", None) if method == "GET" else ("/api/v1/heartbeat", {})
    answer = station.request(method, path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (500, "fault")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "KeyError" in caplog.text
    assert "110101199003074477" not in caplog.text + answer.text


def test_the_figures_tell_of_stations_and_of_the_time_at_the_database(station: Station, centre: EmbeddedCentre) -> None:
    station.request("POST", "/api/v1/heartbeat", json={"waiting": 7})
    told = web.get(f"{centre.url}/metrics").text.splitlines()
    assert f'bianmin_station_backlog{{station="{station.id}"}} 7' in told
    [age] = [
        line for line in told if line.startswith(f'bianmin_station_heartbeat_age_seconds{{station="{station.id}"}}')
    ]
    assert float(age.rpartition(" ")[2]) >= 0
    spent = {line.rpartition(" ")[0] for line in told}
    assert {f'bianmin_database_seconds_total{{kind="{kind}"}}' for kind in ("read", "write")} <= spent


def test_a_station_that_asks_without_end_is_asked_to_wait(
    tmp_path: Path, catalogue: LoadedCatalogue, hall: Callable[..., Station], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "STATION_REQUESTS_PER_MINUTE", 5)
    with EmbeddedCentre(tmp_path, catalogue) as centre, Administration(tmp_path) as office:
        busy, other = hall(centre.url, office), hall(centre.url, office)
        answers = [busy.request("GET", "/api/v1/changes") for _ in range(8)]
        assert answers[0].status_code == 200
        assert answers[-1].status_code == 429
        assert answers[-1].headers["Retry-After"] == "60"
        assert other.request("GET", "/api/v1/changes").status_code == 200


def test_bodies_beyond_what_the_memory_bears_are_asked_to_come_again(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_bodies, "HELD_LIMIT_BYTES", 1_000)
    refused = station.request("POST", "/api/v1/heartbeat", json={"text": "x" * 2_000})
    assert (refused.status_code, refused.json()["code"]) == (503, "busy")
    assert refused.headers["Retry-After"]
    assert station.request("POST", "/api/v1/heartbeat", json={}).status_code == 200, "what was held was given back"


def test_figures_count_all_cases_and_so_not_without_end(
    tmp_path: Path, catalogue: LoadedCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "FIGURES_PER_MINUTE", 5)
    with EmbeddedCentre(tmp_path, catalogue) as centre:
        answers = [web.get(f"{centre.url}/metrics") for _ in range(8)]
        assert answers[0].status_code == 200
        assert answers[-1].status_code == 429
        assert answers[-1].headers["Retry-After"] == "60"
        assert web.get(f"{centre.url}/readyz").status_code == 200
        assert web.get(f"{centre.url}/verify/{'0' * 20}").status_code == 404, "pages have a limit of their own"

"""What the centre tells its stations beyond statuses, and what they say became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyrage
import pytest

from app.catalogue import LoadedCatalogue
from app.catalogue.life import versions_of
from app.central import operators, results, station_office
from app.central.administration import Administration
from app.central.objects import ObjectStore
from app.central.server import EmbeddedCentre
from app.domain.errors import WrongInput
from tests.central.conftest import Station

ON_BOTH = True


def told(station: Station, kind: str) -> list[dict[str, Any]]:
    changes = station.request("GET", "/api/v1/changes?limit=1000").json()["changes"]
    return [each for each in changes if each["kind"] == kind]


def acknowledge(station: Station, *answers: tuple[str, str, str]) -> int:
    listed = [{"cursor": cursor, "outcome": outcome, "detail": detail} for cursor, outcome, detail in answers]
    answer = station.request("POST", "/api/v1/changes/acknowledgements", json={"acknowledgements": listed})
    return answer.status_code


def commands_seen(office: Administration, station: Station) -> list[tuple[str, str, str]]:
    row = next(each for each in station_office.list_stations(office.database) if each["id"] == station.id)
    return [(each["name"], each["outcome"], each["detail"]) for each in row["commands"]]


def test_a_command_is_told_and_its_answer_is_seen(station: Station, office: Administration) -> None:
    station_office.command(office.database, station.id, "send-logs")
    [entry] = told(station, "command")
    assert entry["body"]["name"] == "send_logs"
    assert commands_seen(office, station) == [("send_logs", "waiting", "")]
    assert acknowledge(station, (entry["cursor"], "done", "3 files")) == 204
    assert acknowledge(station, (entry["cursor"], "refused", "later"), ("999999", "done", "")) == 204
    assert commands_seen(office, station) == [("send_logs", "done", "3 files")]


def test_a_command_that_was_answered_is_not_told_to_a_station_that_begins_anew(
    station: Station, office: Administration
) -> None:
    station_office.command(office.database, station.id, "restart")
    acknowledge(station, (told(station, "command")[0]["cursor"], "done", ""))
    assert told(station, "command") == []


def test_of_locks_that_were_answered_the_newest_is_told_for_it_is_a_state(
    station: Station, office: Administration
) -> None:
    def names() -> list[str]:
        return [each["body"]["name"] for each in told(station, "command")]

    for name in ("lock", "restart", "unlock", "lock"):
        station_office.command(office.database, station.id, name)
        acknowledge(station, (told(station, "command")[-1]["cursor"], "done", ""))
    assert names() == ["lock"]
    station_office.command(office.database, station.id, "unlock")
    assert names() == ["unlock"]
    acknowledge(station, (told(station, "command")[-1]["cursor"], "unknown", ""))
    assert names() == ["lock"], "what the station did not do sets nothing"


def test_a_command_not_answered_ends_with_the_enrolment_it_was_meant_for(
    station: Station, centre: EmbeddedCentre, office: Administration, hall: Callable[..., Station]
) -> None:
    station_office.command(office.database, station.id, "restart")
    again = hall(centre.url, office, station.id)
    assert told(again, "command") == []
    assert commands_seen(office, again) == [("restart", "refused", "enrolled_anew")]


def test_a_lock_not_answered_waits_for_whoever_is_enrolled_in_its_place(
    station: Station, centre: EmbeddedCentre, office: Administration, hall: Callable[..., Station]
) -> None:
    station_office.command(office.database, station.id, "lock")
    again = hall(centre.url, office, station.id)
    assert [each["body"]["name"] for each in told(again, "command")] == ["lock"]
    assert commands_seen(office, again) == [("lock", "waiting", "")]


@pytest.mark.parametrize(("whom", "name"), [("hall-nowhere", "lock"), ("", "lock"), (None, "format")])
def test_a_command_to_nobody_or_that_is_none_is_refused(
    station: Station, office: Administration, whom: str | None, name: str
) -> None:
    with pytest.raises(WrongInput):
        station_office.command(office.database, station.id if whom is None else whom, name)


def test_another_stations_entries_cannot_be_answered(
    station: Station, centre: EmbeddedCentre, office: Administration, hall: Callable[..., Station]
) -> None:
    station_office.command(office.database, station.id, "lock")
    other = hall(centre.url, office)
    acknowledge(other, (told(station, "command")[0]["cursor"], "done", ""))
    assert commands_seen(office, station) == [("lock", "waiting", "")]


def test_a_returned_case_says_what_is_to_be_corrected(station: Station, office: Administration) -> None:
    payload, _ = station.case()
    station.send(station.submitted(payload))
    office.decide(payload["id"], "return", "照片不清楚", ["photo", "phone"])
    [entry] = told(station, "case.correction")
    assert entry["body"] == {"case_id": payload["id"], "parts": ["photo", "phone"], "reason": "照片不清楚"}
    assert told(station, "case.status")[-1]["status"] == "returned"
    with pytest.raises(WrongInput):
        office.decide(payload["id"], "accept", "", ["photo"])


def test_a_result_is_told_and_given_out_sealed_to_who_asks(
    station: Station, office: Administration, data_dir: Path, centre: EmbeddedCentre, hall: Callable[..., Station]
) -> None:
    payload, _ = station.case()
    station.send(station.submitted(payload))
    content = b"%PDF-1.7 a result"
    objects = ObjectStore(data_dir / "central" / "objects")
    results.add(office.database, objects, office.keys, payload["number"], "result.pdf", content)
    [entry] = told(station, "result.ready")
    document = entry["body"]["document"]
    assert document == {
        "name": "result.pdf",
        "media_type": "application/pdf",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    key = pyrage.x25519.Identity.generate()
    path = f"/api/v1/cases/{payload['id']}/results/result.pdf"
    answer = station.request("GET", path, params={"reply_to": str(key.to_public())})
    assert pyrage.decrypt(answer.content, [key]) == content
    assert hall(centre.url, office).request("GET", path, params={"reply_to": str(key.to_public())}).status_code == 404
    assert station.request("GET", path, params={"reply_to": "age1" + "q" * 58}).status_code == 422
    for each in (data_dir / "central" / "objects").rglob("*.age"):
        assert content not in each.read_bytes()


def test_the_operators_go_to_every_station_and_to_whoever_enrols_later(
    tmp_path: Path, catalogue: LoadedCatalogue, hall: Callable[..., Station]
) -> None:
    """In a centre of their own: its other stations would be told too."""
    with EmbeddedCentre(tmp_path, catalogue) as centre, Administration(tmp_path) as office:
        first = hall(centre.url, office)
        operators.add(office.database, "017", "王 芳", ["clerk", "manager"], "246813")
        for each in (first, hall(centre.url, office)):
            body = told(each, "operators.changed")[-1]["body"]
            [mine] = body["operators"]
            assert (mine["number"], mine["name"], mine["roles"]) == ("017", "王 芳", ["clerk", "manager"])
            assert mine["active"]
            assert mine["pin_hash"].startswith("$argon2id$")
            assert body["valid_days"] == operators.VALID_DAYS
        operators.remove(office.database, "017")
        [gone] = told(first, "operators.changed")[-1]["body"]["operators"]
        assert (gone["active"], gone["pin_hash"]) == (False, "")


@pytest.mark.parametrize("pin", ["", "12345", "1" * 6, "123456", "654321", "12345a", "1" * 13])
def test_a_pin_that_is_too_short_or_too_plain_is_refused(pin: str) -> None:
    with pytest.raises(WrongInput):
        operators.hashed(pin)


def test_the_heartbeat_tells_whether_there_is_something_to_fetch(station: Station, office: Administration) -> None:
    def waits(cursor: str | None) -> bool:
        state = {} if cursor is None else {"cursor": cursor}
        return bool(station.request("POST", "/api/v1/heartbeat", json=state).json()["changes"])

    known = station.request("GET", "/api/v1/changes?limit=1000").json()["cursor"]
    assert not waits(known)
    station_office.command(office.database, station.id, "unlock")
    assert waits(known)
    assert waits(None)
    [entry] = told(station, "command")
    assert not waits(entry["cursor"])


@contextmanager
def started(data_dir: Path, catalogue: Any) -> Iterator[EmbeddedCentre]:
    with EmbeddedCentre(data_dir, catalogue) as centre:
        yield centre


def test_another_catalogue_is_told_and_given_as_what_changed(
    tmp_path: Path, catalogue: LoadedCatalogue, hall: Callable[..., Station]
) -> None:
    first, second, *_ = sorted(each.code for each in catalogue.items())
    items = {each.code: each for each in catalogue.items()}
    items[second] = replace(items[second], version="99.1")
    del items[first]
    other = replace(catalogue, version="2099.1", _items=versions_of(items.values()))
    with started(tmp_path, catalogue) as centre, Administration(tmp_path) as office:
        station = hall(centre.url, office)
        before = station.request("GET", "/api/v1/catalogue").json()
        assert (before["since"], first in before["added"]) == (None, True)
    with started(tmp_path, other) as centre:
        station.url = centre.url
        station.enrolment["centre_url"] = centre.url
        moved = Station(centre.url, station.keys, station.enrolment, catalogue)
        assert [each["body"]["version"] for each in told(moved, "catalogue.changed")] == ["2099.1"]
        delta = moved.request("GET", f"/api/v1/catalogue?since={catalogue.version}").json()
        assert (delta["added"], delta["changed"], delta["removed"]) == ([], [second], [first])
        assert [each["code"] for each in delta["items"]] == [second]
        unknown = moved.request("GET", "/api/v1/catalogue?since=1970.1").json()
        assert (unknown["since"], len(unknown["items"])) == (None, len(items))
        moved.close()

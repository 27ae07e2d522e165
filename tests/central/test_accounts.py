"""Leased numbers, standings and seals at the centre, as any station sends them."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import jwt
import pytest

from app.central.administration import Administration
from app.central.audit.report import settle, station_trail
from app.central.server import EmbeddedCentre
from app.central.station_office import list_stations
from app.central.storage.number_blocks import blocks_of
from tests.central.conftest import Station, StationKeys, web

DAY = date(2026, 3, 18)


def head() -> str:
    return secrets.token_hex(32)


def standing(last: int, heads: str, **changed: Any) -> dict[str, Any]:
    told = {"sequence": 0, "audit": {"last": last, "head": heads}, "numbers": [], "run": "1", "at": _at()}
    return told | changed


def _at() -> str:
    return datetime.now(UTC).isoformat()


def stand(station: Station, *told: Any, **changed: Any) -> httpx.Response:
    return station.request("POST", "/api/v1/standing", json=standing(*told, **changed))


def kinds(station: Station, office: Administration) -> list[str]:
    return [each["kind"] for each in station_trail(office.database, station.id)["findings"]]


def seal(station: Station, first: int, last: int, previous: str, **changed: Any) -> tuple[str, str]:
    """The seal and the head it ends at."""
    keys, ends = changed.pop("keys", station.keys), changed.pop("head", head())
    claims = {
        "station_id": station.id,
        "day": (DAY + timedelta(days=last)).isoformat(),
        "first": first,
        "last": last,
        "previous": previous,
        "head": ends,
        "sealed_at": _at(),
    } | changed
    return jwt.encode(claims, keys.key, algorithm="ES256"), ends


def send(station: Station, *seals: str) -> list[str]:
    answer = station.request("POST", "/api/v1/audit-seals", json={"seals": list(seals)})
    assert answer.status_code == 200, answer.text
    return [each["verdict"] for each in answer.json()["seals"]]


def test_a_lost_answer_leases_no_second_block(station: Station, office: Administration) -> None:
    ask = {"size": 50, "ask": str(uuid.uuid4())}
    first, again = (station.request("POST", "/api/v1/number-blocks", json=ask) for _ in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    other = station.request("POST", "/api/v1/number-blocks", json={"size": 50, "ask": str(uuid.uuid4())})
    assert other.json()["first"] == first.json()["last"] + 1
    with office.database.read() as connection:
        assert len(blocks_of(connection, station.id)) == 2


def test_the_station_accounts_for_its_blocks_and_for_nobody_elses(
    hall: Callable[..., Station], centre: EmbeddedCentre, office: Administration
) -> None:
    one, other = hall(centre.url, office), hall(centre.url, office)
    block = one.request("POST", "/api/v1/number-blocks", json={"size": 10}).json()
    told = [{"lease": block["lease"], "used": 3, "unused": 7, "state": "abandoned"}]
    assert stand(other, 1, head(), numbers=told).status_code == 200
    with office.database.read() as connection:
        assert blocks_of(connection, one.id)[0]["state"] == "open"
    assert stand(one, 1, head(), numbers=[told[0] | {"used": 4}]).status_code == 200
    with office.database.read() as connection:
        assert blocks_of(connection, one.id)[0]["used"] == 0
    stand(one, 1, head(), numbers=told)
    with office.database.read() as connection:
        (kept,) = blocks_of(connection, one.id)
    assert (kept["used"], kept["unused"], kept["state"]) == (3, 7, "abandoned")


def test_an_old_image_cannot_take_back_what_was_told_used(station: Station, office: Administration) -> None:
    block = station.request("POST", "/api/v1/number-blocks", json={"size": 10}).json()

    def tell(last: int, used: int, state: str) -> tuple[Any, ...]:
        told = [{"lease": block["lease"], "used": used, "unused": 10 - used, "state": state}]
        assert stand(station, last, head(), numbers=told).status_code == 200
        with office.database.read() as connection:
            (kept,) = blocks_of(connection, station.id)
        return kept["used"], kept["unused"], kept["state"]

    assert tell(1, 10, "used_up") == (10, 0, "used_up")
    assert kinds(station, office) == []
    assert tell(2, 4, "open") == (10, 0, "used_up"), "nothing of it is left to give"
    assert tell(3, 5, "abandoned") == (10, 0, "abandoned")
    (finding,) = station_trail(office.database, station.id)["findings"]
    assert (finding["kind"], finding["place"]) == ("rollback", "numbers")


def test_a_station_hears_how_far_it_was_seen_before(station: Station) -> None:
    first = stand(station, 7, "a" * 64).json()
    assert [first[each] for each in ("sequence", "contiguous", "audit")] == [0, 0, None]
    payload, _ = station.case()
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    again = stand(station, 9, "b" * 64).json()
    assert [again[each] for each in ("sequence", "contiguous", "audit")] == [1, 1, {"last": 7, "head": "a" * 64}]


def test_every_answer_tells_the_same_id_until_the_centre_is_restored(station: Station) -> None:
    stood = stand(station, 7, "a" * 64).json()
    beaten = station.request("POST", "/api/v1/heartbeat", json={"restore_id": "another"}).json()
    assert (stood["lost_since"], beaten["lost_since"]) == (None, None)
    assert stood["restore_id"] == beaten["restore_id"] == station.enrolment["restore_id"] != ""


def test_a_heartbeat_shows_a_rollback_at_once(station: Station, office: Administration) -> None:
    for last in (10, 4, 4, 5):
        state = {"devices": {}} | standing(last, head())
        assert station.request("POST", "/api/v1/heartbeat", json=state).status_code == 200
    assert kinds(station, office) == ["rollback"]
    assert next(each["audit"] for each in list_stations(office.database) if each["id"] == station.id) == "rollback"
    assert 'bianmin_audit_findings{kind="rollback"}' in web.get(f"{station.url}/metrics").text
    assert settle(office.database, station.id, "换了硬盘") == 1
    assert station_trail(office.database, station.id)["state"] == "ok"
    assert stand(station, 6, head()).json()["audit"]["last"] == 10, "it must hear of it before it is forgotten"
    state = {"devices": {}} | standing(7, head())
    station.request("POST", "/api/v1/heartbeat", json=state)
    assert kinds(station, office) == ["rollback", "rollback"]


def test_a_roll_back_the_station_found_itself_is_written_down_once_however_often_it_is_told(
    station: Station, office: Administration
) -> None:
    record, other = head(), head()
    assert stand(station, 10, head()).json()["rolled_back"] == ""
    state = {"devices": {}} | standing(17, head(), rolled_back=record)
    for _ in range(2):
        assert station.request("POST", "/api/v1/heartbeat", json=state).status_code == 200
    assert stand(station, 18, head(), rolled_back=record).json()["rolled_back"] == record
    assert kinds(station, office) == ["rollback"]
    assert station_trail(office.database, station.id)["findings"][0]["place"] == record[:16]
    assert settle(office.database, station.id, "换了硬盘") == 1
    assert stand(station, 19, head(), rolled_back=record).json()["rolled_back"] == record
    assert kinds(station, office) == ["rollback"], "it was looked into"
    assert stand(station, 20, head(), rolled_back=other).json()["rolled_back"] == other
    assert kinds(station, office) == ["rollback", "rollback"]


def test_a_roll_back_seen_at_the_head_and_told_by_the_station_is_one(station: Station, office: Administration) -> None:
    record = head()
    stand(station, 10, head())
    stand(station, 4, head())
    stand(station, 7, head(), rolled_back=record)
    assert kinds(station, office) == ["rollback"]
    assert settle(office.database, station.id, "换了硬盘") == 1
    stand(station, 8, head(), rolled_back=record)
    assert kinds(station, office) == ["rollback"]


def test_a_heartbeat_with_an_unreadable_standing_is_a_heartbeat_all_the_same(
    station: Station, office: Administration
) -> None:
    state = {"devices": {}, "audit": {"last": "many"}}
    assert station.request("POST", "/api/v1/heartbeat", json=state).status_code == 200
    assert kinds(station, office) == []


def test_a_doubled_or_late_standing_is_no_rollback(station: Station, office: Administration) -> None:
    early, late = standing(5, "a" * 64), standing(6, "b" * 64)
    for told in (early, late, early, late):
        assert station.request("POST", "/api/v1/standing", json=told).status_code == 200
    assert kinds(station, office) == []


def test_a_sync_beside_the_running_terminal_does_not_blind_the_centre(station: Station, office: Administration) -> None:
    terminal, command, image = (str(uuid.uuid4()) for _ in range(3))
    block = station.request("POST", "/api/v1/number-blocks", json={"size": 10}).json()

    def beat(last: int, run: str, used: int) -> None:
        numbers = [{"lease": block["lease"], "used": used, "unused": 10 - used, "state": "open"}]
        state = {"devices": {}} | standing(last, head(), run=run, numbers=numbers)
        assert station.request("POST", "/api/v1/heartbeat", json=state).status_code == 200

    beat(10, terminal, 1)
    assert stand(station, 11, head(), run=command).status_code == 200
    beat(20, terminal, 2)
    beat(9_000, terminal, 3)
    assert station_trail(office.database, station.id)["head"]["last"] == 9_000
    with office.database.read() as connection:
        assert blocks_of(connection, station.id)[0]["used"] == 3
    assert kinds(station, office) == []
    beat(300, image, 1)
    assert kinds(station, office) == ["rollback"]


def test_the_same_length_with_another_head_is_a_fork(station: Station, office: Administration) -> None:
    stand(station, 5, "a" * 64)
    stand(station, 5, "b" * 64)
    assert kinds(station, office) == ["fork"]


def test_seals_in_a_line_are_accepted_and_again_duplicates(station: Station, office: Administration) -> None:
    first, end = seal(station, 1, 3, "0" * 64)
    second, _ = seal(station, 4, 9, end)
    assert send(station, first, second) == ["accepted", "accepted"]
    assert send(station, first, second) == ["duplicate", "duplicate"]
    assert kinds(station, office) == []


def test_what_is_wrong_with_a_seal_is_said_and_spoils_no_other(station: Station, office: Administration) -> None:
    first, end = seal(station, 1, 3, "0" * 64)
    stranger, _ = seal(station, 4, 5, end, keys=StationKeys())
    other_station, _ = seal(station, 4, 5, end, station_id="hall-99")
    backwards, _ = seal(station, 9, 4, end)
    skipping, _ = seal(station, 8, 9, head())
    hanging, _ = seal(station, 4, 5, head())
    verdicts = send(station, first, stranger, other_station, backwards, "no.seal.atall", skipping, hanging)
    assert verdicts == ["accepted", "rejected", "rejected", "rejected", "rejected", "gap", "fork"]
    assert sorted(kinds(station, office)) == ["fork", "gap", "rejected"]


@pytest.mark.parametrize(
    "changed",
    [
        {"at": "0001-01-01T00:00:00+14:00"},
        {"at": "9999-12-31T23:59:59-14:00"},
        {"sequence": -1},
        {"sequence": 2**63},
        {"audit": {"last": 1, "head": "x"}},
        {"run": "\u0000"},
        {"rolled_back": "yes"},
        {"numbers": [{"lease": "1", "used": 2**62, "unused": 0, "state": "open"}]},
    ],
)
def test_a_standing_that_cannot_be_is_refused(station: Station, changed: dict[str, Any]) -> None:
    assert station.request("POST", "/api/v1/standing", json=standing(1, head()) | changed).status_code == 422


def test_a_seal_of_an_impossible_moment_is_rejected(station: Station) -> None:
    odd, _ = seal(station, 1, 2, "0" * 64, sealed_at="0001-01-01T00:00:00+14:00")
    assert send(station, odd) in (["rejected"], ["accepted"])


def test_nobody_stands_for_another_without_a_token(station: Station) -> None:
    for path in ("standing", "audit-seals"):
        assert web.post(f"{station.url}/api/v1/{path}", json={}).status_code == 401


def test_a_renumbered_case_is_taken_under_its_new_number(station: Station, office: Administration) -> None:
    taken, _ = station.case(seed=1)
    assert station.verdicts(station.submitted(taken)) == ["accepted"]
    late, _ = station.case(seed=2, number=taken["number"])
    event = station.submitted(late)
    answer = station.send(event)["verdicts"][0]
    assert (answer["verdict"], answer["reason"]) == ("conflict", "number_used")
    assert station.verdicts(event | {"number": f"{taken['number']}9"}) == ["accepted"]
    held = office.get_case(late["id"])
    assert (held["number"], held["former_number"]) == (f"{taken['number']}9", taken["number"])
    assert office.get_case(taken["id"])["number"] == taken["number"]


def test_a_number_is_used_once_whoever_sends_it(
    hall: Callable[..., Station], centre: EmbeddedCentre, office: Administration
) -> None:
    one, other = hall(centre.url, office), hall(centre.url, office)
    number = f"L20260318-{secrets.randbelow(10**8):08d}"
    for station, verdict in ((one, "accepted"), (other, "conflict")):
        payload, _ = station.case(number=number)
        assert station.verdicts(station.submitted(payload)) == [verdict]

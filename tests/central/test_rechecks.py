"""A renewal is judged again when it has come: in the background, whatever the platform does, never refused for it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import LoadedCatalogue
from app.central.administration import Administration
from app.central.rechecking import rechecker as rechecker_room
from app.central.server import EmbeddedCentre
from app.central.storage import rechecks
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.storage.tables import rechecks as rows
from app.central.traffic import guard, simulated
from app.central.traffic.platform_server import PlatformServer
from tests.central.conftest import Running, Station
from tests.central.renewals import recheck_of, send_renewal

ON_BOTH = True


def findings(recheck: dict[str, Any]) -> str:
    return "\n".join(each["text"] for each in recheck["result"]["findings"])


def test_a_case_with_what_the_rules_said_is_judged_again(station: Station, office: Administration) -> None:
    case = send_renewal(station)
    recheck = recheck_of(office, case["id"])
    assert recheck["result"]["waits_for_film"] is True
    assert (
        findings(recheck)
        == "终端按 2025-01-01 版判：只等医院看录像，其他都符合，中心复核一样：等医院同意后可以换 C1，新证有效期 10 年。"
    )
    assert office.get_case(case["id"])["status"] == "received"


def test_the_doctors_acceptance_completes_it(station: Station, office: Administration) -> None:
    case = send_renewal(station)
    recheck_of(office, case["id"])
    office.decide(case["id"], "accept", office="hospital")
    done = recheck_of(office, case["id"], lambda each: each["state"] == "done" and not each["result"]["waits_for_film"])
    assert done["result"]["verdict"] == "may"
    assert (
        findings(done)
        == "终端按 2025-01-01 版判：只等医院看录像，其他都符合，中心复核一样：可以换 C1，新证有效期 10 年。"
    )


def test_the_licensing_offices_word_says_nothing_of_limbs(station: Station, office: Administration) -> None:
    case = send_renewal(station)
    recheck_of(office, case["id"])
    office.decide(case["id"], "accept", office="licensing")
    assert recheck_of(office, case["id"])["result"]["waits_for_film"] is True


def test_what_was_not_known_without_a_line_is_completed(station: Station, office: Administration) -> None:
    case = send_renewal(station, simulated.VIOLATIONS, with_line=False)
    recheck = recheck_of(office, case["id"])
    assert recheck["result"]["told"]["verdict"] == "unknown"
    assert recheck["result"]["verdict"] == "may_not"
    assert recheck["result"]["agrees"] is False


def test_a_case_without_what_the_rules_said_is_not_judged(station: Station, office: Administration) -> None:
    payload, _ = station.case()
    assert station.verdicts(station.submitted(payload)) == ["accepted"]
    assert office.get_case(payload["id"])["recheck"] is None


@pytest.mark.parametrize("value", [None, 7, "may", [], {"facts": {"classes": 5}}, {"verdict": "may" * 1_000}])
def test_what_cannot_be_read_is_taken_and_told(station: Station, office: Administration, value: Any) -> None:
    case = send_renewal(station, eligibility=value)
    assert "终端的判断读不出来。" in findings(recheck_of(office, case["id"]))


def test_nothing_of_it_stands_in_the_clear_in_the_database(
    running: Running, station: Station, office: Administration
) -> None:
    case = send_renewal(station, simulated.VIOLATIONS)
    recheck_of(office, case["id"])
    with running.reading() as connection:
        kept = connection.execute(rows.select().where(rows.c.case_id == case["id"])).mappings().one()
    assert kept["result"].startswith(b"age-encryption.org/v1")
    assert "may_not" not in json.dumps({name: str(value) for name, value in kept.items() if name != "result"})


def test_two_that_judge_at_once_take_a_case_once(running: Running, station: Station, office: Administration) -> None:
    case = send_renewal(station)
    recheck_of(office, case["id"])
    with office.database.write() as connection:
        rechecks.again(connection, case["id"], now())
        first = rechecks.claim(connection, now(), now() + rechecker_room.LEASE)
    with office.database.write() as connection:
        taken = {each.case_id for each in iter(lambda: rechecks.claim(connection, now(), now() + _LEASE), None)}
    assert first is not None
    assert case["id"] not in taken


_LEASE = rechecker_room.LEASE


def test_what_was_asked_again_meanwhile_is_not_settled_by_the_earlier_answer(
    station: Station, office: Administration
) -> None:
    case = send_renewal(station)
    recheck_of(office, case["id"])
    with office.database.write() as connection:
        rechecks.again(connection, case["id"], now())
        due = rechecks.claim(connection, now(), now() + _LEASE)
        while due is not None and due.case_id != case["id"]:
            due = rechecks.claim(connection, now(), now() + _LEASE)
        assert due is not None
        rechecks.again(connection, case["id"], now() + _LEASE)
        rechecks.settle(connection, due, b"too early", now())
        standing = rechecks.of_case(connection, case["id"])
    assert standing is not None
    assert standing.state == rechecks.WAITING
    assert standing.result != b"too early"


@pytest.fixture
def away(
    tmp_path: Path,
    catalogue: LoadedCatalogue,
    backend: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[str], tuple[EmbeddedCentre, Administration]]]:
    """A centre of its own whose platform is where it is told; what rests after a failure rests for a moment only."""
    monkeypatch.setattr(guard, "REST_S", 0.05)
    monkeypatch.setattr("app.central.adapters.courier.FIRST_REST", _LEASE / 10_000)
    monkeypatch.setattr(rechecker_room, "ROUND_EVERY_S", 0.1)
    url = request.getfixturevalue("postgresql_server").new_centre() if backend == "postgresql" else ""
    running: list[tuple[EmbeddedCentre, Administration]] = []

    def start(platform: str) -> tuple[EmbeddedCentre, Administration]:
        centre = EmbeddedCentre(tmp_path, catalogue, database_url=url, traffic_platform=platform)
        centre.start()
        running.append((centre, Administration(tmp_path, url, catalogue)))
        return running[-1]

    yield start
    for centre, office in running:
        office.__exit__()
        centre.stop()


def test_a_platform_that_is_away_leaves_it_open_until_it_is_back(
    away: Callable[[str], tuple[EmbeddedCentre, Administration]], hall: Callable[..., Station]
) -> None:
    with PlatformServer() as found:
        port = found.port
    centre, office = away(f"http://127.0.0.1:{port}?timeout=2")
    station = hall(centre.url, office)
    case = send_renewal(station, simulated.VIOLATIONS, with_line=False)
    other, _ = station.case()
    assert station.verdicts(station.submitted(other)) == ["accepted"]  # others come in as ever
    open_still = recheck_of(office, case["id"], lambda each: each["result"] is not None)
    assert (open_still["state"], open_still["reason"]) == ("waiting", "register_away")
    assert "车管平台还没有回答" in findings(open_still)
    with PlatformServer(port=port):
        done = recheck_of(office, case["id"])
    assert done["result"]["verdict"] == "may_not"
    assert "车管平台还没有回答" not in findings(done)


def test_a_centre_killed_while_it_judged_takes_the_case_up_again(
    away: Callable[[str], tuple[EmbeddedCentre, Administration]], hall: Callable[..., Station]
) -> None:
    with PlatformServer() as found:
        port = found.port
    centre, office = away(f"http://127.0.0.1:{port}?timeout=2")
    case = send_renewal(hall(centre.url, office))
    centre.stop()
    _claimed_and_lost(office.database, case["id"])
    with PlatformServer(port=port):
        centre.start()
        assert recheck_of(office, case["id"])["state"] == "done"


def _claimed_and_lost(database: Database, case_id: str) -> None:
    """As it stands when the program that claimed it was killed and its lease is over."""
    with database.write() as connection:
        rechecks.again(connection, case_id, now())
        due = rechecks.claim(connection, now(), now())
    assert due is not None
    assert due.case_id == case_id


def test_a_platform_that_hangs_holds_up_neither_intake_nor_the_end(
    away: Callable[[str], tuple[EmbeddedCentre, Administration]], hall: Callable[..., Station]
) -> None:
    held = threading.Event()

    class Hanging(simulated.SimulatedPlatform):
        def licence(self, name: str, id_number: str, today: Any) -> Any:
            held.wait(10)
            return super().licence(name, id_number, today)

    with PlatformServer(platform=Hanging()) as slow:
        centre, office = away(f"{slow.url}?timeout=0.5")
        station = hall(centre.url, office)
        for _ in range(3):
            send_renewal(station)
        other, _ = station.case()
        assert station.verdicts(station.submitted(other)) == ["accepted"]
        centre.stop()
        held.set()

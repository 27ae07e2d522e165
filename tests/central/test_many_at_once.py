"""Several stations at the same time, and one station over several connections: nothing is lost, nothing is doubled."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from app.central.administration import Administration
from app.central.server import EmbeddedCentre
from tests.central.conftest import Station, cases_of

ON_BOTH = True


def test_the_same_event_over_many_connections_is_accepted_once(station: Station, office: Administration) -> None:
    event = station.submitted(station.case()[0])
    with ThreadPoolExecutor(8) as pool:
        verdicts = [verdict for [verdict] in pool.map(station.verdicts, [event] * 16)]
    assert sorted(verdicts) == ["accepted"] + ["duplicate"] * 15
    assert len(cases_of(station, office)) == 1


def test_files_and_case_that_race_each_other_end_accepted(station: Station, office: Administration) -> None:
    made = [station.case() for _ in range(8)]
    events = [station.submitted(payload) for payload, _ in made]
    with ThreadPoolExecutor(8) as pool:
        sent = [pool.submit(station.send, event) for event in events]
        sent += [pool.submit(station.upload_all, payload, sample) for payload, sample in made]
        for each in sent:
            each.result()
    assert {case["status"] for case in cases_of(station, office)} == {"accepted"}
    changes = station.request("GET", "/api/v1/changes").json()["changes"]
    assert [each["cursor"] for each in changes] == [str(at) for at in range(1, len(changes) + 1)]
    assert sorted(each["case_id"] for each in changes if each["status"] == "accepted") == sorted(
        payload["id"] for payload, _ in made
    )


def test_stations_do_not_wait_for_each_others_numbers(
    centre: EmbeddedCentre, office: Administration, hall: Callable[..., Station]
) -> None:
    halls = [hall(centre.url, office) for _ in range(4)]

    def work(station: Station) -> list[str]:
        batches = [[station.submitted(station.case()[0]) for _ in range(5)] for _ in range(4)]
        return [verdict for batch in batches for verdict in station.verdicts(*batch)]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, halls)) == [["accepted"] * 20] * 4
    for station in halls:
        assert len(station.request("GET", "/api/v1/changes").json()["changes"]) == 20

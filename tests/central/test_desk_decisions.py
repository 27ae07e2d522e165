"""Decisions of a desk at the centre: only by whoever had the right at that time, once, and behind their case."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.catalogue import LoadedCatalogue
from app.central import operators
from app.central.administration import Administration
from app.central.storage import decisions
from tests.central.conftest import Running, Station, new_id, started_when_asked

ON_BOTH = True
ITEM = "residents-pension-registration"
OTHER_DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def centres(
    tmp_path_factory: pytest.TempPathFactory, catalogue: LoadedCatalogue, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Running]]:
    """Of their own: whoever is on a centre's list is told to every station there."""
    with started_when_asked(tmp_path_factory, catalogue, request) as started:
        yield started


@pytest.fixture
def clerk(office: Administration) -> str:
    """The number of a new clerk who may decide."""
    number = f"W{secrets.token_hex(4)}"
    operators.add(office.database, number, "李晓敏", ["clerk", "decider"], "739152")
    return number


def submitted(station: Station, item: str = ITEM) -> tuple[dict[str, Any], str]:
    payload, _ = station.case(item)
    return station.submitted(payload), payload["id"]


def decided(station: Station, case_id: str, by: str, **changed: Any) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat()
    told = {"case_id": case_id, "decision": "complete", "operator": by, "reason": "", "decided_at": now}
    return station.event("case.decided", case_id, told | changed)


def answers(station: Station, *events: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(each["verdict"], each["reason"]) for each in station.send(*events)["verdicts"]]


ACCEPTED = ("accepted", None)


def test_a_case_and_its_decision_in_one_batch_complete_it_and_the_station_hears_of_it(
    station: Station, office: Administration, running: Running, clerk: str
) -> None:
    case, case_id = submitted(station)
    assert answers(station, case, decided(station, case_id, clerk)) == [ACCEPTED, ACCEPTED]
    assert office.get_case(case_id)["status"] == "completed"
    told = station.request("GET", "/api/v1/changes").json()["changes"]
    assert [each["status"] for each in told if each["case_id"] == case_id][-1] == "completed"
    with running.reading() as connection:
        (row,) = decisions.of_case(connection, case_id)
    assert (row.decider, row.decision, row.office) == (f"desk:{clerk}", "complete", "")


def test_a_decision_may_come_long_after_its_case(station: Station, office: Administration, clerk: str) -> None:
    case, case_id = submitted(station)
    assert answers(station, case) == [ACCEPTED]
    refused = decided(station, case_id, clerk, decision="refuse", reason="户籍不在本镇")
    assert answers(station, refused) == [ACCEPTED]
    case_now = office.get_case(case_id)
    assert (case_now["status"], case_now["reason"]) == ("refused", "户籍不在本镇")


def test_a_decision_before_its_case_is_not_taken(station: Station, clerk: str) -> None:
    assert answers(station, decided(station, new_id(), clerk)) == [("rejected", "case_unknown")]


@pytest.mark.parametrize("roles", [["clerk"], ["manager", "technician"]])
def test_a_clerk_without_the_right_is_refused(station: Station, office: Administration, roles: list[str]) -> None:
    number = f"W{secrets.token_hex(4)}"
    operators.add(office.database, number, "王二", roles, "739152")
    case, case_id = submitted(station)
    assert answers(station, case, decided(station, case_id, number)) == [ACCEPTED, ("rejected", "no_right")]
    assert office.get_case(case_id)["status"] == "received"


def test_somebody_the_centre_never_heard_of_is_refused(station: Station) -> None:
    case, case_id = submitted(station)
    assert answers(station, case, decided(station, case_id, "nobody")) == [ACCEPTED, ("rejected", "no_right")]


def test_what_counts_is_the_right_at_the_time_of_the_decision(
    station: Station, office: Administration, clerk: str
) -> None:
    """Who had it yesterday and has left since decided rightly; who got it today did not yesterday."""
    from app.central.storage import operators as rows

    left, came = f"W{secrets.token_hex(4)}", f"W{secrets.token_hex(4)}"
    then = datetime.now(UTC) - OTHER_DAY
    with office.database.write() as connection:
        for number, at in ((left, then - OTHER_DAY), (came, then + timedelta(hours=12))):
            rows.keep(connection, rows.Operator(number, "李", ["decider"], "x", active=True), at)
        rows.end(connection, left, then + timedelta(hours=1))
    said = []
    for number in (left, came):
        case, case_id = submitted(station)
        said += answers(station, case, decided(station, case_id, number, decided_at=then.isoformat()))
    assert said == [ACCEPTED, ACCEPTED, ACCEPTED, ("rejected", "no_right")]


def test_a_moment_that_has_not_come_yet_is_no_way_around_it(station: Station, office: Administration) -> None:
    number = f"W{secrets.token_hex(4)}"
    operators.add(office.database, number, "李", ["decider"], "739152")
    operators.remove(office.database, number)
    operators.add(office.database, number, "李", ["clerk"], "739152")
    case, case_id = submitted(station)
    later = (datetime.now(UTC) + OTHER_DAY).isoformat()
    with office.database.write() as connection:  # the clocks' few minutes are over
        connection.exec_driver_sql(
            f"UPDATE operator_rights SET at = '{datetime.now(UTC) - OTHER_DAY:%Y-%m-%d %H:%M:%S+00:00}' "  # noqa: S608
            f"WHERE number = '{number}'"
        )
    assert answers(station, case, decided(station, case_id, number, decided_at=later))[1] == ("rejected", "no_right")


def test_the_same_decision_again_is_a_duplicate_and_another_one_a_conflict(station: Station, clerk: str) -> None:
    case, case_id = submitted(station)
    first = decided(station, case_id, clerk)
    second = decided(station, case_id, clerk, decision="refuse", reason="改主意了")
    assert answers(station, case, first, first, second) == [
        ACCEPTED,
        ACCEPTED,
        ("duplicate", None),
        ("conflict", "already_decided"),
    ]


def test_what_the_office_has_decided_meanwhile_stands(station: Station, office: Administration, clerk: str) -> None:
    case, case_id = submitted(station)
    station.send(case)
    office.decide(case_id, "refuse", "重复参保")
    assert answers(station, decided(station, case_id, clerk)) == [("conflict", "already_decided")]
    assert office.get_case(case_id)["status"] == "refused"


def test_a_refusal_needs_a_reason(station: Station, clerk: str) -> None:
    case, case_id = submitted(station)
    refused = decided(station, case_id, clerk, decision="refuse", reason="  ")
    assert answers(station, case, refused)[1] == ("rejected", "reason_missing")


@pytest.mark.parametrize("item", ["social-insurance-proof", "driving-licence-renewal"])
def test_only_an_item_that_a_desk_may_decide_is_decided_there(station: Station, clerk: str, item: str) -> None:
    """One prints by itself, the other is for several offices."""
    case, case_id = submitted(station, item)
    said = answers(station, case, decided(station, case_id, clerk))
    assert said == [ACCEPTED, ("rejected", "not_direct")]


def test_no_station_decides_a_case_of_another(
    station: Station, hall: Callable[..., Station], running: Running, clerk: str
) -> None:
    case, case_id = submitted(station)
    station.send(case)
    other = hall(running.centre.url, running.office)
    assert answers(other, decided(other, case_id, clerk)) == [("rejected", "case_unknown")]


@pytest.mark.parametrize(
    "changed", [{"decision": "return"}, {"operator": ""}, {"decided_at": 5}, {"reason": "长" * 501}, {"reason": "\x00"}]
)
def test_a_decision_that_cannot_be_read_is_refused_by_itself(
    station: Station, clerk: str, changed: dict[str, Any]
) -> None:
    case, case_id = submitted(station)
    (taken, refused) = answers(station, case, decided(station, case_id, clerk, **changed))
    assert taken == ACCEPTED
    assert refused == ("rejected", f"payload_malformed:{next(iter(changed))}")


# ---------------------------------------------------------------- one-time notices


def notice(station: Station, **changed: Any) -> dict[str, Any]:
    told = {
        "id": new_id(),
        "case_id": new_id(),
        "number": f"{station.enrolment['number_prefix']}G20260318-0001",
        "item": ITEM,
        "missing": ["bank-card"],
        "operator": "0042",
        "given_at": datetime.now(UTC).isoformat(),
    } | changed
    return station.event("notice.given", told["id"], told)


def test_a_notice_is_counted_though_there_is_no_case(station: Station, running: Running) -> None:
    from app.central.storage.oversight import notices_since

    with running.reading() as connection:
        before = notices_since(connection, datetime.now(UTC) - OTHER_DAY)
    told = notice(station)
    assert answers(station, told, told) == [ACCEPTED, ("duplicate", None)]
    with running.reading() as connection:
        assert notices_since(connection, datetime.now(UTC) - OTHER_DAY) == before + 1
        assert notices_since(connection, datetime.now(UTC) + OTHER_DAY) == 0


def test_a_notice_told_under_two_events_is_a_conflict(station: Station) -> None:
    notice_id = new_id()
    said = answers(station, notice(station, id=notice_id), notice(station, id=notice_id))
    assert said == [ACCEPTED, ("conflict", "notice_exists")]

"""A centre that says it saw the station at numbers nobody can have written, and stations that believed it once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from app.central.station_office import revoke
from app.commands.check_standing import check_standing
from app.commands.findings import Mark
from app.config import load_settings
from app.domain.errors import CentreUnreachable
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.ports import SyncReport
from app.domain.standing import SEQUENCE_LEAP, AuditHead, CentreKnows
from app.storage import open_store
from app.storage.store import Store
from app.storage.tables import counters, outbox_events, outbox_payloads
from app.storage.trusted_clock import TrustedClock
from app.sync.accounts import known_of
from app.sync.failures import CentreAnsweredWrongly
from tests.unit.app.sync.copied_stations import Hall, open_hall


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with open_hall(tmp_path) as made:
        yield made


def counted(store: Store) -> int:
    return int(store.accounts.standing().sequence)


def opened(hall: Hall) -> Store:
    hall.switch_off("hall-01")
    return open_store(hall.home / "hall-01", TrustedClock())


def lifted(hall: Hall, to: int) -> None:
    """As a station of before did it at one word of the centre."""
    with opened(hall) as store, store.database.writing() as connection:
        row = {"name": "event_sequence", "value": to}
        connection.execute(insert(counters).prefix_with("OR REPLACE"), row)


def test_a_leap_nobody_can_have_written_is_refused_and_written_down_once(store: Store) -> None:
    for _ in range(2):
        assert not store.accounts.compare(CentreKnows(2**63 - 1, None))
    assert counted(store) == 0
    told = [each.record for each in store.audit.records() if b"store.leap_refused" in each.record]
    assert len(told) == 1
    assert store.accounts.refused_leap() == str(2**63 - 1)
    assert not store.accounts.compare(CentreKnows(0, None))
    assert store.accounts.refused_leap() == ""


def test_the_doctor_says_that_a_leap_was_refused_and_whom_to_ask(hall: Hall) -> None:
    hall.enrol("hall-01")
    hall.sync("hall-01")
    settings = load_settings(hall.home / "hall-01")
    for known, marks in ((0, []), (2**63 - 1, [Mark.WARN])):
        with opened(hall) as store:
            store.accounts.compare(CentreKnows(known, None))
        assert [each.state for each in check_standing(settings) if each.part == "序号"] == marks


def test_a_lift_that_an_image_may_need_is_taken(store: Store) -> None:
    assert store.accounts.compare(CentreKnows(SEQUENCE_LEAP, None))
    assert counted(store) == SEQUENCE_LEAP


def test_an_image_shown_by_its_trail_is_lifted_no_further_than_a_station_can_have_come(store: Store) -> None:
    assert store.accounts.compare(CentreKnows(2**62, AuditHead(900, "a" * 64)))
    assert counted(store) == SEQUENCE_LEAP


@pytest.mark.parametrize(
    "told",
    [
        {"sequence": 2**63, "audit": None, "contiguous": 0},
        {"sequence": 0, "audit": {"last": 2**63, "head": "a" * 64}, "contiguous": 0},
        {"sequence": 0, "audit": None, "contiguous": 10**30},
    ],
)
def test_a_number_that_no_store_can_keep_is_no_answer(told: dict[str, Any]) -> None:
    with pytest.raises(CentreAnsweredWrongly):
        known_of(told)
    assert issubclass(CentreAnsweredWrongly, CentreUnreachable)


@pytest.mark.parametrize("to", [2**62 - 1, 2**63 - 1])
def test_a_station_that_was_lifted_too_far_comes_back_by_itself(hall: Hall, to: int) -> None:
    hall.enrol("hall-01")
    before = hall.submit("hall-01")
    hall.sync("hall-01")
    lifted(hall, to)

    assert hall.sync("hall-01") == SyncReport()
    after = hall.submit("hall-01")

    assert hall.sync("hall-01") == SyncReport(sent=1, accepted=1)
    assert hall.numbers() == {before.id: before.number, after.id: after.number}
    assert hall.station("hall-01").accounts.standing().sequence == 2
    assert "store.counted_back" in hall.happened("hall-01")


def test_what_was_counted_and_refused_up_there_is_sent_again_in_its_order(hall: Hall) -> None:
    hall.enrol("hall-01")
    hall.sync("hall-01")
    lifted(hall, 2**62 - 1)
    made = [hall.submit("hall-01") for _ in range(3)]
    store = hall.station("hall-01").store
    for each in made:
        assert store.evaluate(Evaluation(each.id, Grade.VERY_GOOD, EvaluationChannel.COMMAND))
    with opened(hall) as closed, closed.database.writing() as connection:
        first = outbox_events.c.sequence <= 2**62 + 1
        refused = {"state": "parked", "reason": "event_malformed:sequence"}
        connection.execute(update(outbox_events).where(first).values(refused))

    report = hall.sync("hall-01")

    assert (report.accepted, report.rejected, report.waiting) == (6, 0, 0)
    assert set(hall.numbers()) == {each.id for each in made}
    for each in made:
        assert hall.office.get_case(each.id)["evaluation"]["grade"] == 5
    with opened(hall) as closed, closed.database.reading() as connection:
        assert sorted(connection.scalars(select(outbox_events.c.sequence))) == [1, 2, 3, 4, 5, 6]
        assert not connection.scalars(select(outbox_payloads.c.sequence).where(outbox_payloads.c.sequence > 6)).all()


def test_a_new_enrolment_brings_it_back_as_well(hall: Hall) -> None:
    hall.enrol("hall-01")
    hall.submit("hall-01")
    hall.sync("hall-01")
    lifted(hall, 2**62 + 7)
    waiting = hall.submit("hall-01")
    revoke(hall.office.database, "hall-01", "copied")
    hall.enrol("hall-01")
    assert hall.sync("hall-01").accepted == 1
    assert waiting.id in hall.numbers()

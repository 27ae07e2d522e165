"""Days of the audit trail, sealed, and what shows when somebody changes the trail afterwards."""

import pytest
from sqlalchemy import delete, select, text, update

from app.audit import ChainRecord, audit_event, link
from app.domain.audit_seals import SealedDay
from app.storage.tables import audit_records
from app.storage.trail_check import check_trail
from app.sync.audit_seals import DaySealer, opened
from app.sync.station_keys import new_key, public_key

KEY = new_key()


@pytest.fixture
def sealer(store, clock):
    return DaySealer(store.seals, "hall-01", KEY, clock)


@pytest.fixture
def three_days(store, samples, clock, sealer):
    """Cases on three days, sealed at the beginning of the fourth; 2026-03-18 is the first."""
    for day in range(3):
        for each in range(2):
            store.cases.submit(samples.submission(10 * day + each))
        clock.forward(days=1)
    assert sealer.seal_due() == 3
    return store


def report(store):
    return check_trail(store.audit.every(), store.seals.all(), opened)


def days(store):
    return [each.covers.day.isoformat() for each in store.seals.all()]


def test_each_day_that_is_over_has_one_seal(three_days, sealer):
    assert days(three_days) == ["2026-03-18", "2026-03-19", "2026-03-20"]
    assert sealer.seal_due() == 0
    first, second, third = (each.covers for each in three_days.seals.all())
    assert (second.first, third.first) == (first.last + 1, second.last + 1)
    assert (second.previous, third.previous) == (first.head, second.head)
    found = report(three_days)
    assert (found.intact, found.seals, found.broken_day) == (True, 3, None)
    assert found.unsealed == found.records - third.last > 0


def test_a_day_in_china_ends_at_midnight_there_and_a_little_later(store, samples, clock, sealer):
    store.cases.submit(samples.submission())
    clock.forward(hours=13, minutes=32)  # 2:30 UTC is 10:30 there
    assert sealer.seal_due() == 0
    clock.forward(minutes=4)
    assert sealer.seal_due() == 1


def test_what_a_clock_that_ran_years_ahead_has_written_holds_up_no_seal(store, samples, clock, sealer):
    right = clock.now
    clock.forward(days=9_000)
    store.cases.submit(samples.submission(1))
    clock.now = right
    assert sealer.seal_due() == 0
    store.cases.submit(samples.submission(2))
    clock.forward(days=1)
    store.cases.submit(samples.submission(3))

    assert sealer.seal_due() == 1

    assert days(store) == ["2026-03-18"]
    assert report(store).intact
    clock.forward(days=1)
    assert sealer.seal_due() == 1


def test_days_on_which_nothing_happened_have_no_seal_and_break_nothing(store, samples, clock, sealer):
    store.cases.submit(samples.submission(1))
    clock.forward(days=5)
    store.cases.submit(samples.submission(2))
    clock.forward(days=5)
    sealer.seal_due()
    assert days(store) == ["2026-03-18", "2026-03-23"]
    assert report(store).intact


def test_a_changed_record_is_named_by_its_day(three_days):
    covers = three_days.seals.all()[1].covers
    with three_days.database.writing() as connection:
        changed = update(audit_records).where(audit_records.c.sequence == covers.first)
        connection.execute(changed.values(record=text("replace(record, 'self_service', 'self-service')")))
    found = report(three_days)
    assert (found.intact, found.broken_at, found.broken_day) == (False, covers.first, covers.day)


def test_a_trail_that_was_hashed_anew_from_a_changed_record_does_not_fit_its_seals(three_days, clock):
    covers = three_days.seals.all()[1].covers
    with three_days.database.writing() as connection:
        rows = connection.execute(select(audit_records).order_by(audit_records.c.sequence)).all()
        previous = rows[covers.first - 2].hash
        for row in rows[covers.first - 1 :]:
            forged = link(previous, row.sequence, clock(), audit_event("store.created"))
            connection.execute(
                update(audit_records)
                .where(audit_records.c.sequence == row.sequence)
                .values(record=forged.record, hash=forged.hash)
            )
            previous = forged.hash
    found = report(three_days)
    assert (found.intact, found.broken_at, found.broken_day) == (False, None, covers.day)


def test_a_cut_tail_is_named_by_the_first_day_that_is_missing(three_days):
    covers = three_days.seals.all()[2].covers
    with three_days.database.writing() as connection:
        connection.execute(delete(audit_records).where(audit_records.c.sequence > covers.first))
    found = report(three_days)
    assert (found.intact, found.broken_at, found.broken_day) == (False, None, covers.day)


def test_a_seal_by_another_key_is_none(three_days, clock):
    seals = list(three_days.seals.all())
    covers = seals[0].covers
    other = DaySealer(three_days.seals, "hall-01", new_key(), clock)
    seals[0] = SealedDay(covers, clock(), public_key(KEY), other._signed(covers.claims("hall-01", clock())))
    found = check_trail(three_days.audit.every(), seals, opened)
    assert (found.intact, found.broken_day) == (False, covers.day)


def test_a_seal_that_says_something_else_than_its_row_is_none(three_days, clock):
    first, second, *_ = three_days.seals.all()
    swapped = SealedDay(first.covers, first.sealed_at, first.public_key, second.seal)
    assert not check_trail(three_days.audit.every(), [swapped], opened).intact


def test_a_record_without_readable_time_is_sealed_with_the_day_around_it(store, samples, clock, sealer):
    store.cases.submit(samples.submission(1))
    with store.database.writing() as connection:
        last = connection.execute(select(audit_records).order_by(audit_records.c.sequence.desc())).first()
        odd = ChainRecord(last.sequence + 1, b"{}", b"\0" * 32)
        connection.execute(audit_records.insert().values(sequence=odd.sequence, record=odd.record, hash=odd.hash))
    clock.forward(days=1)
    assert sealer.seal_due() == 1
    assert store.seals.all()[0].covers.last == odd.sequence

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from app.audit import GENESIS, ChainReport, audit_event, link, verify

NOON = datetime(2026, 3, 18, 4, tzinfo=UTC)


def chain(length):
    records, previous = [], GENESIS
    for sequence in range(1, length + 1):
        record = link(previous, sequence, NOON, audit_event("store.orphans_removed", files=sequence))
        records.append(record)
        previous = record.hash
    return records


def test_a_record_is_canonical_json_and_its_hash_covers_the_one_before():
    first, second = chain(2)

    assert first.record == (
        b'{"at":"2026-03-18T04:00:00.000+00:00","event":"store.orphans_removed","fields":{"files":1},"sequence":1}'
    )
    assert first.hash == sha256(bytes(32) + first.record).digest()
    assert second.hash == sha256(first.hash + second.record).digest()


def test_an_untouched_chain_is_intact():
    records = chain(5)

    assert verify(records) == ChainReport(5, True, None, records[-1].hash.hex())
    assert verify([]) == ChainReport(0, True)


def test_a_changed_record_breaks_the_chain_there():
    records = chain(5)
    records[2] = replace(records[2], record=records[2].record.replace(b'"files":3', b'"files":9'))

    assert verify(records) == ChainReport(5, False, 3, records[1].hash.hex())


def test_a_record_whose_hash_was_made_anew_breaks_the_chain_at_the_next():
    records = chain(5)
    forged = records[2].record.replace(b'"files":3', b'"files":9')
    records[2] = replace(records[2], record=forged, hash=sha256(records[1].hash + forged).digest())

    assert verify(records).broken_at == 4


@pytest.mark.parametrize("edit", ["taken out", "put in", "swapped"])
def test_a_moved_record_breaks_the_chain(edit):
    records = chain(5)
    match edit:
        case "taken out":
            del records[2]
        case "put in":
            records.insert(2, records[2])
        case _:
            records[2], records[3] = records[3], records[2]

    report = verify(records)
    assert not report.intact
    assert report.broken_at in {3, 4}
